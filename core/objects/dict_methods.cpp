// Methods and operators of dict. CPython: Objects/dictobject.c; messages are 3.14's. See dict.h.
#include "objects/allocate.h"
#include "objects/dict_table.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/repr_guard.h"
#include "objects/sequence.h"

namespace vitrine {
namespace {

// Making and updating ----------------------------------------------------------------------------------------------

Result<Ref> createDict(Vm& vm, Args args) {
  Ref dict = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  touch(dict.as<DictCell>());
  return dict;
}

/// The keywords of a raw call as a dict.
Result<void> mergeKeywords(Vm& vm, Value dict, Args args) {
  for (uint32_t i = 0; i < args.keywordCount(); ++i)
    TRY(dictSetName(vm, dict, tupleItems(args.keywordNames)[i], args.values[args.count + i]));
  return {};
}

/// dict.__init__ and dict.update: at most one mapping or iterable, then keywords.
Result<Ref> updateWith(Vm& vm, const char* function, Args args) {
  TRY(checkArgumentCount(vm, function, args, 0, 1));
  Value self = args[0];
  if (args.count > 1) {
    Value other = args[1];
    bool asDict = mergesAsDict(other), mapping = false;
    if (!asDict && !(mapping = !isExhausted(TRY(findAttribute(vm, other, nameOf(Name::kKeys))).get())) && iteratesNatively(other)) {
      TRY(dictMergePairs(vm, self, other, true));
    } else if (asDict) {
      TRY(dictMerge(vm, self, other));
    } else {
      Ref keywords = newDict();
      TRY(mergeKeywords(vm, keywords, args));
      return tailCallPrelude(vm, "dict_update", {self, other, Value::boolean(mapping), keywords});
    }
  }
  TRY(mergeKeywords(vm, self, args));
  return noneRef();
}

Result<Ref> initializeDict(Vm& vm, Args args) { return updateWith(vm, "dict", args); }
Result<Ref> update(Vm& vm, Args args) { return updateWith(vm, "update", args); }

Result<Ref> fromKeys(Vm& vm, Args args) {
  Value value = args[2] ? args[2] : none();
  if (args[0] != valueOf(typeCell(TypeId::kDict)) || !iteratesNatively(args[1]))
    return tailCallPrelude(vm, "dict_fromkeys", {args[0], args[1], value});
  Ref dict = newDict(), iterator = TRY(iterate(vm, args[1]));
  for (;;) {
    Ref key = TRY(next(vm, iterator));
    if (isExhausted(key)) return dict;
    TRY(dictSet(vm, dict, key, value));
  }
}

// Items ------------------------------------------------------------------------------------------------------------

Result<Ref> missing(Vm& vm, Value self, Value key) {
  if (!isExactly(self, TypeId::kDict)) {
    bool found = false;
    auto result = callDunder(vm, self, Dunder::kMissing, {key}, &found);
    if (found || !result.ok()) return result;
  }
  return raiseKeyError(vm, key);
}

Result<Ref> dictGetItem(Vm& vm, Value self, Value key) {
  Value value = TRY(dictGet(vm, self, key));
  if (!value) return missing(vm, self, key);
  return Ref::share(value);
}

Result<void> dictSetItem(Vm& vm, Value self, Value key, Value value) {
  if (value) return dictSet(vm, self, key, value);
  if (!TRY(dictDelete(vm, self, key))) return raiseKeyError(vm, key);
  return {};
}

Result<bool> dictContains(Vm& vm, Value self, Value key) { return bool(TRY(dictGet(vm, self, key))); }

Result<Ref> get(Vm& vm, Args args) {
  Value value = TRY(dictGet(vm, args[0], args[1]));
  return Ref::share(value ? value : args[2] ? args[2] : none());
}

Result<Ref> setDefault(Vm& vm, Args args) { return Ref::share(TRY(dictSetDefault(vm, args[0], args[1], args[2] ? args[2] : none()))); }

Result<Ref> pop(Vm& vm, Args args) {
  if (!dictLength(args[0])) return args[2] ? Result<Ref>(Ref::share(args[2])) : raiseKeyError(vm, args[1]);
  Ref value = TRY(dictTake(vm, args[0], args[1]));
  if (!isExhausted(value)) return value;
  if (args[2]) return Ref::share(args[2]);
  return raiseKeyError(vm, args[1]);
}

Result<Ref> popItem(Vm& vm, Args args) {
  auto* dict = dictCell(args[0]);
  if (!dict->used) return vm.raise(TypeId::kKeyError, "popitem(): dictionary is empty");
  DictTable* table = tableOf(dict);
  int32_t number = int32_t(table->count) - 1;
  while (!table->entries()[number].key) --number;
  DictEntry entry = table->entries()[number];
  dictUnlink(dict, number, entry.hash);
  table->count = uint32_t(number);
  Ref pair = TRY(newTupleBlank(vm, 2));
  pair.as<TupleCell>()->items[0] = entry.key;
  pair.as<TupleCell>()->items[1] = entry.value;
  return pair;
}

Result<Ref> clear(Vm& vm, Args args) {
  dictClear(args[0]);
  return noneRef();
}

Result<Ref> copy(Vm& vm, Args args) { return dictCopy(vm, args[0]); }
Result<Ref> containsMethod(Vm& vm, Args args) { return boolRef(TRY(dictContains(vm, args[0], args[1]))); }
Result<Ref> keys(Vm& vm, Args args) { return newDictView(TypeId::kDictKeys, args[0]); }
Result<Ref> values(Vm& vm, Args args) { return newDictView(TypeId::kDictValues, args[0]); }
Result<Ref> items(Vm& vm, Args args) { return newDictView(TypeId::kDictItems, args[0]); }
Result<Ref> reversedDict(Vm& vm, Args args) { return newDictIterator(TypeId::kDictReverseKeyIterator, args[0]); }

Result<Ref> sizeOf(Vm& vm, Args args) {
  DictTable* table = tableOf(dictCell(args[0]));
  if (!table) return intRef(48);
  int64_t entryBytes = table->strKeysOnly ? 16 : 24;
  return intRef(48 + 32 + (int64_t(1) << (table->logSize + table->widthLog)) + entryBytes * dictUsable(table->logSize));
}

// Operators --------------------------------------------------------------------------------------------------------

/// Each entry of `a` is in `b` with an equal value; both have the same length.
Result<bool> equalDicts(Vm& vm, Value a, Value b) {
  uint32_t position = 0;
  Value key, value;
  int64_t hash;
  while (dictNext(a, &position, &key, &value, &hash)) {
    Ref keepKey = Ref::share(key), keepValue = Ref::share(value);
    Value other = TRY(dictGetHashed(vm, b, key, hash));
    if (!other) return false;
    if (!TRY(itemsEqual(vm, value, other))) return false;
  }
  return true;
}

Result<Ref> dictCompare(Vm& vm, Value self, Value other, CompareOp op) {
  if (!isDict(other) || (op != CompareOp::kEq && op != CompareOp::kNe)) return notImplementedRef();
  DepthGuard guard;
  if (guard.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded in comparison");
  bool same = dictLength(self) == dictLength(other) && TRY(equalDicts(vm, self, other));
  return boolRef(same == (op == CompareOp::kEq));
}

Result<Ref> dictOr(Vm& vm, Value left, Value right) {
  if (!isDict(left) || !isDict(right)) return notImplementedRef();
  Ref result = TRY(dictCopy(vm, left));
  TRY(dictMerge(vm, result, right));
  return result;
}

Result<Ref> dictOrInPlace(Vm& vm, Value left, Value right) {
  TRY(dictMerge(vm, left, right));
  return Ref::share(left);
}

Result<Ref> dictIter(Vm& vm, Value self) { return newDictIterator(TypeId::kDictKeyIterator, self); }
Result<int64_t> dictLen(Vm& vm, Value self) { return int64_t(dictLength(self)); }

const NativeMethod kMethods[] = {
    {"__contains__", "($self, key, /)", containsMethod, kMethodPlain, "True if the dictionary has the specified key, else False."},
    {"__sizeof__", "($self, /)", sizeOf, kMethodPlain, "Return the size of the dict in memory."},
    {"get", "($self, key, default=None, /)", get, kMethodPlain, "Return the value for key if key is in the dictionary, else default."},
    {"setdefault", "($self, key, default=None, /)", setDefault, kMethodPlain,
     "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default."},
    {"pop", "($self, key, default=<unrepresentable>, /)", pop, kMethodPlain,
     "D.pop(k[,d]) -> v, remove specified key and return the corresponding value."},
    {"popitem", "($self, /)", popItem, kMethodPlain, "Remove and return a (key, value) pair as a 2-tuple, the last one that was added."},
    {"keys", "($self, /)", keys, kMethodPlain, "Return a set-like object providing a view on the dict's keys."},
    {"items", "($self, /)", items, kMethodPlain, "Return a set-like object providing a view on the dict's items."},
    {"values", "($self, /)", values, kMethodPlain, "Return an object providing a view on the dict's values."},
    {"update", nullptr, update, kMethodPlain, "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F."},
    {"fromkeys", "($type, iterable, value=None, /)", fromKeys, kMethodClass,
     "Create a new dictionary with keys from iterable and values set to value."},
    {"clear", "($self, /)", clear, kMethodPlain, "Remove all items from the dict."},
    {"copy", "($self, /)", copy, kMethodPlain, "Return a shallow copy of the dict."},
    {"__reversed__", "($self, /)", reversedDict, kMethodPlain, "Return a reverse iterator over the dict keys."},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};

constexpr NativeSlots dictSlots() {
  NativeSlots slots;
  slots.repr = reprDict;
  slots.hash = hashNotImplemented;
  slots.compare = dictCompare;
  slots.iter = dictIter;
  slots.length = dictLen;
  slots.getItem = dictGetItem;
  slots.setItem = dictSetItem;
  slots.contains = dictContains;
  slots.binary[size_t(BinaryOp::kOr)] = dictOr;
  slots.inPlace[size_t(BinaryOp::kOr)] = dictOrInPlace;
  slots.create = createDict;
  slots.initialize = initializeDict;
  return slots;
}

}  // namespace

Result<Ref> reprDict(Vm& vm, Value dict) {
  if (!dictLength(dict)) return newStr(vm, "{}");
  ReprGuard guard(dict);
  if (guard.recursive()) return newStr(vm, "{...}");
  TRY(guard.check(vm));
  StrBuilder text;
  text.append("{");
  uint32_t position = 0;
  Value key, value;
  for (bool first = true; dictNext(dict, &position, &key, &value); first = false) {
    Ref keepKey = Ref::share(key), keepValue = Ref::share(value);
    if (!first) text.append(", ");
    Ref one = TRY(repr(vm, key));
    text.append(one.as<StrCell>());
    text.append(": ");
    one = TRY(repr(vm, value));
    text.append(one.as<StrCell>());
  }
  text.append("}");
  return text.finish(vm);
}

extern const NativeType kDictType = {
    .id = TypeId::kDict,
    .instanceBytes = sizeof(DictCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsDict | kTypeMappingPattern,
    .slots = dictSlots(),
    .methods = kMethods,
    .doc = "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n"
           "dict(iterable) -> new dictionary initialized from pairs\ndict(**kwargs) -> new dictionary with the name=value pairs in the keyword "
           "argument list",
};

}  // namespace vitrine
