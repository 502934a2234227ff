// The parser's tools: tokens, nodes, recursion. See parser_core.h.
#include "syntax/parser_core.h"

#include "base/depth_guard.h"
#include "base/unicode.h"

namespace vitrine::syntax {

Parser::Parser(const SourceText& source, LexResult& lexed, AstArena& arena, ParseMode mode)
    : source_(source), lexed_(lexed), arena_(arena), mode_(mode) {
  // Looking a few tokens ahead never leaves the vector.
  Token last = lexed_.tokens.back();
  lexed_.tokens.insert(lexed_.tokens.end(), 4, last);
  tokens_ = lexed_.tokens.data();
}

bool Parser::Depth::tooDeep() {
  bool noStack = parser_.depth_ % 32 == 0 && nativeStackLeft() < 96 * 1024;
  if (parser_.depth_ <= kMaxParserDepth && !noStack) [[likely]]
    return false;
  parser_.raiseTooComplex();
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

bool Parser::expectForced(TokenKind kind) {
  if (accept(kind)) return true;
  miss();
  if (at(TokenKind::ERROR) || raised()) return false;
  if (speculating_ == 0) raiseAtToken(token(), "expected '" + std::string(tokenSpelling(kind)) + "'");
  return false;
}

bool Parser::expectColon() {
  if (accept(TokenKind::COLON)) return true;
  miss();
  if (diagnose_ && !raised() && at(TokenKind::NEWLINE)) raiseAtToken(token(), "expected ':'");
  return false;
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
