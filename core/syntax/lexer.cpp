// The lexer's frame: lines and indentation, names, operators and brackets, and how errors are noted. See lexer.h.
#include "syntax/lexer.h"

#include <array>
#include <cstdio>

#include "base/unicode.h"
#include "base/utf8.h"
#include "syntax/source_text.h"

namespace vitrine::syntax {
namespace {

enum CharClass : uint8_t { kNameStart = 1, kDigit = 2, kBlank = 4, kLineEnd = 8 };

constexpr auto kClasses = [] {
  std::array<uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
    classes[c] = letter ? kNameStart : c >= '0' && c <= '9' ? kDigit : c == ' ' || c == '\t' || c == '\f' ? kBlank : c == '\n' || c == 0 ? kLineEnd : 0;
  }
  return classes;
}();

uint8_t classOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }

std::string codePointName(char32_t c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "U+%04X", unsigned(c));
  return buffer;
}

}  // namespace

LexResult tokenize(const SourceText& source, ParseMode mode, ParseFlags flags) { return Lexer(source, mode, flags).run(); }

Lexer::Lexer(const SourceText& source, ParseMode mode, ParseFlags flags)
    : source_(source), mode_(mode), flags_(flags), text_(source.text.data()), size_(source.text.size()) {
  if (!text_) text_ = "\0";
  result_.tokens.reserve(size_ / 3 + 16);
}

LexResult Lexer::run() {
  while (!stopped_) {
    if (!modes_.empty() && modes_.back().inMiddle)
      lexStringMiddle();
    else
      lexNormal();
  }
  return std::move(result_);
}

void Lexer::push(TokenKind kind, size_t start) { pushAt(kind, start, line_, lineStart_); }

void Lexer::pushAt(TokenKind kind, size_t start, int32_t line, size_t lineStart) {
  Token& token = result_.tokens.add();
  token.kind = kind;
  token.nonAscii = false;
  token.start = uint32_t(start);
  token.end = uint32_t(pos_);
  token.line = line;
  token.column = int32_t(start - lineStart);
  token.endLine = token.classicLine = line_;
  token.endColumn = int32_t(pos_ - lineStart_);
}

/// Reads white space, then one token (several where the indentation drops).
void Lexer::lexNormal() {
  bool blankLine = false;
  if (atLineStart_) {
    atLineStart_ = false;
    blankLine = !readIndentation();
    if (stopped_) return;
  }
  char c = text_[pos_];
  if (classOf(c) == kBlank) {
    const char* at = text_ + pos_;
    while (classOf(*at) == kBlank) ++at;
    pos_ = size_t(at - text_);
    c = *at;
  }
  tokenStart_ = pos_;
  if (c == '#') {
    const char* at = text_ + pos_;
    while (classOf(*at) != kLineEnd) ++at;
    pos_ = size_t(at - text_);
    c = *at;
    if (flags_.typeComments && lexTypeComment(blankLine)) return;
  }
  if (pos_ >= size_) return endOfFile();
  switch (classOf(c)) {
    case kNameStart: return lexName();
    case kDigit: return lexNumber();
  }
  if (c == '\n') {
    atLineStart_ = true;
    ++pos_;
    if (!blankLine && result_.openBrackets.empty()) push(TokenKind::NEWLINE, tokenStart_);
    return newLine();
  }
  if (c == '\'' || c == '"') return lexString(pos_);
  if (c == '.' && classOf(text_[pos_ + 1]) == kDigit) {
    ++pos_;
    return lexFraction();
  }
  if (c == '\\') {
    ++pos_;
    readContinuation();
    return;
  }
  lexOperator(c);
}

