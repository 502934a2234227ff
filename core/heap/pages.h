// Pages: arenas, runs of pages inside them (best fit, coalesced when freed) and huge runs over whole arenas. All of it
// is internal to the heap room; heap.h is what others use. Invariant: beyond the used prefix every byte is zero.
#pragma once

#include "heap/heap_state.h"

namespace vitrine {

/// A run of `count` (1..kUsablePages) pages: the offset of the first. Content is arbitrary, descriptors are set to
/// kRun. Ends the process when the region is exhausted (the limit and its slack come first).
Offset takePages(uint32_t count);
/// Gives back the pool or run that starts at `first`.
void givePages(Offset first);
/// Lengthens the run at `first` by `extra` pages where these are free.
bool extendPages(Offset first, uint32_t extra);
/// Gives back all but the first `keep` pages.
void trimPages(Offset first, uint32_t keep);

/// A zeroed block over whole arenas, for more than kUsablePages pages; 0 when there is no room.
Offset takeHuge(size_t bytes, PoolKind kind);
void giveHuge(Offset block);
/// Changes its size in place; false when that is not possible. New bytes are zero.
bool resizeHuge(Offset block, size_t bytes);
inline bool isHuge(Offset block) { return heapState().arenas[block / kArenaBytes] == ArenaUse::kHugeStart; }

/// Shortens the used prefix by the free arenas at its end but `keep`, zeroing them.
void trimArenas(uint32_t keep);
/// Called when the used prefix grows or a checkpoint sets it: what lies below `end` must be zeroed at a reset.
void noteUsed(size_t end);
/// Zeroes [from, to), multiples of kPageSize, the cheapest way there is.
void zeroPages(size_t from, size_t to);

}  // namespace vitrine
