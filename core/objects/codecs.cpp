// See codecs.h: names, dispatch, exceptions.
#include "objects/codecs.h"

#include <algorithm>

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/exception_kinds.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

struct CodecAlias {
  const char* name;
  Codec codec;
};
/// Spellings in lower case, '_' and blanks turned into '-'.
constexpr CodecAlias kAliases[] = {
    {"utf-8", Codec::kUtf8}, {"utf8", Codec::kUtf8}, {"u8", Codec::kUtf8}, {"utf", Codec::kUtf8}, {"cp65001", Codec::kUtf8},
    {"utf8-ucs2", Codec::kUtf8}, {"utf8-ucs4", Codec::kUtf8}, {"utf-8-sig", Codec::kUtf8Signed},
    {"ascii", Codec::kAscii}, {"us-ascii", Codec::kAscii}, {"646", Codec::kAscii}, {"ansi-x3.4-1968", Codec::kAscii},
    {"iso646-us", Codec::kAscii}, {"us", Codec::kAscii}, {"cp367", Codec::kAscii}, {"ibm367", Codec::kAscii},
    {"latin-1", Codec::kLatin1}, {"latin1", Codec::kLatin1}, {"latin", Codec::kLatin1}, {"l1", Codec::kLatin1}, {"iso-8859-1", Codec::kLatin1},
    {"iso8859-1", Codec::kLatin1}, {"8859", Codec::kLatin1}, {"cp819", Codec::kLatin1}, {"iso8859", Codec::kLatin1}, {"ibm819", Codec::kLatin1},
    {"utf-16", Codec::kUtf16}, {"utf16", Codec::kUtf16}, {"u16", Codec::kUtf16}, {"utf-16-le", Codec::kUtf16Little}, {"utf-16le", Codec::kUtf16Little},
    {"unicodelittleunmarked", Codec::kUtf16Little}, {"utf-16-be", Codec::kUtf16Big}, {"utf-16be", Codec::kUtf16Big},
    {"unicodebigunmarked", Codec::kUtf16Big}, {"utf-32", Codec::kUtf32}, {"utf32", Codec::kUtf32}, {"u32", Codec::kUtf32},
    {"utf-32-le", Codec::kUtf32Little}, {"utf-32le", Codec::kUtf32Little}, {"utf-32-be", Codec::kUtf32Big}, {"utf-32be", Codec::kUtf32Big},
};

/// The UTF-8 text of an optional argument that must be a str without NULs.
Result<void> readName(Vm& vm, const char* function, const char* parameter, Value value, const char* noneName, std::string& into) {
  if (!value) return {};
  if (!isStr(value)) {
    std::string type = isNone(value) ? noneName : typeName(value);
    return vm.raise(TypeId::kTypeError, "%s() argument '%s' must be str, not %s", function, parameter, type.c_str());
  }
  into = utf8Of(value);
  if (into.find('\0') != std::string::npos) return vm.raise(TypeId::kValueError, "embedded null character");
  return {};
}

/// UnicodeEncodeError or UnicodeDecodeError(codec, object, start, end, reason).
Result<Ref> newUnicodeError(Vm& vm, TypeId type, Codec codec, Value object, size_t start, size_t end, const char* reason) {
  Ref encoding = TRY(newStr(vm, codecName(codec))), why = TRY(newStr(vm, reason));
  Value first = Value::integer(int64_t(start)), last = Value::integer(int64_t(end));
  Ref args = TRY(newTuple(vm, {encoding.get(), object, first, last, why.get()}));
  Ref exception = TRY(newException(vm, type, args));
  auto* cell = exception.as<UnicodeExceptionCell>();
  replaceMember(cell->encoding, encoding);
  replaceMember(cell->object, object);
  replaceMember(cell->start, first);
  replaceMember(cell->end, last);
  replaceMember(cell->reason, why);
  return exception;
}

Result<Ref> newDecodeError(Vm& vm, Codec codec, Value bytes, size_t start, size_t end, const char* reason) {
  if (isBytes(bytes)) return newUnicodeError(vm, TypeId::kUnicodeDecodeError, codec, bytes, start, end, reason);
  Ref copy = TRY(newBytes(vm, *bufferOf(bytes)));
  return newUnicodeError(vm, TypeId::kUnicodeDecodeError, codec, copy, start, end, reason);
}

/// The callable that codecs.register_error was given (library/_codecs_errors.py keeps them), NULL where there is none. Borrowed.
Value registeredHandler(const std::string& errors) {
  Ref moduleName = intern("_codecs_errors"), tableName = intern("_error_handlers"), name = intern(errors);
  Value module = root().modules ? dictGetName(Value::reference(root().modules), moduleName) : Value();
  if (!module || !isExactly(module, TypeId::kModule)) return Value();
  Value table = dictGetName(moduleDict(module), tableName);
  return table && isDict(table) ? dictGetName(table, name) : Value();
}

