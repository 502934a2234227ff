// Expressions from the loosest operator to the tightest (Language Reference 6). Binary operators climb by precedence;
// a long chain is a loop here and a left-leaning tree. See parser_core.h.
#include "syntax/parser_core.h"

namespace vitrine::syntax {
namespace {

struct BinaryRow {
  int precedence;  // 0: none
  BinaryOperator op;
};

BinaryRow binaryRow(TokenKind kind) {
  using enum TokenKind;
  using enum BinaryOperator;
  switch (kind) {
    case VBAR: return {1, kBitOr};
    case CIRCUMFLEX: return {2, kBitXor};
    case AMPER: return {3, kBitAnd};
    case LEFTSHIFT: return {4, kLShift};
    case RIGHTSHIFT: return {4, kRShift};
    case PLUS: return {5, kAdd};
    case MINUS: return {5, kSub};
    case STAR: return {6, kMult};
    case SLASH: return {6, kDiv};
    case DOUBLESLASH: return {6, kFloorDiv};
    case PERCENT: return {6, kMod};
    case AT: return {6, kMatMult};
    default: return {0, kAdd};
  }
}

}  // namespace

/// `first` and what follows its ',' as a Tuple; ends where no element can begin.
template <class Element>
Expr* Parser::finishTuple(size_t start, Expr* first, Element parseElement) {
  Gather<Expr> elements(*this);
  elements.add(first);
  while (accept(TokenKind::COMMA)) {
    if (!startsExpression(kind()) && !at(TokenKind::STAR)) break;
    Expr* element = parseElement();
    if (!element) return nullptr;
    elements.add(element);
  }
  Tuple* tuple = makeNode<Tuple>(start);
  tuple->elts = elements.take();
  raiseHeight(tuple, tuple->elts);
  return tuple;
}

Expr* Parser::parseStarExpressions() {
  size_t start = at_;
  Expr* first = parseStarExpression();
  if (!first || !at(TokenKind::COMMA)) return first;
  return finishTuple(start, first, [this] { return parseStarExpression(); });
}

/// `expressions`: without stars.
Expr* Parser::parseExpressions(bool* bareTuple) {
  size_t start = at_;
  Expr* first = parseExpression();
  if (!first || !at(TokenKind::COMMA)) return first;
  if (bareTuple) *bareTuple = true;
  return finishTuple(start, first, [this] { return parseExpression(); });
}

Expr* Parser::parseStarred(Expr* (Parser::*operand)()) {
  size_t start = at_;
  advance();
  Expr* value = (this->*operand)();
  if (!value) return nullptr;
  Starred* starred = makeNode<Starred>(start);
  starred->value = value;
  raiseHeight(starred, value);
  return starred;
}

Expr* Parser::parseStarExpression() {
  if (at(TokenKind::STAR)) return parseStarred(&Parser::parseBitwiseOr);
  return parseExpression();
}

Expr* Parser::parseStarNamedExpression() {
  if (at(TokenKind::STAR)) return parseStarred(&Parser::parseBitwiseOr);
  return parseNamedExpression();
}

Expr* Parser::parseNamedExpression() {
  size_t start = at_;
  if (at(TokenKind::NAME) && kind(1) == TokenKind::COLONEQUAL) {
    Name* target = makeName(ExprContext::kStore);
    advance();
    Expr* value = parseExpression();
    if (!value) return nullptr;
    NamedExpr* named = makeNode<NamedExpr>(start);
    named->target = target;
    named->value = value;
    raiseHeight(named, value);
    return named;
  }
  Expr* expression = parseExpression();
  if (!expression) return nullptr;
  return at(TokenKind::COLONEQUAL) ? nullptr : expression;
}

/// Is the current token an expression by itself, which the next one ends? Every other one is. No rule needs to be asked then.
bool Parser::atLoneAtom() const {
  using enum TokenKind;
  switch (kind(1)) {
    case COMMA: case RPAR: case NEWLINE: case COLON: case RSQB: case RBRACE: case EQUAL: break;
    default: return false;
  }
  switch (kind()) {
    case NAME: case NUMBER: case STRING: case KW_NONE: case KW_TRUE: case KW_FALSE: return true;
    default: return false;
  }
}

Expr* Parser::parseExpression() {
  if (atLoneAtom()) return parseAtom();
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  return parseExpressionBody();
}

Expr* Parser::parseExpressionBody() {
  if (at(TokenKind::KW_LAMBDA)) return parseLambda();
  size_t start = at_;
  Expr* body = parseDisjunction();
  if (!body) return nullptr;
  if (!accept(TokenKind::KW_IF)) return body;
  Expr* test = parseDisjunction();
  if (!test || !expect(TokenKind::KW_ELSE)) return nullptr;
  Expr* orelse = parseExpression();
  if (!orelse) return nullptr;
  IfExp* choice = makeNode<IfExp>(start);
  choice->test = test;
  choice->body = body;
  choice->orelse = orelse;
  raiseHeight(choice, test);
  raiseHeight(choice, body);
  raiseHeight(choice, orelse);
  return choice;
}

BoolOp* Parser::makeBoolOp(BoolOperator op, size_t start, Gather<Expr>& values) {
  BoolOp* node = makeNode<BoolOp>(start);
  node->op = op;
  node->values = values.take();
  raiseHeight(node, node->values);
  return node;
}

Expr* Parser::parseDisjunction() {
  size_t start = at_;
  Expr* first = parseConjunction();
  if (!first || !at(TokenKind::KW_OR)) return first;
  Gather<Expr> values(*this);
  values.add(first);
  while (accept(TokenKind::KW_OR)) {
    Expr* value = parseConjunction();
    if (!value) return nullptr;
    values.add(value);
  }
  return makeBoolOp(BoolOperator::kOr, start, values);
}

Expr* Parser::parseConjunction() {
  size_t start = at_;
  Expr* first = parseInversion();
  if (!first || !at(TokenKind::KW_AND)) return first;
  Gather<Expr> values(*this);
  values.add(first);
  while (accept(TokenKind::KW_AND)) {
    Expr* value = parseInversion();
    if (!value) return nullptr;
    values.add(value);
  }
  return makeBoolOp(BoolOperator::kAnd, start, values);
}

Expr* Parser::parseInversion() {
  if (!at(TokenKind::KW_NOT)) return parseComparison();
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  size_t start = at_;
  advance();
  Expr* operand = parseInversion();
  if (!operand) return nullptr;
  UnaryOp* node = makeNode<UnaryOp>(start);
  node->op = UnaryOperator::kNot;
  node->operand = operand;
  raiseHeight(node, operand);
  return node;
}

bool Parser::acceptCompareOperator(CompareOperator& op) {
  using enum TokenKind;
  switch (kind()) {
    case EQEQUAL: op = CompareOperator::kEq; break;
    case NOTEQUAL:
      if ((textOf(token()) == "<>") != (at_ >= barryFrom_)) return false;
      op = CompareOperator::kNotEq;
      break;
    case LESS: op = CompareOperator::kLt; break;
    case LESSEQUAL: op = CompareOperator::kLtE; break;
    case GREATER: op = CompareOperator::kGt; break;
    case GREATEREQUAL: op = CompareOperator::kGtE; break;
    case KW_IN: op = CompareOperator::kIn; break;
    case KW_IS:
      op = kind(1) == KW_NOT ? CompareOperator::kIsNot : CompareOperator::kIs;
      if (kind(1) == KW_NOT) advance();
      break;
    case KW_NOT:
      if (kind(1) != KW_IN) return false;
      op = CompareOperator::kNotIn;
      advance();
      break;
    default: return false;
  }
  advance();
  return true;
}

Expr* Parser::parseComparison() {
  size_t start = at_;
  Expr* left = parseBinary(0);
  CompareOperator op;
  if (!left || !acceptCompareOperator(op)) return left;
  Gather<Expr> comparators(*this);
  std::vector<CompareOperator> ops;
  do {
    Expr* right = parseBinary(0);
    if (!right) return nullptr;
    ops.push_back(op);
    comparators.add(right);
  } while (acceptCompareOperator(op));
  Compare* compare = makeNode<Compare>(start);
  compare->left = left;
  compare->ops = arena_.copy(ops);
  compare->comparators = comparators.take();
  raiseHeight(compare, left);
  raiseHeight(compare, compare->comparators);
  return compare;
}

/// Operators of more than `lowestPrecedence`.
Expr* Parser::parseBinary(int lowestPrecedence) {
  size_t start = at_;
  Expr* left = parseFactor();
  if (!left) return nullptr;
  int previous = 0;
  for (;;) {
    BinaryRow row = binaryRow(kind());
    if (row.precedence <= lowestPrecedence) return left;
    size_t operatorToken = at_;
    advance();
    Expr* right = parseBinary(row.precedence);
    if (!right) return nullptr;
    BinOp* node = makeNode<BinOp>(start);
    // 3.7 has the outer operations of a chain of one precedence at their operator.
    if (row.precedence == previous) node->classicLine = classicLineOf(operatorToken);
    node->op = row.op;
    node->left = left;
    node->right = right;
    raiseHeight(node, left);
    raiseHeight(node, right);
    left = node;
    previous = row.precedence;
  }
}

Expr* Parser::parseFactor() {
  UnaryOperator op;
  switch (kind()) {
    case TokenKind::PLUS: op = UnaryOperator::kUAdd; break;
    case TokenKind::MINUS: op = UnaryOperator::kUSub; break;
    case TokenKind::TILDE: op = UnaryOperator::kInvert; break;
    default: return parsePower();
  }
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  size_t start = at_;
  advance();
  Expr* operand = parseFactor();
  if (!operand) return nullptr;
  UnaryOp* node = makeNode<UnaryOp>(start);
  node->op = op;
  node->operand = operand;
  raiseHeight(node, operand);
  return node;
}

/// `await` primary, and `**`, whose right side may have a sign.
Expr* Parser::parsePower() {
  size_t start = at_;
  bool isAwait = accept(TokenKind::KW_AWAIT);
  Expr* base = parsePrimary();
  if (!base) return nullptr;
  if (isAwait) {
    Await* node = makeNode<Await>(start);
    node->value = base;
    raiseHeight(node, base);
    base = node;
  }
  if (!at(TokenKind::DOUBLESTAR)) return base;
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  advance();
  Expr* exponent = parseFactor();
  if (!exponent) return nullptr;
  BinOp* node = makeNode<BinOp>(start);
  node->op = BinaryOperator::kPow;
  node->left = base;
  node->right = exponent;
  raiseHeight(node, base);
  raiseHeight(node, exponent);
  return node;
}

Expr* Parser::parseLambda() {
  size_t start = at_;
  advance();
  Arguments* args = parseParameters(ParameterStyle::kLambda);
  if (!args) return nullptr;
  if (!expect(TokenKind::COLON)) return nullptr;
  Expr* body = parseExpression();
  if (!body) return nullptr;
  Lambda* lambda = makeNode<Lambda>(start);
  lambda->args = args;
  lambda->body = body;
  raiseHeight(lambda, body);
  raiseHeight(lambda, args->defaults);
  raiseHeight(lambda, args->kwDefaults);
  return lambda;
}

Expr* Parser::parseYield() {
  size_t start = at_;
  advance();
  if (accept(TokenKind::KW_FROM)) {
    Expr* value = parseExpression();
    if (!value) return nullptr;
    YieldFrom* node = makeNode<YieldFrom>(start);
    node->value = value;
    raiseHeight(node, value);
    return node;
  }
  Expr* value = nullptr;
  if (startsExpression(kind()) || at(TokenKind::STAR)) {
    value = parseStarExpressions();
    if (!value) return nullptr;
  }
  Yield* node = makeNode<Yield>(start);
  node->value = value;
  raiseHeight(node, value);
  return node;
}

Expr* Parser::parseYieldOrStarExpressions() {
  return at(TokenKind::KW_YIELD) ? parseYield() : parseStarExpressions();
}

}  // namespace vitrine::syntax
