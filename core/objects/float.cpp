// float: conversion, operators, comparison, methods (CPython: Objects/floatobject.c).
#include "objects/float.h"

#include <cmath>

#include "base/format_spec.h"
#include "base/number_format.h"
#include "objects/allocate.h"
#include "objects/bytes.h"
#include "objects/exception.h"
#include "objects/int_operations.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {

Ref newFloat(double value) {
  if (!std::isnan(value)) [[likely]] return Ref::steal(Value::floating(value));
  auto* cell = makeCell<FloatCell>(TypeId::kFloat);
  cell->value = value;
  return Ref::steal(cell);
}

Result<double> toDouble(Vm& vm, Value v) {
  if (isAnyFloat(v) && !typeOf(v)->definesInPython(Dunder::kFloat)) return floatValue(v);
  TypeCell* type = typeOf(v);
  Ref result;
  if (type->definesInPython(Dunder::kFloat)) {
    result = TRY(callDunder(vm, v, Dunder::kFloat, {}));
    if (!isAnyFloat(result)) {
      return vm.raise(TypeId::kTypeError, "%s.__float__ returned non-float (type %s)", typeName(v).c_str(), typeName(result).c_str());
    }
  } else if (slotsOf(type).toFloat) {
    result = TRY(slotsOf(type).toFloat(vm, v));
  } else if (type->definesInPython(Dunder::kIndex) || slotsOf(type).index) {
    Ref index = TRY(toIndex(vm, v));
    result = TRY(intToFloat(vm, index));
  } else {
    return vm.raiseTypeErrorFor("must be real number, not %s", v);
  }
  return floatValue(result);
}

