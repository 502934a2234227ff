// Probing, growing and shrinking. CPython: Objects/dictobject.c, lookdict and insertdict. See dict_table.h.
#include "objects/dict_table.h"

#include <cstring>

#include "heap/heap.h"
#include "objects/sequence.h"

namespace vitrine {

uint8_t dictLogFor(uint64_t slots) {
  uint8_t log = DictTable::kSmallestLog;
  while ((uint64_t(1) << log) < slots) ++log;
  return log;
}

uint8_t dictLogForEntries(uint64_t entries) { return dictLogFor((entries * 3 + 1) / 2); }

namespace {

bool sameStr(Value known, Value key, int64_t hash, const DictEntry& entry) {
  return known == key || (entry.hash == hash && known.isReference() && isStr(known) && equalStr(cellOf<StrCell>(known), cellOf<StrCell>(key)));
}

template <class Int>
int32_t findStr(DictTable* table, Value key, int64_t hash) {
  const Int* index = static_cast<const Int*>(table->indexBytes());
  const DictEntry* entries = table->entries();
  for (DictProbe probe(hash, table->mask());; probe.step()) {
    int32_t number = index[probe.slot];
    if (number >= 0) {
      if (sameStr(entries[number].key, key, hash, entries[number])) return number;
    } else if (number == DictTable::kEmpty) {
      return -1;
    }
  }
}

}  // namespace

int32_t dictFindStr(DictTable* table, Value key, int64_t hash) {
  if (table->widthLog == 0) return findStr<int8_t>(table, key, hash);
  if (table->widthLog == 1) return findStr<int16_t>(table, key, hash);
  return findStr<int32_t>(table, key, hash);
}

namespace {

enum class Match { kNo, kYes, kRestart };

/// Compares `key` with an entry whose hash is equal, perhaps in Python: the dict may have changed then.
Result<Match> compareWithEntry(Vm& vm, DictCell* dict, int32_t number, Value key) {
  Offset table = dict->table;
  uint8_t log = tableOf(dict)->logSize;
  Ref known = Ref::share(tableOf(dict)->entries()[number].key);
  bool same = TRY(equal(vm, known, key));
  if (dict->table != table || tableOf(dict)->logSize != log || tableOf(dict)->entries()[number].key != known.get()) return Match::kRestart;
  return same ? Match::kYes : Match::kNo;
}

/// One pass over the slots; kRestart where Python code has changed the dict meanwhile.
Result<Match> searchOnce(Vm& vm, DictCell* dict, Value key, int64_t hash, int32_t* found) {
  DictTable* table = tableOf(dict);
  if (!table) return Match::kNo;
  for (DictProbe probe(hash, table->mask());; probe.step()) {
    int32_t number = table->index(probe.slot);
    if (number == DictTable::kEmpty) return Match::kNo;
    if (number < 0) continue;
    const DictEntry& entry = table->entries()[number];
    Match match = Match::kNo;
    if (entry.key == key) {
      match = Match::kYes;
    } else if (entry.hash == hash) {
      QuickAnswer quick = quickEqual(entry.key, key);
      match = quick == QuickAnswer::kTrue ? Match::kYes : quick == QuickAnswer::kFalse ? Match::kNo : TRY(compareWithEntry(vm, dict, number, key));
    }
    if (match == Match::kNo) continue;
    *found = number;
    return match;
  }
}

}  // namespace

Result<int32_t> dictFind(Vm& vm, Value value, Value key, int64_t hash) {
  auto* dict = dictCell(value);
  DictTable* table = tableOf(dict);
  if (!table) return -1;
  if (table->strKeysOnly && isExactly(key, TypeId::kStr)) return dictFindStr(table, key, hash);
  Ref keepDict = Ref::share(value), keepKey = Ref::share(key);
  for (;;) {
    int32_t found = -1;
    Match match = TRY(searchOnce(vm, dict, key, hash, &found));
    if (match == Match::kNo) return -1;
    if (match == Match::kYes) return found;
  }
}

Result<void> dictRebuild(Vm& vm, DictCell* dict, uint8_t log) {
  uint8_t widthLog = log < 8 ? 0 : log < 16 ? 1 : 2;
  size_t indexBytes = (size_t(1) << log) << widthLog;
  uint32_t usable = dictUsable(log);
  size_t bytes = sizeof(DictTable) + indexBytes + size_t(usable) * sizeof(DictEntry);
  if (log > 27) return vm.raiseMemoryError();
  Offset buffer = allocateBuffer(bytes);
  if (!buffer) return vm.raiseMemoryError();
  DictTable *table = at<DictTable>(buffer), *old = tableOf(dict);
  *table = {log, widthLog, old ? old->strKeysOnly : uint8_t(1), 0, usable - dict->used, dict->used, uint32_t(sizeof(DictTable) + indexBytes)};
  std::memset(table->indexBytes(), 0xFF, indexBytes);
  DictEntry* to = table->entries();
  for (uint32_t from = 0, number = 0; old && from < old->count; ++from) {
    const DictEntry& entry = old->entries()[from];
    if (!entry.key) continue;
    DictProbe probe(entry.hash, table->mask());
    while (table->index(probe.slot) >= 0) probe.step();
    table->setIndex(probe.slot, int32_t(number));
    to[number++] = entry;
  }
  if (dict->table) freeBlock(dict->table);
  dict->table = buffer;
  touch(dict);
  return {};
}

Result<void> dictInsertNew(Vm& vm, DictCell* dict, Value key, Value value, int64_t hash) {
  DictTable* table = tableOf(dict);
  if (!table || table->usable == 0) {
    TRY(dictRebuild(vm, dict, table ? dictLogFor(uint64_t(dict->used) * 3) : DictTable::kSmallestLog));
    table = tableOf(dict);
  }
  DictProbe probe(hash, table->mask());
  while (table->index(probe.slot) >= 0) probe.step();
  table->setIndex(probe.slot, int32_t(table->count));
  increment(key);
  increment(value);
  table->entries()[table->count++] = {hash, key, value};
  --table->usable;
  ++dict->used;
  if (table->strKeysOnly && !isExactly(key, TypeId::kStr)) table->strKeysOnly = 0;
  touch(dict);
  return {};
}

void dictUnlink(DictCell* dict, int32_t number, int64_t hash) {
  DictTable* table = tableOf(dict);
  DictProbe probe(hash, table->mask());
  while (table->index(probe.slot) != number) probe.step();
  table->setIndex(probe.slot, DictTable::kDummy);
  table->entries()[number].key = table->entries()[number].value = Value();
  --dict->used;
  touch(dict);
}

}  // namespace vitrine
