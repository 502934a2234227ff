// The module math: the table of its functions and its constants.
#include "modules/math_module.h"

#include <cmath>

#include "objects/dict.h"
#include "objects/float.h"
#include "objects/module.h"
#include "objects/str.h"

namespace vitrine {
namespace {

#define ONE(name, function, doc) {name, "($module, x, /)", math::function, kMethodPlain, doc}
#define TWO(name, signature, function, doc) {name, signature, math::function, kMethodPlain, doc}

const NativeMethod kFunctions[] = {
    ONE("acos", acos, "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi."),
    ONE("acosh", acosh, "Return the inverse hyperbolic cosine of x."),
    ONE("asin", asin, "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."),
    ONE("asinh", asinh, "Return the inverse hyperbolic sine of x."),
    ONE("atan", atan, "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."),
    TWO("atan2", "($module, y, x, /)", atan2, "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered."),
    ONE("atanh", atanh, "Return the inverse hyperbolic tangent of x."),
    ONE("cbrt", cbrt, "Return the cube root of x."),
    ONE("ceil", ceil, "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x."),
    TWO("comb", "($module, n, k, /)", comb, "Number of ways to choose k items from n items without repetition and without order."),
    TWO("copysign", "($module, x, y, /)", copySign, "Return a float with the magnitude (absolute value) of x but the sign of y."),
    ONE("cos", cos, "Return the cosine of x (measured in radians)."),
    ONE("cosh", cosh, "Return the hyperbolic cosine of x."),
    ONE("degrees", degrees, "Convert angle x from radians to degrees."),
    TWO("dist", "($module, p, q, /)", dist, "Return the Euclidean distance between two points p and q, given as sequences of coordinates."),
    ONE("erf", erf, "Error function at x."),
    ONE("erfc", erfc, "Complementary error function at x."),
    ONE("exp", exp, "Return e raised to the power of x."),
    ONE("exp2", exp2, "Return 2 raised to the power of x."),
    ONE("expm1", expm1, "Return exp(x)-1, without the loss of precision for small x."),
    ONE("fabs", fabs, "Return the absolute value of the float x."),
    TWO("factorial", "($module, n, /)", factorial, "Find n!."),
    ONE("floor", floor, "Return the floor of x as an Integral.\n\nThis is the largest integer <= x."),
    TWO("fma", "($module, x, y, z, /)", fma, "Fused multiply-add operation: (x * y) + z with a single round."),
    TWO("fmod", "($module, x, y, /)", fmod, "Return fmod(x, y), according to platform C.\n\nx % y may differ."),
    ONE("frexp", frexp, "Return the mantissa and exponent of x, as pair (m, e).\n\nIf x is 0, m and e are both 0. Else 0.5 <= abs(m) < 1.0."),
    TWO("fsum", "($module, seq, /)", fsum, "Return an accurate floating-point sum of values in the iterable seq."),
    ONE("gamma", gamma, "Gamma function at x."),
    TWO("gcd", "($module, /, *integers)", gcd, "Greatest Common Divisor."),
    TWO("hypot", "($module, /, *coordinates)", hypot, "Multidimensional Euclidean distance from the origin to a point."),
    TWO("isclose", "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", isClose, "Determine whether two floating-point numbers are close in value."),
    ONE("isfinite", isFinite, "Return True if x is neither an infinity nor a NaN, and False otherwise."),
    ONE("isinf", isInf, "Return True if x is a positive or negative infinity, and False otherwise."),
    ONE("isnan", isNan, "Return True if x is a NaN (not a number), and False otherwise."),
    TWO("isqrt", "($module, n, /)", isqrt, "Return the integer part of the square root of the input."),
    TWO("lcm", "($module, /, *integers)", lcm, "Least Common Multiple."),
    TWO("ldexp", "($module, x, i, /)", ldexp, "Return x * (2**i).\n\nThis is essentially the inverse of frexp()."),
    ONE("lgamma", lgamma, "Natural logarithm of absolute value of Gamma function at x."),
    TWO("log", "($module, x, base=math.e, /)", log, "log(x, [base=math.e])\nReturn the logarithm of x to the given base."),
    ONE("log10", log10, "Return the base 10 logarithm of x."),
    ONE("log1p", log1p, "Return the natural logarithm of 1+x (base e)."),
    ONE("log2", log2, "Return the base 2 logarithm of x."),
    ONE("modf", modf, "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats."),
    TWO("nextafter", "($module, x, y, /, *, steps=None)", nextAfter, "Return the floating-point value the given number of steps after x towards y."),
    TWO("perm", "($module, n, k=None, /)", perm, "Number of ways to choose k items from n items without repetition and with order."),
    TWO("pow", "($module, x, y, /)", pow, "Return x**y (x to the power of y)."),
    TWO("prod", "($module, iterable, /, *, start=1)", prod, "Calculate the product of all the elements in the input iterable."),
    ONE("radians", radians, "Convert angle x from degrees to radians."),
    TWO("remainder", "($module, x, y, /)", remainder, "Difference between x and the closest integer multiple of y."),
    ONE("sin", sin, "Return the sine of x (measured in radians)."),
    ONE("sinh", sinh, "Return the hyperbolic sine of x."),
    ONE("sqrt", sqrt, "Return the square root of x."),
    TWO("sumprod", "($module, p, q, /)", sumProd, "Return the sum of products of values from two iterables p and q."),
    ONE("tan", tan, "Return the tangent of x (measured in radians)."),
    ONE("tanh", tanh, "Return the hyperbolic tangent of x."),
    ONE("trunc", trunc, "Truncates the Real x to the nearest Integral toward 0."),
    ONE("ulp", ulp, "Return the value of the least significant bit of the float x."),
};

Result<void> populate(Vm& vm, Value module) {
  struct Constant {
    const char* name;
    double value;
  };
  const Constant constants[] = {{"pi", 3.141592653589793238462643383279502884},
                                {"e", 2.718281828459045235360287471352662498},
                                {"tau", 6.283185307179586476925286766559005768},
                                {"inf", HUGE_VAL},
                                {"nan", std::fabs(std::nan(""))}};
  for (const Constant& each : constants) {
    Ref name = intern(each.name), value = newFloat(each.value);
    TRY(dictSetName(vm, moduleDict(module), name, value));
  }
  return {};
}

// For prelude/math.py, which hands lists and tuples over.
const NativeMethod kHelpers[] = {
    {"_math_fsum", "(list, /)", math::fsum},
    {"_math_dist", "(p, q, /)", math::dist},
    {"_math_sumprod", "(p, q, /)", math::sumProd},
};

}  // namespace

extern const NativeModule kPreludeMathModule = {"_prelude.math", kHelpers};
extern const NativeModule kMathModule = {"math", kFunctions, populate,
                                         "This module provides access to the mathematical functions\ndefined by the C standard."};

}  // namespace vitrine
