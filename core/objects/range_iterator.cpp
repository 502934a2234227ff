// Iterators over ranges. CPython: Objects/rangeobject.c.
#include "objects/range_iterator.h"

#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/names.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"

namespace vitrine {
namespace {

RangeIteratorCell* iteratorCell(Value v) { return cellOf<RangeIteratorCell>(v); }
LongRangeIteratorCell* longCell(Value v) { return cellOf<LongRangeIteratorCell>(v); }

Result<Ref> nextNumber(Vm& vm, Value self) {
  auto* iterator = iteratorCell(self);
  if (iterator->remaining <= 0) return exhausted();
  int64_t number = iterator->next;
  iterator->next = int64_t(uint64_t(number) + uint64_t(iterator->step));
  --iterator->remaining;
  if (Value::fits(number)) return intRef(number);
  return newInt(vm, number);
}

Result<Ref> nextLong(Vm& vm, Value self) {
  auto* iterator = longCell(self);
  if (!TRY(compareBool(vm, iterator->remaining, Value::integer(0), CompareOp::kGt))) return exhausted();
  Ref following = TRY(binary(vm, BinaryOp::kAdd, iterator->next, iterator->step));
  Ref rest = TRY(binary(vm, BinaryOp::kSub, iterator->remaining, Value::integer(1)));
  Ref number = Ref::steal(std::exchange(iterator->next, following.release()));
  Value old = std::exchange(iterator->remaining, rest.release());
  decrement(old);
  return number;
}

Result<Ref> lengthHintOf(Vm& vm, Args args) { return newInt(vm, iteratorCell(args[0])->remaining); }
Result<Ref> longLengthHint(Vm& vm, Args args) { return Ref::share(longCell(args[0])->remaining); }

/// (iter, (range(next, stop, step),), None), as copy and pickle want it.
Result<Ref> reduceAs(Vm& vm, Value next, Value step, Value remaining) {
  Ref distance = TRY(binary(vm, BinaryOp::kMul, step, remaining));
  Ref stop = TRY(binary(vm, BinaryOp::kAdd, next, distance));
  Ref range = TRY(newRange(vm, next, stop, step));
  Ref arguments = TRY(newTuple(vm, {range.get()}));
  Ref iter = intern("iter");
  Value function = dictGetName(Value::reference(root().builtins), iter);
  return newTuple(vm, {function ? function : none(), arguments.get(), none()});
}

Result<Ref> reduce(Vm& vm, Args args) {
  auto* iterator = iteratorCell(args[0]);
  Ref next = TRY(newInt(vm, iterator->next)), step = TRY(newInt(vm, iterator->step)), remaining = TRY(newInt(vm, iterator->remaining));
  return reduceAs(vm, next, step, remaining);
}
Result<Ref> reduceLong(Vm& vm, Args args) {
  auto* iterator = longCell(args[0]);
  return reduceAs(vm, iterator->next, iterator->step, iterator->remaining);
}

const NativeMethod kMethods[] = {
    {"__length_hint__", "($self, /)", lengthHintOf, kMethodPlain, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", "($self, /)", reduce, kMethodPlain, "Return state information for pickling."},
};
const NativeMethod kLongMethods[] = {
    {"__length_hint__", "($self, /)", longLengthHint, kMethodPlain, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", "($self, /)", reduceLong, kMethodPlain, "Return state information for pickling."},
};

constexpr NativeSlots iteratorSlots(Result<Ref> (*next)(Vm&, Value)) {
  NativeSlots slots;
  slots.iter = selfIter;
  slots.next = next;
  return slots;
}

}  // namespace

Result<Ref> newRangeIterator(Vm& vm, Value start, Value step, Value length) {
  auto first = asInt64(start), by = asInt64(step), count = asInt64(length);
  int64_t distance, last;
  if (first && by && count && !__builtin_mul_overflow(*by, *count, &distance) && !__builtin_add_overflow(*first, distance, &last)) {
    auto* iterator = makeCell<RangeIteratorCell>(TypeId::kRangeIterator);
    iterator->next = *first;
    iterator->step = *by;
    iterator->remaining = *count;
    return Ref::steal(iterator);
  }
  auto* iterator = makeCell<LongRangeIteratorCell>(TypeId::kLongRangeIterator);
  iterator->next = Ref::share(start).release();
  iterator->step = Ref::share(step).release();
  iterator->remaining = Ref::share(length).release();
  return Ref::steal(iterator);
}

extern const NativeType kRangeIteratorType = {
    .id = TypeId::kRangeIterator,
    .instanceBytes = sizeof(RangeIteratorCell),
    .slots = iteratorSlots(nextNumber),
    .methods = kMethods,
};
extern const NativeType kLongRangeIteratorType = {
    .id = TypeId::kLongRangeIterator,
    .instanceBytes = sizeof(LongRangeIteratorCell),
    .slots = iteratorSlots(nextLong),
    .methods = kLongMethods,
};

void traverseRangeIterator(Cell*, Visitor&) {}
void dropRangeIterator(Cell*) {}
void traverseLongRangeIterator(Cell* cell, Visitor& visitor) {
  auto* iterator = static_cast<LongRangeIteratorCell*>(cell);
  for (Value part : {iterator->next, iterator->step, iterator->remaining}) visitor.visitValue(part);
}
void dropLongRangeIterator(Cell* cell) {
  auto* iterator = static_cast<LongRangeIteratorCell*>(cell);
  decrement(std::exchange(iterator->next, Value()));
  decrement(std::exchange(iterator->step, Value()));
  decrement(std::exchange(iterator->remaining, Value()));
}

}  // namespace vitrine
