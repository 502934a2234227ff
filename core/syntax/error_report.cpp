// How a problem is written down, and which one wins: the parser's or the lexer's. See error_parser.h.
#include "syntax/error_parser.h"
#include "syntax/source_text.h"

namespace vitrine::syntax {

void ErrorParser::fillIn(const SourceRange& range, std::string message, ProblemKind kind) {
  stopped_ = true;
  problem_.kind = kind;
  problem_.message = std::move(message);
  problem_.range = range;
  std::string_view line = source_.line(range.line);
  problem_.textLine = range.line < 1 ? std::string() : lineRead() <= range.line ? source_.wholeLine(range.line) : std::string(line);
  problem_.offset = range.column < 0 || range.line < 1 ? 0 : characterColumn(line, range.column) + 1;
  problem_.endOffset = range.endColumn < 0 ? 0 : characterColumn(source_.line(range.endLine), range.endColumn) + 1;
  // CPython takes the first line's length for the end on another line, too.
  if (range.endLine != range.line)
    problem_.endOffset = std::min(characterColumn(line, range.endColumn) + 1, characterColumn(line, int32_t(line.size())) + 1);
}

/// The token that the parser itself was at when it raised `known`.
int ErrorParser::tokenOf(const SyntaxProblem& known) const {
  for (size_t index = tokens_.size(); index-- > 0;)
    if (tokens_[index].endLine == known.range.endLine && tokens_[index].endColumn == known.range.endColumn) return int(index);
  return std::max(filled_ - 1, 0);
}

/// The line that CPython's tokenizer is at: it shows the newline of no other.
int32_t ErrorParser::lineRead() const {
  const Token& token = fromLexer_ ? tokens_.back() : tokens_[size_t(std::max(filled_ - 1, 0))];
  return std::min(token.endLine, int32_t(source_.lineStarts.size()) - 1);
}

/// Whether reading `token` took CPython's tokenizer to the end of the source, where a statement may be incomplete.
bool ErrorParser::readToEnd(const Token& token) const {
  using enum TokenKind;
  const size_t end = source_.text.size();
  if (token.kind == ERROR) return lexed_.atEndOfFile || lexed_.stringToEnd;
  if (token.kind == END || token.kind == DEDENT || token.column < 0) return token.start >= end;
  // Most tokens end where the next character does not fit. Only a source whose last line has no end is read through so.
  bool looksAhead = token.kind != FSTRING_END && token.kind != TSTRING_END && (token.kind != STRING || token.end - token.start <= 2);
  const bool twoDots = token.kind == DOT && source_.text.substr(token.end) == ".";
  return source_.endsInLine() && ((token.end >= end && looksAhead) || twoDots);
}

/// From the first token to the last one; of a list of items to its last item.
SourceRange ErrorParser::rangeOf(int index) const {
  const Node* node = &nodes_[size_t(index)];
  const Token& first = tokens_[size_t(node->start)];
  const Token& last = tokens_[size_t(std::max(node->end - 1, node->start))];
  SourceRange range{first.line, first.column, last.endLine, last.endColumn};
  if (node->kind == NodeKind::kSequence && !node->children.empty()) {
    SourceRange item = rangeOf(node->children.back());
    range.endLine = item.endLine;
    range.endColumn = item.endColumn;
  }
  return range;
}

void ErrorParser::raiseAt(const SourceRange& range, std::string message) {
  if (!stopped_) fillIn(range, std::move(message));
}

void ErrorParser::raiseBetween(int first, int last, std::string message) {
  SourceRange from = rangeOf(first), to = rangeOf(last);
  raiseAt({from.line, from.column, to.endLine, to.endColumn}, std::move(message));
}

/// From `first` to the end of what has been read.
void ErrorParser::raiseFrom(const SourceRange& first, std::string message) {
  const Token& last = tokens_[size_t(std::max(filled_ - 1, 0))];
  const int32_t atEnd = source_.endsInLine() ? int32_t(source_.line(last.endLine).size()) : 0;
  raiseAt({first.line, first.column, last.endLine, last.endColumn < 0 ? atEnd : last.endColumn}, std::move(message));
  --problem_.endOffset;  // CPython counts this one from 0
}

void ErrorParser::raiseAtToken(int index, std::string message, ProblemKind kind) {
  if (stopped_) return;
  const Token& token = tokens_[size_t(std::max(index, 0))];
  if (token.column >= 0) return fillIn(rangeOf(token), std::move(message), kind);
  // INDENT, DEDENT and END have no column: the end of what has been read of their line.
  std::string_view line = source_.line(token.line);
  int32_t column = token.kind == TokenKind::END ? int32_t(line.size()) : int32_t(token.start - source_.lineStarts[size_t(std::max(token.line, 1)) - 1]);
  fillIn({token.line, column, token.endLine, column}, std::move(message), kind);
  if (token.kind != TokenKind::END || source_.endsInLine()) problem_.offset = std::max(problem_.offset - 1, 0);
  problem_.endOffset = -1;
}

/// The source ends too early, which whoever asked will mend.
void ErrorParser::reportIncomplete(int last) {
  stopped_ = false;
  raiseAtToken(last, "incomplete input", ProblemKind::kIncompleteInput);
  if (tokens_[size_t(last)].kind != TokenKind::ERROR) return;
  // A string is reported where it begins; else the lexer has left the last line.
  const bool string = lexed_.stringToEnd;
  const int32_t line = string ? lexed_.problem.range.line : lineRead();
  const int32_t column = string ? lexed_.problem.range.column : int32_t(source_.line(line).size());
  fillIn({line, column, line, column}, std::move(problem_.message), ProblemKind::kIncompleteInput);
  if (string) problem_.textLine = source_.text.substr(source_.lineStarts[size_t(line) - 1]);  // all that CPython's tokenizer holds
  else problem_.offset -= source_.endsInLine();
  problem_.endOffset = -1;
}

void ErrorParser::reportUnclosedBracket() {
  const OpenBracket& open = lexed_.openBrackets.back();
  fillIn({open.line, open.column, open.line, open.column + 1}, "'" + std::string(1, open.bracket) + "' was never closed");
  problem_.endOffset = 0;
}

/// The ERROR token was reached.
void ErrorParser::reportLexer() {
  stopped_ = true;
  fromLexer_ = true;
  problem_ = lexed_.problem;
  if (lexed_.atEndOfFile && !lexed_.openBrackets.empty()) reportUnclosedBracket();
}

/// The rest of the source is read for what the lexer minds: that wins over what the parser minds.
void ErrorParser::applyLexerPrecedence() {
  if (problem_.kind == ProblemKind::kMemoryError || lexed_.yieldsToParser) return;
  if (lexed_.overridesParser) {
    problem_ = lexed_.problem;
    return;
  }
  bool stopped = tokens_.back().kind == TokenKind::ERROR;
  int32_t line = tokens_[size_t(std::max(filled_ - 1, 0))].line;
  if (stopped && !lexed_.openBrackets.empty() && line > lexed_.openBrackets.back().line) reportUnclosedBracket();
}

/// Nothing better to say: "invalid syntax" at token `last`, where the first pass stopped.
void ErrorParser::reportGeneric(int last) {
  const Token& token = tokens_[size_t(last)];
  if (token.kind == TokenKind::INDENT || token.kind == TokenKind::DEDENT) {
    raiseAtToken(last, token.kind == TokenKind::INDENT ? "unexpected indent" : "unexpected unindent", ProblemKind::kIndentationError);
    return;
  }
  raiseAtToken(last, "invalid syntax");
  if (token.column < 0) problem_.offset = problem_.endOffset = 0;
  applyLexerPrecedence();
}

}  // namespace vitrine::syntax
