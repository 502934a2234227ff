// int and bool: construction, conversion and comparison. Arithmetic is in int_arithmetic.cpp, methods in int_methods.cpp.
#include "objects/int.h"

#include <charconv>
#include <cstring>

#include "objects/allocate.h"
#include "objects/float.h"
#include "objects/int_operations.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/bytes.h"

namespace vitrine {

IntDigits::IntDigits(Value v) {
  if (v.isReference()) {
    auto* cell = cellOf<IntCell>(v);
    view = {cell->size < 0, {cell->digits, size_t(cell->size < 0 ? -cell->size : cell->size)}};
    return;
  }
  int64_t value = v.isBool() ? v.asBool() : v.asInt();
  uint64_t magnitude = value < 0 ? uint64_t(-value) : uint64_t(value);
  scratch[0] = uint32_t(magnitude);
  scratch[1] = uint32_t(magnitude >> 32);
  view = {value < 0, {scratch, size_t(scratch[1] ? 2 : scratch[0] ? 1 : 0)}};
}

Result<Ref> newIntCell(Vm& vm, TypeCell* type, BigIntView value) {
  size_t count = value.digits.size();
  if (count > (size_t(1) << 24)) return vm.raiseMemoryError();
  Ref made = TRY(allocateObject(vm, type, count * sizeof(uint32_t)));
  auto* cell = made.as<IntCell>();
  cell->size = value.negative ? -int32_t(count) : int32_t(count);
  if (count) std::memcpy(cell->digits, value.digits.data(), count * sizeof(uint32_t));
  return made;
}

Result<Ref> newInt(Vm& vm, const BigInt& value) {
  if (auto small = value.toInt64(); small && Value::fits(*small)) return Ref::steal(Value::integer(*small));
  return newIntCell(vm, typeCell(TypeId::kInt), value);
}
Result<Ref> newInt(Vm& vm, int64_t value) {
  if (Value::fits(value)) [[likely]] return Ref::steal(Value::integer(value));
  return newIntCell(vm, typeCell(TypeId::kInt), bigint::fromInt64(value));
}
Result<Ref> newIntUnsigned(Vm& vm, uint64_t value) {
  if (value <= uint64_t(Value::kMaxInt)) return Ref::steal(Value::integer(int64_t(value)));
  return newIntCell(vm, typeCell(TypeId::kInt), bigint::fromUint64(value));
}

std::optional<int64_t> asInt64(Value v) {
  if (v.isInt()) return v.asInt();
  if (v.isBool()) return v.asBool();
  return bigint::toInt64(IntDigits(v).view);
}

Result<Ref> exactInt(Vm& vm, Value v) {
  if (v.isInt() || isExactly(v, TypeId::kInt)) return Ref::share(v);
  return newInt(vm, BigInt(IntDigits(v).view));
}

namespace {

constexpr uint64_t kMaxTextDigits = 4300;  // sys.set_int_max_str_digits

Result<int64_t> intHash(Vm&, Value v) {
  if (v.isInt() || v.isBool()) {
    int64_t value = v.isInt() ? v.asInt() : v.asBool();
    return value == -1 ? -2 : value;
  }
  return bigint::hash(IntDigits(v).view);
}
Result<bool> intTruth(Vm&, Value v) { return v.isInt() ? v.asInt() != 0 : v.isBool() ? v.asBool() : !IntDigits(v).view.isZero(); }

Result<Ref> intCompare(Vm&, Value a, Value b, CompareOp op) {
  if (!isIntOrBool(a) || !isIntOrBool(b)) return notImplementedRef();
  if (Value::bothInts(a, b)) return boolRef(comparisonHolds(op, a.asInt() < b.asInt() ? -1 : a.asInt() > b.asInt()));
  auto order = bigint::compare(IntDigits(a).view, IntDigits(b).view);
  return boolRef(comparisonHolds(op, order < 0 ? -1 : order > 0));
}
Result<Ref> intRepr(Vm& vm, Value v) {
  if (v.isInt()) {
    char text[24];
    auto* end = std::to_chars(text, text + sizeof text, v.asInt()).ptr;
    return newStr(vm, {text, size_t(end - text)});
  }
  IntDigits digits(v);
  if (bigint::estimateDecimalDigits(digits.view) > kMaxTextDigits + 1) {
    return vm.raise(TypeId::kValueError,
                    "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
  }
  return newStr(vm, bigint::toString(digits.view));
}

Raised raiseLiteral(Vm& vm, Value shown, int base) {
  Ref text = TRY(repr(vm, shown));
  std::string quoted = utf8Of(text);
  return vm.raise(TypeId::kValueError, "invalid literal for int() with base %d: %s", base, quoted.substr(0, 200).c_str());
}

int radixOfPrefix(std::string_view digits) {
  if (digits.size() < 2 || digits[0] != '0') return 0;
  switch (digits[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 0;
  }
}

/// Sign, prefix, digits with single underscores between them; nothing where `text` is no such literal.
std::optional<BigInt> parseLiteral(std::string_view text, int base) {
  bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  int prefixed = radixOfPrefix(text);
  bool automatic = base == 0;
  if (prefixed && (automatic || base == prefixed)) {
    base = prefixed;
    text.remove_prefix(2);
    if (!text.empty() && text[0] == '_') text.remove_prefix(1);
  } else if (automatic) {
    base = 10;
    bool leadingZero = text.size() > 1 && text[0] == '0' && text.find_first_not_of("0_") != std::string_view::npos;
    if (leadingZero) return {};
  }
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_') {
      if (i == 0 || i + 1 == text.size() || text[i + 1] == '_') return {};
      continue;
    }
    if (text[i] == '-' || text[i] == '+') return {};
    digits += text[i];
  }
  auto value = bigint::parse(digits, base);
  if (value && negative) value = bigint::negate(*value);
  return value;
}

}  // namespace

/// A plain decimal number that is surely an immediate int: [sign] digits, at most 14 of them.
static bool readSmall(std::string_view body, int64_t* value) {
  constexpr size_t kSurelySmall = 14;
  bool sign = !body.empty() && (body[0] == '-' || body[0] == '+');
  std::string_view digits = body.substr(sign);
  if (digits.empty() || digits.size() > kSurelySmall) return false;
  int64_t number = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  *value = sign && body[0] == '-' ? -number : number;
  return true;
}

Result<Ref> intFromText(Vm& vm, std::string_view ascii, int base, Value shown) {
  size_t start = 0, end = ascii.size();
  auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f); };
  while (start < end && blank(ascii[start])) ++start;
  while (end > start && blank(ascii[end - 1])) --end;
  std::string_view body = ascii.substr(start, end - start);
  int64_t small;
  if (base == 10 && readSmall(body, &small)) return intRef(small);
  bool powerOfTwo = base && (base & (base - 1)) == 0;
  if (!powerOfTwo && body.size() > kMaxTextDigits && radixOfPrefix(body) == 0) {
    return vm.raise(TypeId::kValueError,
                    "Exceeds the limit (4300 digits) for integer string conversion: value has %zu digits; use "
                    "sys.set_int_max_str_digits() to increase the limit", body.size());
  }
  auto value = parseLiteral(body, base);
  if (!value) return raiseLiteral(vm, shown, base);
  return newInt(vm, *value);
}

