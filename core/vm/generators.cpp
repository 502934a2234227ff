// See generators.h. CPython: Objects/genobject.c; where 3.14 differs (close() gives the returned value) 3.14 counts.
#include "vm/generators.h"

#include "objects/allocate.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/calls.h"
#include "vm/fast_calls.h"
#include "vm/unwinder.h"

namespace vitrine {

namespace {

TypeId typeOfGenerator(const CodeCell* code) {
  if (code->flags & kCodeCoroutine) return TypeId::kCoroutine;
  return code->flags & kCodeAsyncGenerator ? TypeId::kAsyncGenerator : TypeId::kGenerator;
}

const char* kindName(const GeneratorCell* generator) {
  if (generator->type == typeOffset(TypeId::kCoroutine)) return "coroutine";
  return generator->type == typeOffset(TypeId::kAsyncGenerator) ? "async generator" : "generator";
}

void dropHandled(HandledException& handled) {
  HandledException old = std::exchange(handled, {});
  decrement(old.type);
  decrement(old.value);
  decrement(old.traceback);
}

GeneratorCell* generatorOf(const Frame* frame) { return at<GeneratorCell>(frame->generator); }

/// Links the frame of a generator that may run.
void linkGenerator(GeneratorCell* generator) {
  CallStackCell* stack = callStack();
  Frame* frame = &generator->frame;
  ++generator->refCount;
  generator->previousHandler = stack->handledBy;
  stack->handledBy = offsetOf(generator);
  generator->state = GeneratorState::kRunning;
  frame->returnAction = ReturnAction::kPush;
  linkFrame(stack, frame);
}

Result<void> checkResumable(Vm& vm, GeneratorCell* generator) {
  if (generator->state == GeneratorState::kRunning)
    return vm.raise(TypeId::kValueError, "%s already executing", kindName(generator));
  return checkDepth(vm);
}

/// Runs the generator with an exception raised where it stands.
Result<Ref> raiseInside(Vm& vm, GeneratorCell* generator, Ref exception) {
  TRY(checkResumable(vm, generator));
  linkGenerator(generator);
  Value handled = handledSlot().type;  // what is thrown in is chained to what the generator itself handles, not to its caller's
  raiseWhile(vm, std::move(exception), handled && !isNone(handled) ? handledSlot().value : Value());
  Frame* frame = &generator->frame;
  if (findHandler(vm, frame, Outcome::kRaised)) return Ref::steal(Value::token(kTokenFrameEntered));
  convertStopIteration(vm, frame);
  { Ref held = finishGenerator(frame); }
  return Raised{};
}

Ref packPair(Vm& vm, Value a, Value b) { return newTuple(vm, {a, b}).take(); }

Result<Ref> closeDelegate(Vm& vm, Value delegate) {
  if (isGeneratorLike(delegate)) return closeGenerator(vm, cellOf<GeneratorCell>(delegate));
  Ref method = TRY(findAttribute(vm, delegate, nameOf(Name::kClose)));
  if (isExhausted(method)) return noneRef();
  return startCall(vm, method, Args{});
}

}  // namespace

Result<Ref> makeGenerator(Vm& vm, FunctionCell* function, const DecodedCode* code, Args args, Value locals) {
  size_t extra = code->frameBytes - sizeof(Frame);
  auto* generator = makeCell<GeneratorCell>(typeOfGenerator(code->code), extra);
  Ref result = Ref::steal(generator);
  generator->name = Ref::share(Value::reference(function->name)).release().offset();
  generator->qualName = Ref::share(Value::reference(function->qualName)).release().offset();
  generator->code = Ref::share(Value::reference(function->code)).release().offset();
  Frame* frame = &generator->frame;
  setUpFrame(frame, code, function);
  frame->generator = offsetOf(generator);
  if (!(code->code->flags & kCodeOptimized)) frame->locals = Ref::share(locals ? locals : Value::reference(frame->globals)).release().offset();
  if (code->plain && args.count == code->argCount && !args.keywordNames) {
    for (uint32_t i = 0; i < args.count; ++i) frame->slots[i] = Ref::share(args[i]).release();
  } else if (!bindArguments(vm, function, code, args, frame->slots).ok()) {
    generator->state = GeneratorState::kFinished;
    return Raised{};
  }
  fillCells(frame, code, function);
  return result;
}

Result<Ref> resumeGenerator(Vm& vm, GeneratorCell* generator, Value sent) {
  TRY(checkResumable(vm, generator));
  Frame* frame = &generator->frame;
  if (generator->state == GeneratorState::kFinished) {
    if (generator->type == typeOffset(TypeId::kCoroutine)) return vm.raise(TypeId::kRuntimeError, "cannot reuse already awaited coroutine");
    return raiseStopIteration(vm, none());
  }
  if (generator->state == GeneratorState::kCreated) {
    if (!isNone(sent))
      return vm.raise(TypeId::kTypeError, "can't send non-None value to a just-started %s", kindName(generator));
  } else {
    push(frame, Ref::share(sent));
    ++frame->instruction;
  }
  linkGenerator(generator);
  return Ref::steal(Value::token(kTokenFrameEntered));
}

Ref unlinkGenerator(Frame* frame) {
  CallStackCell* stack = callStack();
  GeneratorCell* generator = generatorOf(frame);
  unlinkFrame(stack, frame);
  stack->handledBy = std::exchange(generator->previousHandler, 0);
  generator->state = GeneratorState::kSuspended;
  frame->flags &= uint8_t(~kFrameBoundary);
  Value* dead = stackOf(frame) + frame->stackHeight;
  std::memset(static_cast<void*>(dead), 0, size_t(frame->slots + frame->slotCount - dead) * sizeof(Value));  // R4
  return Ref::steal(generator);
}

Ref finishGenerator(Frame* frame) {
  GeneratorCell* generator = generatorOf(frame);
  if (frame->frameObject) detachFrameObject(frame);
  Ref held = unlinkGenerator(frame);
  generator->state = GeneratorState::kFinished;
  clearFrame(frame);
  dropHandled(generator->handled);
  return held;
}

void fast::finishLoop(CallStackCell* stack, Frame* frame) {
  GeneratorCell* generator = generatorOf(frame);
  stack->top = frame->back;
  frame->back = 0;
  stack->depth -= (frame->flags & kFrameCounted) != 0;
  stack->handledBy = std::exchange(generator->previousHandler, 0);
  generator->state = GeneratorState::kFinished;
  clearFrame(frame);
  dropHandled(generator->handled);
  --generator->refCount;
}

Value delegateOf(GeneratorCell* generator) {
  Frame* frame = &generator->frame;
  if (generator->state != GeneratorState::kSuspended || !frame->code || frame->stackHeight == 0) return Value();
  const DecodedCode* code = decodedOf(codeOf(frame));
  if (code->units[frame->instruction + 1].opcode != uint8_t(Opcode::YIELD_FROM)) return Value();
  return top(frame);
}

void convertStopIteration(Vm& vm, const Frame* frame) {
  if (vm.abandoned || !(codeOf(frame)->flags & kCodeOptimized)) return;  // of functions only: not where a module awaits
  GeneratorCell* generator = generatorOf(frame);
  bool async = generator->type == typeOffset(TypeId::kAsyncGenerator);
  const char* what = vm.pendingIs(TypeId::kStopIteration) ? "StopIteration" : nullptr;
  if (!what && async && vm.pendingIs(TypeId::kStopAsyncIteration)) what = "StopAsyncIteration";
  if (!what) return;
  Ref cause = vm.takePending();
  vm.raise(TypeId::kRuntimeError, "%s raised %s", kindName(generator), what);
  ExceptionCell* error = exceptionCell(vm.pending());
  decrement(std::exchange(error->context, cause.share().release()));
  decrement(std::exchange(error->cause, cause.release()));
  error->suppressContext = 1;
}

Raised raiseStopIteration(Vm& vm, Value value) {
  if (!isNone(value)) return vm.raiseWith(TypeId::kStopIteration, value);
  auto exception = newException(vm, TypeId::kStopIteration, Value::reference(root().emptyTuple));
  return exception.ok() ? raiseInstance(vm, exception.take()) : Raised{};
}

Ref takeStopIteration(Vm& vm) {
  if (!vm.pendingIs(TypeId::kStopIteration) || vm.abandoned) return Ref();
  Ref exception = vm.takePending();
  Value value = cellOf<ValueExceptionCell>(exception)->value;
  return value ? Ref::share(value) : noneRef();
}

Result<Ref> throwInto(Vm& vm, GeneratorCell* generator, Ref exception) {
  if (generator->state == GeneratorState::kRunning) return checkResumable(vm, generator).ok() ? Result<Ref>(Raised{}) : Result<Ref>(Raised{});
  if (generator->state == GeneratorState::kFinished) {
    if (generator->type == typeOffset(TypeId::kCoroutine)) return vm.raise(TypeId::kRuntimeError, "cannot reuse already awaited coroutine");
    return raiseInstance(vm, std::move(exception));
  }
  Value delegate = delegateOf(generator);
  if (!delegate) return raiseInside(vm, generator, std::move(exception));
  Ref held = Ref::share(delegate), self = Ref::share(generator);
  if (isInstance(exception, TypeId::kGeneratorExit)) {
    generator->state = GeneratorState::kRunning;
    Ref pair = packPair(vm, self, exception);
    return andThen(vm, closeDelegate(vm, held), ReturnAction::kCloseDelegate, pair);
  }
  if (isGeneratorLike(held)) {
    generator->state = GeneratorState::kRunning;
    return andThen(vm, throwInto(vm, held.as<GeneratorCell>(), std::move(exception)), ReturnAction::kThrown, self);
  }
  Ref method = TRY(findAttribute(vm, held, nameOf(Name::kThrow)));
  if (isExhausted(method)) return raiseInside(vm, generator, std::move(exception));
  generator->state = GeneratorState::kRunning;
  Value arguments[] = {exception};
  return andThen(vm, startCall(vm, method, {arguments, 1}), ReturnAction::kThrown, self);
}

/// The delegate of a generator has dealt with what was thrown: it yielded, returned (the generator goes on with the value), or
/// raised (inside the generator).
Result<Ref> continueThrown(Vm& vm, GeneratorCell* generator, Ending ending, Ref value) {
  generator->state = GeneratorState::kSuspended;
  if (ending == Ending::kReturned || ending == Ending::kYielded || ending == Ending::kAsyncYielded) return value;
  if (ending == Ending::kRaised) {
    value = takeStopIteration(vm);
    if (!value) {
      if (vm.abandoned) return Raised{};
      Ref exception = vm.takePending();
      Frame* frame = &generator->frame;
      drop(frame, 1);
      ++frame->instruction;
      return raiseInside(vm, generator, std::move(exception));
    }
  }
  Frame* frame = &generator->frame;
  drop(frame, 1);  // the delegate
  ++frame->instruction;  // to YIELD_FROM; resumption goes on behind it
  return resumeGenerator(vm, generator, value);
}

Result<Ref> continueCloseDelegate(Vm& vm, Value pair, Ending ending) {
  auto parts = tupleItems(pair);
  auto* generator = cellOf<GeneratorCell>(parts[0]);
  generator->state = GeneratorState::kSuspended;
  if (ending != Ending::kRaised) return raiseInside(vm, generator, Ref::share(parts[1]));
  if (vm.abandoned) return Raised{};
  return raiseInside(vm, generator, vm.takePending());
}

Result<Ref> closeGenerator(Vm& vm, GeneratorCell* generator) {
  if (generator->state == GeneratorState::kFinished) return noneRef();
  if (generator->state == GeneratorState::kCreated) {
    generator->state = GeneratorState::kFinished;
    clearFrame(&generator->frame);
    return noneRef();
  }
  TRY(checkResumable(vm, generator));
  Ref exit = TRY(newException(vm, TypeId::kGeneratorExit, Value::reference(root().emptyTuple)));
  Ref self = Ref::share(generator);
  return andThen(vm, throwInto(vm, generator, std::move(exit)), ReturnAction::kClose, self);
}

Result<void> (*unawaitedHook)(Vm& vm, const std::string& message, Value awaitable) = nullptr;

Result<Ref> finalizeGenerator(Vm& vm, GeneratorCell* generator) {
  bool unawaited = generator->state == GeneratorState::kCreated && generator->type == typeOffset(TypeId::kCoroutine);
  if (unawaited && unawaitedHook)
    TRY(unawaitedHook(vm, "coroutine '" + textOf(Value::reference(generator->qualName)) + "' was never awaited", valueOf(generator)));
  return closeGenerator(vm, generator);
}

Result<Ref> continueClose(Vm& vm, GeneratorCell* generator, Ending ending, Ref value) {
  switch (ending) {
    case Ending::kGeneratorReturned: return value;
    case Ending::kRaised:
      if (vm.abandoned) return Raised{};
      if (Ref result = takeStopIteration(vm)) return result;
      if (!vm.pendingIs(TypeId::kGeneratorExit)) return Raised{};
      vm.clearPending();
      return noneRef();
    default: return vm.raise(TypeId::kRuntimeError, "%s ignored GeneratorExit", kindName(generator));
  }
}

}  // namespace vitrine
