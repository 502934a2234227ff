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
  problem_.textLine = line.empty() && range.line < 1 ? std::string() : std::string(line) + "\n";
  problem_.offset = characterColumn(line, range.column) + 1;
  problem_.endOffset = characterColumn(source_.line(range.endLine), range.endColumn) + 1;
  // CPython takes the first line's length for the end on another line, too.
  if (range.endLine != range.line)
    problem_.endOffset = std::min(characterColumn(line, range.endColumn) + 1, characterColumn(line, int32_t(line.size())) + 1);
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
  raiseAt({first.line, first.column, last.endLine, std::max(last.endColumn, 0)}, std::move(message));
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
  if (token.kind != TokenKind::END) problem_.offset = std::max(problem_.offset - 1, 0);
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
  if (token.kind == TokenKind::END) problem_.offset = problem_.endOffset = 0;
  applyLexerPrecedence();
}

}  // namespace vitrine::syntax
