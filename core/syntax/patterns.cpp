// `match` statements and their patterns (Language Reference 8.6, PEP 634). `match` and `case` are soft keywords:
// atMatchStatement decides. See parser_core.h.
#include "syntax/parser_core.h"

namespace vitrine::syntax {

/// `match` as a keyword: a subject and then ':' and a new line follow (or, for the second pass, a new line only).
bool Parser::atMatchStatement() {
  using enum TokenKind;
  if (!atWord("match")) return false;
  switch (kind(1)) {
    case EQUAL: case DOT: case COMMA: case RPAR: case COLON: case NEWLINE: case SEMI: case COLONEQUAL: case EQEQUAL:
      return false;
    default: break;
  }
  if (!startsExpression(kind(1)) && kind(1) != STAR) return false;
  Speculation speculation(*this);
  advance();
  return parseSubject() && at(COLON) && kind(1) == NEWLINE && kind(2) == INDENT && atWord("case", 3);
}

Expr* Parser::parseSubject() {
  size_t start = at_;
  Expr* first = parseStarNamedExpression();
  if (!first) return nullptr;
  if (!at(TokenKind::COMMA)) return first->kind == ExprKind::kStarred ? nullptr : first;
  Gather<Expr> elements(*this);
  elements.add(first);
  while (accept(TokenKind::COMMA)) {
    if (at(TokenKind::COLON)) break;
    Expr* element = parseStarNamedExpression();
    if (!element) return nullptr;
    elements.add(element);
  }
  Tuple* tuple = makeNode<Tuple>(start);
  tuple->elts = elements.take();
  raiseHeight(tuple, tuple->elts);
  return tuple;
}

Stmt* Parser::parseMatch() {
  size_t start = at_;
  advance();
  Match* node = arena_.make<Match>();
  node->classicLine = classicLineOf(start);
  node->subject = parseSubject();
  if (!node->subject || !expect(TokenKind::COLON) || !expect(TokenKind::NEWLINE)) return nullptr;
  if (!expect(TokenKind::INDENT)) return nullptr;
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  Gather<MatchCase> cases(*this);
  do {
    MatchCase* matchCase = parseCase();
    if (!matchCase) return nullptr;
    cases.add(matchCase);
  } while (!at(TokenKind::DEDENT));
  advance();
  node->cases = cases.take();
  const SourceRange& last = node->cases.back()->body.back()->range;
  node->range = {tokens_[start].line, tokens_[start].column, last.endLine, last.endColumn};
  return node;
}

MatchCase* Parser::parseCase() {
  size_t start = at_;
  if (!atWord("case")) return nullptr;
  advance();
  MatchCase* node = arena_.make<MatchCase>();
  node->pattern = parsePatterns();
  if (!node->pattern) return nullptr;
  if (accept(TokenKind::KW_IF) && !(node->guard = parseNamedExpression())) return nullptr;
  if (!expect(TokenKind::COLON)) return nullptr;
  return parseBlock(node->body, "'case' statement", start) ? node : nullptr;
}

/// Patterns of a case: one, or a sequence without brackets.
Pattern* Parser::parsePatterns() {
  size_t start = at_;
  Pattern* first = at(TokenKind::STAR) ? parseStarPattern() : parseAsPattern();
  if (!first) return nullptr;
  if (!at(TokenKind::COMMA)) return first->kind == PatternKind::kMatchStar ? nullptr : first;
  Gather<Pattern> patterns(*this);
  patterns.add(first);
  while (accept(TokenKind::COMMA)) {
    if (at(TokenKind::COLON) || at(TokenKind::KW_IF)) break;
    Pattern* next = at(TokenKind::STAR) ? parseStarPattern() : parseAsPattern();
    if (!next) return nullptr;
    patterns.add(next);
  }
  MatchSequence* node = makeNode<MatchSequence>(start);
  node->patterns = patterns.take();
  return node;
}

Pattern* Parser::parseStarPattern() {
  size_t start = at_;
  advance();
  size_t name = at_;
  if (!expect(TokenKind::NAME)) return nullptr;
  MatchStar* node = makeNode<MatchStar>(start);
  if (textOf(tokens_[name]) != "_") node->name = identifierOf(tokens_[name]);
  return node;
}

Pattern* Parser::parseAsPattern() {
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  size_t start = at_;
  Pattern* pattern = parseOrPattern();
  if (!pattern || !accept(TokenKind::KW_AS)) return pattern;
  size_t name = at_;
  bool plain = at(TokenKind::NAME) && kind(1) != TokenKind::DOT && kind(1) != TokenKind::LPAR && kind(1) != TokenKind::EQUAL;
  if (!plain || atWord("_")) return nullptr;
  advance();
  MatchAs* node = makeNode<MatchAs>(start);
  node->pattern = pattern;
  node->name = identifierOf(tokens_[name]);
  return node;
}

Pattern* Parser::parseOrPattern() {
  size_t start = at_;
  Pattern* first = parseClosedPattern();
  if (!first || !at(TokenKind::VBAR)) return first;
  Gather<Pattern> patterns(*this);
  patterns.add(first);
  while (accept(TokenKind::VBAR)) {
    Pattern* next = parseClosedPattern();
    if (!next) return nullptr;
    patterns.add(next);
  }
  MatchOr* node = makeNode<MatchOr>(start);
  node->patterns = patterns.take();
  return node;
}

Pattern* Parser::parseClosedPattern() {
  using enum TokenKind;
  size_t start = at_;
  auto singleton = [&](LiteralKind value) {
    advance();
    MatchSingleton* node = makeNode<MatchSingleton>(start);
    node->value = value;
    return node;
  };
  switch (kind()) {
    case MINUS: case NUMBER: return parseNumberPattern();
    case STRING: case FSTRING_START: case TSTRING_START: {
      Expr* value = parseStrings();
      if (!value) return nullptr;
      MatchValue* node = makeNode<MatchValue>(start);
      node->value = value;
      return node;
    }
    case KW_NONE: return singleton(LiteralKind::kNone);
    case KW_TRUE: return singleton(LiteralKind::kTrue);
    case KW_FALSE: return singleton(LiteralKind::kFalse);
    case NAME: return parseNamePattern();
    case LPAR: return parseGroupOrSequence(RPAR);
    case LSQB: return parseGroupOrSequence(RSQB);
    case LBRACE: return parseMapping();
    default: return nullptr;
  }
}

Pattern* Parser::parseNumberPattern() {
  size_t start = at_;
  Expr* value = parseComplexNumber();
  if (!value) return nullptr;
  MatchValue* node = makeNode<MatchValue>(start);
  node->value = value;
  return node;
}

/// ['-'] NUMBER
Expr* Parser::parseSignedNumber() {
  size_t start = at_;
  bool negative = accept(TokenKind::MINUS);
  if (!at(TokenKind::NUMBER)) return nullptr;
  Expr* number = parseNumber();
  if (!number || !negative) return number;
  UnaryOp* node = makeNode<UnaryOp>(start);
  node->op = UnaryOperator::kUSub;
  node->operand = number;
  raiseHeight(node, number);
  return node;
}

/// A signed number, or one plus or minus an imaginary one.
Expr* Parser::parseComplexNumber() {
  size_t start = at_;
  Expr* real = parseSignedNumber();
  if (!real || !(at(TokenKind::PLUS) || at(TokenKind::MINUS))) return real;
  auto isImaginary = [](const Expr* number) {
    if (number->kind == ExprKind::kUnaryOp) number = number->as<UnaryOp>()->operand;
    return number->as<Constant>()->literal == LiteralKind::kComplex;
  };
  if (isImaginary(real)) {
    raiseAt(real->range, "real number required in complex literal");
    return nullptr;
  }
  BinaryOperator op = at(TokenKind::PLUS) ? BinaryOperator::kAdd : BinaryOperator::kSub;
  advance();
  if (!at(TokenKind::NUMBER)) return nullptr;
  Expr* imaginary = parseNumber();
  if (!imaginary) return nullptr;
  if (!isImaginary(imaginary)) {
    raiseAt(imaginary->range, "imaginary number required in complex literal");
    return nullptr;
  }
  BinOp* node = makeNode<BinOp>(start);
  node->op = op;
  node->left = real;
  node->right = imaginary;
  raiseHeight(node, real);
  raiseHeight(node, imaginary);
  return node;
}

/// NAME ('.' NAME)*
Expr* Parser::parseDottedNameExpression() {
  size_t start = at_;
  if (!at(TokenKind::NAME)) return nullptr;
  Expr* value = makeName(ExprContext::kLoad);
  while (accept(TokenKind::DOT)) {
    size_t name = at_;
    if (!expect(TokenKind::NAME)) return nullptr;
    Attribute* node = makeNode<Attribute>(start);
    node->value = value;
    node->attr = identifierOf(tokens_[name]);
    raiseHeight(node, value);
    value = node;
  }
  return value;
}

/// A capture, the wildcard, a dotted value or a class.
Pattern* Parser::parseNamePattern() {
  size_t start = at_;
  if (kind(1) != TokenKind::DOT && kind(1) != TokenKind::LPAR) {
    if (kind(1) == TokenKind::EQUAL) return nullptr;
    advance();
    MatchAs* node = makeNode<MatchAs>(start);
    if (textOf(tokens_[start]) != "_") node->name = identifierOf(tokens_[start]);
    return node;
  }
  Expr* value = parseDottedNameExpression();
  if (!value) return nullptr;
  if (at(TokenKind::LPAR)) return parseClassPattern(start, value);
  MatchValue* node = makeNode<MatchValue>(start);
  node->value = value;
  return node;
}

Pattern* Parser::parseClassPattern(size_t start, Expr* cls) {
  advance();
  Gather<Pattern> patterns(*this), keywordPatterns(*this);
  std::vector<Identifier> names;
  while (!at(TokenKind::RPAR)) {
    if (at(TokenKind::NAME) && kind(1) == TokenKind::EQUAL) {
      names.push_back(identifierOf(token()));
      advance();
      advance();
      Pattern* value = parseAsPattern();
      if (!value) return nullptr;
      keywordPatterns.add(value);
    } else {
      Pattern* value = parseAsPattern();
      if (!value) return nullptr;
      if (!names.empty()) return nullptr;
      patterns.add(value);
    }
    if (!accept(TokenKind::COMMA)) break;
  }
  if (!expect(TokenKind::RPAR)) return nullptr;
  MatchClass* node = makeNode<MatchClass>(start);
  node->cls = cls;
  node->patterns = patterns.take();
  node->kwdAttrs = arena_.copy(names);
  node->kwdPatterns = keywordPatterns.take();
  return node;
}

/// '(' or '[' : a group, or a sequence.
Pattern* Parser::parseGroupOrSequence(TokenKind close) {
  size_t start = at_;
  advance();
  Gather<Pattern> patterns(*this);
  bool comma = false;
  while (!at(close)) {
    Pattern* next = at(TokenKind::STAR) ? parseStarPattern() : parseAsPattern();
    if (!next) return nullptr;
    patterns.add(next);
    if (!accept(TokenKind::COMMA)) break;
    comma = true;
  }
  if (!at(close)) return nullptr;
  bool group = close == TokenKind::RPAR && patterns.size() == 1 && !comma;
  if (group && patterns[0]->kind == PatternKind::kMatchStar) return nullptr;
  advance();
  if (group) return patterns[0];
  MatchSequence* node = makeNode<MatchSequence>(start);
  node->patterns = patterns.take();
  return node;
}

Pattern* Parser::parseMapping() {
  size_t start = at_;
  advance();
  Gather<Expr> keys(*this);
  Gather<Pattern> patterns(*this);
  MatchMapping* mapping = arena_.make<MatchMapping>();
  while (!at(TokenKind::RBRACE)) {
    if (!mapping->rest.empty() || !parseMappingItem(keys, patterns, *mapping)) return nullptr;
    if (!accept(TokenKind::COMMA)) break;
  }
  if (!expect(TokenKind::RBRACE)) return nullptr;
  mapping->range = rangeFrom(start);
  mapping->classicLine = classicLineOf(start);
  mapping->keys = keys.take();
  mapping->patterns = patterns.take();
  return mapping;
}

bool Parser::parseMappingItem(Gather<Expr>& keys, Gather<Pattern>& patterns, MatchMapping& mapping) {
  if (accept(TokenKind::DOUBLESTAR)) {
    if (!at(TokenKind::NAME) || atWord("_")) return false;
    mapping.rest = identifierOf(token());
    advance();
    return true;
  }
  Expr* key = parseMappingKey();
  if (!key || !expect(TokenKind::COLON)) return false;
  Pattern* pattern = parseAsPattern();
  if (!pattern) return false;
  keys.add(key);
  patterns.add(pattern);
  return true;
}

/// A literal or a dotted name.
Expr* Parser::parseMappingKey() {
  using enum TokenKind;
  switch (kind()) {
    case MINUS: case NUMBER: return parseComplexNumber();
    case STRING: case FSTRING_START: case TSTRING_START: return parseStrings();
    case KW_NONE: return parseKeywordConstant(LiteralKind::kNone);
    case KW_TRUE: return parseKeywordConstant(LiteralKind::kTrue);
    case KW_FALSE: return parseKeywordConstant(LiteralKind::kFalse);
    case NAME:
      if (kind(1) == DOT) return parseDottedNameExpression();
      [[fallthrough]];
    default: return nullptr;
  }
}

}  // namespace vitrine::syntax
