// How big an int may become: a product, power or shift of more bits is a MemoryError before it is begun, since working one out can take
// minutes and nothing can stop it half way. CPython has only the memory's limit.
#pragma once

#include <cstdint>

namespace vitrine {

/// 2**28 at first: some 80 million digits.
inline uint64_t largestIntBits = uint64_t(1) << 28;

}  // namespace vitrine
