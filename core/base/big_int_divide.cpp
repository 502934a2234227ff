// Division of big by big: Burnikel and Ziegler's recursive division ("Fast Recursive Division", 1998), so that
// division costs about what Karatsuba multiplication does; below kRecursive digits Knuth's.
#include "base/big_int_digits.h"

namespace vitrine::bigint {

namespace {

constexpr size_t kRecursive = 80;

DigitVector joined(Digits high, Digits low, size_t lowSize) {
  DigitVector out(lowSize + high.size());
  std::copy(low.begin(), low.end(), out.begin());
  std::copy(high.begin(), high.end(), out.begin() + static_cast<ptrdiff_t>(lowSize));
  trim(out);
  return out;
}
Digits lowPart(Digits digits, size_t count) { return trimmed(digits.first(std::min(count, digits.size()))); }
Digits highPart(Digits digits, size_t from) { return from < digits.size() ? digits.subspan(from) : Digits{}; }

DigitsDivMod divideTwoByOne(Digits dividend, Digits divisor, size_t size);

/// (high * B**half + low) / divisor, where divisor has 2 * half digits and high < divisor's top half * B**half + ...
DigitsDivMod divideThreeByTwo(Digits high, Digits low, Digits divisor, size_t half) {
  Digits divisorHigh = highPart(divisor, half), divisorLow = lowPart(divisor, half);
  DigitsDivMod out;
  if (compareDigits(highPart(high, half), divisorHigh) >= 0) {
    out.quotient.assign(half, UINT32_MAX);  // the estimate cannot exceed B**half - 1
    DigitVector rest = subtractDigits(high, joined(divisorHigh, {}, half));
    out.remainder = addDigits(rest, divisorHigh);
  } else {
    out = divideTwoByOne(high, divisorHigh, half);
  }
  DigitVector rest = joined(out.remainder, low, half);
  DigitVector taken = multiplyDigits(out.quotient, divisorLow);
  while (compareDigits(rest, taken) < 0) {  // at most twice
    static constexpr uint32_t kOne[] = {1};
    rest = addDigits(rest, divisor);
    out.quotient = subtractDigits(out.quotient, kOne);
  }
  out.remainder = subtractDigits(rest, taken);
  return out;
}

/// dividend / divisor, where divisor has `size` digits, its top bit set, and dividend < divisor * B**size.
DigitsDivMod divideTwoByOne(Digits dividend, Digits divisor, size_t size) {
  if (size % 2 != 0 || size <= kRecursive) return divideKnuth(dividend, divisor);
  size_t half = size / 2;
  DigitsDivMod high = divideThreeByTwo(highPart(dividend, size), lowPart(highPart(dividend, half), half), divisor, half);
  DigitsDivMod low = divideThreeByTwo(high.remainder, lowPart(dividend, half), divisor, half);
  return {joined(high.quotient, low.quotient, half), std::move(low.remainder)};
}

}  // namespace

DigitsDivMod divideDigits(Digits dividend, Digits divisor) {
  if (divisor.size() <= kRecursive || dividend.size() < divisor.size() + kRecursive)
    return divideKnuth(dividend, divisor);
  // Make the divisor `size` digits long with its top bit set, size being a small number times a power of two.
  size_t chunk = 1;
  while (divisor.size() / chunk > kRecursive) chunk *= 2;
  size_t size = (divisor.size() + chunk - 1) / chunk * chunk;
  uint64_t shift = 32 * (size - divisor.size()) + static_cast<uint64_t>(__builtin_clz(divisor.back()));
  DigitVector scaledDivisor = shiftLeftDigits(divisor, shift), scaledDividend = shiftLeftDigits(dividend, shift);
  // Long division with `size` digits as one.
  DigitsDivMod out;
  size_t steps = (scaledDividend.size() + size - 1) / size;
  for (size_t step = steps; step-- > 0;) {
    Digits part = lowPart(highPart(scaledDividend, step * size), size);
    DigitsDivMod next = divideTwoByOne(joined(out.remainder, part, size), scaledDivisor, size);
    out.quotient = joined(out.quotient, next.quotient, size);
    out.remainder = std::move(next.remainder);
  }
  out.remainder = shiftRightDigits(out.remainder, shift);
  return out;
}

}  // namespace vitrine::bigint
