// str % args. See percent.h.
#include <charconv>

#include "objects/int.h"
#include "objects/percent.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str_methods.h"

namespace vitrine {
namespace {

/// Text cut to the precision and filled up to the width.
Result<void> appendText(Vm& vm, StrBuilder& out, Value text, const PrintfSpec& spec) {
  const StrCell* s = strCell(text);
  uint32_t length = s->length;
  if (spec.hasPrecision && uint64_t(spec.precision) < length) length = uint32_t(spec.precision);
  int64_t blanks = spec.width - int64_t(length);
  if (blanks > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
  if (blanks > 0 && !spec.leftAlign) out.appendRepeated(' ', size_t(blanks));
  out.append(s, 0, length);
  if (blanks > 0 && spec.leftAlign) out.appendRepeated(' ', size_t(blanks));
  return {};
}

Result<Ref> characterFor(Vm& vm, Value value) {
  if (isStr(value)) {
    if (strCell(value)->length == 1) return Ref::share(value);
    return vm.raise(TypeId::kTypeError, "%%c requires an int or a unicode character, not a string of length %u", strCell(value)->length);
  }
  if (!hasIndex(value)) return vm.raiseTypeErrorFor("%c requires an int or a unicode character, not %s", value);
  Ref index = TRY(toIndex(vm, value));
  auto code = asInt64(index);
  if (!code || *code < 0 || *code > 0x10FFFF) return vm.raise(TypeId::kOverflowError, "%%c arg not in range(0x110000)");
  return characterStr(char32_t(*code));
}

Result<void> appendConverted(Vm& vm, StrBuilder& out, std::string_view format, PrintfSpec& spec, Value value) {
  switch (spec.conversion) {
    case 's': {
      Ref text = TRY(str(vm, value));
      return appendText(vm, out, text, spec);
    }
    case 'r': {
      Ref text = TRY(repr(vm, value));
      return appendText(vm, out, text, spec);
    }
    case 'a': {
      Ref text = TRY(ascii(vm, value));
      return appendText(vm, out, text, spec);
    }
    case 'c': {
      Ref text = TRY(characterFor(vm, value));
      spec.hasPrecision = false;
      return appendText(vm, out, text, spec);
    }
  }
  if (!isIntegerConversion(spec.conversion) && !isFloatConversion(spec.conversion))
    return vm.raise(TypeId::kValueError, "%s", printfUnknownConversion(format, spec).c_str());
  std::string number = TRY(percentNumber(vm, value, spec, nullptr));
  out.appendLatin(number);
  return {};
}

/// "%s" of a str and "%d" of a small int, without flags: the commonest conversions. True where it was one.
bool appendQuickly(StrBuilder& out, char conversion, Value value) {
  if (conversion == 's' && isExactly(value, TypeId::kStr)) {
    out.append(strCell(value));
    return true;
  }
  if ((conversion != 'd' && conversion != 's') || !value.isInt()) return false;
  char digits[24];
  auto end = std::to_chars(digits, digits + sizeof digits, value.asInt()).ptr;
  out.appendLatin({digits, size_t(end - digits)});
  return true;
}

/// The conversion whose '%' is at format[at]; `at` moves behind it.
Result<void> appendConversion(Vm& vm, StrBuilder& out, std::string_view format, size_t& at, PercentArguments& arguments) {
  char next = at + 1 < format.size() ? format[at + 1] : 0;
  if (next == '%') {
    out.appendCharacter('%');
    at += 2;
    return {};
  }
  PrintfSpec spec;
  std::string error;
  size_t start = at;
  if (!parsePrintfSpec(format, at, spec, error)) return vm.raise(TypeId::kValueError, "%s", error.c_str());
  if (spec.hasKey) {
    Ref key = TRY(newStr(vm, spec.key));
    TRY(arguments.select(vm, key));
  }
  TRY(arguments.fetchStars(vm, spec));
  Value value = TRY(arguments.next(vm));
  if (at == start + 2 && appendQuickly(out, next, value)) return {};
  return appendConverted(vm, out, format, spec, value);
}

}  // namespace

Result<Ref> strPercent(Vm& vm, Value left, Value right) {
  if (!isStr(left)) return notImplementedRef();
  const StrCell* s = strCell(left);
  std::string wide;  // the format as WTF-8, where it is not ASCII
  if (!s->ascii) appendUtf8(wide, s);
  std::string_view format = s->ascii ? s->bytes() : std::string_view(wide);
  PercentArguments arguments(right, !isStr(right));
  StrBuilder out;
  for (size_t at = 0; at < format.size();) {
    size_t percent = format.find('%', at);
    if (percent == std::string_view::npos) percent = format.size();
    out.append(format.substr(at, percent - at));
    at = percent;
    if (at < format.size()) TRY(appendConversion(vm, out, format, at, arguments));
  }
  if (arguments.leftOver()) return vm.raise(TypeId::kTypeError, "not all arguments converted during string formatting");
  return out.finish(vm);
}

}  // namespace vitrine
