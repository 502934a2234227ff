// The parser's tools: tokens, nodes, recursion. See parser_core.h.
#include "syntax/parser_core.h"

#include "base/depth_guard.h"
#include "base/unicode.h"
#include "syntax/source_text.h"

namespace vitrine::syntax {

Parser::Parser(const SourceText& source, LexResult& lexed, AstArena& arena, ParseMode mode, ParseFlags flags)
    : source_(source), lexed_(lexed), arena_(arena), mode_(mode), barryFrom_(flags.barryAsFlufl ? 0 : SIZE_MAX) {
  // Looking a few tokens ahead never leaves the list.
  const Token last = lexed_.tokens.back();
  for (int i = 0; i < 4; ++i) lexed_.tokens.add() = last;
  tokens_ = lexed_.tokens.data();
}

bool Parser::Depth::tooDeep() {
  bool noStack = parser_.depth_ % 32 == 0 && nativeStackLeft() < 96 * 1024;
  if (parser_.depth_ <= kMaxParserDepth && !noStack) [[likely]]
    return false;
  parser_.raiseAtToken(parser_.token(), "Parser stack overflowed - Python source too complex to parse", ProblemKind::kMemoryError);
  return true;
}

SourceRange Parser::rangeFrom(size_t startToken) const {
  const Token& first = tokens_[startToken];
  const Token& last = tokens_[at_ > startToken ? at_ - 1 : startToken];
  return {first.line, first.column, last.endLine, last.endColumn};
}

Identifier Parser::identifierOf(const Token& token) {
  std::string_view text = textOf(token);
  if (!token.nonAscii) return text;
  return arena_.copy(std::string_view(unicode::normalize(text, unicode::NormalForm::NFKC)));
}

Name* Parser::makeName(ExprContext context) {
  size_t start = at_;
  advance();
  Name* name = makeNode<Name>(start);
  name->id = identifierOf(tokens_[start]);
  name->ctx = context;
  return name;
}

void Parser::raiseAt(const SourceRange& range, std::string message, ProblemKind kind) {
  if (problem_) return;
  std::string_view line = source_.line(range.line);
  problem_.emplace();
  problem_->kind = kind;
  problem_->message = std::move(message);
  problem_->range = range;
  // CPython shows the newline only of the line that its tokenizer is at.
  problem_->textLine = token().endLine <= range.line ? source_.wholeLine(range.line) : std::string(line);
  const bool atEnd = range.column < 0;  // a token that the end of the source stands for
  problem_->offset = atEnd ? characterColumn(line, int32_t(line.size())) : characterColumn(line, range.column) + 1;
  problem_->endOffset = atEnd ? -1 : characterColumn(source_.line(range.endLine), range.endColumn) + 1;
}

bool Parser::startsExpression(TokenKind kind) const {
  using enum TokenKind;
  switch (kind) {
    case NAME: case NUMBER: case STRING: case FSTRING_START: case TSTRING_START: case LPAR: case LSQB: case LBRACE:
    case MINUS: case PLUS: case TILDE: case ELLIPSIS: case KW_NONE: case KW_TRUE: case KW_FALSE: case KW_NOT:
    case KW_LAMBDA: case KW_AWAIT:
      return true;
    default:
      return false;
  }
}

}  // namespace vitrine::syntax
