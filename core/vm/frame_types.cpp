// The types frame and traceback as programs see them (CPython: Objects/frameobject.c, Python/traceback.c). A frame object
// shows the live frame while there is one and what detachFrameObject kept afterwards.
#include <cstdio>

#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/code_cache.h"
#include "vm/frame.h"
#include "vm/frame_locals.h"

namespace vitrine {

namespace {

FrameObjectCell* self(Value v) { return cellOf<FrameObjectCell>(v); }
Frame* liveFrame(Value v) { return self(v)->frame ? at<Frame>(self(v)->frame) : nullptr; }
CodeCell* codeOfObject(Value v) { return at<CodeCell>(self(v)->code); }
Ref shareAt(Offset offset) { return offset ? Ref::share(Value::reference(offset)) : noneRef(); }

uint32_t byteOffset(Value v) {
  Frame* frame = liveFrame(v);
  return frame ? byteOffsetOf(codeOf(frame), frame->instruction) : self(v)->instruction;
}
int32_t lineOf(Value v) {
  Frame* frame = liveFrame(v);
  if (!frame) return self(v)->line;
  bool created = frame->generator && at<GeneratorCell>(frame->generator)->state == GeneratorState::kCreated;
  return created ? codeOfObject(v)->firstLine : lineAt(codeOfObject(v), byteOffset(v));
}

Result<Ref> frameRepr(Vm& vm, Value v) {
  char address[64], line[32];
  std::snprintf(address, sizeof address, "<frame at 0x%x, file ", v.offset());
  std::snprintf(line, sizeof line, ", line %d, code ", lineOf(v));
  Ref file = TRY(repr(vm, Value::reference(codeOfObject(v)->fileName)));
  return newStr(vm, address + utf8Of(file) + line + utf8Of(Value::reference(codeOfObject(v)->name)) + ">");
}

/// The frame below as Python counts: hidden ones and comprehensions are passed by (R18).
Result<Ref> getBack(Vm&, Value v) {
  Frame* frame = liveFrame(v);
  if (!frame) return shareAt(self(v)->back);
  Offset below = frame->back;
  while (below && codeOf(at<Frame>(below))->traits & (kTraitHidden | kTraitComprehension)) below = at<Frame>(below)->back;
  return below ? frameObjectOf(at<Frame>(below)) : noneRef();
}
Result<Ref> getCode(Vm&, Value v) { return shareAt(self(v)->code); }
Result<Ref> getGlobals(Vm&, Value v) { return shareAt(self(v)->globals); }
Result<Ref> getBuiltins(Vm&, Value v) { return shareAt(self(v)->builtins); }
Result<Ref> getLine(Vm& vm, Value v) { return newInt(vm, int64_t(lineOf(v))); }
Result<Ref> getLastInstruction(Vm& vm, Value v) { return newInt(vm, int64_t(byteOffset(v))); }
Result<Ref> getTrace(Vm&, Value v) { return self(v)->trace ? Ref::share(self(v)->trace) : noneRef(); }
Result<void> setTrace(Vm&, Value v, Value value) {
  Value old = std::exchange(self(v)->trace, value && !isNone(value) ? Ref::share(value).release() : Value());
  decrement(old);
  return {};
}
Result<Ref> getTraceLines(Vm&, Value) { return boolRef(true); }
Result<Ref> getTraceOpcodes(Vm&, Value) { return boolRef(false); }
Result<Ref> getGenerator(Vm&, Value v) {
  Frame* frame = liveFrame(v);
  return frame && frame->generator ? shareAt(frame->generator) : noneRef();
}
Result<Ref> getLocals(Vm& vm, Value v) { return frameLocals(vm, self(v)); }

bool isOnStack(Frame* wanted) {
  for (Offset each = callStack()->top; each; each = at<Frame>(each)->back)
    if (at<Frame>(each) == wanted) return true;
  return false;
}
Result<Ref> frameClear(Vm& vm, Args args) {
  Frame* frame = liveFrame(args[0]);
  if (!frame) {
    decrement(std::exchange(self(args[0])->variables, Value()));
    return noneRef();
  }
  if (isOnStack(frame)) return vm.raise(TypeId::kRuntimeError, "cannot clear an executing frame");
  auto* generator = at<GeneratorCell>(frame->generator);
  if (generator->state == GeneratorState::kSuspended) return vm.raise(TypeId::kRuntimeError, "cannot clear a suspended frame");
  generator->state = GeneratorState::kFinished;
  clearFrame(frame);
  return noneRef();
}

const NativeMethod kFrameMethods[] = {{"clear", "($self, /)", frameClear, kMethodPlain, "Clear all references held by the frame."}};
const NativeGetSet kFrameAttributes[] = {
    {"f_back", getBack}, {"f_code", getCode}, {"f_globals", getGlobals}, {"f_builtins", getBuiltins}, {"f_locals", getLocals},
    {"f_lineno", getLine}, {"f_lasti", getLastInstruction}, {"f_trace", getTrace, setTrace}, {"f_trace_lines", getTraceLines},
    {"f_trace_opcodes", getTraceOpcodes}, {"f_generator", getGenerator},
};

// --- traceback ---------------------------------------------------------------------------------------------------------------
TracebackCell* entry(Value v) { return cellOf<TracebackCell>(v); }

Result<Ref> getNext(Vm&, Value v) { return entry(v)->next ? Ref::share(entry(v)->next) : noneRef(); }
Result<void> setNext(Vm& vm, Value v, Value value) {
  if (!value) return vm.raise(TypeId::kTypeError, "can't delete tb_next attribute");
  if (!isNone(value) && !isExactly(value, TypeId::kTraceback)) return vm.raiseTypeErrorFor("expected traceback object, got '%s'", value);
  for (Value each = isNone(value) ? Value() : value; each; each = entry(each)->next)
    if (each == v) return vm.raise(TypeId::kValueError, "traceback loop detected");
  Value old = std::exchange(entry(v)->next, isNone(value) ? Value() : Ref::share(value).release());
  decrement(old);
  return {};
}
Result<Ref> getFrame(Vm&, Value v) { return Ref::share(entry(v)->frame); }
Result<Ref> getInstruction(Vm& vm, Value v) { return newInt(vm, int64_t(entry(v)->instruction)); }
Result<Ref> getTracebackLine(Vm& vm, Value v) { return newInt(vm, int64_t(entry(v)->line)); }

Result<Ref> tracebackCreate(Vm& vm, Args args) {
  TRY(checkArgumentCount(vm, "traceback", args, 4, 4));
  if (!isNone(args[1]) && !isExactly(args[1], TypeId::kTraceback))
    return vm.raiseTypeErrorFor("expected traceback object or None, got '%s'", args[1]);
  if (!isExactly(args[2], TypeId::kFrame)) return vm.raiseTypeErrorFor("traceback() argument 'tb_frame' must be frame, not %s", args[2]);
  int64_t instruction = TRY(toIndex64(vm, args[3], IndexOverflow::kRaise, TypeId::kOverflowError));
  int64_t line = TRY(toIndex64(vm, args[4], IndexOverflow::kRaise, TypeId::kOverflowError));
  auto* cell = makeCell<TracebackCell>(TypeId::kTraceback);
  if (!isNone(args[1])) cell->next = Ref::share(args[1]).release();
  cell->frame = Ref::share(args[2]).release();
  cell->instruction = uint32_t(instruction);
  cell->line = int32_t(line);
  return Ref::steal(cell);
}
Result<Ref> tracebackDir(Vm& vm, Args) {
  Ref names = TRY(newList(vm));
  for (const char* name : {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"}) {
    Ref text = intern(name);
    TRY(listAppend(vm, names, text));
  }
  return names;
}

const NativeMethod kTracebackMethods[] = {{"__dir__", "($self, /)", tracebackDir}};
const NativeGetSet kTracebackAttributes[] = {
    {"tb_next", getNext, setNext}, {"tb_frame", getFrame}, {"tb_lasti", getInstruction}, {"tb_lineno", getTracebackLine}};

}  // namespace

const NativeType kFrameType = {
    .id = TypeId::kFrame,
    .instanceBytes = sizeof(FrameObjectCell),
    .slots = {.repr = frameRepr},
    .methods = kFrameMethods,
    .attributes = kFrameAttributes,
};
const NativeType kTracebackType = {
    .id = TypeId::kTraceback,
    .instanceBytes = sizeof(TracebackCell),
    .flags = kTypeInstantiable,
    .slots = {.create = tracebackCreate},
    .methods = kTracebackMethods,
    .attributes = kTracebackAttributes,
};
const NativeType kCallStackType = {.id = TypeId::kCallStack, .instanceBytes = sizeof(CallStackCell)};

}  // namespace vitrine
