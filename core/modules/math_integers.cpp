// math's functions of integers, floor and its kind, and the logarithms, which take integers of any size.
#include <cmath>

#include "base/float_rounding.h"
#include "modules/math_module.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/int_operations.h"
#include "objects/names.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/tuple.h"

namespace vitrine::math {
namespace {

Result<Ref> intOfFloat(Vm& vm, double value) {
  if (std::isnan(value)) return vm.raise(TypeId::kValueError, "cannot convert float NaN to integer");
  if (std::isinf(value)) return vm.raise(TypeId::kOverflowError, "cannot convert float infinity to integer");
  if (std::fabs(value) < 1e14) return intRef(int64_t(value));
  return newInt(vm, bigint::fromDouble(value));
}

/// x.__floor__() and its kind: native numbers at once; other types' methods are called as the last act; NULL where
/// the type has none (never pending).
Result<Ref> roundWith(Vm& vm, Value x, Dunder dunder, double (*function)(double)) {
  if (x.isFloat() || isExactly(x, TypeId::kFloat)) return intOfFloat(vm, function(floatValue(x)));
  if (x.isInt() || x.isBool() || isExactly(x, TypeId::kInt)) return exactInt(vm, x);
  Value method = lookupOnType(x, dunder);
  if (!method) return exhausted();
  Ref held = Ref::share(method), bound = TRY(bindDescriptor(vm, held, x, valueOf(typeOf(x))));
  return tailCall(vm, bound, {});
}

double floorOf(double x) { return std::floor(x); }
double ceilOf(double x) { return std::ceil(x); }
double truncOf(double x) { return std::trunc(x); }

// Logarithms ---------------------------------------------------------------------------------------------------------

double logOf(double x) { return std::log(x); }
double log2Of(double x) { return std::log2(x); }
double log10Of(double x) { return std::log10(x); }

/// A positive integer as fraction * 2**exponent, 0.5 <= fraction < 1.
double bigFrexp(BigIntView view, uint64_t* exponent) {
  uint64_t bits = bigint::bitLength(view), cut = bits > 64 ? bits - 64 : 0;
  BigInt top = bigint::shiftRight(view, cut);
  bool sticky = cut && bigint::shiftLeft(top, cut) != BigInt(view);
  double fraction = composeDouble(*bigint::toUint64(top), sticky, -int64_t(bits - cut));
  *exponent = fraction == 1.0 ? bits + 1 : bits;
  return fraction == 1.0 ? 0.5 : fraction;
}

Result<double> logarithm(Vm& vm, Value v, double (*function)(double)) {
  if (isIntOrBool(v)) {
    IntDigits digits(v);
    if (digits.view.negative || digits.view.isZero()) return vm.raise(TypeId::kValueError, "expected a positive input");
    if (auto value = bigint::toDouble(digits.view)) return function(*value);
    uint64_t exponent;
    double fraction = bigFrexp(digits.view, &exponent);
    return function(fraction) + function(2.0) * double(exponent);
  }
  double x = TRY(toDouble(vm, v));
  if (x <= 0) return raiseDomain(vm, "expected a positive input, got %s", x);
  return function(x);
}

// Products -----------------------------------------------------------------------------------------------------------

constexpr uint64_t kMostBits = uint64_t(1) << 31;

/// first * (first + 1) * ... * last, by halves.
BigInt productOf(BigIntView first, uint64_t count) {
  if (count == 0) return BigInt(1);
  if (count == 1) return BigInt(first);
  if (count <= 4) {
    BigInt result(first), factor(first);
    for (uint64_t i = 1; i < count; ++i) {
      factor = bigint::add(factor, BigInt(1));
      result = bigint::multiply(result, factor);
    }
    return result;
  }
  uint64_t half = count / 2;
  BigInt middle = bigint::add(first, bigint::fromUint64(half));
  return bigint::multiply(productOf(first, half), productOf(middle, count - half));
}

Result<void> checkSize(Vm& vm, BigIntView greatest, uint64_t count) {
  uint64_t bits = bigint::bitLength(greatest);
  if (bits && count > kMostBits / bits) return vm.raiseMemoryError();
  return {};
}

/// n and k of comb and perm as exact ints that are not negative.
Result<void> takeCounts(Vm& vm, Value nValue, Value kValue, Ref* n, Ref* k) {
  *n = TRY(toIndex(vm, nValue));
  *k = TRY(toIndex(vm, kValue));
  if (IntDigits(*n).view.negative) return vm.raise(TypeId::kValueError, "n must be a non-negative integer");
  if (IntDigits(*k).view.negative) return vm.raise(TypeId::kValueError, "k must be a non-negative integer");
  return {};
}

}  // namespace

Result<Ref> floor(Vm& vm, Args args) {
  Ref result = TRY(roundWith(vm, args[0], Dunder::kFloor, floorOf));
  return isExhausted(result) ? intOfFloat(vm, std::floor(TRY(toDouble(vm, args[0])))) : std::move(result);
}
Result<Ref> ceil(Vm& vm, Args args) {
  Ref result = TRY(roundWith(vm, args[0], Dunder::kCeil, ceilOf));
  return isExhausted(result) ? intOfFloat(vm, std::ceil(TRY(toDouble(vm, args[0])))) : std::move(result);
}
Result<Ref> trunc(Vm& vm, Args args) {
  Ref result = TRY(roundWith(vm, args[0], Dunder::kTrunc, truncOf));
  if (!isExhausted(result)) return result;
  return vm.raiseTypeErrorFor("type %s doesn't define __trunc__ method", args[0]);
}

/// values: x, base.
Result<Ref> log(Vm& vm, Args args) {
  double above = TRY(logarithm(vm, args[0], logOf));
  if (!args.has(1)) return newFloat(above);
  double below = TRY(logarithm(vm, args[1], logOf));
  if (below == 0) return vm.raise(TypeId::kZeroDivisionError, "division by zero");
  return newFloat(above / below);
}
Result<Ref> log2(Vm& vm, Args args) { return newFloat(TRY(logarithm(vm, args[0], log2Of))); }
Result<Ref> log10(Vm& vm, Args args) { return newFloat(TRY(logarithm(vm, args[0], log10Of))); }

Result<Ref> factorial(Vm& vm, Args args) {
  Ref n = TRY(toIndex(vm, args[0]));
  if (IntDigits(n).view.negative) return vm.raise(TypeId::kValueError, "factorial() not defined for negative values");
  auto count = asInt64(n);
  if (!count) return vm.raise(TypeId::kOverflowError, "factorial() argument should not exceed %lld", static_cast<long long>(INT64_MAX));
  TRY(checkSize(vm, IntDigits(n).view, uint64_t(*count)));
  return newInt(vm, productOf(BigInt(1), uint64_t(*count)));
}

/// values: n, k.
Result<Ref> perm(Vm& vm, Args args) {
  if (!args.has(1) || isNone(args[1])) return factorial(vm, args);
  Ref n, k;
  TRY(takeCounts(vm, args[0], args[1], &n, &k));
  IntDigits top(n), count(k);
  if (bigint::compare(top.view, count.view) < 0) return intRef(0);
  auto small = asInt64(k);
  if (!small) return vm.raise(TypeId::kOverflowError, "k must not exceed %lld", static_cast<long long>(INT64_MAX));
  TRY(checkSize(vm, top.view, uint64_t(*small)));
  BigInt first = bigint::add(bigint::subtract(top.view, count.view), BigInt(1));
  return newInt(vm, productOf(first, uint64_t(*small)));
}

/// values: n, k.
Result<Ref> comb(Vm& vm, Args args) {
  Ref n, k;
  TRY(takeCounts(vm, args[0], args[1], &n, &k));
  IntDigits top(n), count(k);
  if (bigint::compare(top.view, count.view) < 0) return intRef(0);
  BigInt rest = bigint::subtract(top.view, count.view);
  BigInt fewer = bigint::compare(rest, count.view) < 0 ? rest : BigInt(count.view);
  auto small = fewer.toInt64();
  if (!small) return vm.raise(TypeId::kOverflowError, "min(n - k, k) must not exceed %lld", static_cast<long long>(INT64_MAX));
  TRY(checkSize(vm, top.view, uint64_t(*small)));
  BigInt first = bigint::add(bigint::subtract(top.view, fewer), BigInt(1));
  BigInt above = productOf(first, uint64_t(*small)), below = productOf(BigInt(1), uint64_t(*small));
  return newInt(vm, bigint::divModFloor(above, below).quotient);
}

Result<Ref> isqrt(Vm& vm, Args args) {
  Ref n = TRY(toIndex(vm, args[0]));
  if (IntDigits(n).view.negative) return vm.raise(TypeId::kValueError, "isqrt() argument must be nonnegative");
  return newInt(vm, bigint::isqrt(IntDigits(n).view));
}

/// values: tuple of integers.
Result<Ref> gcd(Vm& vm, Args args) {
  BigInt result;
  for (Value each : tupleItems(args[0])) {
    Ref n = TRY(toIndex(vm, each));
    result = bigint::gcd(result, IntDigits(n).view);
  }
  return newInt(vm, result);
}

Result<Ref> lcm(Vm& vm, Args args) {
  BigInt result(1);
  for (Value each : tupleItems(args[0])) {
    Ref n = TRY(toIndex(vm, each));
    IntDigits digits(n);
    if (digits.view.isZero() || result.digits.empty()) {
      result = BigInt();
      continue;
    }
    BigInt common = bigint::gcd(result, digits.view);
    result = bigint::absolute(bigint::multiply(bigint::divModFloor(result, common).quotient, digits.view));
  }
  return newInt(vm, result);
}

}  // namespace vitrine::math
