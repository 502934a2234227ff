// slice.
#pragma once

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

}  // namespace vitrine
