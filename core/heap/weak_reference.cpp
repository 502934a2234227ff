// The hash table from targets to their weak references, chained through the cells themselves: only the array of
// buckets is allocated, and where that fails the chains grow longer.
#include "heap/weak_reference.h"

#include "base/check.h"
#include "heap/heap.h"
#include "heap/release.h"

namespace vitrine {
namespace {

constexpr uint32_t kFirstBuckets = 64;

WeakReferenceCell* weakAt(Offset offset) { return at<WeakReferenceCell>(offset); }

Offset* bucketOf(Offset target, Offset buckets, uint32_t count) {
  return at<Offset>(buckets) + ((target / kGrain * 2654435769u) >> 7) % count;
}

// The link that names the first weak reference to `target`, or the 0 at the end of its chain.
Offset* linkTo(Offset target) {
  HeapState& heap = heapState();
  Offset* link = bucketOf(target, heap.weakBuckets, heap.weakBucketCount);
  while (*link && weakAt(*link)->referent != target) link = &weakAt(*link)->nextInChain;
  return link;
}

void growBuckets() {
  HeapState& heap = heapState();
  if (heap.weakReferents < heap.weakBucketCount) return;
  uint32_t count = heap.weakBucketCount ? heap.weakBucketCount * 4 : kFirstBuckets;
  Offset buckets = allocateBuffer(count * sizeof(Offset));
  if (!buckets) return;
  for (uint32_t i = 0; i < heap.weakBucketCount; ++i) {
    for (Offset first = at<Offset>(heap.weakBuckets)[i]; first;) {
      Offset rest = weakAt(first)->nextInChain;
      Offset* bucket = bucketOf(weakAt(first)->referent, buckets, count);
      weakAt(first)->nextInChain = *bucket;
      *bucket = first;
      first = rest;
    }
  }
  if (heap.weakBuckets) freeBlock(heap.weakBuckets);
  heap.weakBuckets = buckets;
  heap.weakBucketCount = count;
}

// Puts `weak` between `previous` and `next` of one list (either may be 0, not both).
void link(WeakReferenceCell* weak, Offset previous, Offset next) {
  weak->previous = previous;
  weak->next = next;
  if (previous) weakAt(previous)->next = offsetOf(weak);
  if (next) weakAt(next)->previous = offsetOf(weak);
}

}  // namespace

void registerWeakReference(Cell* target, WeakReferenceCell* weak) {
  HeapState& heap = heapState();
  growBuckets();
  weak->referent = offsetOf(target);
  weak->next = weak->previous = weak->nextInChain = 0;
  Offset* first = linkTo(weak->referent);
  if (!*first) {
    target->refCount |= Cell::kWeaklyReferencedBit;
    ++heap.weakReferents;
    *first = offsetOf(weak);
    return;
  }
  if (!weak->callback || weakAt(*first)->callback) {
    Offset second = *first;
    weak->nextInChain = weakAt(second)->nextInChain;
    weakAt(second)->nextInChain = 0;
    *first = offsetOf(weak);
    return link(weak, 0, second);
  }
  Offset last = *first;
  while (weakAt(last)->next && !weakAt(weakAt(last)->next)->callback) last = weakAt(last)->next;
  link(weak, last, weakAt(last)->next);
}

void unregisterWeakReference(WeakReferenceCell* weak) {
  if (!weak->referent) return;
  Offset next = weak->next;
  if (weak->previous) {
    weakAt(weak->previous)->next = next;
    if (next) weakAt(next)->previous = weak->previous;
  } else {
    Offset* first = linkTo(weak->referent);
    DCHECK(*first == offsetOf(weak));
    *first = next ? next : weak->nextInChain;
    if (next) {
      weakAt(next)->previous = 0;
      weakAt(next)->nextInChain = weak->nextInChain;
    } else {
      at<Cell>(weak->referent)->refCount &= ~Cell::kWeaklyReferencedBit;
      --heapState().weakReferents;
    }
  }
  weak->referent = weak->next = weak->previous = weak->nextInChain = 0;
}

Offset firstWeakReference(const Cell* target) {
  return target->refCount & Cell::kWeaklyReferencedBit ? *linkTo(offsetOf(target)) : 0;
}

void clearWeakReferences(Cell* target, bool (*wanted)(const Cell*, void*), void* context) {
  if (!(target->refCount & Cell::kWeaklyReferencedBit)) return;
  Offset* link = linkTo(offsetOf(target));
  Offset first = *link;
  *link = weakAt(first)->nextInChain;
  --heapState().weakReferents;
  target->refCount &= ~Cell::kWeaklyReferencedBit;
  for (Offset offset = first; offset;) {
    WeakReferenceCell* weak = weakAt(offset);
    offset = weak->next;
    weak->referent = weak->next = weak->previous = weak->nextInChain = 0;
    if (!weak->callback || !wanted(weak, context)) continue;
    Offset callback = weak->callback;
    weak->callback = 0;
    ++weak->refCount;
    queueFinalizer(PendingFinalizer::Kind::kWeakReferenceCallback, weak, callback);
  }
}

}  // namespace vitrine
