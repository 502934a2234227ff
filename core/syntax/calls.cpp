// Trailers: attributes, calls with their arguments, subscripts and slices (Language Reference 6.3). See parser_core.h.
#include "syntax/parser_core.h"

namespace vitrine::syntax {

Expr* Parser::parsePrimary() {
  size_t start = at_;
  Expr* value = parseAtom();
  while (value && (at(TokenKind::DOT) || at(TokenKind::LPAR) || at(TokenKind::LSQB))) value = parseTrailer(start, value);
  return value;
}

Expr* Parser::parseTrailer(size_t start, Expr* value) {
  int32_t classicLine = value->classicLine;  // of the innermost atom, as 3.7 has it
  Expr* result = nullptr;
  if (at(TokenKind::LPAR)) {
    result = finishCall(start, value);
  } else if (accept(TokenKind::DOT)) {
    size_t name = at_;
    if (!expect(TokenKind::NAME)) return nullptr;
    Attribute* node = makeNode<Attribute>(start);
    node->value = value;
    node->attr = identifierOf(tokens_[name]);
    raiseHeight(node, value);
    result = node;
  } else {
    Depth depth(*this);
    if (depth.tooDeep()) return nullptr;
    advance();
    Expr* slice = parseSlices();
    if (!slice || !expect(TokenKind::RSQB)) return nullptr;
    Subscript* node = makeNode<Subscript>(start);
    node->value = value;
    node->slice = slice;
    raiseHeight(node, value);
    raiseHeight(node, slice);
    result = node;
  }
  if (result) result->classicLine = classicLine;
  return result;
}

Call* Parser::finishCall(size_t start, Expr* func) {
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  Gather<Expr> args(*this);
  Gather<Keyword> keywords(*this);
  size_t open = at_;
  advance();
  if (!parseArguments(open, args, keywords)) return nullptr;
  Call* call = makeNode<Call>(start);
  call->func = func;
  call->args = args.take();
  call->keywords = keywords.take();
  raiseHeight(call, func);
  raiseHeight(call, call->args);
  for (const Keyword* keyword : call->keywords) raiseHeight(call, keyword->value);
  return call;
}

/// The arguments of a call or class up to and with ')'; `open` is the '('.
bool Parser::parseArguments(size_t open, Gather<Expr>& args, Gather<Keyword>& keywords) {
  bool sawDoubleStar = false;
  size_t count = 0;
  while (!at(TokenKind::RPAR)) {
    if (!parseOneArgument(args, keywords, sawDoubleStar)) return false;
    ++count;
    if (atComprehension()) {
      // A generator without parentheses of its own must be the only argument.
      Expr* element = args.size() == count ? args.back() : nullptr;
      if (count > 1 || !element || element->kind == ExprKind::kStarred) return false;
      Expr* generator = finishGenerator(open, element);
      if (!generator) return false;
      generator->classicLine = classicLineOf(open + 1);
      args.replaceBack(generator);
      return true;
    }
    if (!accept(TokenKind::COMMA)) break;
  }
  return expect(TokenKind::RPAR);
}

bool Parser::parseOneArgument(Gather<Expr>& args, Gather<Keyword>& keywords, bool& sawDoubleStar) {
  size_t start = at_;
  auto addKeyword = [&](Identifier name, Expr* value) {
    Keyword* keyword = arena_.make<Keyword>();
    keyword->range = rangeFrom(start);
    keyword->arg = name;
    keyword->value = value;
    keywords.add(keyword);
  };
  if (at(TokenKind::DOUBLESTAR)) {
    advance();
    Expr* value = parseExpression();
    if (!value) return false;
    addKeyword({}, value);
    sawDoubleStar = true;
    return true;
  }
  if (at(TokenKind::STAR)) {
    if (sawDoubleStar) return false;
    Expr* starred = parseStarred(&Parser::parseExpression);
    if (!starred) return false;
    args.add(starred);
    return true;
  }
  if (at(TokenKind::NAME) && kind(1) == TokenKind::EQUAL) {
    Identifier name = identifierOf(token());
    advance();
    advance();
    Expr* value = parseExpression();
    if (!value) return false;
    addKeyword(name, value);
    return true;
  }
  Expr* value = parseNamedExpression();
  if (!value || at(TokenKind::EQUAL) || sawDoubleStar || keywords.size()) return false;
  args.add(value);
  return true;
}

/// What stands between '[' and ']': one slice, or a tuple of them.
Expr* Parser::parseSlices() {
  size_t start = at_;
  auto element = [this] { return at(TokenKind::STAR) ? parseStarred(&Parser::parseExpression) : parseSlice(); };
  Expr* first = element();
  if (!first) return nullptr;
  bool single = first->kind != ExprKind::kStarred;
  if (!at(TokenKind::COMMA) && single) return first;
  Gather<Expr> elements(*this);
  elements.add(first);
  while (accept(TokenKind::COMMA)) {
    if (at(TokenKind::RSQB)) break;
    Expr* next = element();
    if (!next) return nullptr;
    elements.add(next);
  }
  Tuple* tuple = makeNode<Tuple>(start);
  tuple->elts = elements.take();
  raiseHeight(tuple, tuple->elts);
  return tuple;
}

Expr* Parser::parseSlice() {
  size_t start = at_;
  Expr* lower = nullptr;
  if (!at(TokenKind::COLON)) {
    lower = parseNamedExpression();
    if (!lower) return nullptr;
    if (!at(TokenKind::COLON) || lower->kind == ExprKind::kNamedExpr) return lower;
  }
  auto atEnd = [this] { return at(TokenKind::COLON) || at(TokenKind::COMMA) || at(TokenKind::RSQB); };
  advance();
  Expr* upper = nullptr;
  Expr* step = nullptr;
  if (!atEnd() && !(upper = parseExpression())) return nullptr;
  if (accept(TokenKind::COLON) && !atEnd() && !(step = parseExpression())) return nullptr;
  Slice* slice = makeNode<Slice>(start);
  slice->lower = lower;
  slice->upper = upper;
  slice->step = step;
  raiseHeight(slice, lower);
  raiseHeight(slice, upper);
  raiseHeight(slice, step);
  return slice;
}

}  // namespace vitrine::syntax
