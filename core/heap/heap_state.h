// HeapState: the allocator's, the collector's and the finaliser queue's own state, at kHeapStateOffset in the region,
// so that a copy of the region copies it too. Invariant: everything here is an offset or a plain number.
//
//   arena (256 KB, aligned)   | descriptors | page 1 | page 2 | ... | page 63 |
//   pool (1 or 4 pages)       | block | block | block | ...      one size class, one kind
//   run (1..63 pages)         | one block                        larger than kLargestClass
//   huge run                  page 1 of an arena to the end of the last of several arenas
//
// Free blocks of a class form one list, last freed first, through their first word; their second word is 0, where a
// cell has its type. Look next at heap.h for the hot paths, pages.h for arenas and runs, heap.cpp for pools.
#pragma once

#include <cstddef>
#include <cstdint>

#include "heap/region.h"

namespace vitrine {

/// What a block is: a cell the collector looks at, a cell that cannot be part of a cycle (it owns no reference but its
/// type), or a buffer owned by one cell. Each kind has pools of its own.
enum class PoolKind : uint8_t { kCell, kLeaf, kBuffer };

constexpr uint32_t kArenaBytes = 256 * 1024, kArenaPages = kArenaBytes / kPageSize;
constexpr uint32_t kMaxArenas = kRegionReserve / kArenaBytes;
constexpr uint32_t kUsablePages = kArenaPages - 1;  // the first page holds the descriptors

constexpr uint32_t kGrain = 16, kLargestFineClass = 512, kLargestClass = 3072;
constexpr uint32_t kFineClasses = kLargestFineClass / kGrain;  // class c holds (c + 1) * 16 bytes
constexpr uint16_t kCoarseClasses[] = {640, 768, 896, 1024, 1280, 1536, 1792, 2048, 2560, 3072};
constexpr uint32_t kClasses = kFineClasses + sizeof(kCoarseClasses) / sizeof(kCoarseClasses[0]);
constexpr uint32_t kFreeLists = 3 * kClasses;  // by kind, then by class
constexpr uint8_t kNoList = 0xFF;
constexpr uint32_t kCoarsePoolPages = 4;

/// The size class for a request of at most kLargestClass bytes, and a class's block size.
constexpr uint32_t classOf(size_t bytes) {
  if (bytes <= kLargestFineClass) return bytes == 0 ? 0 : uint32_t(bytes - 1) / kGrain;
  uint32_t coarse = 0;
  while (kCoarseClasses[coarse] < bytes) ++coarse;
  return kFineClasses + coarse;
}
constexpr uint32_t classBytes(uint32_t sizeClass) {
  return sizeClass < kFineClasses ? (sizeClass + 1) * kGrain : kCoarseClasses[sizeClass - kFineClasses];
}
constexpr uint32_t listOf(PoolKind kind, uint32_t sizeClass) { return uint32_t(kind) * kClasses + sizeClass; }

/// What a page is used for; one descriptor per page lies in its arena's first page.
enum class PageUse : uint8_t { kFree, kPool, kRun, kDescriptors };
struct PageDescriptor {
  PageUse use;
  uint8_t list;         // pools: index into HeapState::freeBlocks; else kNoList
  uint8_t head;         // the page in this arena where the pool, run or free run starts
  PoolKind kind;
  uint32_t pages;       // on the head: length of the pool, run or free run
  uint32_t blockBytes;  // pools (on each page) and runs
  uint32_t blocks;      // likewise
  Offset next, previous;  // on the head of a free run: its neighbours among those of the same length
  uint32_t unused[2];
};
static_assert(sizeof(PageDescriptor) == 32);

enum class ArenaUse : uint8_t { kFree, kPaged, kHugeStart, kHugeRest };

/// What waits to run (release.h): nodes in buffers of the heap. New ones go in behind `cursor`, which takeFinalizer
/// sets back to the front.
struct FinalizerQueue {
  Offset first, cursor;
};

struct HeapState {
  Offset freeBlocks[kFreeLists];
  uint32_t trackedCells;     // live blocks of PoolKind::kCell
  uint32_t collectionAt;     // a collection is due when trackedCells reaches this
  // Pages.
  uint64_t runLengths;       // bit n: there is a free run of n pages
  Offset freeRuns[kArenaPages];  // by length
  uint32_t arenaEnd;         // the used prefix, in arenas
  uint32_t pagesInUse;       // in pools and runs
  uint32_t poolPages;        // in pools
  uint32_t reclaimAt;        // look for empty pools when poolPages has reached this and an arena is wanted
  uint64_t limit;            // bytes
  ArenaUse arenas[kMaxArenas];
  // Collector.
  uint32_t collectionThreshold;
  uint32_t collectionEnabled;
  uint32_t leftFinalizers;   // the last round queued finalisers: what they keep alive is for the next one
  // Releasing (all empty between instructions) and what waits.
  uint32_t releasing;
  Offset worklist, batchEnd;
  FinalizerQueue queue;
  // Weak references: chains by referent (weak_reference.h).
  Offset weakBuckets;
  uint32_t weakBucketCount, weakReferents;
};
static_assert(sizeof(HeapState) <= kRootOffset - kHeapStateOffset);

inline HeapState& heapState() { return *at<HeapState>(kHeapStateOffset); }

/// The descriptor of the page that `offset` lies in (not inside a huge run beyond its first arena).
inline PageDescriptor& descriptorOf(Offset offset) {
  return at<PageDescriptor>(offset & ~(kArenaBytes - 1))[(offset / kPageSize) % kArenaPages];
}

}  // namespace vitrine
