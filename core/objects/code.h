// code: a CodeObject loaded into the region: constants, names and bytes are objects the program can see.
#pragma once

#include "bytecode/code_object.h"
#include "objects/runtime.h"

namespace vitrine {

struct CodeCell : Cell {
  int32_t argCount, posOnlyArgCount, kwOnlyArgCount, localCount, stackSize, blockStackSize;
  uint32_t flags;    // 3.7's
  int32_t firstLine;
  uint32_t serial;   // key of what is cached about this code outside the region (vm/code_cache.h)
  uint32_t traits;   // CodeTrait
  Offset code, lineTable;                      // BytesCells
  Offset constants, names, varNames, freeVars, cellVars;  // TupleCells
  Offset fileName, name, qualName;             // StrCells
  Offset positions;                            // BytesCell: SourceRange (four int32) per two bytes of code, or 0
  Offset staticAttributes;                     // TupleCell or 0
};

enum CodeTrait : uint32_t {
  kTraitComprehension = 1,  // transparent frame (R18)
  kTraitHidden = 2,         // of the prelude: skipped by tracebacks and the user's instruction count
  kTraitClassBody = 4,
  kTraitClassic = 8,        // from a .pyc of 3.7
  kTraitMethod = 16,        // stands right inside a class body
};

/// Loads a verified code object and what is nested in it.
Result<Ref> loadCode(Vm& vm, const CodeObject& code, uint32_t traits);
/// The source range of the instruction at `byteOffset`; from the line table where there are no positions.
SourceRange rangeAt(const CodeCell* code, uint32_t byteOffset);
int32_t lineAt(const CodeCell* code, uint32_t byteOffset);

}  // namespace vitrine
