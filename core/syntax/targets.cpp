// Targets of assignment, `for`, `with` and `del`. They are read as expressions and turned into targets afterwards;
// what cannot be one makes the rule fail (the second pass then names it). See parser_core.h.
#include "syntax/parser_core.h"

namespace vitrine::syntax {

bool Parser::makeTarget(Expr* target, ExprContext context) {
  auto all = [&](ExprList elements) {
    for (Expr* element : elements)
      if (!makeTarget(element, context)) return false;
    return true;
  };
  switch (target->kind) {
    case ExprKind::kName: target->as<Name>()->ctx = context; return true;
    case ExprKind::kAttribute: target->as<Attribute>()->ctx = context; return true;
    case ExprKind::kSubscript: target->as<Subscript>()->ctx = context; return true;
    case ExprKind::kStarred:
      if (context == ExprContext::kDel || target->as<Starred>()->value->kind == ExprKind::kStarred) return false;
      target->as<Starred>()->ctx = context;
      return makeTarget(target->as<Starred>()->value, context);
    case ExprKind::kTuple: target->as<Tuple>()->ctx = context; return all(target->as<Tuple>()->elts);
    case ExprKind::kList: target->as<List>()->ctx = context; return all(target->as<List>()->elts);
    default: return false;
  }
}

/// `star_target`: no operators, so that `in` stays unread.
Expr* Parser::parseStarTarget() {
  Expr* target = at(TokenKind::STAR) ? parseStarred(&Parser::parsePrimary) : parsePrimary();
  if (!target) return nullptr;
  if (!makeTarget(target, ExprContext::kStore)) return nullptr;
  return target;
}

/// `star_targets`: one, or a tuple without parentheses.
Expr* Parser::parseTargets() {
  size_t start = at_;
  Expr* first = parseStarTarget();
  if (!first || !at(TokenKind::COMMA)) return first;
  Gather<Expr> targets(*this);
  targets.add(first);
  while (accept(TokenKind::COMMA)) {
    if (!startsExpression(kind()) && !at(TokenKind::STAR)) break;
    Expr* target = parseStarTarget();
    if (!target) return nullptr;
    targets.add(target);
  }
  Tuple* tuple = makeNode<Tuple>(start);
  tuple->elts = targets.take();
  tuple->ctx = ExprContext::kStore;
  raiseHeight(tuple, tuple->elts);
  return tuple;
}

}  // namespace vitrine::syntax