Result<Replacement> callHandler(Vm& vm, const std::string& errors, Value exception, size_t length, bool encodes) {
  Ref handler = Ref::share(registeredHandler(errors));
  Ref result = TRY(call(vm, handler, {exception}));
  auto parts = isTuple(result) ? tupleItems(result) : std::span<const Value>();
  bool good = parts.size() == 2 && (isStr(parts[0]) || (encodes && isBytes(parts[0]))) && isIntOrBool(parts[1]);
  if (!good) {
    return vm.raise(TypeId::kTypeError, encodes ? "encoding error handler must return (str/bytes, int) tuple"
                                                : "decoding error handler must return (str, int) tuple");
  }
  int64_t position = TRY(sizeArgument(vm, parts[1])), resume = position < 0 ? position + int64_t(length) : position;
  if (resume < 0 || resume > int64_t(length))
    return vm.raise(TypeId::kIndexError, "position %lld from error handler out of bounds", static_cast<long long>(position));
  return Replacement{Ref::share(parts[0]), size_t(resume)};
}

}  // namespace

std::optional<Codec> codecNamed(const std::string& encoding) {
  std::string name = encoding;
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = char(c + 32);
    if (c == '_' || c == ' ') c = '-';
  }
  for (const CodecAlias& alias : kAliases)
    if (name == alias.name) return alias.codec;
  return std::nullopt;
}

const char* codecName(Codec codec) {
  constexpr const char* kNames[] = {"utf-8", "utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"};
  return kNames[size_t(codec)];
}

Result<CodecNames> codecNames(Vm& vm, const char* function, Value encoding, Value errors, const char* noneName) {
  CodecNames names;
  TRY(readName(vm, function, "encoding", encoding, noneName, names.encoding));
  TRY(readName(vm, function, "errors", errors, noneName, names.errors));
  return names;
}

Result<ErrorHandler> errorHandlerNamed(Vm& vm, const std::string& errors) {
  constexpr const char* kNames[] = {"strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass"};
  for (size_t i = 0; i < std::size(kNames); ++i)
    if (errors == kNames[i]) return ErrorHandler(i);
  if (registeredHandler(errors)) return ErrorHandler::kRegistered;
  return vm.raise(TypeId::kLookupError, "unknown error handler name '%s'", errors.c_str());
}

Raised raiseEncodeError(Vm& vm, Codec codec, Value str, size_t start, size_t end, const char* reason) {
  Ref exception = TRY(newUnicodeError(vm, TypeId::kUnicodeEncodeError, codec, str, start, end, reason));
  return vm.raiseObject(exception);
}

Raised raiseDecodeError(Vm& vm, Codec codec, Value bytes, size_t start, size_t end, const char* reason) {
  Ref exception = TRY(newDecodeError(vm, codec, bytes, start, end, reason));
  return vm.raiseObject(exception);
}

Result<Replacement> encodeReplacement(Vm& vm, const std::string& errors, Codec codec, Value str, size_t start, size_t end, const char* reason,
                                      Ref* exception) {
  *exception = TRY(newUnicodeError(vm, TypeId::kUnicodeEncodeError, codec, str, start, end, reason));
  return callHandler(vm, errors, *exception, cellOf<StrCell>(str)->length, true);
}

Result<Replacement> decodeReplacement(Vm& vm, const std::string& errors, Codec codec, Value bytes, size_t start, size_t end, const char* reason) {
  Ref exception = TRY(newDecodeError(vm, codec, bytes, start, end, reason));
  return callHandler(vm, errors, exception, bufferOf(bytes)->size(), false);
}

Result<Ref> encodeStr(Vm& vm, Value str, const CodecNames& names) {
  auto codec = codecNamed(names.encoding);
  if (!codec) return vm.raise(TypeId::kLookupError, "unknown encoding: %s", names.encoding.c_str());
  return encodeWith(vm, str, *codec, names.errors);
}

Result<Ref> decodeBytes(Vm& vm, Value bytes, const CodecNames& names) {
  auto codec = codecNamed(names.encoding);
  if (!codec) return vm.raise(TypeId::kLookupError, "unknown encoding: %s", names.encoding.c_str());
  return decodeWith(vm, bytes, *codec, names.errors);
}

Result<Ref> decodeObject(Vm& vm, Value object, const CodecNames& names) {
  if (isStr(object)) return vm.raise(TypeId::kTypeError, "decoding str is not supported");
  if (!bufferOf(object)) return vm.raiseTypeErrorFor("decoding to str: need a bytes-like object, %s found", object);
  return decodeBytes(vm, object, names);
}

}  // namespace vitrine
