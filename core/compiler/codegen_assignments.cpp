// Codegen: assignments, augmented and plain, and unpacking. See codegen.h.
#include "compiler/codegen.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

void Codegen::visitAssign(const Assign* stmt) {
  visitExpr(stmt->value);
  for (size_t i = 0; i < stmt->targets.size(); ++i) {
    if (i + 1 < stmt->targets.size()) emit(Opcode::DUP_TOP, stmt->range);
    visitExpr(stmt->targets[i]);
  }
}

void Codegen::unpackTargets(ExprList elts, const Range& range) {
  constexpr size_t kMostBefore = 256, kMostAfter = 1 << 23;
  bool seenStar = false;
  for (size_t i = 0; i < elts.size(); ++i) {
    if (elts[i]->kind != ExprKind::kStarred) continue;
    if (seenStar) return problems_.error(range, "multiple starred expressions in assignment");
    size_t after = elts.size() - i - 1;
    if (i >= kMostBefore || after >= kMostAfter)
      return problems_.error(range, "too many expressions in star-unpacking assignment");
    emitArg(Opcode::UNPACK_EX, uint32_t(i + (after << 8)), range);
    seenStar = true;
  }
  if (!seenStar) emitArg(Opcode::UNPACK_SEQUENCE, uint32_t(elts.size()), range);
  for (const Expr* target : elts) {
    auto* starred = target->dynAs<Starred>();
    visitExpr(starred ? starred->value : target);
  }
}

namespace {

Opcode inPlaceOpcode(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kAdd: return Opcode::INPLACE_ADD;
    case BinaryOperator::kSub: return Opcode::INPLACE_SUBTRACT;
    case BinaryOperator::kMult: return Opcode::INPLACE_MULTIPLY;
    case BinaryOperator::kMatMult: return Opcode::INPLACE_MATRIX_MULTIPLY;
    case BinaryOperator::kDiv: return Opcode::INPLACE_TRUE_DIVIDE;
    case BinaryOperator::kMod: return Opcode::INPLACE_MODULO;
    case BinaryOperator::kPow: return Opcode::INPLACE_POWER;
    case BinaryOperator::kLShift: return Opcode::INPLACE_LSHIFT;
    case BinaryOperator::kRShift: return Opcode::INPLACE_RSHIFT;
    case BinaryOperator::kBitOr: return Opcode::INPLACE_OR;
    case BinaryOperator::kBitXor: return Opcode::INPLACE_XOR;
    case BinaryOperator::kBitAnd: return Opcode::INPLACE_AND;
    case BinaryOperator::kFloorDiv: return Opcode::INPLACE_FLOOR_DIVIDE;
  }
  UNREACHABLE("operator");
}

}  // namespace

// The target's parts are evaluated once and stay on the stack until the store.
void Codegen::visitAugAssign(const AugAssign* stmt) {
  const Expr* target = stmt->target;
  const Range& range = target->range;
  if (auto* attribute = target->dynAs<Attribute>()) {
    NameId name = intern(attribute->attr);
    Range at = attributeRange(range, attribute);
    if (refusesName(name, Access::kStore, at)) return;
    unit_->graph.advanceLine(target->classicLine);
    visitExpr(attribute->value);
    emit(Opcode::DUP_TOP, at);
    emitName(Opcode::LOAD_ATTR, name, at);
    visitExpr(stmt->value);
    emit(inPlaceOpcode(stmt->op), stmt->range);
    emit(Opcode::ROT_TWO, at);
    return emitName(Opcode::STORE_ATTR, name, at);
  }
  if (auto* subscript = target->dynAs<Subscript>()) {
    unit_->graph.advanceLine(target->classicLine);
    visitExpr(subscript->value);
    visitSubscriptKey(subscript->slice);
    emit(Opcode::DUP_TOP_TWO, range);
    emit(Opcode::BINARY_SUBSCR, range);
    visitExpr(stmt->value);
    emit(inPlaceOpcode(stmt->op), stmt->range);
    emit(Opcode::ROT_THREE, range);
    return emit(Opcode::STORE_SUBSCR, range);
  }
  Identifier name = target->as<Name>()->id;
  nameOp(name, Access::kLoad, range);
  visitExpr(stmt->value);
  emit(inPlaceOpcode(stmt->op), stmt->range);
  nameOp(name, Access::kStore, range);
}

}  // namespace vitrine::compiler
