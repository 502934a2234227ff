// bytes and bytearray.
#pragma once

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
  uint32_t length, capacity;
  Offset buffer;
  uint32_t exports;
};

/// Makes Root::emptyBytes.
void bootBytes();
Result<Ref> newBytes(Vm& vm, std::string_view bytes);
Result<Ref> newBytesBlank(Vm& vm, uint32_t length);

}  // namespace vitrine
