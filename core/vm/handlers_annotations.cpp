// Handlers of type parameters (PEP 695, 696) and of the namespace of annotations that 3.7's code keeps (PEP 526).
#include "bytecode/opcodes.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/names.h"
#include "objects/tuple.h"
#include "objects/type_parameter.h"
#include "vm/handlers.h"

namespace vitrine {

namespace {

Result<void> setUpAnnotations(Vm& vm, Value space) {
  Value name = nameOf(Name::kAnnotations);
  if (isExactly(space, TypeId::kDict)) {
    if (dictGetName(space, name)) return {};
    Ref made = newDict();
    return dictSetName(vm, space, name, made);
  }
  auto found = getItem(vm, space, name);
  if (found.ok()) return {};
  if (!vm.pendingIs(TypeId::kKeyError) || vm.abandoned) return Raised{};
  vm.clearPending();
  Ref made = newDict();
  return setItem(vm, space, name, made);
}

// The verifier does not know what kind of value lies there; these do. Code that the compiler makes never gets to the errors.
Result<Ref> typeParameter(Vm& vm, TypeId kind, Value name) {
  if (!isStr(name)) return vm.raise(TypeId::kSystemError, "a type parameter whose name is no str");
  return newTypeParameter(kind, name);
}

Result<Ref> typeAlias(Vm& vm, Value value) {
  auto parts = isExactly(value, TypeId::kTuple) ? tupleItems(value) : std::span<const Value>();
  if (parts.size() != 3 || !isStr(parts[0]) || !(isNone(parts[1]) || isExactly(parts[1], TypeId::kTuple)))
    return vm.raise(TypeId::kSystemError, "a type alias of what is not its three parts");
  return newTypeAlias(parts[0], parts[1], parts[2]);
}

Result<Ref> intrinsic1(Vm& vm, Intrinsic1 which, Value value) {
  switch (which) {
    case Intrinsic1::TYPEVAR: return typeParameter(vm, TypeId::kTypeVar, value);
    case Intrinsic1::PARAMSPEC: return typeParameter(vm, TypeId::kParamSpec, value);
    case Intrinsic1::TYPEVARTUPLE: return typeParameter(vm, TypeId::kTypeVarTuple, value);
    case Intrinsic1::SUBSCRIPT_GENERIC: return subscriptGeneric(vm, value);
    case Intrinsic1::TYPEALIAS: return typeAlias(vm, value);
  }
  UNREACHABLE("an intrinsic");
}

Result<Ref> typeVariable(Vm& vm, Value name, Value TypeParameterCell::*member, Value function) {
  Ref made = TRY(typeParameter(vm, TypeId::kTypeVar, name));
  made.as<TypeParameterCell>()->*member = Ref::share(function).release();
  return made;
}

/// The first operand, one of its members set to the second.
template <class T>
Result<Ref> withMember(Value holder, Value T::*member, Value value) {
  decrement(std::exchange(cellOf<T>(holder)->*member, Ref::share(value).release()));
  return Ref::share(holder);
}

Result<Ref> intrinsic2(Vm& vm, Intrinsic2 which, Value first, Value second) {
  switch (which) {
    case Intrinsic2::TYPEVAR_WITH_BOUND: return typeVariable(vm, first, &TypeParameterCell::evaluateBound, second);
    case Intrinsic2::TYPEVAR_WITH_CONSTRAINTS: return typeVariable(vm, first, &TypeParameterCell::evaluateConstraints, second);
    case Intrinsic2::SET_FUNCTION_TYPE_PARAMS:
      if (!isExactly(first, TypeId::kFunction) || !isExactly(second, TypeId::kTuple))
        return vm.raise(TypeId::kSystemError, "type parameters of what is no function, or no tuple");
      return withMember(first, &FunctionCell::typeParameters, second);
    case Intrinsic2::SET_TYPEPARAM_DEFAULT:
      if (!isTypeParameter(first)) return vm.raise(TypeId::kSystemError, "the default of what is no type parameter");
      return withMember(first, &TypeParameterCell::evaluateFallback, second);
  }
  UNREACHABLE("an intrinsic");
}

}  // namespace

HANDLER(SETUP_ANNOTATIONS) {
  Offset space = frame->locals ? frame->locals : frame->globals;
  return setUpAnnotations(vm, Value::reference(space)).ok() ? Outcome::kNext : Outcome::kRaised;
}
HANDLER(CALL_INTRINSIC_1) { return replaceTop(frame, 1, intrinsic1(vm, Intrinsic1(operand), top(frame))); }
HANDLER(CALL_INTRINSIC_2) { return replaceTop(frame, 2, intrinsic2(vm, Intrinsic2(operand), top(frame, 2), top(frame))); }

}  // namespace vitrine
