// Functions, classes, decorators, parameters and type parameters (Language Reference 8.7 to 8.10). See parser_core.h.
#include "syntax/parser_core.h"

namespace vitrine::syntax {

Stmt* Parser::parseDecorated() {
  size_t start = at_;
  Gather<Expr> decorators(*this);
  while (accept(TokenKind::AT)) {
    Expr* decorator = parseNamedExpression();
    if (!decorator || !expect(TokenKind::NEWLINE)) return nullptr;
    decorators.add(decorator);
  }
  switch (kind()) {
    case TokenKind::KW_DEF: return parseFunction<FunctionDef>(at_, decorators.take(), start);
    case TokenKind::KW_CLASS: return parseClass(decorators.take(), start);
    case TokenKind::KW_ASYNC:
      if (kind(1) == TokenKind::KW_DEF) {
        size_t keyword = at_;
        advance();
        return parseFunction<AsyncFunctionDef>(keyword, decorators.take(), start);
      }
      [[fallthrough]];
    default: return nullptr;
  }
}

/// From `def` on; `start` is `async` or `def`, `firstToken` the first decorator's.
template <class T>
Stmt* Parser::parseFunction(size_t start, ExprList decorators, size_t firstToken) {
  size_t keyword = at_;
  advance();
  size_t name = at_;
  if (!expect(TokenKind::NAME)) return nullptr;
  std::span<TypeParam*> typeParams;
  if (at(TokenKind::LSQB) && !parseTypeParams(typeParams)) return nullptr;
  if (!expect(TokenKind::LPAR)) return nullptr;
  Arguments* args = parseParameters(ParameterStyle::kFunction);
  if (!args || !expect(TokenKind::RPAR)) return nullptr;
  Expr* returns = nullptr;
  if (accept(TokenKind::RARROW) && !(returns = parseExpression())) return nullptr;
  if (!expect(TokenKind::COLON)) return nullptr;
  TypeComment typeComment = takeFunctionComment();
  T* node = makeNode<T>(start);
  node->typeComment = typeComment;
  node->classicLine = classicLineOf(firstToken);
  node->name = identifierOf(tokens_[name]);
  node->args = args;
  node->decoratorList = decorators;
  node->returns = returns;
  node->typeParams = typeParams;
  if (!parseBlock(node->body, "function definition", keyword)) return nullptr;
  node->range.endLine = node->body.back()->range.endLine;
  node->range.endColumn = node->body.back()->range.endColumn;
  return node;
}

/// The comment with a function's type, behind the ':' or alone in the next line.
TypeComment Parser::takeFunctionComment() {
  using enum TokenKind;
  if (at(NEWLINE) && kind(1) == TYPE_COMMENT && kind(2) == NEWLINE && kind(3) == INDENT) advance();
  return acceptTypeComment();
}

template Stmt* Parser::parseFunction<FunctionDef>(size_t, ExprList, size_t);
template Stmt* Parser::parseFunction<AsyncFunctionDef>(size_t, ExprList, size_t);

Stmt* Parser::parseClass(ExprList decorators, size_t firstToken) {
  size_t start = at_;
  advance();
  size_t name = at_;
  if (!expect(TokenKind::NAME)) return nullptr;
  std::span<TypeParam*> typeParams;
  if (at(TokenKind::LSQB) && !parseTypeParams(typeParams)) return nullptr;
  Gather<Expr> bases(*this);
  Gather<Keyword> keywords(*this);
  if (at(TokenKind::LPAR)) {
    size_t open = at_;
    advance();
    if (!parseArguments(open, bases, keywords)) return nullptr;
    // Only a call may have a generator expression without parentheses of its own.
    bool bare = bases.size() == 1 && bases[0]->kind == ExprKind::kGeneratorExp && bases[0]->range.column == tokens_[open].column &&
                bases[0]->range.line == tokens_[open].line;
    if (bare) return nullptr;
  }
  if (!expect(TokenKind::COLON)) return nullptr;
  ClassDef* node = makeNode<ClassDef>(start);
  node->classicLine = classicLineOf(firstToken);
  node->name = identifierOf(tokens_[name]);
  node->bases = bases.take();
  node->keywords = keywords.take();
  node->decoratorList = decorators;
  node->typeParams = typeParams;
  if (!parseBlock(node->body, "class definition", start)) return nullptr;
  node->range.endLine = node->body.back()->range.endLine;
  node->range.endColumn = node->body.back()->range.endColumn;
  return node;
}

/// What has been read of a parameter list.
struct Parser::ParameterState {
  explicit ParameterState(Parser& parser)
      : posonly(parser), plain(parser), keywordOnly(parser), defaults(parser), keywordDefaults(parser) {}
  Gather<Arg> posonly, plain, keywordOnly;
  Gather<Expr> defaults, keywordDefaults;
  Arguments* result = nullptr;
  Arg* last = nullptr;  // the parameter read last
  bool sawStar = false, sawSlash = false;
};

static bool endsParameters(TokenKind kind, bool isLambda) {
  return kind == (isLambda ? TokenKind::COLON : TokenKind::RPAR);
}

/// Parameters up to, and without, the ')' or the lambda's ':'.
Arguments* Parser::parseParameters(ParameterStyle style) {
  bool isLambda = style == ParameterStyle::kLambda;
  ParameterState state(*this);
  state.result = arena_.make<Arguments>();
  while (!endsParameters(kind(), isLambda)) {
    const size_t first = at_;
    if (state.result->kwarg || !parseOneParameter(style, state)) return nullptr;
    const bool hasName = tokens_[first].kind == TokenKind::NAME || at_ - first > 1;  // no lone '*' or '/'
    const bool goesOn = accept(TokenKind::COMMA);
    if (hasName && !isLambda) state.last->typeComment = acceptTypeComment();
    if (!goesOn && !endsParameters(kind(), isLambda)) return nullptr;
  }
  if (state.sawStar && !state.result->vararg && state.keywordOnly.size() == 0) return nullptr;
  Arguments* result = state.result;
  result->posonlyargs = state.posonly.take();
  result->args = state.plain.take();
  result->kwonlyargs = state.keywordOnly.take();
  result->kwDefaults = state.keywordDefaults.take();
  result->defaults = state.defaults.take();
  return result;
}

/// One of: name, name=default, '/', '*', '*name', '**name'. False: not here.
bool Parser::parseOneParameter(ParameterStyle style, ParameterState& state) {
  if (at(TokenKind::STAR)) return !state.sawStar && parseParameterStar(style, state);
  if (accept(TokenKind::DOUBLESTAR)) {
    state.last = state.result->kwarg = parseParameter(style, false);
    return state.result->kwarg && !at(TokenKind::EQUAL);
  }
  if (at(TokenKind::SLASH)) {
    if (state.sawSlash || state.sawStar || state.plain.size() == 0) return false;
    advance();
    state.sawSlash = true;
    for (size_t i = 0; i < state.plain.size(); ++i) state.posonly.add(state.plain[i]);
    state.plain.clear();
    return true;
  }
  Arg* arg = state.last = parseParameter(style, false);
  if (!arg) return false;
  Expr* value = nullptr;
  if (accept(TokenKind::EQUAL) && !(value = parseExpression())) return false;
  if (state.sawStar) {
    state.keywordOnly.add(arg);
    state.keywordDefaults.add(value);
    return true;
  }
  if (!value && state.defaults.size()) return false;  // a parameter without a default follows one with
  state.plain.add(arg);
  if (value) state.defaults.add(value);
  return true;
}

bool Parser::parseParameterStar(ParameterStyle style, ParameterState& state) {
  advance();
  state.sawStar = true;
  if (at(TokenKind::COMMA)) {
    // A bare star needs a name behind it.
    return kind(1) == TokenKind::NAME;
  }
  state.last = state.result->vararg = parseParameter(style, true);
  return state.result->vararg && !at(TokenKind::EQUAL);
}

/// A name with its annotation; only `*args` may have a starred one.
Arg* Parser::parseParameter(ParameterStyle style, bool starAnnotation) {
  size_t start = at_;
  if (!expect(TokenKind::NAME)) return nullptr;
  Arg* arg = arena_.make<Arg>();
  arg->classicLine = classicLineOf(start);
  arg->arg = identifierOf(tokens_[start]);
  if (style == ParameterStyle::kFunction && accept(TokenKind::COLON)) {
    arg->annotation = starAnnotation && at(TokenKind::STAR) ? parseStarExpression() : parseExpression();
    if (!arg->annotation) return nullptr;
  }
  arg->range = rangeFrom(start);
  return arg;
}

/// '[' type parameters ']' (PEP 695, 696)
bool Parser::parseTypeParams(std::span<TypeParam*>& params) {
  advance();
  Gather<TypeParam> list(*this);
  if (at(TokenKind::RSQB)) return false;
  do {
    if (at(TokenKind::RSQB)) break;
    TypeParam* param = parseTypeParam();
    if (!param) return false;
    list.add(param);
  } while (accept(TokenKind::COMMA));
  params = list.take();
  return expect(TokenKind::RSQB);
}

TypeParam* Parser::parseTypeParam() {
  size_t start = at_;
  bool star = accept(TokenKind::STAR);
  bool doubleStar = !star && accept(TokenKind::DOUBLESTAR);
  size_t name = at_;
  if (!expect(TokenKind::NAME)) return nullptr;
  Expr* bound = nullptr;
  if (at(TokenKind::COLON)) {
    advance();
    if (star || doubleStar) return nullptr;
    if (!(bound = parseExpression())) return nullptr;
  }
  Expr* defaultValue = nullptr;
  if (accept(TokenKind::EQUAL)) {
    defaultValue = star ? parseStarExpression() : parseExpression();
    if (!defaultValue) return nullptr;
  }
  auto fill = [&](auto* param) {
    param->range = rangeFrom(start);
    param->classicLine = classicLineOf(start);
    param->name = identifierOf(tokens_[name]);
    param->defaultValue = defaultValue;
    return param;
  };
  if (star) return fill(arena_.make<TypeVarTuple>());
  if (doubleStar) return fill(arena_.make<ParamSpec>());
  TypeVar* variable = fill(arena_.make<TypeVar>());
  variable->bound = bound;
  return variable;
}

}  // namespace vitrine::syntax
