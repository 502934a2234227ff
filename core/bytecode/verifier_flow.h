// The verifier's second pass: follows every path of one code object with states instead of values. An instruction pops and
// pushes as opcodes.def says unless verifier_instructions.cpp knows better; blocks, handlers and what is pending in a
// finally clause are in verifier_blocks.cpp. The floor of a moment is how deep instructions may reach: not below what lay on
// the stack when the innermost block was pushed, so a handler finds there what was there at SETUP. Look at verifier_state.h first.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/instructions.h"
#include "bytecode/verifier_state.h"

namespace vitrine::verifier {

class Flow {
 public:
  Flow(const CodeObject& code, const InstructionList& list);

  /// The reason why the code must not run, or nothing.
  std::optional<std::string> run();
  /// Told of each instruction that is looked at, with the state before it (again where a later look knows less).
  void observe(std::function<void(int32_t index, State before)> observer) { observer_ = std::move(observer); }
  const StateArena& arena() const { return arena_; }
  /// Entries the block stack needs at most; after run().
  int32_t maxBlocks() const { return maxBlocks_; }

 private:
  enum class Next : uint8_t { kFallThrough, kEnd };

  void runFrom(int32_t index);
  /// Applies `current_` to `state_`; what it jumps to is merged at once.
  Next step();
  /// Merges `state` into what is known at an instruction; looks at it again if that changes anything.
  void arrive(int32_t offset, State state);

  // verifier_instructions.cpp: one group each; false if the opcode is not of the group
  bool stepStack();
  bool stepBuild();
  bool stepCall();
  bool stepPeek();
  bool stepMatch();
  void stepPlain();
  void stepJump();
  void loadConstant();
  void makeFunction();
  void buildTuple();
  void appendTo(SlotKind container, uint32_t taken);
  void unpackForCall(uint32_t callableDepth);
  void rotate(uint32_t count);
  void popKeywordNames(uint32_t limit);

  // verifier_blocks.cpp
  bool stepBlock(Next& next);
  void setupHandler(BlockType type, int32_t handler);
  void enterCleanup(State& state, SlotKind token);
  void popBlock();
  void popExcept();
  Next endFinally();
  void popFinally();
  void continueLoop();
  void breakLoop();
  void cleanupStart();
  void cleanupFinish();
  bool atCleanup() const;

  // The state's stack
  uint32_t depth() const { return arena_.stack(state_.stack).depth; }
  uint32_t floor() const;
  SlotKind topKind() const { return depth() == 0 ? SlotKind::kValue : arena_.stack(state_.stack).slot.kind; }
  Slot popSlot();
  Slot popKind(SlotKind wanted);
  Slot popTuple();
  void popValues(uint32_t count);
  void push(SlotKind kind, uint32_t payload = 0, uint32_t count = 1);
  void pushSlot(Slot slot) { push(slot.kind, slot.payload); }
  /// The slot `position` places from the top (1), without any token on the way.
  Slot peek(uint32_t position);

  bool fail(std::string_view reason);
  bool failed() const { return error_.has_value(); }

  const CodeObject& code_;
  const InstructionList& list_;
  StateArena arena_;
  std::vector<int32_t> stateAt_;     // by instruction: index into states_, -1 not reached, -2 no jump comes here
  std::vector<SlotKind> tokenAt_;    // by instruction: the token a finally or with handler begins with; kValue: is none
  std::vector<State> states_;
  std::vector<int32_t> pending_;     // instructions to look at again
  const Instruction* current_ = nullptr;
  State state_;
  int32_t maxBlocks_ = 0;
  std::optional<std::string> error_;
  std::function<void(int32_t, State)> observer_;
};

/// A value as anything but the top of a handler sees it: parts of an exception triple become plain values.
constexpr Slot copied(Slot slot) {
  const bool ofTriple = slot.kind >= SlotKind::kExceptionTraceback && slot.kind <= SlotKind::kExceptionType;
  return ofTriple ? Slot{SlotKind::kValue} : slot;
}

}  // namespace vitrine::verifier
