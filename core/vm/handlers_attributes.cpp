// Handlers of attributes: Python descriptors, __getattr__, __setattr__ and their kind get frames of their own; the rest is
// objects/attributes.cpp's.
#include "objects/descriptor.h"
#include "objects/instance.h"
#include "objects/names.h"
#include "vm/handlers.h"
#include "vm/inline_caches.h"

namespace vitrine {

namespace {

constexpr uint32_t kDataDescriptor = kTypeDataDescriptor | kTypeDescriptor;

/// __get__ of what was found on the type, in a frame where it is Python.
Outcome bindInFrame(Vm& vm, Frame* frame, Value descriptor, Value object, ReturnAction action) {
  Ref held = Ref::share(descriptor);
  if (isExactly(descriptor, TypeId::kProperty)) {
    Value getter = cellOf<PropertyCell>(descriptor)->get;
    if (getter && !isNone(getter)) {
      Ref function = Ref::share(getter);
      return callWith(vm, frame, function, {object}, action);
    }
  } else if (typeOf(descriptor)->definesInPython(Dunder::kGet)) {
    return callSpecial(vm, frame, held, Dunder::kGet, {object, valueOf(typeOf(object))}, action);
  }
  return continueWith(vm, frame, bindDescriptor(vm, held, object, valueOf(typeOf(object))), action);
}

Outcome loadCustom(Vm& vm, Frame* frame, Value object, Value name, ReturnAction action) {
  TypeCell* type = typeOf(object);
  if (type->definesInPython(Dunder::kGetAttribute)) return callSpecial(vm, frame, object, Dunder::kGetAttribute, {name}, action);
  return continueWith(vm, frame, slotsOf(type).getAttr(vm, object, name), action);
}

Outcome loadAttribute(Vm& vm, Frame* frame, Value object, Value name, ReturnAction action) {
  TypeCell* type = typeOf(object);
  if (type->flags & kTypeCustomGetAttribute) return loadCustom(vm, frame, object, name, action);
  Value found = lookupOnType(type, name);
  uint32_t kind = found ? typeOf(found)->flags : 0;
  if (found && (kind & kDataDescriptor) == kDataDescriptor) return bindInFrame(vm, frame, found, object, action);
  if (Value own = instanceGet(object, name)) return continueWith(vm, frame, Ref::share(own), action);
  if (!found) {
    vm.raiseAttributeError(object, name);
    return complete(vm, frame, action, Value(), Ending::kRaised, Ref());
  }
  if (kind & kTypeDescriptor) return bindInFrame(vm, frame, found, object, action);
  return continueWith(vm, frame, Ref::share(found), action);
}

}  // namespace

HANDLER(LOAD_ATTR) { return loadAttribute(vm, frame, top(frame), nameAt(frame, operand), ReturnAction::kAttribute); }

HANDLER(LOAD_METHOD) {
  Value object = top(frame), name = nameAt(frame, operand);
  TypeCell* type = typeOf(object);
  if (!(type->flags & kTypeCustomGetAttribute)) {
    Value found = lookupOnType(type, name);
    if (found && bindsLate(found) && !instanceGet(object, name)) {
      Ref self = pop(frame);
      push(frame, Ref::share(found));
      push(frame, std::move(self));
      return Outcome::kNext;
    }
  }
  return loadAttribute(vm, frame, object, name, ReturnAction::kMethod);
}

namespace {

Outcome changeAttribute(Vm& vm, Frame* frame, Value object, Value name, Value valueOrNull) {
  TypeCell* type = typeOf(object);
  Dunder dunder = valueOrNull ? Dunder::kSetAttr : Dunder::kDelAttr;
  if (type->definesInPython(dunder)) {
    if (valueOrNull) return callSpecial(vm, frame, object, dunder, {name, valueOrNull}, ReturnAction::kDrop);
    return callSpecial(vm, frame, object, dunder, {name}, ReturnAction::kDrop);
  }
  if (!(type->flags & kTypeCustomGetAttribute) || slotsOf(type).setAttr == slotsOf(typeCell(TypeId::kObject)).setAttr) {
    Value found = lookupOnType(type, name);
    Dunder set = valueOrNull ? Dunder::kSet : Dunder::kDelete;
    if (found && isExactly(found, TypeId::kProperty)) {
      auto* property = cellOf<PropertyCell>(found);
      Value setter = valueOrNull ? property->set : property->remove;
      if (setter && !isNone(setter)) {
        Ref held = Ref::share(setter);
        Value args[] = {object, valueOrNull};
        return callWith(vm, frame, held, Args{args, valueOrNull ? 2u : 1u}, ReturnAction::kDrop);
      }
    } else if (found && typeOf(found)->definesInPython(set)) {
      Ref held = Ref::share(found);
      if (valueOrNull) return callSpecial(vm, frame, held, set, {object, valueOrNull}, ReturnAction::kDrop);
      return callSpecial(vm, frame, held, set, {object}, ReturnAction::kDrop);
    }
  }
  return setAttribute(vm, object, name, valueOrNull).ok() ? Outcome::kNext : Outcome::kRaised;
}

}  // namespace

HANDLER(STORE_ATTR) {
  Ref object = pop(frame), value = pop(frame);
  return changeAttribute(vm, frame, object, nameAt(frame, operand), value);
}
HANDLER(DELETE_ATTR) {
  Ref object = pop(frame);
  return changeAttribute(vm, frame, object, nameAt(frame, operand), Value());
}

}  // namespace vitrine
