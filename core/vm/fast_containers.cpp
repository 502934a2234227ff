// See fast_containers.h. The probing is that of objects/dict_table.cpp and set_table.cpp.
#include "vm/fast_containers.h"

#include "objects/dict_table.h"
#include "objects/sequence.h"
#include "objects/set.h"
#include "objects/text_search.h"

namespace vitrine::fast {

namespace {

/// Any key of a known hash.
DictEntry* findOther(DictTable* table, Value key, int64_t hash, bool* known) {
  for (DictProbe probe(hash, table->mask());; probe.step()) {
    int32_t index = table->index(probe.slot);
    if (index == DictTable::kEmpty) return nullptr;
    if (index < 0) continue;
    DictEntry& entry = table->entries()[index];
    if (entry.key == key) return &entry;
    if (entry.hash != hash) continue;
    QuickAnswer same = quickEqual(entry.key, key);
    if (same == QuickAnswer::kTrue) return &entry;
    if (same == QuickAnswer::kFalse) continue;
    *known = false;  // 1.0, True or something of the program's: compared properly
    return nullptr;
  }
}

/// The entry of a key; nullptr where it is absent, or where only Python can tell (`*known` false).
DictEntry* findEntry(Value dict, Value key, bool* known) {
  DictTable* table = tableOf(cellOf<DictCell>(dict));
  int64_t hash;
  if (!quickHash(key, &hash)) {
    *known = false;
    return nullptr;
  }
  if (!table) return nullptr;
  if (!table->strKeysOnly || !isExactly(key, TypeId::kStr)) return findOther(table, key, hash, known);
  int32_t index = dictFindStr(table, key, hash);
  return index < 0 ? nullptr : &table->entries()[index];
}

bool isInStr(Value text, Value part, bool* known) {
  auto *s = cellOf<StrCell>(text), *needle = cellOf<StrCell>(part);
  if (!isExactly(part, TypeId::kStr) || s->width != 1 || needle->width != 1) {
    *known = false;
    return false;
  }
  return findUnits(s->data, s->length, needle->data, needle->length) >= 0;
}

bool isAmong(std::span<const Value> items, Value wanted, bool* known) {
  for (Value item : items) {
    QuickAnswer same = quickEqual(item, wanted);
    if (same == QuickAnswer::kFalse) continue;
    *known = same == QuickAnswer::kTrue;
    return true;
  }
  return false;
}

}  // namespace

DictEntry* quickEntry(Value dict, Value key) {
  bool known = true;
  return findEntry(dict, key, &known);
}

bool containsQuickly(Value container, Value item, bool* out) {
  if (!container.isReference()) return false;
  Offset type = cellOf(container)->type;
  bool known = true;
  if (type == typeOffset(TypeId::kDict)) {
    *out = findEntry(container, item, &known) != nullptr;
  } else if (type == typeOffset(TypeId::kSet) || type == typeOffset(TypeId::kFrozenSet)) {
    int64_t hash;
    if (!quickHash(item, &hash)) return false;
    QuickAnswer there = setQuickContains(container, item, hash);
    *out = there == QuickAnswer::kTrue;
    known = there != QuickAnswer::kUnknown;
  } else if (type == typeOffset(TypeId::kStr)) {
    *out = isInStr(container, item, &known);
  } else if (type == typeOffset(TypeId::kTuple)) {
    *out = isAmong(tupleItems(container), item, &known);
  } else if (type == typeOffset(TypeId::kList)) {
    *out = isAmong(listItems(container), item, &known);
  } else {
    return false;
  }
  return known;
}

bool compareStrs(Value a, Value b, uint32_t operand, bool* out) {
  if (!isExactly(a, TypeId::kStr) || !isExactly(b, TypeId::kStr)) return false;
  int order = compareStr(cellOf<StrCell>(a), cellOf<StrCell>(b));
  *out = kHolds >> (operand * 3 + uint32_t((order > 0) - (order < 0) + 1)) & 1;
  return true;
}

}  // namespace vitrine::fast
