// The verifier's first pass: everything that can be checked without following the flow; see instructions.h.
#include <algorithm>

#include "bytecode/instructions.h"
#include "bytecode/verifier.h"

namespace vitrine {
namespace {

using Reason = std::optional<std::string>;

constexpr uint32_t kGeneratorKinds = kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator;
constexpr uint32_t kFunctionFlags = kCodeOptimized | kCodeNewLocals;
constexpr uint32_t kKnownFlags = kFunctionFlags | kCodeVarArgs | kCodeVarKeywords | kCodeNested | kGeneratorKinds | kCodeNoFree |
                                 kCodeIterableCoroutine | kCodeFutureDivision | kCodeFutureAbsoluteImport | kCodeFutureWithStatement |
                                 kCodeFuturePrintFunction | kCodeFutureUnicodeLiterals | kCodeFutureBarryAsBdfl |
                                 kCodeFutureGeneratorStop | kCodeFutureAnnotations;
constexpr int kMaxPrefixes = 3;
constexpr uint32_t kMaxOperand = INT32_MAX;
constexpr int64_t kMaxLine = 1 << 30;

Reason checkFlags(const CodeObject& code) {
  const uint32_t flags = code.flags, kinds = flags & kGeneratorKinds;
  if (flags & ~kKnownFlags) return "unknown flags " + std::to_string(flags & ~kKnownFlags);
  if (kinds & (kinds - 1)) return "more than one of generator, coroutine and asynchronous generator";
  // Both or neither: compile() makes coroutines of modules that wait outside functions.
  if (kinds && (flags & kFunctionFlags) != kFunctionFlags && (flags & kFunctionFlags)) return "a generator that is neither function nor module";
  if ((flags & kCodeOptimized) && !(flags & kCodeNewLocals)) return "fast locals without a namespace of its own";
  if ((flags & kCodeIterableCoroutine) && !(flags & kCodeGenerator)) return "an iterable coroutine that is no generator";
  const bool noFree = code.freeVars.empty() && code.cellVars.empty();
  if (noFree != !!(flags & kCodeNoFree)) return "the flag NOFREE contradicts the free and cell variables";
  return {};
}

Reason checkCounts(const CodeObject& code) {
  if (code.argCount < 0 || code.kwOnlyArgCount < 0 || code.posOnlyArgCount < 0) return "a negative number of parameters";
  if (code.posOnlyArgCount > code.argCount) return "more positional-only parameters than parameters";
  const int64_t parameters = int64_t{code.argCount} + code.kwOnlyArgCount + !!(code.flags & kCodeVarArgs) + !!(code.flags & kCodeVarKeywords);
  if (parameters > static_cast<int64_t>(code.varNames.size())) return "more parameters than local variables";
  if (code.localCount < 0 || static_cast<size_t>(code.localCount) != code.varNames.size()) return "a number of locals that is not that of their names";
  if (code.stackSize < 0 || code.stackSize > kMaxStackSize) return "a stack size of " + std::to_string(code.stackSize);
  return {};
}

Reason checkTables(const CodeObject& code) {
  if (code.code.empty()) return "no instructions";
  if (code.code.size() % 2 != 0) return "an odd number of bytes of code";
  if (code.code.size() > INT32_MAX / 2) return "too much code";
  if (code.lnotab.size() % 2 != 0) return "an odd number of bytes in the line table";
  int64_t line = code.firstLine;
  if (line < 0 || line > kMaxLine) return "a first line of " + std::to_string(line);
  for (size_t i = 1; i < code.lnotab.size(); i += 2) {
    line += static_cast<int8_t>(code.lnotab[i]);
    if (line < 0 || line > kMaxLine) return "a line out of range in the line table";
  }
  if (!code.positions.empty() && code.positions.size() != code.code.size() / 2) return "a position table of the wrong length";
  return {};
}

/// Joins prefixes with their instructions.
Reason decode(const CodeObject& code, InstructionList& list) {
  const size_t units = code.code.size() / 2;
  list.indexAt.assign(units, -1);
  for (size_t unit = 0; unit < units;) {
    Instruction instruction;
    instruction.offset = static_cast<int32_t>(2 * unit);
    list.indexAt[unit] = static_cast<int32_t>(list.instructions.size());
    uint32_t operand = 0;
    for (int prefixes = 0;; ++prefixes, ++unit) {
      if (unit >= units) return "EXTENDED_ARG at the end of the code";
      const auto number = static_cast<uint8_t>(code.code[2 * unit]);
      if (!isOpcode(number)) return "unknown opcode " + std::to_string(number) + " at offset " + std::to_string(2 * unit);
      operand = operand << 8 | static_cast<uint8_t>(code.code[2 * unit + 1]);
      instruction.opcode = static_cast<Opcode>(number);
      if (instruction.opcode != Opcode::EXTENDED_ARG) break;
      if (prefixes == kMaxPrefixes) return "more than three EXTENDED_ARG in a row";
    }
    ++unit;
    instruction.next = static_cast<int32_t>(2 * unit);
    instruction.operand = hasArgument(instruction.opcode) ? operand : 0;
    list.instructions.push_back(instruction);
  }
  return {};
}

Reason checkIndex(uint32_t index, size_t size, const char* what) {
  if (index < size) return {};
  return std::string(what) + " " + std::to_string(index) + " of " + std::to_string(size);
}

Reason checkJump(Instruction& instruction, const InstructionList& list, OperandKind kind) {
  const int64_t target = kind == OperandKind::kJumpAbsolute ? int64_t{instruction.operand} : int64_t{instruction.next} + instruction.operand;
  if (!list.startsAt(target)) return "a jump to offset " + std::to_string(target) + ", where no instruction begins";
  instruction.target = static_cast<int32_t>(target);
  return {};
}

Reason checkSmallOperand(uint32_t operand, OperandKind kind) {
  bool good = true;
  switch (kind) {
    case OperandKind::kCompare: good = operand <= static_cast<uint32_t>(CompareOperand::kExceptionMatch); break;
    case OperandKind::kRaiseCount: good = operand <= 2; break;
    case OperandKind::kSliceCount: good = operand == 2 || operand == 3; break;
    case OperandKind::kFunctionFlags: good = operand <= 31 && (operand & 20) != 20; break;
    case OperandKind::kCallFlags: good = operand <= 1; break;
    case OperandKind::kFormatFlags: good = operand <= 7; break;
    case OperandKind::kInterpolation: good = operand <= 15; break;
    case OperandKind::kStackIndex: good = operand >= 1; break;
    case OperandKind::kIntrinsic1:
    case OperandKind::kIntrinsic2:
    case OperandKind::kCommonConstant: good = !intrinsicName(kind, operand).empty(); break;
    default: break;
  }
  if (good) return {};
  return "an operand of " + std::to_string(operand);
}

Reason checkOperand(const CodeObject& code, Instruction& instruction, const InstructionList& list) {
  const uint32_t operand = instruction.operand;
  const OperandKind kind = opcodeInfo(instruction.opcode).operand;
  if (operand > kMaxOperand) return "an operand of " + std::to_string(operand);
  const size_t cells = code.cellVars.size();
  switch (kind) {
    case OperandKind::kConst: return checkIndex(operand, code.constants.size(), "constant");
    case OperandKind::kName: return checkIndex(operand, code.names.size(), "name");
    case OperandKind::kLocal: return checkIndex(operand, code.varNames.size(), "local variable");
    case OperandKind::kFree:
      if (instruction.opcode == Opcode::LOAD_CLASSDEREF && operand < cells) return "a cell variable, not a free one";
      return checkIndex(operand, cells + code.freeVars.size(), "cell");
    case OperandKind::kJumpAbsolute:
    case OperandKind::kJumpRelative: return checkJump(instruction, list, kind);
    default: return checkSmallOperand(operand, kind);
  }
}

/// Instructions that only some kinds of code may hold.
Reason checkAllowed(const CodeObject& code, Opcode opcode) {
  switch (opcode) {
    case Opcode::LOAD_NAME:
    case Opcode::STORE_NAME:
    case Opcode::DELETE_NAME:
    case Opcode::IMPORT_STAR:
    case Opcode::SETUP_ANNOTATIONS:
    case Opcode::LOAD_LOCALS:
    case Opcode::LOAD_CLASSDEREF:
      if (code.flags & kCodeOptimized) return "no namespace to use in a function";
      return {};
    case Opcode::YIELD_VALUE:
    case Opcode::YIELD_FROM:
      if (!(code.flags & kGeneratorKinds)) return "a yield in what is no generator";
      return {};
    default: return {};
  }
}

}  // namespace

std::string describePlace(const CodeObject& code, const Instruction& instruction) {
  return "'" + code.name + "', offset " + std::to_string(instruction.offset) + ", " + opcodeInfo(instruction.opcode).name + ": ";
}

std::optional<std::string> checkStructure(const CodeObject& code, InstructionList& list) {
  for (const auto check : {checkFlags, checkCounts, checkTables}) {
    if (Reason reason = check(code)) return "'" + code.name + "': " + *reason;
  }
  if (Reason reason = decode(code, list)) return "'" + code.name + "': " + *reason;
  for (Instruction& instruction : list.instructions) {
    Reason reason = checkAllowed(code, instruction.opcode);
    if (!reason) reason = checkOperand(code, instruction, list);
    if (reason) return describePlace(code, instruction) + *reason;
  }
  return {};
}

}  // namespace vitrine
