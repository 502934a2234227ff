// The operations on dicts that C++ code uses: names, items, copies, merging. CPython: Objects/dictobject.c. See dict.h.
#include "objects/dict.h"

#include <cstring>

#include "objects/allocate.h"
#include "objects/dict_table.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/sequence.h"
#include "objects/tuple.h"

namespace vitrine {

Ref newDict() {
  auto* dict = makeCell<DictCell>(TypeId::kDict);
  touch(dict);
  return Ref::steal(dict);
}

Result<Ref> newDictPresized(Vm& vm, uint32_t entries) {
  constexpr uint32_t kMaxPresize = 128 * 1024;
  Ref dict = newDict();
  if (entries > dictUsable(DictTable::kSmallestLog))
    TRY(dictRebuild(vm, dict.as<DictCell>(), entries > kMaxPresize ? 17 : dictLogForEntries(entries)));
  return dict;
}

namespace {

/// The name as messages of %T show it: with module, unless that is builtins or __main__.
std::string qualifiedTypeName(Value value) {
  TypeCell* type = typeOf(value);
  if (!(type->flags & kTypeHeap)) return typeName(value);
  std::string name = textOf(Value::reference(type->qualName));
  Value module = lookupOnType(type, nameOf(Name::kModule));
  if (!module || !isStr(module) || equalsAscii(cellOf<StrCell>(module), "__main__")) return name;
  return textOf(module) + "." + name;
}

}  // namespace

Result<int64_t> hashForUse(Vm& vm, Value key, const char* use) {
  int64_t quick;
  if (quickHash(key, &quick)) return quick;
  auto result = hash(vm, key);
  if (result.ok() || vm.abandoned || !vm.hasPending() || !isExactly(vm.pending(), TypeId::kTypeError)) return result;
  Ref error = vm.takePending();
  Ref text = TRY(str(vm, error));
  return vm.raise(TypeId::kTypeError, "cannot use '%s' as a %s (%s)", qualifiedTypeName(key).c_str(), use, utf8Of(text).c_str());
}

Result<int64_t> hashOfKey(Vm& vm, Value key) { return hashForUse(vm, key, "dict key"); }

Raised raiseKeyError(Vm& vm, Value key) { return vm.raiseWith(TypeId::kKeyError, key); }

// Names ------------------------------------------------------------------------------------------------------------

int32_t dictFindName(Value dict, Value name) {
  DictTable* table = tableOf(dictCell(dict));
  return table ? dictFindStr(table, name, hashOf(cellOf<StrCell>(name))) : -1;
}

Value dictGetName(Value dict, Value name) {
  DictTable* table = tableOf(dictCell(dict));
  if (!table) return Value();
  int32_t number = dictFindStr(table, name, hashOf(cellOf<StrCell>(name)));
  return number < 0 ? Value() : table->entries()[number].value;
}

namespace {

void replaceValue(DictCell* dict, int32_t number, Value value) {
  increment(value);
  Value old = std::exchange(tableOf(dict)->entries()[number].value, value);
  decrement(old);
}

}  // namespace

Result<void> dictSetName(Vm& vm, Value dict, Value name, Value value) {
  int32_t number = dictFindName(dict, name);
  if (number < 0) return dictInsertNew(vm, dictCell(dict), name, value, hashOf(cellOf<StrCell>(name)));
  replaceValue(dictCell(dict), number, value);
  return {};
}

bool dictDeleteName(Value dict, Value name) {
  int32_t number = dictFindName(dict, name);
  if (number < 0) return false;
  DictEntry entry = tableOf(dictCell(dict))->entries()[number];
  dictUnlink(dictCell(dict), number, entry.hash);
  decrement(entry.value);
  decrement(entry.key);
  return true;
}

// Any keys ---------------------------------------------------------------------------------------------------------

Result<Value> dictGetHashed(Vm& vm, Value dict, Value key, int64_t hash) {
  int32_t number = TRY(dictFind(vm, dict, key, hash));
  return number < 0 ? Value() : tableOf(dictCell(dict))->entries()[number].value;
}

Result<Value> dictGet(Vm& vm, Value dict, Value key) { return dictGetHashed(vm, dict, key, TRY(hashOfKey(vm, key))); }

Result<void> dictSetHashed(Vm& vm, Value dict, Value key, Value value, int64_t hash) {
  int32_t number = TRY(dictFind(vm, dict, key, hash));
  if (number < 0) return dictInsertNew(vm, dictCell(dict), key, value, hash);
  replaceValue(dictCell(dict), number, value);
  return {};
}

Result<void> dictSet(Vm& vm, Value dict, Value key, Value value) {
  return dictSetHashed(vm, dict, key, value, TRY(hashOfKey(vm, key)));
}

Result<Ref> dictTake(Vm& vm, Value dict, Value key) {
  int64_t hash = TRY(hashOfKey(vm, key));
  int32_t number = TRY(dictFind(vm, dict, key, hash));
  if (number < 0) return exhausted();
  DictEntry entry = tableOf(dictCell(dict))->entries()[number];
  dictUnlink(dictCell(dict), number, entry.hash);
  decrement(entry.key);
  return Ref::steal(entry.value);
}

Result<bool> dictDelete(Vm& vm, Value dict, Value key) { return !isExhausted(TRY(dictTake(vm, dict, key)).get()); }

Result<Value> dictSetDefault(Vm& vm, Value dict, Value key, Value value) {
  int64_t hash = TRY(hashOfKey(vm, key));
  int32_t number = TRY(dictFind(vm, dict, key, hash));
  if (number >= 0) return tableOf(dictCell(dict))->entries()[number].value;
  TRY(dictInsertNew(vm, dictCell(dict), key, value, hash));
  return value;
}

DictEntry* dictEntries(DictCell* dict, uint32_t* countWithDeleted) {
  DictTable* table = tableOf(dict);
  *countWithDeleted = table ? table->count : 0;
  return table ? table->entries() : nullptr;
}

bool dictNext(Value dict, uint32_t* position, Value* key, Value* value, int64_t* hash) {
  DictTable* table = tableOf(dictCell(dict));
  if (!table) return false;
  uint32_t at = *position;
  while (at < table->count && !table->entries()[at].key) ++at;
  *position = at + 1;
  if (at >= table->count) return false;
  const DictEntry& entry = table->entries()[at];
  if (key) *key = entry.key;
  if (value) *value = entry.value;
  if (hash) *hash = entry.hash;
  return true;
}

void dictClear(Value value) {
  auto* dict = dictCell(value);
  Offset buffer = std::exchange(dict->table, 0);
  dict->used = 0;
  if (!buffer) return;
  touch(dict);
  auto* table = at<DictTable>(buffer);
  for (uint32_t i = 0; i < table->count; ++i) {
    decrement(table->entries()[i].key);
    decrement(table->entries()[i].value);
  }
  freeBlock(buffer);
}

// Copying and merging ----------------------------------------------------------------------------------------------

namespace {

/// Takes over a copy of the other's table, deleted entries and all; the dict has none yet.
Result<void> cloneTable(Vm& vm, DictCell* dict, const DictCell* other) {
  DictTable* from = tableOf(other);
  size_t bytes = from->entriesAt + size_t(dictUsable(from->logSize)) * sizeof(DictEntry);
  Offset buffer = allocateBuffer(bytes);
  if (!buffer) return vm.raiseMemoryError();
  from = tableOf(other);
  std::memcpy(at<char>(buffer), static_cast<void*>(from), bytes);
  for (uint32_t i = 0; i < from->count; ++i) {
    increment(from->entries()[i].key);
    increment(from->entries()[i].value);
  }
  dict->table = buffer;
  dict->used = other->used;
  touch(dict);
  return {};
}

bool worthCloning(const DictCell* dict) { return dict->used >= uint64_t(tableOf(dict)->count) * 2 / 3; }

}  // namespace

Result<Ref> dictCopy(Vm& vm, Value dict) {
  Ref copy = newDict();
  if (dictLength(dict)) TRY(dictMerge(vm, copy, dict));
  return copy;
}

namespace {

Result<void> mergeDict(Vm& vm, Value target, Value other, bool overrideExisting) {
  auto *dict = dictCell(target), *source = dictCell(other);
  if (dict == source || !source->used) return {};
  if (!dict->used && worthCloning(source)) {
    dictClear(target);
    return cloneTable(vm, dict, source);
  }
  uint64_t wanted = uint64_t(dict->used) + source->used;
  if (!dict->table || tableOf(dict)->usable < source->used) {
    uint8_t log = dictLogForEntries(wanted);
    if (!dict->table || log > tableOf(dict)->logSize) TRY(dictRebuild(vm, dict, log));
  }
  Ref keep = Ref::share(other);
  uint32_t position = 0, count = tableOf(source)->count;
  Value key, value;
  int64_t hash;
  while (dictNext(other, &position, &key, &value, &hash)) {
    Ref keepKey = Ref::share(key), keepValue = Ref::share(value);
    int32_t number = TRY(dictFind(vm, target, key, hash));
    if (number < 0)
      TRY(dictInsertNew(vm, dict, key, value, hash));
    else if (overrideExisting)
      replaceValue(dict, number, value);
    if (!source->table || tableOf(source)->count != count) return vm.raise(TypeId::kRuntimeError, "dict mutated during update");
  }
  return {};
}

Result<void> setUnlessKept(Vm& vm, Value dict, Value key, Value value, bool overrideExisting) {
  if (overrideExisting) return dictSet(vm, dict, key, value);
  TRY(dictSetDefault(vm, dict, key, value));
  return {};
}

/// `method` is other.keys.
Result<void> mergeMapping(Vm& vm, Value dict, Value other, Value method, bool overrideExisting) {
  Ref keys = TRY(call(vm, method, {}));
  Ref iterator = TRY(iterate(vm, keys));
  for (;;) {
    Ref key = TRY(next(vm, iterator));
    if (isExhausted(key)) return {};
    if (!overrideExisting && TRY(dictGet(vm, dict, key))) continue;
    Ref value = TRY(getItem(vm, other, key));
    TRY(dictSet(vm, dict, key, value));
  }
}

/// TypeError "object is not iterable" with the note 3.14 adds to it.
Raised raiseBadPair(Vm& vm, int64_t number) {
  if (vm.abandoned || !vm.pendingIs(TypeId::kTypeError)) return Raised{};
  vm.clearPending();
  vm.raise(TypeId::kTypeError, "object is not iterable");
  Ref error = vm.takePending();
  Ref note = TRY(newStr(vm, "Cannot convert dictionary update sequence element #" + std::to_string(number) + " to a sequence"));
  Ref name = intern("add_note");
  Ref nothing = TRY(callMethod(vm, error, name, {note.get()}));
  return vm.raiseObject(error);
}

}  // namespace

Result<void> dictSetPair(Vm& vm, Value dict, Value pair, int64_t number, bool overrideExisting) {
  Ref items;
  if (isList(pair) || isTuple(pair)) {
    items = Ref::share(pair);
  } else {
    auto list = listFrom(vm, pair);
    if (!list.ok()) return typeOf(pair)->definesInPython(Dunder::kIter) ? Raised{} : raiseBadPair(vm, number);
    items = list.take();
  }
  if (itemsOf(items).size() != 2)
    return vm.raise(TypeId::kValueError, "dictionary update sequence element #%lld has length %zu; 2 is required", static_cast<long long>(number),
                    itemsOf(items).size());
  Ref key = Ref::share(itemsOf(items)[0]), value = Ref::share(itemsOf(items)[1]);
  return setUnlessKept(vm, dict, key, value, overrideExisting);
}

Result<void> dictMergePairs(Vm& vm, Value dict, Value iterable, bool overrideExisting) {
  Ref iterator = TRY(iterate(vm, iterable));
  for (int64_t number = 0;; ++number) {
    Ref pair = TRY(next(vm, iterator));
    if (isExhausted(pair)) return {};
    TRY(dictSetPair(vm, dict, pair, number, overrideExisting));
  }
}

bool mergesAsDict(Value other) {
  return isDict(other) && !typeOf(other)->definesInPython(Dunder::kIter) &&
         lookupOnType(typeOf(other), nameOf(Name::kKeys)) == lookupOnType(typeCell(TypeId::kDict), nameOf(Name::kKeys));
}

Result<void> dictMerge(Vm& vm, Value dict, Value other, bool overrideExisting) {
  if (mergesAsDict(other)) return mergeDict(vm, dict, other, overrideExisting);
  Ref found = TRY(findAttribute(vm, other, nameOf(Name::kKeys)));
  if (isExhausted(found)) return dictMergePairs(vm, dict, other, overrideExisting);
  Ref method = TRY(getAttribute(vm, other, nameOf(Name::kKeys)));  // a second time, as dict_update_arg and dict_merge do
  return mergeMapping(vm, dict, other, method, overrideExisting);
}

Result<void> dictMergeMapping(Vm& vm, Value dict, Value mapping) {
  if (mergesAsDict(mapping)) return mergeDict(vm, dict, mapping, true);
  Ref method = TRY(findAttribute(vm, mapping, nameOf(Name::kKeys)));
  if (isExhausted(method)) return vm.raiseTypeErrorFor("'%s' object is not a mapping", mapping);
  return mergeMapping(vm, dict, mapping, method, true);
}

void traverseDict(Cell* cell, Visitor& visitor) {
  uint32_t count;
  DictEntry* entries = dictEntries(static_cast<DictCell*>(cell), &count);
  for (uint32_t i = 0; i < count; ++i) {
    visitor.visitValue(entries[i].key);
    visitor.visitValue(entries[i].value);
  }
}
void dropDict(Cell* cell) { dictClear(valueOf(cell)); }
void clearDict(Cell* cell) { dictClear(valueOf(cell)); }

}  // namespace vitrine