namespace {

/// An operand as a double: floats and ints only; false for anything else.
Result<bool> operand(Vm& vm, Value v, double* out) {
  if (isAnyFloat(v)) {
    *out = floatValue(v);
    return true;
  }
  if (!isIntOrBool(v)) return false;
  Ref converted = TRY(intToFloat(vm, v));
  *out = floatValue(converted);
  return true;
}

double floorModulo(double x, double y, double* quotient) {
  double remainder = std::fmod(x, y), q = (x - remainder) / y;
  if (remainder) {
    if ((y < 0) != (remainder < 0)) {
      remainder += y;
      q -= 1;
    }
  } else {
    remainder = std::copysign(0.0, y);
  }
  if (q) {
    double whole = std::floor(q);
    *quotient = q - whole > 0.5 ? whole + 1 : whole;
  } else {
    *quotient = std::copysign(0.0, x / y);
  }
  return remainder;
}

Result<Ref> floatPower(Vm& vm, double x, double y) {
  if (x == 0 && y < 0 && !std::isinf(y)) return vm.raise(TypeId::kZeroDivisionError, "zero to a negative power");
  if (x < 0 && std::isfinite(x) && std::isfinite(y) && y != std::floor(y)) {
    Ref base = newComplex(x, 0), exponent = newComplex(y, 0);
    return binary(vm, BinaryOp::kPow, base, exponent);
  }
  double result = std::pow(x, y);
  if (std::isinf(result) && std::isfinite(x) && std::isfinite(y)) {
    constexpr int kRangeError = 34;  // ERANGE as Linux numbers it
    Ref text = TRY(newStr(vm, "Numerical result out of range")), args = TRY(newPair(vm, Value::integer(kRangeError), text));
    Ref exception = TRY(newException(vm, TypeId::kOverflowError, args));
    return vm.raiseObject(exception);
  }
  return newFloat(result);
}

template <BinaryOp op>
Result<Ref> arithmetic(Vm& vm, Value a, Value b) {
  double x, y, quotient;
  if (!TRY(operand(vm, a, &x)) || !TRY(operand(vm, b, &y))) return notImplementedRef();
  constexpr bool divides = op == BinaryOp::kTrueDiv || op == BinaryOp::kFloorDiv || op == BinaryOp::kMod || op == BinaryOp::kDivMod;
  if (divides && y == 0) {
    return vm.raise(TypeId::kZeroDivisionError, "division by zero");
  }
  switch (op) {
    case BinaryOp::kAdd: return newFloat(x + y);
    case BinaryOp::kSub: return newFloat(x - y);
    case BinaryOp::kMul: return newFloat(x * y);
    case BinaryOp::kTrueDiv: return newFloat(x / y);
    case BinaryOp::kFloorDiv: floorModulo(x, y, &quotient); return newFloat(quotient);
    case BinaryOp::kMod: return newFloat(floorModulo(x, y, &quotient));
    case BinaryOp::kPow: return floatPower(vm, x, y);
    default: {
      Ref remainder = newFloat(floorModulo(x, y, &quotient)), whole = newFloat(quotient);
      return newPair(vm, whole, remainder);
    }
  }
}

Result<Ref> powerModulo(Vm& vm, Value base, Value exponent, Value) {
  for (Value each : {base, exponent})
    if (!isAnyFloat(each) && !isIntOrBool(each)) return notImplementedRef();
  return vm.raise(TypeId::kTypeError, "pow() 3rd argument not allowed unless all arguments are integers");
}

Result<Ref> negative(Vm&, Value v) { return newFloat(-floatValue(v)); }
Result<Ref> positive(Vm&, Value v) { return v.isFloat() ? Ref::share(v) : newFloat(floatValue(v)); }
Result<Ref> absolute(Vm&, Value v) { return newFloat(std::fabs(floatValue(v))); }

/// Exact against ints of any size (R6).
Result<Ref> floatCompare(Vm&, Value a, Value b, CompareOp op) {
  std::partial_ordering order = std::partial_ordering::unordered;
  if (isAnyFloat(b)) order = floatValue(a) <=> floatValue(b);
  else if (isIntOrBool(b)) {
    auto reversed = bigint::compareDouble(IntDigits(b).view, floatValue(a));
    order = reversed < 0 ? std::partial_ordering::greater : reversed > 0 ? std::partial_ordering::less : reversed;
  } else {
    return notImplementedRef();
  }
  if (order == std::partial_ordering::unordered) return boolRef(op == CompareOp::kNe);
  return boolRef(comparisonHolds(op, order < 0 ? -1 : order > 0));
}
Result<int64_t> floatHash(Vm& vm, Value v) {
  double value = floatValue(v);
  return std::isnan(value) ? hashIdentity(vm, v) : Result<int64_t>(hashDouble(value));
}
Result<bool> floatTruth(Vm&, Value v) { return floatValue(v) != 0; }
Result<Ref> floatRepr(Vm& vm, Value v) { return newStr(vm, formatRepr(floatValue(v))); }

Result<Ref> doubleToInt(Vm& vm, double value) {
  if (std::isnan(value)) return vm.raise(TypeId::kValueError, "cannot convert float NaN to integer");
  if (std::isinf(value)) return vm.raise(TypeId::kOverflowError, "cannot convert float infinity to integer");
  if (std::fabs(value) < 1e14) return newInt(vm, int64_t(value));
  return newInt(vm, bigint::fromDouble(value));
}
Result<Ref> toInt(Vm& vm, Value v) { return doubleToInt(vm, floatValue(v)); }

Result<double> parseText(Vm& vm, std::string_view ascii, Value shown) {
  size_t start = ascii.find_first_not_of(" \t\n\v\f\r\x1c\x1d\x1e\x1f"), end = ascii.find_last_not_of(" \t\n\v\f\r\x1c\x1d\x1e\x1f");
  double value = 0;
  bool good = start != std::string_view::npos && parseDouble(ascii.substr(start, end - start + 1), value);
  if (good) return value;
  Ref text = TRY(repr(vm, shown));
  return vm.raise(TypeId::kValueError, "could not convert string to float: %s", utf8Of(text).c_str());
}

Result<double> convert(Vm& vm, Value v) {
  if (isStr(v)) return parseText(vm, decimalText(v), v);
  if (auto bytes = bufferOf(v)) return parseText(vm, *bytes, v);
  TypeCell* type = typeOf(v);
  bool real = isAnyFloat(v) || type->definesInPython(Dunder::kFloat) || slotsOf(type).toFloat || hasIndex(v);
  if (!real) return vm.raiseTypeErrorFor("float() argument must be a string or a real number, not '%s'", v);
  return toDouble(vm, v);
}

Result<Ref> floatCreate(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  if (type == typeCell(TypeId::kFloat)) TRY(refuseKeywords(vm, "float", args));
  TRY(checkArgumentCount(vm, "float", args, 0, 1));
  double value = args.count > 1 ? TRY(convert(vm, args[1])) : 0.0;
  if (type == typeCell(TypeId::kFloat)) {
    if (args.count > 1 && isExactly(args[1], TypeId::kFloat)) return Ref::share(args[1]);  // a NaN keeps its identity
    return newFloat(value);
  }
  Ref made = TRY(allocateObject(vm, type));
  made.as<FloatCell>()->value = value;
  return made;
}

Result<Ref> formatMethod(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "__format__() argument must be str, not %s", argumentTypeName(args[1]).c_str());
  if (!cellOf<StrCell>(args[1])->length) return str(vm, args[0]);
  return textOrRaise(vm, formatFloat(floatValue(args[0]), utf8Of(args[1]), typeName(args[0])));
}
Result<Ref> isInteger(Vm&, Args args) {
  double value = floatValue(args[0]);
  return boolRef(std::isfinite(value) && value == std::floor(value));
}
Result<Ref> asIntegerRatio(Vm& vm, Args args) {
  double value = floatValue(args[0]);
  if (std::isinf(value)) return vm.raise(TypeId::kOverflowError, "cannot convert Infinity to integer ratio");
  if (std::isnan(value)) return vm.raise(TypeId::kValueError, "cannot convert NaN to integer ratio");
  auto ratio = integerRatio(value);
  Ref numerator = TRY(newInt(vm, ratio.numerator)), denominator = TRY(newInt(vm, ratio.denominator));
  return newPair(vm, numerator, denominator);
}
Result<Ref> roundMethod(Vm& vm, Args args) {
  double value = floatValue(args[0]);
  if (!args.has(1) || isNone(args[1])) return doubleToInt(vm, std::isfinite(value) ? roundHalfEven(value) : value);
  int64_t digits = TRY(toIndex64(vm, args[1], IndexOverflow::kClip));
  if (!std::isfinite(value)) return Ref::share(args[0]);
  auto rounded = roundDouble(value, digits);
  if (!rounded) return vm.raise(TypeId::kOverflowError, "rounded value too large to represent");
  return newFloat(*rounded);
}
Result<Ref> trunc(Vm& vm, Args args) { return doubleToInt(vm, std::trunc(floatValue(args[0]))); }
Result<Ref> floor(Vm& vm, Args args) { return doubleToInt(vm, std::floor(floatValue(args[0]))); }
Result<Ref> ceil(Vm& vm, Args args) { return doubleToInt(vm, std::ceil(floatValue(args[0]))); }
Result<Ref> conjugate(Vm& vm, Args args) { return positive(vm, args[0]); }
Result<Ref> hex(Vm& vm, Args args) { return newStr(vm, formatHexFloat(floatValue(args[0]))); }
Result<Ref> fromHex(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "bad argument type for built-in operation");
  double value = 0;
  switch (parseHexFloat(utf8Of(args[1]), value)) {
    case HexFloatStatus::Invalid: return vm.raise(TypeId::kValueError, "invalid hexadecimal floating-point string");
    case HexFloatStatus::Overflow: return vm.raise(TypeId::kOverflowError, "hexadecimal value too large to represent as a float");
    case HexFloatStatus::Ok: break;
  }
  Ref made = newFloat(value);
  if (args[0] == valueOf(typeCell(TypeId::kFloat))) return made;
  return tailCall(vm, args[0], {made});
}
Result<Ref> fromNumber(Vm& vm, Args args) {
  double value = TRY(toDouble(vm, args[1]));
  Ref made = newFloat(value);
  if (args[0] == valueOf(typeCell(TypeId::kFloat))) return made;
  return tailCall(vm, args[0], {made});
}
Result<Ref> getFormat(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "__getformat__() argument must be str, not %s", argumentTypeName(args[1]).c_str());
  if (!equalsAscii(cellOf<StrCell>(args[1]), "double") && !equalsAscii(cellOf<StrCell>(args[1]), "float"))
    return vm.raise(TypeId::kValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  return newStr(vm, "IEEE, little-endian");
}
Result<Ref> getNewArgs(Vm& vm, Args args) {
  Ref value = newFloat(floatValue(args[0]));
  return newSingle(vm, value);
}
Result<Ref> getReal(Vm& vm, Value v) { return positive(vm, v); }
Result<Ref> getImaginary(Vm&, Value) { return newFloat(0.0); }

