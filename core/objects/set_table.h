// The inside of a set's table, for set*.cpp and the helpers of the prelude. See set.h for the picture.
#pragma once

#include "objects/set.h"

namespace vitrine {

constexpr uint32_t kSmallestSet = 8;

inline SetCell* setCell(Value v) { return cellOf<SetCell>(v); }
/// The entries; only where the set has a table.
inline SetEntry* setEntries(const SetCell* set) { return at<SetEntry>(set->table); }
/// What stands in the place of a removed key.
inline Value deletedKey() { return Value::token(0); }
inline bool isDeleted(Value key) { return key.isToken(); }
inline bool isLive(Value key) { return key && !key.isToken(); }
/// How many elements the table must have room for when it grows or is cleaned.
inline uint64_t setGrowthFrom(uint32_t used) { return used > 50000 ? uint64_t(used) * 2 : uint64_t(used) * 4; }

/// A new table for more than `minimum` entries, without deleted ones.
Result<void> setRebuild(Vm& vm, SetCell* set, uint64_t minimum);
/// Makes room for `more` elements at once, where that is wanted.
Result<void> setReserve(Vm& vm, SetCell* set, uint32_t more);
/// Cleans the table where more than a quarter of it are deleted entries.
Result<void> setShrink(Vm& vm, SetCell* set);
/// Exchanges the contents of two sets.
void setSwap(Value a, Value b);

}  // namespace vitrine
