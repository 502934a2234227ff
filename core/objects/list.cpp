// Storage of lists: growth, slices, extension. CPython: Objects/listobject.c. See list.h.
#include "objects/list.h"

#include <cstring>
#include <vector>

#include "objects/allocate.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/sequence.h"

namespace vitrine {
namespace {

constexpr uint64_t kMaxLength = kRegionReserve / sizeof(Value);

/// Gives the buffer room for exactly `capacity` values.
bool setCapacity(ListCell* list, uint32_t capacity) {
  if (capacity == 0) {
    if (list->items) freeBlock(list->items);
    list->items = 0;
  } else {
    Offset moved = resizeBuffer(list->items, size_t(capacity) * sizeof(Value));
    if (!moved) return false;
    list->items = moved;
  }
  list->capacity = capacity;
  list->sorting = 0;
  return true;
}

}  // namespace

Result<Ref> newList(Vm& vm, uint32_t capacity) {
  auto* list = makeCell<ListCell>(TypeId::kList);
  Ref result = Ref::steal(list);
  if (capacity && !setCapacity(list, capacity)) return vm.raiseMemoryError();
  return result;
}

Result<Ref> newListOf(Vm& vm, std::span<const Value> items) {
  Ref result = TRY(newList(vm, uint32_t(items.size())));
  auto* list = result.as<ListCell>();
  copyShared(list->data(), items.data(), items.size());
  list->length = uint32_t(items.size());
  return result;
}

Result<void> listResize(Vm& vm, ListCell* list, uint64_t length) {
  if (list->capacity >= length && length >= list->capacity / 2) {
    list->length = uint32_t(length);
    return {};
  }
  if (length > kMaxLength) return vm.raiseMemoryError();
  uint64_t capacity = (length + (length >> 3) + 6) & ~uint64_t(3);
  if (int64_t(length) - int64_t(list->length) > int64_t(capacity - length)) capacity = (length + 3) & ~uint64_t(3);
  if (length == 0) capacity = 0;
  if (!setCapacity(list, uint32_t(capacity)) && capacity > list->capacity) return vm.raiseMemoryError();
  list->length = uint32_t(length);
  return {};
}

Result<void> listAppendOwned(Vm& vm, Value value, Ref item) {
  auto* list = cellOf<ListCell>(value);
  uint32_t length = list->length;
  if (length == list->capacity) [[unlikely]]
    TRY(listResize(vm, list, uint64_t(length) + 1));
  else
    list->length = length + 1;
  list->data()[length] = item.release();
  return {};
}

Result<void> listAppend(Vm& vm, Value list, Value item) { return listAppendOwned(vm, list, Ref::share(item)); }

Result<void> listInsert(Vm& vm, Value value, int64_t index, Value item) {
  auto* list = cellOf<ListCell>(value);
  int64_t length = list->length;
  if (index < 0) index = index + length < 0 ? 0 : index + length;
  if (index > length) index = length;
  TRY(listResize(vm, list, uint64_t(length) + 1));
  Value* items = list->data();
  std::memmove(static_cast<void*>(items + index + 1), items + index, size_t(length - index) * sizeof(Value));
  increment(item);
  items[index] = item;
  return {};
}

namespace {

/// Appends the items of an exact list or tuple, perhaps of the list itself.
Result<void> extendWithItems(Vm& vm, Value value, Value other) {
  auto* list = cellOf<ListCell>(value);
  uint32_t length = list->length, more = uint32_t(itemsOf(other).size());
  if (!more) return {};
  if (!list->items) {
    if (!setCapacity(list, (more + 1) & ~1u)) return vm.raiseMemoryError();
    list->length = more;
  } else {
    TRY(listResize(vm, list, uint64_t(length) + more));
  }
  copyShared(list->data() + length, itemsOf(other).data(), more);
  return {};
}

}  // namespace

Result<void> listPresize(Vm& vm, Value value, int64_t hint) {
  auto* list = cellOf<ListCell>(value);
  uint32_t length = list->length;
  if (hint <= 0 || uint64_t(hint) + length > kMaxLength) return {};
  if (!list->items) {
    if (!setCapacity(list, uint32_t((hint + 1) & ~int64_t(1)))) return vm.raiseMemoryError();
    return {};
  }
  TRY(listResize(vm, list, uint64_t(length) + uint64_t(hint)));
  list->length = length;
  return {};
}

Result<void> listExtend(Vm& vm, Value list, Value iterable) {
  if (isExactly(iterable, TypeId::kList) || isExactly(iterable, TypeId::kTuple)) return extendWithItems(vm, list, iterable);
  Ref iterator = TRY(iterate(vm, iterable));
  int64_t hint = TRY(lengthHint(vm, iterable, 8));
  TRY(listPresize(vm, list, hint));
  for (;;) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item)) break;
    TRY(listAppendOwned(vm, list, std::move(item)));
  }
  auto* cell = cellOf<ListCell>(list);
  return cell->length < cell->capacity ? listResize(vm, cell, cell->length) : Result<void>();
}

