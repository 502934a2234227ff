// Opcodes: the instruction set as an enum and as data, made from opcodes.def (R16). Numbers, operand meanings and stack
// effects are those of CPython 3.7; rows marked kExtension are ours. Instructions are two bytes, opcode and operand;
// EXTENDED_ARG prefixes make operands longer. Look next at disassembler.h and verifier.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

/// An instruction's number; the first byte of its two.
enum class Opcode : uint8_t {
#define OPCODE(name, number, ...) name = number,
#include "bytecode/opcodes.def"
#undef OPCODE
};

/// Instructions from this number on have an operand (dis.HAVE_ARGUMENT).
constexpr uint8_t kHaveArgument = 90;
constexpr bool hasArgument(Opcode opcode) { return static_cast<uint8_t>(opcode) >= kHaveArgument; }

/// What an operand means.
enum class OperandKind : uint8_t {
  kNone,
  kConst,           // index into constants
  kName,            // index into names
  kLocal,           // index into varNames
  kFree,            // index into cellVars, then freeVars
  kJumpAbsolute,    // offset in bytes
  kJumpRelative,    // bytes from the next instruction
  kCompare,         // index into kCompareNames
  kCount,           // a number of values
  kUnpackCounts,    // UNPACK_EX: targets before the star, plus 256 times those after
  kStackIndex,      // places from the top of the stack, the top being 1
  kRaiseCount,      // 0, 1, 2
  kSliceCount,      // 2, 3
  kFunctionFlags,   // MAKE_FUNCTION: FunctionFlag
  kCallFlags,       // CALL_FUNCTION_EX: 1 with keywords
  kFormatFlags,     // FORMAT_VALUE: 0 none, 1 str, 2 repr, 3 ascii; plus 4 with a format
  kInterpolation,   // BUILD_INTERPOLATION: 1 with a format, plus 4 times the conversion (0 none, 1 str, 2 repr, 3 ascii)
  kIntrinsic1,      // intrinsics.def
  kIntrinsic2,
  kCommonConstant,
  kPrefix,          // EXTENDED_ARG
};

/// MAKE_FUNCTION's operand: what lies below code and name, in this order from the bottom up.
enum FunctionFlag : uint32_t {
  kFunctionDefaults = 1,         // tuple
  kFunctionKeywordDefaults = 2,  // dict
  kFunctionAnnotations = 4,      // dict (3.7's .pyc, `from __future__ import annotations`)
  kFunctionAnnotate = 16,        // function that gives the annotations; lies between annotations and closure
  kFunctionClosure = 8,          // tuple of cells; always the one right below the code object
};

/// Comparison operators in the order of COMPARE_OP's operand (dis.cmp_op of 3.7).
enum class CompareOperand : uint8_t { kLess, kLessEqual, kEqual, kNotEqual, kGreater, kGreaterEqual, kIn, kNotIn, kIs, kIsNot, kExceptionMatch };
constexpr uint32_t kCompareOpCount = 12;  // the twelfth, BAD, is named by dis but refused by the verifier
std::string_view compareName(uint32_t operand);

/// CALL_INTRINSIC_1's and _2's operands.
enum class Intrinsic1 : uint8_t {
#define INTRINSIC_1(name, number, meaning) name = number,
#define INTRINSIC_2(...)
#define COMMON_CONSTANT(...)
#include "bytecode/intrinsics.def"
#undef INTRINSIC_1
#undef INTRINSIC_2
#undef COMMON_CONSTANT
};
enum class Intrinsic2 : uint8_t {
#define INTRINSIC_1(...)
#define INTRINSIC_2(name, number, meaning) name = number,
#define COMMON_CONSTANT(...)
#include "bytecode/intrinsics.def"
#undef INTRINSIC_1
#undef INTRINSIC_2
#undef COMMON_CONSTANT
};
/// LOAD_COMMON_CONSTANT's operand.
enum class CommonConstant : uint8_t { kAssertionError = 0, kNotImplementedError = 1 };
/// The name of an operand of those three kinds, empty if there is none of that number.
std::string_view intrinsicName(OperandKind kind, uint32_t operand);

/// Properties of an instruction, as bits.
enum OpcodeFlag : uint8_t {
  kPlain = 0,
  kEnds = 1,         // never goes on at the next instruction
  kPushesBlock = 2,  // its jump target is where the block is left to or handled
  kPopsBlock = 4,
  kYields = 8,       // only in generators and coroutines
  kExtension = 16,   // not in CPython 3.7
};

/// One row of opcodes.def. `pops` and `pushes` are -1 where operand or path decide.
struct OpcodeInfo {
  const char* name;  // nullptr: no instruction has this number
  uint8_t number;
  OperandKind operand;
  int8_t pops, pushes;
  uint8_t flags;
  const char* picture;  // "iter -- iter, value"
  const char* meaning;  // one sentence for learners
};

/// The row of a number 0..255; for a number no instruction has, `name` is nullptr.
const OpcodeInfo& opcodeInfo(uint8_t number);
inline const OpcodeInfo& opcodeInfo(Opcode opcode) { return opcodeInfo(static_cast<uint8_t>(opcode)); }
inline bool isOpcode(uint8_t number) { return opcodeInfo(number).name != nullptr; }
/// "LOAD_FAST"; "<0>" for a number no instruction has, as dis prints it.
std::string opcodeName(uint8_t number);
inline bool isJump(Opcode opcode) {
  const OperandKind kind = opcodeInfo(opcode).operand;
  return kind == OperandKind::kJumpAbsolute || kind == OperandKind::kJumpRelative;
}

/// Which way an instruction is left, for stackEffect.
enum class JumpPath : uint8_t { kFallThrough, kJump, kMax };

/// By how much an instruction changes the evaluation stack's height, as CPython 3.7 estimates it for co_stacksize
/// (Python/compile.c, stack_effect; dis.stack_effect is the kMax one). A handler counts as entered with six values.
int stackEffect(Opcode opcode, uint32_t operand, JumpPath path);

/// The whole table as JSON for the page's help: an array of {name, number, operand, pops, pushes, flags, picture, meaning}.
std::string opcodeTableJson();

}  // namespace vitrine
