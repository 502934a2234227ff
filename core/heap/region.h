// The region: the one piece of memory that holds all program state (R3). Everything in it refers to everything else
// by 32-bit offsets, so a copy of its used part is a checkpoint, and addresses are equal natively and in wasm.
//
//   0            kHeapStateOffset   kRootOffset              kHeapStart          used()        limit   kRegionReserve
//   | never used | HeapState (heap) | Root (objects/root.h) | arenas (heap.h) ... | untouched ... | slack ... |
//
// The base address is a constant (wasm: a zero-initialised array, so loads fold it; native: a fixed mapping), hence
// one machine per process or Worker at a time. Look next at heap.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "heap/value.h"

namespace vitrine {

constexpr size_t kRegionReserve = size_t(256) << 20;
constexpr size_t kPageSize = 4096;
constexpr Offset kHeapStateOffset = 4096;  // the allocator's, the collector's and the finaliser queue's own state
constexpr Offset kRootOffset = 8192;       // the machine's: builtin types, singletons, call stacks, counters
constexpr Offset kHeapStart = 256 * 1024;   // the first arena

#ifdef __EMSCRIPTEN__
extern "C" char vitrineRegion[kRegionReserve];
inline char* regionBase() { return vitrineRegion; }
#else
constexpr uintptr_t kRegionAddress = 0x200000000000;
inline char* regionBase() { return reinterpret_cast<char*>(kRegionAddress); }
#endif

/// The T at `offset`.
template <class T>
inline T* at(Offset offset) {
  return reinterpret_cast<T*>(regionBase() + offset);
}

/// The offset of something inside the region.
inline Offset offsetOf(const void* pointer) { return Offset(static_cast<const char*>(pointer) - regionBase()); }

/// Maps the region (once) and zeroes it: every machine starts from the same bytes. `limit` is the memory limit in
/// bytes, at most kRegionReserve less 32 MB of slack for small allocations between two checks.
void resetRegion(size_t limit);
/// Zeroes all bytes from `used` on that may be anything else. For restoring a checkpoint, before its bytes are copied
/// in (heap.h: regionRestored comes after).
void truncateRegion(size_t used);

}  // namespace vitrine
