// Float to text, rounding and hashing. Shortest digits are fmt's Dragonbox (only that template is linked); fixed
// digits are snprintf's, which glibc and musl round correctly.
#include "base/number_format.h"

#define FMT_HEADER_ONLY 1
#include <fmt/format-inl.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>

namespace vitrine {

namespace {

/// More digits than this behind the point, or in all, are zeros in every float's exact value.
constexpr int kExactDigits = 1100;

/// 0.DIGITS * 10**point; digits without trailing zeros unless asked for; "0" for zero.
struct Decimal {
  std::string digits;
  int point = 1;
};

void stripZeros(std::string& digits) {
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
}

Decimal shortestDigits(double magnitude) {
  if (magnitude == 0) return {"0", 1};
  auto decimal = fmt::detail::dragonbox::to_decimal(magnitude);
  char buffer[24];
  char* end = std::to_chars(buffer, std::end(buffer), decimal.significand).ptr;
  Decimal result{std::string(buffer, end), static_cast<int>(end - buffer) + decimal.exponent};
  stripZeros(result.digits);
  return result;
}

/// `count` significant digits, correctly rounded.
Decimal significantDigits(double magnitude, int count) {
  char buffer[kExactDigits + 16];
  int precision = std::clamp(count, 1, kExactDigits) - 1;
  std::string_view text(buffer, std::snprintf(buffer, sizeof buffer, "%.*e", precision, magnitude));
  size_t e = text.find('e');
  Decimal result;
  result.point = std::atoi(buffer + e + 1) + 1;
  result.digits = text.substr(0, e);
  if (precision > 0) result.digits.erase(1, 1);  // the point
  return result;
}

void appendExponent(std::string& out, int exponent, char letter) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%c%c%02d", letter, exponent < 0 ? '-' : '+', std::abs(exponent));
  out += buffer;
}

std::string layOutExponential(const Decimal& decimal, DoubleFlags flags) {
  std::string out = decimal.digits.substr(0, 1);
  if (decimal.digits.size() > 1 || flags.alternate) out += '.';
  out.append(decimal.digits, 1);
  appendExponent(out, decimal.point - 1, 'e');
  return out;
}

std::string layOutPlain(const Decimal& decimal, DoubleFlags flags) {
  const std::string& digits = decimal.digits;
  int size = static_cast<int>(digits.size());
  if (decimal.point <= 0) return "0." + std::string(-decimal.point, '0') + digits;
  if (decimal.point < size) return digits.substr(0, decimal.point) + '.' + digits.substr(decimal.point);
  std::string out = digits + std::string(decimal.point - size, '0');
  if (flags.addDotZero) out += ".0";
  else if (flags.alternate) out += '.';
  return out;
}

/// 'r' and 'g': plain or exponential by the exponent.
std::string formatGeneral(double magnitude, char type, int precision, DoubleFlags flags) {
  Decimal decimal;
  int largestPlain = 16;
  if (type == 'r') {
    decimal = shortestDigits(magnitude);
  } else {
    precision = std::max(precision, 1);
    decimal = significantDigits(magnitude, precision);
    if (!flags.alternate) stripZeros(decimal.digits);
    else if (precision > kExactDigits) decimal.digits.append(precision - kExactDigits, '0');
    largestPlain = flags.addDotZero ? precision - 1 : precision;
  }
  bool exponential = decimal.point <= -4 || decimal.point > largestPlain;
  return exponential ? layOutExponential(decimal, flags) : layOutPlain(decimal, flags);
}

/// "123.450": `number` with the point before its last `precision` digits.
std::string withPoint(uint64_t number, int precision, DoubleFlags flags) {
  char buffer[24];
  std::string digits(buffer, std::to_chars(buffer, std::end(buffer), number).ptr);
  if (static_cast<int>(digits.size()) <= precision) digits.insert(0, static_cast<size_t>(precision) + 1 - digits.size(), '0');
  if (precision > 0 || flags.alternate) digits.insert(digits.size() - static_cast<size_t>(precision), 1, '.');
  return digits;
}

/// 'f' where magnitude * 10**precision fits 64 bits: exact in 128 bits, rounded half to even. Empty for all else. (C's own way is
/// exact for any number, by arithmetic on long doubles that wasm has to emulate.)
std::string formatFixedInWords(double magnitude, int precision, DoubleFlags flags) {
  constexpr int kMostDigits = 18, kFractionBits = 52, kBias = 1075;
  auto bits = __builtin_bit_cast(uint64_t, magnitude);
  int biased = static_cast<int>(bits >> kFractionBits), shift = kBias - biased;
  if (precision > kMostDigits || biased == 0 || shift <= 0 || shift > 120) return {};
  uint64_t scale = 1;
  for (int i = 0; i < precision; ++i) scale *= 10;
  const uint64_t hidden = uint64_t(1) << kFractionBits;
  unsigned __int128 product = static_cast<unsigned __int128>((bits & (hidden - 1)) | hidden) * scale;
  unsigned __int128 whole = product >> shift, rest = product - (whole << shift), half = static_cast<unsigned __int128>(1) << (shift - 1);
  if (whole >= UINT64_MAX) return {};
  auto number = static_cast<uint64_t>(whole);
  if (rest > half || (rest == half && number & 1)) ++number;
  return withPoint(number, precision, flags);
}

/// 'e' and 'f'. C's layout is Python's.
std::string formatFixed(double magnitude, char type, int precision, DoubleFlags flags) {
  if (type == 'f')
    if (std::string text = formatFixedInWords(magnitude, precision, flags); !text.empty()) return text;
  int asked = std::min(precision, kExactDigits);
  const char* pattern = type == 'e' ? (flags.alternate ? "%#.*e" : "%.*e") : (flags.alternate ? "%#.*f" : "%.*f");
  char buffer[kExactDigits + 340];
  std::string text(buffer, std::snprintf(buffer, sizeof buffer, pattern, asked, magnitude));
  if (precision > asked) {
    size_t e = text.find('e');
    text.insert(e == std::string::npos ? text.size() : e, precision - asked, '0');
  }
  return text;
}

void toUpperAscii(std::string& text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c -= 32;
}

bool onlyZeros(const std::string& text) {
  for (char c : text) {
    if (c == 'e') break;
    if (c >= '1' && c <= '9') return false;
  }
  return true;
}

/// Rounds 0.DIGITS * 10**point at 10**place, half to even (the digits are exact).
void roundDecimal(Decimal& decimal, int place) {
  int keep = decimal.point - place;
  if (keep < 0) {
    decimal = {"0", 1};
    return;
  }
  if (keep >= static_cast<int>(decimal.digits.size())) return;
  std::string& digits = decimal.digits;
  bool odd = keep > 0 && ((digits[keep - 1] - '0') & 1);
  bool rest = digits.find_first_not_of('0', keep + 1) != std::string::npos;
  bool up = digits[keep] > '5' || (digits[keep] == '5' && (rest || odd));
  digits.resize(keep);
  if (up) {
    int i = keep - 1;
    for (; i >= 0 && digits[i] == '9'; --i) digits[i] = '0';
    if (i >= 0) {
      ++digits[i];
    } else {
      digits.insert(digits.begin(), '1');
      ++decimal.point;
    }
  }
  if (digits.empty()) decimal = {"0", 1};
}

}  // namespace

