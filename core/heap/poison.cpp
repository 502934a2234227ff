// The unchecked accesses of poison.h, as functions of their own: the attribute does not survive inlining.
#include "heap/poison.h"

#if VITRINE_POISONING
namespace vitrine {

VITRINE_UNCHECKED uint32_t rawWord(const void* address) { return *static_cast<const volatile uint32_t*>(address); }

VITRINE_UNCHECKED void rawCopy(void* to, const void* from, size_t bytes) {
  auto* target = static_cast<volatile uint64_t*>(to);
  auto* source = static_cast<const volatile uint64_t*>(from);
  for (size_t i = 0; i < bytes / 8; ++i) target[i] = source[i];
}

VITRINE_UNCHECKED bool rawEqual(const void* a, const void* b, size_t bytes) {
  auto* left = static_cast<const volatile uint64_t*>(a);
  auto* right = static_cast<const volatile uint64_t*>(b);
  for (size_t i = 0; i < bytes / 8; ++i)
    if (left[i] != right[i]) return false;
  return true;
}

}  // namespace vitrine
#endif
