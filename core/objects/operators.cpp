// Operators on any two values (Language Reference 3.3.8; CPython: Objects/abstract.c, binary_op1, and typeobject.c,
// SLOT1BINFULL): the left operand's method, the right one's reflected method first where its type is a subclass that
// overrides it, NotImplemented going on to the next.
#include "objects/protocol.h"
#include "objects/str.h"

namespace vitrine {
namespace {

struct OperatorText {
  const char *sign, *inPlaceSign;
};
const OperatorText kTexts[] = {
    {"+", "+="}, {"-", "-="}, {"*", "*="}, {"@", "@="}, {"/", "/="}, {"//", "//="}, {"%", "%="}, {"divmod()", "divmod()="},
    {"** or pow()", "**="}, {"<<", "<<="}, {">>", ">>="}, {"&", "&="}, {"^", "^="}, {"|", "|="},
};
const char* const kCompareSigns[] = {"<", "<=", "==", "!=", ">", ">="};

Dunder forward(BinaryOp op) { return Dunder(int(Dunder::kAdd) + int(op)); }
Dunder reflected(BinaryOp op) { return Dunder(int(Dunder::kRAdd) + int(op)); }
Dunder inPlaceOf(BinaryOp op) { return Dunder(int(Dunder::kIAdd) + int(op)); }
Dunder compareOf(CompareOp op) { return Dunder(int(Dunder::kLt) + int(op)); }
CompareOp swapped(CompareOp op) {
  constexpr CompareOp kSwapped[] = {CompareOp::kGt, CompareOp::kGe, CompareOp::kEq, CompareOp::kNe, CompareOp::kLt, CompareOp::kLe};
  return kSwapped[int(op)];
}

/// One attempt: `self`'s method for the operator, in Python or native; NotImplemented where it has none.
Result<Ref> attempt(Vm& vm, BinaryOp op, Value self, Value other, bool isReflected) {
  TypeCell* type = typeOf(self);
  Dunder dunder = isReflected ? reflected(op) : forward(op);
  if (type->definesInPython(dunder)) {
    bool found = false;
    Ref result = TRY(callDunder(vm, self, dunder, {other}, &found));
    if (found) return result;
    return Ref::share(notImplemented());
  }
  auto slot = slotsOf(type).binary[int(op)];
  if (!slot) return Ref::share(notImplemented());
  return isReflected ? slot(vm, other, self) : slot(vm, self, other);
}

/// Whether the right operand goes first: its type is a proper subclass of the left's with a reflected method of its own.
bool rightFirst(BinaryOp op, const TypeCell* left, const TypeCell* right) {
  if (left == right || !isSubtype(right, left)) return false;
  Value name = dunderName(reflected(op));
  return lookupOnType(right, name) != lookupOnType(left, name);
}

Result<Ref> tryBoth(Vm& vm, BinaryOp op, Value a, Value b) {
  TypeCell *left = typeOf(a), *right = typeOf(b);
  bool sameNative = left == right && !left->definesInPython(forward(op)) && !left->definesInPython(reflected(op));
  if (sameNative) return attempt(vm, op, a, b, false);
  bool first = rightFirst(op, left, right);
  if (first) {
    Ref result = TRY(attempt(vm, op, b, a, true));
    if (!isNotImplemented(result)) return result;
  }
  Ref result = TRY(attempt(vm, op, a, b, false));
  if (!isNotImplemented(result) || first || left == right) return result;
  return attempt(vm, op, b, a, true);
}

Raised raiseUnsupported(Vm& vm, const char* sign, Value a, Value b) {
  std::string left = typeName(a), right = typeName(b);
  return vm.raise(TypeId::kTypeError, "unsupported operand type(s) for %s: '%s' and '%s'", sign, left.c_str(), right.c_str());
}

/// Sequences: `+` concatenates and `*` repeats where no number method answers; the error texts are theirs.
Raised raiseForSequences(Vm& vm, BinaryOp op, const char* sign, Value a, Value b) {
  if (op == BinaryOp::kMul) {
    bool left = slotsOf(a).length && slotsOf(a).binary[int(op)], right = slotsOf(b).length && slotsOf(b).binary[int(op)];
    if (left || right) return vm.raiseTypeErrorFor("can't multiply sequence by non-int of type '%s'", left ? b : a);
  }
  return raiseUnsupported(vm, sign, a, b);
}

}  // namespace

const char* operatorSign(BinaryOp op) { return kTexts[int(op)].sign; }

Result<Ref> binary(Vm& vm, BinaryOp op, Value a, Value b) {
  Ref result = TRY(tryBoth(vm, op, a, b));
  if (!isNotImplemented(result)) return result;
  return raiseForSequences(vm, op, kTexts[int(op)].sign, a, b);
}

Result<Ref> inPlace(Vm& vm, BinaryOp op, Value a, Value b) {
  TypeCell* type = typeOf(a);
  if (type->definesInPython(inPlaceOf(op))) {
    bool found = false;
    Ref result = TRY(callDunder(vm, a, inPlaceOf(op), {b}, &found));
    if (found && !isNotImplemented(result)) return result;
  } else if (auto slot = slotsOf(type).inPlace[int(op)]) {
    Ref result = TRY(slot(vm, a, b));
    if (!isNotImplemented(result)) return result;
  }
  Ref result = TRY(tryBoth(vm, op, a, b));
  if (!isNotImplemented(result)) return result;
  return raiseForSequences(vm, op, kTexts[int(op)].inPlaceSign, a, b);
}

using NativePower = Result<Ref> (*)(Vm&, Value base, Value exponent, Value modulus);

Result<Ref> power(Vm& vm, Value base, Value exponent, Value modulus) {
  if (isNone(modulus)) return binary(vm, BinaryOp::kPow, base, exponent);
  TypeCell* type = typeOf(base);
  if (type->definesInPython(Dunder::kPow)) {
    Ref result = TRY(callDunder(vm, base, Dunder::kPow, {exponent, modulus}));
    if (!isNotImplemented(result)) return result;
  } else {
    NativePower tried = nullptr;
    for (Value operand : {base, exponent, modulus}) {  // CPython: ternary_op asks all three types
      NativePower slot = slotsOf(operand).ternaryPower;
      if (!slot || slot == tried) continue;
      Ref result = TRY(slot(vm, base, exponent, modulus));
      if (!isNotImplemented(result)) return result;
      tried = slot;
    }
  }
  for (Value v : {base, exponent, modulus})
    if (isAnyFloat(v)) return vm.raise(TypeId::kTypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  std::string names[] = {typeName(base), typeName(exponent), typeName(modulus)};
  return vm.raise(TypeId::kTypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", names[0].c_str(), names[1].c_str(),
                  names[2].c_str());
}

Result<Ref> unary(Vm& vm, UnaryOp op, Value v) {
  TypeCell* type = typeOf(v);
  Dunder dunder = Dunder(int(Dunder::kNeg) + int(op));
  if (type->definesInPython(dunder)) {
    bool found = false;
    Ref result = TRY(callDunder(vm, v, dunder, {}, &found));
    if (found) return result;
  } else if (auto slot = slotsOf(type).unary[int(op)]) {
    return slot(vm, v);
  }
  if (op == UnaryOp::kAbs) return vm.raiseTypeErrorFor("bad operand type for abs(): '%s'", v);
  constexpr const char* kFormats[] = {"bad operand type for unary -: '%s'", "bad operand type for unary +: '%s'", "",
                                      "bad operand type for unary ~: '%s'"};
  return vm.raiseTypeErrorFor(kFormats[int(op)], v);
}

namespace {

Result<Ref> attemptCompare(Vm& vm, Value self, Value other, CompareOp op) {
  TypeCell* type = typeOf(self);
  if (type->definesInPython(compareOf(op))) {
    bool found = false;
    Ref result = TRY(callDunder(vm, self, compareOf(op), {other}, &found));
    if (found) return result;
    return Ref::share(notImplemented());
  }
  auto slot = slotsOf(type).compare;
  return slot ? slot(vm, self, other, op) : Result<Ref>(Ref::share(notImplemented()));
}

}  // namespace

Result<Ref> compare(Vm& vm, Value a, Value b, CompareOp op) {
  TypeCell *left = typeOf(a), *right = typeOf(b);
  bool first = left != right && isSubtype(right, left);
  if (first) {
    Ref result = TRY(attemptCompare(vm, b, a, swapped(op)));
    if (!isNotImplemented(result)) return result;
  }
  Ref result = TRY(attemptCompare(vm, a, b, op));
  if (!isNotImplemented(result)) return result;
  if (!first) {
    result = TRY(attemptCompare(vm, b, a, swapped(op)));
    if (!isNotImplemented(result)) return result;
  }
  if (op == CompareOp::kEq) return Ref::steal(Value::boolean(a == b));
  if (op == CompareOp::kNe) return Ref::steal(Value::boolean(a != b));
  std::string names[] = {typeName(a), typeName(b)};
  return vm.raise(TypeId::kTypeError, "'%s' not supported between instances of '%s' and '%s'", kCompareSigns[int(op)], names[0].c_str(),
                  names[1].c_str());
}

Result<bool> compareBool(Vm& vm, Value a, Value b, CompareOp op) {
  if (a == b && !a.isFloat()) {
    if (op == CompareOp::kEq) return true;
    if (op == CompareOp::kNe) return false;
  }
  if (Value::bothInts(a, b) && op == CompareOp::kEq) return false;  // equal words were identical
  Ref result = TRY(compare(vm, a, b, op));
  if (result.get().isBool()) return result.get().asBool();
  return truth(vm, result);
}

}  // namespace vitrine
