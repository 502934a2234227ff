// Handlers: one function per opcode, over the frame's memory. The loop calls them for what its fast paths do not take; a
// missing one does not link. On entry `instruction` and `stackHeight` are exact; the outcome says how to go on.
#pragma once

#include "vm/calls.h"
#include "vm/unwinder.h"

namespace vitrine {

#define HANDLER(name) Outcome handle##name(Vm& vm, Frame* frame, uint32_t operand)
#define OPCODE(name, ...) HANDLER(name);
#include "bytecode/opcodes.def"
#undef OPCODE

/// Calls a special method found on the type of `self` (which must have it): bound without making a method object where it can.
Outcome callSpecial(Vm& vm, Frame* frame, Value self, Dunder dunder, std::initializer_list<Value> args, ReturnAction action,
                    Value auxiliary = Value());

// The second halves of handlers that wait for a call.
Outcome finishExitCall(Frame* frame, Ref result);
Outcome finishWithCleanup(Frame* frame, bool swallow);
Outcome finishAsyncIterator(Vm& vm, Frame* frame, Ref value);
Outcome finishAsyncNext(Vm& vm, Frame* frame, Ref value);
Result<Ref> continueClassBody(Vm& vm, Value auxiliary, Ref cell);
Result<Ref> continueMetaclass(Vm& vm, Value auxiliary, Ref type);

// Small things handlers share.
inline const DecodedCode* decodedOf(const Frame* frame) { return decodedOf(codeOf(frame)); }
inline Value nameAt(const Frame* frame, uint32_t operand) { return decodedOf(frame)->names[operand]; }
inline Outcome jumpTo(Frame* frame, uint32_t unit) {
  frame->instruction = unit;
  return Outcome::kJumped;
}
/// Replaces the topmost `operands` values by a result, or passes the exception on.
Outcome replaceTop(Frame* frame, uint32_t operands, Result<Ref> result);
/// The same for what a call has given: the token of a frame that was entered drops the operands too.
Outcome replaceByCall(Frame* frame, uint32_t operands, Result<Ref> result);
/// Pops the operands of something without a result.
Outcome dropOperands(Frame* frame, uint32_t operands, Result<void> result);

}  // namespace vitrine
