// Quick forms: what the unwatched loop runs in place of runs of classic instructions. A superinstruction stands in the
// first of the units it covers; the others stay as they are, so a jump to them, an exception or a slice's end inside finds
// canonical stacks. Numbers are those that no classic instruction uses.
#pragma once

#include "vm/code_cache.h"

namespace vitrine {

/// QUICK(name, number, the classic instructions it covers)
enum QuickOpcode : uint8_t {
#define QUICK(name, number, ...) name = number,
#include "vm/quick_opcodes.def"
#undef QUICK
};

/// Sets Unit::quick throughout.
void quicken(DecodedCode& decoded);

}  // namespace vitrine
