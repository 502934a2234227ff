// Arenas and runs of pages. A free run is known by its first page's descriptor and hangs in the list of its length; a
// bit per length makes best fit one count of trailing zeros. See pages.h for the contract.
#include "heap/pages.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "heap/heap.h"
#include "heap/poison.h"

namespace vitrine {
namespace {

// Arenas at the end of the reserve that only small requests may have.
constexpr uint32_t kSlackArenas = (32u << 20) / kArenaBytes;
// Free arenas at the end of the prefix that are kept for the next request.
constexpr uint32_t kSpareArenas = 16;

Offset pageAt(Offset arena, uint32_t page) { return arena + page * uint32_t(kPageSize); }
uint32_t pageIndex(Offset offset) { return offset / kPageSize % kArenaPages; }
Offset arenaOf(Offset offset) { return offset & ~(kArenaBytes - 1); }

void markPages(Offset first, uint32_t count, PageUse use) {
  PageDescriptor* page = &descriptorOf(first);
  for (uint32_t i = 0; i < count; ++i)
    page[i] = PageDescriptor{use, kNoList, uint8_t(pageIndex(first)), PoolKind::kBuffer, 0, 0, 0, 0, 0, {}};
  page->pages = count;
}

void linkFreeRun(Offset first, uint32_t count) {
  HeapState& heap = heapState();
  markPages(first, count, PageUse::kFree);
  PageDescriptor& page = descriptorOf(first);
  page.next = heap.freeRuns[count];
  if (page.next) descriptorOf(page.next).previous = first;
  heap.freeRuns[count] = first;
  heap.runLengths |= uint64_t(1) << count;
}

void unlinkFreeRun(Offset first) {
  HeapState& heap = heapState();
  PageDescriptor& page = descriptorOf(first);
  if (page.next) descriptorOf(page.next).previous = page.previous;
  if (page.previous) {
    descriptorOf(page.previous).next = page.next;
  } else {
    heap.freeRuns[page.pages] = page.next;
    if (!page.next) heap.runLengths &= ~(uint64_t(1) << page.pages);
  }
}

// The first of `count` free arenas in a row, the used prefix lengthened where necessary; 0 when there is no room.
uint32_t takeArenas(uint32_t count, uint32_t maxArenas) {
  HeapState& heap = heapState();
  uint32_t start = 1;
  for (uint32_t arena = 1; arena < heap.arenaEnd && arena - start < count; ++arena)
    if (heap.arenas[arena] != ArenaUse::kFree) start = arena + 1;
  if (start + count > maxArenas) return 0;
  if (start + count > heap.arenaEnd) {
    heap.arenaEnd = start + count;
    noteUsed(size_t(heap.arenaEnd) * kArenaBytes);
  }
  return start;
}

void openArena() {
  uint32_t arena = takeArenas(1, kMaxArenas);
  CHECK(arena != 0 && "the region is exhausted");
  heapState().arenas[arena] = ArenaUse::kPaged;
  Offset start = arena * kArenaBytes;
  unpoison(at<char>(start), kArenaBytes);
  std::memset(at<char>(start), 0, kPageSize);
  markPages(start, 1, PageUse::kDescriptors);
  linkFreeRun(pageAt(start, 1), kUsablePages);
}

uint32_t arenasFor(size_t bytes) { return uint32_t((bytes + kPageSize + kArenaBytes - 1) / kArenaBytes); }

// Pages of a huge block: all of its arenas but the first's descriptors.
uint32_t hugePages(uint32_t arenas) { return arenas * kArenaPages - 1; }

void describeHuge(Offset block, uint32_t arenas, PoolKind kind) {
  PageDescriptor& page = descriptorOf(block);
  uint32_t pages = hugePages(arenas);
  page = PageDescriptor{PageUse::kRun, kNoList, 1, kind, pages, pages * uint32_t(kPageSize), 1, 0, 0, {}};
}

// Zeroes a part of a huge block that was below `oldEnd`: what lies beyond was never touched.
void zeroReused(size_t from, size_t to, size_t oldEnd) {
  unpoison(regionBase() + from, to - from);
  zeroPages(from, std::min(to, oldEnd));
}

}  // namespace

Offset takePages(uint32_t count) {
  HeapState& heap = heapState();
  DCHECK(count >= 1 && count <= kUsablePages);
  uint64_t fitting = heap.runLengths >> count << count;
  if (!fitting) {
    openArena();
    fitting = heap.runLengths >> count << count;
  }
  uint32_t length = uint32_t(__builtin_ctzll(fitting));
  Offset first = heap.freeRuns[length];
  unlinkFreeRun(first);
  if (length > count) linkFreeRun(first + count * uint32_t(kPageSize), length - count);
  markPages(first, count, PageUse::kRun);
  heap.pagesInUse += count;
  unpoison(at<char>(first), count * kPageSize);
  return first;
}

void givePages(Offset first) {
  HeapState& heap = heapState();
  Offset arena = arenaOf(first);
  uint32_t start = pageIndex(first), end = start + descriptorOf(first).pages;
  heap.pagesInUse -= end - start;
  poison(at<char>(first), (end - start) * kPageSize);
  PageDescriptor* pages = at<PageDescriptor>(arena);
  if (end < kArenaPages && pages[end].use == PageUse::kFree) {
    uint32_t length = pages[end].pages;
    unlinkFreeRun(pageAt(arena, end));
    end += length;
  }
  if (pages[start - 1].use == PageUse::kFree) {
    start = pages[start - 1].head;
    unlinkFreeRun(pageAt(arena, start));
  }
  if (end - start < kUsablePages) return linkFreeRun(pageAt(arena, start), end - start);
  heap.arenas[arena / kArenaBytes] = ArenaUse::kFree;
  trimArenas(kSpareArenas);
}

bool extendPages(Offset first, uint32_t extra) {
  PageDescriptor& run = descriptorOf(first);
  uint32_t end = pageIndex(first) + run.pages;
  if (end >= kArenaPages) return false;
  Offset behind = pageAt(arenaOf(first), end);
  uint32_t length = descriptorOf(behind).pages;
  if (descriptorOf(behind).use != PageUse::kFree || length < extra) return false;
  unlinkFreeRun(behind);
  if (length > extra) linkFreeRun(behind + extra * uint32_t(kPageSize), length - extra);
  uint32_t pages = run.pages + extra;
  PoolKind kind = run.kind;
  markPages(first, pages, PageUse::kRun);
  run.kind = kind;
  heapState().pagesInUse += extra;
  unpoison(at<char>(behind), extra * kPageSize);
  return true;
}

void trimPages(Offset first, uint32_t keep) {
  PageDescriptor& run = descriptorOf(first);
  uint32_t surplus = run.pages - keep;
  if (surplus == 0) return;
  run.pages = keep;
  Offset rest = first + keep * uint32_t(kPageSize);
  markPages(rest, surplus, PageUse::kRun);
  givePages(rest);
}

Offset takeHuge(size_t bytes, PoolKind kind) {
  HeapState& heap = heapState();
  uint32_t count = arenasFor(bytes);
  size_t oldEnd = regionUsed();
  uint32_t arena = takeArenas(count, kMaxArenas - kSlackArenas);
  if (!arena) return 0;
  heap.arenas[arena] = ArenaUse::kHugeStart;
  for (uint32_t i = 1; i < count; ++i) heap.arenas[arena + i] = ArenaUse::kHugeRest;
  zeroReused(size_t(arena) * kArenaBytes, size_t(arena + count) * kArenaBytes, oldEnd);
  Offset block = arena * kArenaBytes + uint32_t(kPageSize);
  describeHuge(block, count, kind);
  heap.pagesInUse += hugePages(count);
  return block;
}

void giveHuge(Offset block) {
  HeapState& heap = heapState();
  uint32_t arena = block / kArenaBytes, count = arenasFor(blockSize(block));
  for (uint32_t i = 0; i < count; ++i) heap.arenas[arena + i] = ArenaUse::kFree;
  heap.pagesInUse -= hugePages(count);
  poison(at<char>(arena * kArenaBytes), size_t(count) * kArenaBytes);
  trimArenas(kSpareArenas);
}

bool resizeHuge(Offset block, size_t bytes) {
  HeapState& heap = heapState();
  uint32_t arena = block / kArenaBytes, old = arenasFor(blockSize(block)), wanted = arenasFor(bytes);
  for (uint32_t i = old; i < wanted; ++i) {
    if (arena + i >= kMaxArenas - kSlackArenas) return false;
    if (arena + i < heap.arenaEnd && heap.arenas[arena + i] != ArenaUse::kFree) return false;
  }
  for (uint32_t i = old; i < wanted; ++i) heap.arenas[arena + i] = ArenaUse::kHugeRest;
  for (uint32_t i = wanted; i < old; ++i) heap.arenas[arena + i] = ArenaUse::kFree;
  if (wanted > old) {
    size_t oldEnd = regionUsed();
    heap.arenaEnd = std::max(heap.arenaEnd, arena + wanted);
    noteUsed(regionUsed());
    zeroReused(size_t(arena + old) * kArenaBytes, size_t(arena + wanted) * kArenaBytes, oldEnd);
  } else {
    poison(at<char>((arena + wanted) * kArenaBytes), size_t(old - wanted) * kArenaBytes);
  }
  heap.pagesInUse += (wanted - old) * kArenaPages;
  describeHuge(block, wanted, descriptorOf(block).kind);
  trimArenas(kSpareArenas);
  return true;
}

void trimArenas(uint32_t keep) {
  HeapState& heap = heapState();
  uint32_t end = heap.arenaEnd;
  while (end > 1 && heap.arenas[end - 1] == ArenaUse::kFree) --end;
  if (heap.arenaEnd - end <= keep) return;
  zeroPages(size_t(end) * kArenaBytes, size_t(heap.arenaEnd) * kArenaBytes);
  heap.arenaEnd = end;
}

}  // namespace vitrine
