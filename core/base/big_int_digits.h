// Unsigned digit strings: what the big_int*.cpp files share. Little-endian 32-bit digits, no leading zeros in
// arguments and results. Not for other rooms: they use big_int.h.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::bigint {

using Digits = std::span<const uint32_t>;
using DigitVector = std::vector<uint32_t>;

struct DigitsDivMod {
  DigitVector quotient;
  DigitVector remainder;
};

/// Products with an operand of at most this many digits are done without the library.
inline constexpr size_t kSmallDigits = 24;

inline void trim(DigitVector& digits) {
  while (!digits.empty() && digits.back() == 0) digits.pop_back();
}
inline Digits trimmed(Digits digits) {
  while (!digits.empty() && digits.back() == 0) digits = digits.first(digits.size() - 1);
  return digits;
}

inline std::strong_ordering compareDigits(Digits left, Digits right) {
  if (left.size() != right.size()) return left.size() <=> right.size();
  for (size_t i = left.size(); i-- > 0;)
    if (left[i] != right[i]) return left[i] <=> right[i];
  return std::strong_ordering::equal;
}

/// The value of at most two digits.
inline uint64_t toWord(Digits digits) {
  uint64_t word = digits.empty() ? 0 : digits[0];
  return digits.size() > 1 ? word | uint64_t{digits[1]} << 32 : word;
}
inline DigitVector fromWord(uint64_t word) {
  DigitVector out{static_cast<uint32_t>(word), static_cast<uint32_t>(word >> 32)};
  trim(out);
  return out;
}

DigitVector addDigits(Digits left, Digits right);
/// left - right, where left is not less.
DigitVector subtractDigits(Digits left, Digits right);
DigitVector multiplyDigits(Digits left, Digits right);
DigitVector shiftLeftDigits(Digits digits, uint64_t count);
DigitVector shiftRightDigits(Digits digits, uint64_t count);
/// Divides in place and gives the remainder.
uint32_t divideBySmall(DigitVector& digits, uint32_t divisor);
/// Quadratic division.
DigitsDivMod divideKnuth(Digits dividend, Digits divisor);
/// Division by the method that suits the sizes.
DigitsDivMod divideDigits(Digits dividend, Digits divisor);

}  // namespace vitrine::bigint
