// Codegen: calls and displays. 3.7 evaluates everything and unpacks at the end; 3.14 unpacks each `*x` and `**x` before
// it evaluates what follows. So where something that is no constant follows, what is on the stack is unpacked at once,
// and the result is the first operand of the next unpacking (differences: list_star, call_star, dict_unpack).
#include "compiler/codegen.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

namespace {

bool isStarred(const Expr* expr) { return expr->kind == ExprKind::kStarred; }

bool hasConstantKeys(const Dict* dict) {
  for (const Expr* key : dict->keys)
    if (!key || !isConstant(key)) return false;
  return true;
}

// 3.14 unpacks each `*x` and `**x` before it evaluates what follows, 3.7 at the end. 3.7's code stays where no program can tell: where
// unpacking runs no code, or evaluating what follows does not.

// Unpacking `*value` runs no code and cannot fail: it is a text or tuple, or a list that was only made for it.
bool unpacksUnseen(const Expr* value, const ConstantPool& pool) {
  if (value->kind == ExprKind::kList || value->kind == ExprKind::kTuple) return true;
  if (!isConstant(value)) return false;
  ConstantKind kind = constantOf(*value->as<syntax::Constant>(), pool).kind;
  return kind == ConstantKind::kTuple || kind == ConstantKind::kStr || kind == ConstantKind::kBytes;
}

// The same of `**value`: a dict that was only made for it.
bool mergesUnseen(const Expr* value) { return value->kind == ExprKind::kDict && hasConstantKeys(value->as<Dict>()); }

bool evaluatesUnseen(const Expr* value);

bool allEvaluateUnseen(ExprList list) {
  for (const Expr* each : list)
    if (!evaluatesUnseen(each)) return false;
  return true;
}

// Evaluating this runs no code and cannot fail: constants, and displays of them.
bool evaluatesUnseen(const Expr* value) {
  switch (value->kind) {
    case ExprKind::kConstant: return true;
    case ExprKind::kList: return allEvaluateUnseen(value->as<List>()->elts);
    case ExprKind::kTuple: return allEvaluateUnseen(value->as<Tuple>()->elts);
    case ExprKind::kDict: return hasConstantKeys(value->as<Dict>()) && allEvaluateUnseen(value->as<Dict>()->values);
    default: return false;
  }
}

// Does anything whose evaluation can be observed come behind number `index`?
bool anythingFollows(ExprList list, size_t index) {
  for (size_t i = index + 1; i < list.size(); ++i)
    if (!evaluatesUnseen(isStarred(list[i]) ? list[i]->as<Starred>()->value : list[i])) return true;
  return false;
}

bool anythingFollows(std::span<Keyword*> list, size_t index) {
  for (size_t i = index + 1; i < list.size(); ++i)
    if (!evaluatesUnseen(list[i]->value)) return true;
  return false;
}

bool anythingFollows(const Dict* dict, size_t index) {
  for (size_t i = index + 1; i < dict->values.size(); ++i)
    if ((dict->keys[i] && !isConstant(dict->keys[i])) || !evaluatesUnseen(dict->values[i])) return true;
  return false;
}

}  // namespace

// ---- Calls ----

bool Codegen::isMethodCall(const Call* call) {
  if (call->func->kind != ExprKind::kAttribute || !call->keywords.empty()) return false;
  for (const Expr* arg : call->args)
    if (isStarred(arg)) return false;
  return true;
}

namespace {

/// all, any or tuple of a generator expression: 3.14 makes a loop of it whose place is the function's name.
bool isReduction(const Call* call) {
  const auto* function = call->func->dynAs<Name>();
  if (!function || call->args.size() != 1 || !call->keywords.empty() || call->args[0]->kind != ExprKind::kGeneratorExp) return false;
  return function->id == "all" || function->id == "any" || function->id == "tuple";
}

}  // namespace

void Codegen::visitCallTail(const Call* call) {
  if (!isMethodCall(call)) return visitCallArguments(0, call->args, call->keywords, isReduction(call) ? call->func->range : call->range);
  auto* method = call->func->as<Attribute>();
  emitName(Opcode::LOAD_METHOD, intern(method->attr), attributeRange(method->range, method));
  visitExprs(call->args);
  emitArg(Opcode::CALL_METHOD, uint32_t(call->args.size()), attributeRange(call->range, method));
}

