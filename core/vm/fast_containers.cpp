// See fast_containers.h. The probing is that of objects/dict_table.cpp.
#include "vm/fast_containers.h"

#include "objects/dict_table.h"

namespace vitrine::fast {

namespace {

DictEntry* findInt(DictTable* table, Value key) {
  int64_t number = key.asInt(), hash = number == -1 ? -2 : number;
  for (DictProbe probe(hash, table->mask());; probe.step()) {
    int32_t index = table->index(probe.slot);
    if (index == DictTable::kEmpty) return nullptr;
    if (index < 0) continue;
    DictEntry& entry = table->entries()[index];
    if (entry.key == key) return &entry;
    if (entry.hash == hash && !entry.key.isInt()) return nullptr;  // 1.0, True or something of the program's: compared properly
  }
}

}  // namespace

DictEntry* quickEntry(Value dict, Value key) {
  DictTable* table = tableOf(cellOf<DictCell>(dict));
  if (!table) return nullptr;
  if (key.isInt()) return findInt(table, key);
  if (!isExactly(key, TypeId::kStr) || !table->strKeysOnly) return nullptr;
  int32_t index = dictFindStr(table, key, hashOf(cellOf<StrCell>(key)));
  return index < 0 ? nullptr : &table->entries()[index];
}

}  // namespace vitrine::fast
