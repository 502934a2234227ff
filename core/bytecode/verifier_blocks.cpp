// Blocks in the verifier: what pushes, pops and unwinds them, as CPython 3.7's main loop does it (Python/ceval.c, the label
// fast_block_end). See verifier_flow.h; the picture of a cleanup token is in verifier_state.h.
#include "bytecode/verifier.h"
#include "bytecode/verifier_flow.h"

namespace vitrine::verifier {

bool Flow::stepBlock(Next& next) {
  switch (current_->opcode) {
    case Opcode::SETUP_LOOP: setupHandler(BlockType::kLoop, current_->target); return true;
    case Opcode::SETUP_EXCEPT: setupHandler(BlockType::kExcept, current_->target); return true;
    case Opcode::SETUP_FINALLY: setupHandler(BlockType::kFinally, current_->target); return true;
    case Opcode::SETUP_WITH:
      popValues(1);
      push(SlotKind::kValue);  // the exit function
      setupHandler(BlockType::kWith, current_->target);
      push(SlotKind::kValue);
      return true;
    case Opcode::SETUP_ASYNC_WITH:
      popValues(2);
      push(SlotKind::kValue);  // the exit function, in place
      setupHandler(BlockType::kWith, current_->target);
      push(SlotKind::kValue);
      return true;
    case Opcode::POP_BLOCK: popBlock(); return true;
    case Opcode::POP_EXCEPT: popExcept(); return true;
    case Opcode::END_FINALLY: next = endFinally(); return true;
    case Opcode::POP_FINALLY: popFinally(); return true;
    case Opcode::BREAK_LOOP: breakLoop(); return true;
    case Opcode::CONTINUE_LOOP: continueLoop(); return true;
    case Opcode::WITH_CLEANUP_START: cleanupStart(); return true;
    case Opcode::WITH_CLEANUP_FINISH: cleanupFinish(); return true;
    default: return false;
  }
}

/// Pushes a block; its handler is reachable from now on, with the stacks as they are here and what the machine adds.
void Flow::setupHandler(BlockType type, int32_t handler) {
  if (failed()) return;
  const State before = state_;
  const State inside{state_.stack, arena_.pushBlock(state_.blocks, type, depth(), handler)};
  if (type == BlockType::kExcept) {
    state_.blocks = arena_.pushBlock(before.blocks, BlockType::kExceptHandler, depth(), -1);
    push(SlotKind::kPreviousException, 0, 3);
    push(SlotKind::kExceptionTraceback);
    push(SlotKind::kExceptionValue);
    push(SlotKind::kExceptionType);
  } else if (type == BlockType::kFinally || type == BlockType::kWith) {
    state_.blocks = arena_.pushBlock(before.blocks, BlockType::kCleanup, depth(), -1);
    push(type == BlockType::kWith ? SlotKind::kCleanupBeforeExit : SlotKind::kCleanup);
  }
  arrive(handler, state_);
  state_ = inside;
  const auto blocks = static_cast<int32_t>(arena_.block(state_.blocks).count);
  maxBlocks_ = std::max(maxBlocks_, blocks);
  if (blocks > kMaxBlockStackSize) fail("too many nested blocks");
}

/// A finally clause is also entered from above, with None on top: from here on that is a cleanup token like the others.
void Flow::enterCleanup(State& state, SlotKind token) {
  const StackNode top = arena_.stack(state.stack);
  if (state.stack == 0 || top.slot.kind != SlotKind::kNone) return;
  const State saved = state_;
  state_ = state;
  popValues(1);
  state_.blocks = arena_.pushBlock(state_.blocks, BlockType::kCleanup, depth(), -1);
  push(token);
  state = state_;
  state_ = saved;
}

/// Is a cleanup token on top, with nothing over it but its own block?
bool Flow::atCleanup() const {
  const BlockNode& block = arena_.block(state_.blocks);
  return state_.blocks != 0 && block.type == BlockType::kCleanup && depth() == block.level + 1;
}

void Flow::popBlock() {
  const BlockNode block = arena_.block(state_.blocks);
  if (state_.blocks == 0 || block.type == BlockType::kExceptHandler || block.type == BlockType::kCleanup) {
    fail("no loop or try block to pop");
    return;
  }
  state_.stack = arena_.truncate(state_.stack, block.level);
  state_.blocks = block.below;
}

void Flow::popExcept() {
  const BlockNode block = arena_.block(state_.blocks);
  if (state_.blocks == 0 || block.type != BlockType::kExceptHandler) {
    fail("no exception handler to leave");
    return;
  }
  state_.stack = arena_.truncate(state_.stack, block.level);
  state_.blocks = block.below;
}

/// None goes on; an exception triple is raised again; a token may do either, or resume a jump whose target knows its state.
Flow::Next Flow::endFinally() {
  if (topKind() == SlotKind::kExceptionType) {
    popKind(SlotKind::kExceptionType);
    popKind(SlotKind::kExceptionValue);
    popKind(SlotKind::kExceptionTraceback);
    return Next::kEnd;
  }
  popFinally();
  return Next::kFallThrough;
}

void Flow::popFinally() {
  const SlotKind kind = topKind();
  if (kind == SlotKind::kNone && depth() > floor()) {
    popValues(1);
  } else if (atCleanup() && (kind == SlotKind::kCleanup || kind == SlotKind::kCleanupAfterExit)) {
    const BlockNode block = arena_.block(state_.blocks);
    state_.stack = arena_.drop(state_.stack, 1);
    state_.blocks = block.below;
  } else {
    fail(std::string("nothing pending to take, but ") + (depth() == 0 ? "an empty stack" : slotKindName(kind)));
  }
}

void Flow::breakLoop() {
  for (uint32_t id = state_.blocks; id != 0; id = arena_.block(id).below) {
    if (arena_.block(id).type == BlockType::kLoop) return;  // SETUP_LOOP has announced the state behind the loop
  }
  fail("no loop to break");
}

/// Blocks in the way are popped, which cuts the stack to their level; a with statement's handler, run on the way, takes
/// the exit function below that too. A pending finally clause has no block of its own
/// unless an exception is pending, so what it left on the stack must go with a block below it, or by POP_FINALLY.
void Flow::continueLoop() {
  State target = state_;
  bool leftovers = false;
  while (target.blocks != 0 && arena_.block(target.blocks).type != BlockType::kLoop) {
    const BlockNode block = arena_.block(target.blocks);
    leftovers = block.type == BlockType::kCleanup;
    target.stack = arena_.truncate(target.stack, block.type == BlockType::kWith ? block.level - 1 : block.level);
    target.blocks = block.below;
  }
  if (target.blocks == 0) fail("no loop to continue");
  else if (leftovers) fail("continues a loop while something is pending");
  else arrive(current_->target, target);
}

/// exit, token -- token without exit, exception, result. Where only None is pending nothing varies.
void Flow::cleanupStart() {
  if (topKind() == SlotKind::kNone && depth() > floor()) {
    popValues(2);
    push(SlotKind::kNone);
    push(SlotKind::kExitNone);
    push(SlotKind::kValue);
    return;
  }
  if (!atCleanup() || topKind() != SlotKind::kCleanupBeforeExit) {
    fail("no with statement to leave");
    return;
  }
  state_.stack = arena_.drop(state_.stack, 1);
  state_.blocks = arena_.block(state_.blocks).below;
  popValues(1);
  if (failed()) return;
  state_.blocks = arena_.pushBlock(state_.blocks, BlockType::kCleanup, depth(), -1);
  push(SlotKind::kCleanupInExit);
  push(SlotKind::kExitException);
  push(SlotKind::kValue);
}

void Flow::cleanupFinish() {
  popValues(1);
  if (failed()) return;
  if (topKind() == SlotKind::kExitNone) {
    popKind(SlotKind::kExitNone);
    return;
  }
  popKind(SlotKind::kExitException);
  if (failed()) return;
  if (!atCleanup() || topKind() != SlotKind::kCleanupInExit) {
    fail("no with statement being left");
    return;
  }
  state_.stack = arena_.drop(state_.stack, 1);
  push(SlotKind::kCleanupAfterExit);
}

}  // namespace vitrine::verifier
