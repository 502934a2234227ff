// bytes and bytearray: storage. The methods, which both share, are in bytes_*.cpp (bytes_methods.h); the types in
// bytes_type.cpp and bytearray_type.cpp.
//
//   BytesCell      | length | hash | the bytes ... |        immutable
//   ByteArrayCell  | length | capacity | buffer -> | the bytes ... | spare |
#pragma once

#include <optional>
#include <string_view>

#include "objects/runtime.h"

namespace vitrine {

struct BytesCell : Cell {
  uint32_t length, reserved;
  int64_t hash;  // -1: not computed
  char data[];
  std::string_view view() const { return {data, length}; }
};

struct ByteArrayCell : Cell {
  uint32_t length, capacity;  // capacity: bytes that CPython would have allocated, the closing NUL among them
  Offset buffer;
  uint32_t exports;  // while not 0, somebody looks at the buffer: it may not be resized
  char* data() { return at<char>(buffer); }
  std::string_view view() { return buffer ? std::string_view(data(), length) : std::string_view(); }
};

/// Makes Root::emptyBytes.
void bootBytes();
Result<Ref> newBytes(Vm& vm, std::string_view bytes);
/// Zeroed, to be filled by the caller.
Result<Ref> newBytesBlank(Vm& vm, uint32_t length);
Result<Ref> newByteArray(Vm& vm, std::string_view bytes);
/// Sets the length; new bytes are zero. BufferError while the buffer is exported.
Result<void> byteArrayResize(Vm& vm, ByteArrayCell* array, uint64_t length);
/// array[low:high] = bytes, which may be the array's own.
Result<void> byteArrayAssign(Vm& vm, ByteArrayCell* array, int64_t low, int64_t high, std::string_view bytes);

inline bool isByteArray(Value v) { return v.isReference() && (isExactly(v, TypeId::kByteArray) || isInstance(v, TypeId::kByteArray)); }
/// The bytes of a bytes-like object; nothing for any other. Valid until Python code runs.
std::optional<std::string_view> bufferOf(Value v);

}  // namespace vitrine
