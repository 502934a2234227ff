// int.__format__, float.__format__ and complex.__format__: digits from big_int and number_format, laid out with sign,
// prefix, grouping and padding. CPython: Python/formatter_unicode.c.
#include <cmath>

#include "base/format_pad.h"
#include "base/format_spec.h"
#include "base/number_format.h"
#include "base/utf8.h"

namespace vitrine {

namespace {

/// A number before layout: sign, prefix, digits to group, and what follows them unchanged.
struct NumberParts {
  bool negative = false;
  std::string prefix;    ///< "0x"
  std::string digits;    ///< before the point; empty for inf and nan
  std::string rest;      ///< ".25e+10", "%", "inf"
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
char separatorOf(Grouping grouping) { return grouping == Grouping::Comma ? ',' : '_'; }

std::string signText(bool negative, char sign) {
  if (negative) return "-";
  if (sign == '+' || sign == ' ') return std::string(1, sign);
  return {};
}

/// `digits` with separators, after leading zeros (grouped too) up to a width.
std::string groupDigits(const std::string& digits, Grouping grouping, size_t groupSize, size_t minimumWidth) {
  if (digits.empty()) return {};
  size_t count = digits.size();
  auto widthOf = [&](size_t n) { return grouping == Grouping::None ? n : n + (n - 1) / groupSize; };
  if (grouping == Grouping::None) count = std::max(count, minimumWidth);
  else if (widthOf(count) < minimumWidth) {
    count = std::max(count, minimumWidth * groupSize / (groupSize + 1));
    while (widthOf(count) < minimumWidth) ++count;
  }
  std::string padded(count - digits.size(), '0');
  padded += digits;
  if (grouping == Grouping::None) return padded;
  std::string out;
  for (size_t i = 0; i < count; ++i) {
    if (i > 0 && (count - i) % groupSize == 0) out += separatorOf(grouping);
    out += padded[i];
  }
  return out;
}

/// Separators among the digits behind the point, counted from the point.
std::string groupFraction(const std::string& rest, Grouping grouping) {
  if (grouping == Grouping::None || rest.empty() || rest[0] != '.') return rest;
  std::string out = ".";
  size_t i = 1;
  for (; i < rest.size() && isDigit(rest[i]); ++i) {
    if (i > 1 && (i - 1) % 3 == 0) out += separatorOf(grouping);
    out += rest[i];
  }
  return out.append(rest, i);
}

std::string layOut(const NumberParts& parts, const FormatSpec& spec, size_t groupSize) {
  std::string head = signText(parts.negative, spec.sign) + parts.prefix;
  std::string rest = groupFraction(parts.rest, spec.fractionGrouping);
  char align = spec.align ? spec.align : '>';
  size_t minimum = 0;
  if (spec.fill == '0' && align == '=' && spec.width > static_cast<int64_t>(head.size() + rest.size()))
    minimum = static_cast<size_t>(spec.width) - head.size() - rest.size();
  std::string body = groupDigits(parts.digits, spec.grouping, groupSize, minimum) + rest;
  if (align == '=') {
    int64_t width = spec.width - static_cast<int64_t>(head.size());
    return head + padText(body, body.size(), spec.fill, '>', width);
  }
  return padText(head + body, head.size() + body.size(), spec.fill, align, spec.width);
}

NumberParts splitDouble(const std::string& text) {
  NumberParts parts;
  size_t at = 0;
  if (text[0] == '-') {
    parts.negative = true;
    at = 1;
  }
  size_t end = at;
  while (end < text.size() && isDigit(text[end])) ++end;
  parts.digits = text.substr(at, end - at);
  parts.rest = text.substr(end);
  return parts;
}

/// Would the width or the precision make a text that is too long? ('g' without '#' drops what a precision adds.)
bool tooLong(const FormatSpec& spec) {
  bool padsFraction = spec.alternate || spec.type == 'e' || spec.type == 'E' || spec.type == 'f' || spec.type == 'F' ||
                      spec.type == '%';
  return spec.width > kMaxFormattedLength || (padsFraction && spec.precision > kMaxFormattedLength);
}
bool isFloatType(char32_t type) {
  return type < 128 && type != 0 &&
         std::string_view("eEfFgG%").find(static_cast<char>(type)) != std::string_view::npos;
}

FormatResult formatCharacter(BigIntView value, FormatSpec spec) {
  if (spec.sign) return valueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) return valueError("Alternate form (#) not allowed with integer format specifier 'c'");
  auto word = bigint::toInt64(value);
  if (!word) return {FormatError::Overflow, "Python int too large to convert to C long"};
  if (*word < 0 || *word > utf8::kMaxCodePoint) return {FormatError::Overflow, "%c arg not in range(0x110000)"};
  char align = spec.align == 0 || spec.align == '=' ? '>' : spec.align;
  return {FormatError::None, padText(utf8::encode(static_cast<char32_t>(*word)), 1, spec.fill, align, spec.width)};
}

int radixOf(char32_t type) {
  switch (type) {
    case 'b': return 2;
    case 'o': return 8;
    case 'x':
    case 'X': return 16;
    case 'd':
    case 'n':
    case 0: return 10;
    default: return 0;
  }
}

/// The text of one float by a specification: type and precision resolved as CPython does.
struct FloatStyle {
  char type = 'r';
  int precision = 0;
  bool percent = false;
  DoubleFlags flags;
};

FloatStyle floatStyle(const FormatSpec& spec, bool addDotZero) {
  FloatStyle style;
  int fallback = 6;
  style.type = spec.type == 0 ? 'r' : spec.type == 'n' ? 'g' : static_cast<char>(spec.type);
  if (spec.type == 0) fallback = 0;
  if (style.type == '%') {
    style.type = 'f';
    style.percent = true;
  }
  if (spec.precision >= 0 && style.type == 'r') style.type = 'g';
  style.precision = spec.precision < 0 ? fallback : static_cast<int>(spec.precision);
  style.flags = {.alternate = spec.alternate, .addDotZero = addDotZero, .noNegativeZero = spec.noNegativeZero};
  return style;
}

template <class Format, class Value>
FormatResult parseThen(Value value, std::string_view text, FormatTarget target, std::string_view typeName,
                       Format format) {
  FormatSpec spec;
  std::string error;
  if (!parseFormatSpec(text, target, typeName, spec, error)) return valueError(std::move(error));
  return format(value, spec, typeName);
}

}  // namespace

FormatResult formatInteger(BigIntView value, const FormatSpec& spec, std::string_view typeName) {
  if (isFloatType(spec.type)) {
    auto converted = bigint::toDouble(value);
    if (!converted) return {FormatError::Overflow, "int too large to convert to float"};
    return formatFloat(*converted, spec, typeName);
  }
  int radix = radixOf(spec.type);
  if (!radix && spec.type != 'c') return unknownFormatCode(spec.type, typeName);
  if (spec.precision >= 0) return valueError("Precision not allowed in integer format specifier");
  if (spec.noNegativeZero) return valueError("Negative zero coercion (z) not allowed in integer format specifier");
  if (tooLong(spec)) return {FormatError::Memory, {}};
  if (spec.type == 'c') return formatCharacter(value, spec);
  NumberParts parts;
  parts.negative = value.negative;
  parts.digits = bigint::toString({false, value.digits}, radix);
  if (spec.alternate && radix != 10) parts.prefix = {'0', static_cast<char>(spec.type)};
  if (spec.type == 'X')
    for (char& c : parts.digits)
      if (c >= 'a') c -= 32;
  return {FormatError::None, layOut(parts, spec, radix == 10 ? 3 : 4)};
}

FormatResult formatFloat(double value, const FormatSpec& spec, std::string_view typeName) {
  if (spec.type != 0 && spec.type != 'n' && !isFloatType(spec.type)) return unknownFormatCode(spec.type, typeName);
  if (spec.precision > INT32_MAX) return valueError("precision too big");
  if (tooLong(spec)) return {FormatError::Memory, {}};
  FloatStyle style = floatStyle(spec, spec.type == 0);
  if (style.percent) value *= 100;
  NumberParts parts = splitDouble(formatDouble(value, style.type, style.precision, style.flags));
  if (style.percent) parts.rest += '%';
  return {FormatError::None, layOut(parts, spec, 3)};
}

FormatResult formatComplex(double real, double imaginary, const FormatSpec& spec, std::string_view typeName) {
  if (spec.type == '%' || (spec.type != 0 && spec.type != 'n' && !isFloatType(spec.type)))
    return unknownFormatCode(spec.type, typeName);
  if (spec.precision > INT32_MAX) return valueError("precision too big");
  if (spec.fill == '0') return valueError("Zero padding is not allowed in complex format specifier");
  if (spec.align == '=') return valueError("'=' alignment flag is not allowed in complex format specifier");
  if (tooLong(spec)) return {FormatError::Memory, {}};
  FloatStyle style = floatStyle(spec, false);
  bool reprLike = spec.type == 0;
  bool skipReal = reprLike && real == 0 && !std::signbit(real);
  FormatSpec bare = spec;  // no padding of the parts
  bare.width = -1;
  auto part = [&](double value) {
    return layOut(splitDouble(formatDouble(value, style.type, style.precision, style.flags)), bare, 3);
  };
  std::string text;
  if (!skipReal) {
    text = part(real);
    bare.sign = '+';
  }
  text += part(imaginary) + 'j';
  if (reprLike && !skipReal) text = '(' + text + ')';
  return {FormatError::None, padText(text, text.size(), spec.fill, spec.align ? spec.align : '>', spec.width)};
}

FormatResult formatInteger(BigIntView value, std::string_view spec, std::string_view typeName) {
  return parseThen(value, spec, FormatTarget::Integer, typeName,
                   [](BigIntView v, const FormatSpec& s, std::string_view name) { return formatInteger(v, s, name); });
}
FormatResult formatFloat(double value, std::string_view spec, std::string_view typeName) {
  return parseThen(value, spec, FormatTarget::Float, typeName,
                   [](double v, const FormatSpec& s, std::string_view name) { return formatFloat(v, s, name); });
}
FormatResult formatComplex(double real, double imaginary, std::string_view spec, std::string_view typeName) {
  return parseThen(real, spec, FormatTarget::Float, typeName,
                   [=](double v, const FormatSpec& s, std::string_view name) {
                     return formatComplex(v, imaginary, s, name);
                   });
}

}  // namespace vitrine
