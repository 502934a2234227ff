// What can be called, and how. See calls.h; the abstract calls of objects/protocol.h are here too.
#include "vm/calls.h"

#include <vector>

#include "base/depth_guard.h"
#include "heap/heap.h"

#include "objects/descriptor.h"
#include "objects/dict.h"
#include "objects/names.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/fast_calls.h"
#include "vm/generators.h"
#include "vm/unwinder.h"

namespace vitrine {

namespace {

/// The arguments of a call with one more in front, without a heap allocation for the usual few.
class PrependedArgs {
 public:
  PrependedArgs(Value first, Args args) {
    uint32_t total = args.count + args.keywordCount();
    Value* to = few_;
    if (total + 1 > kFew) {
      many_.resize(total + 1);
      to = many_.data();
    }
    to[0] = first;
    for (uint32_t i = 0; i < total; ++i) to[i + 1] = args[i];
    args_ = {to, args.count + 1, args.keywordNames};
  }
  Args get() const { return args_; }

 private:
  static constexpr uint32_t kFew = 8;
  Value few_[kFew];
  std::vector<Value> many_;
  Args args_;
};

Result<Ref> callMethodDescriptor(Vm& vm, NativeDescriptorCell* descriptor, Args args) {
  auto* owner = at<TypeCell>(descriptor->owner);
  const NativeMethod& method = nativeMethod(descriptor->index);
  std::string ownerName = textOf(Value::reference(owner->name));
  if (args.count == 0) return vm.raise(TypeId::kTypeError, "unbound method %s.%s() needs an argument", ownerName.c_str(), method.name);
  return vm.raise(TypeId::kTypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", method.name, ownerName.c_str(),
                  typeName(args[0]).c_str());
}

Result<Ref> startMethodDescriptor(Vm& vm, Value callable, Args args) {
  auto* descriptor = cellOf<NativeDescriptorCell>(callable);
  auto* owner = at<TypeCell>(descriptor->owner);
  if (args.count == 0 || !(typeOffsetOf(args[0]) == descriptor->owner || isSubtype(typeOf(args[0]), owner))) [[unlikely]]
    return callMethodDescriptor(vm, descriptor, args);
  const NativeMethod& method = nativeMethod(descriptor->index);
  return callNative(vm, method, Value(), valueOf(owner), args);
}

Result<Ref> startBuiltin(Vm& vm, Value callable, Args args) {
  auto* function = cellOf<BuiltinFunctionCell>(callable);
  const NativeMethod& method = nativeMethod(function->index);
  Value qualifier = function->module;
  if (function->self && !qualifier && !isInstance(function->self, TypeId::kModule))
    qualifier = isType(function->self) ? function->self : valueOf(typeOf(function->self));
  return callNative(vm, method, function->self, qualifier, args);
}

/// Calls what a type defines as __call__ in Python, or its native slot.
Result<Ref> startOther(Vm& vm, Value callable, Args args) {
  TypeCell* type = typeOf(callable);
  PrependedArgs withSelf(callable, args);
  if (type->definesInPython(Dunder::kCall)) {
    Value method = lookupOnType(callable, Dunder::kCall);
    if (isExactly(method, TypeId::kFunction)) return enterFunction(vm, cellOf<FunctionCell>(method), withSelf.get());
    Ref held = Ref::share(method);
    Ref bound = TRY(bindDescriptor(vm, held, callable, valueOf(type)));
    DepthGuard guard;
    if (guard.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded");
    return startCall(vm, bound, args);
  }
  if (slotsOf(type).call) return slotsOf(type).call(vm, withSelf.get());
  return vm.raiseTypeErrorFor("'%s' object is not callable", callable);
}

}  // namespace

Result<Ref> startCall(Vm& vm, Value callable, Args args) {
  if (callable.isReference()) {
    Offset type = cellOf(callable)->type;
    if (type == typeOffset(TypeId::kFunction)) return enterFunction(vm, cellOf<FunctionCell>(callable), args);
    if (type == typeOffset(TypeId::kBuiltinFunction)) return startBuiltin(vm, callable, args);
    if (type == typeOffset(TypeId::kMethodDescriptor)) return startMethodDescriptor(vm, callable, args);
    if (type == typeOffset(TypeId::kMethod)) {
      auto* method = cellOf<MethodCell>(callable);
      PrependedArgs withSelf(method->self, args);
      return startCall(vm, method->function, withSelf.get());
    }
    if (isType(callable) && !at<TypeCell>(type)->definesInPython(Dunder::kCall)) {
      PrependedArgs withClass(callable, args);
      return callType(vm, withClass.get());
    }
  }
  return startOther(vm, callable, args);
}

namespace {

/// start(callable, arguments) of a special method that has been found on the type of `self`: with `self` in front, or bound where its descriptor
/// has more to do; `raised` where that raises.
template <class T, class Start>
VITRINE_INLINE T withSpecial(Vm& vm, Value method, Value self, std::initializer_list<Value> args, T raised, Start start) {
  constexpr uint32_t kMost = 4;  // arguments of a special method
  Ref held = Ref::share(method);
  Value values[1 + kMost] = {self};
  uint32_t count = 1;
  for (Value arg : args) values[count++] = arg;
  if (hasTypeFlag(method, kTypeMethodDescriptor)) return start(held, Args{values, count});
  auto bound = bindDescriptor(vm, held, self, valueOf(typeOf(self)));
  if (!bound.ok()) return raised;
  Ref callable = bound.take();
  return start(callable, Args{values + 1, count - 1});
}

}  // namespace

Outcome callSpecial(Vm& vm, Frame* frame, Value self, Dunder dunder, std::initializer_list<Value> args, ReturnAction action, Value auxiliary) {
  Value method = lookupOnType(self, dunder);
  if (!method) {
    vm.raiseAttributeError(self, dunderName(dunder));
    return Outcome::kRaised;
  }
  return withSpecial(vm, method, self, args, Outcome::kRaised,
                     [&](Value callable, Args all) { return callWith(vm, frame, callable, all, action, auxiliary); });
}

Result<void> checkDepth(Vm& vm) {
  if (tooDeep(callStack())) [[unlikely]]
    return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded");
  return {};
}

Result<void> checkRoom(Vm& vm, const DecodedCode* code) {
  constexpr uint32_t kBesides = sizeof(ChunkHeader) + sizeof(GeneratorCell);
  size_t bytes = size_t(code->frameBytes) + kBesides;
  if (bytes <= kLargeRequest) [[likely]] return {};  // never fails
  Offset probe = allocateBuffer(bytes);
  if (!probe) return vm.raiseMemoryError();
  freeBlock(probe);
  return {};
}

void fillCells(Frame* frame, const DecodedCode* code, FunctionCell* functionOrNull) {
  Value* slots = frame->slots;
  for (uint32_t i = 0; i < code->cellCount; ++i) {
    int32_t argument = code->argumentOfCell[i];
    Ref cell = newCellObject(argument < 0 ? Value() : slots[argument]);
    if (argument >= 0) decrement(std::exchange(slots[argument], Value()));
    slots[code->localCount + i] = cell.release();
  }
  if (!code->freeCount) return;
  const TupleCell* closure = functionOrNull ? at<TupleCell>(functionOrNull->closure) : nullptr;
  for (uint32_t i = 0; closure && i < code->freeCount; ++i)
    slots[code->localCount + code->cellCount + i] = Ref::share(closure->items[i]).release();
}

Result<Ref> enterFunction(Vm& vm, FunctionCell* function, Args args) {
  CallStackCell* stack = callStack();
  if (fast::enterShared(stack, valueOf(function), args, ReturnAction::kPush)) return Ref::steal(Value::token(kTokenFrameEntered));
  const DecodedCode* code = decodedOf(at<CodeCell>(function->code));
  TRY(checkRoom(vm, code));
  if (code->generator) return makeGenerator(vm, function, code, args);
  if (code->counted) TRY(checkDepth(vm));
  Frame* frame = allocateFrame(stack, code);
  setUpFrame(frame, code, function);
  if (!(code->code->flags & kCodeOptimized)) frame->locals = Ref::share(Value::reference(frame->globals)).release().offset();
  auto bound = bindArguments(vm, function, code, args, frame->slots);
  if (bound.ok()) fillCells(frame, code, function);
  linkFrame(stack, frame);
  if (!bound.ok()) {
    popFrame(stack, frame);
    return Raised{};
  }
  return Ref::steal(Value::token(kTokenFrameEntered));
}

Result<Frame*> enterCode(Vm& vm, CodeCell* cell, FunctionCell* functionOrNull, Value globals, Value builtins, Value localsOrNull) {
  const DecodedCode* code = decodedOf(cell);
  TRY(checkDepth(vm));
  TRY(checkRoom(vm, code));
  CallStackCell* stack = callStack();
  Frame* frame = allocateFrame(stack, code);
  setUpFrame(frame, code, functionOrNull);
  if (!functionOrNull) {
    frame->flags |= kFrameOwnsGlobals;
    frame->globals = Ref::share(globals).release().offset();
    frame->builtins = Ref::share(builtins).release().offset();
  }
  if (localsOrNull) frame->locals = Ref::share(localsOrNull).release().offset();
  fillCells(frame, code, functionOrNull);
  linkFrame(stack, frame);
  return frame;
}

Outcome continueWith(Vm& vm, Frame* frame, Result<Ref> result, ReturnAction action, Value auxiliary) {
  if (!result.ok()) return complete(vm, frame, action, auxiliary, Ending::kRaised, Ref());
  Ref value = result.take();
  if (value.get().isToken()) {
    if (isSuspended(value)) return Outcome::kSuspended;
    Frame* entered = topFrame();
    if (action == ReturnAction::kPush) return Outcome::kFrame;
    addAction(vm, entered, action, auxiliary);
    return Outcome::kFrame;
  }
  return complete(vm, frame, action, auxiliary, Ending::kReturned, std::move(value));
}

Outcome callWith(Vm& vm, Frame* frame, Value callable, Args args, ReturnAction action, Value auxiliary) {
  if (Frame* entered = fast::enterShared(callStack(), callable, args, action)) {
    entered->returnAux = Ref::share(auxiliary).release();
    return Outcome::kFrame;
  }
  return continueWith(vm, frame, startCall(vm, callable, args), action, auxiliary);
}

Result<Ref> settle(Vm& vm, Result<Ref> result) {
  if (!result.ok() || !isFrameEntered(result.value())) return result;
  return runNested(vm);
}

// --- protocol.h -------------------------------------------------------------------------------------------------------

Result<Ref> call(Vm& vm, Value callable, Args args) {
  ++machine.pinned;  // what C++ waits for cannot be run anew
  auto result = startCall(vm, callable, args);
  --machine.pinned;
  return settle(vm, std::move(result));
}
Result<Ref> call(Vm& vm, Value callable, std::initializer_list<Value> positional) {
  return call(vm, callable, Args{positional.begin(), uint32_t(positional.size())});
}

Result<Ref> callMethod(Vm& vm, Value self, Value name, std::initializer_list<Value> positional) {
  Ref method = TRY(getAttribute(vm, self, name));
  return call(vm, method, positional);
}

Result<Ref> callDunder(Vm& vm, Value self, Dunder dunder, std::initializer_list<Value> positional, bool* found) {
  Value method = lookupOnType(self, dunder);
  if (found) *found = !method.isNull();
  if (!method) return found ? Result<Ref>(noneRef()) : vm.raiseAttributeError(self, dunderName(dunder));
  auto start = [&](Value callable, Args all) { return call(vm, callable, all); };
  return withSpecial(vm, method, self, positional, Result<Ref>(Raised{}), start);
}

Result<Ref> tailCall(Vm& vm, Value callable, Args args) { return startCall(vm, callable, args); }
Result<Ref> tailCall(Vm& vm, Value callable, std::initializer_list<Value> positional) {
  return startCall(vm, callable, Args{positional.begin(), uint32_t(positional.size())});
}

Result<Ref> tailCallDunder(Vm& vm, Value self, Dunder dunder, std::initializer_list<Value> args) {
  auto start = [&](Value callable, Args all) { return startCall(vm, callable, all); };
  return withSpecial(vm, lookupOnType(self, dunder), self, args, Result<Ref>(Raised{}), start);
}
Result<Ref> tailCallDunder(Vm& vm, Value self, Dunder dunder, std::initializer_list<Value> args, ResultCheck check) {
  return andThen(vm, tailCallDunder(vm, self, dunder, args), ReturnAction::kChecked, Value::integer(int(check)));
}

Result<Value> preludeMember(Vm& vm, Value name) {
  if (!root().prelude) return Value();
  Value prelude = Value::reference(root().prelude);
  Value found = dictGetName(prelude, name);
  if (found || !preludeHook) return found;
  TRY(preludeHook(vm, name));
  return dictGetName(prelude, name);
}

namespace {

/// Functions of the prelude by the text that C++ names them with, while the prelude's namespace is the same.
struct PreludeFunction {
  const char* name;
  uint32_t version;
  Offset function;
};
constexpr size_t kPreludeFunctions = 64;
PreludeFunction preludeFunctions[kPreludeFunctions];

Result<Value> preludeFunction(Vm& vm, const char* name) {
  PreludeFunction& known = preludeFunctions[(reinterpret_cast<uintptr_t>(name) >> 2) % kPreludeFunctions];
  Offset prelude = root().prelude;
  if (prelude && known.name == name && known.version == at<DictCell>(prelude)->version) return Value::reference(known.function);
  Value interned = findInterned(name);  // interning allocates for a moment, which a run that has this in its cache would not
  Ref key = interned ? Ref::share(interned) : intern(name);
  Value function = TRY(preludeMember(vm, key));
  if (function) known = {name, at<DictCell>(root().prelude)->version, function.offset()};
  return function;
}

}  // namespace

void preludeCacheFlush() {
  for (PreludeFunction& each : preludeFunctions) each = {};
}

Result<Ref> tailCallPrelude(Vm& vm, const char* name, std::initializer_list<Value> positional) {
  Value function = TRY(preludeFunction(vm, name));
  if (!function) return vm.raise(TypeId::kNotImplementedError, "the prelude has no function %s", name);
  return startCall(vm, function, Args{positional.begin(), uint32_t(positional.size())});
}

bool isCallable(Value v) {
  TypeCell* type = typeOf(v);
  return type->definesInPython(Dunder::kCall) || slotsOf(type).call;
}

Result<Ref> callSlot(Vm& vm, Args args) {
  return startCall(vm, args[0], Args{args.values + 1, args.count - 1, args.keywordNames});
}

}  // namespace vitrine
