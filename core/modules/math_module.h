// The files of `math`, by subject: math_floats.cpp (functions of one or two floats), math_gamma.cpp, math_integers.cpp,
// math_sums.cpp (over iterables). CPython: Modules/mathmodule.c; messages are 3.14's. The table is in math_module.cpp.
#pragma once

#include <string>

#include "objects/native.h"

namespace vitrine::math {

#define MATH_FUNCTION(name) Result<Ref> name(Vm& vm, Args args)
// math_floats.cpp
MATH_FUNCTION(acos); MATH_FUNCTION(acosh); MATH_FUNCTION(asin); MATH_FUNCTION(asinh); MATH_FUNCTION(atan); MATH_FUNCTION(atanh);
MATH_FUNCTION(cbrt); MATH_FUNCTION(cos); MATH_FUNCTION(cosh); MATH_FUNCTION(degrees); MATH_FUNCTION(erf); MATH_FUNCTION(erfc);
MATH_FUNCTION(exp); MATH_FUNCTION(exp2); MATH_FUNCTION(expm1); MATH_FUNCTION(fabs); MATH_FUNCTION(log1p); MATH_FUNCTION(radians);
MATH_FUNCTION(sin); MATH_FUNCTION(sinh); MATH_FUNCTION(sqrt); MATH_FUNCTION(tan); MATH_FUNCTION(tanh); MATH_FUNCTION(ulp);
MATH_FUNCTION(isFinite); MATH_FUNCTION(isInf); MATH_FUNCTION(isNan); MATH_FUNCTION(isClose);
MATH_FUNCTION(atan2); MATH_FUNCTION(copySign); MATH_FUNCTION(fmod); MATH_FUNCTION(pow); MATH_FUNCTION(remainder); MATH_FUNCTION(fma);
MATH_FUNCTION(frexp); MATH_FUNCTION(ldexp); MATH_FUNCTION(modf); MATH_FUNCTION(nextAfter);
MATH_FUNCTION(gamma); MATH_FUNCTION(lgamma);
// math_integers.cpp
MATH_FUNCTION(ceil); MATH_FUNCTION(floor); MATH_FUNCTION(trunc); MATH_FUNCTION(log); MATH_FUNCTION(log2); MATH_FUNCTION(log10);
MATH_FUNCTION(comb); MATH_FUNCTION(factorial); MATH_FUNCTION(gcd); MATH_FUNCTION(isqrt); MATH_FUNCTION(lcm); MATH_FUNCTION(perm);
// math_sums.cpp
MATH_FUNCTION(dist); MATH_FUNCTION(fsum); MATH_FUNCTION(hypot); MATH_FUNCTION(prod); MATH_FUNCTION(sumProd);
#undef MATH_FUNCTION

/// ValueError with a float in its text: `format` has one %s.
Raised raiseDomain(Vm& vm, const char* format, double value);
/// The gamma function and the logarithm of its absolute value (math_gamma.cpp); errno as libm sets it: 0, EDOM, ERANGE.
double gammaOf(double x, int* error);
double logGammaOf(double x, int* error);

}  // namespace vitrine::math
