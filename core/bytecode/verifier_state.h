// What the verifier knows about the two stacks at one moment. Stacks are persistent lists in an arena, so a state is two
// numbers and states share what they have in common; equal neighbours on the evaluation stack are one run, so a display
// of a million values is one node.
//
// Inside a `finally` or `with` handler the real stack varies (None; a reason; value and reason; six values): there a single
// slot, the cleanup token, stands for it, under a block of type kCleanup that keeps everything else away from it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace vitrine::verifier {

/// What a slot of the evaluation stack is known to hold.
enum class SlotKind : uint8_t {
  // Values: any instruction may take them.
  kValue,
  kNone,        // the constant None: may become a cleanup token
  kText,        // a constant str
  kTuple,
  kConstTuple,  // payload: index of the constant
  kCode,        // payload: index of the constant
  kCell,
  kCellTuple,   // a tuple of nothing but cells; payload: how many
  kList,        // exactly a list: may be LIST_APPEND's target; and so on
  kSet,
  kDict,
  kExceptionTraceback,  // the exception triple as a handler finds it, the type on top
  kExceptionValue,
  kExceptionType,
  kLastValue = kExceptionType,
  // Not values: only the instruction meant for them may touch them.
  kMethod,             // what LOAD_METHOD pushed: a function or NULL
  kSelf,               // and the object, or the bound attribute
  kPreviousException,  // one of the three that POP_EXCEPT restores; may be NULL
  kCleanup,            // cleanup token of a finally clause
  kCleanupBeforeExit,  // of a with statement: the exit function lies below it
  kCleanupInExit,      // the same between WITH_CLEANUP_START and WITH_CLEANUP_FINISH: the exit function is gone
  kCleanupAfterExit,   // and after it, when "swallowed" may lie on top
  kExitException,      // what WITH_CLEANUP_START pushes below __exit__'s result
  kExitNone,           // the same where nothing was pending
};
constexpr bool isValue(SlotKind kind) { return kind <= SlotKind::kLastValue; }
constexpr bool isTuple(SlotKind kind) { return kind == SlotKind::kTuple || kind == SlotKind::kConstTuple || kind == SlotKind::kCellTuple; }
/// Does the slot stand for a varying number of real ones?
constexpr bool isToken(SlotKind kind) {
  return kind >= SlotKind::kCleanup && kind <= SlotKind::kCleanupAfterExit;
}
/// In words, for messages.
const char* slotKindName(SlotKind kind);

struct Slot {
  SlotKind kind = SlotKind::kValue;
  uint32_t payload = 0;
  bool operator==(const Slot&) const = default;
};

/// kWith is a SETUP_FINALLY to the machine, but its handler is bound to take the exit function below its level away.
enum class BlockType : uint8_t { kLoop, kExcept, kFinally, kWith, kExceptHandler, kCleanup };

/// Equal slots in a row, the uppermost of a stack; `below` is the rest.
struct StackNode {
  uint32_t below;
  Slot slot;
  uint32_t count;
  uint32_t depth;   // slots, these included
  uint32_t height;  // real slots at most
};

struct BlockNode {
  uint32_t below;
  BlockType type;
  uint32_t level;   // depth of the evaluation stack when the block was pushed
  int32_t handler;  // offset; -1 where the block has none
  uint32_t count;   // blocks, this included
};

/// Both stacks; 0 is the empty one.
struct State {
  uint32_t stack = 0;
  uint32_t blocks = 0;
};

/// All stacks of one code object. Every step costs work; when it is used up, exhausted() says so and results are void.
class StateArena {
 public:
  explicit StateArena(uint64_t work);
  bool exhausted() const { return work_ == 0; }

  const StackNode& stack(uint32_t id) const { return stacks_[id]; }
  const BlockNode& block(uint32_t id) const { return blocks_[id]; }

  uint32_t push(uint32_t stack, Slot slot, uint32_t count = 1);
  /// Without its uppermost `count` slots; there must be so many.
  uint32_t drop(uint32_t stack, uint32_t count);
  uint32_t truncate(uint32_t stack, uint32_t depth) { return drop(stack, stacks_[stack].depth - depth); }
  uint32_t pushBlock(uint32_t blocks, BlockType type, uint32_t level, int32_t handler);

  /// What holds of both stacks; nothing where a slot differs in more than what value it is, or the depths do.
  std::optional<uint32_t> join(uint32_t known, uint32_t arriving);

 private:
  void spend() { work_ -= work_ != 0; }

  uint64_t work_;
  std::vector<StackNode> stacks_;
  std::vector<BlockNode> blocks_;
  std::map<std::tuple<uint32_t, BlockType, uint32_t, int32_t>, uint32_t> blockIds_;
};

}  // namespace vitrine::verifier
