// Asynchronous generators: the awaitables that asend(), athrow(), aclose() and __anext__() give, and anext(it, default)'s. Each
// drives its generator for one step: what the generator awaits passes through; its own `yield` and its end become
// StopIteration and StopAsyncIteration (CPython: Objects/genobject.c, async_gen_unwrap_value; PEP 525).
#include "vm/async_generators.h"

#include "objects/allocate.h"
#include "objects/exception.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/tuple.h"
#include "vm/calls.h"
#include "vm/generators.h"
#include "vm/unwinder.h"

namespace vitrine {

namespace {

enum AsyncStepState : uint32_t { kStepInit, kStepIterating, kStepClosed };

GeneratorCell* generatorOf(const AsyncStepCell* step) { return cellOf<GeneratorCell>(step->generator); }
bool isAnext(const AsyncStepCell* step) { return step->type == typeOffset(TypeId::kAnextAwaitable); }
bool isThrow(const AsyncStepCell* step) { return step->type == typeOffset(TypeId::kAsyncGeneratorThrow); }
bool isClose(const AsyncStepCell* step) { return isThrow(step) && !step->argument; }

bool endsQuietly(Vm& vm) {
  return !vm.abandoned && (vm.pendingIs(TypeId::kStopAsyncIteration) || vm.pendingIs(TypeId::kGeneratorExit));
}

Raised raiseStopAsyncIteration(Vm& vm) {
  auto exception = newException(vm, TypeId::kStopAsyncIteration, Value::reference(root().emptyTuple));
  return exception.ok() ? raiseInstance(vm, exception.take()) : Raised{};
}

Result<void> checkReusable(Vm& vm, const AsyncStepCell* step) {
  if (step->state != kStepClosed) return {};
  return vm.raise(TypeId::kRuntimeError, "cannot reuse already awaited %s", isThrow(step) ? "aclose()/athrow()" : "__anext__()/asend()");
}

/// The first step begins: only one may run at a time.
Result<void> begin(Vm& vm, AsyncStepCell* step) {
  GeneratorCell* generator = generatorOf(step);
  if (generator->asyncFlags & kAsyncRunning) {
    step->state = kStepClosed;
    const char* what = !isThrow(step) ? "anext" : isClose(step) ? "aclose" : "athrow";
    return vm.raise(TypeId::kRuntimeError, "%s(): asynchronous generator is already running", what);
  }
  step->state = kStepIterating;
  generator->asyncFlags |= kAsyncRunning;
  return {};
}

void end(AsyncStepCell* step) {
  generatorOf(step)->asyncFlags &= ~uint32_t(kAsyncRunning);
  step->state = kStepClosed;
}

Result<Ref> follow(Vm& vm, AsyncStepCell* step, Result<Ref> result) {
  return andThen(vm, std::move(result), ReturnAction::kAsyncStep, valueOf(step));
}

Result<Ref> resume(Vm& vm, AsyncStepCell* step, Value sent) {
  GeneratorCell* generator = generatorOf(step);
  if (generator->state == GeneratorState::kFinished) {
    raiseStopAsyncIteration(vm);
    return follow(vm, step, Raised{});
  }
  return follow(vm, step, resumeGenerator(vm, generator, sent));
}

Result<Ref> stepThrow(Vm& vm, AsyncStepCell* step, Value sent) {
  GeneratorCell* generator = generatorOf(step);
  if (generator->state == GeneratorState::kFinished) {
    step->state = kStepClosed;
    return raiseStopIteration(vm, none());
  }
  if (step->state == kStepIterating) return resume(vm, step, sent);
  if (!(generator->asyncFlags & kAsyncRunning) && generator->asyncFlags & kAsyncClosed) {
    step->state = kStepClosed;
    return raiseStopAsyncIteration(vm);
  }
  if (!(generator->asyncFlags & kAsyncRunning) && !isNone(sent))
    return vm.raise(TypeId::kRuntimeError, "can't send non-None value to a just-started coroutine");
  TRY(begin(vm, step));
  Ref exception = isClose(step) ? TRY(newException(vm, TypeId::kGeneratorExit, Value::reference(root().emptyTuple))) : Ref::share(step->argument);
  if (isClose(step)) generator->asyncFlags |= kAsyncClosed;
  return follow(vm, step, throwInto(vm, generator, std::move(exception)));
}

// --- anext(iterator, default) -----------------------------------------------------------------------------------------------

/// What anext() with a default drives: the iterator behind the awaitable, kept in `value`.
Result<Value> awaitedBy(Vm& vm, AsyncStepCell* step) {
  if (!step->value) step->value = TRY(awaitableIterator(vm, step->generator)).release();
  return step->value;
}

Result<Ref> stepAnext(Vm& vm, AsyncStepCell* step, Value sent) {
  Value iterator = TRY(awaitedBy(vm, step));
  Ref held = Ref::share(iterator);
  if (isGeneratorLike(held)) return follow(vm, step, resumeGenerator(vm, held.as<GeneratorCell>(), sent));
  if (isAsyncStep(held)) return follow(vm, step, stepAsync(vm, held.as<AsyncStepCell>(), sent));
  if (!isNone(sent)) {
    Ref method = TRY(getAttribute(vm, held, nameOf(Name::kSend)));
    return follow(vm, step, startCall(vm, method, Args{&sent, 1}));
  }
  Ref method = TRY(getAttribute(vm, held, dunderName(Dunder::kNext)));
  return follow(vm, step, startCall(vm, method, Args{}));
}

Result<Ref> continueAnext(Vm& vm, AsyncStepCell* step, Ending ending, Ref value) {
  if (ending == Ending::kGeneratorReturned) return raiseStopIteration(vm, value);
  if (ending != Ending::kRaised) return value;
  if (vm.abandoned || !vm.pendingIs(TypeId::kStopAsyncIteration)) return Raised{};
  vm.clearPending();
  return raiseStopIteration(vm, step->argument);
}

}  // namespace

bool isAsyncStep(Value v) {
  return isExactly(v, TypeId::kAsyncGeneratorSend) || isExactly(v, TypeId::kAsyncGeneratorThrow) || isExactly(v, TypeId::kAnextAwaitable);
}

Ref newAsyncStep(TypeId type, Value generator, Value argumentOrNull) {
  auto* step = makeCell<AsyncStepCell>(type);
  step->generator = Ref::share(generator).release();
  step->argument = Ref::share(argumentOrNull).release();
  return Ref::steal(step);
}

Result<Ref> awaitableIterator(Vm& vm, Value awaitable) {
  if (isExactly(awaitable, TypeId::kCoroutine)) return Ref::share(awaitable);
  if (isExactly(awaitable, TypeId::kGenerator) && at<CodeCell>(cellOf<GeneratorCell>(awaitable)->code)->flags & kCodeIterableCoroutine)
    return Ref::share(awaitable);
  TypeCell* type = typeOf(awaitable);
  if (!type->definesInPython(Dunder::kAwait)) {
    if (slotsOf(type).await) return slotsOf(type).await(vm, awaitable);
    return vm.raiseTypeErrorFor("'%s' object can't be awaited", awaitable);
  }
  return checkResult(vm, ResultCheck::kAwaitable, TRY(callDunder(vm, awaitable, Dunder::kAwait, {})));
}

Result<Ref> stepAsync(Vm& vm, AsyncStepCell* step, Value sent) {
  if (isAnext(step)) return stepAnext(vm, step, sent);
  TRY(checkReusable(vm, step));
  if (isThrow(step)) return stepThrow(vm, step, sent);
  Ref first;
  if (step->state == kStepInit) {
    TRY(begin(vm, step));
    if (isNone(sent) && step->argument) first = Ref::share(step->argument);
  }
  return resume(vm, step, first ? first.get() : sent);
}

Result<Ref> throwAsync(Vm& vm, AsyncStepCell* step, Ref exception) {
  if (isAnext(step)) {
    Ref held = Ref::share(TRY(awaitedBy(vm, step)));
    if (isGeneratorLike(held)) return follow(vm, step, throwInto(vm, held.as<GeneratorCell>(), std::move(exception)));
    if (isAsyncStep(held)) return follow(vm, step, throwAsync(vm, held.as<AsyncStepCell>(), std::move(exception)));
    Ref method = TRY(getAttribute(vm, held, nameOf(Name::kThrow)));
    Value argument = exception;
    return follow(vm, step, startCall(vm, method, Args{&argument, 1}));
  }
  TRY(checkReusable(vm, step));
  if (step->state == kStepInit) TRY(begin(vm, step));
  return follow(vm, step, throwInto(vm, generatorOf(step), std::move(exception)));
}

Result<Ref> continueAsync(Vm& vm, AsyncStepCell* step, Ending ending, Ref value) {
  if (isAnext(step)) return continueAnext(vm, step, ending, std::move(value));
  switch (ending) {
    case Ending::kReturned:
    case Ending::kYielded: return value;
    case Ending::kAsyncYielded:
      end(step);
      if (isClose(step)) return vm.raise(TypeId::kRuntimeError, "async generator ignored GeneratorExit");
      return raiseStopIteration(vm, value);
    case Ending::kGeneratorReturned:
      raiseStopAsyncIteration(vm);
      [[fallthrough]];
    case Ending::kRaised:
      end(step);
      if (!endsQuietly(vm)) return Raised{};
      generatorOf(step)->asyncFlags |= kAsyncClosed;
      if (!isClose(step)) return Raised{};
      vm.clearPending();
      return raiseStopIteration(vm, none());
  }
  UNREACHABLE("an ending");
}

Result<Ref> finalizeAsyncStep(Vm& vm, AsyncStepCell* step) {
  if (step->state != kStepInit || !unawaitedHook || !isExactly(step->generator, TypeId::kAsyncGenerator)) return noneRef();
  const char* method = !isThrow(step) ? "asend" : isClose(step) ? "aclose" : "athrow";
  TRY(unawaitedHook(vm, std::string("coroutine method '") + method + "' of '" + textOf(Value::reference(generatorOf(step)->qualName)) +
                            "' was never awaited",
                    valueOf(step)));
  return noneRef();
}

Result<Ref> closeAsync(Vm& vm, AsyncStepCell* step) {
  if (isAnext(step)) {
    Ref held = Ref::share(TRY(awaitedBy(vm, step)));
    Ref method = TRY(getAttribute(vm, held, nameOf(Name::kClose)));
    return startCall(vm, method, Args{});
  }
  if (step->state == kStepClosed) return noneRef();
  Ref exit = TRY(newException(vm, TypeId::kGeneratorExit, Value::reference(root().emptyTuple)));
  auto result = settle(vm, throwAsync(vm, step, std::move(exit)));
  if (result.ok()) return vm.raise(TypeId::kRuntimeError, "coroutine ignored GeneratorExit");
  if (vm.abandoned || !(endsQuietly(vm) || vm.pendingIs(TypeId::kStopIteration))) return Raised{};
  vm.clearPending();
  return noneRef();
}

}  // namespace vitrine
