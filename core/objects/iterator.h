// The small structs many iterators and views share.
#pragma once

#include "objects/runtime.h"

namespace vitrine {

/// A sequence and where to go on; `sequence` becomes NULL at the end.
struct SequenceIteratorCell : Cell {
  Value sequence;
  int64_t index;
};
/// A dict or set, the position in its entries, the size it must keep.
struct TableIteratorCell : Cell {
  Value table;
  uint32_t position, expected;
  Value result;  // dict items: the pair handed out last, reused when nobody else holds it
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

}  // namespace vitrine
