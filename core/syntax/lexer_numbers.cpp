// Numbers (Language Reference 2.6) as CPython's tokenizer reads them: it decides here what is a number and which error
// a malformed one gives; the value is computed by the parser (literals.cpp). See lexer.h.
#include "syntax/lexer.h"

namespace vitrine::syntax {
namespace {

bool isDecimalDigit(char c) { return c >= '0' && c <= '9'; }
bool isOctalDigit(char c) { return c >= '0' && c <= '7'; }
bool isBinaryDigit(char c) { return c == '0' || c == '1'; }
bool isHexDigit(char c) { return isDecimalDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }
bool isNameCharacter(char c) {
  return isDecimalDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || static_cast<signed char>(c) < 0;
}

}  // namespace

/// Digits with single underscores between them; the first digit is at pos_. False: an error.
bool Lexer::readDecimalTail() {
  for (;;) {
    while (isDecimalDigit(text_[pos_])) ++pos_;
    if (text_[pos_] != '_') return true;
    ++pos_;
    if (!isDecimalDigit(text_[pos_])) return fail("invalid decimal literal");
  }
}

/// What directly follows a number must not be a name; a keyword is let through with a warning (CPython:
/// verify_end_of_number).
bool Lexer::verifyEndOfNumber(const char* kind) {
  std::string_view rest(text_ + pos_, std::min<size_t>(size_ - pos_, 6));
  auto startsWith = [&](std::string_view word) {
    return rest.substr(0, word.size()) == word && !isNameCharacter(text_[pos_ + word.size()]);
  };
  bool keyword = false;
  switch (rest.empty() ? 0 : rest[0]) {
    case 'a': keyword = startsWith("and"); break;
    case 'e': keyword = startsWith("else"); break;
    case 'f': keyword = startsWith("for"); break;
    case 'i': keyword = rest.size() > 1 && (rest[1] == 'n' || rest[1] == 'f' || rest[1] == 's'); break;  // no end of word wanted
    case 'o': keyword = startsWith("or"); break;
    case 'n': keyword = startsWith("not"); break;
  }
  if (keyword) {
    warn(std::string("invalid ") + kind + " literal");
    return true;
  }
  if (!isNameCharacter(text_[pos_]) || static_cast<signed char>(text_[pos_]) < 0) return true;
  return fail(std::string("invalid ") + kind + " literal");
}

void Lexer::lexRadixNumber(bool (*isDigit)(char), const char* name) {
  std::string message = std::string("invalid ") + name + " literal";
  pos_ += 2;
  do {
    if (text_[pos_] == '_') ++pos_;
    if (!isDigit(text_[pos_])) {
      if (isDecimalDigit(text_[pos_])) {
        message = "invalid digit '" + std::string(1, text_[pos_]) + "' in " + name + " literal";
        ++pos_;
      }
      fail(message);
      return;
    }
    while (isDigit(text_[pos_])) ++pos_;
  } while (text_[pos_] == '_');
  if (isDecimalDigit(text_[pos_])) {
    message = "invalid digit '" + std::string(1, text_[pos_]) + "' in " + name + " literal";
    ++pos_;
    fail(message);
    return;
  }
  if (verifyEndOfNumber(name)) push(TokenKind::NUMBER, tokenStart_);
}

void Lexer::lexNumber() {
  if (text_[pos_] != '0') {
    if (!readDecimalTail()) return;
    if (text_[pos_] == '.') {
      ++pos_;
      return lexFraction();
    }
    return lexExponentOrImaginary();
  }
  switch (text_[pos_ + 1] | 0x20) {
    case 'x': return lexRadixNumber(isHexDigit, "hexadecimal");
    case 'o': return lexRadixNumber(isOctalDigit, "octal");
    case 'b': return lexRadixNumber(isBinaryDigit, "binary");
  }
  lexZeroNumber();
}

/// A number that begins with 0 and has no radix: zeros only, or the whole part of a float.
void Lexer::lexZeroNumber() {
  bool nonZero = false;
  ++pos_;
  for (;;) {
    if (text_[pos_] == '_') {
      ++pos_;
      if (!isDecimalDigit(text_[pos_])) {
        fail("invalid decimal literal");
        return;
      }
    }
    if (text_[pos_] != '0') break;
    ++pos_;
  }
  size_t zerosEnd = pos_;
  if (isDecimalDigit(text_[pos_])) {
    nonZero = true;
    if (!readDecimalTail()) return;
  }
  char c = text_[pos_];
  if (c == '.') {
    ++pos_;
    return lexFraction();
  }
  if (c == 'e' || c == 'E' || c == 'j' || c == 'J') return lexExponentOrImaginary();
  if (nonZero) {
    failAt("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", line_,
           lineStart_, tokenStart_ + 1, zerosEnd + 1);
    return;
  }
  if (verifyEndOfNumber("decimal")) push(TokenKind::NUMBER, tokenStart_);
}

/// After the point.
void Lexer::lexFraction() {
  if (isDecimalDigit(text_[pos_]) && !readDecimalTail()) return;
  lexExponentOrImaginary();
}

void Lexer::lexExponentOrImaginary() {
  char c = text_[pos_];
  if (c == 'e' || c == 'E') {
    size_t next = pos_ + 1;
    if (text_[next] == '+' || text_[next] == '-') {
      ++next;
      if (!isDecimalDigit(text_[next])) {
        pos_ = next;
        fail("invalid decimal literal");
        return;
      }
    }
    if (!isDecimalDigit(text_[next])) {
      if (verifyEndOfNumber("decimal")) push(TokenKind::NUMBER, tokenStart_);
      return;
    }
    pos_ = next;
    if (!readDecimalTail()) return;
    c = text_[pos_];
  }
  if (c == 'j' || c == 'J') {
    ++pos_;
    if (verifyEndOfNumber("imaginary")) push(TokenKind::NUMBER, tokenStart_);
    return;
  }
  if (verifyEndOfNumber("decimal")) push(TokenKind::NUMBER, tokenStart_);
}

}  // namespace vitrine::syntax
