// The opcode table against the documented facts of CPython 3.7.
#include "bytecode/opcodes.h"

#include <gtest/gtest.h>

#include <set>

namespace vitrine {
namespace {

TEST(Opcodes, NumbersAreThoseOfPython37) {
  // From the documentation and Lib/opcode.py of 3.7: the first and last of each group, and those with odd places.
  const std::pair<const char*, int> documented[] = {
      {"POP_TOP", 1}, {"DUP_TOP_TWO", 5}, {"NOP", 9}, {"UNARY_INVERT", 15}, {"BINARY_POWER", 19}, {"INPLACE_TRUE_DIVIDE", 29},
      {"GET_AITER", 50}, {"BEFORE_ASYNC_WITH", 52}, {"INPLACE_ADD", 55}, {"YIELD_FROM", 72}, {"GET_AWAITABLE", 73}, {"INPLACE_OR", 79},
      {"BREAK_LOOP", 80}, {"WITH_CLEANUP_START", 81}, {"END_FINALLY", 88}, {"POP_EXCEPT", 89}, {"STORE_NAME", 90}, {"FOR_ITER", 93},
      {"LOAD_CONST", 100}, {"IMPORT_FROM", 109}, {"JUMP_FORWARD", 110}, {"LOAD_GLOBAL", 116}, {"CONTINUE_LOOP", 119}, {"SETUP_LOOP", 120},
      {"LOAD_FAST", 124}, {"RAISE_VARARGS", 130}, {"MAKE_FUNCTION", 132}, {"DELETE_DEREF", 138}, {"CALL_FUNCTION_KW", 141},
      {"EXTENDED_ARG", 144}, {"MAP_ADD", 147}, {"FORMAT_VALUE", 155}, {"BUILD_TUPLE_UNPACK_WITH_CALL", 158}, {"LOAD_METHOD", 160},
      {"CALL_METHOD", 161}};
  for (const auto& [name, number] : documented) EXPECT_EQ(opcodeName(static_cast<uint8_t>(number)), name);
}

TEST(Opcodes, ClassicOnesAre119AndNoneIsListedTwice) {
  int classic = 0;
  std::set<std::string> names;
  for (int number = 0; number < 256; ++number) {
    const OpcodeInfo& info = opcodeInfo(static_cast<uint8_t>(number));
    if (!info.name) continue;
    classic += !(info.flags & kExtension);
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
  }
  EXPECT_EQ(classic, 119);
}

TEST(Opcodes, OnlyThoseFromNinetyOnHaveOperands) {
  for (int number = 0; number < 256; ++number) {
    const OpcodeInfo& info = opcodeInfo(static_cast<uint8_t>(number));
    if (info.name) EXPECT_EQ(info.operand != OperandKind::kNone, number >= 90) << info.name;
  }
}

TEST(Opcodes, EveryRowExplainsItself) {
  for (int number = 0; number < 256; ++number) {
    const OpcodeInfo& info = opcodeInfo(static_cast<uint8_t>(number));
    if (!info.name) continue;
    const std::string_view meaning = info.meaning, picture = info.picture;
    EXPECT_GT(meaning.size(), 15u) << info.name;
    EXPECT_EQ(meaning.back(), '.') << info.name;
    EXPECT_NE(picture.find("--"), picture.npos) << info.name;
  }
}

TEST(StackEffect, IsThatOfPython37) {
  EXPECT_EQ(stackEffect(Opcode::LOAD_CONST, 0, JumpPath::kMax), 1);
  EXPECT_EQ(stackEffect(Opcode::STORE_SUBSCR, 0, JumpPath::kMax), -3);
  EXPECT_EQ(stackEffect(Opcode::FOR_ITER, 8, JumpPath::kFallThrough), 1);
  EXPECT_EQ(stackEffect(Opcode::FOR_ITER, 8, JumpPath::kJump), -1);
  EXPECT_EQ(stackEffect(Opcode::FOR_ITER, 8, JumpPath::kMax), 1);
  EXPECT_EQ(stackEffect(Opcode::SETUP_FINALLY, 8, JumpPath::kJump), 6);
  EXPECT_EQ(stackEffect(Opcode::SETUP_WITH, 8, JumpPath::kFallThrough), 1);
  EXPECT_EQ(stackEffect(Opcode::SETUP_ASYNC_WITH, 8, JumpPath::kJump), 5);
  EXPECT_EQ(stackEffect(Opcode::END_FINALLY, 0, JumpPath::kMax), -6);
  EXPECT_EQ(stackEffect(Opcode::POP_EXCEPT, 0, JumpPath::kMax), -3);
  EXPECT_EQ(stackEffect(Opcode::WITH_CLEANUP_START, 0, JumpPath::kMax), 2);
  EXPECT_EQ(stackEffect(Opcode::WITH_CLEANUP_FINISH, 0, JumpPath::kMax), -3);
  EXPECT_EQ(stackEffect(Opcode::JUMP_IF_TRUE_OR_POP, 8, JumpPath::kJump), 0);
  EXPECT_EQ(stackEffect(Opcode::JUMP_IF_TRUE_OR_POP, 8, JumpPath::kFallThrough), -1);
}

TEST(StackEffect, FollowsTheOperand) {
  EXPECT_EQ(stackEffect(Opcode::BUILD_MAP, 3, JumpPath::kMax), -5);
  EXPECT_EQ(stackEffect(Opcode::BUILD_CONST_KEY_MAP, 3, JumpPath::kMax), -3);
  EXPECT_EQ(stackEffect(Opcode::UNPACK_SEQUENCE, 3, JumpPath::kMax), 2);
  EXPECT_EQ(stackEffect(Opcode::UNPACK_EX, 0x102, JumpPath::kMax), 3);
  EXPECT_EQ(stackEffect(Opcode::CALL_FUNCTION, 2, JumpPath::kMax), -2);
  EXPECT_EQ(stackEffect(Opcode::CALL_METHOD, 2, JumpPath::kMax), -3);
  EXPECT_EQ(stackEffect(Opcode::MAKE_FUNCTION, 15, JumpPath::kMax), -5);
  EXPECT_EQ(stackEffect(Opcode::BUILD_SLICE, 3, JumpPath::kMax), -2);
  EXPECT_EQ(stackEffect(Opcode::FORMAT_VALUE, 4, JumpPath::kMax), -1);
  EXPECT_EQ(stackEffect(Opcode::CALL_FUNCTION_EX, 1, JumpPath::kMax), -2);
}

TEST(Opcodes, JsonHasARowForEach) {
  const std::string json = opcodeTableJson();
  size_t rows = 0;
  for (size_t at = json.find("\"meaning\""); at != json.npos; at = json.find("\"meaning\"", at + 1)) ++rows;
  size_t opcodes = 0;
  for (int number = 0; number < 256; ++number) opcodes += isOpcode(static_cast<uint8_t>(number));
  EXPECT_EQ(rows, opcodes);
  EXPECT_NE(json.find(R"({"name": "POP_TOP", "number": 1, "operand": "none", "pops": 1, "pushes": 0,)"), json.npos);
}

}  // namespace
}  // namespace vitrine
