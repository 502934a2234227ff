// Looking at the heap without changing it: cells in address order, pools for the memory map, bytes in use. Which blocks
// of a buffer pool are free is known from the free lists only, so these walk them; nothing is kept for it.
#include <vector>

#include "heap/heap.h"
#include "heap/heap_walk.h"

namespace vitrine {
namespace {

// Free blocks per pool, by the number of its first page.
std::vector<uint16_t> countFreeBlocks() {
  std::vector<uint16_t> free(regionUsed() / kPageSize);
  for (Offset block : heapState().freeBlocks)
    for (; block; block = rawWord(at<char>(block)))
      ++free[block / kArenaBytes * kArenaPages + descriptorOf(block).head];
  return free;
}

}  // namespace

void forEachCell(const std::function<void(Cell*)>& visit) {
  walkPools([&](Offset first, const PageDescriptor& pool) {
    if (pool.kind != PoolKind::kBuffer) walkCells(first, pool, visit);
  });
}

bool isLiveCell(Offset offset) {
  if (offset < kHeapStart || offset >= regionUsed()) return false;
  ArenaUse use = heapState().arenas[offset / kArenaBytes];
  if (use != ArenaUse::kPaged && use != ArenaUse::kHugeStart) return false;
  const PageDescriptor& page = descriptorOf(offset);
  if (page.use != PageUse::kPool && page.use != PageUse::kRun) return false;
  if (page.kind == PoolKind::kBuffer) return false;
  Offset first = offset / kArenaBytes * kArenaBytes + page.head * uint32_t(kPageSize);
  if (page.use == PageUse::kRun ? offset != first : (offset - first) % page.blockBytes != 0) return false;
  if (page.use == PageUse::kPool && (offset - first) / page.blockBytes >= page.blocks) return false;
  return rawWord(at<char>(offset) + 4) != 0;
}

void forEachPool(const std::function<void(const PageInfo&)>& visit) {
  std::vector<uint16_t> free = countFreeBlocks();
  walkPools([&](Offset first, const PageDescriptor& pool) {
    uint32_t used = pool.blocks - free[first / kPageSize];
    visit(PageInfo{first, pool.pages, pool.blockBytes, pool.blocks, used, pool.kind != PoolKind::kBuffer});
  });
}

size_t heapBytesInUse() {
  size_t bytes = 0;
  forEachPool([&](const PageInfo& pool) { bytes += size_t(pool.used) * pool.blockBytes; });
  return bytes;
}

void regionRestored() {
  noteUsed(regionUsed());
#if VITRINE_POISONING
  unpoison(regionBase() + kPageSize, kRegionReserve - kPageSize);
  for (uint32_t list = 0; list < kFreeLists; ++list)
    for (Offset block = heapState().freeBlocks[list]; block;) {
      Offset next = *at<Offset>(block);
      poison(at<char>(block), classBytes(list % kClasses));
      block = next;
    }
#endif
}

}  // namespace vitrine
