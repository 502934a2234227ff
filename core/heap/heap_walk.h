// The walks behind heap_walk.cpp and the collector, as templates: the collector visits every cell several times.
// Internal to the heap room.
#pragma once

#include "heap/heap.h"
#include "heap/pages.h"

namespace vitrine {

/// Calls visit(first offset, descriptor) for each pool, run and huge run in address order.
template <class Visit>
void walkPools(Visit&& visit) {
  HeapState& heap = heapState();
  for (uint32_t arena = 1; arena < heap.arenaEnd; ++arena) {
    Offset start = arena * kArenaBytes;
    if (heap.arenas[arena] == ArenaUse::kHugeStart) {
      Offset first = start + uint32_t(kPageSize);
      visit(first, descriptorOf(first));
    }
    if (heap.arenas[arena] != ArenaUse::kPaged) continue;
    const PageDescriptor* pages = at<PageDescriptor>(start);
    for (uint32_t page = 1; page < kArenaPages; page += pages[page].pages)
      if (pages[page].use != PageUse::kFree) visit(start + page * uint32_t(kPageSize), pages[page]);
  }
}

/// Calls visit(Cell*) for each live cell of a pool or run of cells.
template <class Visit>
void walkCells(Offset first, const PageDescriptor& pool, Visit&& visit) {
  for (uint32_t i = 0; i < pool.blocks; ++i) {
    Offset block = first + i * pool.blockBytes;
    if (rawWord(at<char>(block) + 4) != 0) visit(at<Cell>(block));
  }
}

}  // namespace vitrine
