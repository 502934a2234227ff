// Steps of iterators over strs, dicts and sets, ends of loops, and new iterators, for the run loop: what objects/iterator.cpp,
// dict_iterators.cpp and set_methods.cpp do, without results on their way through slots. See fast_containers.h.
#include "objects/dict_table.h"
#include "objects/set_table.h"
#include "vm/fast_containers.h"

namespace vitrine::fast {

namespace {

bool nextCharacter(SequenceIteratorCell* iterator, Value* item) {
  if (!iterator->sequence) return false;
  auto* text = cellOf<StrCell>(iterator->sequence);
  if (text->width != 1 || iterator->index >= text->length) return false;
  *item = Value::reference(root().latinCharacters[uint8_t(text->data[iterator->index++])]);
  increment(*item);
  return true;
}

/// The next entry of a dict that has not changed; nullptr at the end and where the iterator's own function has to say more.
DictEntry* nextEntry(TableIteratorCell* iterator) {
  if (!iterator->table || iterator->remaining == 0) return nullptr;
  auto* dict = cellOf<DictCell>(iterator->table);
  DictTable* table = tableOf(dict);
  if (!table || iterator->expected != dict->used) return nullptr;
  DictEntry* entries = table->entries();
  uint32_t place = iterator->position;
  while (place < table->count && !entries[place].key) ++place;
  if (place >= table->count) return nullptr;
  iterator->position = place + 1;
  --iterator->remaining;
  return entries + place;
}

/// The pair handed out last, with the next entry in it, where nobody holds it any more.
bool nextPair(TableIteratorCell* iterator, Value* item) {
  if (!iterator->result || cellOf(iterator->result)->count() != 1) return false;
  const DictEntry* entry = nextEntry(iterator);
  if (!entry) return false;
  auto* pair = cellOf<TupleCell>(iterator->result);
  increment(entry->key);
  increment(entry->value);
  Value oldKey = std::exchange(pair->items[0], entry->key), oldValue = std::exchange(pair->items[1], entry->value);
  *item = iterator->result;
  increment(*item);
  decrement(oldValue);
  decrement(oldKey);
  return true;
}

bool nextElement(TableIteratorCell* iterator, Value* item) {
  if (!iterator->table || iterator->expected != setLength(iterator->table)) return false;
  auto* set = cellOf<SetCell>(iterator->table);
  if (!set->table) return false;
  uint32_t place = iterator->position;
  while (place <= set->mask && !isLive(setEntries(set)[place].key)) ++place;
  if (place > set->mask) return false;
  iterator->position = place + 1;
  --iterator->remaining;
  *item = setEntries(set)[place].key;
  increment(*item);
  return true;
}

}  // namespace

bool nextOther(Value iterator, Value* item) {
  if (!iterator.isReference()) return false;
  Offset type = cellOf(iterator)->type;
  if (type == typeOffset(TypeId::kStrIterator)) return nextCharacter(cellOf<SequenceIteratorCell>(iterator), item);
  auto* table = cellOf<TableIteratorCell>(iterator);
  if (type == typeOffset(TypeId::kDictItemIterator)) return nextPair(table, item);
  if (type == typeOffset(TypeId::kSetIterator)) return nextElement(table, item);
  bool keys = type == typeOffset(TypeId::kDictKeyIterator);
  if (!keys && type != typeOffset(TypeId::kDictValueIterator)) return false;
  const DictEntry* entry = nextEntry(table);
  if (!entry) return false;
  *item = keys ? entry->key : entry->value;
  increment(*item);
  return true;
}

bool endsHere(Value iterator) {
  if (!iterator.isReference()) return false;
  Offset type = cellOf(iterator)->type;
  if (type == typeOffset(TypeId::kRangeIterator)) return cellOf<RangeIteratorCell>(iterator)->remaining <= 0;
  auto* sequence = cellOf<SequenceIteratorCell>(iterator);
  uint32_t length;
  if (type == typeOffset(TypeId::kListIterator))
    length = sequence->sequence ? cellOf<ListCell>(sequence->sequence)->length : 0;
  else if (type == typeOffset(TypeId::kTupleIterator))
    length = sequence->sequence ? cellOf<TupleCell>(sequence->sequence)->length : 0;
  else
    return false;
  if (sequence->index < int64_t(length)) return false;
  decrement(std::exchange(sequence->sequence, Value()));
  return true;
}

Value iteratorOver(Value iterable) {
  if (isExactly(iterable, TypeId::kList)) return newSequenceIterator(TypeId::kListIterator, iterable).release();
  if (isExactly(iterable, TypeId::kTuple)) return newSequenceIterator(TypeId::kTupleIterator, iterable).release();
  return {};
}

}  // namespace vitrine::fast
