// The methods and attributes of int.
#include "base/format_spec.h"
#include "base/number_format.h"
#include "base/unicode.h"
#include "objects/allocate.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int_operations.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {

Result<Ref> newPair(Vm& vm, Value first, Value second) { return newTuple(vm, {first, second}); }

Result<Ref> newSingle(Vm& vm, Value item) { return newTuple(vm, {item}); }

std::string decimalText(Value str) {
  auto* s = cellOf<StrCell>(str);
  if (s->ascii) return std::string(s->bytes());
  std::string out;
  for (uint32_t i = 0; i < s->length; ++i) {
    char32_t c = s->at(i);
    int digit = unicode::decimalValue(c);
    out += c < 128 ? char(c) : unicode::isSpace(c) ? ' ' : digit >= 0 ? char('0' + digit) : '?';
  }
  return out;
}

Result<Ref> textOrRaise(Vm& vm, FormatResult result) {
  switch (result.error) {
    case FormatError::None: return newStr(vm, result.text);
    case FormatError::Value: return vm.raise(TypeId::kValueError, "%s", result.text.c_str());
    case FormatError::Overflow: return vm.raise(TypeId::kOverflowError, "%s", result.text.c_str());
    default: return vm.raiseMemoryError();
  }
}

namespace {

Result<Ref> formatMethod(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "__format__() argument must be str, not %s", argumentTypeName(args[1]).c_str());
  if (!cellOf<StrCell>(args[1])->length) return str(vm, args[0]);
  return textOrRaise(vm, formatInteger(IntDigits(args[0]).view, utf8Of(args[1]), typeName(args[0])));
}
Result<Ref> bitLength(Vm& vm, Args args) { return newInt(vm, int64_t(bigint::bitLength(IntDigits(args[0]).view))); }
Result<Ref> bitCount(Vm& vm, Args args) { return newInt(vm, int64_t(bigint::bitCount(IntDigits(args[0]).view))); }
Result<Ref> conjugate(Vm& vm, Args args) { return exactInt(vm, args[0]); }
Result<Ref> asIntegerRatio(Vm& vm, Args args) {
  Ref value = TRY(exactInt(vm, args[0]));
  return newPair(vm, value, Value::integer(1));
}
Result<Ref> isInteger(Vm&, Args) { return boolRef(true); }

Result<Ref> roundMethod(Vm& vm, Args args) {
  if (!args.has(1) || isNone(args[1])) return exactInt(vm, args[0]);
  Ref digits = TRY(toIndex(vm, args[1]));
  int64_t places = TRY(toIndex64(vm, digits, IndexOverflow::kClip));
  if (places >= 0) return exactInt(vm, args[0]);
  uint64_t count = uint64_t(-(places + 1)) + 1;
  IntDigits value(args[0]);
  if (count > bigint::estimateDecimalDigits(value.view) + 1) return intRef(0);
  return newInt(vm, roundInteger(value.view, count));
}

Result<ByteOrder> byteOrder(Vm& vm, const char* method, Value v) {
  if (!v) return ByteOrder::Big;
  if (!isStr(v)) return vm.raise(TypeId::kTypeError, "%s() argument 'byteorder' must be str, not %s", method, argumentTypeName(v).c_str());
  if (equalsAscii(cellOf<StrCell>(v), "big")) return ByteOrder::Big;
  if (equalsAscii(cellOf<StrCell>(v), "little")) return ByteOrder::Little;
  return vm.raise(TypeId::kValueError, "byteorder must be either 'little' or 'big'");
}
Result<Ref> toBytes(Vm& vm, Args args) {
  int64_t length = args.has(1) ? TRY(sizeArgument(vm, args[1])) : 1;
  ByteOrder order = TRY(byteOrder(vm, "to_bytes", args.has(2) ? args[2] : Value()));
  bool isSigned = args.has(3) && TRY(truth(vm, args[3]));
  if (length < 0) return vm.raise(TypeId::kValueError, "length argument must be non-negative");
  if (length > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
  IntDigits value(args[0]);
  if (!isSigned && value.view.negative) return vm.raise(TypeId::kOverflowError, "can't convert negative int to unsigned");
  auto bytes = bigint::toBytes(value.view, size_t(length), order, isSigned ? Signedness::Signed : Signedness::Unsigned);
  if (!bytes) return vm.raise(TypeId::kOverflowError, "int too big to convert");
  return newBytes(vm, *bytes);
}
Result<Ref> fromBytes(Vm& vm, Args args) {
  ByteOrder order = TRY(byteOrder(vm, "from_bytes", args.has(2) ? args[2] : Value()));
  bool makesNone = isStr(args[1]) || (hasIndex(args[1]) && !bufferOf(args[1]));  // what bytes() takes for a count or text
  if (makesNone) return vm.raiseTypeErrorFor("cannot convert '%s' object to bytes", args[1]);
  Ref source = isBytes(args[1]) ? Ref::share(args[1]) : TRY(call(vm, valueOf(typeCell(TypeId::kBytes)), {args[1]}));
  bool isSigned = args.has(3) && TRY(truth(vm, args[3]));
  auto view = source.as<BytesCell>()->view();
  Ref value = TRY(newInt(vm, bigint::fromBytes({reinterpret_cast<const uint8_t*>(view.data()), view.size()}, order,
                                               isSigned ? Signedness::Signed : Signedness::Unsigned)));
  if (args[0] == valueOf(typeCell(TypeId::kInt))) return value;
  return tailCall(vm, args[0], {value});
}
Result<Ref> getNewArgs(Vm& vm, Args args) {
  Ref value = TRY(exactInt(vm, args[0]));
  return newTuple(vm, {value});
}
Result<Ref> sizeOf(Vm& vm, Args args) {
  IntDigits value(args[0]);  // CPython: 24 bytes and four per 30-bit digit
  uint64_t digits = value.view.isZero() ? 1 : (bigint::bitLength(value.view) + 29) / 30;
  return newInt(vm, int64_t(24 + 4 * digits));
}

Result<Ref> getSelf(Vm& vm, Value v) { return exactInt(vm, v); }
Result<Ref> getZero(Vm&, Value) { return intRef(0); }
Result<Ref> getOne(Vm&, Value) { return intRef(1); }

const NativeMethod kMethods[] = {
    {"__format__", "($self, format_spec, /)", formatMethod},
    {"bit_length", "($self, /)", bitLength, kMethodPlain, "Number of bits necessary to represent self in binary."},
    {"bit_count", "($self, /)", bitCount, kMethodPlain, "Number of ones in the binary representation of the absolute value of self."},
    {"conjugate", "($self, /)", conjugate},
    {"as_integer_ratio", "($self, /)", asIntegerRatio},
    {"is_integer", "($self, /)", isInteger},
    {"__round__", "($self, ndigits=None, /)", roundMethod},
    {"__trunc__", "($self, /)", conjugate}, {"__floor__", "($self, /)", conjugate}, {"__ceil__", "($self, /)", conjugate},
    {"to_bytes", "($self, /, length=1, byteorder='big', *, signed=False)", toBytes},
    {"from_bytes", "($type, /, bytes, byteorder='big', *, signed=False)", fromBytes, kMethodClass},
    {"__getnewargs__", "($self, /)", getNewArgs},
    {"__sizeof__", "($self, /)", sizeOf},
};
const NativeGetSet kAttributes[] = {{"real", getSelf}, {"imag", getZero}, {"numerator", getSelf}, {"denominator", getOne}};

}  // namespace

std::span<const NativeMethod> intMethods() { return kMethods; }
std::span<const NativeGetSet> intAttributes() { return kAttributes; }

}  // namespace vitrine
