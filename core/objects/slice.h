// slice: three values, and what they mean for a sequence of a given length.
#pragma once

#include "heap/layout.h"
#include "objects/runtime.h"

namespace vitrine {

struct SliceCell : Cell {
  Value start, stop, step;
};

struct SliceBounds {
  int64_t start, stop, step, length;
};

Ref newSlice(Value start, Value stop, Value step);
/// The slice applied to a sequence of `length` items (PySlice_Unpack and PySlice_AdjustIndices).
Result<SliceBounds> sliceBounds(Vm& vm, Value slice, int64_t length);
/// The first half alone: the slice's numbers clipped to 64 bits (`length` 0). Where the sequence's length may change
/// while __index__ runs, unpack first, then adjust to the length of now.
Result<SliceBounds> unpackSlice(Vm& vm, Value slice);
void adjustSlice(SliceBounds& bounds, int64_t length);

void traverseSlice(Cell* cell, Visitor& visitor);
void dropSlice(Cell* cell);
inline void clearSlice(Cell*) {}

}  // namespace vitrine
