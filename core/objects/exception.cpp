// BaseException and what all exceptions share (CPython: Objects/exceptions.c). The types with attributes of their own are
// in exception_kinds.cpp.
#include "objects/exception.h"

#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/exception_kinds.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

ExceptionCell* self(Value v) { return exceptionCell(v); }
Ref shareOrNone(Value v) { return v ? Ref::share(v) : noneRef(); }

/// __new__ takes anything and keeps the positional arguments; attributes are set by __init__.
Result<Ref> exceptionCreate(Vm& vm, Args args) {
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  self(made)->args = TRY(newTuple(vm, std::span(args.values + 1, args.count - 1))).release();
  return made;
}

Result<Ref> exceptionInit(Vm& vm, Args args) {
  if (args.keywordCount())
    return vm.raise(TypeId::kTypeError, "%s() takes no keyword arguments", typeName(args[0]).c_str());
  Ref positional = TRY(newTuple(vm, std::span(args.values + 1, args.count - 1)));
  replaceMember(self(args[0])->args, positional);
  return noneRef();
}

Result<Ref> exceptionStr(Vm& vm, Value v) {
  auto items = tupleItems(self(v)->args);
  if (items.empty()) return Ref::share(nameOf(Name::kEmpty));
  if (items.size() == 1) return str(vm, items[0]);
  return str(vm, self(v)->args);
}
Result<Ref> exceptionRepr(Vm& vm, Value v) {
  auto items = tupleItems(self(v)->args);
  std::string name = textOf(Value::reference(typeOf(v)->name));
  if (items.size() == 1) {
    Ref item = TRY(repr(vm, items[0]));
    return newStr(vm, name + "(" + utf8Of(item) + ")");
  }
  Ref text = TRY(repr(vm, self(v)->args));
  return newStr(vm, name + utf8Of(text));
}

Result<Ref> getArgs(Vm&, Value v) { return Ref::share(self(v)->args); }
Result<void> setArgs(Vm& vm, Value v, Value value) {
  if (!value) return vm.raise(TypeId::kTypeError, "args may not be deleted");
  Ref items = TRY(tupleFrom(vm, value));
  replaceMember(self(v)->args, items);
  return {};
}
Result<Ref> getTraceback(Vm&, Value v) { return shareOrNone(self(v)->traceback); }
Result<void> setTraceback(Vm& vm, Value v, Value value) {
  if (!value) return vm.raise(TypeId::kTypeError, "__traceback__ may not be deleted");
  if (!isNone(value) && !isExactly(value, TypeId::kTraceback)) return vm.raise(TypeId::kTypeError, "__traceback__ must be a traceback or None");
  replaceMember(self(v)->traceback, isNone(value) ? Value() : value);
  return {};
}

Result<void> setLink(Vm& vm, Value& place, Value value, const char* name, const char* kind) {
  if (!value) return vm.raise(TypeId::kTypeError, "%s may not be deleted", name);
  if (!isNone(value) && !isException(value)) return vm.raise(TypeId::kTypeError, "exception %s must be None or derive from BaseException", kind);
  replaceMember(place, isNone(value) ? Value() : value);
  return {};
}
Result<Ref> getContext(Vm&, Value v) { return shareOrNone(self(v)->context); }
Result<void> setContext(Vm& vm, Value v, Value value) { return setLink(vm, self(v)->context, value, "__context__", "context"); }
Result<Ref> getCause(Vm&, Value v) { return shareOrNone(self(v)->cause); }
Result<void> setCause(Vm& vm, Value v, Value value) {
  TRY(setLink(vm, self(v)->cause, value, "__cause__", "cause"));
  self(v)->suppressContext = 1;
  return {};
}
Result<Ref> getSuppress(Vm&, Value v) { return Ref::steal(Value::boolean(self(v)->suppressContext)); }
Result<void> setSuppress(Vm& vm, Value v, Value value) {
  if (!value) return vm.raise(TypeId::kTypeError, "can't delete numeric/char attribute");
  if (!value.isBool()) return vm.raise(TypeId::kTypeError, "attribute value type must be bool");
  self(v)->suppressContext = value.asBool();
  return {};
}
Result<Ref> getDict(Vm& vm, Value v) { return Ref::share(TRY(instanceDict(vm, v))); }

Result<Ref> withTraceback(Vm& vm, Args args) {
  TRY(setTraceback(vm, args[0], args[1]));
  return Ref::share(args[0]);
}
Result<Ref> addNote(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raiseTypeErrorFor("add_note() argument must be str, not %s", args[1]);
  Ref notes = TRY(findAttribute(vm, args[0], nameOf(Name::kNotes)));
  if (isExhausted(notes)) {
    notes = TRY(newList(vm));
    TRY(setAttribute(vm, args[0], nameOf(Name::kNotes), notes));
  }
  if (!isList(notes)) return vm.raise(TypeId::kTypeError, "Cannot add note: __notes__ is not a list");
  TRY(listAppend(vm, notes, args[1]));
  return noneRef();
}
Result<Ref> setState(Vm& vm, Args args) {
  if (isNone(args[1])) return noneRef();
  if (!isDict(args[1])) return vm.raise(TypeId::kTypeError, "state is not a dictionary");
  uint32_t position = 0;
  Value key, value;
  while (dictNext(args[1], &position, &key, &value)) TRY(setAttribute(vm, args[0], key, value));
  return noneRef();
}
Result<Ref> reduce(Vm& vm, Args args) {
  Value v = args[0];
  Value dict = TRY(instanceDict(vm, v));
  if (dictLength(dict)) return newTuple(vm, {valueOf(typeOf(v)), self(v)->args, dict});
  return newTuple(vm, {valueOf(typeOf(v)), self(v)->args});
}

