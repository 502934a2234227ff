// The storage of deques. See deque.h.
#include "modules/deque.h"

#include "heap/heap.h"
#include "objects/native.h"

namespace vitrine {
namespace {

constexpr uint32_t kSmallest = 8, kMost = 1u << 25;

Result<void> makeRoom(Vm& vm, DequeCell* deque) {
  if (deque->length < deque->capacity) return {};
  uint32_t capacity = deque->capacity ? deque->capacity * 2 : kSmallest;
  Offset buffer = capacity > kMost ? 0 : allocateBuffer(size_t(capacity) * sizeof(Value));
  if (!buffer) return vm.raiseMemoryError();
  for (uint32_t i = 0; i < deque->length; ++i) at<Value>(buffer)[i] = deque->slot(i);
  if (deque->buffer) freeBlock(deque->buffer);
  deque->buffer = buffer;
  deque->capacity = capacity;
  deque->first = 0;
  return {};
}

bool isFull(const DequeCell* deque) { return deque->maxLength >= 0 && int64_t(deque->length) > deque->maxLength; }

}  // namespace

Result<void> dequeAppend(Vm& vm, Value value, Value item) {
  auto* deque = dequeCell(value);
  TRY(makeRoom(vm, deque));
  deque->slot(deque->length++) = Ref::share(item).release();
  if (isFull(deque)) Ref old = dequePopLeft(deque);
  ++deque->changes;
  return {};
}

Result<void> dequeAppendLeft(Vm& vm, Value value, Value item) {
  auto* deque = dequeCell(value);
  TRY(makeRoom(vm, deque));
  deque->first = (deque->first - 1) & (deque->capacity - 1);
  ++deque->length;
  deque->slot(0) = Ref::share(item).release();
  if (isFull(deque)) Ref old = dequePop(deque);
  ++deque->changes;
  return {};
}

Ref dequePop(DequeCell* deque) {
  ++deque->changes;
  return Ref::steal(std::exchange(deque->slot(--deque->length), Value()));
}

Ref dequePopLeft(DequeCell* deque) {
  ++deque->changes;
  Ref item = Ref::steal(std::exchange(deque->slot(0), Value()));
  deque->first = (deque->first + 1) & (deque->capacity - 1);
  --deque->length;
  return item;
}

Ref dequeRemoveAt(DequeCell* deque, uint32_t index) {
  Ref item = Ref::steal(deque->slot(index));
  for (uint32_t i = index; i + 1 < deque->length; ++i) deque->slot(i) = deque->slot(i + 1);
  deque->slot(deque->length - 1) = Value();
  --deque->length;
  ++deque->changes;
  return item;
}

void dequeRotate(DequeCell* deque, int64_t steps) {
  if (deque->length <= 1) return;
  int64_t length = deque->length, forward = steps % length;
  if (forward < 0) forward += length;
  if (!forward) return;
  ++deque->changes;
  if (forward <= length / 2) {
    for (; forward; --forward) {
      Value last = std::exchange(deque->slot(deque->length - 1), Value());
      deque->first = (deque->first - 1) & (deque->capacity - 1);
      deque->slot(0) = last;
    }
    return;
  }
  for (int64_t backward = length - forward; backward; --backward) {
    Value front = std::exchange(deque->slot(0), Value());
    deque->first = (deque->first + 1) & (deque->capacity - 1);
    deque->slot(deque->length - 1) = front;
  }
}

void dequeClear(Value value) {
  auto* deque = dequeCell(value);
  Offset buffer = std::exchange(deque->buffer, 0);
  uint32_t first = deque->first, length = deque->length, capacity = deque->capacity;
  deque->first = deque->length = deque->capacity = 0;
  ++deque->changes;
  if (!buffer) return;
  for (uint32_t i = 0; i < length; ++i) decrement(at<Value>(buffer)[(first + i) & (capacity - 1)]);
  freeBlock(buffer);
}

void traverseDeque(Cell* cell, Visitor& visitor) {
  auto* deque = static_cast<DequeCell*>(cell);
  for (uint32_t i = 0; i < deque->length; ++i) visitor.visitValue(deque->slot(i));
}
void dropDeque(Cell* cell) { dequeClear(valueOf(cell)); }
void clearDeque(Cell* cell) { dequeClear(valueOf(cell)); }

}  // namespace vitrine
