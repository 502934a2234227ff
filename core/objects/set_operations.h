// Set algebra on sets and any iterables, as C++ code, the methods and dict views use it. Arbitrary iterables are iterated
// nested. CPython: Objects/setobject.c; the order in which elements are looked up and added is part of the contract (R7).
#pragma once

#include "objects/set.h"

namespace vitrine {

/// hash(key) with 3.14's message for what cannot be a set element.
Result<int64_t> hashOfElement(Vm& vm, Value key);
/// The same for a key that is only looked up: a set has the hash of the equal frozenset.
Result<int64_t> hashOfSought(Vm& vm, Value key);
/// hash(frozenset(set)).
int64_t frozenHash(Value set);
/// A new empty object of any set type (set, frozenset or a class derived from them).
Result<Ref> newSetOf(Vm& vm, TypeCell* type);
/// The builtin type that results of operators on `set` have.
inline TypeId setBaseType(Value set) { return isInstance(set, TypeId::kSet) ? TypeId::kSet : TypeId::kFrozenSet; }
/// Whether the elements of `iterable` can be had without running Python code: sets, and what iterates natively.
bool givesElementsNatively(Value iterable);

/// set - other, in place: removes what `other` gives.
Result<void> setRemoveAll(Vm& vm, Value set, Value other);
/// set ^ other, in place.
Result<void> setToggleAll(Vm& vm, Value set, Value other);
/// A new object of `type` with the elements of `set` that `other` gives too.
Result<Ref> setIntersection(Vm& vm, TypeId type, Value set, Value other);
/// A new object of `type` with the elements of `set` that `other` does not give.
Result<Ref> setDifference(Vm& vm, TypeId type, Value set, Value other);
/// A new object of `type`: other ^ set.
Result<Ref> setSymmetricDifference(Vm& vm, TypeId type, Value set, Value other);
/// A copy of a set as a new object of `type`, with CPython's layout of the table.
Result<Ref> setCopy(Vm& vm, TypeId type, Value set);
Result<bool> setIsSubset(Vm& vm, Value set, Value other);  // of a set or any iterable
Result<bool> setIsSuperset(Vm& vm, Value set, Value other);
Result<bool> setIsDisjoint(Vm& vm, Value set, Value other);
/// The elements of any iterable into an existing set, presized and laid out as CPython does for sets and dicts.
Result<void> setMergeSet(Vm& vm, Value set, Value otherSet);
/// Adds `item` to `result` where `set` has it; whether all elements of `set` are in `result` then.
Result<bool> setAddCommon(Vm& vm, Value result, Value set, Value item);

}  // namespace vitrine
