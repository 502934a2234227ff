// What follows a callee, by action. See return_actions.h; the attempts of operators are in operator_attempts.cpp.
#include "vm/return_actions.h"

#include "heap/release.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/function.h"
#include "objects/names.h"
#include "objects/tuple.h"
#include "vm/calls.h"
#include "vm/consumers.h"
#include "vm/generators.h"
#include "vm/handlers.h"
#include "vm/unwinder.h"

namespace vitrine {

const Unit& unitOf(const Frame* frame) { return decodedOf(codeOf(frame))->units[frame->instruction]; }

namespace {

void replaceTop(Frame* frame, Ref value) {
  Ref old = pop(frame);
  push(frame, std::move(value));
}

Outcome jump(Frame* frame) {
  frame->instruction = unitOf(frame).operand;
  return Outcome::kJumped;
}

Outcome finishMethod(Frame* frame, Ref value) {
  Ref self = pop(frame);
  push(frame, Value());
  push(frame, std::move(value));
  return Outcome::kNext;
}

/// A truth or a length decides the test.
Outcome decideChecked(Vm& vm, Frame* frame, ResultCheck check, Ref value) {
  auto checked = checkResult(vm, check, std::move(value));
  if (!checked.ok()) return Outcome::kRaised;
  Value passed = checked.value();
  return decide(vm, frame, passed.isBool() ? passed.asBool() : passed != Value::integer(0));
}

Outcome replaceByChecked(Vm& vm, Frame* frame, ResultCheck check, Ref value) {
  auto checked = checkResult(vm, check, std::move(value));
  if (!checked.ok()) return Outcome::kRaised;
  replaceTop(frame, checked.take());
  return Outcome::kNext;
}

Outcome finishYieldFrom(Vm& vm, Frame* frame, Ref value) {
  --frame->instruction;  // resumption executes YIELD_FROM again
  return endFrame(vm, frame, Ending::kYielded, std::move(value));
}

/// An operand has become a list: the handler looks at all of them again.
Outcome finishOperand(Vm& vm, Frame* frame, uint32_t depth, Ref value) {
  Value& place = stackOf(frame)[frame->stackHeight - depth];
  decrement(std::exchange(place, value.release()));
  const Unit& unit = unitOf(frame);
  switch (Opcode(unit.opcode)) {
    case Opcode::BUILD_LIST_UNPACK: return handleBUILD_LIST_UNPACK(vm, frame, unit.operand);
    case Opcode::BUILD_TUPLE_UNPACK: return handleBUILD_TUPLE_UNPACK(vm, frame, unit.operand);
    case Opcode::BUILD_TUPLE_UNPACK_WITH_CALL: return handleBUILD_TUPLE_UNPACK_WITH_CALL(vm, frame, unit.operand);
    case Opcode::BUILD_SET_UNPACK: return handleBUILD_SET_UNPACK(vm, frame, unit.operand);
    case Opcode::CALL_FUNCTION_EX: return handleCALL_FUNCTION_EX(vm, frame, unit.operand);
    default: UNREACHABLE("an instruction that spreads no operands");
  }
}

Outcome completeValue(Vm& vm, Frame* frame, ReturnAction action, Value auxiliary, Ref value) {
  switch (action) {
    case ReturnAction::kPush:
    case ReturnAction::kForIter:
    case ReturnAction::kAsyncEnter: push(frame, std::move(value)); return Outcome::kNext;
    case ReturnAction::kDrop: return Outcome::kNext;
    case ReturnAction::kFinalizer:
      resumeFinalizers();
      return Outcome::kJumped;  // the instruction is still to come
    case ReturnAction::kReplace:
    case ReturnAction::kAttribute: replaceTop(frame, std::move(value)); return Outcome::kNext;
    case ReturnAction::kMethod: return finishMethod(frame, std::move(value));
    case ReturnAction::kBinary:
    case ReturnAction::kInPlace:
    case ReturnAction::kCompare:
      if (isNotImplemented(value)) {
        if (action == ReturnAction::kInPlace) return binaryAttempt(vm, frame, 0);
        uint32_t next = uint32_t(auxiliary.asInt()) + 1;
        return action == ReturnAction::kBinary ? binaryAttempt(vm, frame, next) : compareAttempt(vm, frame, next);
      }
      drop(frame, 2);
      push(frame, std::move(value));
      return Outcome::kNext;
    case ReturnAction::kTruth: return decideChecked(vm, frame, ResultCheck::kTruth, std::move(value));
    case ReturnAction::kTruthOfLength: return decideChecked(vm, frame, ResultCheck::kLength, std::move(value));
    case ReturnAction::kContains: return decideBy(vm, frame, value);
    case ReturnAction::kIterator: return replaceByChecked(vm, frame, ResultCheck::kIterator, std::move(value));
    case ReturnAction::kWithEnter:
      pushBlock(frame, BlockType::kFinally, int32_t(unitOf(frame).operand), int32_t(frame->stackHeight));
      push(frame, std::move(value));
      return Outcome::kNext;
    case ReturnAction::kOperand: return finishOperand(vm, frame, uint32_t(auxiliary.asInt()), std::move(value));
    case ReturnAction::kExit: return finishExitCall(frame, std::move(value));
    case ReturnAction::kYieldFrom: return finishYieldFrom(vm, frame, std::move(value));
    case ReturnAction::kAwaitable: return replaceByChecked(vm, frame, ResultCheck::kAwaitable, std::move(value));
    case ReturnAction::kAsyncIterator: return finishAsyncIterator(vm, frame, std::move(value));
    case ReturnAction::kAsyncNext: return finishAsyncNext(vm, frame, std::move(value));
    default: UNREACHABLE("a return action without a value");
  }
}

/// The __getattr__ of an object whose attribute was not found in the ordinary way.
Outcome fallBackOnGetAttr(Vm& vm, Frame* frame, ReturnAction action) {
  Value object = top(frame);
  if (!vm.pendingIs(TypeId::kAttributeError) || !typeOf(object)->definesInPython(Dunder::kGetAttr)) return Outcome::kRaised;
  vm.clearPending();
  Value name = decodedOf(codeOf(frame))->names[unitOf(frame).operand];
  return callSpecial(vm, frame, object, Dunder::kGetAttr, {name},
                     action == ReturnAction::kMethod ? ReturnAction::kMethodFallback : ReturnAction::kReplace);
}

Outcome completeException(Vm& vm, Frame* frame, ReturnAction action, Value auxiliary) {
  if (vm.abandoned) return Outcome::kRaised;
  switch (action) {
    case ReturnAction::kForIter:
      if (!vm.pendingIs(TypeId::kStopIteration)) return Outcome::kRaised;
      vm.clearPending();
      return endLoop(frame);
    case ReturnAction::kYieldFrom: {
      Ref value = takeStopIteration(vm);
      if (!value) return Outcome::kRaised;
      replaceTop(frame, std::move(value));
      return Outcome::kNext;
    }
    case ReturnAction::kAttribute:
    case ReturnAction::kMethod: return fallBackOnGetAttr(vm, frame, action);
    case ReturnAction::kFinalizer: {
      Ref exception = vm.takePending();
      if (unraisableHook) unraisableHook(vm, exception, auxiliary);
      resumeFinalizers();
      return Outcome::kJumped;
    }
    default: return Outcome::kRaised;
  }
}

Outcome completeBoth(Vm& vm, Frame* frame, Value auxiliary, Ending ending, Ref value) {
  auto parts = tupleItems(auxiliary);
  auto first = ReturnAction(parts[0].asInt()), second = ReturnAction(parts[2].asInt());
  return continueWith(vm, frame, continueNative(vm, first, parts[1], ending, std::move(value)), second, parts[3]);
}

}  // namespace

Outcome endLoop(Frame* frame) {
  drop(frame, 1);
  return jump(frame);
}

Outcome complete(Vm& vm, Frame* frame, ReturnAction action, Value auxiliary, Ending ending, Ref value) {
  if (action == ReturnAction::kMethodFallback && ending != Ending::kRaised) action = ReturnAction::kMethod;
  if (action == ReturnAction::kBoth) return completeBoth(vm, frame, auxiliary, ending, std::move(value));
  if (isContinuation(action))
    return continueWith(vm, frame, continueNative(vm, action, auxiliary, ending, std::move(value)), ReturnAction::kPush);
  if (ending == Ending::kRaised) return completeException(vm, frame, action, auxiliary);
  if (ending == Ending::kGeneratorReturned) {
    if (action == ReturnAction::kForIter) return endLoop(frame);
    if (action == ReturnAction::kYieldFrom) {
      replaceTop(frame, std::move(value));
      return Outcome::kNext;
    }
    raiseStopIteration(vm, value);
    return completeException(vm, frame, action, auxiliary);
  }
  return completeValue(vm, frame, action, auxiliary, std::move(value));
}

Outcome endFrame(Vm& vm, Frame* frame, Ending ending, Ref value) {
  ReturnAction action = frame->returnAction;
  Ref auxiliary = Ref::steal(std::exchange(frame->returnAux, Value()));
  bool boundary = frame->flags & kFrameBoundary;
  Ref held;  // a generator's cell, at least until its value has gone on
  if (ending == Ending::kYielded || ending == Ending::kAsyncYielded) {
    held = unlinkGenerator(frame);
  } else if (frame->flags & kFrameGenerator) {
    if (ending == Ending::kRaised) convertStopIteration(vm, frame);
    held = finishGenerator(frame);
  } else {
    popFrame(callStack(), frame);
  }
  if (boundary || stackEmpty()) {
    machine.boundary = {action, ending, auxiliary.release(), value.release()};
    return Outcome::kReturned;
  }
  return completeBelow(vm, topFrame(), action, auxiliary, ending, std::move(value));
}

Outcome completeBelow(Vm& vm, Frame* below, ReturnAction action, Value auxiliary, Ending ending, Ref value) {
  Outcome outcome = complete(vm, below, action, auxiliary, ending, std::move(value));
  if (outcome == Outcome::kNext) ++below->instruction;
  return outcome == Outcome::kNext || outcome == Outcome::kJumped ? Outcome::kFrame : outcome;
}

bool isContinuation(ReturnAction action) {
  switch (action) {
    case ReturnAction::kInit:
    case ReturnAction::kNew:
    case ReturnAction::kThrown:
    case ReturnAction::kCloseDelegate:
    case ReturnAction::kClose:
    case ReturnAction::kAsyncStep:
    case ReturnAction::kConsume:
    case ReturnAction::kNextDefault:
    case ReturnAction::kChecked:
    case ReturnAction::kClassBody:
    case ReturnAction::kMetaclass: return true;
    default: return false;
  }
}

void addAction(Vm& vm, Frame* entered, ReturnAction action, Value auxiliary) {
  Ref after = Ref::share(auxiliary);
  if (entered->returnAction != ReturnAction::kPush) {
    after = newTuple(vm, {Value::integer(int(entered->returnAction)), entered->returnAux ? entered->returnAux : none(),
                          Value::integer(int(action)), auxiliary ? auxiliary : none()})
                .take();
    action = ReturnAction::kBoth;
  }
  entered->returnAction = action;
  decrement(std::exchange(entered->returnAux, after.release()));
}

Result<Ref> andThen(Vm& vm, Result<Ref> result, ReturnAction continuation, Value auxiliary) {
  if (result.ok() && result.value().get().isToken()) {
    if (isFrameEntered(result.value())) addAction(vm, topFrame(), continuation, auxiliary);
    return result;
  }
  if (!result.ok()) return continueNative(vm, continuation, auxiliary, Ending::kRaised, Ref());
  return continueNative(vm, continuation, auxiliary, Ending::kReturned, result.take());
}

Result<Ref> continueNative(Vm& vm, ReturnAction action, Value auxiliary, Ending ending, Ref value) {
  switch (action) {
    case ReturnAction::kBoth: {
      auto parts = tupleItems(auxiliary);
      return andThen(vm, continueNative(vm, ReturnAction(parts[0].asInt()), parts[1], ending, std::move(value)),
                     ReturnAction(parts[2].asInt()), parts[3]);
    }
    case ReturnAction::kThrown: return continueThrown(vm, cellOf<GeneratorCell>(auxiliary), ending, std::move(value));
    case ReturnAction::kCloseDelegate: return continueCloseDelegate(vm, auxiliary, ending);
    case ReturnAction::kClose: return continueClose(vm, cellOf<GeneratorCell>(auxiliary), ending, std::move(value));
    case ReturnAction::kAsyncStep: return continueAsync(vm, cellOf<AsyncStepCell>(auxiliary), ending, std::move(value));
    case ReturnAction::kConsume: return continueConsuming(vm, auxiliary, ending, std::move(value));
    case ReturnAction::kNextDefault:
      if (ending == Ending::kGeneratorReturned) return Ref::share(auxiliary);
      if (ending == Ending::kRaised && vm.pendingIs(TypeId::kStopIteration)) {
        vm.clearPending();
        return Ref::share(auxiliary);
      }
      break;
    default: break;
  }
  if (ending == Ending::kRaised) return Raised{};
  if (ending == Ending::kGeneratorReturned) return raiseStopIteration(vm, value);
  switch (action) {
    case ReturnAction::kInit: return checkInit(vm, value, Ref::share(auxiliary));
    case ReturnAction::kChecked: return checkResult(vm, ResultCheck(auxiliary.asInt()), std::move(value));
    case ReturnAction::kNew: return afterNew(vm, std::move(value), auxiliary);
    case ReturnAction::kClassBody: return continueClassBody(vm, auxiliary, std::move(value));
    case ReturnAction::kMetaclass: return continueMetaclass(vm, auxiliary, std::move(value));
    default: return value;
  }
}

}  // namespace vitrine
