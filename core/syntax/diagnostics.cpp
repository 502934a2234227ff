// What is reported when a source is invalid: how a raised problem is written down, which problem wins, and the generic
// "invalid syntax". The explanations by construct are in diagnostics_expressions.cpp and diagnostics_statements.cpp.
#include "syntax/parser_core.h"
#include "syntax/source_text.h"

namespace vitrine::syntax {

void Parser::fillInProblem(const SourceRange& range, std::string message, ProblemKind kind) {
  raised_ = true;
  problem_.kind = kind;
  problem_.message = std::move(message);
  problem_.range = range;
  std::string_view line = source_.line(range.line);
  problem_.textLine = line.empty() && range.line < 1 ? std::string() : std::string(line) + "\n";
  problem_.offset = characterColumn(line, range.column) + 1;
  problem_.endOffset = characterColumn(source_.line(range.endLine), range.endColumn) + 1;
}

std::nullptr_t Parser::raiseAt(const SourceRange& range, std::string message, ProblemKind kind) {
  if (!raised()) fillInProblem(range, std::move(message), kind);
  return nullptr;
}

std::nullptr_t Parser::raiseAtToken(const Token& token, std::string message, ProblemKind kind) {
  if (raised()) return nullptr;
  if (token.column >= 0) return raiseAt(rangeOf(token), std::move(message), kind);
  // INDENT, DEDENT and END have no column: the end of what has been read of their line.
  std::string_view line = source_.line(token.line);
  int32_t column = token.kind == TokenKind::END ? int32_t(line.size()) : int32_t(token.start - source_.lineStarts[size_t(std::max(token.line, 1)) - 1]);
  fillInProblem({token.line, column, token.endLine, column}, std::move(message), kind);
  if (token.kind != TokenKind::END) problem_.offset = std::max(problem_.offset - 1, 0);
  problem_.endOffset = -1;
  return nullptr;
}

std::nullptr_t Parser::raiseBetween(const SourceRange& first, const SourceRange& last, std::string message) {
  return raiseAt({first.line, first.column, last.endLine, last.endColumn}, std::move(message));
}

std::nullptr_t Parser::raiseFrom(const SourceRange& first, std::string message) {
  const Token& last = tokens_[std::max(furthest_, at_)];
  return raiseAt({first.line, first.column, last.endLine, std::max(last.endColumn, 0)}, std::move(message));
}

std::nullptr_t Parser::raiseTooComplex() {
  if (!raised())
    fillInProblem(rangeOf(token()), "Parser stack overflowed - Python source too complex to parse", ProblemKind::kMemoryError);
  return nullptr;
}

/// Nothing raised: "invalid syntax" where the first pass stopped, unless the lexer has a better reason.
void Parser::reportFailure() {
  const Token& last = tokens_[furthest_];
  if (last.kind == TokenKind::ERROR) {
    if (raised()) return;
    problem_ = lexed_.problem;
    if (lexed_.atEndOfFile && !lexed_.openBrackets.empty()) reportUnclosedBracket(lexed_.openBrackets.back());
    return;
  }
  if (raised()) {
    if (problem_.kind == ProblemKind::kSyntaxError || problem_.kind == ProblemKind::kIndentationError) applyLexerPrecedence(last.line);
    return;
  }
  if (last.kind == TokenKind::INDENT || last.kind == TokenKind::DEDENT) {
    raiseAtToken(last, last.kind == TokenKind::INDENT ? "unexpected indent" : "unexpected unindent", ProblemKind::kIndentationError);
    return;
  }
  raiseAtToken(last, "invalid syntax");
  if (last.kind == TokenKind::END) problem_.offset = problem_.endOffset = 0;
  applyLexerPrecedence(last.line);
}

/// The rest of the source is read for what the lexer minds: that wins over what the parser minds.
void Parser::applyLexerPrecedence(int32_t errorLine) {
  if (lexed_.overridesParser) {
    problem_ = lexed_.problem;
    return;
  }
  bool stopped = lexed_.tokens.back().kind == TokenKind::ERROR;
  if (stopped && !lexed_.openBrackets.empty() && errorLine > lexed_.openBrackets.back().line)
    reportUnclosedBracket(lexed_.openBrackets.back());
}

void Parser::reportUnclosedBracket(const OpenBracket& open) {
  fillInProblem({open.line, open.column, open.line, open.column + 1}, "'" + std::string(1, open.bracket) + "' was never closed", ProblemKind::kSyntaxError);
  problem_.endOffset = 0;
}

}  // namespace vitrine::syntax
