// Folded constants: an expression that the compiler evaluated becomes a Constant node whose value lies in a ConstantPool,
// since tuples, negative numbers and the like have no literal. `constantOf` reads both kinds.
#pragma once

#include <deque>
#include <utility>

#include "bytecode/code_object.h"
#include "syntax/ast.h"

namespace vitrine::compiler {

/// A Constant node with this literal has its value in the pool, at index `integer`.
inline constexpr auto kFoldedLiteral = syntax::LiteralKind(0x40);

using ConstantPool = std::deque<Constant>;

inline bool isConstant(const syntax::Expr* expr) { return expr->kind == syntax::ExprKind::kConstant; }

/// The value of a Constant node.
Constant constantOf(const syntax::Constant& node, const ConstantPool& pool);
/// Gives a Constant node a value that no literal writes.
inline void setPooled(syntax::Constant& node, Constant value, ConstantPool& pool) {
  node.literal = kFoldedLiteral;
  node.integer = int64_t(pool.size());
  pool.push_back(std::move(value));
}
/// A Constant node with such a value in the place of `replaced`.
inline syntax::Constant* pooledConstant(const syntax::Expr& replaced, Constant value, syntax::AstArena& arena, ConstantPool& pool) {
  auto* node = arena.make<syntax::Constant>();
  node->range = replaced.range;
  node->classicLine = replaced.classicLine;
  setPooled(*node, std::move(value), pool);
  return node;
}
/// bool() of a constant.
bool truthOf(const Constant& constant);

}  // namespace vitrine::compiler
