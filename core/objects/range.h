// range and its iterators: 64-bit where the numbers fit, any int otherwise.
#pragma once

#include "heap/layout.h"
#include "objects/runtime.h"

namespace vitrine {

struct RangeCell : Cell {
  Value start, stop, step, length;  // ints
};
/// For numbers of 64 bits: `next` is what comes, `remaining` how often.
struct RangeIteratorCell : Cell {
  int64_t next, step, remaining;
};
struct LongRangeIteratorCell : Cell {
  Value next, step, remaining;  // ints
};

/// `start`, `stop`, `step` are ints (bools and subclasses are made exact); ValueError where `step` is 0.
Result<Ref> newRange(Vm& vm, Value start, Value stop, Value step);

void traverseRange(Cell* cell, Visitor& visitor);
void dropRange(Cell* cell);
void traverseRangeIterator(Cell* cell, Visitor& visitor);
void dropRangeIterator(Cell* cell);
void traverseLongRangeIterator(Cell* cell, Visitor& visitor);
void dropLongRangeIterator(Cell* cell);
// None of these can be part of a cycle: there is nothing to clear.
inline void clearRange(Cell*) {}
inline void clearRangeIterator(Cell*) {}
inline void clearLongRangeIterator(Cell*) {}

}  // namespace vitrine
