// Code objects and constants of the region read back into the plain values they were loaded from: for dis and marshal, and for showing code
// that the program did not begin with. Invariant: loadCode of what comes out makes an equal code object. See code.h.
#pragma once

#include <map>
#include <memory>

#include "objects/code.h"

namespace vitrine {

/// Which cell each code object was read from, for addresses in listings.
using CodeCells = std::map<const CodeObject*, Offset>;

class CodeReader {
 public:
  /// Why something could not be read: no code object holds such a value; it nests too deep.
  enum class Flaw : uint8_t { kNone, kForeign, kTooDeep };

  /// `cellsOrNull` is told of each code object that is read.
  explicit CodeReader(CodeCells* cellsOrNull = nullptr) : cells_(cellsOrNull) {}
  /// The constant; None in the place of what could not be read.
  Constant constantOf(Value v);
  /// A code cell and what is nested in it.
  std::shared_ptr<const CodeObject> codeObjectOf(const CodeCell* cell);
  /// The first flaw so far.
  Flaw flaw() const { return flaw_; }

 private:
  Constant flawed(Flaw flaw);
  std::vector<Constant> itemsOf(std::span<const Value> values);
  std::vector<Constant> elementsOf(Value set);

  CodeCells* cells_;
  Flaw flaw_ = Flaw::kNone;
};

}  // namespace vitrine
