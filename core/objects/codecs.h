// Codecs: str to bytes and back, and what happens at characters or bytes that cannot be converted (Library Reference,
// `codecs`; CPython: Objects/unicodeobject.c and Python/codecs.c). Names and dispatch are in codecs.cpp, encoding in
// text_encode.cpp, decoding in text_decode.cpp.
#pragma once

#include <optional>
#include <string>

#include "objects/runtime.h"

namespace vitrine {

/// The names a caller gave, "utf-8" and "strict" where it gave none.
struct CodecNames {
  std::string encoding = "utf-8", errors = "strict";
};
/// Checks the arguments of `function`: TypeError "encode() argument 'encoding' must be str, not int".
/// `noneName` is what the message calls None there.
Result<CodecNames> codecNames(Vm& vm, const char* function, Value encodingOrNull, Value errorsOrNull, const char* noneName = "None");

/// The encoded bytes; LookupError for an unknown encoding or error handler, UnicodeEncodeError.
Result<Ref> encodeStr(Vm& vm, Value str, const CodecNames& names);
/// The decoded str of a bytes or bytearray.
Result<Ref> decodeBytes(Vm& vm, Value bytes, const CodecNames& names);
/// The same for any object, as str(object, encoding) checks it.
Result<Ref> decodeObject(Vm& vm, Value object, const CodecNames& names);

// For the codec files ------------------------------------------------------------------------------------------------

enum class Codec : uint8_t { kUtf8, kUtf8Signed, kAscii, kLatin1, kUtf16, kUtf16Little, kUtf16Big, kUtf32, kUtf32Little, kUtf32Big };
/// The codec an encoding's name stands for, in any of its spellings.
std::optional<Codec> codecNamed(const std::string& encoding);
/// What exceptions call it: "utf-8", "utf-16-le" ...
const char* codecName(Codec codec);

enum class ErrorHandler : uint8_t {
  kStrict, kIgnore, kReplace, kBackslashReplace, kXmlReplace, kNameReplace, kSurrogateEscape, kSurrogatePass, kRegistered
};
/// The handler of that name, kRegistered where it is one of codecs.register_error; LookupError "unknown error handler name 'x'".
Result<ErrorHandler> errorHandlerNamed(Vm& vm, const std::string& errors);

/// What a registered handler made of an error: text (or bytes, when encoding) and where to go on.
struct Replacement {
  Ref text;
  size_t resume;
};
/// Calls the registered handler `errors` with the exception that the error would be, which is kept in `*exception`.
Result<Replacement> encodeReplacement(Vm& vm, const std::string& errors, Codec codec, Value str, size_t start, size_t end, const char* reason, Ref* exception);
Result<Replacement> decodeReplacement(Vm& vm, const std::string& errors, Codec codec, Value bytes, size_t start, size_t end, const char* reason);

Raised raiseEncodeError(Vm& vm, Codec codec, Value str, size_t start, size_t end, const char* reason);
Raised raiseDecodeError(Vm& vm, Codec codec, Value bytes, size_t start, size_t end, const char* reason);

Result<Ref> encodeWith(Vm& vm, Value str, Codec codec, const std::string& errors);
Result<Ref> decodeWith(Vm& vm, Value bytes, Codec codec, const std::string& errors);

}  // namespace vitrine
