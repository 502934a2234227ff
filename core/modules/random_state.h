// The machine's source of entropy: a generator whose state lies in Root, so that a replay draws the same (R5).
#pragma once

#include <cstdint>

namespace vitrine {

/// The next 64 bits.
uint64_t nextEntropy();

}  // namespace vitrine
