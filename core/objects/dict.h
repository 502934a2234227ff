// dict: CPython's compact dict: an index table with its probing, entries in insertion order (R7).
//
//   DictCell | used | table -> | DictTable | index: 2**logSize of int8/int16/int32 | entries: usable of them, in order |
//
// `version`: a number that no other dict has or had, replaced whenever a key goes in or out or the entries move (insert,
// delete, clear, resize), but not when an existing key's value is replaced. So an inline cache of a global remembers
// (version, entry index from dictFindName) and, while the version is the same, reads the value from
// dictEntries(...)[index] anew. Look next at dict_table.cpp (probing), dict.cpp (operations), dict_methods.cpp, dict_views.cpp.
#pragma once

#include "heap/layout.h"
#include "objects/runtime.h"

namespace vitrine {

struct DictEntry {
  int64_t hash;
  Value key, value;  // NULL key: deleted
};

struct DictCell : Cell {
  uint32_t used;      // live entries
  Offset table;       // buffer: DictTable header, index bytes, entries (dict_table.h); 0 when empty
  uint32_t version;   // see above; unique in the machine
  uint32_t reserved;
};

Ref newDict();
Result<Ref> newDictPresized(Vm& vm, uint32_t entries);
/// Borrowed value or NULL; may run __hash__ and __eq__.
Result<Value> dictGet(Vm& vm, Value dict, Value key);
Result<void> dictSet(Vm& vm, Value dict, Value key, Value value);
/// Removes; false if it was not there. Raises only what hashing and comparing raise.
Result<bool> dictDelete(Vm& vm, Value dict, Value key);
/// For str keys (namespaces): never runs Python. Borrowed or NULL. (Keys that are no strs are passed by.)
Value dictGetName(Value dict, Value name);
Result<void> dictSetName(Vm& vm, Value dict, Value name, Value value);
bool dictDeleteName(Value dict, Value name);
/// The slot index of `name` in the entries, -1 if absent: what inline caches of globals remember with `version`.
int32_t dictFindName(Value dict, Value name);
/// The entries, deleted ones (NULL key) among them; nullptr where there never was one.
DictEntry* dictEntries(DictCell* dict, uint32_t* countWithDeleted);
/// Iterates live entries: position starts at 0; false at the end. Borrowed.
bool dictNext(Value dict, uint32_t* position, Value* key, Value* value, int64_t* hash = nullptr);
Result<Ref> dictCopy(Vm& vm, Value dict);
/// dict.update(other): mappings and iterables of pairs. `overrideExisting` false: keep (setdefault each).
Result<void> dictMerge(Vm& vm, Value dict, Value other, bool overrideExisting = true);
/// What `{**mapping}` does: `keys` is looked up once; TypeError where there is none.
Result<void> dictMergeMapping(Vm& vm, Value dict, Value mapping);
void dictClear(Value dict);
inline uint32_t dictLength(Value dict) { return cellOf<DictCell>(dict)->used; }

// With a hash that is known already.
Result<Value> dictGetHashed(Vm& vm, Value dict, Value key, int64_t hash);
Result<void> dictSetHashed(Vm& vm, Value dict, Value key, Value value, int64_t hash);
/// The value taken out, or NULL in the Ref's place as exhausted() where the key is absent.
Result<Ref> dictTake(Vm& vm, Value dict, Value key);
/// The value of `key`, after setting it to `value` where it was absent; `*inserted` says which. Borrowed.
Result<Value> dictSetDefault(Vm& vm, Value dict, Value key, Value value);
/// hash(key), from the str's cache where it is one.
Result<int64_t> hashOfKey(Vm& vm, Value key);
/// KeyError(key).
Raised raiseKeyError(Vm& vm, Value key);
/// The pairs of an iterable of pairs (not a mapping), with dict.update's messages.
Result<void> dictMergePairs(Vm& vm, Value dict, Value iterable, bool overrideExisting);
/// A view on a dict; `type` is kDictKeys, kDictValues or kDictItems.
Ref newDictView(TypeId type, Value dict);
/// An iterator over a dict; `type` is one of the six dict iterators.
Ref newDictIterator(TypeId type, Value dict);
Result<Ref> reprDict(Vm& vm, Value dict);

void traverseDict(Cell* cell, Visitor& visitor);
void dropDict(Cell* cell);
void clearDict(Cell* cell);

}  // namespace vitrine
