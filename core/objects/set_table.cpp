// The table of a set: probing, growth and removal. CPython: Objects/setobject.c. See set.h.
//
// A set without elements may have no buffer yet; its mask is that of the smallest table all the same, since CPython's
// decisions about growth depend on it.
#include "objects/set_table.h"

#include "heap/heap.h"
#include "objects/allocate.h"
#include "objects/dict_table.h"
#include "objects/sequence.h"

namespace vitrine {
namespace {

constexpr uint32_t kLinearProbes = 9;
constexpr uint64_t kMaxSlots = uint64_t(1) << 26;

/// Walks the slots a hash may lie in: ten neighbours where they fit, then a jump by the perturbed hash.
class SetProbe {
 public:
  SetProbe(int64_t hash, uint32_t mask) : perturb_(uint64_t(hash)), start_(uint32_t(hash) & mask), mask_(mask) { enterRun(); }
  uint32_t slot() const { return slot_; }
  void step() {
    if (slot_ < last_) {
      ++slot_;
      return;
    }
    perturb_ >>= 5;
    start_ = uint32_t(uint64_t(start_) * 5 + 1 + perturb_) & mask_;
    enterRun();
  }

 private:
  void enterRun() {
    slot_ = start_;
    last_ = uint64_t(start_) + kLinearProbes <= mask_ ? start_ + kLinearProbes : start_;
  }
  uint64_t perturb_;
  uint32_t start_, mask_, slot_ = 0, last_ = 0;
};

Result<void> ensureTable(Vm& vm, SetCell* set) {
  if (set->table) return {};
  set->table = allocateBuffer(kSmallestSet * sizeof(SetEntry));
  return {};
}

/// Places a key that is known to be absent in a table without deleted entries; takes over the reference.
void insertClean(SetEntry* table, uint32_t mask, Value key, int64_t hash) {
  SetProbe probe(hash, mask);
  while (table[probe.slot()].key) probe.step();
  table[probe.slot()] = {key, hash};
}

enum class Match { kNo, kYes, kRestart };

/// Compares `key` with an entry whose hash is equal, perhaps in Python: the set may have changed then.
Result<Match> compareWithEntry(Vm& vm, SetCell* set, uint32_t slot, Value key) {
  Offset table = set->table;
  uint32_t mask = set->mask;
  Ref known = Ref::share(setEntries(set)[slot].key);
  bool same = TRY(equal(vm, known, key));
  if (set->table != table || set->mask != mask || setEntries(set)[slot].key != known.get()) return Match::kRestart;
  return same ? Match::kYes : Match::kNo;
}

/// One pass; `*slot` is the key's, else where it would go: the last deleted entry passed by, or the free one that ended the search.
Result<Match> searchOnce(Vm& vm, SetCell* set, Value key, int64_t hash, uint32_t* slot) {
  constexpr uint32_t kNone = UINT32_MAX;
  uint32_t deleted = kNone;
  for (SetProbe probe(hash, set->mask);; probe.step()) {
    const SetEntry& entry = setEntries(set)[*slot = probe.slot()];
    if (!entry.key) {
      if (deleted != kNone) *slot = deleted;
      return Match::kNo;
    }
    if (isDeleted(entry.key)) {
      deleted = *slot;
      continue;
    }
    if (entry.hash != hash) continue;
    QuickAnswer quick = quickEqual(entry.key, key);
    if (quick == QuickAnswer::kFalse) continue;
    if (quick == QuickAnswer::kTrue) return Match::kYes;
    Match match = TRY(compareWithEntry(vm, set, *slot, key));
    if (match != Match::kNo) return match;
  }
}

/// Whether the key is there; see searchOnce for `*slot`. The set has a table.
Result<bool> search(Vm& vm, SetCell* set, Value key, int64_t hash, uint32_t* slot) {
  Ref keepSet = Ref::share(set), keepKey = Ref::share(key);
  for (;;) {
    if (!set->table) TRY(ensureTable(vm, set));  // emptied by a comparison
    Match match = TRY(searchOnce(vm, set, key, hash, slot));
    if (match != Match::kRestart) return match == Match::kYes;
  }
}

}  // namespace

Result<void> setRebuild(Vm& vm, SetCell* set, uint64_t minimum) {
  uint64_t size = kSmallestSet;
  while (size <= minimum) size <<= 1;
  if (size == kSmallestSet && set->mask + 1 == kSmallestSet && set->fill == set->used) return {};
  if (size > kMaxSlots) return vm.raiseMemoryError();
  Offset buffer = allocateBuffer(size_t(size) * sizeof(SetEntry));
  if (!buffer) return vm.raiseMemoryError();
  if (set->table) {
    for (uint32_t i = 0; i <= set->mask; ++i) {
      const SetEntry& entry = setEntries(set)[i];
      if (isLive(entry.key)) insertClean(at<SetEntry>(buffer), uint32_t(size - 1), entry.key, entry.hash);
    }
    freeBlock(set->table);
  }
  set->table = buffer;
  set->mask = uint32_t(size - 1);
  set->fill = set->used;
  return {};
}

Result<void> setShrink(Vm& vm, SetCell* set) {
  if (set->fill - set->used <= set->mask / 4) return {};
  return setRebuild(vm, set, setGrowthFrom(set->used));
}

Result<void> setReserve(Vm& vm, SetCell* set, uint32_t more) {
  if ((uint64_t(set->fill) + more) * 5 < uint64_t(set->mask) * 3) return {};
  return setRebuild(vm, set, (uint64_t(set->used) + more) * 2);
}

Result<bool> setContainsHashed(Vm& vm, Value set, Value key, int64_t hash) {
  auto* cell = setCell(set);
  uint32_t slot;
  if (!cell->used) return false;
  return search(vm, cell, key, hash, &slot);
}

QuickAnswer setQuickContains(Value set, Value key, int64_t hash) {
  auto* cell = setCell(set);
  if (!cell->used || !cell->table) return QuickAnswer::kFalse;
  for (SetProbe probe(hash, cell->mask);; probe.step()) {
    const SetEntry& entry = setEntries(cell)[probe.slot()];
    if (!entry.key) return QuickAnswer::kFalse;
    if (entry.hash != hash || isDeleted(entry.key)) continue;
    QuickAnswer same = quickEqual(entry.key, key);
    if (same != QuickAnswer::kFalse) return same;
  }
}

Result<void> setAddHashed(Vm& vm, Value set, Value key, int64_t hash) {
  auto* cell = setCell(set);
  uint32_t slot;
  TRY(ensureTable(vm, cell));
  if (TRY(search(vm, cell, key, hash, &slot))) return {};
  bool reused = isDeleted(setEntries(cell)[slot].key);
  setEntries(cell)[slot] = {Ref::share(key).release(), hash};
  ++cell->used;
  if (reused) return {};
  ++cell->fill;
  if (uint64_t(cell->fill) * 5 < uint64_t(cell->mask) * 3) return {};
  return setRebuild(vm, cell, setGrowthFrom(cell->used));
}

Result<bool> setDiscardHashed(Vm& vm, Value set, Value key, int64_t hash) {
  auto* cell = setCell(set);
  uint32_t slot;
  if (!cell->used || !TRY(search(vm, cell, key, hash, &slot))) return false;
  Value old = std::exchange(setEntries(cell)[slot].key, deletedKey());
  setEntries(cell)[slot].hash = -1;
  --cell->used;
  decrement(old);
  return true;
}

bool setNext(Value set, uint32_t* position, Value* key, int64_t* hash) {
  auto* cell = setCell(set);
  if (!cell->table) return false;
  uint32_t at = *position;
  while (at <= cell->mask && !isLive(setEntries(cell)[at].key)) ++at;
  *position = at + 1;
  if (at > cell->mask) return false;
  *key = setEntries(cell)[at].key;
  if (hash) *hash = setEntries(cell)[at].hash;
  return true;
}

Ref setPop(Value set) {
  auto* cell = setCell(set);
  SetEntry* entries = setEntries(cell);
  uint32_t at = cell->finger & cell->mask;
  while (!isLive(entries[at].key)) at = at == cell->mask ? 0 : at + 1;
  Ref key = Ref::steal(std::exchange(entries[at].key, deletedKey()));
  entries[at].hash = -1;
  --cell->used;
  cell->finger = at + 1;
  return key;
}

void setClear(Value set) {
  auto* cell = setCell(set);
  Offset buffer = std::exchange(cell->table, 0);
  uint32_t slots = cell->mask + 1;
  cell->fill = cell->used = 0;
  cell->mask = kSmallestSet - 1;
  cell->hash = -1;
  if (!buffer) return;
  for (uint32_t i = 0; i < slots; ++i) decrement(at<SetEntry>(buffer)[i].key);
  freeBlock(buffer);
}

void setSwap(Value a, Value b) {
  auto *first = setCell(a), *second = setCell(b);
  std::swap(first->fill, second->fill);
  std::swap(first->used, second->used);
  std::swap(first->mask, second->mask);
  std::swap(first->table, second->table);
  first->hash = second->hash = -1;
}

uint32_t setTableSize(Value set) {
  uint32_t slots = setCell(set)->mask + 1;
  return slots == kSmallestSet ? 0 : slots * uint32_t(sizeof(SetEntry));
}

namespace {

/// The other's table entry by entry into a set that never had one.
Result<void> copyTable(Vm& vm, SetCell* set, SetCell* other) {
  TRY(ensureTable(vm, set));
  bool sameShape = set->mask == other->mask && other->fill == other->used;
  SetEntry* to = setEntries(set);
  for (uint32_t i = 0; i <= other->mask; ++i) {
    const SetEntry& entry = setEntries(other)[i];
    if (!isLive(entry.key)) continue;
    increment(entry.key);
    if (sameShape)
      to[i] = entry;
    else
      insertClean(to, set->mask, entry.key, entry.hash);
  }
  set->fill = set->used = other->used;
  return {};
}

}  // namespace

Result<void> setMergeSet(Vm& vm, Value set, Value otherSet) {
  auto *cell = setCell(set), *other = setCell(otherSet);
  if (cell == other || !other->used) return {};
  TRY(setReserve(vm, cell, other->used));
  if (cell->fill == 0) return copyTable(vm, cell, other);
  Ref keep = Ref::share(otherSet);
  uint32_t position = 0;
  Value key;
  int64_t hash;
  while (setNext(otherSet, &position, &key, &hash)) TRY(setAddHashed(vm, set, key, hash));
  return {};
}

void traverseSet(Cell* cell, Visitor& visitor) {
  auto* set = static_cast<SetCell*>(cell);
  for (uint32_t i = 0; set->table && i <= set->mask; ++i) visitor.visitValue(setEntries(set)[i].key);
}
void dropSet(Cell* cell) { setClear(valueOf(cell)); }
void clearSet(Cell* cell) { setClear(valueOf(cell)); }

}  // namespace vitrine