/// A comment has been read: makes a token of its type, if it is a type comment. True: it was, or was `# type: ignore`.
bool Lexer::lexTypeComment(bool blankLine) {
  size_t at = tokenStart_;
  for (char wanted : std::string_view("# type: ")) {
    if (wanted == ' ') {
      while (text_[at] == ' ' || text_[at] == '\t') ++at;
    } else if (text_[at++] != wanted) {
      return false;
    }
  }
  constexpr std::string_view kIgnore = "ignore";
  const std::string_view type(text_ + at, pos_ - at);
  const bool ignored = type.substr(0, kIgnore.size()) == kIgnore && !(classOf(text_[at + kIgnore.size()]) & kDigit) &&
                       (!(classOf(text_[at + kIgnore.size()]) & kNameStart) || text_[at + kIgnore.size()] == '_');
  if (!ignored) {
    push(TokenKind::TYPE_COMMENT, at);
    return true;
  }
  const int32_t line = line_;
  const char* tag = type.data() + kIgnore.size();
  if (blankLine && pos_ < size_) {  // nothing else stands in the line: its end belongs to the comment
    atLineStart_ = true;
    ++pos_;
    newLine();
  }
  result_.typeIgnores.push_back({line, {tag, size_t(text_ + pos_ - tag)}});
  return true;
}

/// At a line's start: reads the white space and pushes INDENT or DEDENTs. False: nothing but space or a comment.
bool Lexer::readIndentation() {
  const char* at = text_ + pos_;
  while (*at == ' ') ++at;
  int column = int(at - (text_ + pos_)), altColumn = column, continuedColumn = 0;
  pos_ = size_t(at - text_);
  for (;; ++pos_) {
    char c = text_[pos_];
    if (c == ' ') {
      ++column;
      ++altColumn;
    } else if (c == '\t') {
      column = (column / kTabSize + 1) * kTabSize;
      ++altColumn;
    } else if (c == '\f') {
      column = altColumn = 0;
    } else if (c == '\\') {
      if (continuedColumn == 0) continuedColumn = column;  // the first backslash decides
      ++pos_;
      if (!readContinuation()) return true;
      --pos_;
    } else {
      break;
    }
  }
  char c = text_[pos_];
  if (c == '#' || c == '\n') return false;
  if (!result_.openBrackets.empty() || (pos_ >= size_ && column == 0)) return true;
  if (continuedColumn) column = altColumn = continuedColumn;
  changeIndentation(column, altColumn);
  return true;
}

void Lexer::changeIndentation(int column, int altColumn) {
  auto inconsistent = [&] {
    failWithStatus(ProblemKind::kTabError, "inconsistent use of tabs and spaces in indentation", 1, 0);
  };
  auto pushMark = [&](TokenKind kind) {
    push(kind, pos_);
    result_.tokens.back().column = result_.tokens.back().endColumn = -1;
  };
  if (column == indents_.back()) {
    if (altColumn != altIndents_.back()) inconsistent();
    return;
  }
  if (column > indents_.back()) {
    if (indents_.size() >= kMaxIndent) return failWithStatus(ProblemKind::kIndentationError, "too many levels of indentation", 1, 0);
    if (altColumn <= altIndents_.back()) return inconsistent();
    indents_.push_back(column);
    altIndents_.push_back(altColumn);
    return pushMark(TokenKind::INDENT);
  }
  size_t dedents = 0;
  while (column < indents_.back()) {
    ++dedents;
    indents_.pop_back();
    altIndents_.pop_back();
  }
  if (column != indents_.back()) {
    int32_t length = characterColumn(source_.line(line_), int32_t(source_.line(line_).size()));
    bool hasEnd = source_.wholeLine(line_).back() == '\n';
    return failWithStatus(ProblemKind::kIndentationError, "unindent does not match any outer indentation level", length + hasEnd, -1);
  }
  if (altColumn != altIndents_.back()) return inconsistent();
  while (dedents-- > 0) pushMark(TokenKind::DEDENT);
}

