// The peephole optimiser on hand-made wordcode: what it changes, what it must leave, and the mending of lines and jumps.
#include "compiler/peephole.h"

#include <gtest/gtest.h>

namespace vitrine::compiler {
namespace {

struct Pair {
  Opcode op;
  int arg = 0;
};

AssembledCode codeOf(std::initializer_list<Pair> pairs, std::string lnotab = {}) {
  AssembledCode code;
  int32_t line = 0;
  for (Pair pair : pairs) {
    code.code += {char(uint8_t(pair.op)), char(pair.arg)};
    code.positions.push_back({++line, 0, line, 0});
  }
  code.lnotab = std::move(lnotab);
  return code;
}

std::string optimized(std::initializer_list<Pair> pairs, std::vector<Constant> constants = {Constant::integerOf(int64_t(1))}) {
  AssembledCode code = codeOf(pairs);
  optimizePeephole(code, constants);
  return code.code;
}

std::string expected(std::initializer_list<Pair> pairs) { return codeOf(pairs).code; }

TEST(Peephole, DropsATrueConstantThatIsTested) {
  EXPECT_EQ(optimized({{Opcode::LOAD_CONST, 0}, {Opcode::POP_JUMP_IF_FALSE, 6}, {Opcode::LOAD_NAME, 0}, {Opcode::RETURN_VALUE}}),
            expected({{Opcode::LOAD_NAME, 0}, {Opcode::RETURN_VALUE}}));
}

TEST(Peephole, KeepsAFalseConstantThatIsTested) {
  auto same = {Pair{Opcode::LOAD_CONST, 0}, Pair{Opcode::POP_JUMP_IF_FALSE, 6}, Pair{Opcode::LOAD_NAME, 0}, Pair{Opcode::RETURN_VALUE}};
  EXPECT_EQ(optimized(same, {Constant::none()}), expected(same));
}

TEST(Peephole, FoldsATupleOfConstantsAndLeavesItsParts) {
  AssembledCode code = codeOf({{Opcode::LOAD_CONST, 0}, {Opcode::LOAD_CONST, 1}, {Opcode::BUILD_TUPLE, 2}, {Opcode::RETURN_VALUE}});
  std::vector<Constant> constants = {Constant::integerOf(int64_t(1)), Constant::str("a")};
  optimizePeephole(code, constants);
  EXPECT_EQ(code.code, expected({{Opcode::LOAD_CONST, 2}, {Opcode::RETURN_VALUE}}));
  ASSERT_EQ(constants.size(), 3u);
  EXPECT_TRUE(constants[2].sameAs(Constant::tuple({Constant::integerOf(int64_t(1)), Constant::str("a")})));
}

TEST(Peephole, DoesNotFoldAcrossAJumpTarget) {
  auto same = {Pair{Opcode::LOAD_NAME, 0}, Pair{Opcode::POP_JUMP_IF_TRUE, 6}, Pair{Opcode::LOAD_CONST, 0},
               Pair{Opcode::LOAD_CONST, 0}, Pair{Opcode::BUILD_TUPLE, 1}, Pair{Opcode::RETURN_VALUE}};
  AssembledCode code = codeOf(same);
  std::vector<Constant> constants = {Constant::integerOf(int64_t(1))};
  optimizePeephole(code, constants);
  EXPECT_EQ(constants.size(), 2u);  // one element: both instructions are in the block of the target
  code = codeOf({{Opcode::LOAD_NAME, 0}, {Opcode::POP_JUMP_IF_TRUE, 6}, {Opcode::LOAD_CONST, 0}, {Opcode::LOAD_CONST, 0},
                 {Opcode::BUILD_TUPLE, 2}, {Opcode::RETURN_VALUE}});
  std::string before = code.code;
  constants.resize(1);
  optimizePeephole(code, constants);
  EXPECT_EQ(code.code, before);
  EXPECT_EQ(constants.size(), 1u);
}

TEST(Peephole, TurnsSwapsIntoRotations) {
  EXPECT_EQ(optimized({{Opcode::BUILD_TUPLE, 2}, {Opcode::UNPACK_SEQUENCE, 2}, {Opcode::RETURN_VALUE}}),
            expected({{Opcode::ROT_TWO}, {Opcode::RETURN_VALUE}}));
  EXPECT_EQ(optimized({{Opcode::BUILD_TUPLE, 3}, {Opcode::UNPACK_SEQUENCE, 3}, {Opcode::RETURN_VALUE}}),
            expected({{Opcode::ROT_THREE}, {Opcode::ROT_TWO}, {Opcode::RETURN_VALUE}}));
  EXPECT_EQ(optimized({{Opcode::BUILD_TUPLE, 1}, {Opcode::UNPACK_SEQUENCE, 1}, {Opcode::RETURN_VALUE}}),
            expected({{Opcode::RETURN_VALUE}}));
  auto four = {Pair{Opcode::BUILD_TUPLE, 4}, Pair{Opcode::UNPACK_SEQUENCE, 4}, Pair{Opcode::RETURN_VALUE}};
  EXPECT_EQ(optimized(four), expected(four));
}

TEST(Peephole, ThreadsJumpsToJumps) {
  EXPECT_EQ(optimized({{Opcode::POP_JUMP_IF_FALSE, 4}, {Opcode::RETURN_VALUE}, {Opcode::JUMP_ABSOLUTE, 0}}),
            expected({{Opcode::POP_JUMP_IF_FALSE, 0}, {Opcode::RETURN_VALUE}, {Opcode::JUMP_ABSOLUTE, 0}}));
  EXPECT_EQ(optimized({{Opcode::JUMP_FORWARD, 2}, {Opcode::NOP}, {Opcode::RETURN_VALUE}}),
            expected({{Opcode::RETURN_VALUE}, {Opcode::RETURN_VALUE}}));
}

TEST(Peephole, ConditionalJumpsTakeOverWhatTheirTargetDoes) {
  // (a or b) or c
  EXPECT_EQ(optimized({{Opcode::JUMP_IF_TRUE_OR_POP, 4}, {Opcode::LOAD_NAME, 0}, {Opcode::JUMP_IF_TRUE_OR_POP, 8},
                       {Opcode::LOAD_NAME, 1}, {Opcode::RETURN_VALUE}}),
            expected({{Opcode::JUMP_IF_TRUE_OR_POP, 8}, {Opcode::LOAD_NAME, 0}, {Opcode::JUMP_IF_TRUE_OR_POP, 8},
                      {Opcode::LOAD_NAME, 1}, {Opcode::RETURN_VALUE}}));
  // (a and b) or c: past the second test, and popped
  EXPECT_EQ(optimized({{Opcode::JUMP_IF_FALSE_OR_POP, 4}, {Opcode::LOAD_NAME, 0}, {Opcode::JUMP_IF_TRUE_OR_POP, 8},
                       {Opcode::LOAD_NAME, 1}, {Opcode::RETURN_VALUE}}),
            expected({{Opcode::POP_JUMP_IF_FALSE, 6}, {Opcode::LOAD_NAME, 0}, {Opcode::JUMP_IF_TRUE_OR_POP, 8},
                      {Opcode::LOAD_NAME, 1}, {Opcode::RETURN_VALUE}}));
}

TEST(Peephole, DropsWhatFollowsAReturn) {
  EXPECT_EQ(optimized({{Opcode::RETURN_VALUE}, {Opcode::LOAD_NAME, 0}, {Opcode::RETURN_VALUE}}), expected({{Opcode::RETURN_VALUE}}));
}

TEST(Peephole, MendsLinesAndPositions) {
  AssembledCode code = codeOf({{Opcode::LOAD_CONST, 0}, {Opcode::POP_JUMP_IF_FALSE, 8}, {Opcode::LOAD_NAME, 0}, {Opcode::RETURN_VALUE},
                               {Opcode::RETURN_VALUE}}, std::string("\4\1\2\1", 4));
  std::vector<Constant> constants = {Constant::integerOf(int64_t(1))};
  optimizePeephole(code, constants);
  EXPECT_EQ(code.lnotab, std::string("\0\1\2\1", 4));
  ASSERT_EQ(code.positions.size(), code.code.size() / 2);
  EXPECT_EQ(code.positions[0].line, 3);
}

TEST(Peephole, IsOffWhereTheLineTableHoldsABigByte) {
  AssembledCode code = codeOf({{Opcode::RETURN_VALUE}, {Opcode::LOAD_NAME, 0}}, std::string("\xff\0\1\1", 4));
  std::string before = code.code;
  std::vector<Constant> constants;
  optimizePeephole(code, constants);
  EXPECT_EQ(code.code, before);
}

TEST(Peephole, StillTestsOnceWhereItIsOff) {
  AssembledCode code = codeOf({{Opcode::JUMP_IF_FALSE_OR_POP, 4}, {Opcode::LOAD_NAME, 0}, {Opcode::JUMP_IF_TRUE_OR_POP, 8},
                               {Opcode::LOAD_NAME, 1}, {Opcode::RETURN_VALUE}}, std::string("\xff\0\1\1", 4));
  std::vector<Constant> constants;
  optimizePeephole(code, constants);
  EXPECT_EQ(uint8_t(code.code[0]), uint8_t(Opcode::POP_JUMP_IF_FALSE));
  EXPECT_EQ(code.code[1], 6);
}

}  // namespace
}  // namespace vitrine::compiler
