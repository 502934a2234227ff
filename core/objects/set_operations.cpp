// What C++ code does with sets: see set_operations.h.
#include "objects/set_operations.h"

#include "objects/allocate.h"
#include "objects/dict_table.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/set_table.h"

namespace vitrine {
namespace {

/// Calls `each(item)` for all elements of any iterable; its result `true` ends the iteration.
template <class Each>
Result<void> forEachItem(Vm& vm, Value iterable, Each each) {
  Ref iterator = TRY(iterate(vm, iterable));
  for (;;) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item) || TRY(each(item.get()))) return {};
  }
}

/// The same for the elements of a set with their hashes; the set may change meanwhile.
template <class Each>
Result<void> forEachElement(Vm& vm, Value set, Each each) {
  Ref keep = Ref::share(set);
  uint32_t position = 0;
  Value key;
  int64_t hash;
  while (setNext(set, &position, &key, &hash)) {
    Ref item = Ref::share(key);
    if (TRY(each(item.get(), hash))) return {};
  }
  return {};
}

/// The same for the keys of an exact dict.
template <class Each>
Result<void> forEachKey(Vm& vm, Value dict, Each each) {
  Ref keep = Ref::share(dict);
  uint32_t position = 0;
  Value key, value;
  int64_t hash;
  while (dictNext(dict, &position, &key, &value, &hash)) {
    Ref item = Ref::share(key);
    TRY(each(item.get(), hash));
  }
  return {};
}

Ref emptySet(TypeId type) {
  auto* set = makeCell<SetCell>(type);
  set->mask = kSmallestSet - 1;
  set->hash = -1;
  return Ref::steal(set);
}

uint64_t shuffleBits(uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; }

}  // namespace

Ref newSet() { return emptySet(TypeId::kSet); }
Ref newFrozenSet() { return emptySet(TypeId::kFrozenSet); }

Result<Ref> newSetOf(Vm& vm, TypeCell* type) {
  Ref set = TRY(allocateObject(vm, type));
  set.as<SetCell>()->mask = kSmallestSet - 1;
  set.as<SetCell>()->hash = -1;
  return set;
}

