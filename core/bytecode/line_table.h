// Line tables (co_lnotab of 3.7): pairs of bytes, by how much the offset grows and then by how much the line does (signed).
// The format is that of CPython 3.7's Objects/lnotab_notes.txt; the readings are dis.findlinestarts and PyCode_Addr2Line.
#pragma once

#include <cstdint>
#include <vector>

#include "bytecode/code_object.h"

namespace vitrine {

/// From this offset on the code belongs to this line.
struct LineStart {
  int32_t offset;
  int32_t line;
};

/// Where lines begin, in order of offset; consecutive entries differ in line (dis.findlinestarts of 3.7).
std::vector<LineStart> lineStarts(const CodeObject& code);

/// The line that the instruction at `offset` belongs to (PyCode_Addr2Line).
int32_t lineAt(const CodeObject& code, int32_t offset);

}  // namespace vitrine
