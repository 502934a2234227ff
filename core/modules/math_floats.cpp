// math's functions of one, two or three floats: libm's, with CPython's errors.
#include <cerrno>
#include <cmath>

#include "base/number_format.h"
#include "modules/math_module.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/tuple.h"

namespace vitrine::math {
namespace {

Raised raiseRange(Vm& vm) { return vm.raise(TypeId::kOverflowError, "math range error"); }
Raised raiseDomain(Vm& vm) { return vm.raise(TypeId::kValueError, "math domain error"); }

/// function(x); a NaN out of no NaN is an error with this message, an infinity out of a finite number a singularity if there is
/// a message, else an overflow.
Result<Ref> ofOne(Vm& vm, Args args, double (*function)(double), const char* domain = nullptr) {
  double x = TRY(toDouble(vm, args[0])), result = function(x);
  if (std::isnan(result) && !std::isnan(x)) return domain ? math::raiseDomain(vm, domain, x) : raiseDomain(vm);
  if (std::isinf(result) && std::isfinite(x)) {
    return domain ? math::raiseDomain(vm, domain, x) : raiseRange(vm);
  }
  return newFloat(result);
}

constexpr char kFinite[] = "expected a finite input, got %s";

/// libm's functions of one argument, with one address each.
#define PLAIN(name) \
  double name##Of(double x) { return std::name(x); }
PLAIN(acos) PLAIN(acosh) PLAIN(asin) PLAIN(asinh) PLAIN(atan) PLAIN(atanh) PLAIN(cos) PLAIN(cosh) PLAIN(erf) PLAIN(erfc) PLAIN(exp)
PLAIN(exp2) PLAIN(expm1) PLAIN(fabs) PLAIN(log1p) PLAIN(sin) PLAIN(sinh) PLAIN(sqrt) PLAIN(tan) PLAIN(tanh)
#undef PLAIN

/// libm's cube roots differ in the last digit: one step of Newton's method in double precision of doubles makes them agree.
double cbrtOf(double x) {
  double root = std::cbrt(x);
  if (!std::isfinite(root) || root == 0) return root;
  int exponent;
  double fraction = std::frexp(x, &exponent);  // x = fraction * 8**k with a small fraction, so that nothing under- or overflows
  int k = exponent / 3;
  double small = std::ldexp(fraction, exponent - 3 * k), guess = std::ldexp(root, -k);
  double square = guess * guess, squareLow = std::fma(guess, guess, -square);
  double cube = square * guess, cubeLow = std::fma(square, guess, -cube) + squareLow * guess;
  return std::ldexp(guess + ((small - cube) - cubeLow) / (3 * square), k);
}

constexpr double kPi = 3.141592653589793238462643383279502884;

Result<Ref> pairOf(Vm& vm, Ref first, Ref second) { return newTuple(vm, {first.get(), second.get()}); }

}  // namespace

Raised raiseDomain(Vm& vm, const char* format, double value) {
  char text[160];
  std::snprintf(text, sizeof text, format, formatRepr(value).c_str());
  return vm.raise(TypeId::kValueError, "%s", text);
}

constexpr char kUnit[] = "expected a number in range from -1 up to 1, got %s";
Result<Ref> acos(Vm& vm, Args args) { return ofOne(vm, args, acosOf, kUnit); }
Result<Ref> asin(Vm& vm, Args args) { return ofOne(vm, args, asinOf, kUnit); }
Result<Ref> acosh(Vm& vm, Args args) { return ofOne(vm, args, acoshOf, "expected argument value not less than 1, got %s"); }
Result<Ref> atanh(Vm& vm, Args args) { return ofOne(vm, args, atanhOf, "expected a number between -1 and 1, got %s"); }
Result<Ref> log1p(Vm& vm, Args args) { return ofOne(vm, args, log1pOf, "expected argument value > -1, got %s"); }
Result<Ref> sqrt(Vm& vm, Args args) { return ofOne(vm, args, sqrtOf, "expected a nonnegative input, got %s"); }
Result<Ref> sin(Vm& vm, Args args) { return ofOne(vm, args, sinOf, kFinite); }
Result<Ref> cos(Vm& vm, Args args) { return ofOne(vm, args, cosOf, kFinite); }
Result<Ref> tan(Vm& vm, Args args) { return ofOne(vm, args, tanOf, kFinite); }
Result<Ref> asinh(Vm& vm, Args args) { return ofOne(vm, args, asinhOf); }
Result<Ref> atan(Vm& vm, Args args) { return ofOne(vm, args, atanOf); }
Result<Ref> cbrt(Vm& vm, Args args) { return ofOne(vm, args, cbrtOf); }
Result<Ref> cosh(Vm& vm, Args args) { return ofOne(vm, args, coshOf); }
Result<Ref> sinh(Vm& vm, Args args) { return ofOne(vm, args, sinhOf); }
Result<Ref> tanh(Vm& vm, Args args) { return ofOne(vm, args, tanhOf); }
Result<Ref> erf(Vm& vm, Args args) { return ofOne(vm, args, erfOf); }
Result<Ref> erfc(Vm& vm, Args args) { return ofOne(vm, args, erfcOf); }
Result<Ref> exp(Vm& vm, Args args) { return ofOne(vm, args, expOf); }
Result<Ref> exp2(Vm& vm, Args args) { return ofOne(vm, args, exp2Of); }
Result<Ref> expm1(Vm& vm, Args args) { return ofOne(vm, args, expm1Of); }
Result<Ref> fabs(Vm& vm, Args args) { return ofOne(vm, args, fabsOf); }
Result<Ref> degrees(Vm& vm, Args args) { return newFloat(TRY(toDouble(vm, args[0])) * (180.0 / kPi)); }
Result<Ref> radians(Vm& vm, Args args) { return newFloat(TRY(toDouble(vm, args[0])) * (kPi / 180.0)); }

Result<Ref> gamma(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0]));
  int error = 0;
  double result = gammaOf(x, &error);
  if (error == EDOM) return math::raiseDomain(vm, "expected a noninteger or positive integer, got %s", x);
  if (error == ERANGE && std::fabs(result) > 1.5) return raiseRange(vm);
  return newFloat(result);
}
Result<Ref> lgamma(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0]));
  int error = 0;
  double result = logGammaOf(x, &error);
  if (error == EDOM) return math::raiseDomain(vm, "expected a noninteger or positive integer, got %s", x);
  if (error == ERANGE) return raiseRange(vm);
  return newFloat(result);
}

