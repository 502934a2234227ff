// What folding computes: Python's operators on constants, within the sizes that CPython 3.7 allows itself
// (Python/ast_opt.c: integers of 128 bits, collections of 256 items, strings of 4096, 1024 items in nested tuples).
#include <algorithm>
#include <cmath>

#include "base/complex_math.h"
#include "base/utf8.h"
#include "compiler/fold.h"

namespace vitrine::compiler {

using syntax::BinaryOperator;
using syntax::UnaryOperator;
using Value = vitrine::Constant;
using Result = std::optional<Value>;

namespace {

constexpr uint64_t kMaxIntBits = 128;
constexpr int64_t kMaxCollection = 256;
constexpr int64_t kMaxText = 4096;
constexpr int64_t kMaxTotalItems = 1024;

bool isInt(const Value& value) {
  return value.kind == ConstantKind::kInt || value.kind == ConstantKind::kTrue || value.kind == ConstantKind::kFalse;
}
bool isExactInt(const Value& value) { return value.kind == ConstantKind::kInt; }
bool isNumber(const Value& value) {
  return isInt(value) || value.kind == ConstantKind::kFloat || value.kind == ConstantKind::kComplex;
}
bool isText(const Value& value) { return value.kind == ConstantKind::kStr || value.kind == ConstantKind::kBytes; }

BigInt intOf(const Value& value) {
  if (value.kind == ConstantKind::kInt) return value.integer;
  return BigInt(int64_t(value.kind == ConstantKind::kTrue));
}

std::optional<double> doubleOf(const Value& value) {
  if (value.kind == ConstantKind::kFloat) return value.real;
  return bigint::toDouble(intOf(value));
}

std::optional<ComplexNumber> complexOf(const Value& value) {
  if (value.kind == ConstantKind::kComplex) return ComplexNumber{value.real, value.imaginary};
  auto real = doubleOf(value);
  if (!real) return {};
  return ComplexNumber{*real, 0};
}

// ---- Integers ----

Result powerOfInts(const BigInt& base, const BigInt& exponent);

Result divideInts(BinaryOperator op, const BigInt& a, const BigInt& b) {
  if (b.digits.empty()) return {};
  if (op == BinaryOperator::kDiv) {
    auto quotient = bigint::trueDivide(a, b);
    return quotient ? Result(Value::floating(*quotient)) : Result();
  }
  BigDivMod both = bigint::divModFloor(a, b);
  return Value::integerOf(op == BinaryOperator::kMod ? both.remainder : both.quotient);
}

Result shiftInts(BinaryOperator op, const BigInt& a, const BigInt& b, bool limited) {
  auto count = bigint::toUint64(b);
  if (b.negative) return {};
  if (op == BinaryOperator::kRShift) {
    if (!count) return Value::integerOf(int64_t(a.negative ? -1 : 0));
    return Value::integerOf(bigint::shiftRight(a, *count));
  }
  if (a.digits.empty()) return Value::integerOf(int64_t(0));
  uint64_t limit = limited ? kMaxIntBits : 1 << 20;
  if (!count || *count > limit || bigint::bitLength(a) > limit - *count) return {};
  return Value::integerOf(bigint::shiftLeft(a, *count));
}

Result intOperation(BinaryOperator op, const Value& left, const Value& right) {
  BigInt a = intOf(left), b = intOf(right);
  bool exact = isExactInt(left) && isExactInt(right);
  switch (op) {
    case BinaryOperator::kAdd: return Value::integerOf(bigint::add(a, b));
    case BinaryOperator::kSub: return Value::integerOf(bigint::subtract(a, b));
    case BinaryOperator::kMult:
      if (exact && !a.digits.empty() && !b.digits.empty() && bigint::bitLength(a) + bigint::bitLength(b) > kMaxIntBits)
        return {};
      return Value::integerOf(bigint::multiply(a, b));
    case BinaryOperator::kDiv:
    case BinaryOperator::kFloorDiv:
    case BinaryOperator::kMod: return divideInts(op, a, b);
    case BinaryOperator::kPow: return powerOfInts(a, b);
    case BinaryOperator::kLShift:
    case BinaryOperator::kRShift: return shiftInts(op, a, b, exact);
    case BinaryOperator::kMatMult: return {};
    default: break;
  }
  BigInt bits = op == BinaryOperator::kBitOr    ? bigint::bitOr(a, b)
                : op == BinaryOperator::kBitXor ? bigint::bitXor(a, b)
                                                : bigint::bitAnd(a, b);
  if (!isExactInt(left) && !isExactInt(right)) return Value::boolean(!bits.digits.empty());
  return Value::integerOf(std::move(bits));
}

// ---- Floats ----

double floatModulo(double a, double b) {
  double modulo = std::fmod(a, b);
  if (modulo == 0) return std::copysign(0.0, b);
  return (b < 0) != (modulo < 0) ? modulo + b : modulo;
}

double floatFloorDivide(double a, double b) {
  double modulo = std::fmod(a, b);
  double quotient = (a - modulo) / b;
  if (modulo != 0 && (b < 0) != (modulo < 0)) quotient -= 1.0;
  if (quotient == 0) return std::copysign(0.0, a / b);
  double floored = std::floor(quotient);
  return quotient - floored > 0.5 ? floored + 1.0 : floored;
}

Result powerOfComplex(ComplexNumber base, ComplexNumber exponent) {
  ComplexPower power = complexPower(base, exponent);
  if (power.status != PowerStatus::kOk) return {};
  return Value::complex(power.value.real, power.value.imaginary);
}

Result floatPower(double a, double b) {
  if (b == 0) return Value::floating(1.0);
  if (std::isnan(a)) return Value::floating(a);
  if (std::isnan(b)) return Value::floating(a == 1.0 ? 1.0 : b);
  if (a == 0 && b < 0) return {};                                  // ZeroDivisionError
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) return powerOfComplex({a, 0}, {b, 0});
  double result = std::pow(a, b);
  if (std::isinf(result) && std::isfinite(a) && std::isfinite(b)) return {};           // OverflowError
  return Value::floating(result);
}

Result floatOperation(BinaryOperator op, double a, double b) {
  switch (op) {
    case BinaryOperator::kAdd: return Value::floating(a + b);
    case BinaryOperator::kSub: return Value::floating(a - b);
    case BinaryOperator::kMult: return Value::floating(a * b);
    case BinaryOperator::kDiv: return b == 0 ? Result() : Value::floating(a / b);
    case BinaryOperator::kMod: return b == 0 ? Result() : Value::floating(floatModulo(a, b));
    case BinaryOperator::kFloorDiv: return b == 0 ? Result() : Value::floating(floatFloorDivide(a, b));
    case BinaryOperator::kPow: return floatPower(a, b);
    default: return {};
  }
}

Result powerOfInts(const BigInt& base, const BigInt& exponent) {
  if (exponent.negative) {
    auto a = bigint::toDouble(base), b = bigint::toDouble(exponent);
    return a && b ? floatPower(*a, *b) : Result();
  }
  auto count = bigint::toUint64(exponent);
  if (!count) return {};
  if (*count > 0 && !base.digits.empty() && bigint::bitLength(base) > kMaxIntBits / *count) return {};
  return Value::integerOf(bigint::power(base, *count));
}

// ---- Complex numbers ----

Result complexOperation(BinaryOperator op, ComplexNumber a, ComplexNumber b) {
  ComplexNumber value;
  switch (op) {
    case BinaryOperator::kAdd: value = {a.real + b.real, a.imaginary + b.imaginary}; break;
    case BinaryOperator::kSub: value = {a.real - b.real, a.imaginary - b.imaginary}; break;
    case BinaryOperator::kMult: value = complexProduct(a, b); break;
    case BinaryOperator::kDiv:
      if (b == ComplexNumber{}) return {};
      value = complexQuotient(a, b);
      break;
    case BinaryOperator::kPow: return powerOfComplex(a, b);
    default: return {};
  }
  return Value::complex(value.real, value.imaginary);
}

// 3.14 adds and subtracts a real number to the real part alone; products and quotients likewise scale both parts.
Result mixedOperation(BinaryOperator op, const Value& left, const Value& right) {
  auto a = complexOf(left), b = complexOf(right);
  if (!a || !b) return {};
  bool leftReal = left.kind != ConstantKind::kComplex, rightReal = right.kind != ConstantKind::kComplex;
  if (op == BinaryOperator::kAdd && rightReal) return Value::complex(a->real + b->real, a->imaginary);
  if (op == BinaryOperator::kAdd && leftReal) return Value::complex(a->real + b->real, b->imaginary);
  if (op == BinaryOperator::kSub && rightReal) return Value::complex(a->real - b->real, a->imaginary);
  if (op == BinaryOperator::kSub && leftReal) return Value::complex(a->real - b->real, -b->imaginary);
  if (op == BinaryOperator::kMult && rightReal) return Value::complex(a->real * b->real, a->imaginary * b->real);
  if (op == BinaryOperator::kMult && leftReal) return Value::complex(a->real * b->real, a->real * b->imaginary);
  if (op == BinaryOperator::kDiv && rightReal)
    return b->real == 0 ? Result() : Value::complex(a->real / b->real, a->imaginary / b->real);
  if (op == BinaryOperator::kDiv && leftReal && !(*b == ComplexNumber{})) {
    ComplexNumber quotient = complexQuotient(a->real, *b);
    return Value::complex(quotient.real, quotient.imaginary);
  }
  return complexOperation(op, *a, *b);
}

// ---- Sequences ----

int64_t lengthOf(const Value& sequence) {
  if (sequence.kind == ConstantKind::kTuple) return int64_t(sequence.items.size());
  if (sequence.kind == ConstantKind::kStr) return int64_t(utf8::countCodePoints(sequence.text));
  return int64_t(sequence.text.size());
}

// How many items may still be had after those in `value`, nested ones included; negative: too many.
int64_t spend(const Value& value, int64_t limit) {
  if (value.kind != ConstantKind::kTuple) return limit;
  limit -= int64_t(value.items.size());
  for (const Value& item : value.items) {
    if (limit < 0) break;
    limit = spend(item, limit);
  }
  return limit;
}

Result repeat(const Value& sequence, const Value& times) {
  int64_t length = lengthOf(sequence);
  auto count = intOf(times).toInt64();
  bool isTuple = sequence.kind == ConstantKind::kTuple;
  if (length > 0 && isExactInt(times)) {
    if (!count || *count < 0 || *count > (isTuple ? kMaxCollection : kMaxText) / length) return {};
    if (isTuple && *count && spend(sequence, kMaxTotalItems / *count) < 0) return {};
  }
  if (!count) return {};
  Value result = sequence;
  result.text.clear();
  result.items.clear();
  for (int64_t i = 0; i < *count && length > 0; ++i) {
    result.text += sequence.text;
    result.items.insert(result.items.end(), sequence.items.begin(), sequence.items.end());
  }
  return result;
}

Result concatenate(const Value& left, const Value& right) {
  Value result = left;
  result.text += right.text;
  result.items.insert(result.items.end(), right.items.begin(), right.items.end());
  return result;
}

bool isSequence(const Value& value) { return isText(value) || value.kind == ConstantKind::kTuple; }

}  // namespace

