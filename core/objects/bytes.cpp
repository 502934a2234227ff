// Storage of bytes and bytearray (CPython: Objects/bytesobject.c, bytearrayobject.c for the growth pattern).
#include "objects/bytes.h"

#include <cstring>

#include "objects/allocate.h"
#include "objects/memoryview.h"
#include "objects/str.h"

namespace vitrine {

void bootBytes() {
  auto* empty = makeCell<BytesCell>(TypeId::kBytes);
  empty->hash = -1;
  root().emptyBytes = offsetOf(empty);
}

Result<Ref> newBytesBlank(Vm& vm, uint32_t length) {
  if (!length) return Ref::share(Value::reference(root().emptyBytes));
  if (length > kMaxTextBytes) return vm.raiseMemoryError();
  Offset block = allocateLeafCell(sizeof(BytesCell) + length);
  if (!block) return vm.raiseMemoryError();
  auto* bytes = at<BytesCell>(block);
  bytes->refCount = 1;
  bytes->type = typeOffset(TypeId::kBytes);
  bytes->length = length;
  bytes->hash = -1;
  return Ref::steal(bytes);
}

Result<Ref> newBytes(Vm& vm, std::string_view view) {
  if (view.size() > kMaxTextBytes) return vm.raiseMemoryError();
  Ref made = TRY(newBytesBlank(vm, uint32_t(view.size())));
  if (!view.empty()) std::memcpy(made.as<BytesCell>()->data, view.data(), view.size());
  return made;
}

Result<Ref> newByteArray(Vm& vm, std::string_view view) {
  auto* array = makeCell<ByteArrayCell>(TypeId::kByteArray);
  Ref made = Ref::steal(array);
  TRY(byteArrayAssign(vm, array, 0, 0, view));
  return made;
}

Result<void> byteArrayResize(Vm& vm, ByteArrayCell* array, uint64_t length) {
  if (length == array->length) return {};
  if (array->exports) return vm.raise(TypeId::kBufferError, "Existing exports of data: object cannot be re-sized");
  if (length > kMaxTextBytes) return vm.raiseMemoryError();
  uint64_t capacity = array->capacity;
  if (length + 1 <= capacity) {
    if (length < capacity / 2) capacity = length + 1;
  } else {
    capacity = double(length) <= double(capacity) * 1.125 ? length + (length >> 3) + (length < 9 ? 3 : 6) : length + 1;
  }
  if (capacity != array->capacity) {
    Offset moved = resizeBuffer(array->buffer, capacity);
    if (!moved) return vm.raiseMemoryError();
    array->buffer = moved;
    array->capacity = uint32_t(capacity);
  }
  if (length > array->length) std::memset(array->data() + array->length, 0, length - array->length);
  array->length = uint32_t(length);
  return {};
}

Result<void> byteArrayAssign(Vm& vm, ByteArrayCell* array, int64_t low, int64_t high, std::string_view bytes) {
  std::string own;  // a copy where the bytes are the array's: its buffer may move
  if (array->buffer && bytes.data() >= array->data() && bytes.data() < array->data() + array->capacity) bytes = own = bytes;
  int64_t length = array->length, change = int64_t(bytes.size()) - (high - low), tail = length - high;
  if (change < 0) {
    if (array->exports) return byteArrayResize(vm, array, uint64_t(length + change));
    std::memmove(array->data() + high + change, array->data() + high, size_t(tail));
  }
  TRY(byteArrayResize(vm, array, uint64_t(length + change)));
  if (change > 0 && tail) std::memmove(array->data() + high + change, array->data() + high, size_t(tail));
  if (!bytes.empty()) std::memcpy(array->data() + low, bytes.data(), bytes.size());
  return {};
}

std::optional<std::string_view> bufferOf(Value v) {
  if (isBytes(v)) return cellOf<BytesCell>(v)->view();
  if (isByteArray(v)) return cellOf<ByteArrayCell>(v)->view();
  if (isExactly(v, TypeId::kMemoryView)) return viewedBytes(cellOf<MemoryViewCell>(v));
  return std::nullopt;
}

}  // namespace vitrine
