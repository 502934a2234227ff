// Parsing of the mini-language, and strings, which need no digits. Grammar and messages: Library Reference, "Format
// Specification Mini-Language"; CPython: Python/formatter_unicode.c. Numbers are in format_number.cpp.
#include "base/format_spec.h"

#include "base/format_pad.h"
#include "base/utf8.h"

namespace vitrine {

namespace {

bool isAlignment(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

std::string quoted(char32_t c) {
  if (c > 32 && c < 128) return std::string("'") + static_cast<char>(c) + "'";
  static constexpr char kHex[] = "0123456789abcdef";
  std::string digits;
  do digits.insert(digits.begin(), kHex[c & 15]);
  while (c >>= 4);
  return "'\\x" + digits + "'";
}

/// The parser: a cursor over the code points of one specification.
class Parser {
 public:
  Parser(std::string_view text, FormatTarget target, std::string_view typeName, FormatSpec& spec, std::string& error)
      : text_(text), target_(target), typeName_(typeName), spec_(spec), error_(error) {}

  bool parse() {
    parseFillAndAlign();
    if (peek() == '+' || peek() == '-' || peek() == ' ') spec_.sign = static_cast<char>(next());
    spec_.noNegativeZero = take('z');
    spec_.alternate = take('#');
    parseZero();
    return parseNumber(spec_.width) >= 0 && parseGrouping(spec_.grouping) && parsePrecision() && parseType() &&
           checkGrouping();
  }

 private:
  static constexpr char32_t kEnd = 0xFFFFFFFF;

  char32_t peek() const {
    if (position_ >= text_.size()) return kEnd;
    size_t at = position_;
    return utf8::decode(text_, at);
  }
  char32_t next() { return utf8::decode(text_, position_); }
  bool take(char32_t c) {
    if (peek() != c) return false;
    next();
    return true;
  }
  bool fail(std::string message) {
    error_ = std::move(message);
    return false;
  }

  void parseFillAndAlign() {
    if (position_ >= text_.size()) return;
    size_t start = position_;
    char32_t fill = next();
    if (isAlignment(peek())) {
      spec_.fill = fill;
      spec_.fillGiven = true;
      spec_.align = static_cast<char>(next());
    } else if (isAlignment(fill)) {
      spec_.align = static_cast<char>(fill);
    } else {
      position_ = start;
    }
  }

  void parseZero() {
    if (spec_.fillGiven || !take('0')) return;
    spec_.fill = '0';
    spec_.zeroPad = true;
    if (!spec_.align && target_ != FormatTarget::String) spec_.align = '=';
  }

  /// Digits read, or -1 after an error; `value` stays where there are none.
  int parseNumber(int64_t& value) {
    int64_t number = 0;
    int count = 0;
    for (; peek() >= '0' && peek() <= '9'; ++count) {
      if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, next() - '0', &number)) {
        fail("Too many decimal digits in format string");
        return -1;
      }
    }
    if (count > 0) value = number;
    return count;
  }

  bool parseGrouping(Grouping& grouping) {
    if (take(',')) grouping = Grouping::Comma;
    if (peek() == '_') {
      if (grouping != Grouping::None) return fail("Cannot specify both ',' and '_'.");
      next();
      grouping = Grouping::Underscore;
    }
    if (peek() == ',' && grouping == Grouping::Underscore) return fail("Cannot specify both ',' and '_'.");
    return true;
  }

  bool parsePrecision() {
    if (!take('.')) return true;
    int count = parseNumber(spec_.precision);
    if (count < 0 || !parseGrouping(spec_.fractionGrouping)) return false;
    if (count == 0 && spec_.fractionGrouping == Grouping::None) return fail("Format specifier missing precision");
    return true;
  }

  bool parseType() {
    if (position_ >= text_.size()) {
      if (target_ != FormatTarget::Float) spec_.type = target_ == FormatTarget::String ? 's' : 'd';
      return true;
    }
    spec_.type = next();
    if (position_ >= text_.size()) return true;
    return fail("Invalid format specifier '" + std::string(text_) + "' for object of type '" +
                std::string(typeName_) + "'");
  }

  bool checkGrouping() {
    if (spec_.grouping != Grouping::None) {
      bool decimal = spec_.type < 128 && std::string_view("deEfFgG%").find(static_cast<char>(spec_.type)) !=
                                             std::string_view::npos;
      bool binary = spec_.type == 'b' || spec_.type == 'o' || spec_.type == 'x' || spec_.type == 'X';
      bool allowed = spec_.type == 0 || decimal || (binary && spec_.grouping == Grouping::Underscore);
      if (!allowed) return failGrouping(spec_.grouping);
    }
    if (spec_.fractionGrouping != Grouping::None && spec_.type == 'n') return failGrouping(spec_.fractionGrouping);
    return true;
  }
  bool failGrouping(Grouping grouping) {
    return fail(std::string("Cannot specify '") + (grouping == Grouping::Comma ? ',' : '_') + "' with " +
                quoted(spec_.type) + ".");
  }

  std::string_view text_;
  FormatTarget target_;
  std::string_view typeName_;
  FormatSpec& spec_;
  std::string& error_;
  size_t position_ = 0;
};

}  // namespace

FormatResult unknownFormatCode(char32_t type, std::string_view typeName) {
  return valueError("Unknown format code " + quoted(type) + " for object of type '" + std::string(typeName) + "'");
}

std::string padText(std::string_view text, size_t length, char32_t fill, char align, int64_t width) {
  size_t padding = width > static_cast<int64_t>(length) ? static_cast<size_t>(width) - length : 0;
  size_t left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
  std::string out;
  out.reserve(text.size() + padding);
  utf8::appendRepeated(out, fill, left);
  out += text;
  utf8::appendRepeated(out, fill, padding - left);
  return out;
}

bool parseFormatSpec(std::string_view text, FormatTarget target, std::string_view typeName, FormatSpec& spec,
                     std::string& error) {
  return Parser(text, target, typeName, spec, error).parse();
}

FormatResult formatString(std::string_view text, const FormatSpec& spec, std::string_view typeName) {
  if (spec.type != 's' && spec.type != 0) return unknownFormatCode(spec.type, typeName);
  if (spec.sign)
    return valueError(spec.sign == ' ' ? "Space not allowed in string format specifier"
                                       : "Sign not allowed in string format specifier");
  if (spec.noNegativeZero) return valueError("Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) return valueError("Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') return valueError("'=' alignment not allowed in string format specifier");
  if (spec.width > kMaxFormattedLength) return {FormatError::Memory, {}};
  size_t length = utf8::countCodePoints(text);
  if (spec.precision >= 0 && static_cast<uint64_t>(spec.precision) < length) {
    length = static_cast<size_t>(spec.precision);
    text = text.substr(0, utf8::offsetOf(text, length));
  }
  return {FormatError::None, padText(text, length, spec.fill, spec.align ? spec.align : '<', spec.width)};
}

FormatResult formatString(std::string_view text, std::string_view specText, std::string_view typeName) {
  FormatSpec spec;
  std::string error;
  if (!parseFormatSpec(specText, FormatTarget::String, typeName, spec, error)) return valueError(std::move(error));
  return formatString(text, spec, typeName);
}

}  // namespace vitrine
