// Handlers that build tuples, lists, sets and dicts, and those that take sequences apart.
#include "objects/dict.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/sequence.h"
#include "objects/set.h"
#include "objects/tuple.h"
#include "vm/handlers.h"
#include "vm/unpacking.h"

namespace vitrine {

namespace {

const Value* operandsOf(Frame* frame, uint32_t count) { return stackOf(frame) + frame->stackHeight - count; }

/// Takes the operands themselves over into `to`.
void moveOperands(Frame* frame, uint32_t count, Value* to) {
  frame->stackHeight -= count;
  const Value* from = stackOf(frame) + frame->stackHeight;
  for (uint32_t i = 0; i < count; ++i) to[i] = from[i];
}

}  // namespace

HANDLER(BUILD_TUPLE) {
  auto made = newTupleBlank(vm, operand);
  if (!made.ok()) return Outcome::kRaised;
  Ref tuple = made.take();
  moveOperands(frame, operand, tuple.as<TupleCell>()->items);
  push(frame, std::move(tuple));
  return Outcome::kNext;
}

HANDLER(BUILD_LIST) {
  auto made = newList(vm, operand);
  if (!made.ok()) return Outcome::kRaised;
  Ref list = made.take();
  list.as<ListCell>()->length = operand;
  moveOperands(frame, operand, list.as<ListCell>()->data());
  push(frame, std::move(list));
  return Outcome::kNext;
}

HANDLER(BUILD_SET) {
  Ref set = newSet();
  const Value* items = operandsOf(frame, operand);
  for (uint32_t i = 0; i < operand; ++i)
    if (!setAdd(vm, set, items[i]).ok()) return Outcome::kRaised;
  return replaceTop(frame, operand, std::move(set));
}

HANDLER(BUILD_MAP) {
  auto made = newDictPresized(vm, operand);
  if (!made.ok()) return Outcome::kRaised;
  Ref dict = made.take();
  const Value* items = operandsOf(frame, 2 * operand);
  for (uint32_t i = 0; i < operand; ++i)
    if (!dictSet(vm, dict, items[2 * i], items[2 * i + 1]).ok()) return Outcome::kRaised;
  return replaceTop(frame, 2 * operand, std::move(dict));
}

HANDLER(BUILD_CONST_KEY_MAP) {
  auto made = newDictPresized(vm, operand);
  if (!made.ok()) return Outcome::kRaised;
  Ref dict = made.take();
  auto keys = tupleItems(top(frame));
  const Value* values = operandsOf(frame, operand + 1);
  for (uint32_t i = 0; i < operand; ++i)
    if (!dictSet(vm, dict, keys[i], values[i]).ok()) return Outcome::kRaised;
  return replaceTop(frame, operand + 1, std::move(dict));
}

// --- comprehensions ----------------------------------------------------------------------------------------------------

HANDLER(LIST_APPEND) {
  Value list = top(frame, operand + 1);
  return listAppendOwned(vm, list, pop(frame)).ok() ? Outcome::kNext : Outcome::kRaised;
}
HANDLER(SET_ADD) { return dropOperands(frame, 1, setAdd(vm, top(frame, operand + 1), top(frame))); }
HANDLER(MAP_ADD) {  // value below key
  return dropOperands(frame, 2, dictSet(vm, top(frame, operand + 2), top(frame, 1), top(frame, 2)));
}

// --- displays with stars -----------------------------------------------------------------------------------------------

namespace {

/// The list of all items of the topmost `count` iterables.
Result<Ref> joinIterables(Vm& vm, Frame* frame, uint32_t count) {
  Ref list = TRY(newList(vm));
  for (uint32_t i = 0; i < count; ++i) TRY(extendByStar(vm, list, operandsOf(frame, count)[i]));
  return list;
}

Result<Ref> joinToTuple(Vm& vm, Frame* frame, uint32_t count) {
  Ref list = TRY(joinIterables(vm, frame, count));
  return newTuple(vm, listItems(list));
}

Result<Ref> joinToSet(Vm& vm, Frame* frame, uint32_t count) {
  Ref set = newSet();
  for (uint32_t i = 0; i < count; ++i) TRY(setUpdate(vm, set, operandsOf(frame, count)[i]));
  return set;
}

Result<Ref> joinMappings(Vm& vm, Frame* frame, uint32_t count) {
  Ref dict = newDict();
  for (uint32_t i = 0; i < count; ++i) TRY(dictMergeMapping(vm, dict, operandsOf(frame, count)[i]));
  return dict;
}

/// The first operand counts as it is: it may be the result of an earlier part of the same call.
Result<Ref> joinKeywords(Vm& vm, Frame* frame, uint32_t count) {
  Ref dict = newDict();
  uint32_t below = count + 2;  // the callable lies under the tuple of positional arguments
  for (uint32_t i = 0; i < count; ++i) TRY(mergeKeywords(vm, dict, operandsOf(frame, count)[i], top(frame, below)));
  return dict;
}

}  // namespace

namespace {

/// Starts making a list of the first of the topmost `count` operands that runs Python code; false where there is none, or where one
/// before it is an error.
bool spreadInFrame(Vm& vm, Frame* frame, uint32_t count, Outcome* outcome) {
  for (uint32_t depth = count; depth > 0; --depth) {
    Value operand = top(frame, depth);
    if (!isIterable(operand)) return false;
    if (!spreadsInPython(operand)) continue;
    *outcome = callWith(vm, frame, valueOf(typeCell(TypeId::kList)), {operand}, ReturnAction::kOperand, Value::integer(depth));
    return true;
  }
  return false;
}

}  // namespace

HANDLER(BUILD_LIST_UNPACK) {
  Outcome outcome;
  return spreadInFrame(vm, frame, operand, &outcome) ? outcome : replaceTop(frame, operand, joinIterables(vm, frame, operand));
}
HANDLER(BUILD_TUPLE_UNPACK) {
  Outcome outcome;
  return spreadInFrame(vm, frame, operand, &outcome) ? outcome : replaceTop(frame, operand, joinToTuple(vm, frame, operand));
}
HANDLER(BUILD_TUPLE_UNPACK_WITH_CALL) {
  Outcome outcome;
  return spreadInFrame(vm, frame, operand, &outcome) ? outcome : replaceTop(frame, operand, joinToTuple(vm, frame, operand));
}
HANDLER(BUILD_SET_UNPACK) {
  Outcome outcome;
  return spreadInFrame(vm, frame, operand, &outcome) ? outcome : replaceTop(frame, operand, joinToSet(vm, frame, operand));
}
HANDLER(BUILD_MAP_UNPACK) { return replaceTop(frame, operand, joinMappings(vm, frame, operand)); }
HANDLER(BUILD_MAP_UNPACK_WITH_CALL) { return replaceTop(frame, operand, joinKeywords(vm, frame, operand)); }

// --- taking apart ------------------------------------------------------------------------------------------------------

namespace {

/// Items of `items` on the stack, the first on top, in place of the operand.
Outcome spread(Frame* frame, std::span<const Value> items) {
  Ref operand = pop(frame);
  for (size_t i = items.size(); i-- > 0;) push(frame, Ref::share(items[i]));
  return Outcome::kNext;
}

Result<Ref> startUnpacking(Vm& vm, Value iterable) {
  auto iterator = iterate(vm, iterable);
  if (iterator.ok() || vm.abandoned || !vm.pendingIs(TypeId::kTypeError)) return iterator;
  TypeCell* type = typeOf(iterable);
  if (type->definesInPython(Dunder::kIter) || type->definesInPython(Dunder::kGetItem) || slotsOf(type).iter) return iterator;
  vm.clearPending();
  return vm.raiseTypeErrorFor("cannot unpack non-iterable %s object", iterable);
}

/// Takes up to `count` items; the number that came.
Result<uint32_t> takeItems(Vm& vm, Value iterator, Value list, uint32_t count) {
  uint32_t taken = 0;
  for (; taken < count; ++taken) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item)) break;
    TRY(listAppendOwned(vm, list, std::move(item)));
  }
  return taken;
}

