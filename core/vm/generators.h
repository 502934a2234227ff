// Generators and coroutines: making, resuming, throwing into and closing them. A resumed generator's frame is linked on top
// of the call stack like a call's; yielding unlinks it again. Invariant: while it runs the call stack holds a reference to
// its cell, and its HandledException is on top of the chain (CallStackCell::handledBy).
#pragma once

#include "vm/frame.h"
#include "objects/native.h"
#include "vm/return_actions.h"

namespace vitrine {

/// The generator, coroutine or asynchronous generator that a call of `function` makes. `locals`: the namespace of one that is
/// no function's (a module that awaits); NULL: the globals.
Result<Ref> makeGenerator(Vm& vm, FunctionCell* function, const DecodedCode* code, Args args, Value locals = Value());

inline bool isGeneratorLike(Value v) {  // of exactly these types; nothing can be derived from them
  return isExactly(v, TypeId::kGenerator) || isExactly(v, TypeId::kCoroutine);
}

/// Resumes with `sent` (borrowed): kTokenFrameEntered, or Raised where that cannot be.
Result<Ref> resumeGenerator(Vm& vm, GeneratorCell* generator, Value sent);
/// Throws an exception instance into it: kTokenFrameEntered where it has a handler; a value a delegate yielded; Raised.
Result<Ref> throwInto(Vm& vm, GeneratorCell* generator, Ref exception);
/// generator.close().
Result<Ref> closeGenerator(Vm& vm, GeneratorCell* generator);
/// A generator nobody refers to any more: closes it, or warns of a coroutine that never ran.
Result<Ref> finalizeGenerator(Vm& vm, GeneratorCell* generator);
/// An awaitable of an asynchronous generator that was never awaited: warns.
Result<Ref> finalizeAsyncStep(Vm& vm, AsyncStepCell* step);
/// RuntimeWarning "coroutine ... was never awaited", set by modules/ (warnings are printed there).
extern Result<void> (*unawaitedHook)(Vm& vm, const std::string& message, Value awaitable);
/// What a suspended generator delegates to with `yield from` or `await`; borrowed, NULL for nothing.
Value delegateOf(GeneratorCell* generator);

/// Unlinks the running generator's frame, which waits (kYielded) from now on; gives the reference the stack held.
Ref unlinkGenerator(Frame* frame);
/// The same for one that has ended.
Ref finishGenerator(Frame* frame);
/// StopIteration inside a function's generator becomes RuntimeError (PEP 479). The exception is pending.
void convertStopIteration(Vm& vm, const Frame* frame);

/// StopIteration with a value, as `return value` in a generator raises it.
Raised raiseStopIteration(Vm& vm, Value value);
/// Takes a pending StopIteration: its value; NULL where something else is pending.
Ref takeStopIteration(Vm& vm);

/// The continuations kThrown, kCloseDelegate and kClose.
Result<Ref> continueThrown(Vm& vm, GeneratorCell* generator, Ending ending, Ref value);
Result<Ref> continueCloseDelegate(Vm& vm, Value pair, Ending ending);
Result<Ref> continueClose(Vm& vm, GeneratorCell* generator, Ending ending, Ref value);

/// The steps of asynchronous generators (async_generators.cpp).
Result<Ref> stepAsync(Vm& vm, AsyncStepCell* step, Value sent);
Result<Ref> throwAsync(Vm& vm, AsyncStepCell* step, Ref exception);
Result<Ref> continueAsync(Vm& vm, AsyncStepCell* step, Ending ending, Ref value);

}  // namespace vitrine
