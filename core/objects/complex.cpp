// complex (CPython: Objects/complexobject.c).
#include <cmath>

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

using Complex = ComplexNumber;

bool isComplex(Value v) { return isInstance(v, TypeId::kComplex); }
Complex valueIn(Value v) { return {cellOf<ComplexCell>(v)->real, cellOf<ComplexCell>(v)->imaginary}; }
Ref fromValue(Complex value) { return newComplex(value.real, value.imaginary); }

/// An operand; a real number's missing imaginary part is no zero (C11, Annex G).
struct Operand {
  Complex value;
  bool isReal = false;
};

Result<bool> operand(Vm& vm, Value v, Operand* out) {
  if (isComplex(v)) {
    *out = {valueIn(v), false};
    return true;
  }
  if (isAnyFloat(v)) {
    *out = {{floatValue(v), 0}, true};
    return true;
  }
  if (!isIntOrBool(v)) return false;
  Ref converted = TRY(intToFloat(vm, v));
  *out = {{floatValue(converted), 0}, true};
  return true;
}

Complex sum(const Operand& x, const Operand& y) {
  double real = x.value.real + y.value.real;
  return {real, x.isReal ? y.value.imaginary : y.isReal ? x.value.imaginary : x.value.imaginary + y.value.imaginary};
}
Complex difference(const Operand& x, const Operand& y) {
  double real = x.value.real - y.value.real;
  return {real, x.isReal ? -y.value.imaginary : y.isReal ? x.value.imaginary : x.value.imaginary - y.value.imaginary};
}
Complex product(const Operand& x, const Operand& y) {
  if (x.isReal) return {x.value.real * y.value.real, x.value.real * y.value.imaginary};
  if (y.isReal) return {x.value.real * y.value.real, x.value.imaginary * y.value.real};
  return complexProduct(x.value, y.value);
}
Complex quotient(const Operand& x, const Operand& y) {
  if (x.isReal) return complexQuotient(x.value.real, y.value);
  if (y.isReal) return {x.value.real / y.value.real, x.value.imaginary / y.value.real};
  return complexQuotient(x.value, y.value);
}

Result<Ref> power(Vm& vm, Complex base, Complex exponent) {
  ComplexPower result = complexPower(base, exponent);
  switch (result.status) {
    case PowerStatus::kZeroDivision: return vm.raise(TypeId::kZeroDivisionError, "zero to a negative or complex power");
    case PowerStatus::kOverflow: return vm.raise(TypeId::kOverflowError, "complex exponentiation");
    case PowerStatus::kOk: break;
  }
  return fromValue(result.value);
}

