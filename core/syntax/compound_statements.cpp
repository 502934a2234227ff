// Compound statements except definitions and `match` (Language Reference 8), and blocks. See parser_core.h.
#include "syntax/parser_core.h"

namespace vitrine::syntax {

/// Null without a failure where no compound statement begins.
Stmt* Parser::parseCompoundStatement() {
  using enum TokenKind;
  switch (kind()) {
    case KW_IF: return parseIf();
    case KW_WHILE: return parseWhile();
    case KW_FOR: return parseFor<For>(at_);
    case KW_TRY: return parseTry();
    case KW_WITH: return parseWith<With>(at_);
    case KW_DEF: return parseFunction<FunctionDef>(at_, {}, at_);
    case KW_CLASS: return parseClass({}, at_);
    case AT: return parseDecorated();
    case KW_ASYNC: return parseAsync();
    default: return parseMatch();
  }
}

bool Parser::parseStatement(Gather<Stmt>& body) {
  using enum TokenKind;
  switch (kind()) {
    case KW_IF: case KW_WHILE: case KW_FOR: case KW_TRY: case KW_WITH: case KW_DEF: case KW_CLASS: case AT: case KW_ASYNC:
      break;
    case NAME:
      if (atMatchStatement()) break;
      return parseSimpleLine(body);
    default: return parseSimpleLine(body);
  }
  Stmt* statement = parseCompoundStatement();
  if (!statement) return false;
  body.add(statement);
  return true;
}

bool Parser::parseStatements(Gather<Stmt>& body, TokenKind end) {
  do {
    if (!parseStatement(body)) return false;
  } while (!at(end));
  return true;
}

bool Parser::parseBlock(StmtList& body, const char* what, size_t statementToken) {
  Depth depth(*this);
  if (depth.tooDeep()) return false;
  Gather<Stmt> statements(*this);
  if (!accept(TokenKind::NEWLINE)) {
    if (!parseSimpleLine(statements)) return false;
    body = statements.take();
    return true;
  }
  if (!expect(TokenKind::INDENT)) return false;
  if (!parseStatements(statements, TokenKind::DEDENT)) return false;
  advance();
  body = statements.take();
  return true;
}

/// The chain of `elif`s is built in a loop: only its parts nest.
Stmt* Parser::parseIf() {
  If* first = nullptr;
  std::vector<If*> chain;
  for (;;) {
    size_t start = at_;
    bool isElif = at(TokenKind::KW_ELIF);
    advance();
    Expr* test = parseNamedExpression();
    if (!test || !expect(TokenKind::COLON)) return nullptr;
    If* node = makeNode<If>(start);
    if (isElif) node->classicLine = classicLineOf(start + 1);
    node->test = test;
    if (!parseBlock(node->body, isElif ? "'elif' statement" : "'if' statement", start)) return nullptr;
    if (!chain.empty()) {
      Stmt* only = node;
      chain.back()->orelse = arena_.copy(std::span<Stmt* const>(&only, 1));
    }
    if (!first) first = node;
    chain.push_back(node);
    if (!at(TokenKind::KW_ELIF)) break;
  }
  if (at(TokenKind::KW_ELSE) && !parseElse(chain.back()->orelse)) return nullptr;
  // A block ends before its NEWLINE and DEDENT: with its last statement.
  for (size_t i = chain.size(); i-- > 0;) {
    StmtList last = chain[i]->orelse.empty() ? chain[i]->body : chain[i]->orelse;
    chain[i]->range.endLine = last.back()->range.endLine;
    chain[i]->range.endColumn = last.back()->range.endColumn;
  }
  return first;
}

bool Parser::parseElse(StmtList& orelse) {
  size_t start = at_;
  advance();
  return expect(TokenKind::COLON) && parseBlock(orelse, "'else' statement", start);
}

/// A compound statement ends with the last statement of its last block.
static void endWith(SourceRange& range, StmtList block) {
  if (block.empty()) return;
  range.endLine = block.back()->range.endLine;
  range.endColumn = block.back()->range.endColumn;
}

Stmt* Parser::parseWhile() {
  size_t start = at_;
  advance();
  Expr* test = parseNamedExpression();
  if (!test || !expect(TokenKind::COLON)) return nullptr;
  While* node = makeNode<While>(start);
  node->test = test;
  if (!parseBlock(node->body, "'while' statement", start)) return nullptr;
  if (at(TokenKind::KW_ELSE) && !parseElse(node->orelse)) return nullptr;
  endWith(node->range, node->body);
  endWith(node->range, node->orelse);
  return node;
}

template <class T>
Stmt* Parser::parseFor(size_t start) {
  size_t keyword = at_;
  advance();
  Expr* target = parseTargets();
  if (!target || !expect(TokenKind::KW_IN)) return nullptr;
  Expr* iter = parseStarExpressions();
  if (!iter || !expect(TokenKind::COLON)) return nullptr;
  TypeComment typeComment = acceptTypeComment();
  T* node = makeNode<T>(start);
  node->typeComment = typeComment;
  node->target = target;
  node->iter = iter;
  if (!parseBlock(node->body, "'for' statement", keyword)) return nullptr;
  if (at(TokenKind::KW_ELSE) && !parseElse(node->orelse)) return nullptr;
  endWith(node->range, node->body);
  endWith(node->range, node->orelse);
  return node;
}

WithItem* Parser::parseWithItem() {
  WithItem* item = arena_.make<WithItem>();
  item->contextExpr = parseExpression();
  if (!item->contextExpr) return nullptr;
  if (!accept(TokenKind::KW_AS)) return item;
  item->optionalVars = parseStarTarget();
  bool ends = at(TokenKind::COMMA) || at(TokenKind::RPAR) || at(TokenKind::COLON);
  return item->optionalVars && ends ? item : nullptr;
}

bool Parser::parseWithItems(std::span<WithItem*>& items) {
  Gather<WithItem> list(*this);
  do {
    WithItem* item = parseWithItem();
    if (!item) return false;
    list.add(item);
  } while (accept(TokenKind::COMMA));
  items = list.take();
  return true;
}

/// '(' items [','] ')' directly before ':'. Tried first; where it fails, the parenthesis belongs to an expression.
bool Parser::parseParenthesizedWithItems(std::span<WithItem*>& items) {
  Speculation speculation(*this);
  advance();
  Gather<WithItem> list(*this);
  do {
    if (at(TokenKind::RPAR) && list.size()) break;
    WithItem* item = parseWithItem();
    if (!item) return false;
    list.add(item);
  } while (accept(TokenKind::COMMA));
  if (!accept(TokenKind::RPAR) || !at(TokenKind::COLON)) return false;
  items = list.take();
  speculation.keep();
  return true;
}

template <class T>
Stmt* Parser::parseWith(size_t start) {
  size_t keyword = at_;
  advance();
  std::span<WithItem*> items;
  bool parenthesized = at(TokenKind::LPAR) && parseParenthesizedWithItems(items);
  if (!parenthesized && !raised() && !parseWithItems(items)) return nullptr;
  if (raised() || !expect(TokenKind::COLON)) return nullptr;
  TypeComment typeComment = acceptTypeComment();
  T* node = makeNode<T>(start);
  node->typeComment = typeComment;
  node->items = items;
  if (!parseBlock(node->body, "'with' statement", keyword)) return nullptr;
  endWith(node->range, node->body);
  return node;
}

Stmt* Parser::parseAsync() {
  size_t start = at_;
  advance();
  switch (kind()) {
    case TokenKind::KW_DEF: return parseFunction<AsyncFunctionDef>(start, {}, start);
    case TokenKind::KW_FOR: return parseFor<AsyncFor>(start);
    case TokenKind::KW_WITH: return parseWith<AsyncWith>(start);
    default: return nullptr;
  }
}

ExceptHandler* Parser::parseExceptHandler(bool& isStar) {
  size_t start = at_;
  advance();
  isStar = accept(TokenKind::STAR);
  ExceptHandler* handler = arena_.make<ExceptHandler>();
  handler->classicLine = classicLineOf(start);
  const char* what = isStar ? "'except*' statement" : "'except' statement";
  if (isStar || !at(TokenKind::COLON)) {
    bool bare = false;
    handler->type = parseExpressions(&bare);
    if (!handler->type) return nullptr;
    if (accept(TokenKind::KW_AS)) {
      if (bare || !at(TokenKind::NAME)) return nullptr;
      handler->name = identifierOf(token());
      advance();
    }
  }
  if (!expect(TokenKind::COLON)) return nullptr;
  handler->range = rangeFrom(start);
  if (!parseBlock(handler->body, what, start)) return nullptr;
  endWith(handler->range, handler->body);
  return handler;
}

template <class T>
Stmt* Parser::finishTry(size_t start, StmtList body, std::span<ExceptHandler*> handlers, StmtList orelse, StmtList finalbody) {
  T* node = makeNode<T>(start);
  node->body = body;
  node->handlers = handlers;
  node->orelse = orelse;
  node->finalbody = finalbody;
  if (!handlers.empty()) {
    node->range.endLine = handlers.back()->range.endLine;
    node->range.endColumn = handlers.back()->range.endColumn;
  }
  endWith(node->range, orelse);
  endWith(node->range, finalbody);
  return node;
}

Stmt* Parser::parseTry() {
  size_t start = at_;
  advance();
  StmtList body, orelse, finalbody;
  if (!expect(TokenKind::COLON) || !parseBlock(body, "'try' statement", start)) return nullptr;
  Gather<ExceptHandler> handlers(*this);
  bool anyStar = false, anyPlain = false;
  while (at(TokenKind::KW_EXCEPT)) {
    bool isStar = false;
    ExceptHandler* handler = parseExceptHandler(isStar);
    if (!handler) return nullptr;
    (isStar ? anyStar : anyPlain) = true;
    if (anyStar && anyPlain) return nullptr;
    handlers.add(handler);
  }
  if (handlers.size() && at(TokenKind::KW_ELSE) && !parseElse(orelse)) return nullptr;
  if (at(TokenKind::KW_FINALLY)) {
    size_t keyword = at_;
    advance();
    if (!expect(TokenKind::COLON) || !parseBlock(finalbody, "'finally' statement", keyword)) return nullptr;
  } else if (handlers.size() == 0) {
    return nullptr;
  }
  if (anyStar) return finishTry<TryStar>(start, body, handlers.take(), orelse, finalbody);
  return finishTry<Try>(start, body, handlers.take(), orelse, finalbody);
}

}  // namespace vitrine::syntax
