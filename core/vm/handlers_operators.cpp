// Handlers of operators, comparisons, subscripts and truth.
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/slice.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/handlers.h"
#include "vm/operators.h"

namespace vitrine {

namespace {

bool inPython(Value v, BinaryOp op, Dunder first) { return typeOf(v)->definesInPython(Dunder(int(first) + int(op))); }

/// left + right of strs. A local that the next instruction assigns lets go of the left one first, so that `s += t` can
/// make it grow in place (CPython: unicode_concatenate).
Outcome concatenate(Vm& vm, Frame* frame) {
  const Unit& following = (&unitOf(frame))[1];
  if (Opcode(following.opcode) == Opcode::STORE_FAST && localsOf(frame)[following.operand] == top(frame, 2))
    decrement(std::exchange(localsOf(frame)[following.operand], Value()));
  Ref right = pop(frame), left = pop(frame);
  auto result = concatInPlace(vm, std::move(left), right);
  if (!result.ok()) return Outcome::kRaised;
  push(frame, result.take());
  return Outcome::kNext;
}

/// The slot that two operands of one builtin type share; nullptr where there is more to ask.
auto sharedSlot(Value left, Value right, BinaryOp op) -> Result<Ref> (*)(Vm&, Value, Value) {
  Offset type = typeOffsetOf(left);
  if (type != typeOffsetOf(right) || type >= kHeapStart || at<TypeCell>(type)->definesInPython(Dunder(int(Dunder::kAdd) + int(op)))) return nullptr;
  return slotsOf(at<TypeCell>(type)).binary[int(op)];
}

Outcome binaryOperator(Vm& vm, Frame* frame, BinaryOp op) {
  Value left = top(frame, 2), right = top(frame, 1);
  if (op == BinaryOp::kAdd && isExactly(left, TypeId::kStr) && isExactly(right, TypeId::kStr)) return concatenate(vm, frame);
  if (auto slot = sharedSlot(left, right, op)) {
    auto result = slot(vm, left, right);
    if (!result.ok() || !isNotImplemented(result.value())) return replaceTop(frame, 2, std::move(result));
  }
  if (inPython(left, op, Dunder::kAdd) || inPython(right, op, Dunder::kRAdd)) return binaryAttempt(vm, frame, 0);
  return replaceTop(frame, 2, binary(vm, op, left, right));
}

Outcome inPlaceOperator(Vm& vm, Frame* frame, BinaryOp op) {
  Value left = top(frame, 2), right = top(frame, 1);
  if (op == BinaryOp::kAdd && isExactly(left, TypeId::kStr) && isExactly(right, TypeId::kStr)) return concatenate(vm, frame);
  if (inPython(left, op, Dunder::kIAdd) || inPython(left, op, Dunder::kAdd) || inPython(right, op, Dunder::kRAdd))
    return inPlaceAttempt(vm, frame);
  return replaceTop(frame, 2, inPlace(vm, op, left, right));
}

Outcome unaryOperator(Vm& vm, Frame* frame, UnaryOp op) {
  Value value = top(frame);
  auto dunder = Dunder(int(Dunder::kNeg) + int(op));
  if (typeOf(value)->definesInPython(dunder)) return callSpecial(vm, frame, value, dunder, {}, ReturnAction::kReplace);
  return replaceTop(frame, 1, unary(vm, op, value));
}

}  // namespace

#define BINARY(NAME, op) \
  HANDLER(BINARY_##NAME) { return binaryOperator(vm, frame, BinaryOp::op); } \
  HANDLER(INPLACE_##NAME) { return inPlaceOperator(vm, frame, BinaryOp::op); }
BINARY(ADD, kAdd)
BINARY(SUBTRACT, kSub)
BINARY(MULTIPLY, kMul)
BINARY(MATRIX_MULTIPLY, kMatMul)
BINARY(TRUE_DIVIDE, kTrueDiv)
BINARY(FLOOR_DIVIDE, kFloorDiv)
BINARY(MODULO, kMod)
BINARY(POWER, kPow)
BINARY(LSHIFT, kLShift)
BINARY(RSHIFT, kRShift)
BINARY(AND, kAnd)
BINARY(XOR, kXor)
BINARY(OR, kOr)
#undef BINARY

HANDLER(UNARY_POSITIVE) { return unaryOperator(vm, frame, UnaryOp::kPos); }
HANDLER(UNARY_NEGATIVE) { return unaryOperator(vm, frame, UnaryOp::kNeg); }
HANDLER(UNARY_INVERT) { return unaryOperator(vm, frame, UnaryOp::kInvert); }
HANDLER(UNARY_NOT) { return decideBy(vm, frame, top(frame)); }

HANDLER(POP_JUMP_IF_FALSE) { return decideBy(vm, frame, top(frame)); }
HANDLER(POP_JUMP_IF_TRUE) { return decideBy(vm, frame, top(frame)); }
HANDLER(JUMP_IF_FALSE_OR_POP) { return decideBy(vm, frame, top(frame)); }
HANDLER(JUMP_IF_TRUE_OR_POP) { return decideBy(vm, frame, top(frame)); }
HANDLER(JUMP_FORWARD) { return jumpTo(frame, operand); }
HANDLER(JUMP_ABSOLUTE) { return jumpTo(frame, operand); }

// --- comparisons -------------------------------------------------------------------------------------------------------

namespace {

Outcome containsOperator(Vm& vm, Frame* frame) {
  Value item = top(frame, 2), container = top(frame, 1);
  if (typeOf(container)->definesInPython(Dunder::kContains) && !isNone(lookupOnType(container, Dunder::kContains)))
    return callSpecial(vm, frame, container, Dunder::kContains, {item}, ReturnAction::kContains);
  auto result = contains(vm, container, item);
  if (!result.ok()) return Outcome::kRaised;
  return decide(vm, frame, result.value());
}

bool isExceptionClass(Value v) { return isType(v) && isSubtype(cellOf<TypeCell>(v), TypeId::kBaseException); }

Result<bool> matchesException(Vm& vm, Value type, Value wanted) {
  if (isTuple(wanted)) {
    for (Value one : tupleItems(wanted))
      if (!isExceptionClass(one)) return vm.raise(TypeId::kTypeError, "catching classes that do not inherit from BaseException is not allowed");
    for (Value one : tupleItems(wanted))
      if (isSubtype(cellOf<TypeCell>(type), cellOf<TypeCell>(one))) return true;
    return false;
  }
  if (!isExceptionClass(wanted)) return vm.raise(TypeId::kTypeError, "catching classes that do not inherit from BaseException is not allowed");
  return isSubtype(cellOf<TypeCell>(type), cellOf<TypeCell>(wanted));
}

Outcome exceptionMatch(Vm& vm, Frame* frame) {
  Value type = top(frame, 2);
  if (!isType(type)) type = valueOf(typeOf(type));
  auto result = matchesException(vm, type, top(frame, 1));
  if (!result.ok()) return Outcome::kRaised;
  return replaceTop(frame, 2, Ref::steal(Value::boolean(result.value())));
}

bool comparesInPython(Value v, CompareOp op) { return typeOf(v)->definesInPython(Dunder(int(Dunder::kLt) + int(op))); }
CompareOp swapped(CompareOp op) {
  constexpr CompareOp kSwapped[] = {CompareOp::kGt, CompareOp::kGe, CompareOp::kEq, CompareOp::kNe, CompareOp::kLt, CompareOp::kLe};
  return kSwapped[size_t(op)];
}

/// `is`: immediate floats are equal words, but only equal objects in CPython where they are one; NaNs are cells.
bool same(Value a, Value b) { return a == b; }

}  // namespace

HANDLER(COMPARE_OP) {
  Value left = top(frame, 2), right = top(frame, 1);
  switch (CompareOperand(operand)) {
    case CompareOperand::kIn:
    case CompareOperand::kNotIn: return containsOperator(vm, frame);
    case CompareOperand::kIs: return replaceTop(frame, 2, Ref::steal(Value::boolean(same(left, right))));
    case CompareOperand::kIsNot: return replaceTop(frame, 2, Ref::steal(Value::boolean(!same(left, right))));
    case CompareOperand::kExceptionMatch: return exceptionMatch(vm, frame);
    default: break;
  }
  auto op = CompareOp(operand);
  if (comparesInPython(left, op) || comparesInPython(right, swapped(op))) return compareAttempt(vm, frame, 0);
  return replaceTop(frame, 2, compare(vm, left, right, op));
}

// --- subscripts --------------------------------------------------------------------------------------------------------

namespace {

/// Calls a special method of `self` whose operands leave the stack first; they live until the call has started.
Outcome callAndDrop(Vm& vm, Frame* frame, Value self, Dunder dunder, std::initializer_list<Value> args, uint32_t operands, ReturnAction action) {
  Ref held[3];
  for (uint32_t i = 0; i < operands; ++i) held[i] = pop(frame);
  return callSpecial(vm, frame, self, dunder, args, action);
}

}  // namespace

HANDLER(BINARY_SUBSCR) {
  Value container = top(frame, 2), key = top(frame, 1);
  if (isExactly(container, TypeId::kList) || isExactly(container, TypeId::kTuple) || isExactly(container, TypeId::kStr))
    return replaceTop(frame, 2, slotsOf(container).getItem(vm, container, key));
  if (typeOf(container)->definesInPython(Dunder::kGetItem))
    return callAndDrop(vm, frame, container, Dunder::kGetItem, {key}, 2, ReturnAction::kPush);
  if (isDict(container) && typeOf(container)->definesInPython(Dunder::kMissing)) {
    auto found = dictGet(vm, container, key);
    if (!found.ok()) return Outcome::kRaised;
    if (!found.value()) return callAndDrop(vm, frame, container, Dunder::kMissing, {key}, 2, ReturnAction::kPush);
  }
  auto result = getItem(vm, container, key);
  if (result.ok() && isFrameEntered(result.value())) {  // __class_getitem__ and the like go on in the prelude
    drop(frame, 2);
    return Outcome::kFrame;
  }
  return replaceTop(frame, 2, std::move(result));
}
HANDLER(STORE_SUBSCR) {
  Value key = top(frame, 1), container = top(frame, 2), value = top(frame, 3);
  if (isExactly(container, TypeId::kDict)) return dropOperands(frame, 3, dictSet(vm, container, key, value));
  if (typeOf(container)->definesInPython(Dunder::kSetItem))
    return callAndDrop(vm, frame, container, Dunder::kSetItem, {key, value}, 3, ReturnAction::kDrop);
  return dropOperands(frame, 3, setItem(vm, container, key, value));
}
HANDLER(DELETE_SUBSCR) {
  Value key = top(frame, 1), container = top(frame, 2);
  if (typeOf(container)->definesInPython(Dunder::kDelItem))
    return callAndDrop(vm, frame, container, Dunder::kDelItem, {key}, 2, ReturnAction::kDrop);
  return dropOperands(frame, 2, setItem(vm, container, key, Value()));
}
HANDLER(BUILD_SLICE) {
  Value step = operand == 3 ? top(frame, 1) : none();
  uint32_t base = operand == 3 ? 1 : 0;
  return replaceTop(frame, operand, newSlice(top(frame, base + 2), top(frame, base + 1), step));
}

}  // namespace vitrine
