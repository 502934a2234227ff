// Which instructions jump, and how: two constant tables made from opcodes.def for the compiler's inner loops.
#pragma once

#include <array>
#include <cstdint>

#include "bytecode/opcodes.h"

namespace vitrine::compiler {

namespace detail {
constexpr std::array<OperandKind, 256> makeOperandKinds() {
  std::array<OperandKind, 256> kinds{};
#define OPCODE(name, number, operand, ...) kinds[number] = OperandKind::operand;
#include "bytecode/opcodes.def"
#undef OPCODE
  return kinds;
}
inline constexpr std::array<OperandKind, 256> kOperandKinds = makeOperandKinds();
}  // namespace detail

constexpr bool isRelativeJump(Opcode op) { return detail::kOperandKinds[uint8_t(op)] == OperandKind::kJumpRelative; }
constexpr bool isAbsoluteJump(Opcode op) { return detail::kOperandKinds[uint8_t(op)] == OperandKind::kJumpAbsolute; }

}  // namespace vitrine::compiler
