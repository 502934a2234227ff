// Lists, tuples, dicts, strings and their iterators, as far as no Python code and no allocation is needed: for the run loop's
// fast paths. Everything is borrowed and looked at only; NULL or false: the handler does it.
#pragma once

#include "objects/dict.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/range.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/fast_numbers.h"

namespace vitrine::fast {

/// The entry of a key that is an exact str or an immediate int; nullptr where it is absent or hard to tell.
DictEntry* quickEntry(Value dict, Value key);

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

/// COMPARE_OP of what compares without Python code: numbers, identity, equality of strs.
VITRINE_INLINE bool compareAny(Value a, Value b, uint32_t operand, bool* out) {
  if (operand < 6) {
    if (compare(a, b, operand, out)) return true;
    if (operand != uint32_t(CompareOperand::kEqual) && operand != uint32_t(CompareOperand::kNotEqual)) return false;
    if (!isExactly(a, TypeId::kStr) || !isExactly(b, TypeId::kStr)) return false;
    bool same = a == b || equalStr(cellOf<StrCell>(a), cellOf<StrCell>(b));
    *out = same == (operand == uint32_t(CompareOperand::kEqual));
    return true;
  }
  if (operand == uint32_t(CompareOperand::kIs))
    *out = a == b;
  else if (operand == uint32_t(CompareOperand::kIsNot))
    *out = a != b;
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

/// The items of an exact tuple or list of `count`; nullptr for all else.
VITRINE_INLINE const Value* exactItems(Value sequence, uint32_t count) {
  if (isExactly(sequence, TypeId::kTuple)) return cellOf<TupleCell>(sequence)->length == count ? cellOf<TupleCell>(sequence)->items : nullptr;
  if (!isExactly(sequence, TypeId::kList) || cellOf<ListCell>(sequence)->length != count) return nullptr;
  return cellOf<ListCell>(sequence)->data();
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
