// Calling a class: __new__, then __init__ where an instance of the class came out (CPython: Objects/typeobject.c, type_call).
// Both may be Python functions: then their frames carry kNew and kInit.
#include <vector>

#include "objects/function.h"
#include "objects/dict.h"
#include "objects/tuple.h"
#include "vm/calls.h"
#include "vm/consumers.h"
#include "vm/fast_calls.h"
#include "vm/unwinder.h"

namespace vitrine {

namespace {

/// The frame on top is that of __init__, or where a native one goes on (the prelude): the instance comes after it.
Result<Ref> waitForInit(Vm& vm, Ref instance) {
  Frame* frame = topFrame();
  if (frame->returnAction == ReturnAction::kPush) {
    frame->returnAction = ReturnAction::kInit;
    frame->returnAux = instance.release();
    return Ref::steal(Value::token(kTokenFrameEntered));
  }
  if (frame->returnAction == ReturnAction::kConsume) {
    setConsumed(frame->returnAux, std::move(instance));
    return Ref::steal(Value::token(kTokenFrameEntered));
  }
  Ref value = TRY(runNested(vm));
  return checkInit(vm, value, std::move(instance));
}

/// Arguments with another first one, without a heap allocation for the usual few.
class ReplacedFirst {
 public:
  ReplacedFirst(Value first, Args args) {
    uint32_t total = args.count + args.keywordCount();
    if (total > kFew) many_.resize(total);
    data_ = total > kFew ? many_.data() : few_;
    for (uint32_t i = 1; i < total; ++i) data_[i] = args[i];
    data_[0] = first;
  }
  const Value* data() const { return data_; }

 private:
  static constexpr uint32_t kFew = 8;
  Value few_[kFew];
  std::vector<Value> many_;
  Value* data_;
};

/// Calls __init__ of a new instance's type with `args` (values[0] is to be the instance). The result is the instance, or
/// the token of the frame of __init__, which carries kInit.
Result<Ref> initialize(Vm& vm, Ref instance, Args args) {
  TypeCell* type = typeOf(instance);
  NativeFunction native = type->definesInPython(Dunder::kInit) ? nullptr : slotsOf(type).initialize;
  // object.__init__ has nothing to do: that arguments are left over, object.__new__ has said.
  if (native == slotsOf(typeCell(TypeId::kObject)).initialize) return instance;
  ReplacedFirst values(instance, args);
  if (native) {
    Ref value = TRY(native(vm, {values.data(), args.count, args.keywordNames}));
    return isFrameEntered(value) ? waitForInit(vm, std::move(instance)) : Result<Ref>(std::move(instance));
  }
  if (!type->definesInPython(Dunder::kInit)) return instance;
  Value method = lookupOnType(instance, Dunder::kInit);
  Ref held = Ref::share(method);
  Result<Ref> result = Raised{};
  if (hasTypeFlag(method, kTypeMethodDescriptor)) {
    result = startCall(vm, held, {values.data(), args.count, args.keywordNames});
  } else {
    Ref bound = TRY(bindDescriptor(vm, held, instance, valueOf(type)));
    result = startCall(vm, bound, {values.data() + 1, args.count - 1, args.keywordNames});
  }
  Ref value = TRY(std::move(result));
  return isFrameEntered(value) ? waitForInit(vm, std::move(instance)) : checkInit(vm, value, std::move(instance));
}

/// What is needed to go on after a __new__ written in Python: (class, arguments, keyword names or None).
Result<Ref> packArguments(Vm& vm, Args args) {
  Ref all = TRY(newTuple(vm, std::span<const Value>(args.values, args.count + args.keywordCount())));
  return newTuple(vm, {args[0], all, args.keywordNames ? args.keywordNames : none()});
}

Result<Ref> createInPython(Vm& vm, TypeCell* type, Args args) {
  Ref method = Ref::share(lookupOnType(type, dunderName(Dunder::kNew)));
  Ref bound = TRY(bindDescriptor(vm, method, Value(), valueOf(type)));
  Ref value = TRY(startCall(vm, bound, args));
  if (!isFrameEntered(value)) return afterNew(vm, std::move(value), args);
  Frame* frame = topFrame();
  if (frame->returnAction != ReturnAction::kPush) return afterNew(vm, TRY(runNested(vm)), args);
  Ref packed = TRY(packArguments(vm, args));
  frame->returnAction = ReturnAction::kNew;
  frame->returnAux = packed.release();
  return value;
}

}  // namespace

Result<Ref> fast::createCached(Vm& vm, const InlineCache& cache, const Value* values, uint32_t count) {
  auto create = reinterpret_cast<NativeFunction>(uintptr_t(cache.value.bits()));
  auto made = create(vm, {values - 1, count + 1, Value()});
  if (made.ok() && made.value().get().isToken()) return settle(vm, std::move(made));
  return made;
}

Result<Ref> checkInit(Vm& vm, Value result, Ref instance) {
  if (isNone(result)) return instance;
  return vm.raiseTypeErrorFor("__init__() should return None, not '%s'", result);
}

Result<Ref> afterNew(Vm& vm, Ref instance, Args args) {
  if (!isSubtype(typeOf(instance), cellOf<TypeCell>(args[0]))) return instance;
  return initialize(vm, std::move(instance), args);
}

Result<Ref> afterNew(Vm& vm, Ref instance, Value packed) {
  auto parts = tupleItems(packed);
  auto values = tupleItems(parts[1]);
  Value names = isNone(parts[2]) ? Value() : parts[2];
  uint32_t keywords = names ? cellOf<TupleCell>(names)->length : 0;
  return afterNew(vm, std::move(instance), Args{values.data(), uint32_t(values.size()) - keywords, names});
}

Result<Ref> callType(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  if (type == typeCell(TypeId::kType)) {
    if (args.count == 2 && !args.keywordNames) return Ref::share(valueOf(typeOf(args[1])));
    if (args.count != 4) return vm.raise(TypeId::kTypeError, "type() takes 1 or 3 arguments");
  }
  if (type->definesInPython(Dunder::kNew)) return createInPython(vm, type, args);
  NativeFunction create = slotsOf(type).create;
  bool instantiable = type->flags & (kTypeInstantiable | kTypeHeap);
  if (!create || !instantiable)
    return vm.raise(TypeId::kTypeError, "cannot create '%s' instances", textOf(Value::reference(type->name)).c_str());
  Ref instance = TRY(settle(vm, create(vm, args)));
  return afterNew(vm, std::move(instance), args);
}

}  // namespace vitrine
