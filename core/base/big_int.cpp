// Products, quotients and what follows from them: power, gcd, isqrt, decimal text's helpers. Operands up to
// kSmallDigits digits are done here, digit by digit; bigger ones go to Boost.Multiprecision's cpp_int back end
// (Karatsuba products, Knuth's division). This is the one translation unit that includes Boost, and the one compiled
// with exceptions, since the headers use `try`; BOOST_NO_EXCEPTIONS makes a throw of theirs a CHECK.
#include "base/big_int.h"

#define BOOST_NO_EXCEPTIONS 1
#include <boost/multiprecision/cpp_int.hpp>

#include "base/big_int_digits.h"
#include "base/check.h"

namespace boost {
void throw_exception(const std::exception&) { UNREACHABLE("big integer library failed"); }
void throw_exception(const std::exception&, const source_location&) { UNREACHABLE("big integer library failed"); }
}  // namespace boost

namespace vitrine::bigint {

namespace {

using Backend = boost::multiprecision::cpp_int_backend<>;
using Limb = boost::multiprecision::limb_type;
constexpr size_t kDigitsPerLimb = sizeof(Limb) / sizeof(uint32_t);

Backend load(Digits digits) {
  Backend out;
  auto limbs = static_cast<unsigned>((digits.size() + kDigitsPerLimb - 1) / kDigitsPerLimb);
  out.resize(limbs, limbs);
  std::memset(out.limbs(), 0, limbs * sizeof(Limb));
  std::memcpy(out.limbs(), digits.data(), digits.size_bytes());
  return out;
}

DigitVector store(const Backend& value) {
  DigitVector out(value.size() * kDigitsPerLimb);
  std::memcpy(out.data(), value.limbs(), out.size() * sizeof(uint32_t));
  trim(out);
  return out;
}

/// Schoolbook product, for operands one of which is short.
DigitVector multiplySmall(Digits left, Digits right) {
  DigitVector out(left.size() + right.size());
  for (size_t i = 0; i < left.size(); ++i) {
    uint64_t carry = 0;
    for (size_t j = 0; j < right.size(); ++j) {
      carry += uint64_t{left[i]} * right[j] + out[i + j];
      out[i + j] = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    out[i + right.size()] = static_cast<uint32_t>(carry);
  }
  trim(out);
  return out;
}

}  // namespace

DigitVector multiplyDigits(Digits left, Digits right) {
  if (left.empty() || right.empty()) return {};
  if (std::min(left.size(), right.size()) <= kSmallDigits) return multiplySmall(left, right);
  Backend product;
  boost::multiprecision::backends::eval_multiply(product, load(left), load(right));
  return store(product);
}

uint32_t divideBySmall(DigitVector& digits, uint32_t divisor) {
  uint64_t remainder = 0;
  for (size_t i = digits.size(); i-- > 0;) {
    remainder = remainder << 32 | digits[i];
    digits[i] = static_cast<uint32_t>(remainder / divisor);
    remainder %= divisor;
  }
  trim(digits);
  return static_cast<uint32_t>(remainder);
}

DigitsDivMod divideKnuth(Digits dividend, Digits divisor) {
  DigitsDivMod out;
  if (compareDigits(dividend, divisor) < 0) {
    out.remainder.assign(dividend.begin(), dividend.end());
    return out;
  }
  if (divisor.size() == 1) {
    out.quotient.assign(dividend.begin(), dividend.end());
    uint32_t rest = divideBySmall(out.quotient, divisor[0]);
    if (rest) out.remainder.push_back(rest);
    return out;
  }
  if (dividend.size() == 2) {
    uint64_t left = toWord(dividend), right = toWord(divisor);
    out.quotient = fromWord(left / right);
    out.remainder = fromWord(left % right);
    return out;
  }
  Backend quotient, remainder;
  boost::multiprecision::backends::divide_unsigned_helper(&quotient, load(dividend), load(divisor), remainder);
  return {store(quotient), store(remainder)};
}

}  // namespace vitrine::bigint
