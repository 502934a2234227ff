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

Result<Ref> intrinsic1(Vm& vm, Intrinsic1 which, Value value) {
  switch (which) {
    case Intrinsic1::TYPEVAR: return newTypeParameter(TypeId::kTypeVar, value);
    case Intrinsic1::PARAMSPEC: return newTypeParameter(TypeId::kParamSpec, value);
    case Intrinsic1::TYPEVARTUPLE: return newTypeParameter(TypeId::kTypeVarTuple, value);
    case Intrinsic1::SUBSCRIPT_GENERIC: return subscriptGeneric(vm, value);
    case Intrinsic1::TYPEALIAS: {
      auto parts = tupleItems(value);
      return newTypeAlias(parts[0], parts[1], parts[2]);
    }
  }
  UNREACHABLE("an intrinsic");
}

Result<Ref> typeVariable(Value name, Value TypeParameterCell::*member, Value function) {
  Ref made = newTypeParameter(TypeId::kTypeVar, name);
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
    case Intrinsic2::TYPEVAR_WITH_BOUND: return typeVariable(first, &TypeParameterCell::evaluateBound, second);
    case Intrinsic2::TYPEVAR_WITH_CONSTRAINTS: return typeVariable(first, &TypeParameterCell::evaluateConstraints, second);
    case Intrinsic2::SET_FUNCTION_TYPE_PARAMS:
      if (!isExactly(first, TypeId::kFunction)) return vm.raise(TypeId::kSystemError, "type parameters of what is no function");
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
