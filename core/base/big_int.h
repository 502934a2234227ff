// BigInt: integers of any size as plain values, for the compiler's constants and for int objects that do not fit
// 48 bits. Magnitude in little-endian 32-bit digits without leading zeros; zero has no digits and is not negative.
// Every operation takes views, so digits may lie anywhere, and gives back a value of its own. Nothing here limits
// sizes: callers that obey a user ask the estimate functions first and refuse what is absurd.
// Products and quotients of big operands are Boost.Multiprecision's, confined to big_int.cpp; digit-wise work is in
// big_int_bits.cpp, text in big_int_text.cpp, floats and hashes in big_int_float.cpp (decisions/0001-libraries.md).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

struct BigInt;

/// A read-only integer: where its digits lie does not matter (a BigInt, or an int object in the region).
struct BigIntView {
  bool negative = false;
  std::span<const uint32_t> digits;

  bool isZero() const { return digits.empty(); }
};

/// An integer of any size; a plain value.
struct BigInt {
  bool negative = false;
  std::vector<uint32_t> digits;

  BigInt() = default;
  explicit BigInt(int64_t value);
  explicit BigInt(BigIntView view);
  operator BigIntView() const { return {negative, digits}; }
  bool operator==(const BigInt&) const = default;

  /// The value where it fits 64 bits signed.
  std::optional<int64_t> toInt64() const;
};

/// Quotient and remainder of one division.
struct BigDivMod {
  BigInt quotient;
  BigInt remainder;
};

enum class ByteOrder { Little, Big };
enum class Signedness { Unsigned, Signed };

namespace bigint {

// Conversions -------------------------------------------------------------------------------------------------------

BigInt fromInt64(int64_t value);
BigInt fromUint64(uint64_t value);
/// The integer nearest to zero's side of `value` (int(float)); `value` must be finite.
BigInt fromDouble(double value);
/// The value where it fits 64 bits signed.
std::optional<int64_t> toInt64(BigIntView value);
/// The value where it is not negative and fits 64 bits.
std::optional<uint64_t> toUint64(BigIntView value);
/// The nearest float, ties to even; nothing where it is too large (OverflowError: int too large to convert to float).
std::optional<double> toDouble(BigIntView value);

/// Digits of `radix` (2 to 36, either case), optionally after one '-' or '+'; no prefix, blanks or underscores.
/// Nothing where a character is not such a digit or there is none. No limit on the length (CPython: 4300 digits).
std::optional<BigInt> parse(std::string_view digits, int radix);
/// Digits in `radix` (2 to 36), lower case, after '-' where negative; no prefix.
std::string toString(BigIntView value, int radix = 10);

/// Two's complement bytes (signed) or plain bytes, exactly `length` of them; nothing where the value does not fit
/// (int.to_bytes: "int too big to convert", or negative and unsigned).
std::optional<std::string> toBytes(BigIntView value, size_t length, ByteOrder order, Signedness signedness);
BigInt fromBytes(std::span<const uint8_t> bytes, ByteOrder order, Signedness signedness);

// Comparison and hash -----------------------------------------------------------------------------------------------

std::strong_ordering compare(BigIntView left, BigIntView right);
/// Exact, without rounding the integer; unordered for a NaN (CPython: Objects/floatobject.c, float_richcompare).
std::partial_ordering compareDouble(BigIntView left, double right);
/// hash(int) on 64-bit CPython: the value modulo 2**61-1 with its sign, -2 for -1.
int64_t hash(BigIntView value);

// Arithmetic --------------------------------------------------------------------------------------------------------

BigInt negate(BigIntView value);
BigInt absolute(BigIntView value);
BigInt add(BigIntView left, BigIntView right);
BigInt subtract(BigIntView left, BigIntView right);
BigInt multiply(BigIntView left, BigIntView right);
/// Floor division: the remainder has the divisor's sign. The divisor must not be zero.
BigDivMod divModFloor(BigIntView dividend, BigIntView divisor);
/// int / int, correctly rounded; nothing where the quotient is too large ("integer division result too large for a
/// float"). The divisor must not be zero.
std::optional<double> trueDivide(BigIntView dividend, BigIntView divisor);
BigInt power(BigIntView base, uint64_t exponent);
/// pow(base, exponent, modulus) with the modulus's sign; exponent not negative, modulus not zero.
BigInt powerMod(BigIntView base, BigIntView exponent, BigIntView modulus);
/// The inverse of `value` modulo `modulus` (not zero), as pow(value, -1, modulus); nothing where there is none.
std::optional<BigInt> inverseMod(BigIntView value, BigIntView modulus);
BigInt gcd(BigIntView left, BigIntView right);
/// Floor of the square root of a value that is not negative.
BigInt isqrt(BigIntView value);

// Bits, with two's complement meaning -------------------------------------------------------------------------------

BigInt shiftLeft(BigIntView value, uint64_t count);
/// Towards minus infinity.
BigInt shiftRight(BigIntView value, uint64_t count);
BigInt bitAnd(BigIntView left, BigIntView right);
BigInt bitOr(BigIntView left, BigIntView right);
BigInt bitXor(BigIntView left, BigIntView right);
BigInt bitInvert(BigIntView value);
/// int.bit_length(): of the magnitude; 0 for 0.
uint64_t bitLength(BigIntView value);
/// int.bit_count(): ones in the magnitude.
uint64_t bitCount(BigIntView value);

// Estimates: what a result would need at most, so that a caller can raise MemoryError or OverflowError first -----------

/// Bits of left * right, at most.
uint64_t estimateMultiplyBits(BigIntView left, BigIntView right);
/// Bits of base ** exponent, at most; saturates at UINT64_MAX.
uint64_t estimatePowerBits(BigIntView base, uint64_t exponent);
/// Bits of value << count, at most; saturates at UINT64_MAX.
uint64_t estimateShiftBits(BigIntView value, uint64_t count);
/// Decimal digits of the value: exact or one too many (for the limit of sys.set_int_max_str_digits).
uint64_t estimateDecimalDigits(BigIntView value);

}  // namespace bigint
}  // namespace vitrine
