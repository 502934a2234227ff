// Return actions: what happens in the frame below when a callee's frame returns, yields or raises. Each instruction whose
// work is done by a Python function leaves its operands on its stack (or drops them), enters the function's frame with one
// of these, and is finished by it: without recursion, and seen by the watcher.
#pragma once

#include "vm/code_cache.h"
#include "vm/machine.h"

namespace vitrine {

enum class ReturnAction : uint8_t {
  kPush,            // the result is the instruction's
  kDrop,            // the result is not wanted (setters)
  kFinalizer,       // a finaliser: result and exception are dropped, the instruction is still to come. Auxiliary: the object
  kInit,            // of __init__: must be None; the result is the auxiliary
  kNew,             // of __new__: go on with __init__. Auxiliary: tuple (class, args, keyword names or None)
  kReplace,         // replaces the topmost operand
  kBinary,          // operands on the stack; auxiliary: which attempt this was
  kInPlace,         // likewise, of __iadd__
  kCompare,
  kTruth,           // of __bool__: the instruction is decided by it
  kTruthOfLength,   // of __len__
  kContains,        // `in`: replaces both operands by the truth of the result
  kIterator,        // of __iter__: must be an iterator; replaces the operand
  kForIter,         // of __next__: push, or end the loop on StopIteration
  kAttribute,       // of __getattribute__ or a descriptor's __get__: AttributeError falls back on __getattr__
  kMethod,          // the same for LOAD_METHOD
  kMethodFallback,  // of __getattr__ for LOAD_METHOD
  kWithEnter,       // of __enter__: push the block, then the result
  kExit,            // of __exit__: push the result
  kYieldFrom,       // of what is delegated to: a result yields, StopIteration goes on
  kAwaitable,       // of __await__
  kAsyncIterator, kAsyncNext, kAsyncEnter,
  kClassBody,       // of a class body run by __build_class__. Auxiliary: see build_class.cpp
  kMetaclass,       // of the metaclass's call
  kThrown,          // of what a generator delegates to, when thrown into. Auxiliary: the delegating generator
  kCloseDelegate,   // of the close() of it. Auxiliary: (generator, exception to throw next)
  kClose,           // of a generator that is being closed. Auxiliary: the generator
  kAsyncStep,       // of the asynchronous generator a step drives. Auxiliary: the step
  kConsume,         // of a generator whose items a builtin takes (consumers.h). Auxiliary: the consumer
  kNextDefault,     // next(iterator, default). Auxiliary: the default
  kChecked,         // of a special method that a native function ends with. Auxiliary: the ResultCheck
  kOperand,         // of list(), for an iterable that runs Python code: replaces that operand, then the instruction's handler goes on. Auxiliary: its depth
  kBoth,            // a continuation, then an instruction's action. Auxiliary: (action, auxiliary, action, auxiliary)
};

/// How a callee ended.
enum class Ending : uint8_t {
  kReturned,           // with a value
  kYielded,            // a generator's `yield`, an `await` on its way out
  kAsyncYielded,       // an asynchronous generator's own `yield`
  kGeneratorReturned,  // a generator's return value: its StopIteration is made only where somebody wants it
  kRaised,             // the exception is pending
};

/// Finishes the instruction of `frame` (the running one; the callee has gone) that waits for a callee with `action`.
Outcome complete(Vm& vm, Frame* frame, ReturnAction action, Value auxiliary, Ending ending, Ref value);
/// The same for the frame below one that has gone; the instruction behind comes next. kFrame, or what went wrong.
Outcome completeBelow(Vm& vm, Frame* below, ReturnAction action, Value auxiliary, Ending ending, Ref value);
/// The running frame ends: takes it off the stack (a yielding one waits in its cell) and completes the instruction below.
Outcome endFrame(Vm& vm, Frame* frame, Ending ending, Ref value);

/// Actions that are not an instruction's but a native function's way of going on: what the function returns in the end, or
/// the token of the next frame it needs.
bool isContinuation(ReturnAction action);
Result<Ref> continueNative(Vm& vm, ReturnAction action, Value auxiliary, Ending ending, Ref value);
/// What a native function does with a call it has started and that is to be followed by a continuation: at once, or when the
/// frame entered has ended. Gives that frame's token in this case.
Result<Ref> andThen(Vm& vm, Result<Ref> result, ReturnAction continuation, Value auxiliary);
/// The frame just entered may have something to do already when it ends: after that comes `action`.
void addAction(Vm& vm, Frame* entered, ReturnAction action, Value auxiliary);

/// The instruction of `frame` that tests truth is decided.
Outcome decide(Vm& vm, Frame* frame, bool truth);
/// Decides it by the truth of `value`, which may need a frame.
Outcome decideBy(Vm& vm, Frame* frame, Value value);
/// The next attempts of a binary operator, an augmented assignment, a comparison; operands are the two topmost values.
Outcome binaryAttempt(Vm& vm, Frame* frame, uint32_t attempt);
Outcome inPlaceAttempt(Vm& vm, Frame* frame);
Outcome compareAttempt(Vm& vm, Frame* frame, uint32_t attempt);
/// FOR_ITER's end: drops the iterator and jumps.
Outcome endLoop(Frame* frame);
/// The unit that `frame` waits in.
const Unit& unitOf(const Frame* frame);

}  // namespace vitrine