const NativeMethod kMethods[] = {
    {"__format__", "($self, format_spec, /)", formatMethod}, {"is_integer", "($self, /)", isInteger},
    {"as_integer_ratio", "($self, /)", asIntegerRatio}, {"__round__", "($self, ndigits=None, /)", roundMethod},
    {"__trunc__", "($self, /)", trunc}, {"__floor__", "($self, /)", floor}, {"__ceil__", "($self, /)", ceil},
    {"conjugate", "($self, /)", conjugate}, {"hex", "($self, /)", hex}, {"fromhex", "($type, string, /)", fromHex, kMethodClass},
    {"from_number", "($type, number, /)", fromNumber, kMethodClass}, {"__getnewargs__", "($self, /)", getNewArgs},
    {"__getformat__", "($type, typestr, /)", getFormat, kMethodClass},
};
const NativeGetSet kAttributes[] = {{"real", getReal}, {"imag", getImaginary}};

constexpr NativeSlots floatSlots() {
  NativeSlots slots = {.repr = floatRepr, .hash = floatHash, .compare = floatCompare, .truth = floatTruth, .toInt = toInt, .toFloat = positive,
                       .create = floatCreate};
  slots.binary[int(BinaryOp::kAdd)] = arithmetic<BinaryOp::kAdd>;
  slots.binary[int(BinaryOp::kSub)] = arithmetic<BinaryOp::kSub>;
  slots.binary[int(BinaryOp::kMul)] = arithmetic<BinaryOp::kMul>;
  slots.binary[int(BinaryOp::kTrueDiv)] = arithmetic<BinaryOp::kTrueDiv>;
  slots.binary[int(BinaryOp::kFloorDiv)] = arithmetic<BinaryOp::kFloorDiv>;
  slots.binary[int(BinaryOp::kMod)] = arithmetic<BinaryOp::kMod>;
  slots.binary[int(BinaryOp::kDivMod)] = arithmetic<BinaryOp::kDivMod>;
  slots.binary[int(BinaryOp::kPow)] = arithmetic<BinaryOp::kPow>;
  slots.ternaryPower = powerModulo;
  slots.unary[int(UnaryOp::kNeg)] = negative;
  slots.unary[int(UnaryOp::kPos)] = positive;
  slots.unary[int(UnaryOp::kAbs)] = absolute;
  return slots;
}

}  // namespace

const NativeType kFloatType = {
    .id = TypeId::kFloat,
    .instanceBytes = sizeof(FloatCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsFloat,
    .slots = floatSlots(),
    .methods = kMethods,
    .attributes = kAttributes,
    .doc = "Convert a string or number to a floating-point number, if possible.",
};

}  // namespace vitrine
