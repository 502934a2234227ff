// type.__bases__ = ...: new bases for a class that exists (CPython: Objects/typeobject.c, type_set_bases). Its instances stay as they
// are, so the struct of the best base must be the same; the classes derived from it get a new order, too.
#include <vector>

#include "objects/allocate.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_new.h"

namespace vitrine {
namespace {

std::string nameText(const TypeCell* type) { return textOf(Value::reference(type->name)); }

Result<void> checkBases(Vm& vm, TypeCell* type, Value value) {
  std::string name = nameText(type);
  if (type->flags & kTypeImmutable) return vm.raise(TypeId::kTypeError, "cannot set '__bases__' attribute of immutable type '%s'", name.c_str());
  if (!value) return vm.raise(TypeId::kTypeError, "cannot delete '__bases__' attribute of immutable type '%s'", name.c_str());
  if (!isTuple(value)) return vm.raise(TypeId::kTypeError, "can only assign tuple to %s.__bases__, not %s", name.c_str(), typeName(value).c_str());
  if (tupleItems(value).empty()) return vm.raise(TypeId::kTypeError, "can only assign non-empty tuple to %s.__bases__, not ()", name.c_str());
  for (Value each : tupleItems(value)) {
    if (!isType(each))
      return vm.raise(TypeId::kTypeError, "%s.__bases__ must be tuple of classes, not '%s'", name.c_str(), typeName(each).c_str());
    if (isSubtype(cellOf<TypeCell>(each), type)) return vm.raise(TypeId::kTypeError, "a __bases__ item causes an inheritance cycle");
  }
  return {};
}

bool sameStruct(const TypeCell* a, const TypeCell* b) {
  return a->native == b->native && a->instanceBytes == b->instanceBytes && a->itemBytes == b->itemBytes && (a->fieldsAt != 0) == (b->fieldsAt != 0);
}

/// The type and all classes derived from it, bases first.
void collectDerived(TypeCell* type, std::vector<TypeCell*>& found) {
  found.push_back(type);
  if (!type->subclasses) return;
  const auto* words = at<Offset>(type->subclasses);
  for (Offset i = 0; i < words[1]; ++i) collectDerived(at<TypeCell>(words[i + 2]), found);
}

void replaceAt(Offset& place, Value value) {
  Offset old = std::exchange(place, Ref::share(value).release().offset());
  decrementAt(old);
}

void join(TypeCell* type, Value bases, TypeCell* best) {
  leaveBases(type);
  replaceAt(type->bases, bases);
  replaceAt(type->base, valueOf(best));
  for (Value each : tupleItems(bases)) addSubclass(cellOf<TypeCell>(each), type);
}

/// New orders for the type and what is derived from it; on an error all keep their old ones.
Result<void> reorder(Vm& vm, TypeCell* type) {
  std::vector<TypeCell*> derived;
  collectDerived(type, derived);
  std::vector<Ref> old;
  for (TypeCell* each : derived) {
    auto order = methodResolutionOrder(vm, valueOf(each));
    if (!order.ok()) {
      for (size_t i = 0; i < old.size(); ++i) replaceAt(derived[i]->mro, old[i]);
      return Raised{};
    }
    old.push_back(Ref::share(Value::reference(each->mro)));
    Ref fresh = order.take();
    replaceAt(each->mro, fresh);
  }
  return {};
}

}  // namespace

Result<void> setTypeBases(Vm& vm, Value v, Value valueOrNull) {
  auto* type = cellOf<TypeCell>(v);
  TRY(checkBases(vm, type, valueOrNull));
  TypeCell* best = TRY(bestBase(vm, valueOrNull));
  auto* oldBest = at<TypeCell>(type->base);
  if (!sameStruct(best, oldBest))
    return vm.raise(TypeId::kTypeError, "__bases__ assignment: '%s' object layout differs from '%s'", nameText(best).c_str(), nameText(oldBest).c_str());
  Ref oldBases = Ref::share(Value::reference(type->bases)), keepOld = Ref::share(oldBest);
  join(type, valueOrNull, best);
  if (!reorder(vm, type).ok()) {
    join(type, oldBases, oldBest);
    return Raised{};
  }
  typeModified(type);
  return {};
}

}  // namespace vitrine
