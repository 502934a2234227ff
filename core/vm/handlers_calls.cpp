// Handlers of calls and of making functions. Operands stay on the caller's stack until the callee's frame stands or the
// result is there; then the frame owns what it needs, so that a temporary argument dies with the callee (as in 3.14).
#include <vector>

#include "objects/dict.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/fast_calls.h"
#include "vm/handlers.h"
#include "vm/unpacking.h"

namespace vitrine {

Outcome replaceByCall(Frame* frame, uint32_t operands, Result<Ref> result) {
  if (!result.ok()) return Outcome::kRaised;
  Ref value = result.take();
  if (value.get().isToken()) {
    if (isSuspended(value)) return Outcome::kSuspended;
    drop(frame, operands);
    return Outcome::kFrame;
  }
  drop(frame, operands);
  push(frame, std::move(value));
  return Outcome::kNext;
}

namespace {

/// The plain __init__ of a class whose instances object.__new__ makes, NULL where making one takes more than that.
Value plainInit(Value callable) {
  auto* type = cellOf<TypeCell>(callable);
  if (!type->definesInPython(Dunder::kInit) || type->definesInPython(Dunder::kNew) || type->flags & kTypeAbstract) return Value();
  if (slotsOf(type).create != slotsOf(typeCell(TypeId::kObject)).create) return Value();
  Value init = lookupOnType(type, dunderName(Dunder::kInit));
  return isExactly(init, TypeId::kFunction) ? init : Value();
}

/// Class(arguments) without detours: the instance takes the class's place on the stack and all moves into __init__'s frame. False
/// where type_call.cpp has to do it.
bool enterInit(Vm& vm, Frame* frame, uint32_t count) {
  Value* args = stackOf(frame) + frame->stackHeight - count;
  Value init = plainInit(args[-1]);
  CallStackCell* stack = callStack();
  const DecodedCode* code = init ? fast::simpleCode(stack, init, count + 1) : nullptr;
  if (!code) return false;
  Ref type = Ref::share(args[-1]);
  auto made = newInstance(vm, type.as<TypeCell>());
  if (!made.ok()) return false;
  Ref instance = made.take();
  decrement(std::exchange(args[-1], instance.share().release()));
  frame->stackHeight -= count + 1;
  increment(init);
  Frame* callee = fast::enterSimple(stack, code, init, args - 1, count + 1, ReturnAction::kInit);
  callee->returnAux = instance.release();
  return true;
}

}  // namespace

HANDLER(CALL_FUNCTION) {
  const Value* args = stackOf(frame) + frame->stackHeight - operand;
  if (isExactly(args[-1], TypeId::kType)) {
    const bool builtin = !(cellOf<TypeCell>(args[-1])->flags & kTypeHeap);
    if (builtin) return replaceByCall(frame, operand + 1, callType(vm, Args{args - 1, operand + 1}));
    if (enterInit(vm, frame, operand)) return Outcome::kFrame;
  }
  return replaceByCall(frame, operand + 1, startCall(vm, args[-1], Args{args, operand}));
}

HANDLER(CALL_METHOD) {
  const Value* args = stackOf(frame) + frame->stackHeight - operand;
  bool bound = args[-2].isNull();  // LOAD_METHOD found a complete callable
  auto result = bound ? startCall(vm, args[-1], Args{args, operand}) : startCall(vm, args[-2], Args{args - 1, operand + 1});
  return replaceByCall(frame, operand + 2, std::move(result));
}

HANDLER(CALL_FUNCTION_KW) {
  Value names = top(frame);
  const Value* args = stackOf(frame) + frame->stackHeight - 1 - operand;
  uint32_t named = cellOf<TupleCell>(names)->length;
  return replaceByCall(frame, operand + 2, startCall(vm, args[-1], Args{args, operand - named, names}));
}

namespace {

/// The keywords of a mapping behind the positional arguments.
Result<Ref> spreadKeywords(Vm& vm, Value dict, std::vector<Value>& values) {
  Ref names = TRY(newTupleBlank(vm, dictLength(dict)));
  uint32_t position = 0, count = 0;
  for (Value key, value; dictNext(dict, &position, &key, &value); ++count) {
    if (!isStr(key)) return vm.raise(TypeId::kTypeError, "keywords must be strings");
    names.as<TupleCell>()->items[count] = Ref::share(key).release();
    values.push_back(value);
  }
  return names;
}

}  // namespace

// Keywords become a dict before the positional arguments become a tuple.
HANDLER(CALL_FUNCTION_EX) {
  uint32_t operands = operand & 1 ? 3 : 2;
  Value callable = top(frame, operands);
  Ref dict;
  if (operand & 1) {
    dict = Ref::share(top(frame));
    if (!isExactly(dict, TypeId::kDict)) {
      dict = newDict();
      if (!mergeKeywords(vm, dict, top(frame), callable).ok()) return Outcome::kRaised;
      decrement(std::exchange(stackOf(frame)[frame->stackHeight - 1], dict.share().release()));
    }
  }
  Value positional = top(frame, operands - 1);
  if (spreadsInPython(positional))
    return callWith(vm, frame, valueOf(typeCell(TypeId::kList)), {positional}, ReturnAction::kOperand, Value::integer(operands - 1));
  if (!isExactly(positional, TypeId::kTuple)) {
    auto made = argumentTuple(vm, callable, positional);
    if (!made.ok()) return Outcome::kRaised;
    Ref tuple = made.take();
    Value& place = stackOf(frame)[frame->stackHeight - operands + 1];
    decrement(std::exchange(place, tuple.release()));
    positional = place;
  }
  auto items = tupleItems(positional);
  if (!(operand & 1)) return replaceByCall(frame, operands, startCall(vm, callable, Args{items.data(), uint32_t(items.size())}));
  std::vector<Value> values(items.begin(), items.end());
  auto names = spreadKeywords(vm, dict, values);
  if (!names.ok()) return Outcome::kRaised;
  Ref keywordNames = names.take();
  bool any = cellOf<TupleCell>(keywordNames)->length != 0;
  return replaceByCall(frame, operands, startCall(vm, callable, Args{values.data(), uint32_t(items.size()), any ? keywordNames.get() : Value()}));
}

HANDLER(MAKE_FUNCTION) {
  uint32_t depth = 2;  // name, code
  auto made = newFunction(vm, top(frame, 2), Value::reference(frame->globals), top(frame, 1));
  if (!made.ok()) return Outcome::kRaised;
  Ref function = made.take();
  auto* cell = function.as<FunctionCell>();
  auto takeNext = [&] { return Ref::share(top(frame, ++depth)).release(); };
  if (operand & kFunctionClosure) cell->closure = takeNext().offset();
  if (operand & kFunctionAnnotate) cell->annotate = takeNext();
  if (operand & kFunctionAnnotations) cell->annotations = takeNext();
  if (operand & kFunctionKeywordDefaults) cell->keywordDefaults = takeNext().offset();
  if (operand & kFunctionDefaults) cell->defaults = takeNext().offset();
  return replaceTop(frame, depth, std::move(function));
}

HANDLER(LOAD_BUILD_CLASS) {
  Value builtins = Value::reference(frame->builtins), name = nameOf(Name::kBuildClass);
  Value found = frame->builtins && isDict(builtins) ? dictGetName(builtins, name) : Value();
  if (!found) {
    vm.raise(TypeId::kNameError, "__build_class__ not found");
    return Outcome::kRaised;
  }
  push(frame, Ref::share(found));
  return Outcome::kNext;
}

}  // namespace vitrine
