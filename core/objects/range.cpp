// range: a start, a stop, a step and the length they give, all ints of any size; numbers of 48 bits, the rule, take short
// cuts. CPython: Objects/rangeobject.c. Iterators are in range_iterator.cpp.
#include "objects/range.h"

#include "objects/allocate.h"
#include "objects/int.h"
#include "objects/range_iterator.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"
#include "objects/slice.h"

namespace vitrine {
namespace {

RangeCell* rangeCell(Value v) { return cellOf<RangeCell>(v); }

Result<Ref> add(Vm& vm, Value a, Value b) { return binary(vm, BinaryOp::kAdd, a, b); }
Result<Ref> multiply(Vm& vm, Value a, Value b) { return binary(vm, BinaryOp::kMul, a, b); }
Result<Ref> subtract(Vm& vm, Value a, Value b) { return binary(vm, BinaryOp::kSub, a, b); }
Result<bool> isNegative(Vm& vm, Value a) { return compareBool(vm, a, Value::integer(0), CompareOp::kLt); }

/// How many numbers there are from `start` to before `stop` (CPython: compute_range_length).
Result<Ref> rangeLength(Vm& vm, Value start, Value stop, Value step) {
  if (start.isInt() && stop.isInt() && step.isInt()) {
    int64_t low = start.asInt(), high = stop.asInt(), by = step.asInt();
    int64_t count = by > 0 ? (low < high ? (high - low - 1) / by + 1 : 0) : (low > high ? (low - high - 1) / -by + 1 : 0);
    return newInt(vm, count);
  }
  bool down = TRY(isNegative(vm, step));
  Value low = down ? stop : start, high = down ? start : stop;
  if (!TRY(compareBool(vm, low, high, CompareOp::kLt))) return intRef(0);
  Ref distance = TRY(subtract(vm, high, low));
  Ref before = TRY(subtract(vm, distance, Value::integer(1)));
  Ref size = down ? TRY(unary(vm, UnaryOp::kNeg, step)) : Ref::share(step);
  Ref whole = TRY(binary(vm, BinaryOp::kFloorDiv, before, size));
  return add(vm, whole, Value::integer(1));
}

/// start + index * step.
Result<Ref> numberAt(Vm& vm, const RangeCell* range, Value index) {
  if (range->step == Value::integer(1)) return add(vm, range->start, index);
  Ref offset = TRY(multiply(vm, index, range->step));
  return add(vm, range->start, offset);
}

/// An index (negative counts from the end) as a place in the range; IndexError outside.
Result<Ref> numberAtIndex(Vm& vm, const RangeCell* range, Value key) {
  Ref index = TRY(toIndex(vm, key));
  if (TRY(isNegative(vm, index))) index = TRY(add(vm, index, range->length));
  if (TRY(isNegative(vm, index)) || TRY(compareBool(vm, index, range->length, CompareOp::kGe)))
    return vm.raise(TypeId::kIndexError, "range object index out of range");
  return numberAt(vm, range, index);
}

Result<Ref> subRange(Vm& vm, Value self, Value slice) {
  auto* range = rangeCell(self);
  Ref name = intern("indices");
  Ref bounds = TRY(callMethod(vm, slice, name, {range->length}));
  auto parts = tupleItems(bounds);
  Ref step = TRY(multiply(vm, range->step, parts[2]));
  Ref start = TRY(numberAt(vm, range, parts[0]));
  Ref stop = TRY(numberAt(vm, range, parts[1]));
  return newRange(vm, start, stop, step);
}

Result<Ref> rangeGetItem(Vm& vm, Value self, Value key) {
  if (isExactly(key, TypeId::kSlice)) return subRange(vm, self, key);
  if (!hasIndex(key)) return raiseBadIndex(vm, "range", key);
  return numberAtIndex(vm, rangeCell(self), key);
}

Result<Ref> createRange(Vm& vm, Args args) {
  TRY(refuseKeywords(vm, "range", args));
  if (args.count == 1) return vm.raise(TypeId::kTypeError, "range expected at least 1 argument, got 0");
  TRY(checkArgumentCount(vm, "range", args, 1, 3));
  Ref first = TRY(toIndex(vm, args[1]));
  if (args.count == 2) return newRange(vm, Value::integer(0), first, Value::integer(1));
  Ref stop = TRY(toIndex(vm, args[2]));
  Ref step = args.count > 3 ? TRY(toIndex(vm, args[3])) : intRef(1);
  return newRange(vm, first, stop, step);
}

Result<Ref> rangeRepr(Vm& vm, Value self) {
  auto* range = rangeCell(self);
  StrBuilder text;
  Ref start = TRY(repr(vm, range->start)), stop = TRY(repr(vm, range->stop));
  text.append("range(");
  text.append(start.as<StrCell>());
  text.append(", ");
  text.append(stop.as<StrCell>());
  if (range->step != Value::integer(1)) {
    Ref step = TRY(repr(vm, range->step));
    text.append(", ");
    text.append(step.as<StrCell>());
  }
  text.append(")");
  return text.finish(vm);
}

/// Equal as sequences: the same length, then first number, then step where it matters.
Result<bool> equalRanges(Vm& vm, const RangeCell* a, const RangeCell* b) {
  if (a == b) return true;
  if (!TRY(equal(vm, a->length, b->length))) return false;
  if (a->length == Value::integer(0)) return true;
  if (!TRY(equal(vm, a->start, b->start))) return false;
  if (a->length == Value::integer(1)) return true;
  return equal(vm, a->step, b->step);
}

Result<Ref> rangeCompare(Vm& vm, Value self, Value other, CompareOp op) {
  if (!isExactly(other, TypeId::kRange) || (op != CompareOp::kEq && op != CompareOp::kNe)) return notImplementedRef();
  bool same = TRY(equalRanges(vm, rangeCell(self), rangeCell(other)));
  return boolRef(same == (op == CompareOp::kEq));
}

Result<int64_t> rangeHash(Vm& vm, Value self) {
  auto* range = rangeCell(self);
  bool empty = range->length == Value::integer(0), single = range->length == Value::integer(1);
  Ref parts = TRY(newTuple(vm, {range->length, empty ? none() : range->start, empty || single ? none() : range->step}));
  return hash(vm, parts);
}

bool isPlainInt(Value v) { return v.isInt() || v.isBool() || isExactly(v, TypeId::kInt); }

/// Where an int stands in the range, exhausted() if it does not.
Result<Ref> placeOf(Vm& vm, const RangeCell* range, Value number) {
  bool down = TRY(isNegative(vm, range->step));
  bool before = TRY(compareBool(vm, number, range->start, down ? CompareOp::kGt : CompareOp::kLt));
  bool behind = TRY(compareBool(vm, number, range->stop, down ? CompareOp::kLe : CompareOp::kGe));
  if (before || behind) return exhausted();
  Ref distance = TRY(subtract(vm, number, range->start));
  Ref rest = TRY(binary(vm, BinaryOp::kMod, distance, range->step));
  if (!TRY(equal(vm, rest, Value::integer(0)))) return exhausted();
  return binary(vm, BinaryOp::kFloorDiv, distance, range->step);
}

/// The same for any object, by comparing with each number; -1 at the end.
Result<int64_t> searchLinearly(Vm& vm, Value self, Value item, int64_t* count) {
  Ref iterator = TRY(iterate(vm, self));
  *count = 0;
  for (int64_t place = 0, first = -1;; ++place) {
    Ref number = TRY(next(vm, iterator));
    if (isExhausted(number)) return first;
    if (!TRY(equal(vm, number, item))) continue;
    ++*count;
    if (first < 0) first = place;
  }
}

Result<bool> rangeContains(Vm& vm, Value self, Value item) {
  if (isPlainInt(item)) return !isExhausted(TRY(placeOf(vm, rangeCell(self), item)).get());
  int64_t count;
  return TRY(searchLinearly(vm, self, item, &count)) >= 0;
}

Result<Ref> count(Vm& vm, Args args) {
  if (isPlainInt(args[1])) return intRef(!isExhausted(TRY(placeOf(vm, rangeCell(args[0]), args[1])).get()));
  int64_t count;
  TRY(searchLinearly(vm, args[0], args[1], &count));
  return intRef(count);
}

Result<Ref> index(Vm& vm, Args args) {
  if (isPlainInt(args[1])) {
    Ref place = TRY(placeOf(vm, rangeCell(args[0]), args[1]));
    if (!isExhausted(place)) return place;
  } else {
    int64_t count, place = TRY(searchLinearly(vm, args[0], args[1], &count));
    if (place >= 0) return intRef(place);
  }
  if (!isPlainInt(args[1])) return vm.raise(TypeId::kValueError, "sequence.index(x): x not in sequence");
  return vm.raise(TypeId::kValueError, "range.index(x): x not in range");
}

Result<Ref> reversedRange(Vm& vm, Args args) {
  auto* range = rangeCell(args[0]);
  Ref last = TRY(subtract(vm, range->length, Value::integer(1)));
  Ref start = TRY(numberAt(vm, range, last)), step = TRY(unary(vm, UnaryOp::kNeg, range->step));
  return newRangeIterator(vm, start, step, range->length);
}

Result<Ref> reduce(Vm& vm, Args args) {
  auto* range = rangeCell(args[0]);
  Ref parts = TRY(newTuple(vm, {range->start, range->stop, range->step}));
  return newTuple(vm, {valueOf(typeCell(TypeId::kRange)), parts.get()});
}

Result<Ref> rangeIter(Vm& vm, Value self) {
  return newRangeIterator(vm, rangeCell(self)->start, rangeCell(self)->step, rangeCell(self)->length);
}
Result<int64_t> rangeLen(Vm& vm, Value self) {
  return sizeArgument(vm, rangeCell(self)->length);
}
Result<bool> rangeTruth(Vm& vm, Value self) { return rangeCell(self)->length != Value::integer(0); }

const NativeMethod kMethods[] = {
    {"count", "($self, object, /)", count, kMethodPlain, "rangeobject.count(value) -> integer -- return number of occurrences of value"},
    {"index", "($self, object, /)", index, kMethodPlain,
     "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present."},
    {"__reversed__", "($self, /)", reversedRange, kMethodPlain, "Return a reverse iterator."},
    {"__reduce__", "($self, /)", reduce},
};

const NativeGetSet kAttributes[] = {
    {"start", [](Vm&, Value self) -> Result<Ref> { return Ref::share(rangeCell(self)->start); }},
    {"stop", [](Vm&, Value self) -> Result<Ref> { return Ref::share(rangeCell(self)->stop); }},
    {"step", [](Vm&, Value self) -> Result<Ref> { return Ref::share(rangeCell(self)->step); }},
};

constexpr NativeSlots rangeSlots() {
  NativeSlots slots;
  slots.repr = rangeRepr;
  slots.hash = rangeHash;
  slots.compare = rangeCompare;
  slots.truth = rangeTruth;
  slots.iter = rangeIter;
  slots.length = rangeLen;
  slots.getItem = rangeGetItem;
  slots.contains = rangeContains;
  slots.create = createRange;
  return slots;
}

}  // namespace

Result<Ref> newRange(Vm& vm, Value start, Value stop, Value step) {
  Ref exactStart = TRY(toIndex(vm, start)), exactStop = TRY(toIndex(vm, stop)), exactStep = TRY(toIndex(vm, step));
  if (exactStep == Value::integer(0)) return vm.raise(TypeId::kValueError, "range() arg 3 must not be zero");
  Ref length = TRY(rangeLength(vm, exactStart, exactStop, exactStep));
  auto* range = makeCell<RangeCell>(TypeId::kRange);
  range->start = exactStart.release();
  range->stop = exactStop.release();
  range->step = exactStep.release();
  range->length = length.release();
  return Ref::steal(range);
}

extern const NativeType kRangeType = {
    .id = TypeId::kRange,
    .instanceBytes = sizeof(RangeCell),
    .flags = kTypeInstantiable | kTypeSequencePattern,
    .slots = rangeSlots(),
    .methods = kMethods,
    .attributes = kAttributes,
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from "
           "start (inclusive)\nto stop (exclusive) by step.",
};

void traverseRange(Cell* cell, Visitor& visitor) {
  auto* range = static_cast<RangeCell*>(cell);
  for (Value part : {range->start, range->stop, range->step, range->length}) visitor.visitValue(part);
}

void dropRange(Cell* cell) {
  auto* range = static_cast<RangeCell*>(cell);
  decrement(std::exchange(range->start, Value()));
  decrement(std::exchange(range->stop, Value()));
  decrement(std::exchange(range->step, Value()));
  decrement(std::exchange(range->length, Value()));
}

}  // namespace vitrine
