// collections.deque: a ring buffer of values.
//
//   DequeCell | buffer -> | ... | item 0 | item 1 | ... |  wraps round at `capacity`, a power of two
//
// deque.cpp: storage; deque_methods.cpp: the types.
#pragma once

#include "heap/layout.h"
#include "objects/runtime.h"

namespace vitrine {

struct DequeCell : Cell {
  Offset buffer;  // Value[capacity]
  uint32_t capacity, first, length;
  int64_t maxLength;  // -1: none
  uint32_t changes;   // of the length or the order: iterators compare it
  uint32_t reserved;

  Value& slot(uint32_t index) { return at<Value>(buffer)[(first + index) & (capacity - 1)]; }
};

inline DequeCell* dequeCell(Value v) { return cellOf<DequeCell>(v); }

/// Adds at one end; an item falls off the other where maxlen is reached.
Result<void> dequeAppend(Vm& vm, Value deque, Value item);
Result<void> dequeAppendLeft(Vm& vm, Value deque, Value item);
/// Takes from one end; the deque must not be empty.
Ref dequePop(DequeCell* deque);
Ref dequePopLeft(DequeCell* deque);
/// Takes the item at `index` out.
Ref dequeRemoveAt(DequeCell* deque, uint32_t index);
/// Moves the last items to the front, `steps` of them (negative: the other way).
void dequeRotate(DequeCell* deque, int64_t steps);
void dequeClear(Value deque);

void traverseDeque(Cell* cell, Visitor& visitor);
void dropDeque(Cell* cell);
void clearDeque(Cell* cell);

}  // namespace vitrine
