// TypeAliasType (`type X = ...`) and Generic (CPython: Objects/typevarobject.c). What subscripting them gives is made by the
// prelude, as for list[int].
#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/frame.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_parameter.h"

namespace vitrine {
namespace {

TypeAliasCell* self(Value v) { return cellOf<TypeAliasCell>(v); }

Ref callerModule() {
  Offset top = root().callStack ? at<CallStackCell>(root().callStack)->top : 0;
  Value name = top && at<Frame>(top)->globals ? dictGetName(Value::reference(at<Frame>(top)->globals), nameOf(Name::kName)) : Value();
  return name ? Ref::share(name) : noneRef();
}

Result<Ref> aliasRepr(Vm&, Value v) { return Ref::share(self(v)->name); }
Result<Ref> getName(Vm&, Value v) { return Ref::share(self(v)->name); }
Result<Ref> getModule(Vm&, Value v) { return Ref::share(self(v)->module); }
Result<Ref> getParameters(Vm&, Value v) { return Ref::share(self(v)->parameters ? self(v)->parameters : Value::reference(root().emptyTuple)); }
Result<Ref> getEvaluate(Vm&, Value v) { return self(v)->evaluate ? Ref::share(self(v)->evaluate) : noneRef(); }
Result<Ref> getValue(Vm& vm, Value v) {
  if (!self(v)->value) {
    Ref function = Ref::share(self(v)->evaluate);
    Ref value = TRY(call(vm, function, {Value::integer(1)}));
    decrement(std::exchange(self(v)->value, value.release()));
  }
  return Ref::share(self(v)->value);
}
Result<Ref> aliasUnion(Vm& vm, Value left, Value right) { return settle(vm, tailCallPrelude(vm, "union_of", {left, right})); }
Result<Ref> aliasGetItem(Vm& vm, Value v, Value key) {
  if (!self(v)->parameters) return vm.raise(TypeId::kTypeError, "Only generic type aliases are subscriptable");
  return settle(vm, tailCallPrelude(vm, "generic_alias", {v, key}));
}
Result<Ref> aliasCreate(Vm& vm, Args args) {
  TRY(checkKeywords(vm, "typealias", args, {"name", "value", "type_params"}));
  Value name = args.count > 1 ? args[1] : keywordValue(args, "name"), value = args.count > 2 ? args[2] : keywordValue(args, "value");
  if (!name || !value)
    return vm.raise(TypeId::kTypeError, "typealias() missing required argument '%s' (pos %d)", name ? "value" : "name", name ? 2 : 1);
  if (!isStr(name)) return vm.raiseTypeErrorFor("typealias() argument 'name' must be str, not %s", name);
  Value parameters = keywordValue(args, "type_params");
  if (parameters && !isTuple(parameters)) return vm.raise(TypeId::kTypeError, "type_params must be a tuple");
  auto* cell = makeCell<TypeAliasCell>(TypeId::kTypeAliasType);
  cell->name = Ref::share(name).release();
  cell->value = Ref::share(value).release();
  if (parameters && tupleItems(parameters).size()) cell->parameters = Ref::share(parameters).release();
  cell->module = callerModule().release();
  return Ref::steal(cell);
}
Result<Ref> aliasIter(Vm& vm, Value v) {
  Ref unpacked = TRY(settle(vm, tailCallPrelude(vm, "unpack_of", {v})));
  Ref tuple = TRY(newTuple(vm, {unpacked}));
  return iterate(vm, tuple);
}
Result<Ref> aliasReduce(Vm&, Args args) { return Ref::share(self(args[0])->name); }

const NativeMethod kAliasMethods[] = {{"__reduce__", "($self, /)", aliasReduce}};
const NativeGetSet kAliasAttributes[] = {
    {"__name__", getName},   {"__module__", getModule},   {"__type_params__", getParameters}, {"__parameters__", getParameters},
    {"__value__", getValue}, {"evaluate_value", getEvaluate}};

constexpr NativeSlots aliasSlots() {
  NativeSlots slots;
  slots.repr = aliasRepr;
  slots.iter = aliasIter;
  slots.getItem = aliasGetItem;
  slots.binary[size_t(BinaryOp::kOr)] = aliasUnion;
  slots.create = aliasCreate;
  return slots;
}

// --- Generic ---------------------------------------------------------------------------------------------------------------------
Result<Ref> genericGetItem(Vm& vm, Args args) { return tailCallPrelude(vm, "generic_class_getitem", {args[0], args[1]}); }
Result<Ref> genericInitSubclass(Vm& vm, Args args) {
  Ref keywords = newDict();
  for (uint32_t i = 0; i < args.keywordCount(); ++i)
    TRY(dictSetName(vm, keywords, tupleItems(args.keywordNames)[i], args[args.count + i]));
  return tailCallPrelude(vm, "generic_init_subclass", {args[0], keywords});
}
const NativeMethod kGenericMethods[] = {
    {"__class_getitem__", "($type, params, /)", genericGetItem, kMethodClass},
    {"__init_subclass__", nullptr, genericInitSubclass, kMethodClass},
};

}  // namespace

Ref newTypeAlias(Value name, Value parametersOrNone, Value evaluate) {
  auto* cell = makeCell<TypeAliasCell>(TypeId::kTypeAliasType);
  cell->name = Ref::share(name).release();
  if (!isNone(parametersOrNone)) cell->parameters = Ref::share(parametersOrNone).release();
  cell->evaluate = Ref::share(evaluate).release();
  cell->module = callerModule().release();
  return Ref::steal(cell);
}

Result<Ref> subscriptGeneric(Vm& vm, Value parameters) {
  return settle(vm, tailCallPrelude(vm, "generic_class_getitem", {valueOf(typeCell(TypeId::kGeneric)), parameters}));
}

const NativeType kTypeAliasTypeType = {
    .id = TypeId::kTypeAliasType,
    .instanceBytes = sizeof(TypeAliasCell),
    .flags = kTypeInstantiable | kTypeWeakReferenceable,
    .slots = aliasSlots(),
    .methods = kAliasMethods,
    .attributes = kAliasAttributes,
    .doc = "Type alias.",
};
const NativeType kGenericType = {
    .id = TypeId::kGeneric,
    .instanceBytes = sizeof(Cell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .methods = kGenericMethods,
    .doc = "Abstract base class for generic types",
};

}  // namespace vitrine
