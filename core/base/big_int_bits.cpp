// Shifts, bitwise operations and bytes. Negative numbers mean infinite two's complement here, as in Python.
#include "base/big_int.h"
#include "base/big_int_digits.h"

namespace vitrine::bigint {

namespace {

/// `size` digits of the two's complement form.
DigitVector toComplement(BigIntView value, size_t size) {
  DigitVector out(size);
  std::copy_n(value.digits.begin(), std::min(size, value.digits.size()), out.begin());
  if (!value.negative) return out;
  uint64_t carry = 1;
  for (uint32_t& digit : out) {
    carry += static_cast<uint32_t>(~digit);
    digit = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  return out;
}

/// The integer of a two's complement form, whose sign is given.
BigInt fromComplement(DigitVector digits, bool negative) {
  BigInt out;
  if (negative) {
    uint64_t carry = 1;
    for (uint32_t& digit : digits) {
      carry += static_cast<uint32_t>(~digit);
      digit = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
  }
  trim(digits);
  out.negative = negative && !digits.empty();
  out.digits = std::move(digits);
  return out;
}

template <class Operation>
BigInt bitwise(BigIntView left, BigIntView right, Operation operation) {
  size_t size = std::max(left.digits.size(), right.digits.size()) + 1;
  DigitVector out = toComplement(left, size), other = toComplement(right, size);
  for (size_t i = 0; i < size; ++i) out[i] = operation(out[i], other[i]);
  bool negative = out.back() >> 31;
  return fromComplement(std::move(out), negative);
}

BigInt shiftRightOne(BigIntView value, uint64_t count) {
  BigInt out;
  out.digits = shiftRightDigits(value.digits, count);
  return out;
}

}  // namespace

DigitVector shiftLeftDigits(Digits digits, uint64_t count) {
  if (digits.empty()) return {};
  auto whole = static_cast<size_t>(count / 32);
  unsigned bits = count % 32;
  DigitVector out(whole + digits.size() + 1);
  uint64_t carry = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    carry |= uint64_t{digits[i]} << bits;
    out[whole + i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  out.back() = static_cast<uint32_t>(carry);
  trim(out);
  return out;
}

DigitVector shiftRightDigits(Digits digits, uint64_t count) {
  if (count / 32 >= digits.size()) return {};
  auto whole = static_cast<size_t>(count / 32);
  unsigned bits = count % 32;
  DigitVector out(digits.size() - whole);
  for (size_t i = 0; i < out.size(); ++i) {
    uint64_t pair = digits[whole + i] | (whole + i + 1 < digits.size() ? uint64_t{digits[whole + i + 1]} << 32 : 0);
    out[i] = static_cast<uint32_t>(pair >> bits);
  }
  trim(out);
  return out;
}

BigInt shiftLeft(BigIntView value, uint64_t count) {
  BigInt out;
  out.digits = shiftLeftDigits(value.digits, count);
  out.negative = value.negative;
  return out;
}

BigInt shiftRight(BigIntView value, uint64_t count) {
  if (!value.negative) return shiftRightOne(value, count);
  // Towards minus infinity: -((|v| - 1) >> n) - 1, which is ~(~v >> n).
  BigInt inverted = bitInvert(value);
  return bitInvert(shiftRightOne(inverted, count));
}

BigInt bitAnd(BigIntView left, BigIntView right) {
  return bitwise(left, right, [](uint32_t a, uint32_t b) { return a & b; });
}
BigInt bitOr(BigIntView left, BigIntView right) {
  return bitwise(left, right, [](uint32_t a, uint32_t b) { return a | b; });
}
BigInt bitXor(BigIntView left, BigIntView right) {
  return bitwise(left, right, [](uint32_t a, uint32_t b) { return a ^ b; });
}
BigInt bitInvert(BigIntView value) { return subtract(BigInt(-1), value); }

uint64_t bitLength(BigIntView value) {
  if (value.isZero()) return 0;
  return uint64_t{32} * value.digits.size() - static_cast<uint64_t>(__builtin_clz(value.digits.back()));
}

uint64_t bitCount(BigIntView value) {
  uint64_t count = 0;
  for (uint32_t digit : value.digits) count += static_cast<uint64_t>(__builtin_popcount(digit));
  return count;
}

std::optional<std::string> toBytes(BigIntView value, size_t length, ByteOrder order, Signedness signedness) {
  bool isSigned = signedness == Signedness::Signed;
  if (value.negative && !isSigned) return std::nullopt;
  uint64_t bits = value.negative ? bitLength(bitInvert(value)) : bitLength(value);
  if (!value.isZero() && bits + isSigned > uint64_t{8} * length) return std::nullopt;
  DigitVector digits = toComplement(value, length / 4 + 1);
  std::string out(length, '\0');
  for (size_t i = 0; i < length; ++i) {
    auto byte = static_cast<char>(digits[i / 4] >> (8 * (i % 4)));
    out[order == ByteOrder::Little ? i : length - 1 - i] = byte;
  }
  return out;
}

BigInt fromBytes(std::span<const uint8_t> bytes, ByteOrder order, Signedness signedness) {
  size_t length = bytes.size();
  auto byteAt = [&](size_t i) { return bytes[order == ByteOrder::Little ? i : length - 1 - i]; };
  bool negative = signedness == Signedness::Signed && length > 0 && (byteAt(length - 1) & 0x80);
  DigitVector digits(length / 4 + 1, negative ? UINT32_MAX : 0);
  for (size_t i = 0; i < length; ++i) {
    unsigned shift = 8 * (i % 4);
    digits[i / 4] = (digits[i / 4] & ~(uint32_t{0xFF} << shift)) | uint32_t{byteAt(i)} << shift;
  }
  return fromComplement(std::move(digits), negative);
}

}  // namespace vitrine::bigint
