// Quick forms: what the unwatched loop runs in place of runs of classic instructions. A superinstruction stands in the
// first of the units it covers; the others stay as they are, so a jump to them, an exception or a slice's end inside finds
// canonical stacks. Numbers are those that no classic instruction uses.
#pragma once

#include "vm/code_cache.h"

namespace vitrine {

constexpr uint8_t kFirstOperatorForm = 198;

enum QuickOpcode : uint8_t {
#define QUICK(name, number, ...) name = number,
#include "vm/quick_opcodes.def"
  kBeforeOperatorForms = kFirstOperatorForm - 1,
#define QUICK_OPERATOR(family, function) family##_FAST_FAST, family##_FAST_CONST, family##_TOP_FAST, family##_TOP_CONST,
#include "vm/quick_opcodes.def"
  kQuickOpcodeEnd
};

/// Sets Unit::quick throughout.
void quicken(DecodedCode& decoded);

}  // namespace vitrine
