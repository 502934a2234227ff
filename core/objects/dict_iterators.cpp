// The six iterators over dicts. CPython: Objects/dictobject.c, dictiter_*. They notice a change of size, and a key that
// came in for another that went out.
#include "objects/allocate.h"
#include "objects/dict_table.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

constexpr uint32_t kChanged = UINT32_MAX;  // `expected` after the error: it comes again each time

TableIteratorCell* iteratorCell(Value v) { return cellOf<TableIteratorCell>(v); }

Ref finish(TableIteratorCell* iterator) {
  decrement(std::exchange(iterator->table, Value()));
  return exhausted();
}

/// Moves to the next entry in the iterator's direction; nullptr at the end of the table.
DictEntry* advance(TableIteratorCell* iterator, bool backward) {
  DictTable* table = tableOf(dictCell(iterator->table));
  if (!table) return nullptr;
  DictEntry* entries = table->entries();
  if (backward) {
    uint32_t at = iterator->position > table->count ? table->count : iterator->position;  // one behind the next entry
    while (at > 0 && !entries[at - 1].key) --at;
    if (at == 0) return nullptr;
    iterator->position = at - 1;
    return entries + at - 1;
  }
  uint32_t at = iterator->position;
  while (at < table->count && !entries[at].key) ++at;
  if (at >= table->count) return nullptr;
  iterator->position = at + 1;
  return entries + at;
}

/// The next entry; nullptr with `*ended` where there is none, else an exception is pending.
DictEntry* nextEntry(Vm& vm, TableIteratorCell* iterator, bool backward, bool* ended) {
  *ended = true;
  if (!iterator->table) return nullptr;
  if (iterator->expected != dictCell(iterator->table)->used) {
    iterator->expected = kChanged;
    *ended = false;
    vm.raise(TypeId::kRuntimeError, "dictionary changed size during iteration");
    return nullptr;
  }
  DictEntry* entry = advance(iterator, backward);
  if (!entry) return nullptr;
  if (iterator->remaining == 0) {
    *ended = false;
    iterator->expected = kChanged;
    vm.raise(TypeId::kRuntimeError, "dictionary keys changed during iteration");
    return nullptr;
  }
  --iterator->remaining;
  return entry;
}

Result<Ref> endOf(TableIteratorCell* iterator, bool ended) {
  if (!ended) return Raised{};
  return iterator->table ? finish(iterator) : exhausted();
}

template <bool backward>
Result<Ref> nextKey(Vm& vm, Value self) {
  bool ended;
  DictEntry* entry = nextEntry(vm, iteratorCell(self), backward, &ended);
  return entry ? Result<Ref>(Ref::share(entry->key)) : endOf(iteratorCell(self), ended);
}

template <bool backward>
Result<Ref> nextValue(Vm& vm, Value self) {
  bool ended;
  DictEntry* entry = nextEntry(vm, iteratorCell(self), backward, &ended);
  return entry ? Result<Ref>(Ref::share(entry->value)) : endOf(iteratorCell(self), ended);
}

template <bool backward>
Result<Ref> nextItem(Vm& vm, Value self) {
  bool ended;
  auto* iterator = iteratorCell(self);
  DictEntry* entry = nextEntry(vm, iterator, backward, &ended);
  if (!entry) return endOf(iterator, ended);
  Ref key = Ref::share(entry->key), value = Ref::share(entry->value);
  if (iterator->result && cellOf(iterator->result)->count() == 1) {
    auto* pair = cellOf<TupleCell>(iterator->result);
    key = Ref::steal(std::exchange(pair->items[0], key.release()));
    value = Ref::steal(std::exchange(pair->items[1], value.release()));
    return Ref::share(iterator->result);
  }
  Ref pair = TRY(newTupleBlank(vm, 2));
  pair.as<TupleCell>()->items[0] = key.release();
  pair.as<TupleCell>()->items[1] = value.release();
  decrement(std::exchange(iterator->result, pair.share().release()));
  return pair;
}

Result<Ref> lengthHintOf(Vm& vm, Args args) {
  auto* iterator = iteratorCell(args[0]);
  return intRef(iterator->table && iterator->expected == dictCell(iterator->table)->used ? iterator->remaining : 0);
}

/// (iter, ([what is left],)), without moving the iterator.
Result<Ref> reduce(Vm& vm, Args args) {
  auto* iterator = iteratorCell(args[0]);
  Ref twin = TRY(allocateObject(vm, typeOf(args[0])));
  auto* cell = twin.as<TableIteratorCell>();
  increment(iterator->table);
  cell->table = iterator->table;
  cell->position = iterator->position;
  cell->expected = iterator->expected;
  cell->remaining = iterator->remaining;
  Ref rest = TRY(listFrom(vm, twin)), arguments = TRY(newTuple(vm, {rest.get()})), name = intern("iter");
  Value function = dictGetName(Value::reference(root().builtins), name);
  return newTuple(vm, {function ? function : none(), arguments.get()});
}

const NativeMethod kMethods[] = {
    {"__length_hint__", "($self, /)", lengthHintOf, kMethodPlain, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", "($self, /)", reduce, kMethodPlain, "Return state information for pickling."},
};

constexpr NativeType iteratorType(TypeId id, Result<Ref> (*next)(Vm&, Value)) {
  NativeSlots slots;
  slots.iter = selfIter;
  slots.next = next;
  return {.id = id, .instanceBytes = sizeof(TableIteratorCell), .slots = slots, .methods = kMethods};
}

bool goesBackward(TypeId type) {
  return type == TypeId::kDictReverseKeyIterator || type == TypeId::kDictReverseValueIterator || type == TypeId::kDictReverseItemIterator;
}

}  // namespace

Ref newDictIterator(TypeId type, Value dict) {
  auto* iterator = makeCell<TableIteratorCell>(type);
  iterator->table = Ref::share(dict).release();
  iterator->expected = dictLength(dict);
  iterator->remaining = iterator->expected;
  DictTable* table = tableOf(dictCell(dict));
  iterator->position = goesBackward(type) && table ? table->count : 0;
  return Ref::steal(iterator);
}

extern const NativeType kDictKeyIteratorType = iteratorType(TypeId::kDictKeyIterator, nextKey<false>);
extern const NativeType kDictValueIteratorType = iteratorType(TypeId::kDictValueIterator, nextValue<false>);
extern const NativeType kDictItemIteratorType = iteratorType(TypeId::kDictItemIterator, nextItem<false>);
extern const NativeType kDictReverseKeyIteratorType = iteratorType(TypeId::kDictReverseKeyIterator, nextKey<true>);
extern const NativeType kDictReverseValueIteratorType = iteratorType(TypeId::kDictReverseValueIterator, nextValue<true>);
extern const NativeType kDictReverseItemIteratorType = iteratorType(TypeId::kDictReverseItemIterator, nextItem<true>);

}  // namespace vitrine
