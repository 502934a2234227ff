// dict: CPython's compact dict: an index table with its probing, entries in insertion order (R7).
#pragma once

#include "objects/runtime.h"

namespace vitrine {

struct DictEntry {
  int64_t hash;
  Value key, value;  // NULL key: deleted
};

struct DictCell : Cell {
  uint32_t used;      // live entries
  Offset table;       // buffer: DictTable header, index bytes, entries (dict.cpp); 0 when empty
  uint32_t version;   // changes with every structural or value change of a namespace (inline caches of globals)
  uint32_t reserved;
};

Ref newDict();
Result<Ref> newDictPresized(Vm& vm, uint32_t entries);
/// Borrowed value or NULL; may run __hash__ and __eq__.
Result<Value> dictGet(Vm& vm, Value dict, Value key);
Result<void> dictSet(Vm& vm, Value dict, Value key, Value value);
/// Removes; false if it was not there. Raises only what hashing and comparing raise.
Result<bool> dictDelete(Vm& vm, Value dict, Value key);
/// For str keys (namespaces): never runs Python as long as all keys are exact strs. Borrowed or NULL.
Value dictGetName(Value dict, Value name);
Result<void> dictSetName(Vm& vm, Value dict, Value name, Value value);
bool dictDeleteName(Value dict, Value name);
/// The slot index of `name` in the entries, -1 if absent: what inline caches of globals remember with `version`.
int32_t dictFindName(Value dict, Value name);
DictEntry* dictEntries(DictCell* dict, uint32_t* countWithDeleted);
/// Iterates live entries: position starts at 0; false at the end. Borrowed.
bool dictNext(Value dict, uint32_t* position, Value* key, Value* value, int64_t* hash = nullptr);
Result<Ref> dictCopy(Vm& vm, Value dict);
/// dict.update(other): mappings and iterables of pairs. `overrideExisting` false: keep (setdefault each).
Result<void> dictMerge(Vm& vm, Value dict, Value other, bool overrideExisting = true);
void dictClear(Value dict);
inline uint32_t dictLength(Value dict) { return cellOf<DictCell>(dict)->used; }

}  // namespace vitrine