void Codegen::checkKeywords(std::span<Keyword*> keywords) {
  for (size_t i = 0; i < keywords.size(); ++i) {
    if (keywords[i]->arg.empty()) continue;
    if (refusesName(intern(keywords[i]->arg), Access::kStore, keywords[i]->range)) return;
    for (size_t j = i + 1; j < keywords.size(); ++j)
      if (keywords[j]->arg == keywords[i]->arg)
        return problems_.error(keywords[j]->range, "keyword argument repeated: " + std::string(keywords[j]->arg));
  }
}

// The callable and `already` arguments are on the stack.
void Codegen::visitCallArguments(uint32_t already, ExprList args, std::span<Keyword*> keywords, const Range& range) {
  checkKeywords(keywords);
  bool packed = false;
  for (const Expr* arg : args) packed |= isStarred(arg);
  for (const Keyword* keyword : keywords) packed |= keyword->arg.empty();
  auto count = already + uint32_t(args.size());
  if (packed) {
    visitPackedArguments(already, args, range);
    uint32_t groups = visitPackedKeywords(keywords, range);
    return emitArg(Opcode::CALL_FUNCTION_EX, groups > 0, range);
  }
  visitExprs(args);
  if (keywords.empty()) return emitArg(Opcode::CALL_FUNCTION, count, range);
  std::vector<Constant> names;
  for (const Keyword* keyword : keywords) {
    visitExpr(keyword->value);
    names.push_back(Constant::str(std::string(keyword->arg)));
  }
  emitConstant(Constant::tuple(std::move(names)), range);
  emitArg(Opcode::CALL_FUNCTION_KW, count + uint32_t(keywords.size()), range);
}

// Positional arguments as one tuple (or whatever a lone `*x` is).
void Codegen::visitPackedArguments(uint32_t already, ExprList args, const Range& range) {
  uint32_t loose = already, groups = 0;
  bool seen = false;  // unpacking what is on the stack so far can be observed
  auto pack = [&] {
    if (!loose) return;
    emitArg(Opcode::BUILD_TUPLE, loose, range);
    loose = 0;
    ++groups;
  };
  for (size_t i = 0; i < args.size(); ++i) {
    if (!isStarred(args[i])) {
      visitExpr(args[i]);
      ++loose;
      continue;
    }
    pack();
    visitExpr(args[i]->as<Starred>()->value);
    ++groups;
    seen |= !unpacksUnseen(args[i]->as<Starred>()->value, pool_);
    if (!seen || !anythingFollows(args, i)) continue;
    emitArg(Opcode::BUILD_TUPLE_UNPACK_WITH_CALL, groups, range);
    groups = 1;
    seen = false;
  }
  pack();
  if (groups > 1)
    emitArg(Opcode::BUILD_TUPLE_UNPACK_WITH_CALL, groups, range);
  else if (groups == 0)
    emitArg(Opcode::BUILD_TUPLE, 0, range);
}

// Keyword arguments as one mapping; 0 where there are none.
uint32_t Codegen::visitPackedKeywords(std::span<Keyword*> keywords, const Range& range) {
  uint32_t groups = 0;
  size_t loose = 0;
  auto pack = [&](size_t end) {
    if (!loose) return;
    visitKeywordGroup(keywords.subspan(end - loose, loose), range);
    loose = 0;
    ++groups;
  };
  for (size_t i = 0; i < keywords.size(); ++i) {
    if (!keywords[i]->arg.empty()) {
      ++loose;
      continue;
    }
    pack(i);
    visitExpr(keywords[i]->value);
    ++groups;
    if (!anythingFollows(keywords, i)) continue;
    emitArg(Opcode::BUILD_MAP_UNPACK_WITH_CALL, groups, range);
    groups = 1;
  }
  pack(keywords.size());
  if (groups > 1) emitArg(Opcode::BUILD_MAP_UNPACK_WITH_CALL, groups, range);
  return groups;
}

