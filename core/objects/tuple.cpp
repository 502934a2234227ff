// tuple: making, operators, methods. CPython: Objects/tupleobject.c. See tuple.h.
#include "objects/tuple.h"

#include <cstring>
#include <vector>

#include "base/depth_guard.h"
#include "base/siphash.h"
#include "objects/allocate.h"
#include "objects/iterator.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"
#include "objects/slice.h"

namespace vitrine {
namespace {

TupleCell* tupleCell(Value v) { return cellOf<TupleCell>(v); }
bool tooLong(uint64_t length) { return length > kRegionReserve / sizeof(Value); }

}  // namespace

Result<Ref> newTupleBlank(Vm& vm, uint32_t length) {
  if (length == 0 && root().emptyTuple) return Ref::share(at<Cell>(root().emptyTuple));
  if (tooLong(length)) return vm.raiseMemoryError();
  auto* tuple = makeCell<TupleCell>(TypeId::kTuple, size_t(length) * sizeof(Value));
  if (!tuple) return vm.raiseMemoryError();
  tuple->length = length;
  Ref result = Ref::steal(tuple);
  if (length == 0) root().emptyTuple = result.share().release().offset();
  return result;
}

Result<Ref> newTuple(Vm& vm, std::span<const Value> items) {
  Ref tuple = TRY(newTupleBlank(vm, uint32_t(items.size())));
  copyShared(tuple.as<TupleCell>()->items, items.data(), items.size());
  return tuple;
}

Result<Ref> newTuple(Vm& vm, std::initializer_list<Value> items) {
  return newTuple(vm, std::span<const Value>(items.begin(), items.size()));
}

Result<Ref> tupleOfType(Vm& vm, TypeCell* type, Value exactTuple) {
  if (type == typeCell(TypeId::kTuple)) return Ref::share(exactTuple);
  auto items = tupleItems(exactTuple);
  auto* tuple = TRY(allocateAs<TupleCell>(vm, type, items.size() * sizeof(Value)));
  tuple->length = uint32_t(items.size());
  copyShared(tuple->items, items.data(), items.size());
  return Ref::steal(tuple);
}

namespace {

Result<Ref> createTuple(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  if (type == typeCell(TypeId::kTuple) || !type->definesInPython(Dunder::kInit)) TRY(refuseKeywords(vm, "tuple", args));
  TRY(checkArgumentCount(vm, "tuple", args, 0, 1));
  if (args.count >= 2 && !iteratesNatively(args[1])) return tailCallPrelude(vm, "tuple_from", {args[0], args[1]});
  Ref tuple = args.count < 2 ? TRY(newTupleBlank(vm, 0)) : TRY(tupleFrom(vm, args[1]));
  return tupleOfType(vm, type, tuple);
}

Result<Ref> tupleGetItem(Vm& vm, Value self, Value key) {
  auto items = tupleItems(self);
  int64_t length = int64_t(items.size());
  if (isExactly(key, TypeId::kSlice)) {
    SliceBounds bounds = TRY(sliceBounds(vm, key, length));
    if (bounds.step == 1 && bounds.length == length && isExactly(self, TypeId::kTuple)) return Ref::share(self);
    Ref result = TRY(newTupleBlank(vm, uint32_t(bounds.length)));
    for (int64_t i = 0, at = bounds.start; i < bounds.length; ++i, at += bounds.step)
      copyShared(result.as<TupleCell>()->items + i, items.data() + at, 1);
    return result;
  }
  if (!hasIndex(key)) return raiseBadIndex(vm, "tuple", key);
  int64_t index = key.isInt() ? key.asInt() : TRY(toIndex64(vm, key, IndexOverflow::kRaise));
  if (index < 0) index += length;
  if (index < 0 || index >= length) return vm.raise(TypeId::kIndexError, "tuple index out of range");
  return Ref::share(items[size_t(index)]);
}

Result<Ref> tupleAdd(Vm& vm, Value left, Value right) {
  if (!isTuple(left)) return notImplementedRef();
  if (!isTuple(right)) {
    if (typeOf(right)->definesInPython(Dunder::kRAdd)) return notImplementedRef();
    return vm.raise(TypeId::kTypeError, "can only concatenate tuple (not \"%s\") to tuple", typeName(right).c_str());
  }
  auto a = tupleItems(left), b = tupleItems(right);
  if (a.empty() && isExactly(right, TypeId::kTuple)) return Ref::share(right);
  if (b.empty() && isExactly(left, TypeId::kTuple)) return Ref::share(left);
  Ref result = TRY(newTupleBlank(vm, uint32_t(a.size() + b.size())));
  copyShared(result.as<TupleCell>()->items, a.data(), a.size());
  copyShared(result.as<TupleCell>()->items + a.size(), b.data(), b.size());
  return result;
}

Result<Ref> tupleMultiply(Vm& vm, Value left, Value right) {
  Value self = isTuple(left) ? left : right, factor = isTuple(left) ? right : left;
  bool usable;
  int64_t count = TRY(repeatCount(vm, factor, &usable));
  if (!usable) return notImplementedRef();
  auto items = tupleItems(self);
  if ((count == 1 || items.empty()) && isExactly(self, TypeId::kTuple)) return Ref::share(self);
  if (count <= 0 || items.empty()) return newTupleBlank(vm, 0);
  if (tooLong(uint64_t(count)) || tooLong(uint64_t(count) * items.size())) return vm.raiseMemoryError();
  Ref result = TRY(newTupleBlank(vm, uint32_t(uint64_t(count) * items.size())));
  for (int64_t i = 0; i < count; ++i) copyShared(result.as<TupleCell>()->items + size_t(i) * items.size(), items.data(), items.size());
  return result;
}

Result<Ref> tupleCompare(Vm& vm, Value self, Value other, CompareOp op) {
  if (!isTuple(other)) return notImplementedRef();
  return compareSequences(vm, self, other, op);
}

Result<int64_t> tupleHash(Vm& vm, Value self) {
  TupleHasher hasher;
  int64_t leaf;
  DepthGuard guard;
  for (Value item : tupleItems(self)) {
    if (!hashOfLeaf(item, &leaf)) {
      if (guard.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded");
      leaf = TRY(hash(vm, item));
    }
    hasher.add(leaf);
  }
  return hasher.finish();
}

Result<Ref> tupleIter(Vm& vm, Value self) { return newSequenceIterator(TypeId::kTupleIterator, self); }
Result<int64_t> tupleLength(Vm& vm, Value self) { return int64_t(tupleCell(self)->length); }

Result<Ref> index(Vm& vm, Args args) {
  int64_t start = TRY(optionalBound(vm, args[2], 0)), stop = TRY(optionalBound(vm, args[3], INT64_MAX));
  int64_t found = TRY(sequenceIndex(vm, args[0], args[1], start, stop));
  if (found < 0) return vm.raise(TypeId::kValueError, "tuple.index(x): x not in tuple");
  return intRef(found);
}

Result<Ref> count(Vm& vm, Args args) { return intRef(TRY(sequenceCount(vm, args[0], args[1]))); }

Result<Ref> getNewArgs(Vm& vm, Args args) {
  Ref copy = TRY(newTuple(vm, tupleItems(args[0])));
  return newTuple(vm, {copy.get()});
}

Result<Ref> sizeOf(Vm& vm, Args args) { return intRef(32 + int64_t(tupleCell(args[0])->length) * 8); }

const NativeMethod kMethods[] = {
    {"index", "($self, value, start=0, stop=sys.maxsize, /)", index, kMethodPlain,
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"count", "($self, value, /)", count, kMethodPlain, "Return number of occurrences of value."},
    {"__getnewargs__", "($self, /)", getNewArgs},
    {"__sizeof__", "($self, /)", sizeOf, kMethodPlain, "Return the size of the tuple in memory, in bytes."},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};

constexpr NativeSlots tupleSlots() {
  NativeSlots slots;
  slots.repr = reprSequence;
  slots.hash = tupleHash;
  slots.compare = tupleCompare;
  slots.iter = tupleIter;
  slots.length = tupleLength;
  slots.getItem = tupleGetItem;
  slots.contains = sequenceContains;
  slots.binary[size_t(BinaryOp::kAdd)] = tupleAdd;
  slots.binary[size_t(BinaryOp::kMul)] = tupleMultiply;
  slots.create = createTuple;
  return slots;
}

}  // namespace

bool hashOfLeaves(Value v, int64_t* hash) {
  if (!isExactly(v, TypeId::kTuple)) return false;
  TupleHasher hasher;
  for (Value item : tupleItems(v)) {
    int64_t leaf;
    if (!hashOfLeaf(item, &leaf)) return false;
    hasher.add(leaf);
  }
  *hash = hasher.finish();
  return true;
}

extern const NativeType kTupleType = {
    .id = TypeId::kTuple,
    .instanceBytes = sizeof(TupleCell),
    .itemBytes = sizeof(Value),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsTuple | kTypeSequencePattern,
    .slots = tupleSlots(),
    .methods = kMethods,
    .doc = "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.",
};

void traverseTuple(Cell* cell, Visitor& visitor) {
  auto* tuple = static_cast<TupleCell*>(cell);
  for (uint32_t i = 0; i < tuple->length; ++i) visitor.visitValue(tuple->items[i]);
}

void dropTuple(Cell* cell) {
  auto* tuple = static_cast<TupleCell*>(cell);
  for (uint32_t i = tuple->length; i--;) decrement(std::exchange(tuple->items[i], Value()));
}

/// A tuple cannot be emptied while somebody may look at it: a cycle through it is broken elsewhere (CPython has no tp_clear).
void clearTuple(Cell*) {}

}  // namespace vitrine
