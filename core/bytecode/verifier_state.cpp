// The verifier's stacks; see verifier_state.h.
#include "bytecode/verifier_state.h"

#include <algorithm>

namespace vitrine::verifier {
namespace {

/// Real slots that a slot may stand for: six values of an exception, one less or more around a call of __exit__.
uint32_t heightOf(SlotKind kind) {
  switch (kind) {
    case SlotKind::kCleanup:
    case SlotKind::kCleanupBeforeExit: return 6;
    case SlotKind::kCleanupInExit: return 7;
    case SlotKind::kCleanupAfterExit: return 8;
    default: return 1;
  }
}

std::optional<Slot> joinSlots(Slot left, Slot right) {
  if (left == right) return left;
  if (!isValue(left.kind) || !isValue(right.kind)) return std::nullopt;
  if (isTuple(left.kind) && isTuple(right.kind)) return Slot{SlotKind::kTuple};
  return Slot{SlotKind::kValue};
}

}  // namespace

const char* slotKindName(SlotKind kind) {
  static constexpr const char* kNames[] = {"a value", "None", "a string", "a tuple", "a constant tuple", "a code object", "a cell",
      "a tuple of cells", "a list", "a set", "a dict", "a traceback", "an exception", "an exception's class", "a method or NULL",
      "a method's self", "a previous exception", "a cleanup token", "a cleanup token before the exit", "a cleanup token in the exit", "a cleanup token after the exit", "an exit's exception",
      "an exit's None"};
  static_assert(std::size(kNames) == static_cast<size_t>(SlotKind::kExitNone) + 1);
  return kNames[static_cast<size_t>(kind)];
}

StateArena::StateArena(uint64_t work) : work_(work) {
  stacks_.push_back({0, {}, 0, 0, 0});
  blocks_.push_back({0, BlockType::kLoop, 0, -1, 0});
}

uint32_t StateArena::push(uint32_t stack, Slot slot, uint32_t count) {
  spend();
  if (count == 0 || exhausted()) return stack;
  const StackNode top = stacks_[stack];
  StackNode node{stack, slot, count, top.depth + count, top.height + count * heightOf(slot.kind)};
  if (stack != 0 && top.slot == slot) {
    node.below = top.below;
    node.count += top.count;
  }
  stacks_.push_back(node);
  return static_cast<uint32_t>(stacks_.size() - 1);
}

uint32_t StateArena::drop(uint32_t stack, uint32_t count) {
  while (count != 0 && stack != 0) {
    spend();
    const StackNode top = stacks_[stack];
    if (count < top.count) return push(top.below, top.slot, top.count - count);
    count -= top.count;
    stack = top.below;
  }
  return stack;
}

uint32_t StateArena::pushBlock(uint32_t blocks, BlockType type, uint32_t level, int32_t handler) {
  const auto [entry, isNew] = blockIds_.try_emplace({blocks, type, level, handler}, static_cast<uint32_t>(blocks_.size()));
  if (isNew) blocks_.push_back({blocks, type, level, handler, blocks_[blocks].count + 1});
  return entry->second;
}

std::optional<uint32_t> StateArena::join(uint32_t known, uint32_t arriving) {
  if (stacks_[known].depth != stacks_[arriving].depth) return std::nullopt;
  struct Run {
    Slot slot;
    uint32_t count;
  };
  std::vector<Run> runs;  // joined, the uppermost first
  bool changed = false;
  uint32_t left = known, right = arriving, leftUsed = 0, rightUsed = 0;
  while ((left != right || leftUsed != rightUsed) && !exhausted()) {
    spend();
    const StackNode &a = stacks_[left], &b = stacks_[right];
    const uint32_t count = std::min(a.count - leftUsed, b.count - rightUsed);
    const auto slot = joinSlots(a.slot, b.slot);
    if (!slot) return std::nullopt;
    changed = changed || *slot != a.slot;
    runs.push_back({*slot, count});
    if ((leftUsed += count) == a.count) left = a.below, leftUsed = 0;
    if ((rightUsed += count) == b.count) right = b.below, rightUsed = 0;
  }
  if (!changed) return known;
  uint32_t stack = drop(left, leftUsed);
  for (size_t i = runs.size(); i-- > 0;) stack = push(stack, runs[i].slot, runs[i].count);
  return stack;
}

}  // namespace vitrine::verifier