Result<Ref> listFrom(Vm& vm, Value iterable) {
  Ref list = TRY(newList(vm));
  TRY(listExtend(vm, list, iterable));
  return list;
}

Result<Ref> tupleFrom(Vm& vm, Value iterable) {
  if (isExactly(iterable, TypeId::kTuple)) return Ref::share(iterable);
  if (isExactly(iterable, TypeId::kList)) return newTuple(vm, listItems(iterable));
  Ref list = TRY(listFrom(vm, iterable));
  auto* cell = list.as<ListCell>();
  Ref tuple = TRY(newTupleBlank(vm, cell->length));
  if (cell->length) std::memcpy(static_cast<void*>(tuple.as<TupleCell>()->items), cell->data(), cell->length * sizeof(Value));
  cell->length = 0;  // the references moved
  return tuple;
}

Result<Ref> listSlice(Vm& vm, Value list, int64_t low, int64_t high) {
  auto items = listItems(list);
  int64_t length = int64_t(items.size());
  low = low < 0 ? 0 : low > length ? length : low;
  high = high < low ? low : high > length ? length : high;
  return newListOf(vm, items.subspan(size_t(low), size_t(high - low)));
}

Result<void> listAssignSlice(Vm& vm, Value value, int64_t low, int64_t high, std::span<const Value> items) {
  auto* list = cellOf<ListCell>(value);
  int64_t length = list->length, count = int64_t(items.size());
  low = low < 0 ? 0 : low > length ? length : low;
  high = high < low ? low : high > length ? length : high;
  std::vector<Value> added(items.begin(), items.end());  // outside the list's buffer, which may move
  for (Value item : added) increment(item);
  std::vector<Value> removed(list->data() + low, list->data() + high);
  int64_t change = count - (high - low), tail = length - high;
  auto moveTail = [&] { std::memmove(static_cast<void*>(list->data() + high + change), list->data() + high, size_t(tail) * sizeof(Value)); };
  if (change < 0) moveTail();
  if (change) {
    auto resized = listResize(vm, list, uint64_t(length + change));
    if (!resized.ok()) {
      for (Value item : added) decrement(item);
      return Raised{};
    }
  }
  if (change > 0) moveTail();
  if (count) std::memcpy(static_cast<void*>(list->data() + low), added.data(), size_t(count) * sizeof(Value));
  for (size_t i = removed.size(); i--;) decrement(removed[i]);
  return {};
}

void listClear(Value value) {
  auto* list = cellOf<ListCell>(value);
  Offset items = list->items;
  uint32_t length = list->length;
  list->items = list->length = list->capacity = 0;
  for (uint32_t i = length; i--;) decrement(at<Value>(items)[i]);
  if (items) freeBlock(items);
}

void traverseList(Cell* cell, Visitor& visitor) {
  auto* list = static_cast<ListCell*>(cell);
  for (uint32_t i = 0; i < list->length; ++i) visitor.visitValue(list->data()[i]);
}
void dropList(Cell* cell) { listClear(valueOf(cell)); }
void clearList(Cell* cell) { listClear(valueOf(cell)); }

}  // namespace vitrine
