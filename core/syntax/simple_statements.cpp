// Simple statements (Language Reference 7). See parser_core.h.
#include "syntax/parser_core.h"

#include <algorithm>

namespace vitrine::syntax {
namespace {

bool augmentedOperator(TokenKind kind, BinaryOperator& op) {
  using enum TokenKind;
  using enum BinaryOperator;
  switch (kind) {
    case PLUSEQUAL: op = kAdd; return true;
    case MINEQUAL: op = kSub; return true;
    case STAREQUAL: op = kMult; return true;
    case ATEQUAL: op = kMatMult; return true;
    case SLASHEQUAL: op = kDiv; return true;
    case PERCENTEQUAL: op = kMod; return true;
    case AMPEREQUAL: op = kBitAnd; return true;
    case VBAREQUAL: op = kBitOr; return true;
    case CIRCUMFLEXEQUAL: op = kBitXor; return true;
    case LEFTSHIFTEQUAL: op = kLShift; return true;
    case RIGHTSHIFTEQUAL: op = kRShift; return true;
    case DOUBLESTAREQUAL: op = kPow; return true;
    case DOUBLESLASHEQUAL: op = kFloorDiv; return true;
    default: return false;
  }
}

bool isSingleTarget(const Expr* target) {
  return target->kind == ExprKind::kName || target->kind == ExprKind::kAttribute || target->kind == ExprKind::kSubscript;
}

}  // namespace

/// Statements up to the end of the line.
bool Parser::parseSimpleLine(Gather<Stmt>& body) {
  for (;;) {
    Stmt* statement = parseSimpleStatement();
    if (!statement) return false;
    body.add(statement);
    if (!accept(TokenKind::SEMI)) break;
    if (at(TokenKind::NEWLINE)) break;
  }
  return expect(TokenKind::NEWLINE);
}

template <class T>
Stmt* Parser::parseLone() {
  advance();
  return makeNode<T>(at_ - 1);
}

Stmt* Parser::parseSimpleStatement() {
  using enum TokenKind;
  switch (kind()) {
    case KW_RETURN: return parseReturn();
    case KW_IMPORT: return parseImport();
    case KW_FROM: return parseImportFrom();
    case KW_RAISE: return parseRaise();
    case KW_PASS: return parseLone<Pass>();
    case KW_BREAK: return parseLone<Break>();
    case KW_CONTINUE: return parseLone<Continue>();
    case KW_DEL: return parseDelete();
    case KW_ASSERT: return parseAssert();
    case KW_GLOBAL: return parseNameList<Global>();
    case KW_NONLOCAL: return parseNameList<Nonlocal>();
    case NAME:
      if (kind(1) == NAME && atWord("type") && (kind(2) == EQUAL || kind(2) == LSQB)) return parseTypeAlias();
      return parseExpressionStatement();
    default: return parseExpressionStatement();
  }
}

Stmt* Parser::parseExpressionStatement() {
  size_t start = at_;
  Expr* first = parseYieldOrStarExpressions();
  if (!first) return nullptr;
  BinaryOperator op;
  if (at(TokenKind::EQUAL)) return parseAssignment(start, first);
  if (augmentedOperator(kind(), op)) return parseAugmentedAssignment(start, first);
  if (at(TokenKind::COLON)) return parseAnnotatedAssignment(start, first);
  ExprStmt* statement = makeNode<ExprStmt>(start);
  statement->value = first;
  return statement;
}

Stmt* Parser::parseAssignment(size_t start, Expr* first) {
  Gather<Expr> targets(*this);
  Expr* value = first;
  while (at(TokenKind::EQUAL)) {
    if (!makeTarget(value, ExprContext::kStore)) return nullptr;
    advance();
    targets.add(value);
    value = parseYieldOrStarExpressions();
    if (!value) return nullptr;
  }
  TypeComment typeComment = acceptTypeComment();
  Assign* statement = makeNode<Assign>(start);
  statement->typeComment = typeComment;
  statement->targets = targets.take();
  statement->value = value;
  return statement;
}

Stmt* Parser::parseAugmentedAssignment(size_t start, Expr* target) {
  if (!isSingleTarget(target)) return nullptr;
  makeTarget(target, ExprContext::kStore);
  BinaryOperator op;
  augmentedOperator(kind(), op);
  advance();
  Expr* value = parseYieldOrStarExpressions();
  if (!value) return nullptr;
  AugAssign* statement = makeNode<AugAssign>(start);
  statement->target = target;
  statement->op = op;
  statement->value = value;
  return statement;
}

Stmt* Parser::parseAnnotatedAssignment(size_t start, Expr* target) {
  if (!isSingleTarget(target)) return nullptr;
  makeTarget(target, ExprContext::kStore);
  advance();
  Expr* annotation = parseExpression();
  if (!annotation) return nullptr;
  Expr* value = nullptr;
  if (accept(TokenKind::EQUAL) && !(value = parseYieldOrStarExpressions())) return nullptr;
  AnnAssign* statement = makeNode<AnnAssign>(start);
  statement->target = target;
  statement->annotation = annotation;
  statement->value = value;
  statement->simple = target->kind == ExprKind::kName && tokens_[start].kind == TokenKind::NAME;
  return statement;
}

Stmt* Parser::parseDelete() {
  size_t start = at_;
  advance();
  Gather<Expr> targets(*this);
  bool good = true;
  do {
    if (targets.size() && (at(TokenKind::SEMI) || at(TokenKind::NEWLINE))) break;
    Expr* target = parsePrimary();
    good = target && makeTarget(target, ExprContext::kDel);
    if (good) targets.add(target);
  } while (good && accept(TokenKind::COMMA));
  if (!good || !(at(TokenKind::SEMI) || at(TokenKind::NEWLINE))) return nullptr;
  Delete* statement = makeNode<Delete>(start);
  statement->targets = targets.take();
  return statement;
}

Stmt* Parser::parseReturn() {
  size_t start = at_;
  advance();
  Expr* value = nullptr;
  if (startsExpression(kind()) || at(TokenKind::STAR)) {
    if (!(value = parseStarExpressions())) return nullptr;
  }
  Return* statement = makeNode<Return>(start);
  statement->value = value;
  return statement;
}

Stmt* Parser::parseRaise() {
  size_t start = at_;
  advance();
  Expr* exc = nullptr;
  Expr* cause = nullptr;
  if (startsExpression(kind())) {
    if (!(exc = parseExpression())) return nullptr;
    if (accept(TokenKind::KW_FROM) && !(cause = parseExpression())) return nullptr;
  }
  Raise* statement = makeNode<Raise>(start);
  statement->exc = exc;
  statement->cause = cause;
  return statement;
}

Stmt* Parser::parseAssert() {
  size_t start = at_;
  advance();
  Expr* test = parseExpression();
  if (!test) return nullptr;
  Expr* msg = nullptr;
  if (accept(TokenKind::COMMA) && !(msg = parseExpression())) return nullptr;
  Assert* statement = makeNode<Assert>(start);
  statement->test = test;
  statement->msg = msg;
  return statement;
}

template <class T>
Stmt* Parser::parseNameList() {
  size_t start = at_;
  advance();
  std::vector<Identifier> names;
  do {
    if (!at(TokenKind::NAME)) return nullptr;
    names.push_back(identifierOf(token()));
    advance();
  } while (accept(TokenKind::COMMA));
  T* statement = makeNode<T>(start);
  statement->names = arena_.copy(names);
  return statement;
}

bool Parser::parseDottedName(Identifier& name) {
  size_t start = at_;
  if (!expect(TokenKind::NAME)) return false;
  std::string text(identifierOf(tokens_[start]));
  while (at(TokenKind::DOT)) {
    advance();
    if (!at(TokenKind::NAME)) return false;
    text += "." + std::string(identifierOf(token()));
    advance();
  }
  name = arena_.copy(std::string_view(text));
  return true;
}

Stmt* Parser::parseImport() {
  size_t start = at_;
  advance();
  Gather<Alias> names(*this);
  do {
    size_t aliasStart = at_;
    Alias* alias = arena_.make<Alias>();
    if (!parseDottedName(alias->name)) return nullptr;
    if (accept(TokenKind::KW_AS)) {
      if (!at(TokenKind::NAME)) return nullptr;
      alias->asname = identifierOf(token());
      advance();
    }
    alias->range = rangeFrom(aliasStart);
    names.add(alias);
  } while (accept(TokenKind::COMMA));
  Import* statement = makeNode<Import>(start);
  statement->names = names.take();
  return statement;
}

Stmt* Parser::parseImportFrom() {
  size_t start = at_;
  advance();
  int32_t level = 0;
  while (at(TokenKind::DOT) || at(TokenKind::ELLIPSIS)) {
    level += at(TokenKind::DOT) ? 1 : 3;
    advance();
  }
  Identifier module;
  if (!(level > 0 && at(TokenKind::KW_IMPORT)) && !parseDottedName(module)) return nullptr;
  if (!expect(TokenKind::KW_IMPORT)) return nullptr;
  std::span<Alias*> names;
  if (!parseImportedNames(names)) return nullptr;
  ImportFrom* statement = makeNode<ImportFrom>(start);
  statement->module = module;
  statement->names = names;
  statement->level = level;
  if (level == 0 && module == "__future__")
    for (const Alias* alias : names)
      if (alias->name == "barry_as_FLUFL") barryFrom_ = std::min(barryFrom_, at_);
  return statement;
}

bool Parser::parseImportedNames(std::span<Alias*>& names) {
  Gather<Alias> list(*this);
  if (at(TokenKind::STAR)) {
    Alias* alias = arena_.make<Alias>();
    alias->range = rangeOf(token());
    alias->name = "*";
    list.add(alias);
    names = list.take();
    advance();
    return true;
  }
  bool parenthesized = accept(TokenKind::LPAR);
  for (;;) {
    size_t aliasStart = at_;
    if (!expect(TokenKind::NAME)) return false;
    Alias* alias = arena_.make<Alias>();
    alias->name = identifierOf(tokens_[aliasStart]);
    if (accept(TokenKind::KW_AS)) {
      if (!at(TokenKind::NAME)) return false;
      alias->asname = identifierOf(token());
      advance();
    }
    alias->range = rangeFrom(aliasStart);
    list.add(alias);
    if (!accept(TokenKind::COMMA)) break;
    if (parenthesized && at(TokenKind::RPAR)) break;
    if (!parenthesized && at(TokenKind::NEWLINE)) return false;
  }
  names = list.take();
  return !parenthesized || expect(TokenKind::RPAR);
}

/// type NAME [type parameters] = expression (PEP 695)
Stmt* Parser::parseTypeAlias() {
  size_t start = at_;
  advance();
  Expr* name = makeName(ExprContext::kStore);
  std::span<TypeParam*> params;
  if (at(TokenKind::LSQB) && !parseTypeParams(params)) return nullptr;
  if (!expect(TokenKind::EQUAL)) return nullptr;
  Expr* value = parseExpression();
  if (!value) return nullptr;
  TypeAlias* statement = makeNode<TypeAlias>(start);
  statement->name = name;
  statement->typeParams = params;
  statement->value = value;
  return statement;
}

}  // namespace vitrine::syntax
