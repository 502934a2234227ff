// The worklist of dying cells and the queue of what has to run. The worklist is linked through the dead cells' counts
// (an offset needs 28 bits), so releasing takes no memory and no native stack, whatever the depth.
//
//   worklist -> [children that died while the last cell was dropped, in order] -> [their elder siblings' rest] -> ...
//
// That is the order of CPython's recursive deallocation.
#include "heap/release.h"

#include "base/check.h"
#include "heap/heap.h"
#include "heap/weak_reference.h"

namespace vitrine {
namespace {

// A node of the finaliser queue, a buffer of its own.
struct QueueNode {
  Offset next;
  PendingFinalizer::Kind kind;
  Offset object, callback;
  uint32_t holds;  // how many running finalisers must end before this one and those behind it
};

uint32_t flagsOf(const Cell* cell) { return cell->refCount & ~Cell::kCountMask; }

// Puts a dead cell behind those that died since the last one was taken from the worklist.
void pushDying(HeapState& heap, Cell* cell) {
  Offset& link = heap.batchEnd ? at<Cell>(heap.batchEnd)->refCount : heap.worklist;
  uint32_t next = link & Cell::kCountMask;
  cell->refCount = flagsOf(cell) | Cell::kDyingBit | next;
  link = (link & ~Cell::kCountMask) | offsetOf(cell);
  heap.batchEnd = offsetOf(cell);
}

bool isAlive(const Cell* weakReference, void*) { return !(weakReference->refCount & Cell::kDyingBit); }

// Drops what a dead cell holds and frees it, or brings it back for its finaliser.
void finish(Cell* cell) {
  if (!(cell->refCount & Cell::kFinalizedBit) && hasFinalizer(cell)) {
    cell->refCount = (flagsOf(cell) & ~Cell::kDyingBit) | Cell::kFinalizedBit | 1;
    return queueFinalizer(PendingFinalizer::Kind::kFinalizer, cell, 0);
  }
  cell->refCount |= Cell::kDyingBit;
  if (cell->refCount & Cell::kWeaklyReferencedBit) clearWeakReferences(cell, isAlive, nullptr);
  layoutOf(cell).drop(cell);
  freeBlock(offsetOf(cell));
}

}  // namespace

void releaseCell(Cell* cell) {
  HeapState& heap = heapState();
  DCHECK(offsetOf(cell) >= kHeapStart && cell->type != 0);
  if (flagsOf(cell) == 0 && cell->type < kHeapStart) {
    const Layout& layout = layoutOf(cell);
    if (!layout.collectable) {
      layout.drop(cell);
      return freeBlock(offsetOf(cell));
    }
  }
  if (heap.releasing) return pushDying(heap, cell);
  heap.releasing = 1;
  for (;;) {
    heap.batchEnd = 0;
    finish(cell);
    if (!heap.worklist) [[likely]]
      break;
    cell = at<Cell>(heap.worklist);
    heap.worklist = cell->refCount & Cell::kCountMask;
    cell->refCount &= ~Cell::kCountMask;
  }
  heap.batchEnd = 0;
  heap.releasing = 0;
}

void dropReference(Value value) { decrement(value); }

void queueFinalizer(PendingFinalizer::Kind kind, Cell* object, Offset callback) {
  FinalizerQueue& queue = heapState().queue;
  Offset node = allocateBufferUninitialized(sizeof(QueueNode));
  Offset& link = queue.cursor ? at<QueueNode>(queue.cursor)->next : queue.first;
  *at<QueueNode>(node) = QueueNode{link, kind, offsetOf(object), callback, 0};
  link = node;
  queue.cursor = node;
}

bool finalizersPending() {
  Offset first = heapState().queue.first;
  return first != 0 && at<QueueNode>(first)->holds == 0;
}

void holdFinalizers() {
  if (Offset first = heapState().queue.first) ++at<QueueNode>(first)->holds;
}

void resumeFinalizers() {
  for (Offset node = heapState().queue.first; node; node = at<QueueNode>(node)->next) {
    if (at<QueueNode>(node)->holds == 0) continue;
    --at<QueueNode>(node)->holds;
    return;
  }
}

void releaseHeldFinalizers() {
  for (Offset node = heapState().queue.first; node; node = at<QueueNode>(node)->next) at<QueueNode>(node)->holds = 0;
}

PendingFinalizer takeFinalizer() {
  FinalizerQueue& queue = heapState().queue;
  CHECK(queue.first != 0);
  Offset node = queue.first;
  QueueNode taken = *at<QueueNode>(node);
  queue.first = taken.next;
  queue.cursor = 0;
  freeBlock(node);
  PendingFinalizer pending{taken.kind, Ref::steal(Value::reference(taken.object)), Ref()};
  if (taken.callback) pending.callback = Ref::steal(Value::reference(taken.callback));
  return pending;
}

FinalizerQueue exchangeFinalizerQueue(FinalizerQueue other) { return std::exchange(heapState().queue, other); }

void visitFinalizerQueue(FinalizerQueue queue, Visitor& visitor) {
  for (Offset node = queue.first; node; node = at<QueueNode>(node)->next) {
    visitor.visitAt(at<QueueNode>(node)->object);
    visitor.visitAt(at<QueueNode>(node)->callback);
  }
}

}  // namespace vitrine