const NativeMethod kMethods[] = {
    {"with_traceback", "($self, object, /)", withTraceback, kMethodPlain, "Set self.__traceback__ to tb and return self."},
    {"add_note", "($self, object, /)", addNote, kMethodPlain, "Add a note to the exception"},
    {"__setstate__", "($self, object, /)", setState},
    {"__reduce__", "($self, /)", reduce},
};
const NativeGetSet kAttributes[] = {
    {"args", getArgs, setArgs}, {"__traceback__", getTraceback, setTraceback}, {"__context__", getContext, setContext},
    {"__cause__", getCause, setCause}, {"__suppress_context__", getSuppress, setSuppress}, {"__dict__", getDict},
};

}  // namespace

void replaceMember(Value& place, Value value) {
  Value old = place;
  increment(value);
  place = value;
  decrement(old);
}

Result<Ref> newException(Vm& vm, TypeId type, Value args) {
  Ref made = TRY(allocateObject(vm, typeCell(type)));
  self(made)->args = Ref::share(args).release();
  initExceptionKind(made);
  return made;
}

constexpr uint32_t kExceptionFlags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsException;

const NativeType kBaseExceptionType = {
    .id = TypeId::kBaseException,
    .instanceBytes = sizeof(ExceptionCell),
    .flags = kExceptionFlags,
    .fieldsAt = __builtin_offsetof(ExceptionCell, fields),
    .slots = {.repr = exceptionRepr, .str = exceptionStr, .create = exceptionCreate, .initialize = exceptionInit},
    .methods = kMethods,
    .attributes = kAttributes,
    .doc = "Common base class for all exceptions",
};

// Exceptions that add nothing to their base.
#define PLAIN_EXCEPTION(kind, bytes) \
  const NativeType k##kind##Type = {.id = TypeId::k##kind, .instanceBytes = bytes, .flags = kExceptionFlags};
#define PLAIN(kind) PLAIN_EXCEPTION(kind, sizeof(ExceptionCell))
PLAIN(Exception) PLAIN(GeneratorExit) PLAIN(KeyboardInterrupt) PLAIN(ArithmeticError) PLAIN(FloatingPointError) PLAIN(OverflowError)
PLAIN(ZeroDivisionError) PLAIN(AssertionError) PLAIN(BufferError) PLAIN(EOFError) PLAIN(LookupError) PLAIN(IndexError) PLAIN(MemoryError)
PLAIN(ReferenceError) PLAIN(RuntimeError) PLAIN(NotImplementedError) PLAIN(RecursionError) PLAIN(PythonFinalizationError)
PLAIN(StopAsyncIteration) PLAIN(SystemError) PLAIN(TypeError) PLAIN(ValueError) PLAIN(UnicodeError) PLAIN(Warning) PLAIN(BytesWarning)
PLAIN(DeprecationWarning) PLAIN(EncodingWarning) PLAIN(FutureWarning) PLAIN(ImportWarning) PLAIN(PendingDeprecationWarning)
PLAIN(ResourceWarning) PLAIN(RuntimeWarning) PLAIN(SyntaxWarning) PLAIN(UnicodeWarning) PLAIN(UserWarning)
#define PLAIN_OS(kind) PLAIN_EXCEPTION(kind, sizeof(OsExceptionCell))
PLAIN_OS(BlockingIOError) PLAIN_OS(ChildProcessError) PLAIN_OS(ConnectionError) PLAIN_OS(BrokenPipeError) PLAIN_OS(ConnectionAbortedError)
PLAIN_OS(ConnectionRefusedError) PLAIN_OS(ConnectionResetError) PLAIN_OS(FileExistsError) PLAIN_OS(FileNotFoundError)
PLAIN_OS(InterruptedError) PLAIN_OS(IsADirectoryError) PLAIN_OS(NotADirectoryError) PLAIN_OS(PermissionError) PLAIN_OS(ProcessLookupError)
PLAIN_OS(TimeoutError)
PLAIN_EXCEPTION(ModuleNotFoundError, sizeof(ImportExceptionCell))
PLAIN_EXCEPTION(UnboundLocalError, sizeof(NameExceptionCell))
PLAIN_EXCEPTION(IndentationError, sizeof(SyntaxExceptionCell))
PLAIN_EXCEPTION(TabError, sizeof(SyntaxExceptionCell))
PLAIN_EXCEPTION(_IncompleteInputError, sizeof(SyntaxExceptionCell))

}  // namespace vitrine
