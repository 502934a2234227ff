// The region's memory: a fixed mapping natively, a zero-initialised array in wasm. How much of it may be non-zero is
// remembered outside, so that resetting is cheap and does not depend on what a crash left inside.
#include "heap/region.h"

#ifndef __EMSCRIPTEN__
#include <sys/mman.h>
#endif

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "heap/heap.h"
#include "heap/pages.h"
#include "heap/poison.h"

namespace vitrine {

#ifdef __EMSCRIPTEN__
extern "C" {
alignas(kPageSize) char vitrineRegion[kRegionReserve];
}
#endif

namespace {

size_t dirtyEnd = kHeapStart;

#ifdef __EMSCRIPTEN__
void mapOnce() {}
#else
void mapOnce() {
  static bool mapped = false;
  if (mapped) return;
#ifndef MAP_FIXED_NOREPLACE
  constexpr int MAP_FIXED_NOREPLACE = 0x100000;
#endif
  void* wanted = reinterpret_cast<void*>(kRegionAddress);
  void* got = mmap(wanted, kRegionReserve, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  CHECK(got == wanted && "the region's address range is taken");
  mprotect(got, kPageSize, PROT_NONE);  // offset 0 is "none": reading it is a bug
  mapped = true;
}
#endif

}  // namespace

void noteUsed(size_t end) { dirtyEnd = std::max(dirtyEnd, end); }

void zeroPages(size_t from, size_t to) {
  if (from >= to) return;
  char* start = regionBase() + from;
  unpoison(start, to - from);
#ifndef __EMSCRIPTEN__
  if (to - from >= 16 * kPageSize && madvise(start, to - from, MADV_DONTNEED) == 0) return;
#endif
  std::memset(start, 0, to - from);
}

void truncateRegion(size_t used) {
  zeroPages(used, dirtyEnd);
  dirtyEnd = std::max(used, size_t(kHeapStart));
}

void resetRegion(size_t limit) {
  CHECK(limit <= kRegionReserve - (size_t(32) << 20));
  mapOnce();
  zeroPages(kPageSize, dirtyEnd);
  dirtyEnd = kHeapStart;
  initialiseHeap(limit);
}

}  // namespace vitrine
