// Left chains: expressions whose left operand may nest without limit (`a + b + c ...`, `a.b().c[0] ...`). Every walk
// over the tree follows them in a loop (R15): see Expr::height.
#pragma once

#include "syntax/ast.h"

namespace vitrine::compiler {

/// The operand that `expr` begins with, for the four kinds that chain; null for others.
inline const syntax::Expr* leftOperand(const syntax::Expr* expr) {
  switch (expr->kind) {
    case syntax::ExprKind::kBinOp: return expr->as<syntax::BinOp>()->left;
    case syntax::ExprKind::kAttribute: return expr->as<syntax::Attribute>()->value;
    case syntax::ExprKind::kSubscript: return expr->as<syntax::Subscript>()->value;
    case syntax::ExprKind::kCall: return expr->as<syntax::Call>()->func;
    default: return nullptr;
  }
}

}  // namespace vitrine::compiler
