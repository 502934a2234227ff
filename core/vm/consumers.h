// Consumers: builtins that take one item after the other from a generator (sum, any, all, list.extend), without a frame of
// their own. The generator's frame carries ReturnAction::kConsume, whose auxiliary is a list:
//
//   kind, generator, state, result      state: the total so far, the list that grows, or None
//                                       result: what comes out in place of None (the list of `list(...)`)
//
// An item that needs no Python code is taken where it is yielded (the run loop does not leave the generator's frame); one
// that does is handed on, with the rest of the work, to the prelude.
#pragma once

#include "objects/frame.h"
#include "objects/protocol.h"
#include "vm/return_actions.h"

namespace vitrine {

/// Takes the item that the running frame, which carries kConsume, is about to yield: true where that was all, and the generator
/// may go on. False: it has to be yielded. Never runs Python, never fails.
bool consumeAtOnce(Vm& vm, Frame* frame, Value item);
/// The continuation kConsume.
Result<Ref> continueConsuming(Vm& vm, Value consumer, Ending ending, Ref value);
/// What comes out of it in the end in place of None.
void setConsumed(Value consumer, Ref result);

}  // namespace vitrine
