// TypeVar, ParamSpec, TypeVarTuple, what `P.args` and `P.kwargs` are, and NoDefault (CPython: Objects/typevarobject.c).
#include "objects/type_parameter.h"

#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/frame.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

TypeParameterCell* self(Value v) { return cellOf<TypeParameterCell>(v); }
Ref shareOrNone(Value v) { return v ? Ref::share(v) : noneRef(); }

/// The name of the module whose code runs.
Ref callerModule() {
  Offset top = root().callStack ? at<CallStackCell>(root().callStack)->top : 0;
  if (!top || !at<Frame>(top)->globals) return noneRef();
  return shareOrNone(dictGetName(Value::reference(at<Frame>(top)->globals), nameOf(Name::kName)));
}

/// A value that may still be a function giving it; evaluated once.
Result<Ref> evaluated(Vm& vm, Value v, Value TypeParameterCell::*value, Value TypeParameterCell::*evaluate, Value absent) {
  if (!(self(v)->*value)) {
    if (!(self(v)->*evaluate)) return Ref::share(absent);
    Ref function = Ref::share(self(v)->*evaluate);
    Ref result = TRY(call(vm, function, {Value::integer(1)}));
    decrement(std::exchange(self(v)->*value, result.release()));
  }
  return Ref::share(self(v)->*value);
}

Result<Ref> getName(Vm&, Value v) { return Ref::share(self(v)->name); }
Result<Ref> getModule(Vm&, Value v) { return shareOrNone(self(v)->module); }
Result<void> setModule(Vm&, Value v, Value value) {
  decrement(std::exchange(self(v)->module, value ? Ref::share(value).release() : Value()));
  return {};
}
Result<Ref> getBound(Vm& vm, Value v) { return evaluated(vm, v, &TypeParameterCell::bound, &TypeParameterCell::evaluateBound, none()); }
Result<Ref> getConstraints(Vm& vm, Value v) {
  return evaluated(vm, v, &TypeParameterCell::constraints, &TypeParameterCell::evaluateConstraints, Value::reference(root().emptyTuple));
}
Result<Ref> getDefault(Vm& vm, Value v) {
  return evaluated(vm, v, &TypeParameterCell::fallback, &TypeParameterCell::evaluateFallback, noDefault());
}
template <Value TypeParameterCell::*member>
Result<Ref> getFunction(Vm&, Value v) {
  return shareOrNone(self(v)->*member);
}
template <uint32_t flag>
Result<Ref> getFlag(Vm&, Value v) {
  return boolRef(self(v)->flags & flag);
}
Result<Ref> hasDefault(Vm&, Args args) {
  auto* parameter = self(args[0]);
  return boolRef(parameter->evaluateFallback || (parameter->fallback && parameter->fallback != noDefault()));
}
Result<Ref> refuseBase(Vm& vm, Args args) {
  return vm.raise(TypeId::kTypeError, "Cannot subclass an instance of %s", typeName(args[0]).c_str());
}
Result<Ref> reduce(Vm&, Args args) { return Ref::share(self(args[0])->name); }

Result<Ref> parameterRepr(Vm& vm, Value v) {
  std::string name = utf8Of(self(v)->name);
  if (self(v)->flags & kInferVariance || isExactly(v, TypeId::kTypeVarTuple)) return newStr(vm, name);
  const char* sign = self(v)->flags & kCovariant ? "+" : self(v)->flags & kContravariant ? "-" : "~";
  return newStr(vm, sign + name);
}
Result<Ref> unionWith(Vm& vm, Value left, Value right) { return settle(vm, tailCallPrelude(vm, "union_of", {left, right})); }

Result<Ref> substitute(Vm& vm, Args args) { return tailCallPrelude(vm, "substitute_parameter", {args[0], args[1]}); }
Result<Ref> prepareSubstitution(Vm& vm, Args args) { return tailCallPrelude(vm, "prepare_substitution", {args[0], args[1], args[2]}); }

// --- construction by a program -------------------------------------------------------------------------------------------------
Result<bool> flagKeyword(Vm& vm, Args args, const char* name) {
  Value value = keywordValue(args, name);
  return value ? truth(vm, value) : Result<bool>(false);
}

