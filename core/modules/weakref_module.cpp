// The module _weakref, beneath the library's weakref.py. CPython: Modules/_weakref.c.
#include "modules/registry.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/weakref.h"

namespace vitrine {
namespace {

/// Calls `each` with every weak reference to an object, the oldest without callback first.
template <class Each>
Result<void> forEachWeakReference(Value object, Each each) {
  if (!object.isReference()) return {};
  for (Offset offset = firstWeakReference(cellOf(object)); offset; offset = at<WeakReferenceCell>(offset)->next) TRY(each(Value::reference(offset)));
  return {};
}

Result<Ref> getWeakRefCount(Vm&, Args args) {
  int64_t count = 0;
  TRY(forEachWeakReference(args[0], [&](Value) -> Result<void> {
    ++count;
    return {};
  }));
  return intRef(count);
}

Result<Ref> getWeakRefs(Vm& vm, Args args) {
  Ref list = TRY(newList(vm));
  TRY(forEachWeakReference(args[0], [&](Value weak) { return listAppend(vm, list, weak); }));
  return list;
}

Result<Ref> proxy(Vm& vm, Args args) {
  TypeId kind = isCallable(args[0]) ? TypeId::kWeakCallableProxy : TypeId::kWeakProxy;
  return newWeakReference(vm, typeCell(kind), args[0], args.has(1) ? args[1] : none());
}

/// Deletes dict[key] where the value is a dead weak reference.
Result<Ref> removeDead(Vm& vm, Args args) {
  if (!isDict(args[0])) return vm.raiseTypeErrorFor("_remove_dead_weakref() argument 1 must be dict, not %s", args[0]);
  Value value = TRY(dictGet(vm, args[0], args[1]));
  if (value && isInstance(value, TypeId::kWeakReference) && !cellOf<WeakReferenceCell>(value)->referent) TRY(dictDelete(vm, args[0], args[1]));
  return noneRef();
}

const NativeMethod kFunctions[] = {
    {"getweakrefcount", "($module, object, /)", getWeakRefCount, kMethodPlain, "Return the number of weak references to 'object'."},
    {"getweakrefs", "($module, object, /)", getWeakRefs, kMethodPlain, "Return a list of all weak reference objects pointing to 'object'."},
    {"proxy", "($module, object, callback=None, /)", proxy, kMethodPlain,
     "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\nproxy when 'object' is about to be "
     "finalized."},
    {"_remove_dead_weakref", "($module, dct, key, /)", removeDead, kMethodPlain, "Atomically remove key from dict if it points to a dead weakref."},
};

Result<void> populate(Vm& vm, Value module) {
  TRY(setMember(vm, module, "ref", Ref::share(typeCell(TypeId::kWeakReference))));
  TRY(setMember(vm, module, "ReferenceType", Ref::share(typeCell(TypeId::kWeakReference))));
  TRY(setMember(vm, module, "ProxyType", Ref::share(typeCell(TypeId::kWeakProxy))));
  return setMember(vm, module, "CallableProxyType", Ref::share(typeCell(TypeId::kWeakCallableProxy)));
}

}  // namespace

extern const NativeModule kWeakrefModule = {"_weakref", kFunctions, populate, "Weak-reference support module."};

}  // namespace vitrine
