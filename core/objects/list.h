// list: a growable buffer of values (CPython's growth pattern, so that sizes agree).
//
//   ListCell | length | capacity | items -> | value 0 | value 1 | ... | spare |
//
// Invariant: slots below `length` own a reference each (never NULL outside this room), the rest is garbage. Storage is
// in list.cpp, methods in list_methods.cpp, sorting in list_sort.cpp.
#pragma once

#include <span>

#include "heap/layout.h"
#include "objects/runtime.h"

namespace vitrine {

struct ListCell : Cell {
  uint32_t length, capacity;
  Offset items;  // buffer of Value[capacity], 0 when capacity is 0
  uint32_t sorting;  // 1 while the list's items are away to be sorted and nobody has touched it
  Value* data() { return at<Value>(items); }
};

Result<Ref> newList(Vm& vm, uint32_t capacity = 0);
Result<Ref> newListOf(Vm& vm, std::span<const Value> items);
/// Appends; adds a reference.
Result<void> listAppend(Vm& vm, Value list, Value item);
/// Appends a reference that the caller owns.
Result<void> listAppendOwned(Vm& vm, Value list, Ref item);
Result<void> listInsert(Vm& vm, Value list, int64_t index, Value item);
/// list.extend: exact lists and tuples at once, anything else by iteration (native iterators or nested calls).
Result<void> listExtend(Vm& vm, Value list, Value iterable);
/// list(iterable), tuple(iterable) from C++.
Result<Ref> listFrom(Vm& vm, Value iterable);
Result<Ref> tupleFrom(Vm& vm, Value iterable);
inline std::span<const Value> listItems(Value list) { auto* l = cellOf<ListCell>(list); return {l->data(), l->length}; }

/// Sets the length, making room as CPython's list_resize does; new slots are garbage, cut ones are the caller's to drop.
Result<void> listResize(Vm& vm, ListCell* list, uint64_t length);
/// Makes room for `hint` more items, without changing the length (what an iterator's length hint promises).
Result<void> listPresize(Vm& vm, Value list, int64_t hint);
/// The items [low, high) as a new list.
Result<Ref> listSlice(Vm& vm, Value list, int64_t low, int64_t high);
/// list[low:high] = items; `items` may be empty, and may be the list's own.
Result<void> listAssignSlice(Vm& vm, Value list, int64_t low, int64_t high, std::span<const Value> items);
/// Empties the list, the last item first (as CPython's list.clear()).
void listClear(Value list);
/// Sorts `keys`, which are natively comparable (list_sort.h), carrying `values` along where it is not empty.
bool sortNatively(std::span<Value> keys, std::span<Value> values, bool reverse);
/// Whether all of these are exact ints, floats, strs, bytes or tuples of them that compare without Python code.
bool nativelyComparable(std::span<const Value> keys);

void traverseList(Cell* cell, Visitor& visitor);
void dropList(Cell* cell);
void clearList(Cell* cell);

}  // namespace vitrine