Result<Ref> ulp(Vm& vm, Args args) {
  double x = std::fabs(TRY(toDouble(vm, args[0])));
  if (!std::isfinite(x)) return newFloat(x);
  double above = std::nextafter(x, HUGE_VAL);
  return newFloat(std::isinf(above) ? x - std::nextafter(x, -HUGE_VAL) : above - x);
}

Result<Ref> isFinite(Vm& vm, Args args) { return boolRef(std::isfinite(TRY(toDouble(vm, args[0])))); }
Result<Ref> isInf(Vm& vm, Args args) { return boolRef(std::isinf(TRY(toDouble(vm, args[0])))); }
Result<Ref> isNan(Vm& vm, Args args) { return boolRef(std::isnan(TRY(toDouble(vm, args[0])))); }

Result<Ref> isClose(Vm& vm, Args args) {
  double a = TRY(toDouble(vm, args[0])), b = TRY(toDouble(vm, args[1]));
  double relative = args[2] ? TRY(toDouble(vm, args[2])) : 1e-9, absolute = args[3] ? TRY(toDouble(vm, args[3])) : 0.0;
  if (relative < 0 || absolute < 0) return vm.raise(TypeId::kValueError, "tolerances must be non-negative");
  if (a == b) return boolRef(true);
  if (std::isinf(a) || std::isinf(b)) return boolRef(false);
  double difference = std::fabs(b - a);
  return boolRef(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) || difference <= absolute);
}

// Two arguments ------------------------------------------------------------------------------------------------------

Result<Ref> atan2(Vm& vm, Args args) {
  double y = TRY(toDouble(vm, args[0])), x = TRY(toDouble(vm, args[1]));
  return newFloat(std::atan2(y, x));
}

Result<Ref> copySign(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0])), y = TRY(toDouble(vm, args[1]));
  return newFloat(std::copysign(x, y));
}