void Codegen::visitKeywordGroup(std::span<Keyword*> keywords, const Range& range) {
  if (keywords.size() == 1) {
    emitText(keywords[0]->arg, keywords[0]->range);
    visitExpr(keywords[0]->value);
    return emitArg(Opcode::BUILD_MAP, 1, range);
  }
  std::vector<Constant> names;
  for (const Keyword* keyword : keywords) {
    visitExpr(keyword->value);
    names.push_back(Constant::str(std::string(keyword->arg)));
  }
  emitConstant(Constant::tuple(std::move(names)), range);
  emitArg(Opcode::BUILD_CONST_KEY_MAP, uint32_t(keywords.size()), range);
}

// ---- Displays ----

void Codegen::visitDisplay(DisplayKind kind, ExprList elts, const Range& range) {
  Opcode plain = kind == DisplayKind::kList ? Opcode::BUILD_LIST : kind == DisplayKind::kSet ? Opcode::BUILD_SET : Opcode::BUILD_TUPLE;
  Opcode inner = kind == DisplayKind::kSet ? Opcode::BUILD_SET : Opcode::BUILD_TUPLE;
  Opcode unpack = kind == DisplayKind::kList  ? Opcode::BUILD_LIST_UNPACK
                  : kind == DisplayKind::kSet ? Opcode::BUILD_SET_UNPACK
                                              : Opcode::BUILD_TUPLE_UNPACK;
  uint32_t loose = 0, groups = 0;
  bool seen = false;  // unpacking what is on the stack so far can be observed
  for (size_t i = 0; i < elts.size(); ++i) {
    if (!isStarred(elts[i])) {
      visitExpr(elts[i]);
      ++loose;
      continue;
    }
    if (loose) {
      emitArg(inner, loose, range);
      loose = 0;
      ++groups;
    }
    visitExpr(elts[i]->as<Starred>()->value);
    ++groups;
    seen |= kind == DisplayKind::kSet || !unpacksUnseen(elts[i]->as<Starred>()->value, pool_);  // a set hashes what it takes in
    if (!seen || !anythingFollows(elts, i)) continue;
    emitArg(unpack, groups, range);
    groups = 1;
    seen = false;
  }
  if (!groups) return emitArg(plain, loose, range);
  if (loose) {
    emitArg(inner, loose, range);
    ++groups;
  }
  emitArg(unpack, groups, range);
}

// The pairs from `begin` to `end` as a dict.
void Codegen::visitSubdict(const Dict* expr, size_t begin, size_t end) {
  auto count = uint32_t(end - begin);
  bool constantKeys = count > 1;
  for (size_t i = begin; i < end; ++i) constantKeys = constantKeys && isConstant(expr->keys[i]);
  std::vector<Constant> keys;
  for (size_t i = begin; i < end; ++i) {
    if (constantKeys)
      keys.push_back(constantOf(expr->keys[i]));
    else
      visitExpr(expr->keys[i]);
    visitExpr(expr->values[i]);
  }
  if (!constantKeys) return emitArg(Opcode::BUILD_MAP, count, expr->range);
  emitConstant(Constant::tuple(std::move(keys)), expr->range);
  emitArg(Opcode::BUILD_CONST_KEY_MAP, count, expr->range);
}

void Codegen::visitDict(const Dict* expr) {
  constexpr size_t kMostPairs = 0xffff;
  uint32_t groups = 0;
  size_t loose = 0, count = expr->values.size();
  bool isUnpacking = false, seen = false;  // seen: unpacking what is on the stack so far can be observed
  for (size_t i = 0; i < count; ++i) {
    isUnpacking = expr->keys[i] == nullptr;
    if (loose == kMostPairs || (loose && isUnpacking)) {
      visitSubdict(expr, i - loose, i);
      ++groups;
      loose = 0;
    }
    if (!isUnpacking) {
      ++loose;
      continue;
    }
    visitExpr(expr->values[i]);
    ++groups;
    seen |= !mergesUnseen(expr->values[i]);
    if (!seen || !anythingFollows(expr, i)) continue;
    emitArg(Opcode::BUILD_MAP_UNPACK, groups, expr->range);
    groups = 1;
    seen = false;
  }
  if (loose || groups == 0) {
    visitSubdict(expr, count - loose, count);
    ++groups;
  }
  if (groups > 1 || isUnpacking) emitArg(Opcode::BUILD_MAP_UNPACK, groups, expr->range);
}

}  // namespace vitrine::compiler
