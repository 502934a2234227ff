// Where integers meet floats, exactly: conversion, comparison, true division; and the hash both share.
#include <cmath>

#include "base/big_int.h"
#include "base/big_int_digits.h"
#include "base/check.h"
#include "base/float_rounding.h"

namespace vitrine::bigint {

namespace {

/// The top 64 bits of a number, whether anything is below them, and the exponent of their last bit.
struct TopBits {
  uint64_t significand;
  bool sticky;
  int64_t exponent;
};

TopBits topBits(Digits digits) {
  if (digits.size() <= 2) return {toWord(digits), false, 0};
  size_t last = digits.size() - 1;
  int zeros = __builtin_clz(digits[last]);
  uint64_t high = uint64_t{digits[last]} << 32 | digits[last - 1];
  uint64_t low = digits[last - 2];
  TopBits out{high << zeros | (low << zeros) >> 32, false, static_cast<int64_t>(last - 1) * 32 - zeros};
  out.sticky = static_cast<uint32_t>(low << zeros) != 0;
  for (size_t i = 0; i + 2 < last && !out.sticky; ++i) out.sticky = digits[i] != 0;
  return out;
}

std::optional<double> signedFinite(double magnitude, bool negative) {
  if (std::isinf(magnitude)) return std::nullopt;
  return negative ? -magnitude : magnitude;
}

}  // namespace

BigInt fromDouble(double value) {
  int exponent = 0;
  double mantissa = std::frexp(std::fabs(value), &exponent);
  auto bits = static_cast<uint64_t>(std::ldexp(mantissa, 53));
  BigInt out = exponent >= 53 ? shiftLeft(fromUint64(bits), static_cast<uint64_t>(exponent - 53))
                              : fromUint64(exponent <= 0 ? 0 : bits >> (53 - exponent));
  out.negative = value < 0 && !out.digits.empty();
  return out;
}

std::optional<double> toDouble(BigIntView value) {
  TopBits top = topBits(value.digits);
  return signedFinite(composeDouble(top.significand, top.sticky, top.exponent), value.negative);
}

std::optional<double> trueDivide(BigIntView dividend, BigIntView divisor) {
  CHECK(!divisor.isZero());
  if (dividend.isZero()) return divisor.negative ? -0.0 : 0.0;
  bool negative = dividend.negative != divisor.negative;
  auto difference = static_cast<int64_t>(bitLength(dividend)) - static_cast<int64_t>(bitLength(divisor));
  if (difference > 1026) return std::nullopt;
  if (difference < -1100) return negative ? -0.0 : 0.0;
  // A quotient of at least 65 bits has all that rounding needs; the remainder says whether it was exact.
  int64_t shift = 66 - difference;
  DigitsDivMod parts =
      shift >= 0 ? divideDigits(shiftLeftDigits(dividend.digits, static_cast<uint64_t>(shift)), divisor.digits)
                 : divideDigits(dividend.digits, shiftLeftDigits(divisor.digits, static_cast<uint64_t>(-shift)));
  TopBits top = topBits(parts.quotient);
  bool sticky = top.sticky || !parts.remainder.empty();
  return signedFinite(composeDouble(top.significand, sticky, top.exponent - shift), negative);
}

std::partial_ordering compareDouble(BigIntView left, double right) {
  if (std::isnan(right)) return std::partial_ordering::unordered;
  if (std::isinf(right)) return right > 0 ? std::partial_ordering::less : std::partial_ordering::greater;
  double whole = std::trunc(right);
  auto order = compare(left, fromDouble(whole));
  if (order != 0) return order;
  return 0.0 <=> right - whole;
}

int64_t hash(BigIntView value) {
  constexpr int kBits = 61;
  constexpr uint64_t kModulus = (uint64_t{1} << kBits) - 1;
  uint64_t hash = 0;
  for (size_t i = value.digits.size(); i-- > 0;) {
    // Times 2**32 modulo 2**61-1 is a rotation of 61 bits.
    hash = ((hash << 32) & kModulus) | hash >> (kBits - 32);
    hash += value.digits[i];
    if (hash >= kModulus) hash -= kModulus;
  }
  auto result = value.negative ? -static_cast<int64_t>(hash) : static_cast<int64_t>(hash);
  return result == -1 ? -2 : result;
}

}  // namespace vitrine::bigint
