// What t-strings make (PEP 750): Template, a PairHolderCell of strings and interpolations, and Interpolation.
#pragma once

#include "objects/runtime.h"

namespace vitrine {

struct InterpolationCell : Cell {
  Value value, expression, conversion, formatSpec;  // conversion: a str of one letter, or None
};

/// From tuples: one more string than interpolations.
Result<Ref> newTemplate(Value strings, Value interpolations);
Result<Ref> newInterpolation(Value value, Value expression, Value conversion, Value formatSpec);

}  // namespace vitrine
