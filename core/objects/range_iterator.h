// Making range_iterator and longrange_iterator (range.h has the structs).
#pragma once

#include "objects/range.h"

namespace vitrine {

/// An iterator over `length` numbers from `start`: range_iterator where all of them fit 64 bits, else longrange_iterator.
Result<Ref> newRangeIterator(Vm& vm, Value start, Value step, Value length);

}  // namespace vitrine
