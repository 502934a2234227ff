// The small structs many iterators and views share, and iteration from C++ that never runs Python.
#pragma once

#include "heap/layout.h"
#include "objects/native.h"

namespace vitrine {

/// A sequence and where to go on; `sequence` becomes NULL at the end.
struct SequenceIteratorCell : Cell {
  Value sequence;
  int64_t index;
};
/// A dict or set, the position in its entries, the size it must keep. `table` becomes NULL at the end.
struct TableIteratorCell : Cell {
  Value table;
  uint32_t position, expected;
  Value result;  // dict items: the pair handed out last, reused when nobody else holds it
  int64_t remaining;  // how many are still to come (__length_hint__, and "keys changed during iteration")
};
struct HolderCell : Cell {
  Value value;
};
struct PairHolderCell : Cell {
  Value first, second;
};
struct TupleHolderCell : Cell {
  Value tuple, first, second;
};

/// A new iterator of one of the SequenceIterator types (list_iterator, str_iterator, ...) at `index`.
Ref newSequenceIterator(TypeId type, Value sequence, int64_t index = 0);
/// iter(callable, sentinel).
Ref newCallableIterator(Value callable, Value sentinel);
Ref newHolder(TypeId type, Value value);
/// reversed(x): __reversed__, or the sequence protocol; TypeError "'X' object is not reversible".
Result<Ref> reversed(Vm& vm, Value sequence);

/// Whether iterating over `iterable` runs no Python code at all: exact builtin containers and views, their iterators,
/// and enumerate, zip and repeat over such. Everything else that is long goes through the prelude (R11).
bool iteratesNatively(Value iterable);
/// iter(x) that gives the object itself: the `iter` slot of iterators.
Result<Ref> selfIter(Vm& vm, Value self);

void traverseSequenceIterator(Cell* cell, Visitor& visitor);
void dropSequenceIterator(Cell* cell);
void clearSequenceIterator(Cell* cell);
void traverseTableIterator(Cell* cell, Visitor& visitor);
void dropTableIterator(Cell* cell);
void clearTableIterator(Cell* cell);
void traverseHolder(Cell* cell, Visitor& visitor);
void dropHolder(Cell* cell);
void clearHolder(Cell* cell);
void traversePairHolder(Cell* cell, Visitor& visitor);
void dropPairHolder(Cell* cell);
void clearPairHolder(Cell* cell);
void traverseTupleHolder(Cell* cell, Visitor& visitor);
void dropTupleHolder(Cell* cell);
void clearTupleHolder(Cell* cell);

}  // namespace vitrine
