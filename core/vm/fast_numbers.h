// Arithmetic and comparison of immediate numbers, for the run loop's fast paths. Each function answers false where the
// operands or the result are not immediate: then the handler does it. Results are those of objects/int*.cpp and float.cpp.
#pragma once

#include "base/result.h"
#include "bytecode/opcodes.h"
#include "heap/value.h"

namespace vitrine::fast {

VITRINE_INLINE bool setInt(int64_t result, Value* out) {
  if (!Value::fits(result)) [[unlikely]]
    return false;
  *out = Value::integer(result);
  return true;
}
VITRINE_INLINE bool setFloat(double result, Value* out) {
  if (result != result) [[unlikely]]
    return false;
  *out = Value::floating(result);
  return true;
}
/// Both as doubles where at least one is a float and the other an immediate number. (48 bits are exact in a double.)
VITRINE_INLINE bool asDoubles(Value a, Value b, double* x, double* y) {
  if (a.isFloat()) {
    *x = a.asFloat();
    if (b.isFloat())
      *y = b.asFloat();
    else if (b.isInt())
      *y = double(b.asInt());
    else
      return false;
    return true;
  }
  if (!a.isInt() || !b.isFloat()) return false;
  *x = double(a.asInt());
  *y = b.asFloat();
  return true;
}

VITRINE_INLINE bool add(Value a, Value b, Value* out) {
  if (Value::bothInts(a, b)) return setInt(a.asInt() + b.asInt(), out);
  double x, y;
  return asDoubles(a, b, &x, &y) && setFloat(x + y, out);
}
VITRINE_INLINE bool subtract(Value a, Value b, Value* out) {
  if (Value::bothInts(a, b)) return setInt(a.asInt() - b.asInt(), out);
  double x, y;
  return asDoubles(a, b, &x, &y) && setFloat(x - y, out);
}
VITRINE_INLINE bool multiply(Value a, Value b, Value* out) {
  if (Value::bothInts(a, b)) {
    int64_t x = a.asInt(), y = b.asInt();
    if (x != int32_t(x) || y != int32_t(y)) return false;
    return setInt(x * y, out);
  }
  double x, y;
  return asDoubles(a, b, &x, &y) && setFloat(x * y, out);
}
VITRINE_INLINE bool trueDivide(Value a, Value b, Value* out) {
  double x, y;
  if (Value::bothInts(a, b)) {
    x = double(a.asInt());
    y = double(b.asInt());
  } else if (!asDoubles(a, b, &x, &y)) {
    return false;
  }
  return y != 0 && setFloat(x / y, out);
}
VITRINE_INLINE bool floorDivide(Value a, Value b, Value* out) {
  if (!Value::bothInts(a, b) || b.asInt() == 0) return false;
  int64_t x = a.asInt(), y = b.asInt(), quotient = x / y;
  if (x % y != 0 && (x ^ y) < 0) --quotient;
  return setInt(quotient, out);
}
VITRINE_INLINE bool modulo(Value a, Value b, Value* out) {
  if (!Value::bothInts(a, b) || b.asInt() == 0) return false;
  int64_t x = a.asInt(), y = b.asInt(), rest = x % y;
  if (rest != 0 && (rest ^ y) < 0) rest += y;
  *out = Value::integer(rest);
  return true;
}
VITRINE_INLINE bool bitAnd(Value a, Value b, Value* out) {
  *out = Value::fromBits(a.bits() & b.bits());
  return Value::bothInts(a, b);
}
VITRINE_INLINE bool bitOr(Value a, Value b, Value* out) {
  *out = Value::fromBits(a.bits() | b.bits());
  return Value::bothInts(a, b);
}
VITRINE_INLINE bool bitXor(Value a, Value b, Value* out) {
  if (!Value::bothInts(a, b)) return false;
  *out = Value::integer(a.asInt() ^ b.asInt());
  return true;
}
VITRINE_INLINE bool shiftLeft(Value a, Value b, Value* out) {
  if (!Value::bothInts(a, b)) return false;
  int64_t x = a.asInt(), by = b.asInt();
  if (by < 0 || by > 15 || x != int32_t(x)) return false;
  return setInt(int64_t(uint64_t(x) << by), out);
}
VITRINE_INLINE bool shiftRight(Value a, Value b, Value* out) {
  if (!Value::bothInts(a, b) || b.asInt() < 0) return false;
  int64_t by = b.asInt();
  *out = Value::integer(a.asInt() >> (by > 63 ? 63 : by));
  return true;
}

/// For each of the six operators, in COMPARE_OP's order: bit 0 holds if less, bit 1 if equal, bit 2 if greater.
constexpr uint32_t kHolds = 0b001 | 0b011 << 3 | 0b010 << 6 | 0b101 << 9 | 0b100 << 12 | 0b110 << 15;

/// A comparison (operand below 6) of two immediate numbers.
VITRINE_INLINE bool compare(Value a, Value b, uint32_t operand, bool* out) {
  uint32_t order;
  if (Value::bothInts(a, b)) {
    int64_t x = int64_t(a.bits() << 16), y = int64_t(b.bits() << 16);
    order = uint32_t((x > y) - (x < y) + 1);
  } else {
    double x, y;
    if (!asDoubles(a, b, &x, &y)) return false;
    order = uint32_t((x > y) - (x < y) + 1);
  }
  *out = kHolds >> (operand * 3 + order) & 1;
  return true;
}

}  // namespace vitrine::fast
