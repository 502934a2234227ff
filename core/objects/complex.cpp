// complex (CPython: Objects/complexobject.c).
#include <cmath>
#include <complex>

#include "base/complex_math.h"
#include "base/format_spec.h"
#include "base/number_format.h"
#include "objects/allocate.h"
#include "objects/float.h"
#include "objects/int_operations.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {

Ref newComplex(double real, double imaginary) {
  auto* cell = makeCell<ComplexCell>(TypeId::kComplex);
  cell->real = real;
  cell->imaginary = imaginary;
  return Ref::steal(cell);
}

namespace {

using Complex = std::complex<double>;

bool isComplex(Value v) { return isInstance(v, TypeId::kComplex); }
Complex valueIn(Value v) { return {cellOf<ComplexCell>(v)->real, cellOf<ComplexCell>(v)->imaginary}; }
Ref fromValue(Complex value) { return newComplex(value.real(), value.imag()); }

Result<bool> operand(Vm& vm, Value v, Complex* out) {
  if (isComplex(v)) {
    *out = valueIn(v);
    return true;
  }
  if (isAnyFloat(v)) {
    *out = floatValue(v);
    return true;
  }
  if (!isIntOrBool(v)) return false;
  Ref converted = TRY(intToFloat(vm, v));
  *out = floatValue(converted);
  return true;
}

ComplexNumber numberOf(Complex value) { return {value.real(), value.imag()}; }
Complex complexOf(ComplexNumber value) { return {value.real, value.imaginary}; }

Result<Ref> power(Vm& vm, Complex base, Complex exponent) {
  ComplexPower result = complexPower(numberOf(base), numberOf(exponent));
  switch (result.status) {
    case PowerStatus::kZeroDivision: return vm.raise(TypeId::kZeroDivisionError, "zero to a negative or complex power");
    case PowerStatus::kOverflow: return vm.raise(TypeId::kOverflowError, "complex exponentiation");
    case PowerStatus::kOk: break;
  }
  return fromValue(complexOf(result.value));
}

template <BinaryOp op>
Result<Ref> arithmetic(Vm& vm, Value a, Value b) {
  Complex x, y;
  if (!TRY(operand(vm, a, &x)) || !TRY(operand(vm, b, &y))) return notImplementedRef();
  if (op == BinaryOp::kTrueDiv && y == Complex(0)) return vm.raise(TypeId::kZeroDivisionError, "division by zero");
  switch (op) {
    case BinaryOp::kAdd: return fromValue(x + y);
    case BinaryOp::kSub: return fromValue(x - y);
    case BinaryOp::kMul: return fromValue(complexOf(complexProduct(numberOf(x), numberOf(y))));
    case BinaryOp::kTrueDiv: return fromValue(complexOf(complexQuotient(numberOf(x), numberOf(y))));
    default: return power(vm, x, y);
  }
}
Result<Ref> negative(Vm&, Value v) { return fromValue(-valueIn(v)); }
Result<Ref> positive(Vm&, Value v) { return fromValue(valueIn(v)); }
Result<Ref> absolute(Vm& vm, Value v) {
  double length = std::hypot(valueIn(v).real(), valueIn(v).imag());
  if (std::isinf(length) && std::isfinite(valueIn(v).real()) && std::isfinite(valueIn(v).imag()))
    return vm.raise(TypeId::kOverflowError, "absolute value too large");
  return newFloat(length);
}
Result<Ref> complexCompare(Vm& vm, Value a, Value b, CompareOp op) {
  Complex other;
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !TRY(operand(vm, b, &other))) return notImplementedRef();
  return boolRef((valueIn(a) == other) == (op == CompareOp::kEq));
}
Result<int64_t> complexHash(Vm&, Value v) {
  uint64_t hash = uint64_t(hashDouble(valueIn(v).real())) + 1000003u * uint64_t(hashDouble(valueIn(v).imag()));
  return int64_t(hash) == -1 ? -2 : int64_t(hash);
}
Result<bool> complexTruth(Vm&, Value v) { return valueIn(v) != Complex(0); }
Result<Ref> complexRepr(Vm& vm, Value v) { return newStr(vm, formatComplexRepr(valueIn(v).real(), valueIn(v).imag())); }

/// complex("1+2j"): real part, imaginary part, or both; parentheses and blanks around.
bool parse(std::string text, Complex* out) {
  auto strip = [](std::string s) {
    size_t from = s.find_first_not_of(" \t\n\r\f\v"), to = s.find_last_not_of(" \t\n\r\f\v");
    return from == std::string::npos ? std::string() : s.substr(from, to - from + 1);
  };
  text = strip(text);
  if (text.size() > 1 && text.front() == '(' && text.back() == ')') text = strip(text.substr(1, text.size() - 2));
  if (text.empty()) return false;
  double real = 0, imaginary = 0;
  if (text.back() != 'j' && text.back() != 'J') return parseDouble(text, real) && ((*out = real), true);
  text.pop_back();
  size_t split = text.size();
  while (split-- > 1)
    if ((text[split] == '+' || text[split] == '-') && text[split - 1] != 'e' && text[split - 1] != 'E') break;
  if (split == size_t(-1) || split == 0) split = 0;
  std::string first = text.substr(0, split), second = text.substr(split);
  if (second.empty() || second == "+" || second == "-") second += "1";
  if (!parseDouble(second, imaginary) || (!first.empty() && !parseDouble(first, real))) return false;
  *out = {real, imaginary};
  return true;
}