Result<Ref> createParameter(Vm& vm, TypeId type, const char* function, Args args) {
  Value name = args.count > 1 ? args[1] : keywordValue(args, "name");
  if (!name) return vm.raise(TypeId::kTypeError, "%s() missing required argument 'name' (pos 1)", function);
  if (!isStr(name)) return vm.raise(TypeId::kTypeError, "%s() argument 'name' must be str, not %s", function, typeName(name).c_str());
  Ref made = newTypeParameter(type, name);
  uint32_t flags = 0;
  if (TRY(flagKeyword(vm, args, "covariant"))) flags |= kCovariant;
  if (TRY(flagKeyword(vm, args, "contravariant"))) flags |= kContravariant;
  if (TRY(flagKeyword(vm, args, "infer_variance"))) flags |= kInferVariance;
  if (flags == (kCovariant | kContravariant)) return vm.raise(TypeId::kValueError, "Bivariant types are not supported.");
  if (flags & kInferVariance && flags != kInferVariance) return vm.raise(TypeId::kValueError, "Variance cannot be specified with infer_variance.");
  self(made)->flags = flags;
  if (Value value = keywordValue(args, "default")) self(made)->fallback = Ref::share(value).release();
  if (Value bound = keywordValue(args, "bound"); bound && !isNone(bound)) self(made)->bound = Ref::share(bound).release();
  return made;
}

Result<Ref> typeVarCreate(Vm& vm, Args args) {
  TRY(checkKeywords(vm, "typevar", args, {"name", "bound", "default", "covariant", "contravariant", "infer_variance"}));
  Ref made = TRY(createParameter(vm, TypeId::kTypeVar, "typevar", args));
  uint32_t constraints = args.count > 2 ? args.count - 2 : 0;
  if (constraints == 1) return vm.raise(TypeId::kTypeError, "A single constraint is not allowed");
  if (constraints && self(made)->bound) return vm.raise(TypeId::kTypeError, "Constraints cannot be combined with bound=...");
  if (constraints) self(made)->constraints = TRY(newTuple(vm, std::span<const Value>(args.values + 2, constraints))).release();
  return made;
}
Result<Ref> paramSpecCreate(Vm& vm, Args args) {
  TRY(checkKeywords(vm, "paramspec", args, {"name", "bound", "default", "covariant", "contravariant", "infer_variance"}));
  TRY(checkArgumentCount(vm, "paramspec", args, 0, 1));
  return createParameter(vm, TypeId::kParamSpec, "paramspec", args);
}
Result<Ref> typeVarTupleCreate(Vm& vm, Args args) {
  TRY(checkKeywords(vm, "typevartuple", args, {"name", "default"}));
  TRY(checkArgumentCount(vm, "typevartuple", args, 0, 1));
  return createParameter(vm, TypeId::kTypeVarTuple, "typevartuple", args);
}
Result<Ref> unpackIter(Vm& vm, Value v) {
  Ref unpacked = TRY(settle(vm, tailCallPrelude(vm, "unpack_of", {v}))), list = TRY(newListOf(vm, {}));
  TRY(listAppend(vm, list, unpacked));
  return iterate(vm, list);
}
Result<Ref> getArgs(Vm&, Value v) { return newHolder(TypeId::kParamSpecArgs, v); }
Result<Ref> getKwargs(Vm&, Value v) { return newHolder(TypeId::kParamSpecKwargs, v); }

constexpr NativeMethod kMethods[] = {
    {"has_default", "($self, /)", hasDefault},
    {"__typing_subst__", "($self, arg, /)", substitute},
    {"__typing_prepare_subst__", "($self, alias, args, /)", prepareSubstitution},
    {"__mro_entries__", "($self, bases, /)", refuseBase},
    {"__reduce__", "($self, /)", reduce},
};
const NativeGetSet kTypeVarAttributes[] = {
    {"__name__", getName},
    {"__module__", getModule, setModule},
    {"__bound__", getBound},
    {"__constraints__", getConstraints},
    {"__default__", getDefault},
    {"evaluate_bound", getFunction<&TypeParameterCell::evaluateBound>},
    {"evaluate_constraints", getFunction<&TypeParameterCell::evaluateConstraints>},
    {"evaluate_default", getFunction<&TypeParameterCell::evaluateFallback>},
    {"__covariant__", getFlag<kCovariant>},
    {"__contravariant__", getFlag<kContravariant>},
    {"__infer_variance__", getFlag<kInferVariance>},
};
const NativeGetSet kParamSpecAttributes[] = {
    {"__name__", getName},
    {"__module__", getModule, setModule},
    {"__bound__", getBound},
    {"__default__", getDefault},
    {"evaluate_default", getFunction<&TypeParameterCell::evaluateFallback>},
    {"__covariant__", getFlag<kCovariant>},
    {"__contravariant__", getFlag<kContravariant>},
    {"__infer_variance__", getFlag<kInferVariance>},
    {"args", getArgs},
    {"kwargs", getKwargs},
};
const NativeGetSet kTypeVarTupleAttributes[] = {
    {"__name__", getName},
    {"__module__", getModule, setModule},
    {"__default__", getDefault},
    {"evaluate_default", getFunction<&TypeParameterCell::evaluateFallback>},
};

