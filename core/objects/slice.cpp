// slice. CPython: Objects/sliceobject.c. See slice.h.
#include "objects/slice.h"

#include "objects/allocate.h"
#include "objects/int.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"

namespace vitrine {
namespace {

SliceCell* sliceCell(Value v) { return cellOf<SliceCell>(v); }

/// One part as a clipped number; `fallback` for None.
Result<int64_t> clippedPart(Vm& vm, Value part, int64_t fallback) {
  if (isNone(part)) return fallback;
  if (part.isInt()) return part.asInt();
  if (!hasIndex(part)) return vm.raise(TypeId::kTypeError, "slice indices must be integers or None or have an __index__ method");
  return toIndex64(vm, part, IndexOverflow::kClip);
}

Ref makeSlice(Value start, Value stop, Value step) {
  auto* slice = makeCell<SliceCell>(TypeId::kSlice);
  for (Value part : {start, stop, step}) increment(part);
  slice->start = start;
  slice->stop = stop;
  slice->step = step;
  return Ref::steal(slice);
}

}  // namespace

Ref newSlice(Value start, Value stop, Value step) {
  return makeSlice(start ? start : none(), stop ? stop : none(), step ? step : none());
}

Result<SliceBounds> unpackSlice(Vm& vm, Value value) {
  auto* slice = sliceCell(value);
  SliceBounds bounds{0, 0, 1, 0};
  bounds.step = TRY(clippedPart(vm, slice->step, 1));
  if (bounds.step == 0) return vm.raise(TypeId::kValueError, "slice step cannot be zero");
  if (bounds.step < -INT64_MAX) bounds.step = -INT64_MAX;
  bounds.start = TRY(clippedPart(vm, slice->start, bounds.step < 0 ? INT64_MAX : 0));
  bounds.stop = TRY(clippedPart(vm, slice->stop, bounds.step < 0 ? INT64_MIN : INT64_MAX));
  return bounds;
}

void adjustSlice(SliceBounds& bounds, int64_t length) {
  int64_t least = bounds.step < 0 ? -1 : 0, most = bounds.step < 0 ? length - 1 : length;
  auto adjust = [&](int64_t& at) {
    if (at < 0) at = at + length < 0 ? least : at + length;
    if (at >= length) at = most;
  };
  adjust(bounds.start);
  adjust(bounds.stop);
  bounds.length = 0;
  if (bounds.step < 0 ? bounds.stop < bounds.start : bounds.start < bounds.stop)
    bounds.length = bounds.step < 0 ? (bounds.start - bounds.stop - 1) / -bounds.step + 1 : (bounds.stop - bounds.start - 1) / bounds.step + 1;
}

Result<SliceBounds> sliceBounds(Vm& vm, Value slice, int64_t length) {
  SliceBounds bounds = TRY(unpackSlice(vm, slice));
  adjustSlice(bounds, length);
  return bounds;
}

namespace {

Result<Ref> createSlice(Vm& vm, Args args) {
  TRY(refuseKeywords(vm, "slice", args));
  TRY(checkArgumentCount(vm, "slice", args, 1, 3));
  if (args.count == 2) return newSlice(Value(), args[1], Value());
  return newSlice(args[1], args[2], args.count > 3 ? args[3] : Value());
}

Result<Ref> sliceRepr(Vm& vm, Value self) {
  StrBuilder text;
  text.append("slice(");
  const char* between = "";
  for (Value part : {sliceCell(self)->start, sliceCell(self)->stop, sliceCell(self)->step}) {
    Ref one = TRY(repr(vm, part));
    text.append(between);
    text.append(one.as<StrCell>());
    between = ", ";
  }
  text.append(")");
  return text.finish(vm);
}

Result<Ref> asTuple(Vm& vm, Value slice) {
  auto* cell = sliceCell(slice);
  return newTuple(vm, {cell->start, cell->stop, cell->step});
}

Result<Ref> sliceCompare(Vm& vm, Value self, Value other, CompareOp op) {
  if (!isExactly(other, TypeId::kSlice)) return notImplementedRef();
  if (self == other) return boolRef(comparisonHolds(op, 0));
  Ref a = TRY(asTuple(vm, self)), b = TRY(asTuple(vm, other));
  return compareSequences(vm, a, b, op);
}

Result<int64_t> sliceHash(Vm& vm, Value self) {
  // A tuple's hash without its last step (CPython: slicehash).
  constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u;
  uint64_t sum = 2870177450012600261u;
  for (Value part : {sliceCell(self)->start, sliceCell(self)->stop, sliceCell(self)->step}) {
    sum += uint64_t(TRY(hash(vm, part))) * kPrime2;
    sum = (sum << 31 | sum >> 33) * kPrime1;
  }
  return sum == UINT64_MAX ? int64_t(1546275796) : int64_t(sum);
}

/// A bound of slice.indices(): `part` clipped to [lower, upper] as any int.
Result<Ref> indicesBound(Vm& vm, Value part, Value length, Value lower, Value upper, Value fallback) {
  if (isNone(part)) return Ref::share(fallback);
  if (!hasIndex(part)) return vm.raise(TypeId::kTypeError, "slice indices must be integers or None or have an __index__ method");
  Ref at = TRY(toIndex(vm, part));
  if (TRY(compareBool(vm, at, Value::integer(0), CompareOp::kLt))) {
    at = TRY(binary(vm, BinaryOp::kAdd, at, length));
    if (TRY(compareBool(vm, at, lower, CompareOp::kLt))) return Ref::share(lower);
  } else if (TRY(compareBool(vm, at, upper, CompareOp::kGt))) {
    return Ref::share(upper);
  }
  return at;
}

Result<Ref> indices(Vm& vm, Args args) {
  auto* slice = sliceCell(args[0]);
  Ref length = TRY(toIndex(vm, args[1]));
  if (TRY(compareBool(vm, length, Value::integer(0), CompareOp::kLt))) return vm.raise(TypeId::kValueError, "length should not be negative");
  Ref step = intRef(1);
  if (!isNone(slice->step)) {
    if (!hasIndex(slice->step))
      return vm.raise(TypeId::kTypeError, "slice indices must be integers or None or have an __index__ method");
    step = TRY(toIndex(vm, slice->step));
  }
  if (step == Value::integer(0)) return vm.raise(TypeId::kValueError, "slice step cannot be zero");
  bool negative = TRY(compareBool(vm, step, Value::integer(0), CompareOp::kLt));
  Ref lower = intRef(negative ? -1 : 0);
  Ref upper = negative ? TRY(binary(vm, BinaryOp::kAdd, length, lower)) : length.share();
  Ref start = TRY(indicesBound(vm, slice->start, length, lower, upper, negative ? upper : lower));
  Ref stop = TRY(indicesBound(vm, slice->stop, length, lower, upper, negative ? lower : upper));
  return newTuple(vm, {start.get(), stop.get(), step.get()});
}

Result<Ref> reduce(Vm& vm, Args args) {
  Ref parts = TRY(asTuple(vm, args[0]));
  return newTuple(vm, {valueOf(typeCell(TypeId::kSlice)), parts.get()});
}

const NativeMethod kMethods[] = {
    {"indices", "($self, object, /)", indices, kMethodPlain,
     "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of "
     "the extended slice described by\nS."},
    {"__reduce__", "($self, /)", reduce, kMethodPlain, "Return state information for pickling."},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};

const NativeGetSet kAttributes[] = {
    {"start", [](Vm&, Value self) -> Result<Ref> { return Ref::share(sliceCell(self)->start); }},
    {"stop", [](Vm&, Value self) -> Result<Ref> { return Ref::share(sliceCell(self)->stop); }},
    {"step", [](Vm&, Value self) -> Result<Ref> { return Ref::share(sliceCell(self)->step); }},
};

constexpr NativeSlots sliceSlots() {
  NativeSlots slots;
  slots.repr = sliceRepr;
  slots.hash = sliceHash;
  slots.compare = sliceCompare;
  slots.create = createSlice;
  return slots;
}

}  // namespace

extern const NativeType kSliceType = {
    .id = TypeId::kSlice,
    .instanceBytes = sizeof(SliceCell),
    .flags = kTypeInstantiable,
    .slots = sliceSlots(),
    .methods = kMethods,
    .attributes = kAttributes,
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
};

void traverseSlice(Cell* cell, Visitor& visitor) {
  auto* slice = static_cast<SliceCell*>(cell);
  visitor.visitValue(slice->start);
  visitor.visitValue(slice->stop);
  visitor.visitValue(slice->step);
}

void dropSlice(Cell* cell) {
  auto* slice = static_cast<SliceCell*>(cell);
  decrement(std::exchange(slice->step, Value()));
  decrement(std::exchange(slice->start, Value()));
  decrement(std::exchange(slice->stop, Value()));
}

}  // namespace vitrine
