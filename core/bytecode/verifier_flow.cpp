// Following the flow, and the operations on an abstract stack; see verifier_flow.h.
#include "bytecode/verifier_flow.h"

#include <algorithm>

#include "bytecode/verifier.h"

namespace vitrine::verifier {
namespace {

// Work in steps on stack nodes: plenty for real code (which needs a few per instruction), an end to hostile code.
constexpr uint64_t kWorkBase = 100000, kWorkPerInstruction = 256;
constexpr int32_t kNotReached = -1, kNoJumpComesHere = -2;

}  // namespace

Flow::Flow(const CodeObject& code, const InstructionList& list)
    : code_(code), list_(list), arena_(kWorkBase + kWorkPerInstruction * list.instructions.size()),
      stateAt_(list.instructions.size(), kNoJumpComesHere), tokenAt_(list.instructions.size(), SlotKind::kValue) {
  for (const Instruction& instruction : list.instructions) {
    if (instruction.target < 0) continue;
    const int32_t index = list.indexAt[instruction.target / 2];
    stateAt_[index] = kNotReached;
    const Opcode opcode = instruction.opcode;
    if (opcode == Opcode::SETUP_FINALLY) tokenAt_[index] = SlotKind::kCleanup;
    if (opcode == Opcode::SETUP_WITH || opcode == Opcode::SETUP_ASYNC_WITH) tokenAt_[index] = SlotKind::kCleanupBeforeExit;
  }
  stateAt_[0] = kNotReached;
}

std::optional<std::string> Flow::run() {
  current_ = &list_.instructions[0];
  arrive(0, State{});
  while (!pending_.empty() && !failed()) {
    const int32_t index = pending_.back();
    pending_.pop_back();
    runFrom(index);
  }
  return error_;
}

/// From a place that jumps come to until the flow ends or reaches another such place.
void Flow::runFrom(int32_t index) {
  state_ = states_[stateAt_[index]];
  for (;;) {
    current_ = &list_.instructions[index];
    if (observer_) observer_(index, state_);
    const Next next = step();
    if (arena_.exhausted()) fail("too much work to verify");
    if (failed() || next == Next::kEnd) return;
    if (static_cast<size_t>(++index) == list_.instructions.size()) {
      fail("the code ends without a return");
      return;
    }
    if (stateAt_[index] != kNoJumpComesHere) return arrive(list_.instructions[index].offset, state_);
  }
}

Flow::Next Flow::step() {
  Next next = opcodeInfo(current_->opcode).flags & kEnds ? Next::kEnd : Next::kFallThrough;
  if (stepBlock(next)) return next;
  if (stepStack() || stepBuild() || stepCall() || stepPeek() || stepMatch()) return next;
  if (current_->target >= 0) stepJump();
  else stepPlain();
  return next;
}

void Flow::arrive(int32_t offset, State state) {
  if (failed()) return;
  const int32_t index = list_.indexAt[offset / 2];
  if (tokenAt_[index] != SlotKind::kValue) enterCleanup(state, tokenAt_[index]);
  int32_t& known = stateAt_[index];
  if (known < 0) {
    known = static_cast<int32_t>(states_.size());
    states_.push_back(state);
    pending_.push_back(index);
    return;
  }
  State& old = states_[known];
  if (old.blocks != state.blocks) {
    fail("jumps to offset " + std::to_string(offset) + ", which is reached with another block stack");
    return;
  }
  const auto joined = arena_.join(old.stack, state.stack);
  if (!joined) {
    fail("jumps to offset " + std::to_string(offset) + ", which is reached with another evaluation stack");
    return;
  }
  if (*joined == old.stack) return;
  old.stack = *joined;
  pending_.push_back(index);
}

uint32_t Flow::floor() const {
  const BlockNode& block = arena_.block(state_.blocks);
  if (state_.blocks == 0) return 0;
  if (block.type == BlockType::kExceptHandler) return block.level + 3;
  return block.type == BlockType::kCleanup ? block.level + 1 : block.level;
}

Slot Flow::popSlot() {
  if (depth() <= floor()) {
    fail(depth() == 0 ? "takes a value from an empty stack" : "takes a value that was there before the innermost block");
    return {};
  }
  const Slot slot = arena_.stack(state_.stack).slot;
  state_.stack = arena_.drop(state_.stack, 1);
  return slot;
}

Slot Flow::popKind(SlotKind wanted) {
  const Slot slot = popSlot();
  if (!failed() && slot.kind != wanted) fail(std::string("wants ") + slotKindName(wanted) + ", finds " + slotKindName(slot.kind));
  return slot;
}

Slot Flow::popTuple() {
  const Slot slot = popSlot();
  if (!failed() && !isTuple(slot.kind)) fail(std::string("wants a tuple, finds ") + slotKindName(slot.kind));
  return slot;
}

/// Takes whole runs at a time: operands may be large.
void Flow::popValues(uint32_t count) {
  if (count > depth() - std::min(depth(), floor())) {
    fail("takes more values than there are");
    return;
  }
  while (count != 0 && !failed() && !arena_.exhausted()) {
    const StackNode top = arena_.stack(state_.stack);
    if (!isValue(top.slot.kind)) {
      fail(std::string("wants a value, finds ") + slotKindName(top.slot.kind));
      return;
    }
    const uint32_t taken = std::min(count, top.count);
    state_.stack = arena_.drop(state_.stack, taken);
    count -= taken;
  }
}

void Flow::push(SlotKind kind, uint32_t payload, uint32_t count) {
  if (failed()) return;
  const auto limit = static_cast<uint32_t>(code_.stackSize);
  if (count <= limit) state_.stack = arena_.push(state_.stack, {kind, payload}, count);
  if (count > limit || arena_.stack(state_.stack).height > limit) fail("the evaluation stack grows beyond its size of " + std::to_string(limit));
}

Slot Flow::peek(uint32_t position) {
  uint32_t id = state_.stack;
  while (id != 0 && !failed() && !arena_.exhausted()) {
    const StackNode& node = arena_.stack(id);
    if (isToken(node.slot.kind)) break;
    if (position <= node.count) return node.slot;
    position -= node.count;
    id = node.below;
  }
  fail("reaches too deep into the stack");
  return {};
}

bool Flow::fail(std::string_view reason) {
  if (!error_) error_ = describePlace(code_, *current_) + std::string(reason);
  return false;
}

}  // namespace vitrine::verifier
