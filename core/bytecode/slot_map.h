// SlotMap: what the verifier knows of the evaluation stack before each instruction, for those who show it (roles of slots).
// It holds the flow pass and asks it again; a code object that does not verify has an empty map.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "bytecode/instructions.h"
#include "bytecode/verifier_state.h"

namespace vitrine {

class SlotMap {
 public:
  explicit SlotMap(std::shared_ptr<const CodeObject> code);
  ~SlotMap();
  SlotMap(SlotMap&&) noexcept;

  /// Kinds of the slots before the instruction that begins at `offset`, bottom first; a cleanup token stands for a varying
  /// number of real ones. Nothing where the instruction is never reached, or the stack is deeper than is worth showing.
  std::optional<std::vector<verifier::SlotKind>> at(int32_t offset) const;
  /// The instructions, prefixes folded in.
  const InstructionList& instructions() const;

 private:
  struct Pass;
  std::unique_ptr<Pass> pass_;
};

}  // namespace vitrine
