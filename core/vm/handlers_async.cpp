// Handlers of `await`, `async for` and `async with` (PEP 492). What they call in Python gets frames of its own but for the
// `__await__` of what `__anext__` gave, which is a single call.
#include "objects/exception.h"
#include "objects/iterator.h"
#include "objects/names.h"
#include "vm/async_generators.h"
#include "vm/generators.h"
#include "vm/handlers.h"

namespace vitrine {

namespace {

Outcome raised(Raised) { return Outcome::kRaised; }

bool hasMethod(Value v, Dunder dunder, bool nativeSlot) { return typeOf(v)->definesInPython(dunder) || nativeSlot; }

/// Is the value awaited what an `async with` got from __aenter__ (then from __aexit__)? nullptr: it is not.
const char* awaitedFrom(const Frame* frame) {
  if (frame->instruction == 0) return nullptr;
  switch (Opcode(decodedOf(frame)->units[frame->instruction - 1].opcode)) {
    case Opcode::BEFORE_ASYNC_WITH: return "__aenter__";
    case Opcode::WITH_CLEANUP_START: return "__aexit__";
    default: return nullptr;
  }
}

bool isIterableCoroutine(Value v) {
  return isExactly(v, TypeId::kGenerator) && at<CodeCell>(cellOf<GeneratorCell>(v)->code)->flags & kCodeIterableCoroutine;
}

}  // namespace

HANDLER(GET_AWAITABLE) {
  Value awaitable = top(frame);
  if (isExactly(awaitable, TypeId::kCoroutine)) {
    if (delegateOf(cellOf<GeneratorCell>(awaitable)))
      return raised(vm.raise(TypeId::kRuntimeError, "coroutine is being awaited already"));
    return Outcome::kNext;
  }
  if (isIterableCoroutine(awaitable)) return Outcome::kNext;
  if (typeOf(awaitable)->definesInPython(Dunder::kAwait))
    return callSpecial(vm, frame, awaitable, Dunder::kAwait, {}, ReturnAction::kAwaitable);
  if (slotsOf(awaitable).await) return replaceTop(frame, 1, slotsOf(awaitable).await(vm, awaitable));
  if (const char* method = awaitedFrom(frame))
    return raised(vm.raise(TypeId::kTypeError, "'async with' received an object from %s that does not implement __await__: %s", method,
                           typeName(awaitable).c_str()));
  return raised(vm.raiseTypeErrorFor("'%s' object can't be awaited", awaitable));
}

HANDLER(GET_AITER) {
  Value iterable = top(frame);
  if (typeOf(iterable)->definesInPython(Dunder::kAIter))
    return callSpecial(vm, frame, iterable, Dunder::kAIter, {}, ReturnAction::kAsyncIterator);
  if (!slotsOf(iterable).asyncIter)
    return raised(vm.raiseTypeErrorFor("'async for' requires an object with __aiter__ method, got %s", iterable));
  return continueWith(vm, frame, slotsOf(iterable).asyncIter(vm, iterable), ReturnAction::kAsyncIterator);
}

Outcome finishAsyncIterator(Vm& vm, Frame* frame, Ref value) {
  if (!hasMethod(value, Dunder::kANext, slotsOf(value).asyncNext))
    return raised(vm.raiseTypeErrorFor("'async for' received an object from __aiter__ that does not implement __anext__: %s", value));
  return replaceTop(frame, 1, std::move(value));
}

HANDLER(GET_ANEXT) {
  Value iterator = top(frame);
  if (typeOf(iterator)->definesInPython(Dunder::kANext))
    return callSpecial(vm, frame, iterator, Dunder::kANext, {}, ReturnAction::kAsyncNext);
  if (!slotsOf(iterator).asyncNext)
    return raised(vm.raiseTypeErrorFor("'async for' requires an iterator with __anext__ method, got %s", iterator));
  return continueWith(vm, frame, slotsOf(iterator).asyncNext(vm, iterator), ReturnAction::kAsyncNext);
}

Outcome finishAsyncNext(Vm& vm, Frame* frame, Ref value) {
  auto awaitable = awaitableIterator(vm, value);
  if (awaitable.ok()) return replaceTop(frame, 0, std::move(awaitable));
  if (vm.abandoned) return Outcome::kRaised;
  Ref cause = vm.takePending();
  vm.raiseTypeErrorFor("'async for' received an invalid object from __anext__: %s", value);
  ExceptionCell* error = exceptionCell(vm.pending());
  decrement(std::exchange(error->context, cause.share().release()));
  decrement(std::exchange(error->cause, cause.release()));
  error->suppressContext = 1;
  return Outcome::kRaised;
}

namespace {

Raised raiseNoManager(Vm& vm, Value manager) {
  bool synchronous = lookupOnType(manager, Dunder::kEnter) && lookupOnType(manager, Dunder::kExit);
  return vm.raise(TypeId::kTypeError, "'%s' object does not support the asynchronous context manager protocol%s%s", typeName(manager).c_str(),
                  lookupOnType(manager, Dunder::kAExit) ? "" : " (missed __aexit__ method)",
                  synchronous ? " but it supports the context manager protocol. Did you mean to use 'with'?" : "");
}

/// A special method bound to the object.
Result<Ref> boundSpecial(Vm& vm, Value self, Value method) {
  Ref held = Ref::share(method);
  return bindDescriptor(vm, held, self, valueOf(typeOf(self)));
}

}  // namespace

HANDLER(BEFORE_ASYNC_WITH) {
  Value manager = top(frame);
  Value enter = lookupOnType(manager, Dunder::kAEnter), exit = lookupOnType(manager, Dunder::kAExit);
  if (!enter || !exit) return raised(raiseNoManager(vm, manager));
  auto boundExit = boundSpecial(vm, manager, exit);
  if (!boundExit.ok()) return Outcome::kRaised;
  auto boundEnter = boundSpecial(vm, manager, enter);
  if (!boundEnter.ok()) return Outcome::kRaised;
  Ref callable = boundEnter.take();
  replaceTop(frame, 1, std::move(boundExit));
  return callWith(vm, frame, callable, Args{}, ReturnAction::kAsyncEnter);
}

HANDLER(SETUP_ASYNC_WITH) {
  Ref entered = pop(frame);
  pushBlock(frame, BlockType::kFinally, int32_t(operand), int32_t(frame->stackHeight));
  push(frame, std::move(entered));
  return Outcome::kNext;
}

}  // namespace vitrine
