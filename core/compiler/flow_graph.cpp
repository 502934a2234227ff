// FlowGraph: appending instructions, and the stack depth walk. See flow_graph.h.
#include "compiler/flow_graph.h"

#include <algorithm>

#include "base/check.h"

namespace vitrine::compiler {

void FlowGraph::clear() {
  instructions_.clear();
  blocks_.clear();
  order_.clear();
  line_ = 0;
  lineIsSet_ = false;
  nextBlock();
}

BlockId FlowGraph::newBlock() {
  blocks_.emplace_back();
  return BlockId(blocks_.size() - 1);
}

void FlowGraph::useNextBlock(BlockId block) {
  Block& entry = blocks_[block];
  CHECK(entry.first < 0);  // a block is placed once
  entry.first = int32_t(instructions_.size());
  entry.position = int32_t(order_.size());
  order_.push_back(block);
}

void FlowGraph::emit(Opcode op, uint32_t arg, const Range& range) {
  if (op == Opcode::RETURN_VALUE) blocks_[order_.back()].returns = true;
  instructions_.push_back({op, arg, lineIsSet_ ? 0 : line_, kNoBlock, range});
  lineIsSet_ = true;
}

void FlowGraph::emitJump(Opcode op, BlockId target, const Range& range) {
  instructions_.push_back({op, 0, lineIsSet_ ? 0 : line_, target, range});
  lineIsSet_ = true;
}

void FlowGraph::pushDepth(BlockId block, int depth) {
  if (blocks_[block].startDepth >= depth) return;
  blocks_[block].startDepth = depth;
  worklist_.push_back(block);
}

namespace {

bool endsControl(Opcode op) {
  return op == Opcode::JUMP_ABSOLUTE || op == Opcode::JUMP_FORWARD || op == Opcode::RETURN_VALUE ||
         op == Opcode::RAISE_VARARGS || op == Opcode::BREAK_LOOP;
}

}  // namespace

void FlowGraph::walkBlock(BlockId block, int& maximum) {
  const Block& entry = blocks_[block];
  int depth = entry.startDepth;
  size_t next = size_t(entry.position) + 1;
  size_t end = next < order_.size() ? start(order_[next]) : instructions_.size();
  for (size_t i = start(block); i < end; ++i) {
    const Instruction& instruction = instructions_[i];
    int after = depth + stackEffect(instruction.op, instruction.arg, JumpPath::kFallThrough);
    maximum = std::max(maximum, after);
    if (instruction.target != kNoBlock) {
      int there = depth + stackEffect(instruction.op, instruction.arg, JumpPath::kJump);
      maximum = std::max(maximum, there);
      // CONTINUE_LOOP drops a number of values that is not known here; its loop was walked already.
      if (instruction.op != Opcode::CONTINUE_LOOP) pushDepth(instruction.target, there);
    }
    depth = after;
    if (endsControl(instruction.op)) return;
  }
  if (next < order_.size()) pushDepth(order_[next], depth);
}

int FlowGraph::stackDepth() {
  int maximum = 0;
  worklist_.clear();
  pushDepth(order_.front(), 0);
  while (!worklist_.empty()) {
    BlockId block = worklist_.back();
    worklist_.pop_back();
    walkBlock(block, maximum);
  }
  return maximum;
}

}  // namespace vitrine::compiler