/// The list of exactly `count` items of any iterable.
Result<Ref> takeExactly(Vm& vm, Value iterable, uint32_t count) {
  Ref iterator = TRY(startUnpacking(vm, iterable));
  Ref list = TRY(newList(vm, count));
  uint32_t taken = TRY(takeItems(vm, iterator, list, count));
  if (taken < count) return vm.raise(TypeId::kValueError, "not enough values to unpack (expected %u, got %u)", count, taken);
  Ref extra = TRY(next(vm, iterator));
  if (isExhausted(extra)) return list;
  if (isExactly(iterable, TypeId::kDict)) {
    int64_t size = TRY(length(vm, iterable));
    return vm.raise(TypeId::kValueError, "too many values to unpack (expected %u, got %lld)", count, static_cast<long long>(size));
  }
  return vm.raise(TypeId::kValueError, "too many values to unpack (expected %u)", count);
}

Raised raiseWrongCount(Vm& vm, uint32_t expected, size_t got) {
  return vm.raise(TypeId::kValueError, "%s values to unpack (expected %u, got %zu)", got < expected ? "not enough" : "too many", expected, got);
}

}  // namespace

HANDLER(UNPACK_SEQUENCE) {
  Value sequence = top(frame);
  if (isExactly(sequence, TypeId::kTuple) || isExactly(sequence, TypeId::kList)) {
    auto items = itemsOf(sequence);
    if (items.size() == operand) return spread(frame, items);
    raiseWrongCount(vm, operand, items.size());
    return Outcome::kRaised;
  }
  auto taken = takeExactly(vm, sequence, operand);
  if (!taken.ok()) return Outcome::kRaised;
  Ref list = taken.take();
  return spread(frame, listItems(list));
}

namespace {

/// All items of an iterable that must have at least `least`.
Result<Ref> takeAll(Vm& vm, Value iterable, uint32_t before, uint32_t after) {
  Ref iterator = TRY(startUnpacking(vm, iterable));
  Ref list = TRY(newList(vm));
  uint32_t taken = TRY(takeItems(vm, iterator, list, before));
  if (taken == before) {
    TRY(listExtend(vm, list, iterator));
    taken = cellOf<ListCell>(list)->length;
  }
  if (taken < before + after)
    return vm.raise(TypeId::kValueError, "not enough values to unpack (expected at least %u, got %u)", before + after, taken);
  return list;
}

}  // namespace

HANDLER(UNPACK_EX) {
  uint32_t before = operand & 0xFF, after = operand >> 8;
  auto taken = takeAll(vm, top(frame), before, after);
  if (!taken.ok()) return Outcome::kRaised;
  Ref list = taken.take();
  auto items = listItems(list);
  auto starred = newListOf(vm, items.subspan(before, items.size() - before - after));
  if (!starred.ok()) return Outcome::kRaised;
  Ref rest = starred.take();
  { Ref operandHeld = pop(frame); }
  for (uint32_t i = 0; i < after; ++i) push(frame, Ref::share(items[items.size() - 1 - i]));
  push(frame, std::move(rest));
  for (uint32_t i = before; i-- > 0;) push(frame, Ref::share(items[i]));
  return Outcome::kNext;
}

}  // namespace vitrine
