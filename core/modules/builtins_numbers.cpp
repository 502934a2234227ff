// builtins about numbers and characters. CPython: Python/bltinmodule.c.
#include "modules/builtins.h"

#include "base/utf8.h"
#include "objects/bytes.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/str.h"

namespace vitrine::builtins {

namespace {

Result<Ref> inRadix(Vm& vm, Value v, int radix, const char* prefix) {
  Ref index = TRY(toIndex(vm, v));
  std::string digits = bigint::toString(IntDigits(index).view, radix);
  digits.insert(digits[0] == '-' ? 1 : 0, prefix);
  return newStr(vm, digits);
}

}  // namespace

Result<Ref> absolute(Vm& vm, Args args) {
  if (definesInPython(args[0], Dunder::kAbs)) return tailCallDunder(vm, args[0], Dunder::kAbs, {});
  return unary(vm, UnaryOp::kAbs, args[0]);
}

Result<Ref> bin(Vm& vm, Args args) { return inRadix(vm, args[0], 2, "0b"); }
Result<Ref> hex(Vm& vm, Args args) { return inRadix(vm, args[0], 16, "0x"); }
Result<Ref> oct(Vm& vm, Args args) { return inRadix(vm, args[0], 8, "0o"); }

Result<Ref> chr(Vm& vm, Args args) {
  Ref index = TRY(toIndex(vm, args[0]));
  auto value = asInt64(index);
  if (!value || *value < 0 || *value > int64_t(utf8::kMaxCodePoint)) return vm.raise(TypeId::kValueError, "chr() arg not in range(0x110000)");
  return characterStr(char32_t(*value));
}

Result<Ref> ord(Vm& vm, Args args) {
  Value v = args[0];
  uint32_t length;
  int64_t code = 0;
  if (isStr(v)) {
    length = cellOf<StrCell>(v)->length;
    if (length == 1) code = int64_t(cellOf<StrCell>(v)->at(0));
  } else if (isBytes(v)) {
    length = cellOf<BytesCell>(v)->length;
    if (length == 1) code = uint8_t(cellOf<BytesCell>(v)->data[0]);
  } else if (isInstance(v, TypeId::kByteArray)) {
    length = cellOf<ByteArrayCell>(v)->length;
    if (length == 1) code = *at<uint8_t>(cellOf<ByteArrayCell>(v)->buffer);
  } else {
    return vm.raiseTypeErrorFor("ord() expected string of length 1, but %s found", v);
  }
  if (length != 1) return vm.raise(TypeId::kTypeError, "ord() expected a character, but string of length %u found", length);
  return newInt(vm, code);
}

Result<Ref> divMod(Vm& vm, Args args) { return binary(vm, BinaryOp::kDivMod, args[0], args[1]); }

Result<Ref> pow(Vm& vm, Args args) { return power(vm, args[0], args[1], args.has(2) ? args[2] : none()); }

/// values: number, ndigits.
Result<Ref> round(Vm& vm, Args args) {
  Value method = lookupOnType(args[0], Dunder::kRound);
  if (!method) return vm.raiseTypeErrorFor("type %s doesn't define __round__ method", args[0]);
  Ref held = Ref::share(method);
  Ref bound = TRY(bindDescriptor(vm, held, args[0], valueOf(typeOf(args[0]))));
  if (args.has(1) && !isNone(args[1])) return tailCall(vm, bound, {args[1]});
  return tailCall(vm, bound, {});
}

}  // namespace vitrine::builtins
