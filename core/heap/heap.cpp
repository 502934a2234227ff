// Pools and single runs: what allocateBlock and freeBlock in heap.h leave over. A pool's blocks join the free list of
// their class in address order; pages of pools that fell empty come back in reclaimEmptyPools only, so the hot paths
// keep no counts per pool. See heap_state.h for the picture.
#include "heap/heap.h"

#include <cstring>
#include <vector>

#include "base/check.h"
#include "heap/collector.h"
#include "heap/pages.h"

namespace vitrine {
namespace {

constexpr uint32_t kFirstReclaim = 256;  // pool pages

uint32_t pagesFor(size_t bytes) { return uint32_t((bytes + kPageSize - 1) / kPageSize); }
size_t bytesOfPages() { return size_t(heapState().pagesInUse) * kPageSize; }

void count(PoolKind kind) {
  if (kind == PoolKind::kCell) ++heapState().trackedCells;
}

// Before the used prefix grows: pools that fell empty, if enough was added since the last look.
void reclaimBeforeGrowing(uint32_t pages) {
  HeapState& heap = heapState();
  if (heap.runLengths >> pages == 0 && heap.poolPages >= heap.reclaimAt) reclaimEmptyPools();
}

// A fresh pool for `list`, its blocks in the free list.
void openPool(uint32_t list, PoolKind kind, uint32_t sizeClass) {
  HeapState& heap = heapState();
  uint32_t pages = sizeClass < kFineClasses ? 1 : kCoarsePoolPages;
  reclaimBeforeGrowing(pages);
  if (heap.freeBlocks[list]) return;
  Offset first = takePages(pages);
  uint32_t bytes = classBytes(sizeClass), blocks = pages * uint32_t(kPageSize) / bytes;
  for (uint32_t i = 0; i < pages; ++i) {
    PageDescriptor& page = descriptorOf(first + i * uint32_t(kPageSize));
    page = PageDescriptor{PageUse::kPool, uint8_t(list), page.head, kind, pages, bytes, blocks, 0, 0, {}};
  }
  Offset next = 0;
  for (uint32_t i = blocks; i-- > 0;) {
    Offset block = first + i * bytes;
    *at<uint64_t>(block) = next;
    poison(at<char>(block), bytes);
    next = block;
  }
  heap.freeBlocks[list] = next;
  heap.poolPages += pages;
}

Offset allocateRun(size_t bytes, PoolKind kind) {
  if (bytes > kRegionReserve) return 0;
  if (bytes > kLargeRequest && bytesOfPages() + bytes > heapState().limit) {
    reclaimEmptyPools();
    if (bytesOfPages() + bytes > heapState().limit) return 0;
  }
  uint32_t pages = pagesFor(bytes);
  Offset block;
  if (pages > kUsablePages) {
    block = takeHuge(bytes, kind);
    if (!block) return 0;
  } else {
    reclaimBeforeGrowing(pages);
    block = takePages(pages);
    PageDescriptor& page = descriptorOf(block);
    page.kind = kind;
    page.blockBytes = pages * uint32_t(kPageSize);
    page.blocks = 1;
    std::memset(at<char>(block), 0, page.blockBytes);
  }
  count(kind);
  return block;
}

// Gives the new size to a run or huge run where it stands.
bool resizeRunInPlace(Offset block, size_t bytes) {
  HeapState& heap = heapState();
  size_t old = blockSize(block);
  if (bytes > old && bytes > kLargeRequest && bytesOfPages() - old + bytes > heap.limit) return false;
  uint32_t pages = pagesFor(bytes);
  if (isHuge(block)) return pages > kUsablePages && resizeHuge(block, bytes);
  uint32_t oldPages = descriptorOf(block).pages;
  if (pages > oldPages) {
    if (pages > kUsablePages || !extendPages(block, pages - oldPages)) return false;
    std::memset(at<char>(block) + old, 0, pages * kPageSize - old);
  } else {
    trimPages(block, pages);
  }
  PageDescriptor& page = descriptorOf(block);
  page.blockBytes = pages * uint32_t(kPageSize);
  page.blocks = 1;
  return true;
}

}  // namespace

void initialiseHeap(size_t limit) {
  HeapState& heap = heapState();
  heap.arenaEnd = 1;
  heap.limit = limit;
  heap.reclaimAt = kFirstReclaim;
  initialiseCollector();
}

Offset allocateSlowly(size_t bytes, PoolKind kind) {
  if (bytes > kLargestClass) return allocateRun(bytes, kind);
  HeapState& heap = heapState();
  uint32_t sizeClass = classOf(bytes), list = listOf(kind, sizeClass);
  if (!heap.freeBlocks[list]) openPool(list, kind, sizeClass);
  Offset block = heap.freeBlocks[list];
  unpoison(at<char>(block), classBytes(sizeClass));
  heap.freeBlocks[list] = *at<Offset>(block);
  zeroBlock(block, classBytes(sizeClass));
  count(kind);
  return block;
}

void freeRun(Offset block) {
  PageDescriptor& page = descriptorOf(block);
  DCHECK(page.use == PageUse::kRun);
  if (page.kind == PoolKind::kCell) --heapState().trackedCells;
  if (isHuge(block)) return giveHuge(block);
  givePages(block);
}

Offset resizeBuffer(Offset block, size_t bytes) {
  if (!block) return allocateBuffer(bytes);
  size_t old = blockSize(block);
  if (bytes <= old && bytes > old / 2) return block;
  if (descriptorOf(block).use == PageUse::kRun && bytes > kLargestClass && resizeRunInPlace(block, bytes)) return block;
  Offset fresh = allocateBuffer(bytes);
  if (!fresh) return bytes <= old ? block : 0;
  std::memcpy(at<char>(fresh), at<char>(block), bytes < old ? bytes : old);
  freeBlock(block);
  return fresh;
}

bool memoryExceeded() {
  HeapState& heap = heapState();
  if (bytesOfPages() <= heap.limit) return false;
  reclaimEmptyPools();
  return bytesOfPages() > heap.limit;
}

void reclaimEmptyPools() {
  HeapState& heap = heapState();
  std::vector<uint16_t> freeCount(regionUsed() / kPageSize);
  auto headPage = [](Offset block) {
    return block / kArenaBytes * kArenaPages + descriptorOf(block).head;
  };
  for (Offset block : heap.freeBlocks)
    for (; block; block = rawWord(at<char>(block))) ++freeCount[headPage(block)];
  auto empty = [&](Offset block) { return freeCount[headPage(block)] == descriptorOf(block).blocks; };
  for (Offset& first : heap.freeBlocks) {
    Offset* link = &first;
    for (Offset block = first; block;) {
      Offset next = rawWord(at<char>(block));
      if (!empty(block)) {
        *link = block;
        unpoison(at<char>(block), 8);  // its link is written when the next one that stays is found
        link = at<Offset>(block);
      }
      block = next;
    }
    *link = 0;
  }
  for (uint32_t page = kArenaPages; page < freeCount.size(); ++page) {
    if (!freeCount[page]) continue;
    Offset first = page * uint32_t(kPageSize);
    uint32_t pages = descriptorOf(first).pages;
    if (!empty(first)) continue;
    heap.poolPages -= pages;
    givePages(first);
  }
  heap.reclaimAt = heap.poolPages + heap.poolPages / 2 + kFirstReclaim;
  trimArenas(0);
  regionRestored();
}

}  // namespace vitrine
