// String literals, and f-strings and t-strings as the sequences of tokens PEP 701 describes: a START, then MIDDLEs and
// the tokens of the fields, then an END. Which state belongs to which string is in Lexer::StringMode. See lexer.h.
#include "syntax/lexer.h"

namespace vitrine::syntax {
namespace {

/// The first character from `at` on that means something inside a string; the text ends with a null byte.
const char* skipOrdinary(const char* at) {
  while (*at != '\'' && *at != '"' && *at != '\\' && *at != '\n' && *at != 0) ++at;
  return at;
}

}  // namespace

bool Lexer::prefixesAgree(size_t quoteAt, bool (&seen)[5]) {
  constexpr char kLetters[] = "burft";
  constexpr int kBytes = 0, kUnicode = 1, kRaw = 2, kFormat = 3, kTemplate = 4;
  constexpr int kPairs[][2] = {{kUnicode, kBytes}, {kUnicode, kRaw}, {kUnicode, kFormat}, {kUnicode, kTemplate},
                               {kBytes, kFormat}, {kBytes, kTemplate}, {kFormat, kTemplate}};
  for (auto [one, other] : kPairs) {
    if (!seen[one] || !seen[other]) continue;
    std::string message = "'" + std::string(1, kLetters[one]) + "' and '" + kLetters[other] + "' prefixes are incompatible";
    return failAt(message, line_, lineStart_, tokenStart_ + 1, quoteAt + 1);
  }
  return true;
}

/// A string without fields; its prefix, if any, begins at tokenStart_.
void Lexer::lexString(size_t quoteAt) {
  char quote = text_[quoteAt];
  int quoteSize = 1;
  int32_t firstLine = line_;
  size_t firstLineStart = lineStart_;
  pos_ = quoteAt + 1;
  if (text_[pos_] == quote) {
    if (text_[pos_ + 1] != quote) {
      ++pos_;
      return push(TokenKind::STRING, tokenStart_);
    }
    quoteSize = 3;
    pos_ += 2;
  }
  bool escapedQuote = false;
  for (int endQuotes = 0; endQuotes < quoteSize;) {
    if (endQuotes == 0) pos_ = size_t(skipOrdinary(text_ + pos_) - text_);
    char c = text_[pos_];
    if (c == quote) {
      ++endQuotes;
      ++pos_;
      continue;
    }
    if (pos_ >= size_ || (quoteSize == 1 && c == '\n'))
      return unterminatedString(tokenStart_, firstLine, firstLineStart, quote, quoteSize, escapedQuote);
    endQuotes = 0;
    ++pos_;
    if (c == '\\' && pos_ < size_) {
      c = text_[pos_++];
      escapedQuote |= c == quote;
    }
    if (c == '\n') newLine();
  }
  pushAt(TokenKind::STRING, tokenStart_, firstLine, firstLineStart);
}

void Lexer::unterminatedString(size_t start, int32_t firstLine, size_t firstLineStart, char quote, int quoteSize, bool escapedQuote) {
  int32_t detected = pos_ >= size_ && pos_ == lineStart_ ? line_ - 1 : line_;
  StringMode* string = mode();
  if (string && string->quote == quote && string->quoteSize == quoteSize) {
    failAt(std::string(1, string->prefix) + "-string: expecting '}'", firstLine, firstLineStart, start + 1, start + 1);
    return;
  }
  std::string message = quoteSize == 3 ? "unterminated triple-quoted string literal" : "unterminated string literal";
  message += " (detected at line " + std::to_string(detected) + ")";
  if (quoteSize == 1 && escapedQuote) message += "; perhaps you escaped the end quote?";
  result_.stringToEnd = pos_ >= size_;
  failAt(message, firstLine, firstLineStart, start + 1, start + 1);
}

void Lexer::startStringMode(size_t quoteAt, bool raw, char prefix) {
  char quote = text_[quoteAt];
  int quoteSize = text_[quoteAt + 1] == quote && text_[quoteAt + 2] == quote ? 3 : 1;
  pos_ = quoteAt + size_t(quoteSize);
  if (modes_.size() + 1 >= kMaxNestedStrings) {
    fail("too many nested f-strings or t-strings");
    return;
  }
  StringMode string{};
  string.quote = quote;
  string.quoteSize = quoteSize;
  string.raw = raw;
  string.prefix = prefix;
  string.inMiddle = true;
  string.fieldDepth = -1;
  string.start = tokenStart_;
  string.line = line_;
  string.lineStart = lineStart_;
  string.startToken = result_.tokens.size();
  modes_.push_back(string);
  push(prefix == 'f' ? TokenKind::FSTRING_START : TokenKind::TSTRING_START, tokenStart_);
}

/// At the closing quotes: pushes the END token. False: they are not here.
bool Lexer::endStringMode() {
  StringMode& string = modes_.back();
  for (int i = 0; i < string.quoteSize; ++i)
    if (text_[pos_ + size_t(i)] != string.quote) return false;
  size_t start = pos_;
  pos_ += size_t(string.quoteSize);
  push(string.prefix == 'f' ? TokenKind::FSTRING_END : TokenKind::TSTRING_END, start);
  result_.tokens[string.startToken].classicLine = line_;
  modes_.pop_back();
  return true;
}

/// Before the '{' of a field: the next tokens are its expression's.
bool Lexer::enterField() {
  StringMode& string = modes_.back();
  if (++string.fieldDepth >= kMaxFieldNesting) {
    ++pos_;
    return failAt(std::string(1, string.prefix) + "-string: expressions nested too deeply", line_, lineStart_, pos_ - 1, pos_ - 1);
  }
  string.inMiddle = false;
  return true;
}

void Lexer::lexStringMiddle() {
  StringMode* string = &modes_.back();
  tokenStart_ = pos_;
  if (text_[pos_] == '{' && text_[pos_ + 1] != '{') {
    enterField();
    return;
  }
  if (endStringMode()) return;
  int32_t firstLine = line_;
  size_t firstLineStart = lineStart_;
  TokenKind kind = string->prefix == 'f' ? TokenKind::FSTRING_MIDDLE : TokenKind::TSTRING_MIDDLE;
  bool namedEscape = false;
  for (int endQuotes = 0; endQuotes < string->quoteSize;) {
    char c = text_[pos_];
    if (pos_ >= size_ || (string->quoteSize == 1 && c == '\n')) return unterminatedMiddle(c);
    if (c == string->quote) {
      ++endQuotes;
      ++pos_;
      continue;
    }
    endQuotes = 0;
    if (c == '{' || c == '}') {
      // `end` is where the token's text ends; behind `{{` one brace is skipped.
      bool skip;
      if (c == '}' && namedEscape) {
        ++pos_;
        namedEscape = false;
        pushAt(kind, tokenStart_, firstLine, firstLineStart);
        return;
      }
      skip = c == '{' ? openBraceInMiddle() : closeBraceInMiddle();
      if (stopped_) return;
      pushAt(kind, tokenStart_, firstLine, firstLineStart);
      if (skip) {
        ++pos_;
        ++result_.tokens.back().endColumn;  // the tree counts both braces
      }
      return;
    }
    ++pos_;
    if (c == '\n') newLine();
    if (c == '\\' && !backslashInMiddle(namedEscape)) return;
  }
  pos_ -= size_t(string->quoteSize);
  pushAt(kind, tokenStart_, firstLine, firstLineStart);
}

/// At '{' in literal text. True: it is doubled; pos_ is behind the first.
bool Lexer::openBraceInMiddle() {
  StringMode& string = modes_.back();
  bool inSpec = string.inFormatSpec && string.fieldDepth >= 0;
  if (text_[pos_ + 1] == '{' && !inSpec) {
    ++pos_;
    return true;
  }
  enterField();
  return false;
}

/// At '}' in literal text. True: it is doubled; pos_ is behind the first.
bool Lexer::closeBraceInMiddle() {
  StringMode& string = modes_.back();
  bool inSpec = string.inFormatSpec && string.fieldDepth >= 0;
  if (text_[pos_ + 1] == '}' && !inSpec && string.bracketDepth == 0) {
    ++pos_;
    return true;
  }
  string.inMiddle = false;
  return false;
}

/// Behind a backslash in literal text: skips what it escapes. False: the lexer stopped.
bool Lexer::backslashInMiddle(bool& namedEscape) {
  StringMode& string = modes_.back();
  char c = text_[pos_];
  if (pos_ >= size_) return true;
  if (c == '{' || c == '}') {
    if (!string.raw) {
      std::string escape = std::string("\\") + c;
      result_.warnings.push_back({"\"" + escape + "\" is an invalid escape sequence. Such sequences will not work in the "
                                  "future. Did you mean \"\\" + escape + "\"? A raw string is also an option.",
                                  {line_, int32_t(pos_ - 1 - lineStart_), line_, int32_t(pos_ + 1 - lineStart_)}});
    }
    return true;  // a backslash does not escape a brace
  }
  if (string.raw) {
    ++pos_;
    if (c == '\n') newLine();
    return true;
  }
  ++pos_;
  if (c == '\n') newLine();
  if (c == 'N' && text_[pos_] == '{') {
    ++pos_;
    namedEscape = true;
  }
  return true;
}

void Lexer::unterminatedMiddle(char c) {
  StringMode string = modes_.back();
  std::string name = std::string(1, string.prefix) + "-string";
  if (string.inFormatSpec && string.fieldDepth >= 0 && c == '\n' && string.quoteSize == 1) {
    ++pos_;
    fail(name + ": newlines are not allowed in format specifiers for single quoted " + name + "s");
    return;
  }
  int32_t detected = pos_ >= size_ && pos_ == lineStart_ ? line_ - 1 : line_;
  std::string message = string.quoteSize == 3 ? "unterminated triple-quoted " : "unterminated ";
  message += name + " literal (detected at line " + std::to_string(detected) + ")";
  result_.stringToEnd = string.quoteSize == 3;
  failAt(message, string.line, string.lineStart, string.start + 1, string.start + 1);
}

}  // namespace vitrine::syntax
