// The tree's fields as something to walk over: `visitFields(node, visit)` calls `visit` with each field of a node and its
// declaration in the ASDL, `withNode(pointer, use)` casts a pointer down to what it points at. What treats all nodes alike
// (texts, objects, classes) is written once, as a visitor. The rows are ast.def's. A visitor has
//
//   visit(declaration, member)            for each FIELD: an Expr*, a span, an Identifier, a number, an operator ...
//   visit.literal(declaration, constant)  for the value of a Constant
//   visit.prefix(declaration, flag)       for its `kind`
#pragma once

#include <string_view>
#include <type_traits>

#include "syntax/ast.h"

namespace vitrine::syntax {

/// The constructors of the ASDL, symbols as Load and Add among them, in its order.
enum class NodeName : uint8_t {
#define MOD(name, ...) k##name,
#define STMT(name, ...) k##name,
#define EXPR(name, ...) k##name,
#define PATTERN(name, ...) k##name,
#define TYPE_PARAM(name, ...) k##name,
#define PRODUCT(name, type, ...) k##name,
#define SYMBOL(sum, name) k##name,
#include "syntax/ast.def"
  kCount
};

inline constexpr const char* kNodeNames[] = {
#define MOD(name, ...) #name,
#define STMT(name, ...) #name,
#define EXPR(name, ...) #name,
#define PATTERN(name, ...) #name,
#define TYPE_PARAM(name, ...) #name,
#define PRODUCT(name, type, ...) #name,
#define SYMBOL(sum, name) #name,
#include "syntax/ast.def"
};
inline const char* textOf(NodeName name) { return kNodeNames[size_t(name)]; }

// ast.h's enums have the order of ast.def, so that a node's name is a sum.
inline NodeName nameOf(ModKind kind) { return NodeName(int(NodeName::kModule) + int(kind)); }
inline NodeName nameOf(StmtKind kind) { return NodeName(int(NodeName::kFunctionDef) + int(kind)); }
inline NodeName nameOf(ExprKind kind) { return NodeName(int(NodeName::kBoolOp) + int(kind)); }
inline NodeName nameOf(PatternKind kind) { return NodeName(int(NodeName::kMatchValue) + int(kind)); }
inline NodeName nameOf(TypeParamKind kind) { return NodeName(int(NodeName::kTypeVar) + int(kind)); }
inline NodeName nameOf(ExprContext context) { return NodeName(int(NodeName::kLoad) + int(context)); }
inline NodeName nameOf(BoolOperator op) { return NodeName(int(NodeName::kAnd) + int(op)); }
inline NodeName nameOf(BinaryOperator op) { return NodeName(int(NodeName::kAdd) + int(op)); }
inline NodeName nameOf(UnaryOperator op) { return NodeName(int(NodeName::kInvert) + int(op)); }
inline NodeName nameOf(CompareOperator op) { return NodeName(int(NodeName::kEq) + int(op)); }

/// The name in "expr* values".
inline const char* fieldName(const char* declaration) {
  while (*declaration++ != ' ') {
  }
  return declaration;
}

#define FIELD(declaration, member) visit(declaration, node.member);
#define LITERAL(declaration) visit.literal(declaration, node);
#define PREFIX(declaration) visit.prefix(declaration, node.hasUPrefix);
#define FIELDS_OF(type, ...)                                         \
  template <class Node, class Visit>                                 \
    requires std::is_same_v<std::remove_const_t<Node>, type>         \
  void visitFields([[maybe_unused]] Node& node, [[maybe_unused]] Visit& visit) { \
    __VA_ARGS__                                                      \
  }
#define STMT(name, ...) FIELDS_OF(name, __VA_ARGS__)
#define STMT_AS(name, type, ...) FIELDS_OF(type, __VA_ARGS__)
#define EXPR(name, ...) FIELDS_OF(name, __VA_ARGS__)
#define PATTERN(name, ...) FIELDS_OF(name, __VA_ARGS__)
#define TYPE_PARAM(name, ...) FIELDS_OF(name, __VA_ARGS__)
#define PRODUCT(name, type, ...) FIELDS_OF(type, __VA_ARGS__)
#include "syntax/ast.def"
#undef FIELDS_OF

/// The four forms of a Module have fields of their own.
template <class Node, class Visit>
  requires std::is_same_v<std::remove_const_t<Node>, Module>
void visitFields(Node& node, Visit& visit) {
  switch (node.kind) {
#define MOD(name, ...) \
  case ModKind::k##name: __VA_ARGS__ break;
#include "syntax/ast.def"
  }
}
#undef FIELD
#undef LITERAL
#undef PREFIX

// --- from the head of a node to the whole -------------------------------------------------------------------------------
#define WITH_NODE(Family)                                     \
  template <class Head, class Use>                            \
    requires std::is_same_v<std::remove_const_t<Head>, Family> \
  void withNode(Head* node, Use&& use)
WITH_NODE(Stmt) {
  switch (node->kind) {
#define STMT(name, ...) \
  case StmtKind::k##name: return use(*node->template as<name>());
#define STMT_AS(name, type, ...) \
  case StmtKind::k##name: return use(*node->template as<type>());
#include "syntax/ast.def"
  }
}
WITH_NODE(Expr) {
  switch (node->kind) {
#define EXPR(name, ...) \
  case ExprKind::k##name: return use(*node->template as<name>());
#include "syntax/ast.def"
  }
}
WITH_NODE(Pattern) {
  switch (node->kind) {
#define PATTERN(name, ...) \
  case PatternKind::k##name: return use(*node->template as<name>());
#include "syntax/ast.def"
  }
}
WITH_NODE(TypeParam) {
  switch (node->kind) {
#define TYPE_PARAM(name, ...) \
  case TypeParamKind::k##name: return use(*node->template as<name>());
#include "syntax/ast.def"
  }
}
#undef WITH_NODE

/// The name of a type with one form.
template <class Product> constexpr NodeName kProductName = NodeName::kCount;
#define PRODUCT(name, type, ...) template <> inline constexpr NodeName kProductName<type> = NodeName::k##name;
#include "syntax/ast.def"

/// Does the node have a position?
template <class Node> constexpr bool kHasRange = requires(const Node& node) { node.range; };

}  // namespace vitrine::syntax
