// How the heap walks the small structs of iterator.h.
#include <utility>

#include "objects/iterator.h"

namespace vitrine {
namespace {

void let(Value& slot) { decrement(std::exchange(slot, Value())); }

}  // namespace

void traverseSequenceIterator(Cell* cell, Visitor& visitor) { visitor.visitValue(static_cast<SequenceIteratorCell*>(cell)->sequence); }
void dropSequenceIterator(Cell* cell) { let(static_cast<SequenceIteratorCell*>(cell)->sequence); }
void clearSequenceIterator(Cell* cell) { dropSequenceIterator(cell); }

void traverseTableIterator(Cell* cell, Visitor& visitor) {
  auto* iterator = static_cast<TableIteratorCell*>(cell);
  visitor.visitValue(iterator->table);
  visitor.visitValue(iterator->result);
}
void dropTableIterator(Cell* cell) {
  auto* iterator = static_cast<TableIteratorCell*>(cell);
  let(iterator->table);
  let(iterator->result);
}
void clearTableIterator(Cell* cell) { dropTableIterator(cell); }

void traverseHolder(Cell* cell, Visitor& visitor) { visitor.visitValue(static_cast<HolderCell*>(cell)->value); }
void dropHolder(Cell* cell) { let(static_cast<HolderCell*>(cell)->value); }
void clearHolder(Cell*) {}  // a view without its dict would be invalid: the dict breaks the cycle

void traversePairHolder(Cell* cell, Visitor& visitor) {
  auto* holder = static_cast<PairHolderCell*>(cell);
  visitor.visitValue(holder->first);
  visitor.visitValue(holder->second);
}
void dropPairHolder(Cell* cell) {
  auto* holder = static_cast<PairHolderCell*>(cell);
  let(holder->first);
  let(holder->second);
}
void clearPairHolder(Cell* cell) { dropPairHolder(cell); }

void traverseTupleHolder(Cell* cell, Visitor& visitor) {
  auto* holder = static_cast<TupleHolderCell*>(cell);
  visitor.visitValue(holder->tuple);
  visitor.visitValue(holder->first);
  visitor.visitValue(holder->second);
}
void dropTupleHolder(Cell* cell) {
  auto* holder = static_cast<TupleHolderCell*>(cell);
  let(holder->tuple);
  let(holder->first);
  let(holder->second);
}
void clearTupleHolder(Cell* cell) { dropTupleHolder(cell); }

}  // namespace vitrine
