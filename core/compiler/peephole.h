// The peephole optimiser on wordcode, doing what CPython 3.7's does, oddities included: it gives up where the line
// table holds a byte 255, removes dead code only behind RETURN_VALUE, and leaves folded parts in the constants.
// Jumps keep their size or shrink into EXTENDED_ARG 0 prefixes; nothing ever grows.
#pragma once

#include <vector>

#include "bytecode/code_object.h"
#include "compiler/assembler.h"

namespace vitrine::compiler {

/// Optimises `code` in place; may append folded tuples to `constants`. Where the line table switches the optimiser
/// off, only `JUMP_IF_x_OR_POP` chains are threaded (`(a and b) or c` must test `a` once in 3.14).
void optimizePeephole(AssembledCode& code, std::vector<Constant>& constants);

}  // namespace vitrine::compiler
