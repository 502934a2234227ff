// bytes and bytearray: hexadecimal text, translation tables, decode.
#include "objects/bytes_methods.h"
#include "objects/codecs.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {
namespace {

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

Raised raiseNotHex(Vm& vm, size_t position) {
  return vm.raise(TypeId::kValueError, "non-hexadecimal number found in fromhex() arg at position %zu", position);
}

/// The bytes that pairs of digits stand for, blanks between pairs passed by.
Result<std::string> bytesFromHex(Vm& vm, std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    char c = text[at];
    if (c == ' ' || (c >= 9 && c <= 13)) {
      ++at;
      continue;
    }
    if (hexDigit(c) < 0) return raiseNotHex(vm, at);
    if (at + 1 >= text.size()) return vm.raise(TypeId::kValueError, "fromhex() arg must contain an even number of hexadecimal digits");
    if (hexDigit(text[at + 1]) < 0) return raiseNotHex(vm, at + 1);
    out += char(hexDigit(c) << 4 | hexDigit(text[at + 1]));
    at += 2;
  }
  return out;
}

/// The separator of hex(), one ASCII character.
Result<char> separatorOf(Vm& vm, Value v) {
  int64_t count = TRY(length(vm, v));
  if (count != 1) return vm.raise(TypeId::kValueError, "sep must be length 1.");
  char32_t c;
  if (isStr(v)) c = cellOf<StrCell>(v)->at(0);
  else if (isBytes(v)) c = uint8_t(selfView(v)[0]);
  else return vm.raise(TypeId::kTypeError, "sep must be str or bytes.");
  if (c > 127) return vm.raise(TypeId::kValueError, "sep must be ASCII.");
  return char(c);
}

/// Deletes the bytes in `removed` and maps the rest by `table`, where there is one.
std::string translated(std::string_view text, const char* table, std::string_view removed) {
  bool drops[256] = {};
  for (char c : removed) drops[uint8_t(c)] = true;
  std::string out;
  out.reserve(text.size());
  for (char c : text)
    if (!drops[uint8_t(c)]) out += table ? table[uint8_t(c)] : c;
  return out;
}

}  // namespace

namespace bytesmethods {

Result<Ref> fromHex(Vm& vm, Args args) {
  std::string_view text;
  if (isStr(args[1])) {
    const auto* s = cellOf<StrCell>(args[1]);
    for (uint32_t i = 0; !s->ascii && i < s->length; ++i)
      if (s->at(i) > 127) return raiseNotHex(vm, i);
    text = s->bytes();
  } else if (auto view = bufferOf(args[1])) {
    text = *view;
  } else {
    return vm.raiseTypeErrorFor("fromhex() argument must be str or bytes-like, not %s", args[1]);
  }
  std::string bytes = TRY(bytesFromHex(vm, text));
  auto* type = cellOf<TypeCell>(args[0]);
  if (type == typeCell(TypeId::kByteArray)) return newByteArray(vm, bytes);
  Ref made = TRY(newBytes(vm, bytes));
  if (type == typeCell(TypeId::kBytes)) return made;
  return tailCall(vm, args[0], {made});
}

Result<Ref> hex(Vm& vm, Args args) {
  constexpr const char* kDigits = "0123456789abcdef";
  int64_t group = args.has(2) ? TRY(intArgument(vm, args[2])) : 1;
  char separator = args.has(1) ? TRY(separatorOf(vm, args[1])) : 0;
  if (!separator) group = 0;
  std::string_view bytes = selfView(args[0]);
  auto size = int64_t(bytes.size());
  std::string out;
  out.reserve(bytes.size() * 2);
  for (int64_t i = 0; i < size; ++i) {
    int64_t place = group > 0 ? size - i : i;  // groups are counted from the end, or from the start
    if (i && group && place % (group > 0 ? group : -group) == 0) out += separator;
    out += kDigits[uint8_t(bytes[size_t(i)]) >> 4];
    out += kDigits[uint8_t(bytes[size_t(i)]) & 15];
  }
  return newStr(vm, out);
}

Result<Ref> translate(Vm& vm, Args args) {
  const char* table = nullptr;
  if (!isNone(args[1])) {
    std::string_view view = TRY(requireBytes(vm, args[1]));
    if (view.size() != 256) return vm.raise(TypeId::kValueError, "translation table must be 256 characters long");
    table = view.data();
  }
  std::string_view removed;
  if (args.has(2)) removed = TRY(requireBytes(vm, args[2]));
  std::string_view text = selfView(args[0]);
  std::string out = translated(text, table, removed);
  if (out == text) return plainBytes(vm, args[0]);
  return newLike(vm, args[0], out);
}

Result<Ref> makeTrans(Vm& vm, Args args) {
  std::string_view from = TRY(requireBytes(vm, args[0])), to = TRY(requireBytes(vm, args[1]));
  if (from.size() != to.size()) return vm.raise(TypeId::kValueError, "maketrans arguments must have same length");
  char table[256];
  for (int i = 0; i < 256; ++i) table[i] = char(i);
  for (size_t i = 0; i < from.size(); ++i) table[uint8_t(from[i])] = to[i];
  return newBytes(vm, {table, sizeof table});
}

Result<Ref> decode(Vm& vm, Args args) {
  CodecNames names = TRY(codecNames(vm, "decode", args.has(1) ? args[1] : Value(), args.has(2) ? args[2] : Value()));
  if (codecNamed(names.encoding)) return decodeBytes(vm, args[0], names);
  Ref encoding = TRY(newStr(vm, names.encoding)), errors = TRY(newStr(vm, names.errors));
  return tailCallPrelude(vm, "decode_otherwise", {args[0], encoding, errors});
}

}  // namespace bytesmethods
}  // namespace vitrine
