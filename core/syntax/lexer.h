// Source text to tokens, all at once. The rules are CPython's C tokenizer's (Language Reference 2; PEP 701, 750):
// what it reports, at which position and in which order, follows from doing its steps in its order.
// Invariant: the last token is END, or ERROR where `problem` says why lexing stopped there.
// lexer.cpp has lines, indentation, names and operators; lexer_numbers.cpp and lexer_strings.cpp the literals.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/parser.h"
#include "syntax/token_list.h"

namespace vitrine::syntax {

/// An open bracket that has not been closed.
struct OpenBracket {
  char bracket;
  int32_t line, column;
};

/// What the lexer found.
struct LexResult {
  TokenList tokens;
  std::vector<OpenBracket> openBrackets;  // where it stopped
  SyntaxProblem problem;                  // if the last token is ERROR
  /// The problem takes precedence over a parser's error before it (CPython: the tokenizer set an exception, not
  /// only a status).
  bool overridesParser = false;
  bool yieldsToParser = false;  // an error of the parser before it always stands: it is inside an f-string
  bool atEndOfFile = false;  // ERROR because the source ended too early
  bool stringToEnd = false;  // ERROR because a string ran to the end of the source
  std::vector<SyntaxWarning> warnings;
  std::vector<TypeIgnore> typeIgnores;  // where type comments were asked for
};

/// Splits `source` (as decodeSource leaves it) into tokens. In mode single a NEWLINE comes before END, as if somebody had ended
/// the statement by an empty line.
LexResult tokenize(const SourceText& source, ParseMode mode = ParseMode::kExec, ParseFlags flags = {});

class Lexer {
 public:
  Lexer(const SourceText& source, ParseMode mode, ParseFlags flags);
  LexResult run();

 private:
  /// One open f-string or t-string.
  struct StringMode {
    char quote;
    int quoteSize;
    bool raw;
    char prefix;             // 'f' or 't', for messages
    bool inMiddle = true;    // reading literal text, not an expression
    bool inFormatSpec = false;
    bool inDebug = false;    // the current field has a `=`
    int bracketDepth = 0;    // brackets open since the string began
    int fieldDepth = -1;     // value of bracketDepth (less one) where the current field began; -1: in no field
    size_t start;            // offset of the string's prefix
    int32_t line;
    size_t lineStart;
    size_t startToken;
  };
  static constexpr int kTabSize = 8;
  static constexpr int kMaxIndent = 100;
  static constexpr int kMaxBrackets = 200;
  static constexpr int kMaxNestedStrings = 150;
  static constexpr int kMaxFieldNesting = 3;

  // lexer.cpp
  void lexNormal();
  bool readIndentation();
  void changeIndentation(int column, int altColumn);
  bool readContinuation();
  bool lexTypeComment(bool blankLine);
  void endOfFile();
  void endInteractive();
  void pushEnd(TokenKind kind);
  void lexName();
  bool verifyIdentifier(size_t start);
  void lexOperator(char c);
  bool stringModePunctuation(char c);
  void openBracket(char c);
  void closeBracket(char c);
  TokenKind operatorKind(char c);

  // lexer_numbers.cpp
  void lexNumber();
  void lexRadixNumber(bool (*isDigit)(char), const char* name);
  void lexZeroNumber();
  void lexFraction();
  void lexExponentOrImaginary();
  bool readDecimalTail();
  bool verifyEndOfNumber(const char* kind);

  // lexer_strings.cpp
  void lexString(size_t quoteAt);
  void unterminatedString(size_t start, int32_t firstLine, size_t firstLineStart, char quote, int quoteSize, bool escapedQuote);
  bool prefixesAgree(size_t quoteAt, bool (&seen)[5]);
  void startStringMode(size_t quoteAt, bool raw, char prefix);
  void lexStringMiddle();
  bool endStringMode();
  bool enterField();
  bool openBraceInMiddle();
  bool closeBraceInMiddle();
  bool backslashInMiddle(bool& namedEscape);
  void unterminatedMiddle(char c);

  void push(TokenKind kind, size_t start);
  void pushAt(TokenKind kind, size_t start, int32_t line, size_t lineStart);
  void newLine() { ++line_; lineStart_ = pos_; }
  StringMode* mode() { return modes_.empty() ? nullptr : &modes_.back(); }

  /// CPython's `syntaxerror(tok)`: reported at the last character read. Always returns false.
  bool fail(std::string message);
  bool failAt(std::string message, int32_t line, size_t lineStart, size_t at, size_t endAt);
  /// An error the parser reports when it gets there.
  void failWithStatus(ProblemKind kind, std::string message, int32_t offset, int32_t endOffset, bool atEnd = false);
  void stop();
  void warn(std::string message);

  const SourceText& source_;
  const ParseMode mode_;
  const ParseFlags flags_;
  const char* text_;  // ends with two null bytes
  size_t size_;
  size_t pos_ = 0;
  int32_t line_ = 1;
  size_t lineStart_ = 0;
  size_t tokenStart_ = 0;
  bool atLineStart_ = true;
  bool stopped_ = false;
  std::vector<int> indents_{0}, altIndents_{0};
  std::vector<StringMode> modes_;
  LexResult result_;
};

}  // namespace vitrine::syntax
