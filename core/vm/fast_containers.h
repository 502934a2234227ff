// Lists, tuples, dicts, strings and their iterators, as far as no Python code and no allocation is needed: for the run loop's
// fast paths. Everything is borrowed and looked at only; NULL or false: the handler does it.
#pragma once

#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/range.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/fast_numbers.h"

namespace vitrine::fast {

/// The entry of a key that quickHash can hash; nullptr where it is absent or hard to tell.
DictEntry* quickEntry(Value dict, Value key);
/// `item in container` for exact dicts, sets, strs, tuples and lists; false where that may need Python code.
bool containsQuickly(Value container, Value item, bool* out);
/// A comparison (operand below 6) of two exact strs by order; false for all else.
bool compareStrs(Value a, Value b, uint32_t operand, bool* out);

VITRINE_INLINE bool truthOf(Value v, bool* out) {
  if (v.isBool()) [[likely]] {
    *out = v.asBool();
    return true;
  }
  if (v.isInt()) {
    *out = v.asInt() != 0;
    return true;
  }
  if (!v.isReference()) return false;
  Offset type = cellOf(v)->type;
  if (isNone(v)) {
    *out = false;
  } else if (type == typeOffset(TypeId::kStr)) {
    *out = cellOf<StrCell>(v)->length != 0;
  } else if (type == typeOffset(TypeId::kList)) {
    *out = cellOf<ListCell>(v)->length != 0;
  } else if (type == typeOffset(TypeId::kDict)) {
    *out = cellOf<DictCell>(v)->used != 0;
  } else if (type == typeOffset(TypeId::kTuple)) {
    *out = cellOf<TupleCell>(v)->length != 0;
  } else {
    return false;
  }
  return true;
}

/// containsQuickly, and whether the answer is the wanted one.
VITRINE_INLINE bool containsBy(Value item, Value container, bool wanted, bool* out) {
  bool there;
  if (!containsQuickly(container, item, &there)) return false;
  *out = there == wanted;
  return true;
}

/// COMPARE_OP of what compares without Python code: numbers, identity, strs, membership.
VITRINE_INLINE bool compareAny(Value a, Value b, uint32_t operand, bool* out) {
  if (operand < 6) {
    if (compare(a, b, operand, out)) return true;
    if (operand != uint32_t(CompareOperand::kEqual) && operand != uint32_t(CompareOperand::kNotEqual)) return compareStrs(a, b, operand, out);
    if (!isExactly(a, TypeId::kStr) || !isExactly(b, TypeId::kStr)) return false;
    bool same = a == b || equalStr(cellOf<StrCell>(a), cellOf<StrCell>(b));
    *out = same == (operand == uint32_t(CompareOperand::kEqual));
    return true;
  }
  if (operand == uint32_t(CompareOperand::kIs))
    *out = a == b;
  else if (operand == uint32_t(CompareOperand::kIsNot))
    *out = a != b;
  else if (operand == uint32_t(CompareOperand::kIn) || operand == uint32_t(CompareOperand::kNotIn))
    return containsBy(a, b, operand == uint32_t(CompareOperand::kIn), out);
  else
    return false;
  return true;
}

/// The place of list[index]; nullptr where it is out of range.
VITRINE_INLINE Value* listPlace(ListCell* list, int64_t index) {
  if (index < 0) index += list->length;
  return uint64_t(index) < list->length ? list->data() + index : nullptr;
}

VITRINE_INLINE Value itemAt(Value container, Value key) {
  if (!container.isReference()) return Value();
  Offset type = cellOf(container)->type;
  if (key.isInt()) {
    int64_t index = key.asInt();
    if (type == typeOffset(TypeId::kList)) {
      const Value* place = listPlace(cellOf<ListCell>(container), index);
      return place ? *place : Value();
    }
    if (type == typeOffset(TypeId::kTuple)) {
      auto* tuple = cellOf<TupleCell>(container);
      if (index < 0) index += tuple->length;
      return uint64_t(index) < tuple->length ? tuple->items[index] : Value();
    }
    if (type == typeOffset(TypeId::kStr)) {
      auto* text = cellOf<StrCell>(container);
      if (index < 0) index += text->length;
      if (text->width != 1 || uint64_t(index) >= text->length) return Value();
      return Value::reference(root().latinCharacters[uint8_t(text->data[index])]);
    }
  }
  if (type != typeOffset(TypeId::kDict)) return Value();
  const DictEntry* entry = quickEntry(container, key);
  return entry ? entry->value : Value();
}

/// len() of an exact list, tuple, str or dict; false for all else.
VITRINE_INLINE bool lengthOf(Value v, uint32_t* length) {
  if (!v.isReference()) return false;
  Offset type = cellOf(v)->type;
  if (type == typeOffset(TypeId::kList))
    *length = cellOf<ListCell>(v)->length;
  else if (type == typeOffset(TypeId::kTuple))
    *length = cellOf<TupleCell>(v)->length;
  else if (type == typeOffset(TypeId::kStr))
    *length = cellOf<StrCell>(v)->length;
  else if (type == typeOffset(TypeId::kDict))
    *length = cellOf<DictCell>(v)->used;
  else
    return false;
  return true;
}

/// The items of an exact tuple or list of `count`; nullptr for all else.
VITRINE_INLINE const Value* exactItems(Value sequence, uint32_t count) {
  if (isExactly(sequence, TypeId::kTuple)) return cellOf<TupleCell>(sequence)->length == count ? cellOf<TupleCell>(sequence)->items : nullptr;
  if (!isExactly(sequence, TypeId::kList) || cellOf<ListCell>(sequence)->length != count) return nullptr;
  return cellOf<ListCell>(sequence)->data();
}

/// Whether this is a tuple that dies with this reference, and nobody takes note of that.
VITRINE_INLINE bool isSpent(Value v) { return isExactly(v, TypeId::kTuple) && cellOf(v)->refCount == 1; }

/// Moves the items of such a tuple to `to`, the last one first, and frees it; gives the place behind them. What dropTuple leaves.
VITRINE_INLINE Value* takeApart(Value tuple, Value* to) {
  auto* cell = cellOf<TupleCell>(tuple);
  for (uint32_t i = cell->length; i-- > 0;) *to++ = std::exchange(cell->items[i], Value());
  freeBlock(tuple.offset());
  return to;
}

constexpr uint32_t kFewItems = 8;
/// A new tuple of the `count` values in front of `end`, which it takes over; count is small and not 0.
VITRINE_INLINE Value tupleOf(const Value* end, uint32_t count) {
  auto* tuple = at<TupleCell>(allocateCellUninitialized(sizeof(TupleCell) + count * sizeof(Value)));
  tuple->refCount = 1;
  tuple->type = typeOffset(TypeId::kTuple);
  tuple->length = count;
  tuple->reserved = 0;
  for (uint32_t i = 0; i < count; ++i) tuple->items[i] = end[int32_t(i) - int32_t(count)];
  return valueOf(tuple);
}

/// Where container[key] = value puts the value, if there is one already.
VITRINE_INLINE Value* placeOf(Value container, Value key) {
  if (!container.isReference()) return nullptr;
  Offset type = cellOf(container)->type;
  if (type == typeOffset(TypeId::kList)) return key.isInt() ? listPlace(cellOf<ListCell>(container), key.asInt()) : nullptr;
  if (type != typeOffset(TypeId::kDict)) return nullptr;
  DictEntry* entry = quickEntry(container, key);
  return entry ? &entry->value : nullptr;
}

/// Whether list.append needs no room, and nobody but the stack loses the list by it.
VITRINE_INLINE bool appendsInPlace(Value list) {
  if (!isExactly(list, TypeId::kList) || cellOf(list)->count() < 2) return false;
  return cellOf<ListCell>(list)->length < cellOf<ListCell>(list)->capacity;
}

/// The next item of an iterator over a str, dict or set, owned; false where its own function has to be asked. May drop the last
/// reference to something.
bool nextOther(Value iterator, Value* item);
/// Whether an iterator over a range, list or tuple has come to its end, which it takes note of.
bool endsHere(Value iterator);
/// A new iterator over an exact list or tuple, owned; NULL for all else.
Value iteratorOver(Value iterable);

/// The next item, owned; false at the end and for other iterators.
VITRINE_INLINE bool nextItem(Value iterator, Value* item) {
  if (!iterator.isReference()) return false;
  Offset type = cellOf(iterator)->type;
  if (type == typeOffset(TypeId::kRangeIterator)) {
    auto* range = cellOf<RangeIteratorCell>(iterator);
    if (range->remaining <= 0 || !Value::fits(range->next)) return false;
    *item = Value::integer(range->next);
    range->next = int64_t(uint64_t(range->next) + uint64_t(range->step));
    --range->remaining;
    return true;
  }
  auto* sequence = cellOf<SequenceIteratorCell>(iterator);
  if (type == typeOffset(TypeId::kListIterator)) {
    if (!sequence->sequence) return false;
    auto* list = cellOf<ListCell>(sequence->sequence);
    if (uint64_t(sequence->index) >= list->length) return false;
    *item = list->data()[sequence->index];
  } else if (type == typeOffset(TypeId::kTupleIterator)) {
    if (!sequence->sequence) return false;
    auto* tuple = cellOf<TupleCell>(sequence->sequence);
    if (uint64_t(sequence->index) >= tuple->length) return false;
    *item = tuple->items[sequence->index];
  } else {
    return false;
  }
  ++sequence->index;
  increment(*item);
  return true;
}

}  // namespace vitrine::fast
