// Poisoning: under AddressSanitizer freed blocks may not be touched, so a use after free inside our own arenas is
// reported like one of malloc's. In other builds everything here vanishes. Code that must look at freed blocks all the
// same (the walk over pools, the free lists, the checkpoint copier) uses rawWord, rawCopy and rawEqual.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SANITIZE_ADDRESS__)
#define VITRINE_POISONING 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VITRINE_POISONING 1
#endif
#endif
#ifndef VITRINE_POISONING
#define VITRINE_POISONING 0
#endif

#if VITRINE_POISONING
#include <sanitizer/asan_interface.h>
#define VITRINE_UNCHECKED __attribute__((no_sanitize_address, noinline))
#else
#define VITRINE_UNCHECKED inline
#endif

namespace vitrine {

/// Forbids and allows access to `bytes` bytes from `start` (multiples of 8); no-ops without AddressSanitizer.
inline void poison([[maybe_unused]] const void* start, [[maybe_unused]] size_t bytes) {
#if VITRINE_POISONING
  __asan_poison_memory_region(start, bytes);
#endif
}
inline void unpoison([[maybe_unused]] const void* start, [[maybe_unused]] size_t bytes) {
#if VITRINE_POISONING
  __asan_unpoison_memory_region(start, bytes);
#endif
}
inline bool isPoisoned([[maybe_unused]] const void* start) {
#if VITRINE_POISONING
  return __asan_address_is_poisoned(start);
#else
  return false;
#endif
}

/// A 32-bit word that may lie in a freed block.
VITRINE_UNCHECKED uint32_t rawWord(const void* address);
/// memcpy and memcmp == 0 over memory that may hold freed blocks; `bytes` is a multiple of 64.
void rawCopy(void* to, const void* from, size_t bytes);
bool rawEqual(const void* a, const void* b, size_t bytes);

#if !VITRINE_POISONING
inline uint32_t rawWord(const void* address) { return *static_cast<const uint32_t*>(address); }
inline void rawCopy(void* to, const void* from, size_t bytes) { std::memcpy(to, from, bytes); }
inline bool rawEqual(const void* a, const void* b, size_t bytes) {
#ifdef __wasm__  // where memcmp looks at one byte at a time
  auto* left = static_cast<const uint64_t*>(a);
  auto* right = static_cast<const uint64_t*>(b);
  for (size_t i = 0; i < bytes / 8; i += 8) {
    uint64_t difference = 0;
    for (size_t j = i; j < i + 8; ++j) difference |= left[j] ^ right[j];
    if (difference) return false;
  }
  return true;
#else
  return std::memcmp(a, b, bytes) == 0;
#endif
}
#endif

}  // namespace vitrine
