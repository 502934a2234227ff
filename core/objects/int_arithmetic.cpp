// The operators of int. Two immediates are computed in 64 bits (products in 128); anything else goes through BigInt.
// Absurd sizes are refused before they are computed (int_limit.h).
#include <cmath>

#include "objects/float.h"
#include "objects/int_limit.h"
#include "objects/int_operations.h"
#include "objects/raw_args.h"

namespace vitrine {
namespace {

bool small(Value a, Value b, int64_t* x, int64_t* y) {
  if (a.isReference() || b.isReference()) return false;
  *x = a.isBool() ? a.asBool() : a.asInt();
  *y = b.isBool() ? b.asBool() : b.asInt();
  return true;
}
bool bothInts(Value a, Value b) { return isIntOrBool(a) && isIntOrBool(b); }

Result<Ref> add(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  if (int64_t x, y; small(a, b, &x, &y)) return newInt(vm, x + y);
  return newInt(vm, bigint::add(IntDigits(a).view, IntDigits(b).view));
}
Result<Ref> subtract(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  if (int64_t x, y; small(a, b, &x, &y)) return newInt(vm, x - y);
  return newInt(vm, bigint::subtract(IntDigits(a).view, IntDigits(b).view));
}
Result<Ref> multiply(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  if (int64_t x, y, product; small(a, b, &x, &y) && !__builtin_mul_overflow(x, y, &product)) return newInt(vm, product);
  IntDigits left(a), right(b);
  if (bigint::estimateMultiplyBits(left.view, right.view) > largestIntBits) return vm.raiseMemoryError();
  return newInt(vm, bigint::multiply(left.view, right.view));
}

Raised raiseZero(Vm& vm, const char* message) { return vm.raise(TypeId::kZeroDivisionError, "%s", message); }
bool isZero(Value v) { return v.isInt() ? v.asInt() == 0 : v.isBool() ? !v.asBool() : IntDigits(v).view.isZero(); }

int64_t floorDivide64(int64_t x, int64_t y) {
  int64_t q = x / y;
  return q * y != x && (x < 0) != (y < 0) ? q - 1 : q;
}
int64_t floorModulo64(int64_t x, int64_t y) {
  int64_t r = x % y;
  return r && (r < 0) != (y < 0) ? r + y : r;
}

Result<Ref> floorDivide(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  if (isZero(b)) return raiseZero(vm, "division by zero");
  if (int64_t x, y; small(a, b, &x, &y)) return newInt(vm, floorDivide64(x, y));
  return newInt(vm, bigint::divModFloor(IntDigits(a).view, IntDigits(b).view).quotient);
}
Result<Ref> modulo(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  if (isZero(b)) return raiseZero(vm, "division by zero");
  if (int64_t x, y; small(a, b, &x, &y)) return newInt(vm, floorModulo64(x, y));
  return newInt(vm, bigint::divModFloor(IntDigits(a).view, IntDigits(b).view).remainder);
}
Result<Ref> divMod(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  if (isZero(b)) return raiseZero(vm, "division by zero");
  auto both = bigint::divModFloor(IntDigits(a).view, IntDigits(b).view);
  Ref quotient = TRY(newInt(vm, both.quotient)), remainder = TRY(newInt(vm, both.remainder));
  return newPair(vm, quotient, remainder);
}
Result<Ref> trueDivide(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  if (isZero(b)) return raiseZero(vm, "division by zero");
  if (int64_t x, y; small(a, b, &x, &y)) return newFloat(double(x) / double(y));  // 48 bits are exact in a double
  auto quotient = bigint::trueDivide(IntDigits(a).view, IntDigits(b).view);
  if (!quotient) return vm.raise(TypeId::kOverflowError, "integer division result too large for a float");
  return newFloat(*quotient);
}

Result<Ref> powerOf(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  IntDigits base(a), exponent(b);
  if (exponent.view.negative) {
    Ref x = TRY(intToFloat(vm, a)), y = TRY(intToFloat(vm, b));
    return slotsOf(typeCell(TypeId::kFloat)).binary[int(BinaryOp::kPow)](vm, x, y);
  }
  auto count = bigint::toUint64(exponent.view);
  bool trivial = base.view.isZero() || (base.view.digits.size() == 1 && base.view.digits[0] == 1);
  if (!trivial && (!count || bigint::estimatePowerBits(base.view, *count) > largestIntBits)) return vm.raiseMemoryError();
  if (!count) count = exponent.view.digits[0] & 1 ? 3 : 2;  // of 0, 1 and -1 only the parity counts
  return newInt(vm, bigint::power(base.view, *count));
}

Result<Ref> powerModulo(Vm& vm, Value a, Value b, Value m) {
  if (!bothInts(a, b) || !isIntOrBool(m)) return notImplementedRef();
  IntDigits base(a), exponent(b), modulus(m);
  if (modulus.view.isZero()) return vm.raise(TypeId::kValueError, "pow() 3rd argument cannot be 0");
  if (!exponent.view.negative) return newInt(vm, bigint::powerMod(base.view, exponent.view, modulus.view));
  auto inverse = bigint::inverseMod(base.view, modulus.view);
  if (!inverse) return vm.raise(TypeId::kValueError, "base is not invertible for the given modulus");
  return newInt(vm, bigint::powerMod(*inverse, bigint::negate(exponent.view), modulus.view));
}

Result<Ref> shiftLeft(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  IntDigits value(a), count(b);
  if (count.view.negative) return vm.raise(TypeId::kValueError, "negative shift count");
  if (value.view.isZero()) return intRef(0);
  auto places = bigint::toUint64(count.view);
  if (!places) return vm.raise(TypeId::kOverflowError, "too many digits in integer");
  if (bigint::estimateShiftBits(value.view, *places) > largestIntBits) return vm.raiseMemoryError();
  return newInt(vm, bigint::shiftLeft(value.view, *places));
}
Result<Ref> shiftRight(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  IntDigits value(a), count(b);
  if (count.view.negative) return vm.raise(TypeId::kValueError, "negative shift count");
  if (int64_t x, y; small(a, b, &x, &y)) return newInt(vm, x >> (y > 63 ? 63 : y));
  auto places = bigint::toUint64(count.view);
  return newInt(vm, bigint::shiftRight(value.view, places ? *places : UINT64_MAX));
}

template <BinaryOp op>
Result<Ref> bitwise(Vm& vm, Value a, Value b) {
  if (!bothInts(a, b)) return notImplementedRef();
  if (int64_t x, y; small(a, b, &x, &y)) return newInt(vm, op == BinaryOp::kAnd ? x & y : op == BinaryOp::kOr ? x | y : x ^ y);
  IntDigits left(a), right(b);
  if constexpr (op == BinaryOp::kAnd) return newInt(vm, bigint::bitAnd(left.view, right.view));
  if constexpr (op == BinaryOp::kOr) return newInt(vm, bigint::bitOr(left.view, right.view));
  return newInt(vm, bigint::bitXor(left.view, right.view));
}

Result<Ref> negative(Vm& vm, Value v) {
  if (v.isInt() || v.isBool()) return newInt(vm, v.isInt() ? -v.asInt() : -int64_t(v.asBool()));
  return newInt(vm, bigint::negate(IntDigits(v).view));
}
Result<Ref> absolute(Vm& vm, Value v) {
  if (v.isInt()) return newInt(vm, v.asInt() < 0 ? -v.asInt() : v.asInt());
  return newInt(vm, bigint::absolute(IntDigits(v).view));
}
Result<Ref> invert(Vm& vm, Value v) { return newInt(vm, bigint::bitInvert(IntDigits(v).view)); }

}  // namespace

Result<Ref> intToFloat(Vm& vm, Value v) {
  if (v.isInt()) return newFloat(double(v.asInt()));
  auto value = bigint::toDouble(IntDigits(v).view);
  if (!value) return vm.raise(TypeId::kOverflowError, "int too large to convert to float");
  return newFloat(*value);
}

void addIntOperators(NativeSlots& slots) {
  auto set = [&slots](BinaryOp op, auto function) { slots.binary[int(op)] = function; };
  set(BinaryOp::kAdd, add);
  set(BinaryOp::kSub, subtract);
  set(BinaryOp::kMul, multiply);
  set(BinaryOp::kTrueDiv, trueDivide);
  set(BinaryOp::kFloorDiv, floorDivide);
  set(BinaryOp::kMod, modulo);
  set(BinaryOp::kDivMod, divMod);
  set(BinaryOp::kPow, powerOf);
  set(BinaryOp::kLShift, shiftLeft);
  set(BinaryOp::kRShift, shiftRight);
  set(BinaryOp::kAnd, bitwise<BinaryOp::kAnd>);
  set(BinaryOp::kOr, bitwise<BinaryOp::kOr>);
  set(BinaryOp::kXor, bitwise<BinaryOp::kXor>);
  slots.ternaryPower = powerModulo;
  slots.unary[int(UnaryOp::kNeg)] = negative;
  slots.unary[int(UnaryOp::kPos)] = exactInt;
  slots.unary[int(UnaryOp::kAbs)] = absolute;
  slots.unary[int(UnaryOp::kInvert)] = invert;
}

}  // namespace vitrine
