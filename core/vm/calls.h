// Calls as the interpreter makes them: a Python function becomes a frame on top of the call stack, everything else runs at
// once. See calls.cpp (what is callable), arguments.cpp (binding for Python functions), native_call.cpp (for native ones).
#pragma once

#include "vm/frame.h"
#include "vm/return_actions.h"

namespace vitrine {

/// Starts a call: the result, or kTokenFrameEntered (the callee's frame is on top, with ReturnAction::kPush or kInit), or
/// kTokenSuspended. Arguments are borrowed.
Result<Ref> startCall(Vm& vm, Value callable, Args args);

/// Starts a call from opcode or return action code: what follows its result is `action`. `frame` is the running one.
Outcome callWith(Vm& vm, Frame* frame, Value callable, Args args, ReturnAction action, Value auxiliary = Value());
inline Outcome callWith(Vm& vm, Frame* frame, Value callable, std::initializer_list<Value> args, ReturnAction action,
                        Value auxiliary = Value()) {
  return callWith(vm, frame, callable, Args{args.begin(), uint32_t(args.size())}, action, auxiliary);
}
/// Goes on with a result that has come from startCall or from a native function.
Outcome continueWith(Vm& vm, Frame* frame, Result<Ref> result, ReturnAction action, Value auxiliary = Value());

/// Calls a Python function: binds, pushes the frame (kTokenFrameEntered) or makes the generator.
Result<Ref> enterFunction(Vm& vm, FunctionCell* function, Args args);
/// Binds arguments to the parameters in `slots` (zeroed, of the function's frame); TypeErrors as CPython 3.14 words them.
Result<void> bindArguments(Vm& vm, FunctionCell* function, const DecodedCode* code, Args args, Value* slots);
/// Calls a native function with a raw call; `self` comes first where the signature asks for it and `self` is not NULL.
Result<Ref> callNative(Vm& vm, const NativeMethod& method, Value selfOrNull, Value qualifierOrNull, Args args);
/// Of a native function called with `count` positional values (self first, if `withSelf`): how many values it gets, where all its
/// parameters are positional and those not given may be left out; 0 where the binder has more to do (or there is nothing to give).
uint32_t plainValues(const NativeMethod& method, bool withSelf, uint32_t count);
/// Forgets where functions of the prelude are (code_cache.cpp).
void preludeCacheFlush();
/// Pushes the frame of a function's code with given globals (class bodies, exec): `locals` owned by the frame.
/// RecursionError or MemoryError where there is no room for it.
Result<Frame*> enterCode(Vm& vm, CodeCell* code, FunctionCell* functionOrNull, Value globals, Value builtins, Value localsOrNull);
/// Cells of captured variables: made for the frame's own, taken from the closure for others.
void fillCells(Frame* frame, const DecodedCode* code, FunctionCell* functionOrNull);
/// RecursionError where one more frame is too many.
Result<void> checkDepth(Vm& vm);
/// MemoryError where a frame of the code, on the call stack or in a generator, is larger than what is left.
Result<void> checkRoom(Vm& vm, const DecodedCode* code);

/// Goes on after __new__: __init__ where the result is an instance of the class args[0]. `packed`: as kNew's auxiliary.
Result<Ref> afterNew(Vm& vm, Ref instance, Args args);
Result<Ref> afterNew(Vm& vm, Ref instance, Value packed);
/// The instance, if __init__ returned None.
Result<Ref> checkInit(Vm& vm, Value result, Ref instance);

/// `__build_class__`.
Result<Ref> buildClass(Vm& vm, Args args);

}  // namespace vitrine
