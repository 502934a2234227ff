// Signed arithmetic on top of digit strings, and what is built from it: powers, inverses, gcd, square roots, estimates.
#include <numeric>

#include "base/big_int.h"
#include "base/big_int_digits.h"
#include "base/check.h"

namespace vitrine {

BigInt::BigInt(int64_t value)
    : negative(value < 0),
      digits(bigint::fromWord(value < 0 ? -static_cast<uint64_t>(value) : static_cast<uint64_t>(value))) {}
BigInt::BigInt(BigIntView view) : negative(view.negative), digits(view.digits.begin(), view.digits.end()) {}
std::optional<int64_t> BigInt::toInt64() const { return bigint::toInt64(*this); }

namespace bigint {

namespace {

BigInt make(bool negative, DigitVector digits) {
  BigInt out;
  out.negative = negative && !digits.empty();
  out.digits = std::move(digits);
  return out;
}

BigInt addSigned(BigIntView left, BigIntView right, bool rightNegative) {
  if (left.negative == rightNegative) return make(left.negative, addDigits(left.digits, right.digits));
  auto order = compareDigits(left.digits, right.digits);
  if (order < 0) return make(rightNegative, subtractDigits(right.digits, left.digits));
  return make(left.negative, subtractDigits(left.digits, right.digits));
}

uint64_t saturatingMultiply(uint64_t left, uint64_t right) {
  uint64_t product;
  return __builtin_mul_overflow(left, right, &product) ? UINT64_MAX : product;
}

DigitVector remainderDigits(Digits dividend, Digits divisor) { return divideDigits(dividend, divisor).remainder; }

uint64_t powerModWord(uint64_t base, Digits exponent, uint64_t modulus) {
  unsigned __int128 result = 1 % modulus;
  for (size_t i = exponent.size(); i-- > 0;)
    for (int bit = 31; bit >= 0; --bit) {
      result = result * result % modulus;
      if (exponent[i] >> bit & 1) result = result * base % modulus;
    }
  return static_cast<uint64_t>(result);
}

DigitVector powerModDigits(const DigitVector& base, Digits exponent, Digits modulus) {
  if (modulus.size() <= 2) return fromWord(powerModWord(toWord(base), exponent, toWord(modulus)));
  DigitVector result{1};
  for (size_t i = exponent.size(); i-- > 0;)
    for (int bit = 31; bit >= 0; --bit) {
      if (result.size() != 1 || result[0] != 1)
        result = remainderDigits(multiplyDigits(result, result), modulus);
      if (exponent[i] >> bit & 1) result = remainderDigits(multiplyDigits(result, base), modulus);
    }
  return result;
}

}  // namespace

DigitVector addDigits(Digits left, Digits right) {
  if (left.size() < right.size()) std::swap(left, right);
  DigitVector out(left.size() + 1);
  uint64_t carry = 0;
  for (size_t i = 0; i < left.size(); ++i) {
    carry += uint64_t{left[i]} + (i < right.size() ? right[i] : 0);
    out[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  out[left.size()] = static_cast<uint32_t>(carry);
  trim(out);
  return out;
}

DigitVector subtractDigits(Digits left, Digits right) {
  DigitVector out(left.size());
  int64_t borrow = 0;
  for (size_t i = 0; i < left.size(); ++i) {
    borrow += int64_t{left[i]} - (i < right.size() ? right[i] : 0);
    out[i] = static_cast<uint32_t>(borrow);
    borrow >>= 32;
  }
  trim(out);
  return out;
}

BigInt fromInt64(int64_t value) { return BigInt(value); }
BigInt fromUint64(uint64_t value) { return make(false, fromWord(value)); }

std::optional<int64_t> toInt64(BigIntView value) {
  if (value.digits.size() > 2) return std::nullopt;
  uint64_t word = toWord(value.digits);
  if (value.negative) {
    if (word > uint64_t{1} << 63) return std::nullopt;
    return static_cast<int64_t>(-word);
  }
  if (word >> 63) return std::nullopt;
  return static_cast<int64_t>(word);
}

std::optional<uint64_t> toUint64(BigIntView value) {
  if (value.negative || value.digits.size() > 2) return std::nullopt;
  return toWord(value.digits);
}

std::strong_ordering compare(BigIntView left, BigIntView right) {
  if (left.negative != right.negative)
    return left.negative ? std::strong_ordering::less : std::strong_ordering::greater;
  return left.negative ? compareDigits(right.digits, left.digits) : compareDigits(left.digits, right.digits);
}

BigInt negate(BigIntView value) {
  BigInt out(value);
  out.negative = !value.negative && !value.isZero();
  return out;
}
BigInt absolute(BigIntView value) {
  BigInt out(value);
  out.negative = false;
  return out;
}
BigInt add(BigIntView left, BigIntView right) { return addSigned(left, right, right.negative); }
BigInt subtract(BigIntView left, BigIntView right) { return addSigned(left, right, !right.negative); }
BigInt multiply(BigIntView left, BigIntView right) {
  return make(left.negative != right.negative, multiplyDigits(left.digits, right.digits));
}

BigDivMod divModFloor(BigIntView dividend, BigIntView divisor) {
  CHECK(!divisor.isZero());
  DigitsDivMod parts = divideDigits(dividend.digits, divisor.digits);
  bool adjust = dividend.negative != divisor.negative && !parts.remainder.empty();
  if (adjust) {
    static constexpr uint32_t kOne[] = {1};
    parts.quotient = addDigits(parts.quotient, kOne);
    parts.remainder = subtractDigits(divisor.digits, parts.remainder);
  }
  return {make(dividend.negative != divisor.negative, std::move(parts.quotient)),
          make(divisor.negative, std::move(parts.remainder))};
}

BigInt power(BigIntView base, uint64_t exponent) {
  bool negative = base.negative && (exponent & 1);
  if (base.digits.size() == 1 && (base.digits[0] & (base.digits[0] - 1)) == 0) {  // a power of two
    BigInt out = shiftLeft(BigInt(1), exponent * static_cast<uint64_t>(__builtin_ctz(base.digits[0])));
    out.negative = negative;
    return out;
  }
  DigitVector result{1};
  for (int bit = exponent ? 63 - __builtin_clzll(exponent) : -1; bit >= 0; --bit) {
    result = multiplyDigits(result, result);
    if (exponent >> bit & 1) result = multiplyDigits(result, base.digits);
  }
  return make(negative, std::move(result));
}

BigInt powerMod(BigIntView base, BigIntView exponent, BigIntView modulus) {
  CHECK(!modulus.isZero() && !exponent.negative);
  BigInt positive = absolute(modulus);
  BigInt reduced = divModFloor(base, positive).remainder;
  if (positive == BigInt(1)) return BigInt();
  BigInt result = make(false, powerModDigits(reduced.digits, exponent.digits, positive.digits));
  if (modulus.negative && !result.digits.empty()) return add(result, modulus);
  return result;
}

std::optional<BigInt> inverseMod(BigIntView value, BigIntView modulus) {
  CHECK(!modulus.isZero());
  BigInt positive = absolute(modulus);
  BigInt a = divModFloor(value, positive).remainder, b = positive;
  BigInt x(1), y(0);  // a == x * value, b == y * value (mod modulus)
  while (!b.digits.empty()) {
    BigDivMod parts = divModFloor(a, b);
    a = std::move(b);
    b = std::move(parts.remainder);
    BigInt next = subtract(x, multiply(parts.quotient, y));
    x = std::move(y);
    y = std::move(next);
  }
  if (a != BigInt(1)) return std::nullopt;
  return divModFloor(x, modulus).remainder;
}

BigInt gcd(BigIntView left, BigIntView right) {
  DigitVector a(left.digits.begin(), left.digits.end()), b(right.digits.begin(), right.digits.end());
  while (a.size() > 2 || b.size() > 2) {
    if (b.empty()) return make(false, std::move(a));
    DigitVector rest = remainderDigits(a, b);
    a = std::move(b);
    b = std::move(rest);
  }
  return fromUint64(std::gcd(toWord(a), toWord(b)));
}

BigInt isqrt(BigIntView value) {
  CHECK(!value.negative);
  if (value.isZero()) return BigInt();
  // Each round doubles the correct bits of the estimate `root`, as CPython: Modules/mathmodule.c describes.
  uint64_t half = (bitLength(value) - 1) / 2;
  BigInt root(1);
  uint64_t have = 0;
  for (int shift = half ? 63 - __builtin_clzll(half) : -1; shift >= 0; --shift) {
    uint64_t before = have;
    have = half >> shift;
    BigInt scaled = shiftRight(value, 2 * half - before - have + 1);
    root = add(shiftLeft(root, have - before - 1), divModFloor(scaled, root).quotient);
  }
  if (compare(multiply(root, root), value) > 0) return subtract(root, BigInt(1));
  return root;
}

uint64_t estimateMultiplyBits(BigIntView left, BigIntView right) { return bitLength(left) + bitLength(right); }

uint64_t estimatePowerBits(BigIntView base, uint64_t exponent) {
  uint64_t bits = bitLength(base);
  if (bits <= 1) return 1;  // 0 and 1 stay small
  bool powerOfTwo = base.digits.size() == 1 && (base.digits[0] & (base.digits[0] - 1)) == 0;
  uint64_t total = saturatingMultiply(powerOfTwo ? bits - 1 : bits, exponent);
  return total == UINT64_MAX ? total : total + 1;
}

uint64_t estimateShiftBits(BigIntView value, uint64_t count) {
  if (value.isZero()) return 0;
  uint64_t bits = bitLength(value);
  return count > UINT64_MAX - bits ? UINT64_MAX : bits + count;
}

uint64_t estimateDecimalDigits(BigIntView value) {
  return static_cast<uint64_t>(static_cast<double>(bitLength(value)) * 0.30102999566398120) + 1;
}

}  // namespace bigint
}  // namespace vitrine
