// dict_keys, dict_values, dict_items, with the set operations of the first and the last. CPython: Objects/dictobject.c.
#include "objects/allocate.h"
#include "objects/dict_table.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/repr_guard.h"
#include "objects/sequence.h"
#include "objects/set_operations.h"

namespace vitrine {
namespace {

Value dictOf(Value view) { return cellOf<HolderCell>(view)->value; }
bool isKeys(Value v) { return isExactly(v, TypeId::kDictKeys); }
bool isItems(Value v) { return isExactly(v, TypeId::kDictItems); }
bool isSetLike(Value v) { return isKeys(v) || isItems(v); }

Result<Ref> viewRepr(Vm& vm, Value self) {
  ReprGuard guard(self);
  if (guard.recursive()) return newStr(vm, "...");
  TRY(guard.check(vm));
  Ref list = TRY(listFrom(vm, self));
  Ref text = TRY(repr(vm, list));
  StrBuilder builder;
  builder.append(typeName(self));
  builder.append("(");
  builder.append(text.as<StrCell>());
  builder.append(")");
  return builder.finish(vm);
}

Result<bool> keysContain(Vm& vm, Value self, Value key) { return bool(TRY(dictGet(vm, dictOf(self), key))); }

Result<bool> itemsContain(Vm& vm, Value self, Value item) {
  if (!isTuple(item) || tupleItems(item).size() != 2) return false;
  Value value = TRY(dictGet(vm, dictOf(self), tupleItems(item)[0]));
  return value && TRY(itemsEqual(vm, value, tupleItems(item)[1]));
}

/// Everything `a` gives is in `b`.
Result<bool> allContained(Vm& vm, Value a, Value b) {
  Ref iterator = TRY(iterate(vm, a));
  for (;;) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item)) return true;
    if (!TRY(contains(vm, b, item))) return false;
  }
}

Result<Ref> viewCompare(Vm& vm, Value self, Value other, CompareOp op) {
  if (!isAnySet(other) && !isSetLike(other)) return notImplementedRef();
  int64_t mine = TRY(length(vm, self)), theirs = TRY(length(vm, other));
  switch (op) {
    case CompareOp::kEq: return boolRef(mine == theirs && TRY(allContained(vm, self, other)));
    case CompareOp::kNe: return boolRef(!(mine == theirs && TRY(allContained(vm, self, other))));
    case CompareOp::kLt: return boolRef(mine < theirs && TRY(allContained(vm, self, other)));
    case CompareOp::kLe: return boolRef(mine <= theirs && TRY(allContained(vm, self, other)));
    case CompareOp::kGt: return boolRef(mine > theirs && TRY(allContained(vm, other, self)));
    case CompareOp::kGe: return boolRef(mine >= theirs && TRY(allContained(vm, other, self)));
  }
  return notImplementedRef();
}

Result<Ref> viewSubtract(Vm& vm, Value left, Value right) {
  Ref result = TRY(setFrom(vm, TypeId::kSet, left));
  TRY(setRemoveAll(vm, result, right));
  return result;
}

Result<Ref> viewOr(Vm& vm, Value left, Value right) {
  Ref result = TRY(setFrom(vm, TypeId::kSet, left));
  TRY(setUpdate(vm, result, right));
  return result;
}

Result<Ref> viewXor(Vm& vm, Value left, Value right) {
  Ref result = TRY(setFrom(vm, TypeId::kSet, left));
  TRY(setToggleAll(vm, result, right));
  return result;
}

Result<Ref> viewAnd(Vm& vm, Value left, Value right) {
  Value self = isSetLike(left) ? left : right, other = isSetLike(left) ? right : left;
  int64_t mine = TRY(length(vm, self));
  bool exactSet = isExactly(other, TypeId::kSet) || isExactly(other, TypeId::kFrozenSet);
  if (exactSet && mine <= setLength(other)) return setIntersection(vm, isExactly(other, TypeId::kSet) ? TypeId::kSet : TypeId::kFrozenSet, other, self);
  if (isSetLike(other) && TRY(length(vm, other)) > mine) std::swap(self, other);
  Ref result = newSet(), iterator = TRY(iterate(vm, other));
  for (;;) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item)) return result;
    if (TRY(contains(vm, self, item))) TRY(setAdd(vm, result, item));
  }
}

