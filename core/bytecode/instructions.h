// Instructions of a code object as the machine executes them: prefixes EXTENDED_ARG joined with what they extend. Made once
// by the verifier's structural pass, which proves every operand in range; the flow pass then works on these.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/code_object.h"
#include "bytecode/opcodes.h"

namespace vitrine {

/// One instruction, its prefixes included.
struct Instruction {
  int32_t offset = 0;  // of the first prefix: where jumps to it go
  int32_t next = 0;    // offset behind it
  int32_t target = -1; // of a jump or SETUP instruction
  Opcode opcode = Opcode::NOP;
  uint32_t operand = 0;
};

/// A code object taken apart.
struct InstructionList {
  std::vector<Instruction> instructions;
  std::vector<int32_t> indexAt;  // by offset / 2: index into `instructions`, -1 inside an instruction

  bool startsAt(int64_t offset) const {
    return offset >= 0 && offset % 2 == 0 && static_cast<size_t>(offset / 2) < indexAt.size() && indexAt[offset / 2] >= 0;
  }
};

/// Takes `code` apart into `list` and checks all that needs no flow: opcodes known, operands in range, jumps onto
/// instructions, counts and flags that agree with each other. Gives the reason where something is wrong.
std::optional<std::string> checkStructure(const CodeObject& code, InstructionList& list);

/// "'f', offset 12, LOAD_FAST: " for messages.
std::string describePlace(const CodeObject& code, const Instruction& instruction);

}  // namespace vitrine
