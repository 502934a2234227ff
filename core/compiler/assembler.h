// The assembler: a FlowGraph becomes wordcode, 3.7's line table, and a position per code unit. EXTENDED_ARG prefixes
// and jump offsets depend on each other and are iterated to a fixed point. Next: peephole.h works on the result.
#pragma once

#include <string>
#include <vector>

#include "compiler/flow_graph.h"

namespace vitrine::compiler {

/// Code as bytes, before or after the peephole optimiser.
struct AssembledCode {
  std::string code;                    // pairs of opcode and operand
  std::string lnotab;                  // CPython 3.7: Objects/lnotab_notes.txt
  std::vector<SourceRange> positions;  // one per pair
  bool linesFit = true;                // false: the lines lie so far apart, time and again, that the table was given up
};

/// Code units that an instruction with this operand takes: 1 to 4.
inline int unitsFor(uint32_t arg) { return arg <= 0xff ? 1 : arg <= 0xffff ? 2 : arg <= 0xffffff ? 3 : 4; }

/// Lays out `graph`. `firstLine` is where the line table begins.
AssembledCode assemble(FlowGraph& graph, int32_t firstLine);

}  // namespace vitrine::compiler
