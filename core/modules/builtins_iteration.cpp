// builtins that make and advance iterators, len and sorted. CPython: Python/bltinmodule.c, Objects/abstract.c.
#include "modules/builtins.h"

#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "vm/generators.h"

namespace vitrine::builtins {

Result<Ref> length(Vm& vm, Args args) {
  if (!definesInPython(args[0], Dunder::kLen)) return newInt(vm, TRY(vitrine::length(vm, args[0])));
  return tailCallDunder(vm, args[0], Dunder::kLen, {}, ResultCheck::kLength);
}

/// values: object, sentinel.
Result<Ref> iter(Vm& vm, Args args) {
  if (args.has(1)) {
    if (!isCallable(args[0])) return vm.raise(TypeId::kTypeError, "iter(v, w): v must be callable");
    return newCallableIterator(args[0], args[1]);
  }
  if (!definesInPython(args[0], Dunder::kIter)) return iterate(vm, args[0]);
  if (isNone(lookupOnType(args[0], Dunder::kIter))) return vm.raiseTypeErrorFor("'%s' object is not iterable", args[0]);
  return tailCallDunder(vm, args[0], Dunder::kIter, {}, ResultCheck::kIterator);
}

namespace {

/// Starts one step of an iterator: a value, exhausted(), or the token of the frame entered.
Result<Ref> startNext(Vm& vm, Value iterator) {
  if (isExactly(iterator, TypeId::kGenerator)) return resumeGenerator(vm, cellOf<GeneratorCell>(iterator), none());
  if (definesInPython(iterator, Dunder::kNext)) return tailCallDunder(vm, iterator, Dunder::kNext, {});
  auto slot = slotsOf(iterator).next;
  if (!slot) return vm.raiseTypeErrorFor("'%s' object is not an iterator", iterator);
  return slot(vm, iterator);
}

}  // namespace

/// values: iterator, default.
Result<Ref> next(Vm& vm, Args args) {
  auto result = startNext(vm, args[0]);
  if (!args.has(1)) {
    if (result.ok() && isExhausted(result.value())) return vm.raiseWith(TypeId::kStopIteration, Value());
    return result;
  }
  if (result.ok() && isFrameEntered(result.value())) {
    Frame* frame = topFrame();
    if (frame->returnAction == ReturnAction::kPush) {
      frame->returnAction = ReturnAction::kNextDefault;
      frame->returnAux = Ref::share(args[1]).release();
      return result;
    }
    result = runNested(vm);
  }
  if (!result.ok()) {
    if (vm.abandoned || !vm.pendingIs(TypeId::kStopIteration)) return Raised{};
    vm.clearPending();
    return Ref::share(args[1]);
  }
  return isExhausted(result.value()) ? Ref::share(args[1]) : std::move(result);
}

Result<Ref> aiter(Vm& vm, Args args) {
  bool found = definesInPython(args[0], Dunder::kAIter) || slotsOf(args[0]).asyncIter;
  if (!found) return vm.raiseTypeErrorFor("'%s' object is not an async iterable", args[0]);
  Ref iterator = TRY(callDunder(vm, args[0], Dunder::kAIter, {}));
  if (definesInPython(iterator, Dunder::kANext) || slotsOf(iterator).asyncNext) return iterator;
  return vm.raiseTypeErrorFor("aiter() returned not an async iterator of type '%s'", iterator);
}

/// values: iterator, default.
Result<Ref> anext(Vm& vm, Args args) {
  bool found = definesInPython(args[0], Dunder::kANext) || slotsOf(args[0]).asyncNext;
  if (!found) return vm.raiseTypeErrorFor("'%s' object is not an async iterator", args[0]);
  Ref awaitable = TRY(callDunder(vm, args[0], Dunder::kANext, {}));
  if (!args.has(1)) return awaitable;
  return tailCallPrelude(vm, "anext_default", {awaitable, args[1]});
}

/// Raw: the iterable, then the keywords of list.sort.
Result<Ref> sorted(Vm& vm, Args args) {
  TRY(checkCount(vm, "sorted", args.count, 1, 1));
  TRY(checkKeywords(vm, "sort", args, {"key", "reverse"}));
  Value key = keywordValue(args, "key"), reversed = keywordValue(args, "reverse");
  if (!key) key = none();
  bool reverse = reversed && TRY(truth(vm, reversed));
  if (!iteratesNatively(args[0])) return tailCallPrelude(vm, "sorted_list", {args[0], key, Value::boolean(reverse)});
  Ref list = TRY(listFrom(vm, args[0]));
  if (!isNone(key) || !nativelyComparable(listItems(list)))
    return tailCallPrelude(vm, "sort_and_return", {list, key, Value::boolean(reverse)});
  auto* cell = list.as<ListCell>();
  sortNatively({cell->data(), cell->length}, {}, reverse);
  return list;
}

}  // namespace vitrine::builtins
