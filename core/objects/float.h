// float and complex. A float is immediate unless it is a NaN (identity matters) or a subclass's instance.
#pragma once

#include "objects/runtime.h"

namespace vitrine {

struct FloatCell : Cell {
  double value;
};
struct ComplexCell : Cell {
  double real, imaginary;
};

/// A float of any value; a NaN gets a cell of its own.
Ref newFloat(double value);
/// The double in any float (immediate, NaN, subclass).
inline double floatValue(Value v) { return v.isFloat() ? v.asFloat() : cellOf<FloatCell>(v)->value; }
/// float(x) as the language converts it: __float__, __index__; TypeError "must be real number, not X".
Result<double> toDouble(Vm& vm, Value v);
Ref newComplex(double real, double imaginary);

}  // namespace vitrine
