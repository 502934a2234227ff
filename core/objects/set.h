// set and frozenset: CPython's open addressing with linear probes, so iteration orders agree (R7).
//
//   SetCell | fill (live + deleted) | used | mask | table -> | key, hash | key, hash | ...  mask + 1 of them
//
// Storage is in set_table.cpp, operations in set_operations.cpp, methods and types in set_methods.cpp.
#pragma once

#include "heap/layout.h"
#include "objects/runtime.h"
#include "objects/sequence.h"

namespace vitrine {

struct SetEntry {
  Value key;  // NULL: never used; token: deleted
  int64_t hash;
};

struct SetCell : Cell {
  uint32_t fill, used, mask;
  Offset table;   // SetEntry[mask + 1]
  int64_t hash;   // frozenset: -1 not computed
  uint32_t finger, reserved;
};

Ref newSet();
Ref newFrozenSet();
Result<bool> setContains(Vm& vm, Value set, Value key);
Result<void> setAdd(Vm& vm, Value set, Value key);
Result<bool> setDiscard(Vm& vm, Value set, Value key);
Result<void> setUpdate(Vm& vm, Value set, Value iterable);
bool setNext(Value set, uint32_t* position, Value* key, int64_t* hash = nullptr);
inline uint32_t setLength(Value set) { return cellOf<SetCell>(set)->used; }

// With a hash that is known already.
Result<bool> setContainsHashed(Vm& vm, Value set, Value key, int64_t hash);
Result<void> setAddHashed(Vm& vm, Value set, Value key, int64_t hash);
Result<bool> setDiscardHashed(Vm& vm, Value set, Value key, int64_t hash);
/// The same where no Python code is needed to tell, else kUnknown.
QuickAnswer setQuickContains(Value set, Value key, int64_t hash);
/// Empties the set.
void setClear(Value set);
/// Removes an arbitrary element (set.pop); NULL Ref is impossible: the set must not be empty.
Ref setPop(Value set);
/// A new set (of exact type set or frozenset) with the elements of any iterable.
Result<Ref> setFrom(Vm& vm, TypeId type, Value iterable);
/// The allocated size of the table: 0 where the small table of CPython's struct would serve (for __sizeof__).
uint32_t setTableSize(Value set);

void traverseSet(Cell* cell, Visitor& visitor);
void dropSet(Cell* cell);
void clearSet(Cell* cell);

}  // namespace vitrine
