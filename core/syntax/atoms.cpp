// Atoms, brackets, displays and comprehensions (Language Reference 6.2). See parser_core.h.
#include "syntax/parser_core.h"

namespace vitrine::syntax {

Expr* Parser::parseAtom() {
  using enum TokenKind;
  switch (kind()) {
    case NAME: return makeName(ExprContext::kLoad);
    case NUMBER: return parseNumber();
    case STRING: case FSTRING_START: case TSTRING_START: return parseStrings();
    case LPAR: return parseParenthesized();
    case LSQB: return parseListDisplay();
    case LBRACE: return parseBraces();
    case KW_NONE: return parseKeywordConstant(LiteralKind::kNone);
    case KW_TRUE: return parseKeywordConstant(LiteralKind::kTrue);
    case KW_FALSE: return parseKeywordConstant(LiteralKind::kFalse);
    case ELLIPSIS: return parseKeywordConstant(LiteralKind::kEllipsis);
    default: return nullptr;
  }
}

Expr* Parser::parseKeywordConstant(LiteralKind literal) {
  advance();
  Constant* constant = makeNode<Constant>(at_ - 1);
  constant->literal = literal;
  return constant;
}

/// '(' : an empty tuple, a tuple, a generator, a yield or a group.
Expr* Parser::parseParenthesized() {
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  size_t start = at_;
  advance();
  if (accept(TokenKind::RPAR)) return makeNode<Tuple>(start);
  if (at(TokenKind::KW_YIELD)) {
    Expr* value = parseYield();
    return value && expect(TokenKind::RPAR) ? value : nullptr;
  }
  Expr* first = parseStarNamedExpression();
  if (!first) return nullptr;
  if (at(TokenKind::COMMA)) return finishParenthesizedTuple(start, first);
  if (atComprehension()) {
    if (first->kind == ExprKind::kStarred) return nullptr;
    return finishGenerator(start, first);
  }
  if (first->kind == ExprKind::kStarred) return nullptr;
  return expect(TokenKind::RPAR) ? first : nullptr;
}

Expr* Parser::finishParenthesizedTuple(size_t start, Expr* first) {
  Gather<Expr> elements(*this);
  elements.add(first);
  while (accept(TokenKind::COMMA)) {
    if (at(TokenKind::RPAR)) break;
    Expr* element = parseStarNamedExpression();
    if (!element) return nullptr;
    elements.add(element);
  }
  if (!expect(TokenKind::RPAR)) return nullptr;
  Tuple* tuple = makeNode<Tuple>(start);
  tuple->classicLine = classicLineOf(start + 1);
  tuple->elts = elements.take();
  raiseHeight(tuple, tuple->elts);
  return tuple;
}

/// `element` and the clauses behind it, up to the closing parenthesis.
Expr* Parser::finishGenerator(size_t start, Expr* element) {
  std::span<Comprehension*> clauses;
  int32_t height = element->height;
  if (!parseComprehensionClauses(clauses, height) || !expect(TokenKind::RPAR)) return nullptr;
  GeneratorExp* node = makeNode<GeneratorExp>(start);
  node->classicLine = classicLineOf(start + 1);
  node->elt = element;
  node->generators = clauses;
  node->height = height + 1;
  return node;
}

Expr* Parser::parseListDisplay() {
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  size_t start = at_;
  advance();
  Gather<Expr> elements(*this);
  while (!at(TokenKind::RSQB)) {
    Expr* element = parseStarNamedExpression();
    if (!element) return nullptr;
    if (atComprehension()) {
      if (elements.size() || element->kind == ExprKind::kStarred) return nullptr;
      std::span<Comprehension*> clauses;
      int32_t height = element->height;
      if (!parseComprehensionClauses(clauses, height) || !expect(TokenKind::RSQB)) return nullptr;
      ListComp* node = makeNode<ListComp>(start);
      node->classicLine = classicLineOf(start + 1);
      node->elt = element;
      node->generators = clauses;
      node->height = height + 1;
      return node;
    }
    elements.add(element);
    if (!accept(TokenKind::COMMA)) break;
  }
  if (!expect(TokenKind::RSQB)) return nullptr;
  List* list = makeNode<List>(start);
  list->elts = elements.take();
  raiseHeight(list, list->elts);
  return list;
}

/// '{' : a dict, a set or a comprehension of either.
Expr* Parser::parseBraces() {
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  size_t start = at_;
  advance();
  if (accept(TokenKind::RBRACE)) return makeNode<Dict>(start);
  if (accept(TokenKind::DOUBLESTAR)) {
    Expr* value = parseBitwiseOr();
    return value ? parseDictAfter(start, nullptr, value) : nullptr;
  }
  Expr* first = parseStarNamedExpression();
  if (!first) return nullptr;
  if (first->kind == ExprKind::kStarred || first->kind == ExprKind::kNamedExpr || !at(TokenKind::COLON))
    return parseSetAfter(start, first);
  advance();
  Expr* value = parseExpression();
  return value ? parseDictAfter(start, first, value) : nullptr;
}

Expr* Parser::parseSetAfter(size_t start, Expr* first) {
  if (atComprehension()) {
    if (first->kind == ExprKind::kStarred) return nullptr;
    std::span<Comprehension*> clauses;
    int32_t height = first->height;
    if (!parseComprehensionClauses(clauses, height) || !expect(TokenKind::RBRACE)) return nullptr;
    SetComp* node = makeNode<SetComp>(start);
    node->elt = first;
    node->generators = clauses;
    node->height = height + 1;
    return node;
  }
  Gather<Expr> elements(*this);
  elements.add(first);
  while (accept(TokenKind::COMMA)) {
    if (at(TokenKind::RBRACE)) break;
    Expr* element = parseStarNamedExpression();
    if (!element) return nullptr;
    elements.add(element);
  }
  if (!expect(TokenKind::RBRACE)) return nullptr;
  Set* set = makeNode<Set>(start);
  set->elts = elements.take();
  raiseHeight(set, set->elts);
  return set;
}

/// A dict whose first item is read; a null `key` is `**`.
Expr* Parser::parseDictAfter(size_t start, Expr* key, Expr* value) {
  if (atComprehension()) {
    if (!key) return nullptr;
    std::span<Comprehension*> clauses;
    int32_t height = std::max(key->height, value->height);
    if (!parseComprehensionClauses(clauses, height) || !expect(TokenKind::RBRACE)) return nullptr;
    DictComp* node = makeNode<DictComp>(start);
    node->key = key;
    node->value = value;
    node->generators = clauses;
    node->height = height + 1;
    return node;
  }
  Gather<Expr> items(*this);  // key, value, key, value ...
  items.add(key);
  items.add(value);
  while (accept(TokenKind::COMMA)) {
    if (at(TokenKind::RBRACE)) break;
    key = value = nullptr;
    if (accept(TokenKind::DOUBLESTAR)) {
      value = parseBitwiseOr();
    } else {
      key = parseExpression();
      if (!key || !expect(TokenKind::COLON)) return nullptr;
      value = parseExpression();
    }
    if (!value) return nullptr;
    items.add(key);
    items.add(value);
  }
  if (!expect(TokenKind::RBRACE)) return nullptr;
  Dict* dict = makeNode<Dict>(start);
  std::span<Expr*> all = items.take();
  // Values move behind the keys: k v k v -> k k v v.
  std::vector<Expr*> values;
  for (size_t i = 0; i < all.size(); i += 2) {
    all[i / 2] = all[i];
    values.push_back(all[i + 1]);
  }
  dict->keys = all.first(values.size());
  dict->values = arena_.copy(values);
  raiseHeight(dict, dict->keys);
  raiseHeight(dict, dict->values);
  return dict;
}

bool Parser::parseComprehensionClauses(std::span<Comprehension*>& clauses, int32_t& height) {
  Gather<Comprehension> list(*this);
  auto count = [&](const Expr* part) { height = std::max(height, part->height); };
  while (atComprehension()) {
    Comprehension* clause = arena_.make<Comprehension>();
    clause->isAsync = accept(TokenKind::KW_ASYNC);
    advance();
    clause->target = parseTargets();
    if (!clause->target || !expect(TokenKind::KW_IN)) return false;
    clause->iter = parseDisjunction();
    if (!clause->iter) return false;
    count(clause->target);
    count(clause->iter);
    Gather<Expr> ifs(*this);
    while (accept(TokenKind::KW_IF)) {
      Expr* condition = parseDisjunction();
      if (!condition) return false;
      count(condition);
      ifs.add(condition);
    }
    clause->ifs = ifs.take();
    list.add(clause);
  }
  clauses = list.take();
  return true;
}

}  // namespace vitrine::syntax
