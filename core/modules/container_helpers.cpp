// What prelude/containers.py needs natively: single steps on exact containers, past any method a subclass overrides.
#include "objects/native.h"
#include "objects/allocate.h"
#include "objects/dict_table.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/set_operations.h"
#include "objects/set_table.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

template <class T>
Result<Ref> noneAfter(Result<T> result) {
  TRY(std::move(result));
  return noneRef();
}

/// _through(iterator): iterating over it gives the iterator itself, without asking its __iter__.
Result<Ref> through(Vm&, Args args) { return newHolder(TypeId::kIteratorHolder, args[0]); }
Result<Ref> heldIterator(Vm&, Value self) { return Ref::share(cellOf<HolderCell>(self)->value); }

/// _list_presize(list, iterable): room for what the iterable promises.
Result<Ref> listPresizeFor(Vm& vm, Args args) {
  int64_t hint = TRY(lengthHint(vm, args[1], 8));
  return noneAfter(listPresize(vm, args[0], hint));
}
Result<Ref> listAppendItem(Vm& vm, Args args) { return noneAfter(listAppend(vm, args[0], args[1])); }
/// _list_trim(list): gives back the room that was not needed.
Result<Ref> listTrim(Vm& vm, Args args) {
  auto* list = cellOf<ListCell>(args[0]);
  if (list->length < list->capacity) TRY(listResize(vm, list, list->length));
  return noneRef();
}
/// _tuple_of(cls, list): a tuple of that class with the list's items.
Result<Ref> tupleOf(Vm& vm, Args args) {
  Ref items = TRY(newTuple(vm, listItems(args[1])));
  return tupleOfType(vm, cellOf<TypeCell>(args[0]), items);
}

Result<Ref> dictSetEntry(Vm& vm, Args args) { return noneAfter(dictSet(vm, args[0], args[1], args[2])); }
Result<Ref> dictSetPairEntry(Vm& vm, Args args) { return noneAfter(dictSetPair(vm, args[0], args[1], args[2].asInt(), true)); }
Result<Ref> dictMergeDict(Vm& vm, Args args) { return noneAfter(dictMerge(vm, args[0], args[1])); }

Result<Ref> setIsNative(Vm&, Args args) { return boolRef(givesElementsNatively(args[0])); }
Result<Ref> setNew(Vm& vm, Args args) { return newSetOf(vm, cellOf<TypeCell>(args[0])); }
Result<Ref> setNewLike(Vm&, Args args) { return setBaseType(args[0]) == TypeId::kSet ? newSet() : newFrozenSet(); }
Result<Ref> setCopyOf(Vm& vm, Args args) { return setCopy(vm, setBaseType(args[0]), args[0]); }
Result<Ref> setLengthOf(Vm&, Args args) { return intRef(setLength(args[0])); }
Result<Ref> setUpdateWith(Vm& vm, Args args) { return noneAfter(setUpdate(vm, args[0], args[1])); }
Result<Ref> setAddItem(Vm& vm, Args args) { return noneAfter(setAdd(vm, args[0], args[1])); }
Result<Ref> setDiscardItem(Vm& vm, Args args) { return noneAfter(setDiscardHashed(vm, args[0], args[1], TRY(hashOfElement(vm, args[1])))); }
Result<Ref> setContainsItem(Vm& vm, Args args) { return boolRef(TRY(setContains(vm, args[0], args[1]))); }
Result<Ref> setIntersectionWith(Vm& vm, Args args) { return setIntersection(vm, setBaseType(args[0]), args[0], args[1]); }
Result<Ref> setDifferenceWith(Vm& vm, Args args) { return setDifference(vm, setBaseType(args[0]), args[0], args[1]); }
Result<Ref> setRemoveAllOf(Vm& vm, Args args) { return noneAfter(setRemoveAll(vm, args[0], args[1])); }
Result<Ref> setShrinkNow(Vm& vm, Args args) { return noneAfter(setShrink(vm, setCell(args[0]))); }
Result<Ref> setToggleAllOf(Vm& vm, Args args) { return noneAfter(setToggleAll(vm, args[0], args[1])); }
Result<Ref> setSwapWith(Vm&, Args args) {
  setSwap(args[0], args[1]);
  return noneRef();
}
/// _set_add_common(result, set, item): adds what the set has; whether `result` has all of it now.
Result<Ref> setAddCommonItem(Vm& vm, Args args) { return boolRef(TRY(setAddCommon(vm, args[0], args[1], args[2]))); }

const NativeMethod kHelpers[] = {
    {"_through", "(iterator, /)", through},
    {"_list_presize", "(list, iterable, /)", listPresizeFor},
    {"_list_append", "(list, item, /)", listAppendItem},
    {"_list_trim", "(list, /)", listTrim},
    {"_tuple_of", "(cls, list, /)", tupleOf},
    {"_dict_set", "(dict, key, value, /)", dictSetEntry},
    {"_dict_set_pair", "(dict, pair, number, /)", dictSetPairEntry},
    {"_dict_merge", "(dict, other, /)", dictMergeDict},
    {"_set_native", "(iterable, /)", setIsNative},
    {"_set_new", "(cls, /)", setNew},
    {"_set_new_like", "(set, /)", setNewLike},
    {"_set_copy", "(set, /)", setCopyOf},
    {"_set_length", "(set, /)", setLengthOf},
    {"_set_update", "(set, other, /)", setUpdateWith},
    {"_set_add", "(set, item, /)", setAddItem},
    {"_set_discard", "(set, item, /)", setDiscardItem},
    {"_set_contains", "(set, item, /)", setContainsItem},
    {"_set_intersection", "(set, other, /)", setIntersectionWith},
    {"_set_difference", "(set, other, /)", setDifferenceWith},
    {"_set_remove_all", "(set, other, /)", setRemoveAllOf},
    {"_set_shrink", "(set, /)", setShrinkNow},
    {"_set_toggle_all", "(set, other, /)", setToggleAllOf},
    {"_set_swap", "(set, other, /)", setSwapWith},
    {"_set_add_common", "(result, set, item, /)", setAddCommonItem},
};

}  // namespace

extern const NativeModule kPreludeContainersModule = {"_prelude.containers", kHelpers};

extern const NativeType kIteratorHolderType = {
    .id = TypeId::kIteratorHolder, .instanceBytes = sizeof(HolderCell), .slots = {.iter = heldIterator}};

}  // namespace vitrine
