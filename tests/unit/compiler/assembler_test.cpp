// The assembler: sizes of operands, the fixed point of jumps, the line table.
#include "compiler/assembler.h"

#include <gtest/gtest.h>

namespace vitrine::compiler {
namespace {

const Range kSomewhere{1, 0, 1, 1};

std::string bytes(std::initializer_list<int> values) {
  std::string text;
  for (int value : values) text += char(value);
  return text;
}

FlowGraph newGraph() {
  FlowGraph graph;
  graph.clear();
  return graph;
}

TEST(Assembler, PrefixesLongOperands) {
  FlowGraph graph = newGraph();
  for (uint32_t arg : {0u, 255u, 256u, 65535u, 65536u, 0x1020304u}) graph.emit(Opcode::LOAD_CONST, arg, kSomewhere);
  AssembledCode code = assemble(graph, 1);
  EXPECT_EQ(code.code, bytes({100, 0, 100, 255, 144, 1, 100, 0, 144, 255, 100, 255, 144, 1, 144, 0, 100, 0, 144, 1, 144, 2,
                              144, 3, 100, 4}));
  EXPECT_EQ(code.positions.size(), code.code.size() / 2);
}

// A jump over just so much that its own prefix pushes the target out of one byte's reach.
TEST(Assembler, JumpsGrowUntilNothingChanges) {
  for (int between : {126, 127, 128}) {
    FlowGraph graph = newGraph();
    BlockId end = graph.newBlock();
    graph.emitJump(Opcode::JUMP_ABSOLUTE, end, kSomewhere);
    for (int i = 0; i < between; ++i) graph.emit(Opcode::NOP, 0, kSomewhere);
    graph.useNextBlock(end);
    graph.emit(Opcode::RETURN_VALUE, 0, kSomewhere);
    AssembledCode code = assemble(graph, 1);
    const bool isLong = between >= 127;
    const int target = (between + (isLong ? 2 : 1)) * 2;
    EXPECT_EQ(code.code.substr(0, isLong ? 4 : 2),
              isLong ? bytes({144, target >> 8, 113, target & 255}) : bytes({113, target})) << between;
    EXPECT_EQ(uint8_t(code.code[size_t(target)]), uint8_t(Opcode::RETURN_VALUE)) << between;
  }
}

TEST(Assembler, RelativeJumpsCountFromTheNextInstruction) {
  FlowGraph graph = newGraph();
  BlockId end = graph.newBlock();
  graph.emitJump(Opcode::JUMP_FORWARD, end, kSomewhere);
  graph.emit(Opcode::NOP, 0, kSomewhere);
  graph.useNextBlock(end);
  graph.emit(Opcode::RETURN_VALUE, 0, kSomewhere);
  EXPECT_EQ(assemble(graph, 1).code, bytes({110, 2, 9, 0, 83, 0}));
}

// The line table of two instructions, `lines` apart, with `gap` instructions between their beginnings.
std::string lineTable(int32_t lines, int gap) {
  FlowGraph graph = newGraph();
  graph.setLine(1000);
  for (int i = 0; i < gap; ++i) graph.emit(Opcode::NOP, 0, kSomewhere);
  graph.setLine(1000 + lines);
  graph.emit(Opcode::NOP, 0, kSomewhere);
  return assemble(graph, 1000).lnotab;
}

TEST(Assembler, LineTableStepsAreBytes) {
  EXPECT_EQ(lineTable(3, 2), bytes({4, 3}));
  EXPECT_EQ(lineTable(127, 1), bytes({2, 127}));
  EXPECT_EQ(lineTable(128, 1), bytes({2, 127, 0, 1}));
  EXPECT_EQ(lineTable(254, 1), bytes({2, 127, 0, 127, 0, 0}));
  EXPECT_EQ(lineTable(-3, 1), bytes({2, -3}));
  EXPECT_EQ(lineTable(-129, 1), bytes({2, -128, 0, -1}));
  EXPECT_EQ(lineTable(1, 127), bytes({254, 1}));
  EXPECT_EQ(lineTable(1, 128), bytes({255, 0, 1, 1}));
  EXPECT_EQ(lineTable(200, 128), bytes({255, 0, 1, 127, 0, 73}));
}

TEST(FlowGraph, StackDepthFollowsJumps) {
  FlowGraph graph = newGraph();
  BlockId handler = graph.newBlock();
  graph.emitJump(Opcode::SETUP_FINALLY, handler, kSomewhere);
  graph.emit(Opcode::LOAD_CONST, 0, kSomewhere);
  graph.useNextBlock(handler);
  graph.emit(Opcode::DUP_TOP, 0, kSomewhere);
  EXPECT_EQ(graph.stackDepth(), 7);
}

TEST(FlowGraph, NothingFollowsAJump) {
  FlowGraph graph = newGraph();
  BlockId start = graph.newBlock();
  graph.useNextBlock(start);
  graph.emit(Opcode::LOAD_CONST, 0, kSomewhere);
  graph.emit(Opcode::POP_TOP, 0, kSomewhere);
  graph.emitJump(Opcode::JUMP_ABSOLUTE, start, kSomewhere);
  graph.emit(Opcode::DUP_TOP_TWO, 0, kSomewhere);
  EXPECT_EQ(graph.stackDepth(), 1);
}

TEST(FlowGraph, LineGoesToTheNextInstructionOnce) {
  FlowGraph graph = newGraph();
  graph.setLine(5);
  graph.emit(Opcode::NOP, 0, kSomewhere);
  graph.emit(Opcode::NOP, 0, kSomewhere);
  graph.advanceLine(4);
  graph.emit(Opcode::NOP, 0, kSomewhere);
  graph.advanceLine(6);
  graph.emit(Opcode::NOP, 0, kSomewhere);
  std::vector<int32_t> lines;
  for (const compiler::Instruction& instruction : graph.instructions()) lines.push_back(instruction.line);
  EXPECT_EQ(lines, (std::vector<int32_t>{5, 0, 0, 6}));
}

}  // namespace
}  // namespace vitrine::compiler