std::string formatDouble(double value, char type, int precision, DoubleFlags flags) {
  bool upper = type == 'E' || type == 'F' || type == 'G';
  if (upper) type += 32;
  bool negative = std::signbit(value) && !std::isnan(value);
  double magnitude = std::fabs(value);
  std::string text;
  if (std::isnan(value)) text = "nan";
  else if (std::isinf(value)) text = "inf";
  else if (type == 'e' || type == 'f') text = formatFixed(magnitude, type, precision, flags);
  else text = formatGeneral(magnitude, type, precision, flags);
  if (upper) toUpperAscii(text);
  if (negative && flags.noNegativeZero && std::isfinite(value) && onlyZeros(text)) negative = false;
  if (negative) text.insert(text.begin(), '-');
  else if (flags.alwaysSign) text.insert(text.begin(), '+');
  return text;
}

std::string formatRepr(double value) { return formatDouble(value, 'r', 0, {.addDotZero = true}); }

std::string formatComplexRepr(double real, double imaginary) {
  if (real == 0 && !std::signbit(real)) return formatDouble(imaginary, 'r', 0) + 'j';
  return '(' + formatDouble(real, 'r', 0) + formatDouble(imaginary, 'r', 0, {.alwaysSign = true}) + "j)";
}

std::string formatHexFloat(double value) {
  if (!std::isfinite(value)) return formatRepr(value);
  uint64_t bits = __builtin_bit_cast(uint64_t, value);
  uint64_t fraction = bits & ((uint64_t{1} << 52) - 1);
  int exponent = static_cast<int>(bits >> 52 & 0x7FF);
  const char* sign = std::signbit(value) ? "-" : "";
  if (exponent == 0 && fraction == 0) return std::string(sign) + "0x0.0p+0";
  char buffer[40];
  int power = exponent == 0 ? -1022 : exponent - 1023;
  std::snprintf(buffer, sizeof buffer, "%s0x%d.%013llxp%+d", sign, exponent != 0,
                static_cast<unsigned long long>(fraction), power);
  return buffer;
}