/// After a backslash: the rest of the line must be empty. False: it is not, or the source ends.
bool Lexer::readContinuation() {
  if (text_[pos_] != '\n') {
    int32_t column = int32_t(pos_ - lineStart_) - (pos_ >= size_);
    failWithStatus(ProblemKind::kSyntaxError, "unexpected character after line continuation character",
                   characterColumn(source_.line(line_), column) + 1, 0);
    return false;
  }
  ++pos_;
  if (pos_ >= size_) {
    int32_t column = int32_t(pos_ - 1 - lineStart_);
    failWithStatus(ProblemKind::kSyntaxError, "unexpected EOF while parsing",
                   characterColumn(source_.line(line_), column) + 1, -1, true);
    return false;
  }
  newLine();
  return true;
}

void Lexer::endOfFile() {
  if (!result_.openBrackets.empty())
    return failWithStatus(ProblemKind::kSyntaxError, "unexpected EOF while parsing", 0, -1, true);
  const bool atStart = !source_.endsInLine();  // of a line that is not there: it ends all blocks
  if (mode_ == ParseMode::kExec || atStart)
    for (; indents_.size() > 1; indents_.pop_back()) pushEnd(TokenKind::DEDENT);
  if (mode_ == ParseMode::kSingle && result_.tokens.size()) endInteractive();
  pushEnd(TokenKind::END);
  stopped_ = true;
}

/// One of the tokens that the end of the source stands for; they have no column.
void Lexer::pushEnd(TokenKind kind) {
  int32_t lastLine = line_ > 1 && !source_.endsInLine() ? line_ - 1 : line_;
  if (size_ == 0) lastLine = 0;
  push(kind, pos_);
  Token& token = result_.tokens.back();
  token.line = token.endLine = token.classicLine = lastLine;
  token.column = token.endColumn = -1;
}

/// Ends the statement, then the blocks, then the compound statement (CPython: _PyPegen_fill_token).
void Lexer::endInteractive() {
  pushEnd(TokenKind::NEWLINE);
  if (!flags_.impliesDedent || indents_.size() == 1) return;
  for (; indents_.size() > 1; indents_.pop_back()) pushEnd(TokenKind::DEDENT);
  pushEnd(TokenKind::NEWLINE);
}

void Lexer::lexName() {
  size_t start = pos_;
  bool nonAscii = false, maybePrefix = true;
  const char* at = text_ + pos_;
  int all = 0;  // the sign bit: something is not ASCII
  while (classOf(*at) & (kNameStart | kDigit)) all |= *at++;
  nonAscii = (all & 0x80) != 0;
  pos_ = size_t(at - text_);
  char c = *at;
  if ((c == '\'' || c == '"') && pos_ - start <= 5) {
    // Each of b, u, r, f, t at most once, in any case, directly before a quote.
    bool seen[5] = {};
    for (size_t i = start; i < pos_ && maybePrefix; ++i) {
      size_t which = std::string_view("burft").find(char(text_[i] | 0x20));
      maybePrefix = which != std::string_view::npos && !seen[which];
      if (maybePrefix) seen[which] = true;
    }
    if (maybePrefix) {
      size_t quoteAt = pos_;
      if (!prefixesAgree(quoteAt, seen)) return;
      if (seen[3] || seen[4]) return startStringMode(quoteAt, seen[2], seen[3] ? 'f' : 't');
      return lexString(quoteAt);
    }
  }
  if (nonAscii && !verifyIdentifier(start)) return;
  TokenKind kind = nonAscii ? TokenKind::NAME : keywordKind({text_ + start, pos_ - start});
  push(kind, start);
  if (nonAscii) result_.tokens.back().nonAscii = true;
}

bool Lexer::verifyIdentifier(size_t start) {
  std::string_view name(text_ + start, pos_ - start);
  for (size_t at = 0; at < name.size();) {
    bool first = at == 0;
    char32_t c = utf8::decode(name, at);
    if (first ? unicode::isIdentifierStart(c) : unicode::isIdentifierContinue(c)) continue;
    pos_ = start + at;
    if (!unicode::isPrintable(c)) return fail("invalid non-printable character " + codePointName(c));
    return fail("invalid character '" + utf8::encode(c) + "' (" + codePointName(c) + ")");
  }
  return true;
}

