// What the files of bytes and bytearray share. Every method of bytes is bytearray's too and gives back the type of its
// self; they stand in bytes_search.cpp, bytes_case.cpp, bytes_split.cpp, bytes_pad.cpp, bytes_hex.cpp, bytes_percent.cpp,
// their rows in bytes_methods.def. What changes a bytearray is in bytearray_methods.cpp.
#pragma once

#include <span>

#include "objects/bytes.h"
#include "objects/native.h"

namespace vitrine {

/// The bytes of a method's self.
inline std::string_view selfView(Value v) { return isBytes(v) ? cellOf<BytesCell>(v)->view() : cellOf<ByteArrayCell>(v)->view(); }
/// New bytes, or a new bytearray where `self` is one.
inline Result<Ref> newLike(Vm& vm, Value self, std::string_view bytes) { return isBytes(self) ? newBytes(vm, bytes) : newByteArray(vm, bytes); }
/// What a method gives back that changes nothing: the bytes itself where it is exactly that, else a copy.
inline Result<Ref> plainBytes(Vm& vm, Value self) { return isExactly(self, TypeId::kBytes) ? Ref::share(self) : newLike(vm, self, selfView(self)); }
/// TypeError "a bytes-like object is required, not 'int'".
Result<std::string_view> requireBytes(Vm& vm, Value v);
/// A byte from anything with __index__; ValueError `message` where it is out of range.
Result<uint8_t> byteFrom(Vm& vm, Value v, const char* message = "byte must be in range(0, 256)");
/// The items of a list or tuple as bytes.
Result<std::string> bytesFromItems(Vm& vm, Value sequence, const char* message);
/// The items of an iterable that runs no Python code, or of a list or tuple.
Result<std::string> bytesFromIterable(Vm& vm, Value iterable, const char* message);

#define BYTES_METHODS(METHOD)                                                                                                  \
  METHOD(find) METHOD(rfind) METHOD(index) METHOD(rindex) METHOD(count) METHOD(startsWith) METHOD(endsWith)                    \
  METHOD(replace) METHOD(removePrefix) METHOD(removeSuffix) METHOD(upper) METHOD(lower) METHOD(title) METHOD(capitalize)       \
  METHOD(swapCase) METHOD(isAlnum) METHOD(isAlpha) METHOD(isAscii) METHOD(isDigit) METHOD(isLower) METHOD(isSpace)             \
  METHOD(isTitle) METHOD(isUpper) METHOD(split) METHOD(rsplit) METHOD(splitLines) METHOD(partition) METHOD(rpartition)         \
  METHOD(join) METHOD(center) METHOD(ljust) METHOD(rjust) METHOD(zfill) METHOD(expandTabs) METHOD(strip) METHOD(lstrip)        \
  METHOD(rstrip) METHOD(translate) METHOD(makeTrans) METHOD(hex) METHOD(fromHex) METHOD(decode)
namespace bytesmethods {
#define METHOD(name) Result<Ref> name(Vm& vm, Args args);
BYTES_METHODS(METHOD)
#undef METHOD
}  // namespace bytesmethods

// Slots that both types have.
Result<bool> bytesContains(Vm& vm, Value self, Value item);
Result<Ref> bytesPercent(Vm& vm, Value left, Value right);
Result<Ref> bytesAdd(Vm& vm, Value left, Value right);
Result<Ref> bytesMultiply(Vm& vm, Value left, Value right);
Result<Ref> bytesCompare(Vm& vm, Value self, Value other, CompareOp op);
Result<Ref> bytesRepr(Vm& vm, Value self);
Result<int64_t> bytesLength(Vm& vm, Value self);
/// The bytes of a slice, as they are now.
Result<std::string> bytesSlice(Vm& vm, Value self, Value slice);
/// bytes * count.
Result<std::string> repeatedBytes(Vm& vm, std::string_view bytes, int64_t count);

/// The arguments of bytes() and bytearray(), and what they come to.
struct BytesSource {
  Value source;       // NULL: none
  bool hasText = false;
  Ref encoded;        // of a str source: its encoding
};
Result<BytesSource> bytesSource(Vm& vm, const char* function, Args args);
/// What a source that is neither str nor has __bytes__ holds: a count of zeros, a buffer, natively iterable ints.
/// `*elsewhere` is set where it must be iterated in Python.
Result<std::string> bytesFromSource(Vm& vm, Value source, const char* typeName, const char* rangeMessage, bool* elsewhere);

/// The bytes as an instance of `type`, bytes or a subclass.
Result<Ref> bytesOfType(Vm& vm, TypeCell* type, std::string_view bytes);

/// What changes a bytearray.
std::span<const NativeMethod> byteArrayMethods();
Result<void> byteArraySetItem(Vm& vm, Value self, Value key, Value valueOrNull);
Result<Ref> byteArrayExtend(Vm& vm, Args args);

}  // namespace vitrine
