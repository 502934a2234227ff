// The unwinder: what an exception, a return, a break and a continue do to the block stacks and frames.
#pragma once

#include "vm/machine.h"

namespace vitrine {

constexpr uint32_t kTokenAbandoned = 4;  // Root::pending while a run unwinds that was given up

/// Why a block is left, as 3.7 numbers it: END_FINALLY finds these on the stack.
enum class Why : uint8_t { kNot = 1, kException = 2, kReturn = 8, kBreak = 16, kContinue = 32, kYield = 64, kSilenced = 128 };

/// Handles the pending exception from the running frame on: a handler (kJumped, kFrame) or the end (kReturned).
/// `how` is kRaised or kReraised.
Outcome unwindException(Vm& vm, Outcome how);
/// Only within `frame`: true where it has a handler, which comes next. `how` as above.
bool findHandler(Vm& vm, Frame* frame, Outcome how);
/// Leaves blocks for return (value), break, continue (value: an int, the target's unit).
Outcome unwindBlocks(Vm& vm, Frame* frame, Why why, Ref value);
/// Ends a handler: drops down to its three saved values and makes them the exception that is handled.
void unwindHandler(Frame* frame, const Block& block);

/// Raises an instance whose context is to be chained; takes over the reference.
Raised raiseInstance(Vm& vm, Ref exception);
/// The same, the context being given.
Raised raiseWhile(Vm& vm, Ref exception, Value handledOrNull);
/// Gives the run up (R11).
void abandon(Vm& vm);
/// Where the exception being handled in the running frame is kept.
HandledException& handledSlot();

// The evaluation stack of a frame whose `stackHeight` is exact.
inline void push(Frame* frame, Value owned) { stackOf(frame)[frame->stackHeight++] = owned; }
inline void push(Frame* frame, Ref value) { push(frame, value.release()); }
inline Value top(Frame* frame, uint32_t depth = 1) { return stackOf(frame)[frame->stackHeight - depth]; }
inline Ref pop(Frame* frame) { return Ref::steal(stackOf(frame)[--frame->stackHeight]); }
inline void drop(Frame* frame, uint32_t count) {
  for (; count; --count) decrement(stackOf(frame)[--frame->stackHeight]);
}
inline void pushBlock(Frame* frame, BlockType type, int32_t handler, int32_t level) {
  blocksOf(frame)[frame->blockCount++] = {type, {}, handler, level};
}

}  // namespace vitrine