/// In the expression of an f-string, at its outermost level, ':' '!' '=' '}' have a meaning of their own.
/// True: the token is done.
bool Lexer::stringModePunctuation(char c) {
  StringMode& string = modes_.back();
  int depth = string.bracketDepth - (c != '{');
  if (c == ':' && depth == string.fieldDepth) {
    ++pos_;
    push(TokenKind::COLON, tokenStart_);
    string.inMiddle = true;
    string.inFormatSpec = true;
    return true;
  }
  return false;
}

TokenKind Lexer::operatorKind(char c) {
  char c2 = text_[pos_ + 1];
  char c3 = c2 ? text_[pos_ + 2] : 0;
  auto take = [&](int length, TokenKind kind) {
    pos_ += size_t(length);
    return kind;
  };
  using enum TokenKind;
  auto withEqual = [&](TokenKind equal, TokenKind plain) { return c2 == '=' ? take(2, equal) : take(1, plain); };
  switch (c) {
    case ':': return withEqual(COLONEQUAL, COLON);
    case ',': return take(1, COMMA);
    case ';': return take(1, SEMI);
    case '+': return withEqual(PLUSEQUAL, PLUS);
    case '-': return c2 == '>' ? take(2, RARROW) : withEqual(MINEQUAL, MINUS);
    case '*':
      if (c2 == '*') return c3 == '=' ? take(3, DOUBLESTAREQUAL) : take(2, DOUBLESTAR);
      return withEqual(STAREQUAL, STAR);
    case '/':
      if (c2 == '/') return c3 == '=' ? take(3, DOUBLESLASHEQUAL) : take(2, DOUBLESLASH);
      return withEqual(SLASHEQUAL, SLASH);
    case '|': return withEqual(VBAREQUAL, VBAR);
    case '&': return withEqual(AMPEREQUAL, AMPER);
    case '<':
      if (c2 == '<') return c3 == '=' ? take(3, LEFTSHIFTEQUAL) : take(2, LEFTSHIFT);
      return c2 == '>' ? take(2, NOTEQUAL) : withEqual(LESSEQUAL, LESS);
    case '>':
      if (c2 == '>') return c3 == '=' ? take(3, RIGHTSHIFTEQUAL) : take(2, RIGHTSHIFT);
      return withEqual(GREATEREQUAL, GREATER);
    case '=': return withEqual(EQEQUAL, EQUAL);
    case '.': return c2 == '.' && c3 == '.' ? take(3, ELLIPSIS) : take(1, DOT);
    case '%': return withEqual(PERCENTEQUAL, PERCENT);
    case '!': return withEqual(NOTEQUAL, EXCLAMATION);
    case '~': return take(1, TILDE);
    case '^': return withEqual(CIRCUMFLEXEQUAL, CIRCUMFLEX);
    case '@': return withEqual(ATEQUAL, AT);
    default: return take(1, OP);
  }
}

void Lexer::lexOperator(char c) {
  if (!modes_.empty() && c == ':' && stringModePunctuation(c)) return;
  switch (c) {
    case '(': case '[': case '{': return openBracket(c);
    case ')': case ']': case '}': return closeBracket(c);
  }
  TokenKind kind = operatorKind(c);
  if (kind == TokenKind::OP && (static_cast<unsigned char>(c) < ' ' || c == 127)) {
    fail("invalid non-printable character " + codePointName(static_cast<unsigned char>(c)));
    return;
  }
  if (kind == TokenKind::EQUAL && !modes_.empty() && modes_.back().bracketDepth - 1 == modes_.back().fieldDepth)
    modes_.back().inDebug = true;
  push(kind, tokenStart_);
}