namespace {

/// int(x): __int__, __index__, __trunc__ is gone (3.14), text, bytes.
Result<Ref> convert(Vm& vm, Value v) {
  if (v.isInt() || isExactly(v, TypeId::kInt)) return Ref::share(v);
  if (isExactly(v, TypeId::kStr) && cellOf<StrCell>(v)->ascii) return intFromText(vm, cellOf<StrCell>(v)->bytes(), 10, v);
  TypeCell* type = typeOf(v);
  if (type->definesInPython(Dunder::kInt)) {
    Ref result = TRY(callDunder(vm, v, Dunder::kInt, {}));
    if (!isIntOrBool(result)) return vm.raiseTypeErrorFor("__int__ returned non-int (type %s)", result);
    return exactInt(vm, result);
  }
  if (slotsOf(type).toInt) return slotsOf(type).toInt(vm, v);
  if (type->definesInPython(Dunder::kIndex) || slotsOf(type).index) {
    Ref result = TRY(toIndex(vm, v));
    return exactInt(vm, result);
  }
  if (isStr(v)) return intFromText(vm, decimalText(v), 10, v);
  if (auto bytes = bufferOf(v)) return intFromText(vm, *bytes, 10, v);
  return vm.raiseTypeErrorFor("int() argument must be a string, a bytes-like object or a real number, not '%s'", v);
}

Result<Ref> convertWithBase(Vm& vm, Value v, Value baseValue) {
  int64_t base = TRY(toIndex64(vm, baseValue, IndexOverflow::kClip));
  if (base != 0 && (base < 2 || base > 36)) return vm.raise(TypeId::kValueError, "int() base must be >= 2 and <= 36, or 0");
  if (isStr(v)) return intFromText(vm, decimalText(v), int(base), v);
  if (auto bytes = bufferOf(v)) return intFromText(vm, *bytes, int(base), v);
  return vm.raise(TypeId::kTypeError, "int() can't convert non-string with explicit base");
}

Result<Ref> intCreate(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  TRY(checkKeywords(vm, "int", args, {"base"}));
  TRY(checkArgumentCount(vm, "int", args, 0, 2));
  Value base = keywordValue(args, "base");
  if (args.count > 2) base = args[2];
  if (args.count < 2 && base) return vm.raise(TypeId::kTypeError, "int() missing string argument");
  Ref value = args.count < 2 ? intRef(0) : base ? TRY(convertWithBase(vm, args[1], base)) : TRY(convert(vm, args[1]));
  if (type == typeCell(TypeId::kInt)) return value;
  return newIntCell(vm, type, IntDigits(value).view);
}

Result<Ref> boolRepr(Vm&, Value v) { return intern(v.asBool() ? "True" : "False"); }
Result<Ref> boolCreate(Vm& vm, Args args) {
  TRY(refuseKeywords(vm, "bool", args));
  TRY(checkArgumentCount(vm, "bool", args, 0, 1));
  return boolRef(args.count > 1 && TRY(truth(vm, args[1])));
}
template <BinaryOp op>
Result<Ref> boolBitwise(Vm& vm, Value a, Value b) {
  if (!a.isBool() || !b.isBool()) return slotsOf(typeCell(TypeId::kInt)).binary[int(op)](vm, a, b);
  bool x = a.asBool(), y = b.asBool();
  return boolRef(op == BinaryOp::kAnd ? x && y : op == BinaryOp::kOr ? x || y : x != y);
}
constexpr NativeSlots boolSlots() {
  NativeSlots slots = {.repr = boolRepr, .create = boolCreate};
  slots.binary[int(BinaryOp::kAnd)] = boolBitwise<BinaryOp::kAnd>;
  slots.binary[int(BinaryOp::kOr)] = boolBitwise<BinaryOp::kOr>;
  slots.binary[int(BinaryOp::kXor)] = boolBitwise<BinaryOp::kXor>;
  return slots;
}

NativeSlots intSlots() {
  NativeSlots slots = {.repr = intRepr, .hash = intHash, .compare = intCompare, .truth = intTruth, .toInt = exactInt, .toFloat = intToFloat,
                       .index = exactInt, .create = intCreate};
  addIntOperators(slots);
  return slots;
}

}  // namespace

extern const NativeType kIntType = {
    .id = TypeId::kInt,
    .instanceBytes = sizeof(IntCell),
    .itemBytes = sizeof(uint32_t),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsInt,
    .slots = intSlots(),
    .methods = intMethods(),
    .attributes = intAttributes(),
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer",
};
const NativeType kBoolType = {
    .id = TypeId::kBool,
    .instanceBytes = sizeof(IntCell),
    .itemBytes = sizeof(uint32_t),
    .flags = kTypeInstantiable | kTypeIsInt,
    .slots = boolSlots(),
    .doc = "Returns True when the argument is true, False otherwise.",
};

}  // namespace vitrine
