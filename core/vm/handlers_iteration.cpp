// Handlers of iteration and of generators' yields. Python iterators and generators get frames; all else runs at once.
#include "objects/iterator.h"
#include "objects/names.h"
#include "vm/generators.h"
#include "vm/handlers.h"

namespace vitrine {

HANDLER(GET_ITER) {
  Value iterable = top(frame);
  if (typeOf(iterable)->definesInPython(Dunder::kIter) && !isNone(lookupOnType(iterable, Dunder::kIter)))
    return callSpecial(vm, frame, iterable, Dunder::kIter, {}, ReturnAction::kIterator);
  return continueWith(vm, frame, iterate(vm, iterable), ReturnAction::kIterator);
}

HANDLER(GET_YIELD_FROM_ITER) {
  Value iterable = top(frame);
  if (isExactly(iterable, TypeId::kGenerator)) return Outcome::kNext;
  if (isExactly(iterable, TypeId::kCoroutine)) {
    if (codeOf(frame)->flags & (kCodeCoroutine | kCodeIterableCoroutine)) return Outcome::kNext;
    vm.raise(TypeId::kTypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    return Outcome::kRaised;
  }
  return handleGET_ITER(vm, frame, operand);
}

HANDLER(FOR_ITER) {
  Value iterator = top(frame);
  TypeCell* type = typeOf(iterator);
  if (type == typeCell(TypeId::kGenerator))
    return continueWith(vm, frame, resumeGenerator(vm, cellOf<GeneratorCell>(iterator), none()), ReturnAction::kForIter);
  if (type->definesInPython(Dunder::kNext)) return callSpecial(vm, frame, iterator, Dunder::kNext, {}, ReturnAction::kForIter);
  auto slot = slotsOf(type).next;
  if (!slot) {
    vm.raiseTypeErrorFor("'for' requires an object with __iter__ method, got %s", iterator);
    return Outcome::kRaised;
  }
  auto result = slot(vm, iterator);
  if (result.ok()) {
    Value item = result.value();
    if (!item.isToken()) {
      push(frame, result.take());
      return Outcome::kNext;
    }
    if (isExhausted(item)) return endLoop(frame);
  }
  return continueWith(vm, frame, std::move(result), ReturnAction::kForIter);
}

HANDLER(YIELD_VALUE) {
  Ref value = pop(frame);
  bool async = codeOf(frame)->flags & kCodeAsyncGenerator;
  return endFrame(vm, frame, async ? Ending::kAsyncYielded : Ending::kYielded, std::move(value));
}

namespace {

/// The next value of what is delegated to; exhausted() where it ended without a value of its own.
Result<Ref> stepDelegate(Vm& vm, Value delegate, Value sent) {
  if (isGeneratorLike(delegate)) return resumeGenerator(vm, cellOf<GeneratorCell>(delegate), sent);
  TypeCell* type = typeOf(delegate);
  if (isNone(sent)) {
    if (type->definesInPython(Dunder::kNext)) {
      Value self[] = {delegate};
      Ref method = Ref::share(lookupOnType(delegate, Dunder::kNext));
      if (hasTypeFlag(method, kTypeMethodDescriptor)) return startCall(vm, method, Args{self, 1});
      Ref bound = TRY(bindDescriptor(vm, method, delegate, valueOf(type)));
      return startCall(vm, bound, Args{});
    }
    if (auto slot = slotsOf(type).next) return slot(vm, delegate);
    return vm.raiseTypeErrorFor("'%s' object is not an iterator", delegate);
  }
  Ref method = TRY(getAttribute(vm, delegate, nameOf(Name::kSend)));
  Value arguments[] = {sent};
  return startCall(vm, method, Args{arguments, 1});
}

}  // namespace

HANDLER(YIELD_FROM) {
  Ref sent = pop(frame);
  auto result = stepDelegate(vm, top(frame), sent);
  if (result.ok() && isExhausted(result.value())) return replaceTop(frame, 1, noneRef());
  if (result.ok() && isSuspended(result.value())) push(frame, std::move(sent));  // the instruction runs again
  return continueWith(vm, frame, std::move(result), ReturnAction::kYieldFrom);
}

}  // namespace vitrine