Result<Ref> fmod(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0])), y = TRY(toDouble(vm, args[1]));
  if (std::isinf(y) && std::isfinite(x)) return newFloat(x);
  double result = std::fmod(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return raiseDomain(vm);
  return newFloat(result);
}

Result<Ref> remainder(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0])), y = TRY(toDouble(vm, args[1]));
  double result = std::remainder(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return raiseDomain(vm);
  return newFloat(result);
}

Result<Ref> pow(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0])), y = TRY(toDouble(vm, args[1]));
  double result = std::pow(x, y);
  if (!std::isfinite(x) || !std::isfinite(y)) return newFloat(result);  // C99 Annex F: no errors there
  if (std::isnan(result) || (std::isinf(result) && x == 0)) return raiseDomain(vm);
  if (std::isinf(result)) return raiseRange(vm);
  return newFloat(result);
}

Result<Ref> fma(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0])), y = TRY(toDouble(vm, args[1])), z = TRY(toDouble(vm, args[2]));
  double result = std::fma(x, y, z);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y) && !std::isnan(z)) return vm.raise(TypeId::kValueError, "invalid operation in fma");
  if (std::isinf(result) && std::isfinite(x) && std::isfinite(y) && std::isfinite(z)) return vm.raise(TypeId::kOverflowError, "overflow in fma");
  return newFloat(result);
}

// The parts of a float -----------------------------------------------------------------------------------------------

Result<Ref> frexp(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0]));
  int exponent = 0;
  double fraction = std::isfinite(x) && x != 0 ? std::frexp(x, &exponent) : x;
  return pairOf(vm, newFloat(fraction), intRef(exponent));
}

Result<Ref> modf(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0])), whole = x;
  double fraction = std::isinf(x) ? std::copysign(0.0, x) : std::modf(x, &whole);
  if (std::isnan(x)) whole = x;
  return pairOf(vm, newFloat(fraction), newFloat(whole));
}

Result<Ref> ldexp(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0]));
  if (!isIntOrBool(args[1])) return vm.raise(TypeId::kTypeError, "Expected an int as second argument to ldexp.");
  if (x == 0 || !std::isfinite(x)) return newFloat(x);
  bool negative = IntDigits(args[1]).view.negative;
  int64_t exponent = asInt64(args[1]).value_or(negative ? INT64_MIN : INT64_MAX);
  if (exponent > 100000) return raiseRange(vm);
  if (exponent < -100000) return newFloat(std::copysign(0.0, x));
  double result = std::ldexp(x, int(exponent));
  if (std::isinf(result)) return raiseRange(vm);
  return newFloat(result);
}

namespace {

/// A float's place in the order of all floats; equal for both zeros.
int64_t orderOf(double x) {
  int64_t bits = __builtin_bit_cast(int64_t, x);
  return bits < 0 ? INT64_MIN - bits : bits;
}
double atOrder(int64_t order) { return __builtin_bit_cast(double, order < 0 ? INT64_MIN - order : order); }

}  // namespace

/// values: x, y, steps.
Result<Ref> nextAfter(Vm& vm, Args args) {
  double x = TRY(toDouble(vm, args[0])), y = TRY(toDouble(vm, args[1]));
  if (!args.has(2) || isNone(args[2])) return newFloat(std::nextafter(x, y));
  Ref steps = TRY(toIndex(vm, args[2]));
  if (IntDigits(steps).view.negative) return vm.raise(TypeId::kValueError, "steps must be a non-negative integer");
  if (std::isnan(x)) return newFloat(x);
  if (std::isnan(y)) return newFloat(y);
  uint64_t count = bigint::toUint64(IntDigits(steps).view).value_or(UINT64_MAX);
  if (count == 0) return newFloat(x);
  if (x == y) return newFloat(y);
  int64_t from = orderOf(x), to = orderOf(y);
  uint64_t distance = from < to ? uint64_t(to) - uint64_t(from) : uint64_t(from) - uint64_t(to);
  if (count >= distance) return newFloat(y);
  int64_t order = from < to ? from + int64_t(count) : from - int64_t(count);
  return newFloat(order == 0 ? std::copysign(0.0, x) : atOrder(order));
}

}  // namespace vitrine::math