IntegerRatio integerRatio(double value) {
  int exponent = 0;
  double mantissa = std::frexp(value, &exponent);
  auto numerator = static_cast<int64_t>(std::ldexp(mantissa, 53));
  if (numerator == 0) return {BigInt(), BigInt(1)};
  exponent -= 53;
  int zeros = __builtin_ctzll(static_cast<uint64_t>(numerator));
  numerator /= int64_t{1} << zeros;
  exponent += zeros;
  if (exponent >= 0) return {bigint::shiftLeft(BigInt(numerator), exponent), BigInt(1)};
  return {BigInt(numerator), bigint::shiftLeft(BigInt(1), -exponent)};
}

double roundHalfEven(double value) { return std::nearbyint(value); }

std::optional<double> roundDouble(double value, int64_t digits) {
  constexpr int kMostDigits = 323;    // beyond it every float is its own rounding
  constexpr int kLeastDigits = -308;  // below it every float rounds to zero
  if (!std::isfinite(value) || value == 0 || digits > kMostDigits) return value;
  if (digits < kLeastDigits) return 0.0 * value;
  double rounded = 0;
  if (digits >= 0) {
    parseDouble(formatFixed(std::fabs(value), 'f', static_cast<int>(digits), {}), rounded);
    return std::copysign(rounded, value);
  }
  Decimal decimal = significantDigits(std::fabs(value), 800);
  stripZeros(decimal.digits);
  roundDecimal(decimal, static_cast<int>(-digits));
  parseDouble("0." + decimal.digits + 'e' + std::to_string(decimal.point), rounded);
  if (std::isinf(rounded)) return std::nullopt;
  return std::copysign(rounded, value);
}

BigInt roundInteger(BigIntView value, uint64_t digits) {
  if (digits > bigint::estimateDecimalDigits(value)) return BigInt();
  BigInt unit = bigint::power(BigInt(10), digits);
  BigDivMod parts = bigint::divModFloor(value, unit);
  BigInt twice = bigint::shiftLeft(parts.remainder, 1);
  auto order = bigint::compare(twice, unit);
  bool odd = !parts.quotient.digits.empty() && (parts.quotient.digits[0] & 1);
  bool up = order > 0 || (order == 0 && odd);
  BigInt down = bigint::subtract(value, parts.remainder);
  return up ? bigint::add(down, unit) : down;
}

int64_t hashDouble(double value) {
  constexpr int kBits = 61;
  constexpr uint64_t kModulus = (uint64_t{1} << kBits) - 1;
  if (std::isinf(value)) return value > 0 ? 314159 : -314159;
  if (std::isnan(value)) return 0;
  int exponent = 0;
  double mantissa = std::frexp(std::fabs(value), &exponent);
  // Multiplying by a power of two modulo 2**61-1 is a rotation of 61 bits.
  auto hash = static_cast<uint64_t>(std::ldexp(mantissa, 53));
  int turn = ((exponent - 53) % kBits + kBits) % kBits;
  hash = ((hash << turn) & kModulus) | (hash >> (kBits - turn));
  if (hash == kModulus) hash = 0;
  auto result = std::signbit(value) ? -static_cast<int64_t>(hash) : static_cast<int64_t>(hash);
  return result == -1 ? -2 : result;
}

}  // namespace vitrine
