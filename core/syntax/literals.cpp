// Values of numbers and of strings without fields (Language Reference 2.5, 2.6). Escapes are decoded here, for
// f-strings too. See parser_core.h.
#include "syntax/parser_core.h"

#include <algorithm>

#include "base/big_int.h"
#include "base/number_format.h"
#include "base/unicode.h"
#include "base/utf8.h"

namespace vitrine::syntax {
namespace {

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  char lower = char(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr size_t kMaxDecimalDigits = 4300;  // sys.int_info.default_max_str_digits

}  // namespace

Expr* Parser::parseNumber() {
  size_t start = at_;
  advance();
  const Token& token = tokens_[start];
  Constant* constant = makeNode<Constant>(start);
  std::string_view text = textOf(token);
  std::string plain;
  if (text.find('_') != std::string_view::npos) {
    for (char c : text)
      if (c != '_') plain += c;
    text = plain;
  }
  char last = char(text.back() | 0x20);
  bool isRadix = text.size() > 1 && text[0] == '0' && std::string_view("xob").find(char(text[1] | 0x20)) != std::string_view::npos;
  if (!isRadix && last == 'j') {
    constant->literal = LiteralKind::kComplex;
    parseDouble(text.substr(0, text.size() - 1), constant->number);
  } else if (!isRadix && text.find_first_of(".eE") != std::string_view::npos) {
    constant->literal = LiteralKind::kFloat;
    parseDouble(text, constant->number);
  } else if (!parseInteger(text, constant, token)) {
    return nullptr;
  }
  return constant;
}

bool Parser::parseInteger(std::string_view text, Constant* constant, const Token& token) {
  int radix = 10;
  if (text.size() > 1 && text[0] == '0') {
    char mark = char(text[1] | 0x20);
    radix = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
    if (radix != 10) text.remove_prefix(2);
  }
  constant->literal = LiteralKind::kInt;
  if (text.size() <= 15 || (radix == 10 && text.size() <= 18)) {
    int64_t value = 0;
    for (char c : text) value = value * radix + hexValue(c);
    constant->integer = value;
    return true;
  }
  if (radix == 10 && text.size() > kMaxDecimalDigits) {
    raiseAtToken(token, "Exceeds the limit (" + std::to_string(kMaxDecimalDigits) + " digits) for integer string conversion: value has " +
                            std::to_string(text.size()) + " digits; use sys.set_int_max_str_digits() to increase the limit"
                            " - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.");
    return false;
  }
  std::optional<BigInt> value = bigint::parse(text, radix);
  if (!value) return false;
  if (std::optional<int64_t> small = value->toInt64())
    constant->integer = *small;
  else
    constant->digits = arena_.copy(value->digits);
  return true;
}

/// A row of STRING tokens: one Constant.
Expr* Parser::parsePlainStrings(size_t start) {
  std::string text;
  bool allBytes = false;
  while (at(TokenKind::STRING)) {
    bool isBytes = false;
    const Token& part = token();
    if (!decodeString(part, text, isBytes)) return nullptr;
    allBytes = isBytes;  // parseStrings has seen that they agree
    advance();
  }
  Constant* constant = makeNode<Constant>(start);
  constant->literal = allBytes ? LiteralKind::kBytes : LiteralKind::kStr;
  constant->text = arena_.copy(std::string_view(text));
  constant->hasUPrefix = (source_.text[tokens_[start].start] | 0x20) == 'u';
  return constant;
}

/// Appends the value of one STRING token.
bool Parser::decodeString(const Token& token, std::string& out, bool& isBytes) {
  std::string_view text = textOf(token);
  bool raw = false;
  size_t prefix = 0;
  for (; text[prefix] != '\'' && text[prefix] != '"'; ++prefix) {
    char letter = char(text[prefix] | 0x20);
    raw |= letter == 'r';
    isBytes |= letter == 'b';
  }
  size_t quotes = text.size() - prefix >= 6 && text[prefix + 1] == text[prefix] && text[prefix + 2] == text[prefix] ? 3 : 1;
  std::string_view body = text.substr(prefix + quotes, text.size() - prefix - 2 * quotes);
  if (isBytes && !utf8::isAscii(body)) {
    raiseAtToken(token, "bytes can only contain ASCII literal characters");
    return false;
  }
  if (raw || body.find('\\') == std::string_view::npos) {
    out += body;
    return true;
  }
  return decodeEscapes(body, isBytes, token, token.start + prefix + quotes, out);
}

bool Parser::decodeEscapes(std::string_view body, bool isBytes, const Token& token, size_t bodyStart, std::string& out) {
  for (size_t at = 0; at < body.size();) {
    size_t next = std::min(body.find('\\', at), body.size());
    out += body.substr(at, next - at);
    at = next;
    if (at >= body.size()) break;
    if (!(isBytes ? decodeBytesEscape(body, at, token, bodyStart, out) : decodeEscape(body, at, token, bodyStart, out)))
      return false;
  }
  return true;
}

/// The escapes that are one letter: the character, or -1.
static int simpleEscape(char c) {
  switch (c) {
    case '\\': case '\'': case '"': return c;
    case 'a': return 7;
    case 'b': return 8;
    case 't': return 9;
    case 'n': return 10;
    case 'v': return 11;
    case 'f': return 12;
    case 'r': return 13;
    default: return -1;
  }
}

/// Up to three octal digits at `at`.
static int readOctal(std::string_view body, size_t& at) {
  int value = 0;
  for (int i = 0; i < 3 && at < body.size() && body[at] >= '0' && body[at] <= '7'; ++i) value = value * 8 + (body[at++] - '0');
  return value;
}

/// The escape at `at` (its backslash) of a str.
bool Parser::decodeEscape(std::string_view body, size_t& at, const Token& token, size_t bodyStart, std::string& out) {
  size_t escape = at++;
  if (at >= body.size()) {  // only in the middle of an f-string: before a brace
    out += '\\';
    return true;
  }
  char c = body[at];
  if (c == '\n') {
    ++at;
    return true;
  }
  if (int simple = simpleEscape(c); simple >= 0) {
    out += char(simple);
    ++at;
    return true;
  }
  if (c >= '0' && c <= '7') {
    int value = readOctal(body, at);
    if (value > 0377) warnEscape(body.substr(escape, at - escape), bodyStart + escape, true);
    utf8::append(out, char32_t(value));
    return true;
  }
  if (c == 'x' || c == 'u' || c == 'U') {
    ++at;
    return decodeHexEscape(body, at, c == 'x' ? 2 : c == 'u' ? 4 : 8, token, out);
  }
  if (c == 'N') {
    ++at;
    return decodeNamedEscape(body, at, token, out);
  }
  size_t length = size_t(utf8::sequenceLength(c));
  warnEscape(body.substr(escape, 1 + length), bodyStart + escape, false);
  out += '\\';
  return true;  // the character itself is taken as it is
}

bool Parser::decodeHexEscape(std::string_view body, size_t& at, int digits, const Token& token, std::string& out) {
  size_t escape = at - 2;
  uint32_t value = 0;
  for (int i = 0; i < digits; ++i, ++at) {
    int digit = at < body.size() ? hexValue(body[at]) : -1;
    if (digit < 0) {
      const char* reason = digits == 2 ? "truncated \\xXX escape" : digits == 4 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
      return raiseUnicodeError(token, utf8::countCodePoints(body.substr(0, escape)), utf8::countCodePoints(body.substr(0, at)) - 1, reason);
    }
    value = value * 16 + uint32_t(digit);
  }
  if (value > utf8::kMaxCodePoint) {
    size_t from = utf8::countCodePoints(body.substr(0, escape));
    return raiseUnicodeError(token, from, from + 9, "illegal Unicode character");
  }
  utf8::append(out, value);
  return true;
}

bool Parser::decodeNamedEscape(std::string_view body, size_t& at, const Token& token, std::string& out) {
  size_t from = utf8::countCodePoints(body.substr(0, at - 2));
  size_t close = at < body.size() && body[at] == '{' ? body.find('}', at) : std::string_view::npos;
  if (close == std::string_view::npos || close == at + 1) {
    size_t end = at < body.size() && body[at] == '{' ? std::min(close, body.size() - 1) : at - 1;
    return raiseUnicodeError(token, from, from + utf8::countCodePoints(body.substr(at - 2, end + 3 - at)) - 1, "malformed \\N character escape");
  }
  int32_t c = unicode::lookupName(body.substr(at + 1, close - at - 1));
  if (c < 0) {
    if (!unicode::namesAvailable()) {
      if (!raised()) raiseAtToken(token, "(unicode error) \\N escapes can't be decoded: this build has no table of character names");
      return false;
    }
    return raiseUnicodeError(token, from, from + utf8::countCodePoints(body.substr(at - 2, close + 3 - at)) - 1, "unknown Unicode character name");
  }
  utf8::append(out, char32_t(c));
  at = close + 1;
  return true;
}

bool Parser::decodeBytesEscape(std::string_view body, size_t& at, const Token& token, size_t bodyStart, std::string& out) {
  size_t escape = at++;
  char c = body[at];
  if (c == '\n') {
    ++at;
  } else if (int simple = simpleEscape(c); simple >= 0) {
    out += char(simple);
    ++at;
  } else if (c >= '0' && c <= '7') {
    int value = readOctal(body, at);
    if (value > 0377) warnEscape(body.substr(escape, at - escape), bodyStart + escape, true);
    out += char(value);
  } else if (c == 'x') {
    int high = at + 1 < body.size() ? hexValue(body[at + 1]) : -1;
    int low = at + 2 < body.size() ? hexValue(body[at + 2]) : -1;
    if (high < 0 || low < 0) {
      if (!raised()) raiseAtToken(token, "(value error) invalid \\x escape at position " + std::to_string(escape));
      return false;
    }
    out += char(high * 16 + low);
    at += 3;
  } else {
    warnEscape(body.substr(escape, 2), bodyStart + escape, false);
    out += '\\';
  }
  return true;
}

bool Parser::raiseUnicodeError(const Token& token, size_t from, size_t to, const char* reason) {
  std::string place = from == to ? "byte 0x5c in position " + std::to_string(from)
                                 : "bytes in position " + std::to_string(from) + "-" + std::to_string(to);
  // Those of an f-string are found when it has ended.
  const Token* shown = &token;
  for (int nesting = 1; token.kind != TokenKind::STRING && nesting > 0 && shown->kind != TokenKind::END && shown->kind != TokenKind::ERROR;) {
    ++shown;
    nesting += (shown->kind == TokenKind::FSTRING_START || shown->kind == TokenKind::TSTRING_START);
    nesting -= (shown->kind == TokenKind::FSTRING_END || shown->kind == TokenKind::TSTRING_END);
  }
  raiseAtToken(*shown, "(unicode error) 'unicodeescape' codec can't decode " + place + ": " + reason);
  return false;
}

void Parser::warnEscape(std::string_view escape, size_t offset, bool octal) {
  std::string text(escape);
  size_t line = size_t(std::upper_bound(source_.lineStarts.begin(), source_.lineStarts.end(), offset) - source_.lineStarts.begin());
  int32_t column = int32_t(offset - source_.lineStarts[line - 1]);
  SourceRange range{int32_t(line), column, int32_t(line), column + int32_t(text.size())};
  std::string kind = octal ? " is an invalid octal escape sequence" : " is an invalid escape sequence";
  warnings_.push_back({"\"" + text + "\"" + kind + ". Such sequences will not work in the future. Did you mean \"\\" + text +
                           "\"? A raw string is also an option.",
                       range});
}

}  // namespace vitrine::syntax
