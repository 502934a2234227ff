// Type parameters and aliases (PEP 695, 696): TypeVar, ParamSpec, TypeVarTuple share a struct; bounds, constraints, defaults
// and an alias's value are functions until somebody asks.
#pragma once

#include "objects/native.h"

namespace vitrine {

enum TypeParameterFlag : uint32_t { kCovariant = 1, kContravariant = 2, kInferVariance = 4 };

struct TypeParameterCell : Cell {
  Value name, module;
  Value bound, evaluateBound;              // NULL: none
  Value constraints, evaluateConstraints;  // tuple
  Value fallback, evaluateFallback;        // the default
  uint32_t flags, reserved;
};

struct TypeAliasCell : Cell {
  Value name, parameters, module;  // parameters: tuple, NULL: none
  Value value, evaluate;           // value: NULL until evaluated
};

inline bool isTypeParameter(Value v) {
  return isExactly(v, TypeId::kTypeVar) || isExactly(v, TypeId::kParamSpec) || isExactly(v, TypeId::kTypeVarTuple);
}
/// As `[T]`, `[**P]`, `[*Ts]` make them: variance is inferred, the module is the running frame's.
Ref newTypeParameter(TypeId type, Value name);
Ref newTypeAlias(Value name, Value parametersOrNone, Value evaluate);
/// `Generic[parameters]`: what a class statement with type parameters gets as its last base.
Result<Ref> subscriptGeneric(Vm& vm, Value parameters);

}  // namespace vitrine
