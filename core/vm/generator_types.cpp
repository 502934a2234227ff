// The types generator, coroutine and coroutine_wrapper as programs see them (CPython: Objects/genobject.c). What they do is in
// generators.cpp; asynchronous generators are in async_types.cpp.
#include "vm/generator_types.h"

#include <cstdio>

#include "objects/allocate.h"
#include "objects/exception.h"
#include "objects/iterator.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "vm/async_generators.h"
#include "vm/calls.h"
#include "vm/generators.h"
#include "vm/interpreter.h"

namespace vitrine {

namespace {

GeneratorCell* self(Value v) { return cellOf<GeneratorCell>(v); }

Result<Ref> refuseText(Vm& vm, const char* attribute) { return vm.raise(TypeId::kTypeError, "%s must be set to a string object", attribute); }

Result<void> setText(Vm& vm, Offset& place, Value value, const char* attribute) {
  if (!value || !isStr(value)) return refuseText(vm, attribute).ok() ? Result<void>() : Result<void>(Raised{});
  Offset old = std::exchange(place, Ref::share(value).release().offset());
  decrementAt(old);
  return {};
}

}  // namespace

Result<Ref> generatorRepr(Vm& vm, Value v) {
  char address[32];
  std::snprintf(address, sizeof address, " at 0x%x>", v.offset());
  return newStr(vm, "<" + typeName(v) + " object " + utf8Of(Value::reference(self(v)->qualName)) + address);
}
Result<Ref> generatorName(Vm&, Value v) { return Ref::share(Value::reference(self(v)->name)); }
Result<void> setGeneratorName(Vm& vm, Value v, Value value) { return setText(vm, self(v)->name, value, "__name__"); }
Result<Ref> generatorQualName(Vm&, Value v) { return Ref::share(Value::reference(self(v)->qualName)); }
Result<void> setGeneratorQualName(Vm& vm, Value v, Value value) { return setText(vm, self(v)->qualName, value, "__qualname__"); }
Result<Ref> generatorCode(Vm&, Value v) { return Ref::share(Value::reference(self(v)->code)); }
Result<Ref> generatorRunning(Vm&, Value v) { return boolRef(self(v)->state == GeneratorState::kRunning); }
Result<Ref> generatorSuspended(Vm&, Value v) { return boolRef(self(v)->state == GeneratorState::kSuspended); }
Result<Ref> generatorDelegate(Vm&, Value v) {
  Value delegate = delegateOf(self(v));
  return delegate ? Ref::share(delegate) : noneRef();
}
Result<Ref> generatorFrame(Vm&, Value v) {
  if (self(v)->state == GeneratorState::kFinished || !self(v)->frame.code) return noneRef();
  return frameObjectOf(&self(v)->frame);
}

Result<Ref> thrownException(Vm& vm, Value type, Value valueOrNull, Value tracebackOrNull) {
  Value value = valueOrNull && !isNone(valueOrNull) ? valueOrNull : Value();
  Value traceback = tracebackOrNull && !isNone(tracebackOrNull) ? tracebackOrNull : Value();
  if (traceback && !isExactly(traceback, TypeId::kTraceback))
    return vm.raise(TypeId::kTypeError, "throw() third argument must be a traceback object");
  Ref exception;
  if (isType(type) && isSubtype(cellOf<TypeCell>(type), TypeId::kBaseException)) {
    if (value && isInstance(value, TypeId::kBaseException) && isSubtype(typeOf(value), cellOf<TypeCell>(type))) {
      exception = Ref::share(value);
    } else if (value && isTuple(value)) {
      auto items = cellOf<TupleCell>(value);
      exception = TRY(call(vm, type, Args{items->items, items->length, Value()}));
    } else {
      exception = value ? TRY(call(vm, type, {value})) : TRY(call(vm, type, Args{}));
    }
    if (!isException(exception))
      return vm.raise(TypeId::kTypeError, "calling %s should have returned an instance of BaseException, not %s",
                      textOf(Value::reference(cellOf<TypeCell>(type)->name)).c_str(), typeName(exception).c_str());
  } else if (isException(type)) {
    if (value) return vm.raise(TypeId::kTypeError, "instance exception may not have a separate value");
    exception = Ref::share(type);
  } else {
    return vm.raiseTypeErrorFor("exceptions must be classes or instances deriving from BaseException, not %s", type);
  }
  if (traceback) {
    auto* cell = exceptionCell(exception);
    decrement(std::exchange(cell->traceback, Ref::share(traceback).release()));
  }
  return exception;
}

Result<Ref> thrownException(Vm& vm, Args args, const char* method) {
  if (args.has(2) && warningHook)
    TRY(warningHook(vm, TypeId::kDeprecationWarning,
                    std::string("the (type, exc, tb) signature of ") + method + "() is deprecated, use the single-arg signature instead."));
  return thrownException(vm, args[1], args.has(2) ? args[2] : Value(), args.has(3) ? args[3] : Value());
}

namespace {

Result<Ref> generatorNext(Vm& vm, Value v) { return resumeGenerator(vm, self(v), none()); }
Result<Ref> generatorSend(Vm& vm, Args args) { return resumeGenerator(vm, self(args[0]), args[1]); }
Result<Ref> generatorThrow(Vm& vm, Args args) {
  Ref exception = TRY(thrownException(vm, args, "throw"));
  return throwInto(vm, self(args[0]), std::move(exception));
}
Result<Ref> generatorClose(Vm& vm, Args args) { return closeGenerator(vm, self(args[0])); }

constexpr const char *kSendDoc = "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.",
                     *kCloseDoc = "close() -> raise GeneratorExit inside generator.",
                     *kThrowDoc = "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\n"
                                  "StopIteration.";

const NativeMethod kGeneratorMethods[] = {
    {"send", "($self, value, /)", generatorSend, kMethodPlain, kSendDoc},
    {"throw", "($self, type, value=None, traceback=None, /)", generatorThrow, kMethodPlain, kThrowDoc},
    {"close", "($self, /)", generatorClose, kMethodPlain, kCloseDoc},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};
const NativeGetSet kGeneratorAttributes[] = {
    {"__name__", generatorName, setGeneratorName}, {"__qualname__", generatorQualName, setGeneratorQualName},
    {"gi_yieldfrom", generatorDelegate}, {"gi_running", generatorRunning}, {"gi_frame", generatorFrame},
    {"gi_suspended", generatorSuspended}, {"gi_code", generatorCode},
};

// --- coroutine --------------------------------------------------------------------------------------------------------------
Result<Ref> coroutineAwait(Vm&, Value v) { return newHolder(TypeId::kCoroutineWrapper, v); }
Result<Ref> coroutineOrigin(Vm&, Value v) { return self(v)->origin ? Ref::share(Value::reference(self(v)->origin)) : noneRef(); }

const NativeGetSet kCoroutineAttributes[] = {
    {"__name__", generatorName, setGeneratorName}, {"__qualname__", generatorQualName, setGeneratorQualName},
    {"cr_await", generatorDelegate}, {"cr_running", generatorRunning}, {"cr_frame", generatorFrame},
    {"cr_suspended", generatorSuspended}, {"cr_code", generatorCode}, {"cr_origin", coroutineOrigin},
};

// --- coroutine_wrapper: what coroutine.__await__() gives ------------------------------------------------------------------------
Value wrapped(Value v) { return cellOf<HolderCell>(v)->value; }

Result<Ref> wrapperNext(Vm& vm, Value v) { return generatorNext(vm, wrapped(v)); }
Result<Ref> wrapperSend(Vm& vm, Args args) { return resumeGenerator(vm, self(wrapped(args[0])), args[1]); }
Result<Ref> wrapperThrow(Vm& vm, Args args) {
  Ref exception = TRY(thrownException(vm, args, "throw"));
  return throwInto(vm, self(wrapped(args[0])), std::move(exception));
}
Result<Ref> wrapperClose(Vm& vm, Args args) { return closeGenerator(vm, self(wrapped(args[0]))); }

const NativeMethod kWrapperMethods[] = {
    {"send", "($self, value, /)", wrapperSend, kMethodPlain, kSendDoc},
    {"throw", "($self, type, value=None, traceback=None, /)", wrapperThrow, kMethodPlain, kThrowDoc},
    {"close", "($self, /)", wrapperClose, kMethodPlain, kCloseDoc},
};

}  // namespace

const NativeType kGeneratorType = {
    .id = TypeId::kGenerator,
    .instanceBytes = sizeof(GeneratorCell),
    .flags = kTypeWeakReferenceable,
    .slots = {.repr = generatorRepr, .iter = selfIter, .next = generatorNext},
    .methods = kGeneratorMethods,
    .attributes = kGeneratorAttributes,
};
const NativeType kCoroutineType = {
    .id = TypeId::kCoroutine,
    .instanceBytes = sizeof(GeneratorCell),
    .flags = kTypeWeakReferenceable,
    .slots = {.repr = generatorRepr, .await = coroutineAwait},
    .methods = kGeneratorMethods,
    .attributes = kCoroutineAttributes,
};
const NativeType kCoroutineWrapperType = {
    .id = TypeId::kCoroutineWrapper,
    .instanceBytes = sizeof(HolderCell),
    .slots = {.iter = selfIter, .next = wrapperNext},
    .methods = kWrapperMethods,
    .doc = "A wrapper object implementing __await__ for coroutines.",
};

}  // namespace vitrine
