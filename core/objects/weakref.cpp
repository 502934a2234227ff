// weakref.ref. CPython: Objects/weakrefobject.c; messages are 3.14's. Callbacks queue in the heap (heap/release.h) and run as
// frames. Proxies are in weak_proxy.cpp.
#include "objects/weakref.h"

#include "objects/allocate.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {
namespace {

WeakReferenceCell* weakCell(Value v) { return cellOf<WeakReferenceCell>(v); }

/// An older weak reference of exactly this type without callback; 0 if there is none.
Offset reusable(Cell* target, const TypeCell* type) {
  for (Offset at_ = firstWeakReference(target); at_; at_ = at<WeakReferenceCell>(at_)->next) {
    auto* weak = at<WeakReferenceCell>(at_);
    if (weak->callback) return 0;
    if (weak->type == offsetOf(type)) return at_;
  }
  return 0;
}

Result<Ref> createReference(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  if (type == typeCell(TypeId::kWeakReference)) TRY(refuseKeywords(vm, "ref", args));
  TRY(checkArgumentCount(vm, "__new__", args, 1, 2));
  return newWeakReference(vm, type, args[1], args.count > 2 ? args[2] : none());
}

/// Everything was done by __new__.
Result<Ref> initializeReference(Vm& vm, Args args) {
  TRY(refuseKeywords(vm, "ref", args));
  TRY(checkArgumentCount(vm, "__init__", args, 1, 2));
  return noneRef();
}

Result<Ref> callReference(Vm& vm, Args args) {
  TRY(refuseKeywords(vm, "weakref", args));
  TRY(checkArgumentCount(vm, "weakref", args, 0, 0));
  return weakReferent(args[0]);
}

Result<int64_t> hashReference(Vm& vm, Value self) {
  auto* weak = weakCell(self);
  if (weak->hash != -1) return weak->hash;
  if (!weak->referent) return vm.raise(TypeId::kTypeError, "weak object has gone away");
  Ref target = weakReferent(self);
  int64_t result = TRY(hash(vm, target));
  weakCell(self)->hash = result;
  return result;
}

Result<Ref> compareReferences(Vm& vm, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !isInstance(other, TypeId::kWeakReference)) return notImplementedRef();
  if (!weakCell(self)->referent || !weakCell(other)->referent) return boolRef((self == other) == (op == CompareOp::kEq));
  Ref left = weakReferent(self), right = weakReferent(other);
  return compare(vm, left, right, op);
}

Result<Ref> reprReference(Vm& vm, Value self) { return reprWeakReference(vm, "weakref", self, true); }

Result<Ref> getCallback(Vm&, Value self) {
  Offset callback = weakCell(self)->callback;
  return callback ? Ref::share(Value::reference(callback)) : noneRef();
}

const NativeMethod kMethods[] = {
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};
const NativeGetSet kAttributes[] = {{"__callback__", getCallback}};

}  // namespace

Ref weakReferent(Value weakReference) {
  Offset referent = weakCell(weakReference)->referent;
  return referent ? Ref::share(Value::reference(referent)) : noneRef();
}

Result<Ref> newWeakReference(Vm& vm, TypeCell* type, Value target, Value callback) {
  if (!target.isReference() || !(typeOf(target)->flags & kTypeWeakReferenceable))
    return vm.raiseTypeErrorFor("cannot create weak reference to '%s' object", target);
  if (isNone(callback) && !(type->flags & kTypeHeap))
    if (Offset old = reusable(cellOf(target), type)) return Ref::share(Value::reference(old));
  Ref made = TRY(allocateObject(vm, type));
  auto* weak = made.as<WeakReferenceCell>();
  weak->hash = -1;
  if (callback.isReference() && !isNone(callback)) weak->callback = Ref::share(callback).release().offset();
  registerWeakReference(cellOf(target), weak);
  return made;
}

Result<Ref> reprWeakReference(Vm& vm, const char* kind, Value self, bool named) {
  char text[80];
  std::snprintf(text, sizeof text, "<%s at 0x%x; ", kind, self.offset());
  if (!weakCell(self)->referent) return newStr(vm, std::string(text) + "dead>");
  Ref target = weakReferent(self);
  std::string result = std::string(text) + "to '" + typeName(target) + "' at ";
  std::snprintf(text, sizeof text, "0x%x", target.get().offset());
  result += text;
  if (named) {
    Ref name = TRY(findAttribute(vm, target, nameOf(Name::kName)));
    if (!isExhausted(name) && isStr(name)) result += " (" + textOf(name) + ")";
  }
  return newStr(vm, result + ">");
}

void traverseWeakReference(Cell* cell, Visitor& visitor) { visitor.visitAt(static_cast<WeakReferenceCell*>(cell)->callback); }
void dropWeakReference(Cell* cell) {
  auto* weak = static_cast<WeakReferenceCell*>(cell);
  unregisterWeakReference(weak);
  decrementAt(std::exchange(weak->callback, 0));
}
void clearWeakReference(Cell* cell) { dropWeakReference(cell); }

extern const NativeType kWeakReferenceType = {
    .id = TypeId::kWeakReference,
    .instanceBytes = sizeof(WeakReferenceCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = {.repr = reprReference,
              .hash = hashReference,
              .compare = compareReferences,
              .call = callReference,
              .create = createReference,
              .initialize = initializeReference},
    .methods = kMethods,
    .attributes = kAttributes,
};

}  // namespace vitrine