template <BinaryOp op>
Result<Ref> arithmetic(Vm& vm, Value a, Value b) {
  Operand x, y;
  if (!TRY(operand(vm, a, &x)) || !TRY(operand(vm, b, &y))) return notImplementedRef();
  if (op == BinaryOp::kTrueDiv && y.value == Complex{}) return vm.raise(TypeId::kZeroDivisionError, "division by zero");
  switch (op) {
    case BinaryOp::kAdd: return fromValue(sum(x, y));
    case BinaryOp::kSub: return fromValue(difference(x, y));
    case BinaryOp::kMul: return fromValue(product(x, y));
    case BinaryOp::kTrueDiv: return fromValue(quotient(x, y));
    default: return power(vm, x.value, y.value);
  }
}
Result<Ref> powerModulo(Vm& vm, Value base, Value exponent, Value) {
  Operand x, y;
  if (!TRY(operand(vm, base, &x)) || !TRY(operand(vm, exponent, &y))) return notImplementedRef();
  return vm.raise(TypeId::kValueError, "complex modulo");
}
Result<Ref> negative(Vm&, Value v) { return newComplex(-valueIn(v).real, -valueIn(v).imaginary); }
Result<Ref> positive(Vm&, Value v) { return isExactly(v, TypeId::kComplex) ? Ref::share(v) : fromValue(valueIn(v)); }
Result<Ref> absolute(Vm& vm, Value v) {
  Complex value = valueIn(v);
  double length = std::hypot(value.real, value.imaginary);
  if (std::isinf(length) && std::isfinite(value.real) && std::isfinite(value.imaginary))
    return vm.raise(TypeId::kOverflowError, "absolute value too large");
  return newFloat(length);
}
Result<Ref> complexCompare(Vm& vm, Value a, Value b, CompareOp op) {
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (!equality || (!isComplex(b) && !isAnyFloat(b) && !isIntOrBool(b))) return notImplementedRef();
  Complex value = valueIn(a);
  bool equal;
  if (isComplex(b)) equal = value == valueIn(b);
  else if (isAnyFloat(b)) equal = value == Complex{floatValue(b), 0};
  else equal = value.imaginary == 0 && bigint::compareDouble(IntDigits(b).view, value.real) == 0;
  return boolRef(equal == (op == CompareOp::kEq));
}
Result<int64_t> complexHash(Vm& vm, Value v) {
  Complex value = valueIn(v);
  auto part = [&](double x) { return uint64_t(std::isnan(x) ? hashIdentity(vm, v).take() : hashDouble(x)); };
  auto hash = int64_t(part(value.real) + 1000003u * part(value.imaginary));
  return hash == -1 ? -2 : hash;
}
Result<bool> complexTruth(Vm&, Value v) { return !(valueIn(v) == Complex{}); }
Result<Ref> complexRepr(Vm& vm, Value v) { return newStr(vm, formatComplexRepr(valueIn(v).real, valueIn(v).imaginary)); }

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
  if (text.back() != 'j' && text.back() != 'J') return parseDouble(text, real) && ((*out = {real, 0}), true);
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

/// Underscores stand between digits only.
bool underscoresFit(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    auto digit = [&](size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    if (text[i] == '_' && (i == 0 || !digit(i - 1) || !digit(i + 1))) return false;
  }
  return true;
}

Result<Complex> fromText(Vm& vm, Value str) {
  std::string text = decimalText(str);
  if (!underscoresFit(text)) {
    Ref shown = TRY(repr(vm, str));
    return vm.raise(TypeId::kValueError, "could not convert string to complex: %s", utf8Of(shown).c_str());
  }
  Complex value;
  if (!parse(std::move(text), &value)) return vm.raise(TypeId::kValueError, "complex() arg is a malformed string");
  return value;
}

/// What a number is as a complex one: __complex__, itself, or a real number. `*known` says whether it is any of these.
Result<Operand> numberFrom(Vm& vm, Value v, bool* known) {
  *known = true;
  if (typeOf(v)->definesInPython(Dunder::kComplex)) {
    Ref made = TRY(callDunder(vm, v, Dunder::kComplex, {}));
    if (!isComplex(made)) return vm.raiseTypeErrorFor("__complex__ returned non-complex (type %s)", made);
    return Operand{valueIn(made), false};
  }
  if (isComplex(v)) return Operand{valueIn(v), false};
  *known = isAnyFloat(v) || typeOf(v)->definesInPython(Dunder::kFloat) || slotsOf(v).toFloat || hasIndex(v);
  if (!*known) return Operand{};
  return Operand{{TRY(toDouble(vm, v)), 0}, true};
}

/// complex(x): text or any number.
Result<Complex> fromOne(Vm& vm, Value v) {
  if (isStr(v)) return fromText(vm, v);
  bool known;
  Operand made = TRY(numberFrom(vm, v, &known));
  if (!known) return vm.raiseTypeErrorFor("complex() argument must be a string or a number, not %s", v);
  return made.value;
}

/// complex(real, imag): both may be complex themselves: real + imag * 1j.
Result<Complex> fromParts(Vm& vm, Value real, Value imaginary) {
  Operand x, y;
  bool known = true;
  if (real) x = TRY(numberFrom(vm, real, &known));
  if (!known) return vm.raiseTypeErrorFor("complex() argument 'real' must be a real number, not %s", real);
  if (!imaginary) return x.value;
  bool hasHook = typeOf(imaginary)->definesInPython(Dunder::kComplex) && !isComplex(imaginary);
  known = !hasHook || typeOf(imaginary)->definesInPython(Dunder::kFloat);
  if (known && hasHook) y = {{TRY(toDouble(vm, imaginary)), 0}, true};
  else if (known) y = TRY(numberFrom(vm, imaginary, &known));
  if (!known) return vm.raiseTypeErrorFor("complex() argument 'imag' must be a real number, not %s", imaginary);
  Complex value{x.value.real, y.value.real};
  if (!y.isReal) value.real -= y.value.imaginary;
  if (!x.isReal) value.imaginary += x.value.imaginary;
  return value;
}

