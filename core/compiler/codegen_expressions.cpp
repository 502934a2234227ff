// Codegen: expressions, except calls, displays and comprehensions. Left chains are walked in a loop. See codegen.h.
#include "base/depth_guard.h"
#include "compiler/codegen.h"
#include "compiler/left_chain.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

uint32_t compareOperand(CompareOperator op) {
  switch (op) {
    case CompareOperator::kLt: return uint32_t(CompareOperand::kLess);
    case CompareOperator::kLtE: return uint32_t(CompareOperand::kLessEqual);
    case CompareOperator::kEq: return uint32_t(CompareOperand::kEqual);
    case CompareOperator::kNotEq: return uint32_t(CompareOperand::kNotEqual);
    case CompareOperator::kGt: return uint32_t(CompareOperand::kGreater);
    case CompareOperator::kGtE: return uint32_t(CompareOperand::kGreaterEqual);
    case CompareOperator::kIn: return uint32_t(CompareOperand::kIn);
    case CompareOperator::kNotIn: return uint32_t(CompareOperand::kNotIn);
    case CompareOperator::kIs: return uint32_t(CompareOperand::kIs);
    case CompareOperator::kIsNot: return uint32_t(CompareOperand::kIsNot);
  }
  UNREACHABLE("comparison");
}

namespace {

Opcode binaryOpcode(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kAdd: return Opcode::BINARY_ADD;
    case BinaryOperator::kSub: return Opcode::BINARY_SUBTRACT;
    case BinaryOperator::kMult: return Opcode::BINARY_MULTIPLY;
    case BinaryOperator::kMatMult: return Opcode::BINARY_MATRIX_MULTIPLY;
    case BinaryOperator::kDiv: return Opcode::BINARY_TRUE_DIVIDE;
    case BinaryOperator::kMod: return Opcode::BINARY_MODULO;
    case BinaryOperator::kPow: return Opcode::BINARY_POWER;
    case BinaryOperator::kLShift: return Opcode::BINARY_LSHIFT;
    case BinaryOperator::kRShift: return Opcode::BINARY_RSHIFT;
    case BinaryOperator::kBitOr: return Opcode::BINARY_OR;
    case BinaryOperator::kBitXor: return Opcode::BINARY_XOR;
    case BinaryOperator::kBitAnd: return Opcode::BINARY_AND;
    case BinaryOperator::kFloorDiv: return Opcode::BINARY_FLOOR_DIVIDE;
  }
  UNREACHABLE("operator");
}

Opcode unaryOpcode(UnaryOperator op) {
  switch (op) {
    case UnaryOperator::kInvert: return Opcode::UNARY_INVERT;
    case UnaryOperator::kNot: return Opcode::UNARY_NOT;
    case UnaryOperator::kUAdd: return Opcode::UNARY_POSITIVE;
    case UnaryOperator::kUSub: return Opcode::UNARY_NEGATIVE;
  }
  UNREACHABLE("operator");
}

}  // namespace

// 3.14 puts an attribute access and a method call at the attribute's name where that is on a later line.
Range attributeRange(const Range& whole, const Attribute* attribute) {
  if (attribute->range.endLine == whole.line) return whole;
  Range range = whole;
  range.line = attribute->range.endLine;
  int32_t start = attribute->range.endColumn - int32_t(attribute->attr.size());
  range.column = start > 0 ? start : 0;
  if (range.endLine < range.line || (range.endLine == range.line && range.endColumn < range.column))
    range.endColumn = range.column;
  return range;
}

// ---- The walk ----

// The operand to visit first, for kinds that chain; a method call goes straight to the object.
const Expr* Codegen::chainLeft(const Expr* expr) {
  if (auto* call = expr->dynAs<Call>())
    if (isMethodCall(call)) return call->func->as<Attribute>()->value;
  return leftOperand(expr);
}

void Codegen::visitExpr(const Expr* expr) {
  DepthGuard guard;
  if (guard.exceeded()) return problems_.tooDeep(expr->range);
  size_t base = spine_.size();
  for (;;) {
    unit_->graph.advanceLine(expr->classicLine);
    const Expr* left = chainLeft(expr);
    if (!left) break;
    if (auto* call = expr->dynAs<Call>()) warnCall(call->func, call->range);
    spine_.push_back(expr);
    expr = left;
  }
  visitNode(expr);
  while (spine_.size() > base) {
    const Expr* outer = spine_.back();
    spine_.pop_back();
    visitTail(outer);
  }
}

void Codegen::visitTail(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kBinOp:
      visitExpr(expr->as<BinOp>()->right);
      return emit(binaryOpcode(expr->as<BinOp>()->op), expr->range);
    case ExprKind::kAttribute: return visitAttributeTail(expr->as<Attribute>());
    case ExprKind::kSubscript: return visitSubscriptTail(expr->as<Subscript>());
    case ExprKind::kCall: return visitCallTail(expr->as<Call>());
    default: UNREACHABLE("no chain");
  }
}