void Lexer::openBracket(char c) {
  ++pos_;
  if (result_.openBrackets.size() >= kMaxBrackets) {
    fail("too many nested parentheses");
    return;
  }
  result_.openBrackets.push_back({c, line_, int32_t(tokenStart_ - lineStart_)});
  if (!modes_.empty()) ++modes_.back().bracketDepth;
  push(c == '(' ? TokenKind::LPAR : c == '[' ? TokenKind::LSQB : TokenKind::LBRACE, tokenStart_);
}

void Lexer::closeBracket(char c) {
  ++pos_;
  StringMode* string = mode();
  if (string && string->bracketDepth == 0 && c == '}') {
    fail(std::string(1, string->prefix) + "-string: single '}' is not allowed");
    return;
  }
  auto quoted = [](char bracket) { return "'" + std::string(1, bracket) + "'"; };
  if (result_.openBrackets.empty()) {
    fail("unmatched " + quoted(c));
    return;
  }
  OpenBracket open = result_.openBrackets.back();
  result_.openBrackets.pop_back();
  char expected = open.bracket == '(' ? ')' : open.bracket == '[' ? ']' : '}';
  if (c != expected) {
    if (string && open.bracket == '{' && string->bracketDepth - 1 == string->fieldDepth) {
      fail(std::string(1, string->prefix) + "-string: unmatched " + quoted(c));
      return;
    }
    std::string message = "closing parenthesis " + quoted(c) + " does not match opening parenthesis " + quoted(open.bracket);
    if (open.line != line_) message += " on line " + std::to_string(open.line);
    fail(message);
    return;
  }
  push(c == ')' ? TokenKind::RPAR : c == ']' ? TokenKind::RSQB : TokenKind::RBRACE, tokenStart_);
  if (!string) return;
  --string->bracketDepth;
  if (c == '}' && string->bracketDepth == string->fieldDepth) {
    --string->fieldDepth;
    string->inMiddle = true;
    string->inFormatSpec = false;
    string->inDebug = false;
  }
}

void Lexer::stop() {
  stopped_ = true;
  if (!modes_.empty()) {
    result_.overridesParser = false;
    result_.yieldsToParser = true;
  }
  push(TokenKind::ERROR, std::min(tokenStart_, pos_));
}

bool Lexer::fail(std::string message) { return failAt(std::move(message), line_, lineStart_, pos_, pos_); }

bool Lexer::failAt(std::string message, int32_t line, size_t lineStart, size_t at, size_t endAt) {
  SyntaxProblem& problem = result_.problem;
  std::string_view text = source_.line(line);
  int32_t column = int32_t(at - lineStart), endColumn = int32_t(endAt - lineStart);
  problem.message = std::move(message);
  problem.range = {line, std::max(column - 1, 0), line, endColumn};
  const bool range = column != endColumn;  // CPython counts bytes there
  problem.offset = range ? column : characterColumn(text, column);
  problem.endOffset = range ? endColumn : problem.offset;
  problem.textLine = std::string(text);
  result_.overridesParser = true;
  stop();
  return false;
}

void Lexer::failWithStatus(ProblemKind kind, std::string message, int32_t offset, int32_t endOffset, bool atEnd) {
  SyntaxProblem& problem = result_.problem;
  std::string_view text = source_.line(line_);
  int32_t column = byteColumn(text, std::max(offset - 1, 0));
  problem.kind = kind;
  problem.message = std::move(message);
  problem.range = {line_, column, line_, column};
  problem.offset = offset;
  problem.endOffset = endOffset;
  problem.textLine = source_.wholeLine(line_);
  result_.atEndOfFile = atEnd;
  stop();
}

void Lexer::warn(std::string message) {
  result_.warnings.push_back({std::move(message), {line_, int32_t(tokenStart_ - lineStart_), line_, int32_t(pos_ - lineStart_)}});
}

}  // namespace vitrine::syntax