Result foldBinary(BinaryOperator op, const Value& left, const Value& right) {
  if (isInt(left) && isInt(right)) return intOperation(op, left, right);
  if (isNumber(left) && isNumber(right)) {
    if (left.kind == ConstantKind::kComplex || right.kind == ConstantKind::kComplex) return mixedOperation(op, left, right);
    auto a = doubleOf(left), b = doubleOf(right);
    return a && b ? floatOperation(op, *a, *b) : Result();
  }
  if (op == BinaryOperator::kMult) {
    if (isSequence(left) && isInt(right)) return repeat(left, right);
    if (isInt(left) && isSequence(right)) return repeat(right, left);
  }
  if (op == BinaryOperator::kAdd && isSequence(left) && left.kind == right.kind) return concatenate(left, right);
  return {};
}

Result foldUnary(UnaryOperator op, const Value& operand) {
  if (op == UnaryOperator::kNot) return Value::boolean(!truthOf(operand));
  if (isInt(operand)) {
    BigInt value = intOf(operand);
    if (op == UnaryOperator::kInvert) return Value::integerOf(bigint::bitInvert(value));
    return Value::integerOf(op == UnaryOperator::kUSub ? bigint::negate(value) : value);
  }
  if (!isNumber(operand) || op == UnaryOperator::kInvert) return {};
  if (op == UnaryOperator::kUAdd) return operand;
  if (operand.kind == ConstantKind::kFloat) return Value::floating(-operand.real);
  return Value::complex(-operand.real, -operand.imaginary);
}