void Codegen::emitLiteral(const Expr* expr) {
  const auto* literal = expr->as<syntax::Constant>();
  if (literal->literal == syntax::LiteralKind::kStr) return emitText(literal->text, expr->range);
  if (literal->literal == syntax::LiteralKind::kNone) return emitNone(expr->range);
  emitConstant(constantOf(expr), expr->range);
}

void Codegen::visitNode(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kConstant: return emitLiteral(expr);
    case ExprKind::kName: return visitName(expr->as<Name>());
    case ExprKind::kBoolOp: return visitBoolOp(expr->as<BoolOp>());
    case ExprKind::kNamedExpr: return visitNamedExpr(expr->as<NamedExpr>());
    case ExprKind::kUnaryOp:
      visitExpr(expr->as<UnaryOp>()->operand);
      return emit(unaryOpcode(expr->as<UnaryOp>()->op), expr->range);
    case ExprKind::kLambda: return visitLambda(expr->as<Lambda>());
    case ExprKind::kIfExp: return visitIfExp(expr->as<IfExp>());
    case ExprKind::kDict: return visitDict(expr->as<Dict>());
    case ExprKind::kSet: return visitDisplay(DisplayKind::kSet, expr->as<Set>()->elts, expr->range);
    case ExprKind::kListComp: {
      auto* comp = expr->as<ListComp>();
      return visitComprehension({ComprehensionKind::kList, expr, comp->elt, nullptr, comp->generators}, known_.listComp);
    }
    case ExprKind::kSetComp: {
      auto* comp = expr->as<SetComp>();
      return visitComprehension({ComprehensionKind::kSet, expr, comp->elt, nullptr, comp->generators}, known_.setComp);
    }
    case ExprKind::kDictComp: {
      auto* comp = expr->as<DictComp>();
      return visitComprehension({ComprehensionKind::kDict, expr, comp->key, comp->value, comp->generators},
                                known_.dictComp);
    }
    case ExprKind::kGeneratorExp: {
      auto* comp = expr->as<GeneratorExp>();
      return visitComprehension({ComprehensionKind::kGenerator, expr, comp->elt, nullptr, comp->generators},
                                known_.genExpr);
    }
    case ExprKind::kAwait: return visitAwait(expr->as<Await>());
    case ExprKind::kYield: return visitYield(expr->as<Yield>());
    case ExprKind::kYieldFrom: return visitYieldFrom(expr->as<YieldFrom>());
    case ExprKind::kCompare: return visitCompare(expr->as<Compare>());
    case ExprKind::kFormattedValue: return visitFormattedValue(expr->as<FormattedValue>());
    case ExprKind::kInterpolation: return visitInterpolation(expr->as<Interpolation>());
    case ExprKind::kJoinedStr: return visitJoinedStr(expr->as<JoinedStr>());
    case ExprKind::kTemplateStr: return visitTemplateStr(expr->as<TemplateStr>());
    case ExprKind::kStarred: return visitStarred(expr->as<Starred>());
    case ExprKind::kList: {
      auto* list = expr->as<List>();
      return visitElements(DisplayKind::kList, list->elts, list->ctx, expr->range);
    }
    case ExprKind::kTuple: {
      auto* tuple = expr->as<Tuple>();
      return visitElements(DisplayKind::kTuple, tuple->elts, tuple->ctx, expr->range);
    }
    case ExprKind::kSlice: return visitSlice(expr->as<Slice>());
    default: UNREACHABLE("chains are the caller's");
  }
}

void Codegen::visitStarred(const Starred* expr) {
  problems_.error(expr->range, expr->ctx == ExprContext::kStore ? "starred assignment target must be in a list or tuple"
                                                                : "can't use starred expression here");
}

void Codegen::visitElements(DisplayKind kind, ExprList elts, ExprContext context, const Range& range) {
  if (context == ExprContext::kStore) return unpackTargets(elts, range);
  if (context == ExprContext::kDel) return visitExprs(elts);
  visitDisplay(kind, elts, range);
}

void Codegen::visitName(const Name* expr) {
  Access access = expr->ctx == ExprContext::kLoad    ? Access::kLoad
                  : expr->ctx == ExprContext::kStore ? Access::kStore
                                                     : Access::kDelete;
  nameOp(expr->id, access, expr->range);
}

// ---- Conditions ----

void Codegen::visitBoolOp(const BoolOp* expr) {
  Opcode jump = expr->op == BoolOperator::kAnd ? Opcode::JUMP_IF_FALSE_OR_POP : Opcode::JUMP_IF_TRUE_OR_POP;
  BlockId end = newBlock();
  size_t last = expr->values.size() - 1;
  for (size_t i = 0; i < last; ++i) {
    visitExpr(expr->values[i]);
    emitJump(jump, end, expr->values[i]->range);
  }
  visitExpr(expr->values[last]);
  useNextBlock(end);
}

void Codegen::visitIfExp(const IfExp* expr) {
  BlockId end = newBlock(), orElse = newBlock();
  jumpIf(expr->test, orElse, false);
  visitExpr(expr->body);
  emitJump(Opcode::JUMP_FORWARD, end, {});
  useNextBlock(orElse);
  visitExpr(expr->orelse);
  useNextBlock(end);
}

