// Text to float, exact and rounded once: short decimals by one operation on floats, long ones as a quotient of integers of any
// size (big_int.h), hexadecimal ones by gathering their digits into an integer. Tables of powers, which would be faster for
// decimals of more than fifteen digits, are as large as the rest of this room's tables (decisions/0008-size.md).
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/float_rounding.h"
#include "base/number_format.h"

namespace vitrine {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool equalsIgnoringCase(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  for (size_t i = 0; i < text.size(); ++i)
    if (lower(text[i]) != word[i]) return false;
  return true;
}

/// Removes underscores that stand between two digits; false where one stands elsewhere.
bool removeUnderscores(std::string_view text, std::string& out) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out += text[i];
      continue;
    }
    if (i == 0 || i + 1 == text.size() || !isDigit(text[i - 1]) || !isDigit(text[i + 1])) return false;
  }
  return true;
}

/// Does `text` read: digits with at most one point and at least one digit, then perhaps an exponent?
bool isDecimal(std::string_view text) {
  size_t i = 0, digits = 0;
  for (; i < text.size() && isDigit(text[i]); ++i) ++digits;
  if (i < text.size() && text[i] == '.') ++i;
  for (; i < text.size() && isDigit(text[i]); ++i) ++digits;
  if (digits == 0) return false;
  if (i == text.size()) return true;
  if (lower(text[i++]) != 'e') return false;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  if (i == text.size()) return false;
  for (; i < text.size(); ++i)
    if (!isDigit(text[i])) return false;
  return true;
}

/// digits * 10**exponent, without zeros at either end.
struct DecimalDigits {
  std::string digits;
  int64_t exponent = 0;
};

/// So many digits that what follows only matters by being there: half way between two floats needs 767.
constexpr size_t kEnoughDigits = 800;

int64_t decimalExponent(std::string_view text) {
  bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  int64_t value = 0;
  for (char c : text) value = std::min<int64_t>(value * 10 + (c - '0'), int64_t{1} << 40);
  return negative ? -value : value;
}

/// Gathers what isDecimal() accepts.
DecimalDigits gatherDecimal(std::string_view text) {
  DecimalDigits out;
  bool fraction = false, more = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (lower(c) == 'e') {
      out.exponent += decimalExponent(text.substr(i + 1));
      break;
    }
    if (c == '.') {
      fraction = true;
      continue;
    }
    bool kept = out.digits.size() < kEnoughDigits;
    if (!kept) more |= c != '0';
    else if (c != '0' || !out.digits.empty()) out.digits += c;
    out.exponent += int(!kept) - int(fraction);
  }
  if (more) out.digits += '1', --out.exponent;
  while (!out.digits.empty() && out.digits.back() == '0') out.digits.pop_back(), ++out.exponent;
  return out;
}

/// The nearest float, half to even; infinity or 0 where it is out of range.
double roundDecimal(const DecimalDigits& decimal) {
  constexpr size_t kExactDigits = 15;    // below 2**53
  constexpr int64_t kExactExponent = 22;  // 10**22 is a float
  int64_t exponent = decimal.exponent, size = std::abs(exponent), point = exponent + int64_t(decimal.digits.size());
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (decimal.digits.empty() || point < -330) return 0;
  if (point > 310) return kInfinity;
  if (decimal.digits.size() <= kExactDigits && size <= kExactExponent) {
    double value = 0, power = 1;
    for (char c : decimal.digits) value = value * 10 + (c - '0');
    for (int64_t i = 0; i < size; ++i) power *= 10;
    return exponent < 0 ? value / power : value * power;
  }
  BigInt digits = *bigint::parse(decimal.digits, 10), power = bigint::power(BigInt(10), uint64_t(size));
  return (exponent < 0 ? bigint::trueDivide(digits, power) : bigint::toDouble(bigint::multiply(digits, power))).value_or(kInfinity);
}

std::string_view stripBlanks(std::string_view text) {
  auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

bool takeSign(std::string_view& text) {
  if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
  bool negative = text.front() == '-';
  text.remove_prefix(1);
  return negative;
}

bool parseSpecial(std::string_view text, double& value) {
  if (equalsIgnoringCase(text, "inf") || equalsIgnoringCase(text, "infinity")) {
    value = std::numeric_limits<double>::infinity();
    return true;
  }
  if (equalsIgnoringCase(text, "nan")) {
    value = std::numeric_limits<double>::quiet_NaN();
    return true;
  }
  return false;
}

int hexValue(char c) {
  if (isDigit(c)) return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Hexadecimal digits gathered exactly: 60 bits of significand, and whether anything was lost below them.
struct HexDigits {
  uint64_t significand = 0;
  int64_t exponent = 0;  ///< of two, for the significand's last bit
  bool sticky = false;
  bool any = false;

  void add(int digit, bool fraction) {
    any = true;
    if (significand >> 56) {
      sticky |= digit != 0;
      if (!fraction) exponent += 4;
    } else {
      significand = significand << 4 | static_cast<unsigned>(digit);
      if (fraction) exponent -= 4;
    }
  }
};

bool parseBinaryExponent(std::string_view& text, int64_t& exponent) {
  if (text.empty() || lower(text.front()) != 'p') return true;
  text.remove_prefix(1);
  bool negative = takeSign(text);
  if (text.empty() || !isDigit(text.front())) return false;
  int64_t value = 0;
  for (; !text.empty() && isDigit(text.front()); text.remove_prefix(1))
    if (value < int64_t{1} << 50) value = value * 10 + (text.front() - '0');
  exponent += negative ? -value : value;
  return true;
}

}  // namespace

bool parseDouble(std::string_view text, double& value) {
  std::string clean;
  if (text.find('_') != std::string_view::npos) {
    if (!removeUnderscores(text, clean)) return false;
    text = clean;
  }
  bool negative = takeSign(text);
  if (!parseSpecial(text, value)) {
    if (!isDecimal(text)) return false;
    value = roundDecimal(gatherDecimal(text));
  }
  if (negative) value = -value;
  return true;
}

HexFloatStatus parseHexFloat(std::string_view text, double& value) {
  text = stripBlanks(text);
  bool negative = takeSign(text);
  HexFloatStatus status = HexFloatStatus::Ok;
  if (!parseSpecial(text, value)) {
    if (text.size() >= 2 && text[0] == '0' && lower(text[1]) == 'x') text.remove_prefix(2);
    HexDigits digits;
    bool fraction = false;
    for (; !text.empty(); text.remove_prefix(1)) {
      if (text.front() == '.' && !fraction) {
        fraction = true;
        continue;
      }
      int digit = hexValue(text.front());
      if (digit < 0) break;
      digits.add(digit, fraction);
    }
    if (!digits.any || !parseBinaryExponent(text, digits.exponent) || !text.empty()) return HexFloatStatus::Invalid;
    value = composeDouble(digits.significand, digits.sticky, digits.exponent);
    if (std::isinf(value)) status = HexFloatStatus::Overflow;
  }
  if (negative) value = -value;
  return status;
}

}  // namespace vitrine
