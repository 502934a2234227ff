// set and frozenset: CPython's open addressing with linear probes, so iteration orders agree (R7).
#pragma once

#include "objects/runtime.h"

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

}  // namespace vitrine
