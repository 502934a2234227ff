// The opcode table as data and CPython 3.7's stack effects. Rows come from opcodes.def; only instructions whose effect
// depends on the operand or on the path are written out here. Look next at opcodes.h.
#include "bytecode/opcodes.h"

#include <array>
#include <initializer_list>

#include "bytecode/json_text.h"

namespace vitrine {
namespace {

constexpr int8_t V = -1;  // opcodes.def: "varies"

constexpr std::array<OpcodeInfo, 256> makeTable() {
  std::array<OpcodeInfo, 256> table{};
  for (int number = 0; number < 256; ++number) {
    table[number] = {nullptr, static_cast<uint8_t>(number), OperandKind::kNone, 0, 0, kPlain, "", ""};
  }
#define OPCODE(name, number, operand, pops, pushes, flags, picture, meaning) \
  table[number] = {#name, number, OperandKind::operand, pops, pushes, static_cast<uint8_t>(flags), picture, meaning};
#include "bytecode/opcodes.def"
#undef OPCODE
  return table;
}
constexpr std::array<OpcodeInfo, 256> kTable = makeTable();

constexpr std::string_view kCompareNames[] = {"<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not", "exception match", "BAD"};
static_assert(std::size(kCompareNames) == kCompareOpCount);

int bits(uint32_t operand, std::initializer_list<uint32_t> flags) {
  int count = 0;
  for (uint32_t flag : flags) count += (operand & flag) != 0;
  return count;
}

/// The effect of what sets up, leaves or decides by path.
int pathEffect(Opcode opcode, bool jumps) {
  switch (opcode) {
    case Opcode::SETUP_EXCEPT:
    case Opcode::SETUP_FINALLY: return jumps ? 6 : 0;
    case Opcode::SETUP_WITH: return jumps ? 6 : 1;
    case Opcode::SETUP_ASYNC_WITH: return jumps ? -1 + 6 : 0;
    case Opcode::FOR_ITER: return jumps ? -1 : 1;
    case Opcode::JUMP_IF_FALSE_OR_POP:
    case Opcode::JUMP_IF_TRUE_OR_POP: return jumps ? 0 : -1;
    default: return 0;
  }
}

bool dependsOnPath(Opcode opcode) {
  return pathEffect(opcode, false) != pathEffect(opcode, true);
}

/// The effect of what takes or gives as many values as the operand says.
int operandEffect(Opcode opcode, uint32_t operand) {
  const int count = static_cast<int>(operand);
  switch (opcode) {
    case Opcode::WITH_CLEANUP_START: return 2;
    case Opcode::WITH_CLEANUP_FINISH: return -3;
    case Opcode::END_FINALLY:
    case Opcode::POP_FINALLY: return -6;
    case Opcode::UNPACK_SEQUENCE: return count - 1;
    case Opcode::UNPACK_EX: return static_cast<int>((operand & 0xff) + (operand >> 8));
    case Opcode::BUILD_MAP: return 1 - 2 * count;
    case Opcode::BUILD_CONST_KEY_MAP: return -count;
    case Opcode::RAISE_VARARGS:
    case Opcode::CALL_FUNCTION: return -count;
    case Opcode::CALL_METHOD:
    case Opcode::CALL_FUNCTION_KW: return -count - 1;
    case Opcode::CALL_FUNCTION_EX: return -1 - bits(operand, {1});
    case Opcode::MAKE_FUNCTION:
      return -1 - bits(operand, {kFunctionDefaults, kFunctionKeywordDefaults, kFunctionAnnotations, kFunctionClosure, kFunctionAnnotate});
    case Opcode::BUILD_SLICE: return operand == 3 ? -2 : -1;
    case Opcode::FORMAT_VALUE: return -bits(operand, {4});
    case Opcode::BUILD_INTERPOLATION: return -1 - bits(operand, {1});
    case Opcode::ROT_N: return 0;
    case Opcode::COPY: return 1;
    default: return 1 - count;  // BUILD_TUPLE and its kind: N values become one
  }
}

std::string_view operandKindName(OperandKind kind) {
  static constexpr std::string_view kNames[] = {"none", "const", "name", "local", "free", "jump absolute", "jump relative", "compare",
      "count", "unpack counts", "stack index", "raise count", "slice count", "function flags", "call flags", "format flags",
      "interpolation flags", "intrinsic 1", "intrinsic 2", "common constant", "prefix"};
  static_assert(std::size(kNames) == static_cast<size_t>(OperandKind::kPrefix) + 1);
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace

const OpcodeInfo& opcodeInfo(uint8_t number) { return kTable[number]; }

std::string opcodeName(uint8_t number) {
  if (isOpcode(number)) return kTable[number].name;
  return "<" + std::to_string(number) + ">";
}

std::string_view compareName(uint32_t operand) {
  return operand < kCompareOpCount ? kCompareNames[operand] : std::string_view{};
}

std::string_view intrinsicName(OperandKind kind, uint32_t operand) {
#define INTRINSIC_1(name, number, meaning) \
  if (kind == OperandKind::kIntrinsic1 && operand == number) return #name;
#define INTRINSIC_2(name, number, meaning) \
  if (kind == OperandKind::kIntrinsic2 && operand == number) return #name;
#define COMMON_CONSTANT(name, number) \
  if (kind == OperandKind::kCommonConstant && operand == number) return #name;
#include "bytecode/intrinsics.def"
#undef INTRINSIC_1
#undef INTRINSIC_2
#undef COMMON_CONSTANT
  return {};
}

int stackEffect(Opcode opcode, uint32_t operand, JumpPath path) {
  if (dependsOnPath(opcode)) {
    const int through = pathEffect(opcode, false), jump = pathEffect(opcode, true);
    if (path == JumpPath::kMax) return through > jump ? through : jump;
    return path == JumpPath::kJump ? jump : through;
  }
  const OpcodeInfo& info = opcodeInfo(opcode);
  if (info.pops == V || info.pushes == V) return operandEffect(opcode, operand);
  return info.pushes - info.pops;
}

std::string opcodeTableJson() {
  std::string out = "[";
  for (const OpcodeInfo& info : kTable) {
    if (!info.name) continue;
    JsonObject row(out);
    row.text("name", info.name).number("number", info.number).text("operand", operandKindName(info.operand));
    if (info.pops == V) row.null("pops"); else row.number("pops", info.pops);
    if (info.pushes == V) row.null("pushes"); else row.number("pushes", info.pushes);
    row.boolean("extension", info.flags & kExtension).text("picture", info.picture).text("meaning", info.meaning);
  }
  out += "]";
  return out;
}

}  // namespace vitrine
