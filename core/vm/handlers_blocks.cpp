// Handlers of blocks: loops, try, with, raising and returning. What is pending in a finally or with handler lies on the
// stack as in 3.7 (oracle: "Stack traces"): None; a reason; a reason above a value; or an exception's six values.
//
//   ..., exit, traceback', value', type', traceback, value, type      before WITH_CLEANUP_START, with an exception
//   ..., traceback', value', type', NULL, traceback, value, type, type, result      after it: exit has gone, a NULL came
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/names.h"
#include "vm/handlers.h"

namespace vitrine {

namespace {

Outcome setUp(Frame* frame, BlockType type, uint32_t handler) {
  pushBlock(frame, type, int32_t(handler), int32_t(frame->stackHeight));
  return Outcome::kNext;
}

Block popBlock(Frame* frame) { return blocksOf(frame)[--frame->blockCount]; }

Outcome raiseAgain(Vm& vm, Ref exception) {
  vm.clearPending();
  root().pending = exception.release();
  return Outcome::kReraised;
}

}  // namespace

HANDLER(SETUP_LOOP) { return setUp(frame, BlockType::kLoop, operand); }
HANDLER(SETUP_EXCEPT) { return setUp(frame, BlockType::kExcept, operand); }
HANDLER(SETUP_FINALLY) { return setUp(frame, BlockType::kFinally, operand); }

HANDLER(POP_BLOCK) {
  Block block = popBlock(frame);
  while (frame->stackHeight > uint32_t(block.level)) drop(frame, 1);
  return Outcome::kNext;
}

HANDLER(POP_EXCEPT) {
  Block block = popBlock(frame);
  if (block.type != BlockType::kExceptHandler) {
    vm.raise(TypeId::kSystemError, "popped block is not an except handler");
    return Outcome::kRaised;
  }
  unwindHandler(frame, block);
  return Outcome::kNext;
}

HANDLER(BREAK_LOOP) { return unwindBlocks(vm, frame, Why::kBreak, Ref()); }
HANDLER(CONTINUE_LOOP) {
  return unwindBlocks(vm, frame, Why::kContinue, Ref::steal(Value::integer(decodedOf(frame)->byteOffsets[operand])));
}
HANDLER(RETURN_VALUE) {
  Ref value = pop(frame);
  return unwindBlocks(vm, frame, Why::kReturn, std::move(value));
}

HANDLER(END_FINALLY) {
  Ref pending = pop(frame);
  if (isNone(pending)) return Outcome::kNext;
  if (pending.get().isInt()) {
    auto why = Why(pending.get().asInt());
    if (why == Why::kSilenced) {
      unwindHandler(frame, popBlock(frame));
      return Outcome::kNext;
    }
    bool carriesValue = why == Why::kReturn || why == Why::kContinue;
    return unwindBlocks(vm, frame, why, carriesValue ? pop(frame) : Ref());
  }
  Ref exception = pop(frame);
  drop(frame, 1);  // the traceback: the exception's own counts
  return raiseAgain(vm, std::move(exception));
}

HANDLER(POP_FINALLY) {
  Ref pending = pop(frame);
  if (isNone(pending)) return Outcome::kNext;
  if (pending.get().isInt()) {
    auto why = Why(pending.get().asInt());
    if (why == Why::kSilenced) unwindHandler(frame, popBlock(frame));
    if (why == Why::kReturn || why == Why::kContinue) drop(frame, 1);
    return Outcome::kNext;
  }
  drop(frame, 2);
  unwindHandler(frame, popBlock(frame));
  return Outcome::kNext;
}

// --- with --------------------------------------------------------------------------------------------------------------

namespace {

Raised raiseNoManager(Vm& vm, Value manager, const char* missing) {
  TypeCell* type = typeOf(manager);
  bool async = lookupOnType(type, dunderName(Dunder::kAEnter)) && lookupOnType(type, dunderName(Dunder::kAExit));
  return vm.raise(TypeId::kTypeError, "'%s' object does not support the context manager protocol (missed %s method)%s", typeName(manager).c_str(),
                  missing, async ? " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?" : "");
}

}  // namespace

/// 3.14 looks __exit__ up before __enter__.
HANDLER(SETUP_WITH) {
  Ref manager = Ref::share(top(frame));
  Value type = valueOf(typeOf(manager));
  Value exit = lookupOnType(manager, Dunder::kExit);
  if (!exit) {
    raiseNoManager(vm, manager, "__exit__");
    return Outcome::kRaised;
  }
  Ref heldExit = Ref::share(exit);
  auto bound = bindDescriptor(vm, heldExit, manager, type);
  if (!bound.ok()) return Outcome::kRaised;
  if (!lookupOnType(manager, Dunder::kEnter)) {
    raiseNoManager(vm, manager, "__enter__");
    return Outcome::kRaised;
  }
  drop(frame, 1);
  push(frame, bound.take());
  return callSpecial(vm, frame, manager, Dunder::kEnter, {}, ReturnAction::kWithEnter);
}

namespace {

/// Takes the exit function from `depth` places below the top, what lies above it moving down.
Ref takeBelow(Frame* frame, uint32_t depth) {
  Value* place = stackOf(frame) + frame->stackHeight - depth;
  Ref taken = Ref::steal(*place);
  for (uint32_t i = 1; i < depth; ++i) place[i - 1] = place[i];
  --frame->stackHeight;
  return taken;
}

/// Calls exit(type, value, traceback); the type is pushed first, for WITH_CLEANUP_FINISH.
Outcome callExit(Vm& vm, Frame* frame, Value exit, Value type, Value value, Value traceback) {
  Value args[] = {type, value, traceback};
  push(frame, Ref::share(type));
  return callWith(vm, frame, exit, Args{args, 3}, ReturnAction::kExit);
}

/// An exception is pending: exit goes, what lies above it moves down, and a NULL takes the place that gets free, so that the
/// handler's block counts one less below it.
Outcome exitWithException(Vm& vm, Frame* frame) {
  Ref exit = takeBelow(frame, 7);
  Value* stack = stackOf(frame) + frame->stackHeight;
  for (int i = 0; i < 3; ++i) stack[-i] = stack[-i - 1];
  stack[-3] = Value();
  ++frame->stackHeight;
  --blocksOf(frame)[frame->blockCount - 1].level;
  Value traceback = top(frame, 3);
  return callExit(vm, frame, exit, top(frame, 1), top(frame, 2), traceback);
}

}  // namespace

HANDLER(WITH_CLEANUP_START) {
  Value pending = top(frame);
  if (!isNone(pending) && !pending.isInt()) return exitWithException(vm, frame);
  bool carriesValue = pending.isInt() && (Why(pending.asInt()) == Why::kReturn || Why(pending.asInt()) == Why::kContinue);
  Ref exit = takeBelow(frame, carriesValue ? 3 : 2);
  return callExit(vm, frame, exit, none(), none(), none());
}

Outcome finishExitCall(Frame* frame, Ref result) {
  push(frame, std::move(result));
  return Outcome::kNext;
}

HANDLER(WITH_CLEANUP_FINISH) {
  if (!isNone(top(frame, 2))) return decideBy(vm, frame, top(frame));
  drop(frame, 2);
  return Outcome::kNext;
}

Outcome finishWithCleanup(Frame* frame, bool swallow) {
  drop(frame, 2);
  if (swallow) push(frame, Value::integer(int(Why::kSilenced)));
  return Outcome::kNext;
}

// --- raising -----------------------------------------------------------------------------------------------------------

namespace {

/// `raise` alone: the exception being handled, with the traceback it has.
Outcome reraiseCurrent(Vm& vm) {
  Value current = handledException();
  if (current) return raiseAgain(vm, Ref::share(current));
  vm.raise(TypeId::kRuntimeError, "No active exception to reraise");
  return Outcome::kRaised;
}

/// The cause that `from` names: an exception (made from a class), or NULL for None.
Result<Ref> makeCause(Vm& vm, Value cause) {
  if (isNone(cause)) return noneRef();
  if (isException(cause)) return Ref::share(cause);
  if (!isType(cause) || !isSubtype(cellOf<TypeCell>(cause), TypeId::kBaseException))
    return vm.raise(TypeId::kTypeError, "exception causes must derive from BaseException");
  Ref made = TRY(call(vm, cause, Args{}));
  if (isException(made)) return made;
  return vm.raise(TypeId::kTypeError, "calling %s should have returned an instance of BaseException, not %s",
                  textOf(Value::reference(cellOf<TypeCell>(cause)->name)).c_str(), typeName(made).c_str());
}

Result<Ref> makeException(Vm& vm, Value exception) {
  vm.raiseObject(exception);
  return vm.abandoned ? Result<Ref>(Raised{}) : Result<Ref>(Ref::share(vm.pending()));
}

}  // namespace

HANDLER(RAISE_VARARGS) {
  if (operand == 0) return reraiseCurrent(vm);
  Ref cause = operand == 2 ? pop(frame) : Ref();
  Ref exception = pop(frame);
  if (!cause) {
    vm.raiseObject(exception);
    return Outcome::kRaised;
  }
  bool valid = isException(exception) || (isType(exception) && isSubtype(cellOf<TypeCell>(exception), TypeId::kBaseException));
  auto raised = makeException(vm, exception);
  if (!valid || !raised.ok()) return Outcome::kRaised;
  Ref instance = raised.take();
  vm.clearPending();
  auto made = makeCause(vm, cause);
  if (!made.ok()) return Outcome::kRaised;
  Ref causeInstance = made.take();
  ExceptionCell* cell = exceptionCell(instance);
  decrement(std::exchange(cell->cause, isNone(causeInstance) ? Value() : causeInstance.release()));
  cell->suppressContext = 1;
  raiseInstance(vm, std::move(instance));
  return Outcome::kRaised;
}

}  // namespace vitrine
