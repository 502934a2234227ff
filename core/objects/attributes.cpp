// Attribute access (Language Reference 3.3.2; CPython: Objects/object.c, _PyObject_GenericGetAttrWithDict).
#include "objects/dict.h"
#include "objects/instance.h"
#include "objects/protocol.h"
#include "objects/shape_table.h"
#include "objects/str.h"
#include "objects/type_new.h"

namespace vitrine {

Result<Ref> bindDescriptor(Vm& vm, Value descriptor, Value instanceOrNull, Value type) {
  TypeCell* kind = typeOf(descriptor);
  if (!(kind->flags & kTypeDescriptor)) return Ref::share(descriptor);
  if (kind->definesInPython(Dunder::kGet)) {
    return callDunder(vm, descriptor, Dunder::kGet, {instanceOrNull ? instanceOrNull : none(), type});
  }
  return slotsOf(kind).descriptorGet(vm, descriptor, instanceOrNull, type);
}

namespace {

/// __set__ or __delete__ of a data descriptor.
Result<void> setThroughDescriptor(Vm& vm, Value descriptor, Value object, Value valueOrNull) {
  TypeCell* kind = typeOf(descriptor);
  Dunder dunder = valueOrNull ? Dunder::kSet : Dunder::kDelete;
  if (kind->definesInPython(Dunder::kSet) || kind->definesInPython(Dunder::kDelete)) {
    bool found = false;
    auto result = valueOrNull ? callDunder(vm, descriptor, dunder, {object, valueOrNull}, &found)
                              : callDunder(vm, descriptor, dunder, {object}, &found);
    if (!result.ok()) return Raised{};
    if (found) return {};
    return vm.raiseWith(TypeId::kAttributeError, nameOf(valueOrNull ? Name(Dunder::kSet) : Name(Dunder::kDelete)));
  }
  return slotsOf(kind).descriptorSet(vm, descriptor, object, valueOrNull);
}

Raised raiseCannotSet(Vm& vm, Value object, Value name, bool isClassAttribute) {
  std::string type = typeName(object), attribute = textOf(name);
  if (isClassAttribute) return vm.raise(TypeId::kAttributeError, "'%s' object attribute '%s' is read-only", type.c_str(), attribute.c_str());
  return vm.raise(TypeId::kAttributeError, "'%s' object has no attribute '%s' and no __dict__ for setting new attributes", type.c_str(),
                  attribute.c_str());
}

}  // namespace

Result<Ref> genericGetAttribute(Vm& vm, Value object, Value name) {
  TypeCell* type = typeOf(object);
  Value descriptor = lookupOnType(type, name);
  TypeCell* kind = descriptor ? typeOf(descriptor) : nullptr;
  if (kind && (kind->flags & (kTypeDataDescriptor | kTypeDescriptor)) == (kTypeDataDescriptor | kTypeDescriptor)) {
    Ref held = Ref::share(descriptor);
    return bindDescriptor(vm, held, object, valueOf(type));
  }
  if (Value own = instanceGet(object, name)) return Ref::share(own);
  if (!descriptor) return vm.raiseAttributeError(object, name);
  if (!(kind->flags & kTypeDescriptor)) return Ref::share(descriptor);
  Ref held = Ref::share(descriptor);
  return bindDescriptor(vm, held, object, valueOf(type));
}

Result<void> genericSetAttribute(Vm& vm, Value object, Value name, Value valueOrNull) {
  TypeCell* type = typeOf(object);
  Value descriptor = lookupOnType(type, name);
  if (descriptor && typeOf(descriptor)->flags & kTypeDataDescriptor) {
    Ref held = Ref::share(descriptor);
    return setThroughDescriptor(vm, held, object, valueOrNull);
  }
  if (!type->fieldsAt || !object.isReference()) {
    return raiseCannotSet(vm, object, name, !descriptor.isNull());
  }
  if (valueOrNull) return instanceSet(vm, object, name, valueOrNull);
  if (!TRY(instanceDelete(vm, object, name))) return vm.raiseAttributeError(object, name);
  return {};
}

namespace {

/// __getattribute__ then __getattr__, for types that customise either.
Result<Ref> customGetAttribute(Vm& vm, TypeCell* type, Value object, Value name) {
  Result<Ref> result = type->definesInPython(Dunder::kGetAttribute) ? callDunder(vm, object, Dunder::kGetAttribute, {name})
                                                                     : slotsOf(type).getAttr(vm, object, name);
  if (result.ok() || !type->definesInPython(Dunder::kGetAttr) || !vm.pendingIs(TypeId::kAttributeError) || vm.abandoned) return result;
  vm.clearPending();
  return callDunder(vm, object, Dunder::kGetAttr, {name});
}

}  // namespace

Result<Ref> getAttribute(Vm& vm, Value object, Value name) {
  if (!isStr(name)) return vm.raiseTypeErrorFor("attribute name must be string, not '%s'", name);
  TypeCell* type = typeOf(object);
  if (type->flags & kTypeCustomGetAttribute) return customGetAttribute(vm, type, object, name);
  return genericGetAttribute(vm, object, name);
}

Result<Ref> findAttribute(Vm& vm, Value object, Value name) {
  auto found = getAttribute(vm, object, name);
  if (found.ok() || !vm.pendingIs(TypeId::kAttributeError) || vm.abandoned) return found;
  vm.clearPending();
  return exhausted();
}

Result<void> setAttribute(Vm& vm, Value object, Value name, Value valueOrNull) {
  if (!isStr(name)) return vm.raiseTypeErrorFor("attribute name must be string, not '%s'", name);
  TypeCell* type = typeOf(object);
  Dunder dunder = valueOrNull ? Dunder::kSetAttr : Dunder::kDelAttr;
  if (type->definesInPython(dunder)) {
    if (valueOrNull) (void)TRY(callDunder(vm, object, dunder, {name, valueOrNull}));
    else (void)TRY(callDunder(vm, object, dunder, {name}));
    return {};
  }
  return slotsOf(type).setAttr(vm, object, name, valueOrNull);
}

}  // namespace vitrine
