// sys: frames, the exception being handled, reference counts. CPython: Python/sysmodule.c.
#include "modules/sys_module.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/names.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/tuple.h"
#include "vm/code_cache.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

namespace vitrine::sys {

Result<Ref> excInfo(Vm& vm, Args) {
  Value handled = handledException();
  if (!handled) return newTuple(vm, {none(), none(), none()});
  Value traceback = exceptionCell(handled)->traceback;
  return newTuple(vm, {valueOf(typeOf(handled)), handled, traceback ? traceback : none()});
}

Result<Ref> exception(Vm&, Args) {
  Value handled = handledException();
  return handled ? Ref::share(handled) : noneRef();
}

/// values: status.
Result<Ref> exit(Vm& vm, Args args) {
  if (!args.has(0)) return vm.raiseWith(TypeId::kSystemExit, Value());
  // An exit status that is a tuple becomes the exception's arguments, as in CPython.
  Ref arguments = isTuple(args[0]) ? Ref::share(args[0]) : TRY(newTuple(vm, {args[0]}));
  Ref made = TRY(newException(vm, TypeId::kSystemExit, arguments));
  return vm.raiseObject(made);
}

Result<Ref> getFrame(Vm& vm, Args args) {
  int64_t depth = args.has(0) ? TRY(toIndex64(vm, args[0], IndexOverflow::kRaise, TypeId::kOverflowError)) : 0;
  Frame* frame = pythonFrame(depth < 0 ? 0 : uint32_t(depth > UINT32_MAX ? UINT32_MAX : depth));
  if (!frame) return vm.raise(TypeId::kValueError, "call stack is not deep enough");
  return frameObjectOf(frame);
}

Result<Ref> getFrameModuleName(Vm& vm, Args args) {
  int64_t depth = args.has(0) ? TRY(toIndex64(vm, args[0], IndexOverflow::kRaise, TypeId::kOverflowError)) : 0;
  Frame* frame = pythonFrame(depth < 0 ? 0 : uint32_t(depth));
  if (!frame || !frame->globals) return noneRef();
  Value name = dictGetName(Value::reference(frame->globals), nameOf(Name::kName));
  return name ? Ref::share(name) : noneRef();
}

Result<Ref> getRecursionLimit(Vm&, Args) { return intRef(root().recursionLimit); }

Result<Ref> setRecursionLimit(Vm& vm, Args args) {
  int64_t limit = TRY(toIndex64(vm, args[0], IndexOverflow::kRaise, TypeId::kOverflowError));
  if (limit > INT32_MAX) return vm.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
  if (limit < 1) return vm.raise(TypeId::kValueError, "recursion limit must be greater or equal than 1");
  uint32_t depth = callStack()->depth;
  if (depth >= uint64_t(limit)) {
    return vm.raise(TypeId::kRecursionError, "cannot set the recursion limit to %d at the recursion depth %u: the limit is too low", int(limit),
                    depth);
  }
  root().recursionLimit = uint32_t(limit);
  return noneRef();
}

namespace {

uint32_t countIn(std::span<const Value> values, Value wanted) {
  uint32_t found = 0;
  for (Value v : values) found += v == wanted;
  return found;
}

/// Whether the running instruction's argument on top was pushed from a local variable.
bool topIsLocal() {
  Frame* frame = topFrame();
  if (!frame || frame->instruction == 0) return false;
  const DecodedCode* code = decodedOf(codeOf(frame));
  return frame->instruction < code->unitCount && Opcode(code->units[frame->instruction - 1].opcode) == Opcode::LOAD_FAST;
}

/// References that 3.7's stacks own and 3.14's borrow: what lies on evaluation stacks, and parameters given from there.
uint32_t borrowedReferences(Value wanted) {
  uint32_t found = 0;
  uint32_t parameters = 0;  // of the frame above that hold `wanted`
  for (FrameWalk walk; walk; walk.next()) {
    FrameView view = walk.view();
    uint32_t onStack = countIn(view.stack, wanted);
    found += onStack;
    if (onStack) found += parameters;
    uint32_t count = uint32_t(view.code->argCount + view.code->kwOnlyArgCount);
    parameters = countIn(view.locals.first(count < view.locals.size() ? count : view.locals.size()), wanted);
  }
  return found;
}

}  // namespace

/// CPython 3.14's figures, whose evaluation stack borrows what it loads from local variables.
Result<Ref> getRefCount(Vm&, Args args) {
  Value v = args[0];
  if (!v.isReference()) return intRef(4294967295);  // immortal
  uint32_t count = cellOf(v)->count(), borrowed = borrowedReferences(v);
  if (count > (1u << 27)) return intRef(4294967295);
  count -= borrowed < count ? borrowed : count;
  return intRef(count + (topIsLocal() ? 0 : 1));
}

}  // namespace vitrine::sys