int64_t frozenHash(Value set) {
  uint64_t hash = 0;
  uint32_t position = 0;
  Value key;
  int64_t each;
  while (setNext(set, &position, &key, &each)) hash ^= shuffleBits(uint64_t(each));
  hash ^= (uint64_t(setLength(set)) + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  return hash == UINT64_MAX ? 590923713 : int64_t(hash);
}

Result<int64_t> hashOfElement(Vm& vm, Value key) { return hashForUse(vm, key, "set element"); }

Result<int64_t> hashOfSought(Vm& vm, Value key) {
  auto result = hashOfElement(vm, key);
  if (result.ok() || vm.abandoned || !isInstance(key, TypeId::kSet) || !vm.pendingIs(TypeId::kTypeError)) return result;
  vm.clearPending();
  return frozenHash(key);
}

bool givesElementsNatively(Value iterable) { return isAnySet(iterable) || iteratesNatively(iterable); }

Result<bool> setContains(Vm& vm, Value set, Value key) { return setContainsHashed(vm, set, key, TRY(hashOfSought(vm, key))); }
Result<void> setAdd(Vm& vm, Value set, Value key) { return setAddHashed(vm, set, key, TRY(hashOfElement(vm, key))); }
Result<bool> setDiscard(Vm& vm, Value set, Value key) { return setDiscardHashed(vm, set, key, TRY(hashOfSought(vm, key))); }

Result<void> setUpdate(Vm& vm, Value set, Value iterable) {
  if (isAnySet(iterable)) return setMergeSet(vm, set, iterable);
  if (isExactly(iterable, TypeId::kDict)) {
    TRY(setReserve(vm, setCell(set), dictLength(iterable)));
    return forEachKey(vm, iterable, [&](Value key, int64_t hash) { return setAddHashed(vm, set, key, hash); });
  }
  return forEachItem(vm, iterable, [&](Value item) -> Result<bool> {
    TRY(setAdd(vm, set, item));
    return false;
  });
}

Result<Ref> setFrom(Vm& vm, TypeId type, Value iterable) {
  Ref set = emptySet(type);
  TRY(setUpdate(vm, set, iterable));
  return set;
}

Result<Ref> setCopy(Vm& vm, TypeId type, Value set) {
  Ref copy = emptySet(type);
  TRY(setMergeSet(vm, copy, set));
  return copy;
}

Result<bool> setAddCommon(Vm& vm, Value result, Value set, Value item) {
  int64_t itemHash = TRY(hash(vm, item));  // with hash's own message, as CPython
  if (!TRY(setContainsHashed(vm, set, item, itemHash))) return false;
  TRY(setAddHashed(vm, result, item, itemHash));
  return setLength(result) >= setLength(set);
}

Result<Ref> setIntersection(Vm& vm, TypeId type, Value set, Value other) {
  if (set == other) return setCopy(vm, type, set);
  Ref result = emptySet(type);
  if (isAnySet(other)) {
    bool swap = setLength(other) > setLength(set);
    Value looped = swap ? set : other, asked = swap ? other : set;
    TRY(forEachElement(vm, looped, [&](Value item, int64_t hash) -> Result<bool> {
      if (TRY(setContainsHashed(vm, asked, item, hash))) TRY(setAddHashed(vm, result, item, hash));
      return false;
    }));
  } else {
    TRY(forEachItem(vm, other, [&](Value item) { return setAddCommon(vm, result, set, item); }));
  }
  return result;
}

Result<void> setRemoveAll(Vm& vm, Value set, Value other) {
  if (set == other) {
    setClear(set);
    return {};
  }
  if (isAnySet(other)) {
    Ref smaller;
    if (setLength(other) >> 3 > setLength(set)) smaller = TRY(setIntersection(vm, setBaseType(set), set, other));
    TRY(forEachElement(vm, smaller ? smaller.get() : other, [&](Value item, int64_t hash) -> Result<bool> {
      TRY(setDiscardHashed(vm, set, item, hash));
      return false;
    }));
  } else {
    TRY(forEachItem(vm, other, [&](Value item) -> Result<bool> {
      TRY(setDiscardHashed(vm, set, item, TRY(hashOfElement(vm, item))));
      return false;
    }));
  }
  return setShrink(vm, setCell(set));
}

Result<Ref> setDifference(Vm& vm, TypeId type, Value set, Value other) {
  bool isTable = isAnySet(other) || isExactly(other, TypeId::kDict);
  uint32_t otherLength = !isTable ? 0 : isAnySet(other) ? setLength(other) : dictLength(other);
  if (!isTable || setLength(set) >> 2 > otherLength) {
    Ref copy = TRY(setCopy(vm, type, set));
    TRY(setRemoveAll(vm, copy, other));
    return copy;
  }
  Ref result = emptySet(type);
  TRY(forEachElement(vm, set, [&](Value item, int64_t hash) -> Result<bool> {
    bool there = isAnySet(other) ? TRY(setContainsHashed(vm, other, item, hash)) : bool(TRY(dictGetHashed(vm, other, item, hash)));
    if (!there) TRY(setAddHashed(vm, result, item, hash));
    return false;
  }));
  return result;
}

Result<void> setToggleAll(Vm& vm, Value set, Value other) {
  if (set == other) {
    setClear(set);
    return {};
  }
  auto toggle = [&](Value item, int64_t hash) -> Result<bool> {
    if (!TRY(setDiscardHashed(vm, set, item, hash))) TRY(setAddHashed(vm, set, item, hash));
    return false;
  };
  if (isExactly(other, TypeId::kDict)) return forEachKey(vm, other, toggle);
  if (isAnySet(other)) return forEachElement(vm, other, toggle);
  Ref elements = TRY(setFrom(vm, setBaseType(set), other));
  return forEachElement(vm, elements, toggle);
}

Result<Ref> setSymmetricDifference(Vm& vm, TypeId type, Value set, Value other) {
  Ref result = TRY(setFrom(vm, type, other));
  TRY(setToggleAll(vm, result, set));
  return result;
}

Result<bool> setIsSubset(Vm& vm, Value set, Value other) {
  if (!isAnySet(other)) {
    Ref common = TRY(setIntersection(vm, setBaseType(set), set, other));
    return setLength(common) == setLength(set);
  }
  if (setLength(set) > setLength(other)) return false;
  bool all = true;
  TRY(forEachElement(vm, set, [&](Value item, int64_t hash) -> Result<bool> { return !(all = TRY(setContainsHashed(vm, other, item, hash))); }));
  return all;
}

Result<bool> setIsSuperset(Vm& vm, Value set, Value other) {
  if (isAnySet(other)) return setIsSubset(vm, other, set);
  bool all = true;
  TRY(forEachItem(vm, other, [&](Value item) -> Result<bool> { return !(all = TRY(setContains(vm, set, item))); }));
  return all;
}

Result<bool> setIsDisjoint(Vm& vm, Value set, Value other) {
  if (set == other) return setLength(set) == 0;
  bool common = false;
  if (isExactly(other, TypeId::kSet) || isExactly(other, TypeId::kFrozenSet)) {
    bool swap = setLength(other) > setLength(set);
    Value looped = swap ? set : other, asked = swap ? other : set;
    TRY(forEachElement(vm, looped, [&](Value item, int64_t hash) -> Result<bool> { return common = TRY(setContainsHashed(vm, asked, item, hash)); }));
  } else {
    TRY(forEachItem(vm, other, [&](Value item) -> Result<bool> {
      return common = TRY(setContainsHashed(vm, set, item, TRY(hashOfElement(vm, item))));
    }));
  }
  return !common;
}

}  // namespace vitrine
