// memoryview: a window on the bytes of a bytes or bytearray object, of one dimension.
//
//   MemoryViewCell | object | start | length (items) | step (bytes) | item bytes | format |
//
// While a view on a bytearray lives, ByteArrayCell::exports keeps its buffer where it is.
#pragma once

#include <optional>
#include <string_view>

#include "heap/layout.h"
#include "objects/runtime.h"

namespace vitrine {

struct MemoryViewCell : Cell {
  Value object;  // NULL once released
  int64_t start, length, step;
  uint32_t itemBytes;
  char format[4];

  bool contiguous() const { return length <= 1 || step == int64_t(itemBytes); }
};

/// A view on all bytes of a bytes-like object; TypeError for any other.
Result<Ref> newMemoryView(Vm& vm, Value object);
/// The bytes a view shows; nothing where it is released or has gaps. Valid until Python code runs.
std::optional<std::string_view> viewedBytes(const MemoryViewCell* view);

void traverseMemoryView(Cell* cell, Visitor& visitor);
void dropMemoryView(Cell* cell);
void clearMemoryView(Cell* cell);

}  // namespace vitrine
