// property, staticmethod, classmethod (CPython: Objects/descrobject.c, funcobject.c). Calls to Python accessors end with
// tailCall where they come from an attribute opcode; here, called from C++, they nest.
#include "objects/allocate.h"
#include "objects/descriptor.h"
#include "objects/function.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {
namespace {

PropertyCell* property(Value v) { return cellOf<PropertyCell>(v); }
MethodHolderCell* holder(Value v) { return cellOf<MethodHolderCell>(v); }

Result<Ref> propertyCreate(Vm& vm, Args args) { return allocateObject(vm, cellOf<TypeCell>(args[0])); }

void replace(Value& place, Value value) {
  Value old = place;
  increment(value);
  place = value;
  decrement(old);
}
Value orNull(Value v) { return v && !isNone(v) ? v : Value(); }

/// values: self, fget, fset, fdel, doc (bound by the method's signature).
Result<Ref> propertyInit(Vm& vm, Args args) {
  auto* p = property(args[0]);
  replace(p->get, orNull(args[1]));
  replace(p->set, orNull(args[2]));
  replace(p->remove, orNull(args[3]));
  Ref doc = args.has(4) && !isNone(args[4]) ? Ref::share(args[4]) : Ref();
  if (!doc && p->get) {
    Ref found = TRY(findAttribute(vm, p->get, nameOf(Name::kDoc)));
    if (!isExhausted(found)) doc = std::move(found);
  }
  replace(p->doc, doc ? doc.get() : none());
  return noneRef();
}

std::string describe(Value descriptor, Value instance) {
  std::string name = property(descriptor)->name && isStr(property(descriptor)->name) ? " '" + textOf(property(descriptor)->name) + "'" : "";
  return "property" + name + " of '" + textOf(Value::reference(typeOf(instance)->qualName)) + "' object";
}

Result<Ref> propertyGet(Vm& vm, Value descriptor, Value instance, Value) {
  if (!instance) return Ref::share(descriptor);
  Value get = property(descriptor)->get;
  if (!get) return vm.raise(TypeId::kAttributeError, "%s has no getter", describe(descriptor, instance).c_str());
  return call(vm, get, {instance});
}
Result<void> propertySet(Vm& vm, Value descriptor, Value instance, Value valueOrNull) {
  Value function = valueOrNull ? property(descriptor)->set : property(descriptor)->remove;
  if (!function) {
    return vm.raise(TypeId::kAttributeError, "%s has no %s", describe(descriptor, instance).c_str(), valueOrNull ? "setter" : "deleter");
  }
  if (valueOrNull) (void)TRY(call(vm, function, {instance, valueOrNull}));
  else (void)TRY(call(vm, function, {instance}));
  return {};
}

/// property.getter and the like: a copy of the same class with one accessor replaced.
Result<Ref> copyWith(Vm& vm, Value self, Value get, Value set, Value remove) {
  auto* p = property(self);
  auto pick = [](Value given, Value old) { return given && !isNone(given) ? given : old ? old : none(); };
  Ref copy = TRY(call(vm, valueOf(typeOf(self)), {pick(get, p->get), pick(set, p->set), pick(remove, p->remove),
                                                  !get && p->doc ? p->doc : none()}));
  if (isSubtype(typeOf(copy), TypeId::kProperty)) replace(property(copy)->name, p->name);
  return copy;
}
Result<Ref> propertyGetter(Vm& vm, Args args) { return copyWith(vm, args[0], args[1], Value(), Value()); }
Result<Ref> propertySetter(Vm& vm, Args args) { return copyWith(vm, args[0], Value(), args[1], Value()); }
Result<Ref> propertyDeleter(Vm& vm, Args args) { return copyWith(vm, args[0], Value(), Value(), args[1]); }
Result<Ref> propertySetName(Vm&, Args args) {
  replace(property(args[0])->name, args[2]);
  return noneRef();
}

Ref shareOrNone(Value v) { return v ? Ref::share(v) : noneRef(); }
Result<Ref> getFget(Vm&, Value v) { return shareOrNone(property(v)->get); }
Result<Ref> getFset(Vm&, Value v) { return shareOrNone(property(v)->set); }
Result<Ref> getFdel(Vm&, Value v) { return shareOrNone(property(v)->remove); }
Result<Ref> getDoc(Vm&, Value v) { return shareOrNone(property(v)->doc); }
Result<void> setDoc(Vm&, Value v, Value value) {
  replace(property(v)->doc, value);
  return {};
}
Result<Ref> getName(Vm& vm, Value v) {
  if (property(v)->name) return Ref::share(property(v)->name);
  if (property(v)->get) return getAttribute(vm, property(v)->get, nameOf(Name::kName));
  return vm.raiseAttributeError(v, nameOf(Name::kName));
}
Result<void> setName(Vm&, Value v, Value value) {
  replace(property(v)->name, value);
  return {};
}
Result<Ref> isAbstractAccessor(Vm& vm, Value accessor) {
  if (!accessor) return Ref::steal(Value::boolean(false));
  Ref found = TRY(findAttribute(vm, accessor, nameOf(Name::kIsAbstractMethod)));
  return Ref::steal(Value::boolean(!isExhausted(found) && TRY(truth(vm, found))));
}
Result<Ref> getAbstract(Vm& vm, Value v) {
  for (Value accessor : {property(v)->get, property(v)->set, property(v)->remove}) {
    Ref is = TRY(isAbstractAccessor(vm, accessor));
    if (is.get().asBool()) return is;
  }
  return Ref::steal(Value::boolean(false));
}

const NativeMethod kPropertyMethods[] = {
    {"__init__", "($self, fget=None, fset=None, fdel=None, doc=None)", propertyInit},
    {"getter", "($self, object, /)", propertyGetter, kMethodPlain, "Descriptor to obtain a copy of the property with a different getter."},
    {"setter", "($self, object, /)", propertySetter, kMethodPlain, "Descriptor to obtain a copy of the property with a different setter."},
    {"deleter", "($self, object, /)", propertyDeleter, kMethodPlain, "Descriptor to obtain a copy of the property with a different deleter."},
    {"__set_name__", "($self, owner, name, /)", propertySetName},
};
const NativeGetSet kPropertyAttributes[] = {{"fget", getFget}, {"fset", getFset}, {"fdel", getFdel}, {"__doc__", getDoc, setDoc},
                                            {"__name__", getName, setName}, {"__isabstractmethod__", getAbstract}};

// --- staticmethod and classmethod ---------------------------------------------------------------------------------------
Result<Ref> holderCreate(Vm& vm, Args args) { return allocateObject(vm, cellOf<TypeCell>(args[0])); }

/// Raw: the holder, then the callable.
Result<Ref> holderInit(Vm& vm, Args args) {
  std::string name = typeName(args[0]);
  TRY(refuseKeywords(vm, name.c_str(), args));
  TRY(checkArgumentCount(vm, name.c_str(), args, 1, 1));
  replace(holder(args[0])->callable, args[1]);
  for (Name name : {Name::kModule, Name::kName, Name::kQualName, Name::kDoc}) {
    Ref value = TRY(findAttribute(vm, args[1], nameOf(name)));
    if (!isExhausted(value)) TRY(instanceSet(vm, args[0], nameOf(name), value));
  }
  return instanceSet(vm, args[0], nameOf(Name::kWrapped), args[1]).ok() ? Result<Ref>(noneRef()) : Result<Ref>(Raised{});
}
Result<Ref> staticGet(Vm& vm, Value descriptor, Value, Value) {
  if (!holder(descriptor)->callable) return vm.raise(TypeId::kRuntimeError, "uninitialized staticmethod object");
  return Ref::share(holder(descriptor)->callable);
}
Result<Ref> classGet(Vm& vm, Value descriptor, Value instance, Value type) {
  if (!holder(descriptor)->callable) return vm.raise(TypeId::kRuntimeError, "uninitialized classmethod object");
  return newMethod(holder(descriptor)->callable, type ? type : valueOf(typeOf(instance)));
}
Result<Ref> staticCall(Vm& vm, Args args) { return tailCall(vm, holder(args[0])->callable, {args.values + 1, args.count - 1, args.keywordNames}); }
Result<Ref> getFunc(Vm&, Value v) { return shareOrNone(holder(v)->callable); }
Result<Ref> holderAbstract(Vm& vm, Value v) { return isAbstractAccessor(vm, holder(v)->callable); }
Result<Ref> holderRepr(Vm& vm, Value v) {
  Ref inner = TRY(repr(vm, holder(v)->callable ? holder(v)->callable : none()));
  return newStr(vm, "<" + typeName(v) + "(" + utf8Of(inner) + ")>");
}
Result<Ref> getHolderDict(Vm& vm, Value v) { return Ref::share(TRY(instanceDict(vm, v))); }
const NativeMethod kHolderMethods[] = {{"__init__", nullptr, holderInit}};
const NativeGetSet kHolderAttributes[] = {{"__func__", getFunc}, {"__isabstractmethod__", holderAbstract}, {"__dict__", getHolderDict}};

}  // namespace

const NativeType kPropertyType = {
    .id = TypeId::kProperty,
    .instanceBytes = sizeof(PropertyCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = {.descriptorGet = propertyGet, .descriptorSet = propertySet, .create = propertyCreate},
    .methods = kPropertyMethods,
    .attributes = kPropertyAttributes,
};
const NativeType kStaticMethodType = {
    .id = TypeId::kStaticMethod,
    .instanceBytes = sizeof(MethodHolderCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .fieldsAt = __builtin_offsetof(MethodHolderCell, fields),
    .slots = {.repr = holderRepr, .call = staticCall, .descriptorGet = staticGet, .create = holderCreate},
    .methods = kHolderMethods,
    .attributes = kHolderAttributes,
};
const NativeType kClassMethodType = {
    .id = TypeId::kClassMethod,
    .instanceBytes = sizeof(MethodHolderCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .fieldsAt = __builtin_offsetof(MethodHolderCell, fields),
    .slots = {.repr = holderRepr, .descriptorGet = classGet, .create = holderCreate},
    .methods = kHolderMethods,
    .attributes = kHolderAttributes,
};

}  // namespace vitrine
