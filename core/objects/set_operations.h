// Set algebra on sets and any iterables, as C++ code and dict views use it. Arbitrary iterables are iterated nested.
#pragma once

#include "objects/set.h"

namespace vitrine {

/// set - other, in place: removes what `other` gives.
Result<void> setRemoveAll(Vm& vm, Value set, Value other);
/// set ^ other, in place.
Result<void> setToggleAll(Vm& vm, Value set, Value other);
/// A new object of `type` with the elements of `set` that `other` gives too.
Result<Ref> setIntersection(Vm& vm, TypeId type, Value set, Value other);
/// A new object of `type` with the elements of `set` that `other` does not give.
Result<Ref> setDifference(Vm& vm, TypeId type, Value set, Value other);
/// A copy of a set as a new object of `type`, with CPython's layout of the table.
Result<Ref> setCopy(Vm& vm, TypeId type, Value set);
Result<bool> setIsSubset(Vm& vm, Value set, Value other);  // of a set
Result<bool> setIsDisjoint(Vm& vm, Value set, Value other);
/// The elements of any iterable into an existing set, presized and laid out as CPython does for sets and dicts.
Result<void> setMergeSet(Vm& vm, Value set, Value otherSet);

}  // namespace vitrine