Result<Ref> isDisjoint(Vm& vm, Args args) {
  Value self = args[0], other = args[1];
  if (self == other) return boolRef(TRY(length(vm, self)) == 0);
  if ((isAnySet(other) || isSetLike(other)) && TRY(length(vm, other)) > TRY(length(vm, self))) std::swap(self, other);
  Ref iterator = TRY(iterate(vm, other));
  for (;;) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item)) return boolRef(true);
    if (TRY(contains(vm, self, item))) return boolRef(false);
  }
}

template <TypeId type>
Result<Ref> reversedView(Vm& vm, Args args) {
  return newDictIterator(type, dictOf(args[0]));
}
template <TypeId type>
Result<Ref> viewIter(Vm& vm, Value self) {
  return newDictIterator(type, dictOf(self));
}
Result<int64_t> viewLength(Vm& vm, Value self) { return int64_t(dictLength(dictOf(self))); }
Result<Ref> mapping(Vm& vm, Value self) { return newHolder(TypeId::kMappingProxy, dictOf(self)); }

const NativeGetSet kAttributes[] = {{"mapping", mapping, nullptr, "dictionary that this view refers to"}};
constexpr char kDisjointDoc[] = "Return True if the view and the given iterable have a null intersection.";
constexpr char kReversedDoc[] = "Return a reverse iterator over the dict.";

const NativeMethod kKeysMethods[] = {
    {"isdisjoint", "($self, other, /)", isDisjoint, kMethodPlain, kDisjointDoc},
    {"__reversed__", "($self, /)", reversedView<TypeId::kDictReverseKeyIterator>, kMethodPlain, kReversedDoc},
};
const NativeMethod kValuesMethods[] = {
    {"__reversed__", "($self, /)", reversedView<TypeId::kDictReverseValueIterator>, kMethodPlain, kReversedDoc},
};
const NativeMethod kItemsMethods[] = {
    {"isdisjoint", "($self, other, /)", isDisjoint, kMethodPlain, kDisjointDoc},
    {"__reversed__", "($self, /)", reversedView<TypeId::kDictReverseItemIterator>, kMethodPlain, kReversedDoc},
};

constexpr NativeSlots viewSlots(Result<Ref> (*iter)(Vm&, Value), Result<bool> (*contains)(Vm&, Value, Value)) {
  NativeSlots slots;
  slots.repr = viewRepr;
  slots.iter = iter;
  slots.length = viewLength;
  if (!contains) return slots;
  slots.hash = hashNotImplemented;
  slots.contains = contains;
  slots.compare = viewCompare;
  slots.binary[size_t(BinaryOp::kSub)] = viewSubtract;
  slots.binary[size_t(BinaryOp::kAnd)] = viewAnd;
  slots.binary[size_t(BinaryOp::kOr)] = viewOr;
  slots.binary[size_t(BinaryOp::kXor)] = viewXor;
  return slots;
}

constexpr NativeType viewType(TypeId id, NativeSlots slots, std::span<const NativeMethod> methods) {
  return {.id = id, .instanceBytes = sizeof(HolderCell), .slots = slots, .methods = methods, .attributes = kAttributes};
}

}  // namespace

Ref newDictView(TypeId type, Value dict) { return newHolder(type, dict); }

extern const NativeType kDictKeysType =
    viewType(TypeId::kDictKeys, viewSlots(viewIter<TypeId::kDictKeyIterator>, keysContain), kKeysMethods);
extern const NativeType kDictValuesType =
    viewType(TypeId::kDictValues, viewSlots(viewIter<TypeId::kDictValueIterator>, nullptr), kValuesMethods);
extern const NativeType kDictItemsType =
    viewType(TypeId::kDictItems, viewSlots(viewIter<TypeId::kDictItemIterator>, itemsContain), kItemsMethods);

}  // namespace vitrine
