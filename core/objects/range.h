// range and its iterators: 64-bit where the numbers fit, any int otherwise.
#pragma once

#include "objects/runtime.h"

namespace vitrine {

struct RangeCell : Cell {
  Value start, stop, step, length;  // ints
};
struct RangeIteratorCell : Cell {
  int64_t next, step, remaining;
};
struct LongRangeIteratorCell : Cell {
  Value next, step, remaining;
};

Result<Ref> newRange(Vm& vm, Value start, Value stop, Value step);

}  // namespace vitrine
