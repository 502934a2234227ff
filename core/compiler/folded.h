// Folded constants: an expression that the compiler evaluated becomes a Constant node whose value lies in a ConstantPool,
// since tuples, negative numbers and the like have no literal. `constantOf` reads both kinds.
#pragma once

#include <deque>

#include "bytecode/code_object.h"
#include "syntax/ast.h"

namespace vitrine::compiler {

/// A Constant node with this literal has its value in the pool, at index `integer`.
inline constexpr auto kFoldedLiteral = syntax::LiteralKind(0x40);

using ConstantPool = std::deque<Constant>;

inline bool isConstant(const syntax::Expr* expr) { return expr->kind == syntax::ExprKind::kConstant; }

/// The value of a Constant node.
Constant constantOf(const syntax::Constant& node, const ConstantPool& pool);
/// bool() of a constant.
bool truthOf(const Constant& constant);

}  // namespace vitrine::compiler
