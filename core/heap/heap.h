// The allocator: arenas of 256 KB, pools of 4 KB pages with blocks of one size class, runs of pages for what is large;
// its whole state lies in the region (heap_state.h), so a copy of the region copies it too. Two kinds of block: cells
// (they have a header, the collector and the inspector walk them) and buffers (owned by one cell: a list's items, a dict's
// table). Allocation order is deterministic (R5).
//
// Small requests never fail: between the memory limit and the reserve lies slack, and the machine raises MemoryError
// at the next safe point once the limit is passed (memoryExceeded). Requests above kLargeRequest can fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "heap/cell.h"
#include "heap/heap_state.h"
#include "heap/poison.h"

namespace vitrine {

constexpr size_t kLargeRequest = 64 * 1024;

/// A zeroed block for a cell of `bytes` bytes, header unset; 0 when `bytes` > kLargeRequest and the limit forbids
/// it.
Offset allocateCell(size_t bytes);
/// The same for a cell that refers to nothing but its type (str, int, float, bytes): the collector passes it by. Where
/// it is not known, allocateCell is always right.
Offset allocateLeafCell(size_t bytes);
/// A zeroed block without header; 0 as above.
Offset allocateBuffer(size_t bytes);
/// As the ones above, but holding what was there before: for callers that set every byte that matters. What lies there
/// follows from the sequence of allocations alone (R4, R5). Only for at most kLargestClass bytes is time saved.
Offset allocateCellUninitialized(size_t bytes);
Offset allocateLeafCellUninitialized(size_t bytes);
Offset allocateBufferUninitialized(size_t bytes);
/// Gives a block back (kind and size are known from its page).
void freeBlock(Offset block);
/// The usable size in bytes of a block: its size class.
size_t blockSize(Offset block);
/// A buffer of `bytes` with the old one's content (shorter of both sizes), in place where the class allows; 0 as above,
/// and then the old one stands. Bytes beyond the old blockSize are zero. `block` 0 allocates.
Offset resizeBuffer(Offset block, size_t bytes);

/// Bytes in blocks handed out (walks the free lists: for display, not for loops); the region's used prefix.
size_t heapBytesInUse();
size_t regionUsed();
/// Whether the limit is passed: pages in use, after giving back pools that are empty. Cheap while it is not.
bool memoryExceeded();
/// Gives pages back whose blocks are all free; the collector does it after a round that freed much.
void reclaimEmptyPools();

/// Each live cell in address order. The callback must not allocate or free.
void forEachCell(const std::function<void(Cell*)>& visit);
/// Whether `offset` is the start of a live cell (audits, the inspector).
bool isLiveCell(Offset offset);

/// What the memory map of the page shows of a pool or run; all of them in address order.
struct PageInfo {
  Offset start;
  uint32_t pages, blockBytes, blocks, used;
  bool cells;
};
void forEachPool(const std::function<void(const PageInfo&)>& visit);

/// To be called after the region's bytes were replaced by a checkpoint's: makes what lies outside agree with them.
void regionRestored();
/// Sets up the allocator in a zeroed region; resetRegion calls it.
void initialiseHeap(size_t limit);

// ---- hot paths -------------------------------------------------------------------------------------------------

/// The general case: a fresh pool, a run of pages, an arena. `list` is listOf(kind, classOf(bytes)) for small requests.
Offset allocateSlowly(size_t bytes, PoolKind kind);
void freeRun(Offset block);

/// Zeroes a small block; `bytes` is a multiple of 16. (A call of memset or memory.fill costs more than the stores.)
inline void zeroBlock(Offset block, size_t bytes) {
  auto* word = at<uint64_t>(block);
  for (size_t i = 0; i < bytes / 8; i += 2) {
    word[i] = 0;
    word[i + 1] = 0;
    asm volatile("" ::: "memory");  // keeps the loop from becoming memset
  }
}

template <PoolKind kKind, bool kZeroed>
inline Offset allocateBlock(size_t bytes) {
  if (bytes - 1 < kLargestFineClass) [[likely]] {
    HeapState& heap = heapState();
    uint32_t sizeClass = uint32_t(bytes - 1) / kGrain;
    Offset& first = heap.freeBlocks[listOf(kKind, sizeClass)];
    if (Offset block = first) [[likely]] {
      unpoison(at<char>(block), (sizeClass + 1) * kGrain);
      first = *at<Offset>(block);
      if constexpr (kKind == PoolKind::kCell) ++heap.trackedCells;
      if constexpr (kZeroed) zeroBlock(block, (sizeClass + 1) * kGrain);
      return block;
    }
  }
  return allocateSlowly(bytes, kKind);
}

inline Offset allocateCell(size_t bytes) { return allocateBlock<PoolKind::kCell, true>(bytes); }
inline Offset allocateLeafCell(size_t bytes) { return allocateBlock<PoolKind::kLeaf, true>(bytes); }
inline Offset allocateBuffer(size_t bytes) { return allocateBlock<PoolKind::kBuffer, true>(bytes); }
inline Offset allocateCellUninitialized(size_t bytes) { return allocateBlock<PoolKind::kCell, false>(bytes); }
inline Offset allocateLeafCellUninitialized(size_t bytes) { return allocateBlock<PoolKind::kLeaf, false>(bytes); }
inline Offset allocateBufferUninitialized(size_t bytes) { return allocateBlock<PoolKind::kBuffer, false>(bytes); }

inline void freeBlock(Offset block) {
  PageDescriptor& page = descriptorOf(block);
  uint32_t list = page.list;
  if (list >= kFreeLists) [[unlikely]] return freeRun(block);
  DCHECK(!isPoisoned(at<char>(block)));
  HeapState& heap = heapState();
  *at<uint64_t>(block) = heap.freeBlocks[list];  // and zero where a cell has its type
  heap.freeBlocks[list] = block;
  heap.trackedCells -= list < kClasses;
  poison(at<char>(block), page.blockBytes);
}

inline size_t blockSize(Offset block) { return descriptorOf(block).blockBytes; }
inline size_t regionUsed() { return size_t(heapState().arenaEnd) * kArenaBytes; }

}  // namespace vitrine
