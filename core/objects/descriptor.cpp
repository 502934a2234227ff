// Descriptors in the namespaces of builtin types, and the members that __slots__ makes.
#include "objects/descriptor.h"

#include <cstdio>
#include <vector>

#include "heap/weak_reference.h"
#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/native_boot.h"
#include "objects/protocol.h"
#include "objects/shape_table.h"
#include "objects/str.h"

namespace vitrine {
namespace {

NativeDescriptorCell* self(Value v) { return cellOf<NativeDescriptorCell>(v); }
std::string nameText(Value v) { return textOf(Value::reference(self(v)->name)); }
std::string ownerText(Value v) { return textOf(Value::reference(at<TypeCell>(self(v)->owner)->name)); }

// `__dict__` and `__weakref__` of a class's instances: rows of no type, so their table number is past the last one.
Result<Ref> getInstanceDict(Vm& vm, Value instance) { return Ref::share(TRY(instanceDict(vm, instance))); }
Result<void> setInstanceDict(Vm& vm, Value instance, Value valueOrNull) {
  if (!valueOrNull) return vm.raise(TypeId::kTypeError, "cannot delete __dict__");
  if (!isDict(valueOrNull)) return vm.raiseTypeErrorFor("__dict__ must be set to a dictionary, not a '%s'", valueOrNull);
  TRY(instanceDict(vm, instance));
  InstanceFields* fields = fieldsOf(cellOf(instance), typeOf(instance));
  Offset old = fields->storage;
  fields->storage = Ref::share(valueOrNull).release().offset();
  decrementAt(old);
  return {};
}
Result<Ref> getWeakRef(Vm&, Value instance) {
  Offset first = firstWeakReference(cellOf(instance));
  return first ? Ref::share(Value::reference(first)) : noneRef();
}
constexpr uint32_t kInstanceTable = uint32_t(TypeId::kCount);
const NativeGetSet kInstanceRows[] = {{"__dict__", getInstanceDict, setInstanceDict, "dictionary for instance variables"},
                                      {"__weakref__", getWeakRef, nullptr, "list of weak references to the object"}};

const NativeGetSet& rowOf(const NativeDescriptorCell* d) {
  uint32_t table = d->index >> 16, row = d->index & 0xFFFF;
  return table == kInstanceTable ? kInstanceRows[row] : nativeType(TypeId(table)).attributes[row];
}

Ref newInstanceDescriptor(TypeCell* owner, uint32_t row) {
  auto* cell = makeCell<NativeDescriptorCell>(TypeId::kGetSetDescriptor);
  cell->owner = Ref::share(owner).release().offset();
  cell->index = kInstanceTable << 16 | row;
  cell->name = intern(kInstanceRows[row].name).release().offset();
  return Ref::steal(cell);
}

Result<void> checkInstance(Vm& vm, Value descriptor, Value instance, const char* kind) {
  if (isSubtype(typeOf(instance), at<TypeCell>(self(descriptor)->owner))) return {};
  return vm.raise(TypeId::kTypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", nameText(descriptor).c_str(),
                  ownerText(descriptor).c_str(), typeName(instance).c_str());
}

Result<Ref> methodGet(Vm& vm, Value descriptor, Value instance, Value) {
  if (!instance) return Ref::share(descriptor);
  TRY(checkInstance(vm, descriptor, instance, "method"));
  return newBuiltinFunction(self(descriptor)->index, instance, Value());
}

Result<Ref> classMethodGet(Vm& vm, Value descriptor, Value, Value type) {
  if (!isType(type) || !isSubtype(cellOf<TypeCell>(type), at<TypeCell>(self(descriptor)->owner)))
    return vm.raise(TypeId::kTypeError, "descriptor '%s' requires a subtype of '%s'", nameText(descriptor).c_str(), ownerText(descriptor).c_str());
  return newBuiltinFunction(self(descriptor)->index, type, Value());
}

/// dict.__dict__['fromkeys'](dict, ...): bound to the class given first.
Result<Ref> callClassMethod(Vm& vm, Args args) {
  if (args.count < 2) {
    auto* descriptor = cellOf<NativeDescriptorCell>(args[0]);
    return vm.raise(TypeId::kTypeError, "descriptor '%s' of '%s' object needs an argument", textOf(Value::reference(descriptor->name)).c_str(),
                    textOf(Value::reference(at<TypeCell>(descriptor->owner)->name)).c_str());
  }
  Ref bound = TRY(bindDescriptor(vm, args[0], Value(), args[1]));
  return tailCall(vm, bound, Args{args.values + 2, args.count - 2, args.keywordNames});
}

Result<Ref> wrapperGet(Vm& vm, Value descriptor, Value instance, Value) {
  if (!instance) return Ref::share(descriptor);
  TRY(checkInstance(vm, descriptor, instance, "slot wrapper"));
  auto* bound = makeCell<MethodWrapperCell>(TypeId::kMethodWrapper);
  bound->descriptor = Ref::share(descriptor).release();
  bound->self = Ref::share(instance).release();
  return Ref::steal(bound);
}

Result<Ref> getSetGet(Vm& vm, Value descriptor, Value instance, Value) {
  if (!instance) return Ref::share(descriptor);
  return readDescriptor(vm, self(descriptor), instance);
}

Result<void> getSetSet(Vm& vm, Value descriptor, Value instance, Value valueOrNull) {
  TRY(checkInstance(vm, descriptor, instance, "attribute"));
  const NativeGetSet& row = rowOf(self(descriptor));
  if (!row.set)
    return vm.raise(TypeId::kAttributeError, "attribute '%s' of '%s' objects is not writable", row.name, ownerText(descriptor).c_str());
  return row.set(vm, instance, valueOrNull);
}

const char* kindText(Value v) {
  if (isExactly(v, TypeId::kMethodDescriptor) || isExactly(v, TypeId::kClassMethodDescriptor)) return "method";
  return isExactly(v, TypeId::kWrapperDescriptor) ? "slot wrapper" : "attribute";
}

Result<Ref> descriptorRepr(Vm& vm, Value v) {
  return newStr(vm, std::string("<") + kindText(v) + " '" + nameText(v) + "' of '" + ownerText(v) + "' objects>");
}
Result<Ref> getOwner(Vm&, Value v) { return Ref::share(Value::reference(self(v)->owner)); }
Result<Ref> getName(Vm&, Value v) { return Ref::share(Value::reference(self(v)->name)); }
Result<Ref> getQualName(Vm& vm, Value v) {
  return newStr(vm, utf8Of(Value::reference(at<TypeCell>(self(v)->owner)->qualName)) + "." + utf8Of(Value::reference(self(v)->name)));
}
Result<Ref> getDoc(Vm& vm, Value v) {
  const char* doc = nullptr;
  if (isExactly(v, TypeId::kGetSetDescriptor)) doc = rowOf(self(v)).doc;
  else if (!isExactly(v, TypeId::kWrapperDescriptor)) doc = nativeMethod(self(v)->index).doc;
  return doc ? newStr(vm, doc) : Result<Ref>(noneRef());
}
Result<Ref> getSignature(Vm& vm, Value v) {
  if (isExactly(v, TypeId::kWrapperDescriptor)) return noneRef();
  const char* signature = nativeMethod(self(v)->index).signature;
  return signature ? newStr(vm, signature) : Result<Ref>(noneRef());
}

const NativeGetSet kCommon[] = {{"__objclass__", getOwner}, {"__name__", getName}, {"__qualname__", getQualName}, {"__doc__", getDoc}};
const NativeGetSet kCallable[] = {{"__objclass__", getOwner}, {"__name__", getName}, {"__qualname__", getQualName}, {"__doc__", getDoc},
                                  {"__text_signature__", getSignature}};

// --- method-wrapper ----------------------------------------------------------------------------------------------------
MethodWrapperCell* wrapper(Value v) { return cellOf<MethodWrapperCell>(v); }

Result<Ref> wrapperRepr(Vm& vm, Value v) {
  Value bound = wrapper(v)->self;
  char address[32];
  std::snprintf(address, sizeof address, "0x%x", bound.offset());
  return newStr(vm, "<method-wrapper '" + nameText(wrapper(v)->descriptor) + "' of " + typeName(bound) + " object at " + address + ">");
}
Result<Ref> wrapperCompare(Vm& vm, Value a, Value b, CompareOp op) {
  if (!isExactly(b, TypeId::kMethodWrapper) || (op != CompareOp::kEq && op != CompareOp::kNe)) return Ref::share(notImplemented());
  bool same = wrapper(a)->descriptor == wrapper(b)->descriptor && wrapper(a)->self == wrapper(b)->self;
  return Ref::steal(Value::boolean(same == (op == CompareOp::kEq)));
}
Result<Ref> wrapperSelf(Vm&, Value v) { return Ref::share(wrapper(v)->self); }
Result<Ref> wrapperName(Vm& vm, Value v) { return getName(vm, wrapper(v)->descriptor); }
Result<Ref> wrapperQualName(Vm& vm, Value v) { return getQualName(vm, wrapper(v)->descriptor); }
Result<Ref> wrapperOwner(Vm& vm, Value v) { return getOwner(vm, wrapper(v)->descriptor); }
const NativeGetSet kWrapperAttributes[] = {
    {"__self__", wrapperSelf}, {"__name__", wrapperName}, {"__qualname__", wrapperQualName}, {"__objclass__", wrapperOwner}};

/// `call` slots: values[0] is the wrapper_descriptor, its self the first argument; or the method-wrapper, which has it.
Result<Ref> callWrapperDescriptor(Vm& vm, Args args) {
  auto* descriptor = cellOf<NativeDescriptorCell>(args[0]);
  return callWrapper(vm, Dunder(descriptor->index), at<TypeCell>(descriptor->owner), {args.values + 1, args.count - 1, args.keywordNames});
}
Result<Ref> callMethodWrapper(Vm& vm, Args args) {
  auto* descriptor = cellOf<NativeDescriptorCell>(wrapper(args[0])->descriptor);
  Ref self = Ref::share(wrapper(args[0])->self);
  std::vector<Value> values(args.values, args.values + args.count + args.keywordCount());
  values[0] = self;
  return callWrapper(vm, Dunder(descriptor->index), at<TypeCell>(descriptor->owner), {values.data(), args.count, args.keywordNames});
}

// --- member_descriptor: __slots__ ----------------------------------------------------------------------------------------
MemberDescriptorCell* member(Value v) { return cellOf<MemberDescriptorCell>(v); }

Result<Value*> memberPlace(Vm& vm, Value descriptor, Value instance) {
  auto* owner = at<TypeCell>(member(descriptor)->owner);
  if (!isSubtype(typeOf(instance), owner)) {
    return vm.raise(TypeId::kTypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                    textOf(Value::reference(member(descriptor)->name)).c_str(), textOf(Value::reference(owner->name)).c_str(),
                    typeName(instance).c_str());
  }
  return reinterpret_cast<Value*>(reinterpret_cast<char*>(cellOf(instance)) + member(descriptor)->at);
}
Result<Ref> memberGet(Vm& vm, Value descriptor, Value instance, Value) {
  if (!instance) return Ref::share(descriptor);
  Value* place = TRY(memberPlace(vm, descriptor, instance));
  if (!*place) return vm.raiseAttributeError(instance, Value::reference(member(descriptor)->name));
  return Ref::share(*place);
}
Result<void> memberSet(Vm& vm, Value descriptor, Value instance, Value valueOrNull) {
  Value* place = TRY(memberPlace(vm, descriptor, instance));
  if (!valueOrNull && !*place) return vm.raiseWith(TypeId::kAttributeError, Value::reference(member(descriptor)->name));
  Value old = *place;
  increment(valueOrNull);
  *place = valueOrNull;
  decrement(old);
  return {};
}
Result<Ref> memberRepr(Vm& vm, Value v) {
  return newStr(vm, "<member '" + textOf(Value::reference(member(v)->name)) + "' of '" +
                        textOf(Value::reference(at<TypeCell>(member(v)->owner)->name)) + "' objects>");
}
Result<Ref> memberName(Vm&, Value v) { return Ref::share(Value::reference(member(v)->name)); }
Result<Ref> memberOwner(Vm&, Value v) { return Ref::share(Value::reference(member(v)->owner)); }
const NativeGetSet kMemberAttributes[] = {{"__name__", memberName}, {"__objclass__", memberOwner}};

}  // namespace

Ref newDictDescriptor(TypeCell* owner) { return newInstanceDescriptor(owner, 0); }
Ref newWeakRefDescriptor(TypeCell* owner) { return newInstanceDescriptor(owner, 1); }

Result<Ref> readDescriptor(Vm& vm, NativeDescriptorCell* descriptor, Value instance) {
  TRY(checkInstance(vm, valueOf(descriptor), instance, "attribute"));
  return rowOf(descriptor).get(vm, instance);
}

const NativeType kMethodDescriptorType = {
    .id = TypeId::kMethodDescriptor,
    .instanceBytes = sizeof(NativeDescriptorCell),
    .flags = kTypeMethodDescriptor,
    .slots = {.repr = descriptorRepr, .call = callSlot, .descriptorGet = methodGet},
    .attributes = kCallable,
};
const NativeType kClassMethodDescriptorType = {
    .id = TypeId::kClassMethodDescriptor,
    .instanceBytes = sizeof(NativeDescriptorCell),
    .slots = {.repr = descriptorRepr, .call = callClassMethod, .descriptorGet = classMethodGet},
    .attributes = kCallable,
};
const NativeType kWrapperDescriptorType = {
    .id = TypeId::kWrapperDescriptor,
    .instanceBytes = sizeof(NativeDescriptorCell),
    .flags = kTypeMethodDescriptor,
    .slots = {.repr = descriptorRepr, .call = callWrapperDescriptor, .descriptorGet = wrapperGet},
    .attributes = kCallable,
};
const NativeType kGetSetDescriptorType = {
    .id = TypeId::kGetSetDescriptor,
    .instanceBytes = sizeof(NativeDescriptorCell),
    .slots = {.repr = descriptorRepr, .descriptorGet = getSetGet, .descriptorSet = getSetSet},
    .attributes = kCommon,
};
const NativeType kMethodWrapperType = {
    .id = TypeId::kMethodWrapper,
    .instanceBytes = sizeof(MethodWrapperCell),
    .slots = {.repr = wrapperRepr, .hash = hashIdentity, .compare = wrapperCompare, .call = callMethodWrapper},
    .attributes = kWrapperAttributes,
};
const NativeType kMemberDescriptorType = {
    .id = TypeId::kMemberDescriptor,
    .instanceBytes = sizeof(MemberDescriptorCell),
    .slots = {.repr = memberRepr, .descriptorGet = memberGet, .descriptorSet = memberSet},
    .attributes = kMemberAttributes,
};

}  // namespace vitrine