Result foldSubscript(const Value& container, const Value& key) {
  if (!isSequence(container) || !isInt(key)) return {};
  auto index = intOf(key).toInt64();
  int64_t length = lengthOf(container);
  if (!index) return {};
  if (*index < 0) *index += length;
  if (*index < 0 || *index >= length) return {};
  auto at = size_t(*index);
  if (container.kind == ConstantKind::kTuple) return container.items[at];
  if (container.kind == ConstantKind::kBytes) return Value::integerOf(int64_t(uint8_t(container.text[at])));
  size_t start = utf8::offsetOf(container.text, at);
  return Value::str(container.text.substr(start, size_t(utf8::sequenceLength(container.text[start]))));
}

bool equalInPython(const Value& a, const Value& b) {
  if (isNumber(a) && isNumber(b)) {
    bool complexA = a.kind == ConstantKind::kComplex, complexB = b.kind == ConstantKind::kComplex;
    if (complexA && complexB) return a.real == b.real && a.imaginary == b.imaginary;
    if (complexA) return a.imaginary == 0 && equalInPython(Value::floating(a.real), b);
    if (complexB) return equalInPython(b, a);
    if (isInt(a) && isInt(b)) return intOf(a) == intOf(b);
    if (isInt(a)) return bigint::compareDouble(intOf(a), b.real) == 0;
    if (isInt(b)) return equalInPython(b, a);
    return a.real == b.real;
  }
  if (a.kind != b.kind) return false;
  if (isText(a)) return a.text == b.text;
  if (a.items.size() != b.items.size()) return false;
  for (size_t i = 0; i < a.items.size(); ++i)
    if (!equalInPython(a.items[i], b.items[i])) return false;
  return true;
}

}  // namespace vitrine::compiler
