// The table behind a dict, as CPython's PyDictKeysObject: header, index, entries, all in one buffer.
//
//   | logSize usable count | index 0 .. 2**logSize - 1 (int8, int16 or int32) | entry 0 .. |
//
// An index is an entry's number, kEmpty or kDummy (was an entry). Entries stand in insertion order; a deleted one has a
// NULL key. Internal to dict*.cpp.
#pragma once

#include "objects/dict.h"
#include "objects/str.h"

namespace vitrine {

struct DictTable {
  static constexpr int32_t kEmpty = -1, kDummy = -2;
  static constexpr uint8_t kSmallestLog = 3;

  uint8_t logSize;
  uint8_t widthLog;    // log2 of the bytes of an index
  uint8_t strKeysOnly; // every key is an exact str: looking one up never runs Python
  uint8_t reserved;
  uint32_t usable;     // entries that may still be added before it must grow
  uint32_t count;      // entries, deleted ones among them
  uint32_t entriesAt;  // offset of entry 0 from here

  uint32_t mask() const { return (uint32_t(1) << logSize) - 1; }
  void* indexBytes() { return this + 1; }
  DictEntry* entries() { return reinterpret_cast<DictEntry*>(reinterpret_cast<char*>(this) + entriesAt); }
  int32_t index(uint32_t slot) {
    if (widthLog == 0) return static_cast<int8_t*>(indexBytes())[slot];
    if (widthLog == 1) return static_cast<int16_t*>(indexBytes())[slot];
    return static_cast<int32_t*>(indexBytes())[slot];
  }
  void setIndex(uint32_t slot, int32_t value) {
    if (widthLog == 0)
      static_cast<int8_t*>(indexBytes())[slot] = int8_t(value);
    else if (widthLog == 1)
      static_cast<int16_t*>(indexBytes())[slot] = int16_t(value);
    else
      static_cast<int32_t*>(indexBytes())[slot] = value;
  }
};
static_assert(sizeof(DictTable) == 16);

/// Walks the slots that a hash may lie in (CPython: perturbation by the hash's upper bits).
struct DictProbe {
  uint64_t perturb;
  uint32_t slot, mask;
  DictProbe(int64_t hash, uint32_t mask) : perturb(uint64_t(hash)), slot(uint32_t(hash) & mask), mask(mask) {}
  void step() {
    perturb >>= 5;
    slot = uint32_t(uint64_t(slot) * 5 + perturb + 1) & mask;
  }
};

inline DictCell* dictCell(Value v) { return cellOf<DictCell>(v); }
inline DictTable* tableOf(const DictCell* dict) { return dict->table ? at<DictTable>(dict->table) : nullptr; }
inline void touch(DictCell* dict) { dict->version = ++root().nextDictVersion; }

/// How many entries a table of 2**log slots may hold.
inline uint32_t dictUsable(uint32_t log) { return uint32_t((uint64_t(1) << log) * 2 / 3); }
/// The log for at least `slots` slots; for `entries` entries to come.
uint8_t dictLogFor(uint64_t slots);
uint8_t dictLogForEntries(uint64_t entries);

/// The entry of an exact str, -1 if absent; runs no Python (keys that are no strs are passed by).
int32_t dictFindStr(DictTable* table, Value key, int64_t hash);
/// The entry of any key, -1 if absent. May run __eq__: the table may be another one afterwards.
Result<int32_t> dictFind(Vm& vm, Value dict, Value key, int64_t hash);
/// Rebuilds the table with 2**log slots without deleted entries.
Result<void> dictRebuild(Vm& vm, DictCell* dict, uint8_t log);
/// Adds an entry for a key that is absent.
Result<void> dictInsertNew(Vm& vm, DictCell* dict, Value key, Value value, int64_t hash);
/// hash(key) for a "dict key" or a "set element": 3.14 says so where it cannot be hashed.
Result<int64_t> hashForUse(Vm& vm, Value key, const char* use);
/// Whether `other` is a dict whose keys are those of the table (no __iter__ or keys() of its own).
bool mergesAsDict(Value other);
/// One element of what dict.update() takes; `number` is for the message.
Result<void> dictSetPair(Vm& vm, Value dict, Value pair, int64_t number, bool overrideExisting);
/// Takes entry `number` out; the caller owns key and value afterwards.
void dictUnlink(DictCell* dict, int32_t number, int64_t hash);

}  // namespace vitrine
