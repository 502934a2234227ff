// Parsing of one % conversion and formatting of one argument by it. Library Reference, "printf-style String
// Formatting"; CPython: Objects/unicodeobject.c (unicode_format_arg).
#include "base/printf_format.h"

#include <cmath>

#include "base/format_pad.h"
#include "base/number_format.h"
#include "base/utf8.h"

namespace vitrine {

namespace {

/// Finds the parenthesis that closes the key whose first character is at `position`; moves behind it.
bool parseKey(std::string_view format, size_t& position, PrintfSpec& spec) {
  size_t start = position;
  for (int depth = 1; position < format.size(); ++position) {
    if (format[position] == '(') ++depth;
    if (format[position] == ')' && --depth == 0) {
      spec.key = format.substr(start, position++ - start);
      spec.hasKey = true;
      return true;
    }
  }
  return false;
}

void parseFlags(std::string_view format, size_t& position, PrintfSpec& spec) {
  for (; position < format.size(); ++position) switch (format[position]) {
      case '-': spec.leftAlign = true; break;
      case '+': spec.plusSign = true; break;
      case ' ': spec.blankSign = true; break;
      case '#': spec.alternate = true; break;
      case '0': spec.zeroPad = true; break;
      default: return;
    }
}

bool parseNumber(std::string_view format, size_t& position, int64_t limit, int64_t& value) {
  value = 0;
  for (; position < format.size() && format[position] >= '0' && format[position] <= '9'; ++position) {
    int digit = format[position] - '0';
    if (value > (limit - digit) / 10) return false;
    value = value * 10 + digit;
  }
  return true;
}

bool fail(std::string& error, const char* message) {
  error = message;
  return false;
}

/// Sign and prefix before a body, padded: zeros go between them, blanks outside.
FormatResult padNumber(std::string head, std::string body, const PrintfSpec& spec) {
  auto length = static_cast<int64_t>(head.size() + body.size());
  auto padding = spec.width > length ? static_cast<size_t>(spec.width - length) : 0;
  if (spec.leftAlign) return {FormatError::None, head + body + std::string(padding, ' ')};
  if (spec.zeroPad) return {FormatError::None, head + std::string(padding, '0') + body};
  return {FormatError::None, std::string(padding, ' ') + head + body};
}

std::string signOf(bool negative, const PrintfSpec& spec) {
  return negative ? "-" : spec.plusSign ? "+" : spec.blankSign ? " " : "";
}
bool tooLong(const PrintfSpec& spec) {
  return spec.width > kMaxFormattedLength || spec.precision > kMaxFormattedLength;
}

}  // namespace

bool parsePrintfSpec(std::string_view format, size_t& position, PrintfSpec& spec, std::string& error) {
  ++position;  // the '%'
  if (position < format.size() && format[position] == '(') {
    ++position;
    if (!parseKey(format, position, spec)) return fail(error, "incomplete format key");
  }
  parseFlags(format, position, spec);
  if (position < format.size() && format[position] == '*') {
    spec.widthFromArgument = true;
    ++position;
  } else if (position < format.size() && format[position] >= '0' && format[position] <= '9') {
    if (!parseNumber(format, position, INT64_MAX, spec.width)) return fail(error, "width too big");
  }
  if (position < format.size() && format[position] == '.') {
    ++position;
    spec.hasPrecision = true;
    if (position < format.size() && format[position] == '*') {
      spec.precisionFromArgument = true;
      ++position;
    } else if (!parseNumber(format, position, INT32_MAX, spec.precision)) {
      return fail(error, "precision too big");
    }
  }
  if (position < format.size() && (format[position] == 'h' || format[position] == 'l' || format[position] == 'L'))
    ++position;
  if (position >= format.size()) return fail(error, "incomplete format");
  spec.conversionOffset = position;
  spec.conversion = utf8::decode(format, position);
  return true;
}

std::string printfUnknownConversion(std::string_view format, const PrintfSpec& spec) {
  char32_t c = spec.conversion;
  std::string shown(1, c >= 31 && c <= 126 ? static_cast<char>(c) : '?');
  size_t index = utf8::countCodePoints(format.substr(0, spec.conversionOffset));
  return "unsupported format character '" + shown + "' (0x" + bigint::toString(bigint::fromUint64(c), 16) +
         ") at index " + std::to_string(index);
}

FormatResult printfInteger(BigIntView value, const PrintfSpec& spec) {
  if (tooLong(spec)) return {FormatError::Memory, {}};
  int radix = spec.conversion == 'o' ? 8 : spec.conversion == 'x' || spec.conversion == 'X' ? 16 : 10;
  std::string digits = bigint::toString({false, value.digits}, radix);
  if (spec.precision > static_cast<int64_t>(digits.size()))
    digits.insert(0, static_cast<size_t>(spec.precision) - digits.size(), '0');
  std::string head = signOf(value.negative, spec);
  if (spec.alternate && radix != 10) head += {'0', static_cast<char>(spec.conversion)};
  if (spec.conversion == 'X')
    for (char& c : digits)
      if (c >= 'a') c -= 32;
  return padNumber(std::move(head), std::move(digits), spec);
}

FormatResult printfFloat(double value, const PrintfSpec& spec) {
  if (tooLong(spec)) return {FormatError::Memory, {}};
  int precision = spec.hasPrecision ? static_cast<int>(spec.precision) : 6;
  DoubleFlags flags{.alternate = spec.alternate};
  std::string text = formatDouble(value, static_cast<char>(spec.conversion), precision, flags);
  bool negative = text[0] == '-';
  return padNumber(signOf(negative, spec), text.substr(negative), spec);
}

FormatResult printfText(std::string_view wtf8, const PrintfSpec& spec) {
  if (spec.width > kMaxFormattedLength) return {FormatError::Memory, {}};
  size_t length = utf8::countCodePoints(wtf8);
  bool cut = spec.hasPrecision && spec.conversion != 'c' && static_cast<uint64_t>(spec.precision) < length;
  if (cut) {
    length = static_cast<size_t>(spec.precision);
    wtf8 = wtf8.substr(0, utf8::offsetOf(wtf8, length));
  }
  return {FormatError::None, padText(wtf8, length, ' ', spec.leftAlign ? '<' : '>', spec.width)};
}

}  // namespace vitrine