void Codegen::visitNamedExpr(const NamedExpr* expr) {
  visitExpr(expr->value);
  emit(Opcode::DUP_TOP, expr->range);
  visitExpr(expr->target);
}

void Codegen::visitCompare(const Compare* expr) {
  warnCompare(expr);
  visitExpr(expr->left);
  size_t last = expr->ops.size() - 1;
  BlockId cleanup = last ? newBlock() : kNoBlock;
  for (size_t i = 0; i < last; ++i) {
    visitExpr(expr->comparators[i]);
    emit(Opcode::DUP_TOP, expr->range);
    emit(Opcode::ROT_THREE, expr->range);
    emitArg(Opcode::COMPARE_OP, compareOperand(expr->ops[i]), expr->range);
    emitJump(Opcode::JUMP_IF_FALSE_OR_POP, cleanup, expr->range);
    nextBlock();
  }
  visitExpr(expr->comparators[last]);
  emitArg(Opcode::COMPARE_OP, compareOperand(expr->ops[last]), expr->range);
  if (!last) return;
  BlockId end = newBlock();
  emitJump(Opcode::JUMP_FORWARD, end, expr->range);
  useNextBlock(cleanup);
  emit(Opcode::ROT_TWO, expr->range);
  emit(Opcode::POP_TOP, expr->range);
  useNextBlock(end);
}

// ---- Generators ----

void Codegen::visitYield(const Yield* expr) {
  if (!inFunction()) return problems_.error(expr->range, "'yield' outside function");
  if (expr->value)
    visitExpr(expr->value);
  else
    emitNone(expr->range);
  emit(Opcode::YIELD_VALUE, expr->range);
}

void Codegen::visitYieldFrom(const YieldFrom* expr) {
  if (!inFunction()) return problems_.error(expr->range, "'yield from' outside function");
  if (unit_->kind == UnitKind::kAsyncFunction) return problems_.error(expr->range, "'yield from' inside async function");
  visitExpr(expr->value);
  emit(Opcode::GET_YIELD_FROM_ITER, expr->range);
  yieldFromNone(expr->range);
}

void Codegen::visitAwait(const Await* expr) {
  visitExpr(expr->value);
  awaitIt(expr->range);
}

// ---- Attributes and subscripts ----

void Codegen::visitAttributeTail(const Attribute* expr) {
  NameId name = intern(expr->attr);
  Range range = attributeRange(expr->range, expr);
  if (expr->ctx == ExprContext::kStore && refusesName(name, Access::kStore, range)) return;
  if (expr->ctx == ExprContext::kDel && refusesName(name, Access::kDelete, range)) return;
  Opcode op = expr->ctx == ExprContext::kLoad    ? Opcode::LOAD_ATTR
              : expr->ctx == ExprContext::kStore ? Opcode::STORE_ATTR
                                                 : Opcode::DELETE_ATTR;
  emitName(op, name, range);
}

void Codegen::visitSlice(const Slice* slice) {
  auto part = [this, slice](const Expr* expr) {
    if (expr)
      visitExpr(expr);
    else
      emitNone(slice->range);
  };
  part(slice->lower);
  part(slice->upper);
  if (slice->step) visitExpr(slice->step);
  emitArg(Opcode::BUILD_SLICE, slice->step ? 3 : 2, slice->range);
}

// What stands in brackets. In 3.7 a slice, and a tuple that has one in it, is no expression and has no line.
void Codegen::visitSubscriptKey(const Expr* key) {
  if (auto* slice = key->dynAs<Slice>()) return visitSlice(slice);
  auto* tuple = key->dynAs<Tuple>();
  bool hasSlice = false;
  if (tuple)
    for (const Expr* item : tuple->elts) hasSlice |= item->kind == ExprKind::kSlice;
  if (!hasSlice) return visitExpr(key);
  for (const Expr* item : tuple->elts)
    if (item->kind == ExprKind::kStarred) return visitStarredKey(tuple);
  for (const Expr* item : tuple->elts) visitSubscriptKey(item);
  emitArg(Opcode::BUILD_TUPLE, uint32_t(tuple->elts.size()), key->range);
}

// `a[b:c, *d]` (PEP 646).
void Codegen::visitStarredKey(const Tuple* key) { visitDisplay(DisplayKind::kTuple, key->elts, key->range); }

void Codegen::visitSubscriptTail(const Subscript* expr) {
  if (expr->ctx == ExprContext::kLoad) warnSubscript(expr->value, expr->slice, expr->range);
  visitSubscriptKey(expr->slice);
  Opcode op = expr->ctx == ExprContext::kLoad    ? Opcode::BINARY_SUBSCR
              : expr->ctx == ExprContext::kStore ? Opcode::STORE_SUBSCR
                                                 : Opcode::DELETE_SUBSCR;
  emit(op, expr->range);
}

}  // namespace vitrine::compiler
