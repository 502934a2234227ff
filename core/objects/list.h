// list: a growable buffer of values (CPython's growth pattern, so that sizes agree).
#pragma once

#include <span>

#include "objects/runtime.h"

namespace vitrine {

struct ListCell : Cell {
  uint32_t length, capacity;
  Offset items;  // buffer of Value[capacity], 0 when capacity is 0
  uint32_t reserved;
  Value* data() { return at<Value>(items); }
};

Result<Ref> newList(Vm& vm, uint32_t capacity = 0);
Result<Ref> newListOf(Vm& vm, std::span<const Value> items);
/// Appends; adds a reference.
Result<void> listAppend(Vm& vm, Value list, Value item);
Result<void> listInsert(Vm& vm, Value list, int64_t index, Value item);
/// list.extend: exact lists and tuples at once, anything else by iteration (native iterators or nested calls).
Result<void> listExtend(Vm& vm, Value list, Value iterable);
/// list(iterable), tuple(iterable) from C++.
Result<Ref> listFrom(Vm& vm, Value iterable);
Result<Ref> tupleFrom(Vm& vm, Value iterable);
inline std::span<const Value> listItems(Value list) { auto* l = cellOf<ListCell>(list); return {l->data(), l->length}; }

}  // namespace vitrine
