// Operators whose operands define them in Python: one attempt after the other, each in a frame of its own. The order is that
// of the Language Reference 3.3.8 (CPython: Objects/abstract.c, binary_op1; Objects/object.c, do_richcompare).
#include "vm/operators.h"

#include "objects/names.h"
#include "objects/str.h"
#include "vm/handlers.h"

namespace vitrine {

bool operatorOf(Opcode opcode, BinaryOp* op, bool* inPlace) {
  *inPlace = false;
  switch (opcode) {
    case Opcode::INPLACE_ADD: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_ADD: *op = BinaryOp::kAdd; return true;
    case Opcode::INPLACE_SUBTRACT: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_SUBTRACT: *op = BinaryOp::kSub; return true;
    case Opcode::INPLACE_MULTIPLY: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_MULTIPLY: *op = BinaryOp::kMul; return true;
    case Opcode::INPLACE_MATRIX_MULTIPLY: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_MATRIX_MULTIPLY: *op = BinaryOp::kMatMul; return true;
    case Opcode::INPLACE_TRUE_DIVIDE: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_TRUE_DIVIDE: *op = BinaryOp::kTrueDiv; return true;
    case Opcode::INPLACE_FLOOR_DIVIDE: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_FLOOR_DIVIDE: *op = BinaryOp::kFloorDiv; return true;
    case Opcode::INPLACE_MODULO: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_MODULO: *op = BinaryOp::kMod; return true;
    case Opcode::INPLACE_POWER: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_POWER: *op = BinaryOp::kPow; return true;
    case Opcode::INPLACE_LSHIFT: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_LSHIFT: *op = BinaryOp::kLShift; return true;
    case Opcode::INPLACE_RSHIFT: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_RSHIFT: *op = BinaryOp::kRShift; return true;
    case Opcode::INPLACE_AND: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_AND: *op = BinaryOp::kAnd; return true;
    case Opcode::INPLACE_XOR: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_XOR: *op = BinaryOp::kXor; return true;
    case Opcode::INPLACE_OR: *inPlace = true; [[fallthrough]];
    case Opcode::BINARY_OR: *op = BinaryOp::kOr; return true;
    default: return false;
  }
}

Outcome replaceTop(Frame* frame, uint32_t operands, Result<Ref> result) {
  if (!result.ok()) return Outcome::kRaised;
  Ref value = result.take();
  if (isSuspended(value)) return Outcome::kSuspended;
  drop(frame, operands);
  push(frame, std::move(value));
  return Outcome::kNext;
}

Outcome dropOperands(Frame* frame, uint32_t operands, Result<void> result) {
  if (!result.ok()) return Outcome::kRaised;
  drop(frame, operands);
  return Outcome::kNext;
}

namespace {

/// Whether the right operand's reflected method comes first: its type is derived from the left one's and has one of its own.
bool reflectedFirst(TypeCell* left, TypeCell* right, Dunder reflected) {
  if (left == right || !isSubtype(right, left)) return false;
  return lookupOnType(right, dunderName(reflected)) != lookupOnType(left, dunderName(reflected));
}

Raised raiseUnsupported(Vm& vm, BinaryOp op, bool inPlace, Value left, Value right) {
  std::string sign = operatorSign(op);
  if (inPlace) sign = op == BinaryOp::kPow ? "**=" : sign + "=";
  return vm.raise(TypeId::kTypeError, "unsupported operand type(s) for %s: '%s' and '%s'", sign.c_str(), typeName(left).c_str(),
                  typeName(right).c_str());
}

/// One side's try: a frame (kFrame), a value (kNext, operands replaced), or NotImplemented (`*declined`).
Outcome trySide(Vm& vm, Frame* frame, BinaryOp op, bool reflected, uint32_t attempt, bool* declined) {
  Value left = top(frame, 2), right = top(frame, 1);
  Value self = reflected ? right : left, other = reflected ? left : right;
  auto dunder = Dunder(int(reflected ? Dunder::kRAdd : Dunder::kAdd) + int(op));
  TypeCell* type = typeOf(self);
  if (type->definesInPython(dunder)) return callSpecial(vm, frame, self, dunder, {other}, ReturnAction::kBinary, Value::integer(attempt));
  auto slot = slotsOf(type).binary[size_t(op)];
  if (slot) {
    auto result = slot(vm, left, right);
    if (!result.ok()) return Outcome::kRaised;
    if (!isNotImplemented(result.value())) return replaceTop(frame, 2, std::move(result));
  }
  *declined = true;
  return Outcome::kNext;
}

}  // namespace

Outcome binaryAttempt(Vm& vm, Frame* frame, uint32_t attempt) {
  BinaryOp op;
  bool inPlace;
  operatorOf(Opcode(unitOf(frame).opcode), &op, &inPlace);
  TypeCell *left = typeOf(top(frame, 2)), *right = typeOf(top(frame, 1));
  bool rightFirst = reflectedFirst(left, right, Dunder(int(Dunder::kRAdd) + int(op)));
  uint32_t attempts = left == right ? 1 : 2;
  for (; attempt < attempts; ++attempt) {
    bool declined = false;
    Outcome outcome = trySide(vm, frame, op, (attempt == 0) == rightFirst, attempt, &declined);
    if (!declined) return outcome;
  }
  raiseUnsupported(vm, op, inPlace, top(frame, 2), top(frame, 1));
  return Outcome::kRaised;
}

Outcome inPlaceAttempt(Vm& vm, Frame* frame) {
  BinaryOp op;
  bool inPlace;
  operatorOf(Opcode(unitOf(frame).opcode), &op, &inPlace);
  auto dunder = Dunder(int(Dunder::kIAdd) + int(op));
  if (typeOf(top(frame, 2))->definesInPython(dunder))
    return callSpecial(vm, frame, top(frame, 2), dunder, {top(frame, 1)}, ReturnAction::kInPlace);
  auto slot = slotsOf(top(frame, 2)).inPlace[size_t(op)];
  if (slot) {
    auto result = slot(vm, top(frame, 2), top(frame, 1));
    if (!result.ok()) return Outcome::kRaised;
    if (!isNotImplemented(result.value())) return replaceTop(frame, 2, std::move(result));
  }
  return binaryAttempt(vm, frame, 0);
}

namespace {

constexpr CompareOp kReflected[] = {CompareOp::kGt, CompareOp::kGe, CompareOp::kEq, CompareOp::kNe, CompareOp::kLt, CompareOp::kLe};
constexpr Dunder kCompareDunders[] = {Dunder::kLt, Dunder::kLe, Dunder::kEq, Dunder::kNe, Dunder::kGt, Dunder::kGe};
const char* const kCompareSigns[] = {"<", "<=", "==", "!=", ">", ">="};

Outcome tryComparison(Vm& vm, Frame* frame, CompareOp op, bool reflected, uint32_t attempt, bool* declined) {
  Value left = top(frame, 2), right = top(frame, 1);
  Value self = reflected ? right : left, other = reflected ? left : right;
  if (reflected) op = kReflected[size_t(op)];
  TypeCell* type = typeOf(self);
  Dunder dunder = kCompareDunders[size_t(op)];
  if (type->definesInPython(dunder)) return callSpecial(vm, frame, self, dunder, {other}, ReturnAction::kCompare, Value::integer(attempt));
  if (auto slot = slotsOf(type).compare) {
    auto result = slot(vm, self, other, op);
    if (!result.ok()) return Outcome::kRaised;
    if (!isNotImplemented(result.value())) return replaceTop(frame, 2, std::move(result));
  }
  *declined = true;
  return Outcome::kNext;
}

}  // namespace

Outcome compareAttempt(Vm& vm, Frame* frame, uint32_t attempt) {
  auto op = CompareOp(unitOf(frame).operand);
  TypeCell *left = typeOf(top(frame, 2)), *right = typeOf(top(frame, 1));
  bool rightFirst = left != right && isSubtype(right, left);
  for (; attempt < 2; ++attempt) {
    bool declined = false;
    Outcome outcome = tryComparison(vm, frame, op, (attempt == 0) == rightFirst, attempt, &declined);
    if (!declined) return outcome;
  }
  if (op == CompareOp::kEq || op == CompareOp::kNe) {
    bool same = top(frame, 1) == top(frame, 2);
    return replaceTop(frame, 2, Ref::steal(Value::boolean(same == (op == CompareOp::kEq))));
  }
  vm.raise(TypeId::kTypeError, "'%s' not supported between instances of '%s' and '%s'", kCompareSigns[size_t(op)],
           typeName(top(frame, 2)).c_str(), typeName(top(frame, 1)).c_str());
  return Outcome::kRaised;
}

Outcome decide(Vm&, Frame* frame, bool truth) {
  const Unit& unit = unitOf(frame);
  switch (Opcode(unit.opcode)) {
    case Opcode::UNARY_NOT: return replaceTop(frame, 1, Ref::steal(Value::boolean(!truth)));
    case Opcode::POP_JUMP_IF_FALSE:
    case Opcode::POP_JUMP_IF_TRUE:
      drop(frame, 1);
      return truth == (Opcode(unit.opcode) == Opcode::POP_JUMP_IF_TRUE) ? jumpTo(frame, unit.operand) : Outcome::kNext;
    case Opcode::JUMP_IF_FALSE_OR_POP:
    case Opcode::JUMP_IF_TRUE_OR_POP:
      if (truth == (Opcode(unit.opcode) == Opcode::JUMP_IF_TRUE_OR_POP)) return jumpTo(frame, unit.operand);
      drop(frame, 1);
      return Outcome::kNext;
    case Opcode::COMPARE_OP: {  // in, not in
      bool wanted = CompareOperand(unit.operand) == CompareOperand::kIn;
      return replaceTop(frame, 2, Ref::steal(Value::boolean(truth == wanted)));
    }
    case Opcode::WITH_CLEANUP_FINISH: return finishWithCleanup(frame, truth);
    default: UNREACHABLE("an instruction that tests no truth");
  }
}

Outcome decideBy(Vm& vm, Frame* frame, Value value) {
  if (value.isBool()) return decide(vm, frame, value.asBool());
  if (isNone(value)) return decide(vm, frame, false);
  TypeCell* type = typeOf(value);
  if (type->definesInPython(Dunder::kBool)) return callSpecial(vm, frame, value, Dunder::kBool, {}, ReturnAction::kTruth);
  if (!slotsOf(type).truth && type->definesInPython(Dunder::kLen))
    return callSpecial(vm, frame, value, Dunder::kLen, {}, ReturnAction::kTruthOfLength);
  auto result = truth(vm, value);
  if (!result.ok()) return Outcome::kRaised;
  return decide(vm, frame, result.value());
}

}  // namespace vitrine
