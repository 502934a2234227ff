// See annotations.h. CPython: Objects/typeobject.c (type_get_annotations and its kin), Objects/moduleobject.c. A class keeps the
// function as `__annotate_func__` and its result as `__annotations_cache__`; `__annotations__` stands in the namespace only
// where the class body stored it itself.
#include "objects/annotations.h"

#include "objects/dict.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/type_new.h"

namespace vitrine {
namespace {

TypeCell* self(Value v) { return cellOf<TypeCell>(v); }
Value namespaceOf(Value type) { return Value::reference(self(type)->dict); }
bool immutable(Value type) { return self(type)->flags & kTypeImmutable; }
std::string nameText(Value type) { return textOf(Value::reference(self(type)->name)); }

Raised raiseMissing(Vm& vm, Value type, Name name) {
  return vm.raise(TypeId::kAttributeError, "type object '%s' has no attribute '%s'", nameText(type).c_str(), textOf(nameOf(name)).c_str());
}
Raised raiseImmutable(Vm& vm, Value type, Name name) {
  return vm.raise(TypeId::kTypeError, "cannot set '%s' attribute of immutable type '%s'", textOf(nameOf(name)).c_str(), nameText(type).c_str());
}

/// An entry of the class's own namespace, bound as an attribute of the class; NULL Ref stands for absence.
Result<Ref> ownEntry(Vm& vm, Value type, std::initializer_list<Name> names) {
  for (Name name : names) {
    Value found = dictGetName(namespaceOf(type), nameOf(name));
    if (!found) continue;
    Ref held = Ref::share(found);
    return bindDescriptor(vm, held, Value(), type);
  }
  return exhausted();
}

Result<void> store(Vm& vm, Value type, Name name, Value value) {
  TRY(dictSetName(vm, namespaceOf(type), nameOf(name), value));
  typeModified(self(type));
  return {};
}

Result<void> checkAnnotate(Vm& vm, Value valueOrNull) {
  if (!valueOrNull) return vm.raise(TypeId::kTypeError, "cannot delete __annotate__ attribute");
  if (!isNone(valueOrNull) && !isCallable(valueOrNull)) return vm.raise(TypeId::kTypeError, "__annotate__ must be callable or None");
  return {};
}

}  // namespace

Result<Ref> annotationsFrom(Vm& vm, Value function) {
  if (isNone(function) || !isCallable(function)) return newDict();
  Ref held = Ref::share(function);
  Ref made = TRY(call(vm, held, {Value::integer(1)}));
  if (!isDict(made)) return vm.raiseTypeErrorFor("__annotate__() must return a dict, not %s", made);
  return made;
}

Result<Ref> typeAnnotate(Vm& vm, Value type) {
  if (!(self(type)->flags & kTypeHeap)) return raiseMissing(vm, type, Name::kAnnotate);
  Ref found = TRY(ownEntry(vm, type, {Name::kAnnotateFunc, Name::kAnnotate}));
  if (!isExhausted(found)) return found;
  TRY(store(vm, type, Name::kAnnotateFunc, none()));
  return noneRef();
}

Result<void> setTypeAnnotate(Vm& vm, Value type, Value valueOrNull) {
  if (immutable(type)) return raiseImmutable(vm, type, Name::kAnnotate);
  TRY(checkAnnotate(vm, valueOrNull));
  TRY(store(vm, type, Name::kAnnotateFunc, valueOrNull));
  if (!isNone(valueOrNull)) dictDeleteName(namespaceOf(type), nameOf(Name::kAnnotationsCache));
  return {};
}

Result<Ref> typeAnnotations(Vm& vm, Value type) {
  if (!(self(type)->flags & kTypeHeap)) return raiseMissing(vm, type, Name::kAnnotations);
  Ref found = TRY(ownEntry(vm, type, {Name::kAnnotations, Name::kAnnotationsCache}));
  if (!isExhausted(found)) return found;
  Ref function = TRY(typeAnnotate(vm, type));
  Ref made = TRY(annotationsFrom(vm, function));
  TRY(store(vm, type, Name::kAnnotationsCache, made));
  return made;
}

Result<void> setTypeAnnotations(Vm& vm, Value type, Value valueOrNull) {
  if (immutable(type)) return raiseImmutable(vm, type, Name::kAnnotations);
  Value space = namespaceOf(type);
  if (valueOrNull) {
    bool plain = !dictGetName(space, nameOf(Name::kAnnotations)).isNull();
    TRY(store(vm, type, plain ? Name::kAnnotations : Name::kAnnotationsCache, valueOrNull));
  } else {
    bool plain = dictDeleteName(space, nameOf(Name::kAnnotations)), cached = dictDeleteName(space, nameOf(Name::kAnnotationsCache));
    if (!plain && !cached) return vm.raiseWith(TypeId::kAttributeError, nameOf(Name::kAnnotations));
    typeModified(self(type));
  }
  dictDeleteName(space, nameOf(Name::kAnnotateFunc));
  dictDeleteName(space, nameOf(Name::kAnnotate));
  return {};
}

Result<Ref> typeTypeParameters(Vm&, Value type) {
  Value found = self(type)->flags & kTypeHeap ? dictGetName(namespaceOf(type), nameOf(Name::kTypeParams)) : Value();
  return Ref::share(found ? found : Value::reference(root().emptyTuple));
}
Result<void> setTypeTypeParameters(Vm& vm, Value type, Value valueOrNull) {
  if (immutable(type)) return raiseImmutable(vm, type, Name::kTypeParams);
  if (!valueOrNull)
    return vm.raise(TypeId::kTypeError, "cannot delete '%s' attribute of immutable type '%s'", "__type_params__", nameText(type).c_str());
  return store(vm, type, Name::kTypeParams, valueOrNull);
}

// --- modules -----------------------------------------------------------------------------------------------------------------

Result<Ref> moduleAnnotate(Vm& vm, Value module) {
  if (Value found = dictGetName(moduleDict(module), nameOf(Name::kAnnotate))) return Ref::share(found);
  TRY(dictSetName(vm, moduleDict(module), nameOf(Name::kAnnotate), none()));
  return noneRef();
}

Result<void> setModuleAnnotate(Vm& vm, Value module, Value valueOrNull) {
  TRY(checkAnnotate(vm, valueOrNull));
  TRY(dictSetName(vm, moduleDict(module), nameOf(Name::kAnnotate), valueOrNull));
  if (!isNone(valueOrNull)) dictDeleteName(moduleDict(module), nameOf(Name::kAnnotations));
  return {};
}

Result<Ref> moduleAnnotations(Vm& vm, Value module) {
  if (Value found = dictGetName(moduleDict(module), nameOf(Name::kAnnotations))) return Ref::share(found);
  Value function = dictGetName(moduleDict(module), nameOf(Name::kAnnotate));
  Ref made = TRY(annotationsFrom(vm, function ? function : none()));
  TRY(dictSetName(vm, moduleDict(module), nameOf(Name::kAnnotations), made));
  return made;
}

Result<void> setModuleAnnotations(Vm& vm, Value module, Value valueOrNull) {
  Value dict = moduleDict(module);
  if (valueOrNull) {
    TRY(dictSetName(vm, dict, nameOf(Name::kAnnotations), valueOrNull));
  } else if (!dictDeleteName(dict, nameOf(Name::kAnnotations))) {
    return vm.raiseWith(TypeId::kAttributeError, nameOf(Name::kAnnotations));
  }
  dictDeleteName(dict, nameOf(Name::kAnnotate));
  return {};
}

}  // namespace vitrine