/// One argument of complex(): a number, or an object with __complex__.
Result<Complex> convert(Vm& vm, Value v, const char* which) {
  Complex value;
  if (typeOf(v)->definesInPython(Dunder::kComplex) && !isComplex(v)) {
    Ref made = TRY(callDunder(vm, v, Dunder::kComplex, {}));
    if (!isComplex(made)) return vm.raiseTypeErrorFor("__complex__ returned non-complex (type %s)", made);
    return valueIn(made);
  }
  if (TRY(operand(vm, v, &value))) return value;
  bool real = typeOf(v)->definesInPython(Dunder::kFloat) || hasIndex(v);
  if (!real) return vm.raise(TypeId::kTypeError, "complex() argument%s must be a %snumber, not %s", which, *which ? "" : "string or a ", typeName(v).c_str());
  return Complex(TRY(toDouble(vm, v)));
}

Result<Ref> complexCreate(Vm& vm, Args args) {
  TRY(checkKeywords(vm, "complex", args, {"real", "imag"}));
  TRY(checkArgumentCount(vm, "complex", args, 0, 2));
  Value real = args.count > 1 ? args[1] : keywordValue(args, "real"), imaginary = args.count > 2 ? args[2] : keywordValue(args, "imag");
  Complex value = 0;
  if (real && isStr(real)) {
    if (imaginary) return vm.raise(TypeId::kTypeError, "complex() can't take second arg if first is a string");
    if (!parse(decimalText(real), &value)) return vm.raise(TypeId::kValueError, "complex() arg is a malformed string");
  } else {
    if (real) value = TRY(convert(vm, real, imaginary ? " 'real'" : ""));
    if (imaginary) {
      if (isStr(imaginary)) return vm.raise(TypeId::kTypeError, "complex() argument 'imag' must be a real number, not str");
      value += Complex(0, 1) * TRY(convert(vm, imaginary, " 'imag'"));
    }
  }
  auto* type = cellOf<TypeCell>(args[0]);
  Ref made = TRY(allocateObject(vm, type));
  *made.as<ComplexCell>() = {*made.as<Cell>(), value.real(), value.imag()};
  return made;
}
Result<Ref> formatMethod(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "__format__() argument must be str, not %s", argumentTypeName(args[1]).c_str());
  if (!cellOf<StrCell>(args[1])->length) return str(vm, args[0]);
  return textOrRaise(vm, formatComplex(valueIn(args[0]).real(), valueIn(args[0]).imag(), utf8Of(args[1]), typeName(args[0])));
}
Result<Ref> conjugate(Vm&, Args args) { return fromValue(std::conj(valueIn(args[0]))); }
Result<Ref> complexMethod(Vm& vm, Args args) { return positive(vm, args[0]); }
Result<Ref> getNewArgs(Vm& vm, Args args) {
  Ref real = newFloat(valueIn(args[0]).real()), imaginary = newFloat(valueIn(args[0]).imag());
  return newPair(vm, real, imaginary);
}
Result<Ref> getReal(Vm&, Value v) { return newFloat(valueIn(v).real()); }
Result<Ref> getImaginary(Vm&, Value v) { return newFloat(valueIn(v).imag()); }

const NativeMethod kMethods[] = {{"__format__", "($self, format_spec, /)", formatMethod}, {"conjugate", "($self, /)", conjugate},
                                 {"__complex__", "($self, /)", complexMethod}, {"__getnewargs__", "($self, /)", getNewArgs}};
const NativeGetSet kAttributes[] = {{"real", getReal}, {"imag", getImaginary}};

constexpr NativeSlots complexSlots() {
  NativeSlots slots = {.repr = complexRepr, .hash = complexHash, .compare = complexCompare, .truth = complexTruth, .create = complexCreate};
  slots.binary[int(BinaryOp::kAdd)] = arithmetic<BinaryOp::kAdd>;
  slots.binary[int(BinaryOp::kSub)] = arithmetic<BinaryOp::kSub>;
  slots.binary[int(BinaryOp::kMul)] = arithmetic<BinaryOp::kMul>;
  slots.binary[int(BinaryOp::kTrueDiv)] = arithmetic<BinaryOp::kTrueDiv>;
  slots.binary[int(BinaryOp::kPow)] = arithmetic<BinaryOp::kPow>;
  slots.unary[int(UnaryOp::kNeg)] = negative;
  slots.unary[int(UnaryOp::kPos)] = positive;
  slots.unary[int(UnaryOp::kAbs)] = absolute;
  return slots;
}

}  // namespace

const NativeType kComplexType = {
    .id = TypeId::kComplex,
    .instanceBytes = sizeof(ComplexCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = complexSlots(),
    .methods = kMethods,
    .attributes = kAttributes,
    .doc = "Create a complex number from a string or numbers.",
};

}  // namespace vitrine
