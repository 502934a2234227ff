// Codegen: the SyntaxWarnings that 3.14's code generator gives: identity tests with literals, calls and subscripts of
// what cannot be called or subscripted. See codegen.h.
#include "compiler/codegen.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

namespace {

const char* constantType(const syntax::Constant* constant) {
  switch (constant->literal) {
    case LiteralKind::kNone: return "NoneType";
    case LiteralKind::kTrue:
    case LiteralKind::kFalse: return "bool";
    case LiteralKind::kEllipsis: return "ellipsis";
    case LiteralKind::kInt: return "int";
    case LiteralKind::kFloat: return "float";
    case LiteralKind::kComplex: return "complex";
    case LiteralKind::kStr: return "str";
    case LiteralKind::kBytes: return "bytes";
  }
  return nullptr;
}


// The type that `expr` certainly has, or null (CPython: infer_type).
const char* inferType(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kTuple: return "tuple";
    case ExprKind::kList:
    case ExprKind::kListComp: return "list";
    case ExprKind::kDict:
    case ExprKind::kDictComp: return "dict";
    case ExprKind::kSet:
    case ExprKind::kSetComp: return "set";
    case ExprKind::kGeneratorExp: return "generator";
    case ExprKind::kLambda: return "function";
    case ExprKind::kTemplateStr:
    case ExprKind::kInterpolation: return "string.templatelib.Template";
    case ExprKind::kJoinedStr:
    case ExprKind::kFormattedValue: return "str";
    case ExprKind::kConstant: {
      auto* constant = expr->as<syntax::Constant>();
      // Of what we have folded 3.14 has folded only displays where it warns.
      if (constant->literal == kFoldedLiteral) return constant->isDisplay ? "tuple" : nullptr;
      return constantType(constant);
    }
    default: return nullptr;
  }
}

bool isEmptyTuple(const Expr* expr) { return expr->kind == ExprKind::kTuple && expr->as<Tuple>()->elts.empty(); }

// A literal whose identity means nothing.
bool isPlainLiteral(const Expr* expr) {
  if (const char* type = inferType(expr); type && std::string_view(type) == "tuple") return expr->kind == ExprKind::kConstant || isEmptyTuple(expr);
  auto* constant = expr->dynAs<syntax::Constant>();
  return constant && constant->literal >= LiteralKind::kInt && constant->literal <= LiteralKind::kBytes;
}

std::string quoted(const char* type) { return "'" + std::string(type) + "'"; }

}  // namespace

void Codegen::warnCompare(const Compare* expr) {
  const Expr* left = expr->left;
  for (size_t i = 0; i < expr->ops.size(); ++i) {
    const Expr* right = expr->comparators[i];
    bool is = expr->ops[i] == CompareOperator::kIs, isNot = expr->ops[i] == CompareOperator::kIsNot;
    if (expr->negated) std::swap(is, isNot);  // 3.14 warns about what was written
    bool leftIsLiteral = isPlainLiteral(left);
    if ((is || isNot) && (leftIsLiteral || isPlainLiteral(right))) {
      std::string type = quoted(inferType(leftIsLiteral ? left : right));
      return problems_.warn(expr->range, is ? "\"is\" with " + type + " literal. Did you mean \"==\"?"
                                     : "\"is not\" with " + type + " literal. Did you mean \"!=\"?");
    }
    left = right;
  }
}

void Codegen::warnCall(const Expr* func, const Range&) {
  if (func->kind == ExprKind::kLambda) return;
  if (const char* type = inferType(func))
    problems_.warn(func->range, quoted(type) + " object is not callable; perhaps you missed a comma?");
}

void Codegen::warnSubscript(const Expr* value, const Expr* key, const Range& range) {
  const char* type = inferType(value);
  if (!type) return;
  std::string_view name = type;
  bool indexed = name == "str" || name == "bytes" || name == "tuple" || name == "list";
  if (!indexed && name != "dict") {
    problems_.warn(range, quoted(type) + " object is not subscriptable; perhaps you missed a comma?");
    return;
  }
  const char* keyType = indexed ? inferType(key) : nullptr;
  if (!keyType || std::string_view(keyType) == "int" || std::string_view(keyType) == "bool") return;
  problems_.warn(range, std::string(type) + " indices must be integers or slices, not " + keyType +
                            "; perhaps you missed a comma?");
}

}  // namespace vitrine::compiler
