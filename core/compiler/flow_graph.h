// FlowGraph: the instructions of one code object while it is being generated. CPython 3.7 chains basic blocks in the
// order they are opened and lays them out in that order, so here they are one flat list of instructions in which
// blocks are positions; only stack depth and "does this block return?" look at blocks at all.
//
//   BlockId end = graph.newBlock();       // a place to jump to, not yet placed
//   graph.emitJump(Opcode::JUMP_FORWARD, end, position);
//   graph.useNextBlock(end);              // here it begins
//
// Next: assembler.h turns a graph into bytes.
#pragma once

#include <cstdint>
#include <vector>

#include "bytecode/code_object.h"
#include "bytecode/opcodes.h"
#include "compiler/jumps.h"
#include "syntax/ast.h"

namespace vitrine::compiler {

using Range = syntax::SourceRange;

using BlockId = int32_t;
inline constexpr BlockId kNoBlock = -1;

/// One instruction before its jump is resolved.
struct Instruction {
  Opcode op;
  uint32_t arg = 0;          // after layout: a jump's operand
  int32_t line = 0;          // 3.7's line where a new one begins here, else 0
  BlockId target = kNoBlock;
  Range range;               // 3.14's position
};

/// The flat list of instructions, its blocks, and 3.7's notion of the current line.
class FlowGraph {
 public:
  void clear();

  BlockId newBlock();
  /// The block begins at the next instruction.
  void useNextBlock(BlockId block);
  /// Opens a block that nothing jumps to.
  void nextBlock() { useNextBlock(newBlock()); }

  void emit(Opcode op, uint32_t arg, const Range& range);
  void emitJump(Opcode op, BlockId target, const Range& range);
  /// Has the current block a RETURN_VALUE anywhere (CPython 3.7: basicblock.b_return)?
  bool currentBlockReturns() const { return blocks_[order_.back()].returns; }

  // 3.7's line: what is set here goes to the next instruction emitted, once (CPython 3.7: compiler_set_lineno).
  int32_t line() const { return line_; }
  void setLine(int32_t line) {
    line_ = line;
    lineIsSet_ = false;
  }
  /// The line without marking the next instruction.
  void setLineSilently(int32_t line) { line_ = line; }
  /// Moves on to `line` if it lies further down; an expression never leads back.
  void advanceLine(int32_t line) {
    if (line > line_) setLine(line);
  }

  std::vector<Instruction>& instructions() { return instructions_; }
  const std::vector<Instruction>& instructions() const { return instructions_; }
  /// 3.7's line of the first instruction; 0 where the first block is empty, as it is behind `if 0: ...`.
  int32_t entryLine() const {
    bool isEmpty = order_.size() > 1 && start(order_[1]) == 0;
    return isEmpty ? 0 : instructions_.front().line;
  }
  /// Index of the first instruction of a placed block.
  size_t start(BlockId block) const { return size_t(blocks_[block].first); }

  /// The evaluation stack's greatest height as 3.7 computes it (CPython 3.7: Python/compile.c, stackdepth).
  int stackDepth();

 private:
  struct Block {
    int32_t first = -1;     // its first instruction, -1: not placed
    int32_t position = -1;  // in order_
    int32_t startDepth = -1;
    bool returns = false;
  };
  void pushDepth(BlockId block, int depth);
  void walkBlock(BlockId block, int& maximum);

  std::vector<Instruction> instructions_;
  std::vector<Block> blocks_;
  std::vector<BlockId> order_;
  std::vector<BlockId> worklist_;
  int32_t line_ = 0;
  bool lineIsSet_ = false;
};

}  // namespace vitrine::compiler
