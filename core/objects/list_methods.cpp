// Methods and operators of list. CPython: Objects/listobject.c; messages are 3.14's. See list.h.
#include <algorithm>
#include <cstring>
#include <vector>

#include "objects/allocate.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"
#include "objects/slice.h"

namespace vitrine {
namespace {

ListCell* listCell(Value v) { return cellOf<ListCell>(v); }

// Making -----------------------------------------------------------------------------------------------------------

Result<Ref> createList(Vm& vm, Args args) { return allocateObject(vm, cellOf<TypeCell>(args[0])); }

/// Extends with what is fast natively, or goes on in the prelude.
Result<Ref> extendOrTailCall(Vm& vm, Value list, Value iterable) {
  if (iteratesNatively(iterable)) {
    TRY(listExtend(vm, list, iterable));
    return noneRef();
  }
  if (isExactly(iterable, TypeId::kGenerator)) return tailConsume(vm, Consumer::kAppend, iterable, list);
  return tailCallPrelude(vm, "list_extend", {list, iterable});
}

Result<Ref> initializeList(Vm& vm, Args args) {
  if (!typeOf(args[0])->definesInPython(Dunder::kNew)) TRY(refuseKeywords(vm, "list", args));
  TRY(checkArgumentCount(vm, "list", args, 0, 1));
  if (listCell(args[0])->length) listClear(args[0]);
  if (args.count < 2) return noneRef();
  return extendOrTailCall(vm, args[0], args[1]);
}

// Items and slices -------------------------------------------------------------------------------------------------

Result<Ref> listGetSlice(Vm& vm, Value self, Value key) {
  SliceBounds bounds = TRY(unpackSlice(vm, key));
  adjustSlice(bounds, listCell(self)->length);
  if (bounds.step == 1) return listSlice(vm, self, bounds.start, bounds.start + bounds.length);
  Ref result = TRY(newList(vm, uint32_t(bounds.length)));
  auto* list = result.as<ListCell>();
  Value* from = listCell(self)->data();
  for (int64_t i = 0, at = bounds.start; i < bounds.length; ++i, at += bounds.step) copyShared(list->data() + i, from + at, 1);
  list->length = uint32_t(bounds.length);
  return result;
}

Result<Ref> listGetItem(Vm& vm, Value self, Value key) {
  if (isExactly(key, TypeId::kSlice)) return listGetSlice(vm, self, key);
  if (!hasIndex(key)) return raiseBadIndex(vm, "list", key);
  int64_t index = key.isInt() ? key.asInt() : TRY(toIndex64(vm, key, IndexOverflow::kRaise));
  int64_t length = listCell(self)->length;
  if (index < 0) index += length;
  if (index < 0 || index >= length) return vm.raise(TypeId::kIndexError, "list index out of range");
  return Ref::share(listCell(self)->data()[index]);
}

/// Removes every step-th item.
void deleteStepped(ListCell* list, SliceBounds bounds) {
  if (bounds.length <= 0) return;
  if (bounds.step < 0) {
    bounds.start += bounds.step * (bounds.length - 1);
    bounds.step = -bounds.step;
  }
  std::vector<Value> removed;
  Value* items = list->data();
  uint32_t to = uint32_t(bounds.start);
  for (uint32_t from = to; from < list->length; ++from) {
    int64_t distance = int64_t(from) - bounds.start;
    if (distance % bounds.step == 0 && distance / bounds.step < bounds.length)
      removed.push_back(items[from]);
    else
      items[to++] = items[from];
  }
  list->length = to;
  for (Value item : removed) decrement(item);
}

Result<void> assignStepped(Vm& vm, Value self, const SliceBounds& bounds, std::span<const Value> items) {
  if (int64_t(items.size()) != bounds.length)
    return vm.raise(TypeId::kValueError, "attempt to assign sequence of size %lld to extended slice of size %lld",
                    static_cast<long long>(items.size()), static_cast<long long>(bounds.length));
  std::vector<Value> added(items.begin(), items.end()), removed;
  for (Value item : added) increment(item);
  Value* to = listCell(self)->data();
  for (int64_t i = 0, at = bounds.start; i < bounds.length; ++i, at += bounds.step) {
    removed.push_back(to[at]);
    to[at] = added[size_t(i)];
  }
  for (Value item : removed) decrement(item);
  return {};
}

Result<void> listSetSlice(Vm& vm, Value self, Value key, Value value) {
  SliceBounds bounds = TRY(unpackSlice(vm, key));
  if (!value) {
    adjustSlice(bounds, listCell(self)->length);
    if (bounds.step == 1) return listAssignSlice(vm, self, bounds.start, bounds.start + bounds.length, {});
    deleteStepped(listCell(self), bounds);
    auto* list = listCell(self);
    return listResize(vm, list, list->length);
  }
  Ref source;
  if (isExactly(value, TypeId::kList) || isExactly(value, TypeId::kTuple)) {
    source = Ref::share(value);
  } else {
    if (!slotsOf(value).iter && !typeOf(value)->definesInPython(Dunder::kIter) && !slotsOf(value).getItem &&
        !typeOf(value)->definesInPython(Dunder::kGetItem))
      return vm.raise(TypeId::kTypeError, "must assign iterable to extended slice");
    source = TRY(listFrom(vm, value));
  }
  adjustSlice(bounds, listCell(self)->length);
  if (bounds.step != 1) return assignStepped(vm, self, bounds, itemsOf(source));
  return listAssignSlice(vm, self, bounds.start, bounds.start + bounds.length, itemsOf(source));
}

Result<void> listSetItem(Vm& vm, Value self, Value key, Value value) {
  if (isExactly(key, TypeId::kSlice)) return listSetSlice(vm, self, key, value);
  if (!hasIndex(key)) return raiseBadIndex(vm, "list", key);
  int64_t index = key.isInt() ? key.asInt() : TRY(toIndex64(vm, key, IndexOverflow::kRaise));
  int64_t length = listCell(self)->length;
  if (index < 0) index += length;
  if (index < 0 || index >= length) return vm.raise(TypeId::kIndexError, "list assignment index out of range");
  if (!value) return listAssignSlice(vm, self, index, index + 1, {});
  Value& slot = listCell(self)->data()[index];
  increment(value);
  Value old = slot;
  slot = value;
  decrement(old);
  return {};
}

// Operators --------------------------------------------------------------------------------------------------------

Result<Ref> listAdd(Vm& vm, Value left, Value right) {
  if (!isList(left)) return notImplementedRef();
  if (!isList(right)) {
    if (typeOf(right)->definesInPython(Dunder::kRAdd)) return notImplementedRef();
    return vm.raise(TypeId::kTypeError, "can only concatenate list (not \"%s\") to list", typeName(right).c_str());
  }
  auto a = listItems(left), b = listItems(right);
  Ref result = TRY(newList(vm, uint32_t(a.size() + b.size())));
  auto* list = result.as<ListCell>();
  copyShared(list->data(), a.data(), a.size());
  copyShared(list->data() + a.size(), b.data(), b.size());
  list->length = uint32_t(a.size() + b.size());
  return result;
}

Result<Ref> repeated(Vm& vm, Value self, int64_t count) {
  auto items = listItems(self);
  if (count <= 0 || items.empty()) return newList(vm);
  if (count > int64_t(kRegionReserve / items.size())) return vm.raiseMemoryError();
  uint32_t total = uint32_t(count * int64_t(items.size()));
  Ref result = TRY(newList(vm, total));
  auto* list = result.as<ListCell>();
  for (uint32_t done = 0; done < total; done += uint32_t(items.size())) copyShared(list->data() + done, items.data(), items.size());
  list->length = total;
  return result;
}

Result<Ref> listMultiply(Vm& vm, Value left, Value right) {
  Value self = isList(left) ? left : right, factor = isList(left) ? right : left;
  bool usable;
  int64_t count = TRY(repeatCount(vm, factor, &usable));
  if (!usable) return notImplementedRef();
  return repeated(vm, self, count);
}

Result<Ref> listAddInPlace(Vm& vm, Value left, Value right) {
  TRY(listExtend(vm, left, right));
  return Ref::share(left);
}

Result<Ref> listMultiplyInPlace(Vm& vm, Value left, Value right) {
  bool usable;
  int64_t count = TRY(repeatCount(vm, right, &usable));
  if (!usable) return notImplementedRef();
  auto* list = listCell(left);
  uint32_t length = list->length;
  if (count <= 0) {
    listClear(left);
  } else if (length && count > 1) {
    if (count > int64_t(kRegionReserve / length)) return vm.raiseMemoryError();
    TRY(listResize(vm, list, uint64_t(length) * uint64_t(count)));
    for (int64_t i = 1; i < count; ++i) copyShared(list->data() + i * length, list->data(), length);
  }
  return Ref::share(left);
}

Result<Ref> listCompare(Vm& vm, Value self, Value other, CompareOp op) {
  if (!isList(other)) return notImplementedRef();
  return compareSequences(vm, self, other, op);
}

// Methods ----------------------------------------------------------------------------------------------------------

Result<Ref> append(Vm& vm, Args args) {
  TRY(listAppend(vm, args[0], args[1]));
  return noneRef();
}

Result<Ref> insert(Vm& vm, Args args) {
  int64_t index = TRY(sizeArgument(vm, args[1]));
  TRY(listInsert(vm, args[0], index, args[2]));
  return noneRef();
}

Result<Ref> extend(Vm& vm, Args args) { return extendOrTailCall(vm, args[0], args[1]); }

Result<Ref> pop(Vm& vm, Args args) {
  int64_t index = args[1] ? TRY(sizeArgument(vm, args[1])) : -1;
  auto* list = listCell(args[0]);
  if (!list->length) return vm.raise(TypeId::kIndexError, "pop from empty list");
  if (index < 0) index += list->length;
  if (index < 0 || index >= list->length) return vm.raise(TypeId::kIndexError, "pop index out of range");
  Value* items = list->data();
  Ref item = Ref::steal(items[index]);
  std::memmove(static_cast<void*>(items + index), items + index + 1, size_t(list->length - index - 1) * sizeof(Value));
  list->length -= 1;
  TRY(listResize(vm, list, list->length));
  return item;
}

Result<Ref> remove(Vm& vm, Args args) {
  int64_t index = TRY(sequenceIndex(vm, args[0], args[1], 0, INT64_MAX));
  if (index < 0) return vm.raise(TypeId::kValueError, "list.remove(x): x not in list");
  TRY(listAssignSlice(vm, args[0], index, index + 1, {}));
  return noneRef();
}

Result<Ref> clear(Vm& vm, Args args) {
  listClear(args[0]);
  return noneRef();
}

Result<Ref> copy(Vm& vm, Args args) { return newListOf(vm, listItems(args[0])); }

Result<Ref> reverse(Vm& vm, Args args) {
  auto* list = listCell(args[0]);
  std::reverse(list->data(), list->data() + list->length);
  return noneRef();
}

Result<Ref> index(Vm& vm, Args args) {
  int64_t start = TRY(optionalBound(vm, args[2], 0)), stop = TRY(optionalBound(vm, args[3], INT64_MAX));
  int64_t found = TRY(sequenceIndex(vm, args[0], args[1], start, stop));
  if (found < 0) return vm.raise(TypeId::kValueError, "list.index(x): x not in list");
  return intRef(found);
}

Result<Ref> count(Vm& vm, Args args) { return intRef(TRY(sequenceCount(vm, args[0], args[1]))); }

Result<Ref> sort(Vm& vm, Args args) {
  bool reverse = args[2] && TRY(truth(vm, args[2]));
  auto* list = listCell(args[0]);
  if ((!args[1] || isNone(args[1])) && nativelyComparable(listItems(args[0]))) {
    sortNatively({list->data(), list->length}, {}, reverse);
    return noneRef();
  }
  return tailCallPrelude(vm, "list_sort", {args[0], args[1] ? args[1] : none(), Value::boolean(reverse)});
}

Result<Ref> reversedList(Vm& vm, Args args) {
  return newSequenceIterator(TypeId::kListReverseIterator, args[0], int64_t(listCell(args[0])->length) - 1);
}

Result<Ref> sizeOf(Vm& vm, Args args) { return intRef(40 + int64_t(listCell(args[0])->capacity) * 8); }

Result<Ref> listIter(Vm& vm, Value self) { return newSequenceIterator(TypeId::kListIterator, self); }
Result<int64_t> listLength(Vm& vm, Value self) { return int64_t(listCell(self)->length); }

const NativeMethod kMethods[] = {
    {"append", "($self, object, /)", append, kMethodPlain, "Append object to the end of the list."},
    {"clear", "($self, /)", clear, kMethodPlain, "Remove all items from list."},
    {"copy", "($self, /)", copy, kMethodPlain, "Return a shallow copy of the list."},
    {"count", "($self, value, /)", count, kMethodPlain, "Return number of occurrences of value."},
    {"extend", "($self, iterable, /)", extend, kMethodPlain, "Extend list by appending elements from the iterable."},
    {"index", "($self, value, start=0, stop=sys.maxsize, /)", index, kMethodPlain,
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"insert", "($self, index, object, /)", insert, kMethodPlain, "Insert object before index."},
    {"pop", "($self, index=-1, /)", pop, kMethodPlain, "Remove and return item at index (default last)."},
    {"remove", "($self, value, /)", remove, kMethodPlain, "Remove first occurrence of value."},
    {"reverse", "($self, /)", reverse, kMethodPlain, "Reverse *IN PLACE*."},
    {"sort", "($self, /, *, key=None, reverse=False)", sort, kMethodPlain, "Sort the list in ascending order, stably, and return None."},
    {"__reversed__", "($self, /)", reversedList, kMethodPlain, "Return a reverse iterator over the list."},
    {"__sizeof__", "($self, /)", sizeOf, kMethodPlain, "Return the size of the list in memory, in bytes."},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};

constexpr NativeSlots listSlots() {
  NativeSlots slots;
  slots.repr = reprSequence;
  slots.hash = hashNotImplemented;
  slots.compare = listCompare;
  slots.iter = listIter;
  slots.length = listLength;
  slots.getItem = listGetItem;
  slots.setItem = listSetItem;
  slots.contains = sequenceContains;
  slots.binary[size_t(BinaryOp::kAdd)] = listAdd;
  slots.binary[size_t(BinaryOp::kMul)] = listMultiply;
  slots.inPlace[size_t(BinaryOp::kAdd)] = listAddInPlace;
  slots.inPlace[size_t(BinaryOp::kMul)] = listMultiplyInPlace;
  slots.create = createList;
  slots.initialize = initializeList;
  return slots;
}

}  // namespace

extern const NativeType kListType = {
    .id = TypeId::kList,
    .instanceBytes = sizeof(ListCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsList | kTypeSequencePattern,
    .slots = listSlots(),
    .methods = kMethods,
    .doc = "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.",
};

}  // namespace vitrine
