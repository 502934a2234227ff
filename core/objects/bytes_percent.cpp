// bytes % args and bytearray % args (PEP 461). See percent.h.
#include "base/utf8.h"
#include "objects/bytes_methods.h"
#include "objects/int.h"
#include "objects/percent.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {
namespace {

/// What %b and %s put in: a bytes-like object's bytes, or what __bytes__ gives.
Result<std::string> bytesFor(Vm& vm, Value value) {
  if (auto view = bufferOf(value)) return std::string(*view);
  Ref name = intern("__bytes__");
  if (!lookupOnType(typeOf(value), name)) {
    return vm.raiseTypeErrorFor("%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", value);
  }
  Ref result = TRY(callMethod(vm, value, name));
  if (!isBytes(result)) return vm.raiseTypeErrorFor("__bytes__ returned non-bytes (type %s)", result);
  return std::string(selfView(result));
}

Result<std::string> byteFor(Vm& vm, Value value) {
  if (auto view = bufferOf(value)) {
    if (view->size() == 1) return std::string(*view);
    return vm.raise(TypeId::kTypeError, "%%c requires an integer in range(256) or a single byte, not a %s object of length %zu",
                    typeName(value).c_str(), view->size());
  }
  if (!hasIndex(value)) {
    return vm.raise(TypeId::kTypeError, "%%c requires an integer in range(256) or a single byte, not %s", typeName(value).c_str());
  }
  Ref index = TRY(toIndex(vm, value));
  auto code = asInt64(index);
  if (!code || *code < 0 || *code > 255) return vm.raise(TypeId::kOverflowError, "%%c arg not in range(256)");
  return std::string(1, char(*code));
}

Result<void> appendPadded(Vm& vm, std::string& out, std::string_view text, const PrintfSpec& spec, bool cut) {
  if (cut && spec.hasPrecision && uint64_t(spec.precision) < text.size()) text = text.substr(0, size_t(spec.precision));
  int64_t blanks = spec.width - int64_t(text.size());
  if (blanks > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
  if (blanks > 0 && !spec.leftAlign) out.append(size_t(blanks), ' ');
  out += text;
  if (blanks > 0 && spec.leftAlign) out.append(size_t(blanks), ' ');
  return {};
}

Raised raiseUnknown(Vm& vm, std::string_view format, const PrintfSpec& spec) {
  if (spec.conversion >= 0x80) return vm.raise(TypeId::kOverflowError, "character argument not in range(0x110000)");
  return vm.raise(TypeId::kValueError, "unsupported format character '%c' (0x%x) at index %zu", char(spec.conversion), unsigned(spec.conversion),
                  spec.conversionOffset);
}

Result<void> appendConverted(Vm& vm, std::string& out, std::string_view format, const PrintfSpec& spec, Value value) {
  switch (spec.conversion) {
    case 's':
    case 'b': return appendPadded(vm, out, TRY(bytesFor(vm, value)), spec, true);
    case 'r':
    case 'a': {
      Ref text = TRY(ascii(vm, value));
      return appendPadded(vm, out, text.as<StrCell>()->bytes(), spec, true);
    }
    case 'c': return appendPadded(vm, out, TRY(byteFor(vm, value)), spec, false);
  }
  if (!isIntegerConversion(spec.conversion) && !isFloatConversion(spec.conversion)) return raiseUnknown(vm, format, spec);
  out += TRY(percentNumber(vm, value, spec, "float argument required, not %s"));
  return {};
}

Result<void> appendConversion(Vm& vm, std::string& out, std::string_view format, size_t& at, PercentArguments& arguments) {
  if (at + 1 < format.size() && format[at + 1] == '%') {
    out += '%';
    at += 2;
    return {};
  }
  PrintfSpec spec;
  std::string error;
  if (!parsePrintfSpec(format, at, spec, error))
    return vm.raise(TypeId::kValueError, "%s", error == "precision too big" ? "prec too big" : error.c_str());
  at = spec.conversionOffset + 1;
  if (spec.hasKey) {
    Ref key = TRY(newBytes(vm, spec.key));
    TRY(arguments.select(vm, key));
  }
  TRY(arguments.fetchStars(vm, spec));
  Value value = TRY(arguments.next(vm));
  return appendConverted(vm, out, format, spec, value);
}

}  // namespace

Result<Ref> bytesPercent(Vm& vm, Value left, Value right) {
  if (!bufferOf(left)) return notImplementedRef();
  std::string format(selfView(left)), out;  // a copy: Python code may change a bytearray meanwhile
  PercentArguments arguments(right, !bufferOf(right) && !isStr(right));
  for (size_t at = 0; at < format.size();) {
    size_t percent = format.find('%', at);
    if (percent == std::string::npos) percent = format.size();
    out.append(format, at, percent - at);
    at = percent;
    if (at < format.size()) TRY(appendConversion(vm, out, format, at, arguments));
  }
  if (arguments.leftOver()) return vm.raise(TypeId::kTypeError, "not all arguments converted during bytes formatting");
  return newLike(vm, left, out);
}

}  // namespace vitrine