constexpr NativeSlots slotsWith(NativeFunction create) {
  NativeSlots slots;
  slots.repr = parameterRepr;
  slots.binary[size_t(BinaryOp::kOr)] = unionWith;
  slots.create = create;
  return slots;
}

// --- P.args, P.kwargs -----------------------------------------------------------------------------------------------------------
Value origin(Value v) { return cellOf<HolderCell>(v)->value; }

Result<Ref> partRepr(Vm& vm, Value v) {
  const char* part = isExactly(v, TypeId::kParamSpecArgs) ? ".args" : ".kwargs";
  if (isExactly(origin(v), TypeId::kParamSpec)) return newStr(vm, utf8Of(self(origin(v))->name) + part);
  Ref text = TRY(repr(vm, origin(v)));
  return newStr(vm, utf8Of(text) + part);
}
Result<Ref> partCompare(Vm& vm, Value a, Value b, CompareOp op) {
  if (typeOf(a) != typeOf(b) || (op != CompareOp::kEq && op != CompareOp::kNe)) return notImplementedRef();
  return boolRef(TRY(equal(vm, origin(a), origin(b))) == (op == CompareOp::kEq));
}
Result<int64_t> partHash(Vm& vm, Value v) { return hash(vm, origin(v)); }
Result<Ref> partOrigin(Vm&, Value v) { return Ref::share(origin(v)); }
template <TypeId type>
Result<Ref> partCreate(Vm& vm, Args args) {
  TRY(checkArgumentCount(vm, typeRow(type).name, args, 1, 1));
  return newHolder(type, args[1]);
}
const NativeGetSet kPartAttributes[] = {{"__origin__", partOrigin}};

// --- NoDefault ------------------------------------------------------------------------------------------------------------------
Result<Ref> noDefaultRepr(Vm& vm, Value) { return newStr(vm, "typing.NoDefault"); }
Result<Ref> noDefaultCreate(Vm& vm, Args args) {
  if (args.count > 1 || args.keywordCount()) return vm.raise(TypeId::kTypeError, "NoDefaultType takes no arguments");
  return Ref::share(noDefault());
}

}  // namespace

Ref newTypeParameter(TypeId type, Value name) {
  auto* cell = makeCell<TypeParameterCell>(type);
  cell->name = Ref::share(name).release();
  cell->module = callerModule().release();
  cell->flags = type == TypeId::kTypeVarTuple ? 0u : uint32_t(kInferVariance);
  return Ref::steal(cell);
}

const NativeType kTypeVarType = {
    .id = TypeId::kTypeVar,
    .instanceBytes = sizeof(TypeParameterCell),
    .flags = kTypeInstantiable | kTypeWeakReferenceable,
    .slots = slotsWith(typeVarCreate),
    .methods = kMethods,
    .attributes = kTypeVarAttributes,
    .doc = "Type variable.",
};
const NativeType kParamSpecType = {
    .id = TypeId::kParamSpec,
    .instanceBytes = sizeof(TypeParameterCell),
    .flags = kTypeInstantiable | kTypeWeakReferenceable,
    .slots = slotsWith(paramSpecCreate),
    .methods = kMethods,
    .attributes = kParamSpecAttributes,
    .doc = "Parameter specification variable.",
};
const NativeType kTypeVarTupleType = {
    .id = TypeId::kTypeVarTuple,
    .instanceBytes = sizeof(TypeParameterCell),
    .flags = kTypeInstantiable | kTypeWeakReferenceable,
    .slots = {.repr = parameterRepr, .iter = unpackIter, .create = typeVarTupleCreate},
    .methods = kMethods,
    .attributes = kTypeVarTupleAttributes,
    .doc = "Type variable tuple.",
};
#define PART_TYPE(kind)                                                                                                            \
  const NativeType k##kind##Type = {                                                                                               \
      .id = TypeId::k##kind,                                                                                                       \
      .instanceBytes = sizeof(HolderCell),                                                                                         \
      .flags = kTypeInstantiable,                                                                                                  \
      .slots = {.repr = partRepr, .hash = partHash, .compare = partCompare, .create = partCreate<TypeId::k##kind>},                \
      .attributes = kPartAttributes,                                                                                               \
  };
PART_TYPE(ParamSpecArgs)
PART_TYPE(ParamSpecKwargs)
const NativeType kNoDefaultType = {
    .id = TypeId::kNoDefault, .instanceBytes = sizeof(Cell), .flags = kTypeInstantiable, .slots = {.repr = noDefaultRepr, .create = noDefaultCreate}};

}  // namespace vitrine