Result<Ref> complexOfType(Vm& vm, TypeCell* type, Complex value) {
  Ref made = TRY(allocateObject(vm, type));
  made.as<ComplexCell>()->real = value.real;
  made.as<ComplexCell>()->imaginary = value.imaginary;
  return made;
}

Result<Ref> complexCreate(Vm& vm, Args args) {
  Value given[2];
  TRY(bindRaw(vm, "complex", args, {"real", "imag"}, 0, 2, given));
  auto* type = cellOf<TypeCell>(args[0]);
  bool single = args.count == 2 && !given[1];
  if (single && isExactly(given[0], TypeId::kComplex) && type == typeCell(TypeId::kComplex)) return Ref::share(given[0]);
  Complex value = single ? TRY(fromOne(vm, given[0])) : TRY(fromParts(vm, given[0], given[1]));
  return complexOfType(vm, type, value);
}

Result<Ref> fromNumber(Vm& vm, Args args) {
  bool known;
  Operand made = TRY(numberFrom(vm, args[1], &known));
  if (!known) return vm.raiseTypeErrorFor("must be real number, not %s", args[1]);
  if (args[0] == valueOf(typeCell(TypeId::kComplex))) return fromValue(made.value);
  Ref value = fromValue(made.value);
  return tailCall(vm, args[0], {value});
}

Result<Ref> formatMethod(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "__format__() argument must be str, not %s", argumentTypeName(args[1]).c_str());
  if (!cellOf<StrCell>(args[1])->length) return str(vm, args[0]);
  return textOrRaise(vm, formatComplex(valueIn(args[0]).real, valueIn(args[0]).imaginary, utf8Of(args[1]), typeName(args[0])));
}
Result<Ref> conjugate(Vm&, Args args) { return newComplex(valueIn(args[0]).real, -valueIn(args[0]).imaginary); }
Result<Ref> complexMethod(Vm& vm, Args args) { return positive(vm, args[0]); }
Result<Ref> getNewArgs(Vm& vm, Args args) {
  Ref real = newFloat(valueIn(args[0]).real), imaginary = newFloat(valueIn(args[0]).imaginary);
  return newPair(vm, real, imaginary);
}
Result<Ref> getReal(Vm&, Value v) { return newFloat(valueIn(v).real); }
Result<Ref> getImaginary(Vm&, Value v) { return newFloat(valueIn(v).imaginary); }

const NativeMethod kMethods[] = {{"__format__", "($self, format_spec, /)", formatMethod}, {"conjugate", "($self, /)", conjugate},
                                 {"__complex__", "($self, /)", complexMethod}, {"__getnewargs__", "($self, /)", getNewArgs},
                                 {"from_number", "($type, number, /)", fromNumber, kMethodClass, "Convert number to a complex floating-point number."}};
const NativeGetSet kAttributes[] = {{"real", getReal}, {"imag", getImaginary}};

constexpr NativeSlots complexSlots() {
  NativeSlots slots = {.repr = complexRepr, .hash = complexHash, .compare = complexCompare, .truth = complexTruth, .create = complexCreate};
  slots.binary[int(BinaryOp::kAdd)] = arithmetic<BinaryOp::kAdd>;
  slots.binary[int(BinaryOp::kSub)] = arithmetic<BinaryOp::kSub>;
  slots.binary[int(BinaryOp::kMul)] = arithmetic<BinaryOp::kMul>;
  slots.binary[int(BinaryOp::kTrueDiv)] = arithmetic<BinaryOp::kTrueDiv>;
  slots.binary[int(BinaryOp::kPow)] = arithmetic<BinaryOp::kPow>;
  slots.ternaryPower = powerModulo;
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
