// Filling inline caches. See inline_caches.h; what is looked up here is what handlers_attributes.cpp would find.
#include "vm/inline_caches.h"

#include "objects/descriptor.h"
#include "objects/frame.h"
#include "objects/names.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "vm/calls.h"

namespace vitrine {

namespace {

constexpr uint32_t kPlainFieldsAt = uint32_t(__builtin_offsetof(InstanceCell, fields));

/// The region offset of the value that `name` has in a namespace, 0 where it has none.
Offset placeIn(Offset dict, Value name) {
  int32_t index = dictFindName(Value::reference(dict), name);
  if (index < 0) return 0;
  uint32_t count;
  return offsetOf(&dictEntries(at<DictCell>(dict), &count)[index].value);
}

void set(InlineCache& cache, CacheKind kind, uint32_t version, uint32_t shape, uint32_t at, Value value = Value()) {
  cache.version = version;
  cache.shape = shape;
  cache.at = at;
  cache.kind = kind;
  cache.value = value;
}

/// The shape of an instance whose fields a cache can find; nullptr where it has none or another layout.
const ShapeCell* plainShape(Value object, const TypeCell* type) {
  if (type->fieldsAt != kPlainFieldsAt) return nullptr;
  Offset shape = cellOf<InstanceCell>(object)->fields.shape;
  return shape ? at<ShapeCell>(shape) : nullptr;
}

void fillFromModule(InlineCache& cache, Value module, Value name) {
  if (lookupOnType(typeCell(TypeId::kModule), name)) return;
  Offset dict = cellOf<ModuleCell>(module)->dict;
  if (Offset place = placeIn(dict, name)) set(cache, kOnModule, at<DictCell>(dict)->version, 0, place);
}

void fillFromClass(InlineCache& cache, Value object, Value name) {
  if (lookupOnType(typeCell(TypeId::kType), name)) return;
  auto* type = cellOf<TypeCell>(object);
  Value found = lookupOnType(type, name);
  if (!found || !type->version) return;
  if (isExactly(found, TypeId::kFunction) || !(typeOf(found)->flags & kTypeDescriptor)) return set(cache, kOnClass, type->version, 0, 0, found);
  if (isExactly(found, TypeId::kStaticMethod)) set(cache, kStaticOnClass, type->version, 0, 0, found);
}

void fillField(InlineCache& cache, const TypeCell* type, const ShapeCell* shape, uint32_t index) {
  if (index < shape->inlineFields)
    set(cache, kField, type->version, shape->serial, uint32_t(sizeof(InstanceCell) + index * sizeof(Value)));
  else
    set(cache, kStoredField, type->version, shape->serial, uint32_t((index - shape->inlineFields) * sizeof(Value)));
}

/// The plain instance's case; `found` is what the type has.
void fillFromInstance(InlineCache& cache, Value object, const TypeCell* type, Value found, Value name, bool method) {
  const ShapeCell* shape = plainShape(object, type);
  if (type->fieldsAt && !shape) return;
  int32_t index = shape ? shapeFind(shape, name) : -1;
  uint32_t kind = found ? typeOf(found)->flags : 0;
  if (found && kind & kTypeDataDescriptor) {
    if (isExactly(found, TypeId::kMemberDescriptor)) set(cache, kMember, type->version, 0, cellOf<MemberDescriptorCell>(found)->at);
    if (isExactly(found, TypeId::kProperty)) set(cache, kProperty, type->version, 0, 0, found);
    return;
  }
  if (index >= 0) return fillField(cache, type, shape, uint32_t(index));
  if (!found) return;
  uint32_t serial = shape ? shape->serial : 0;
  if (method && bindsLate(found))
    set(cache, kMethod, type->version, serial, 0, found);
  else if (isExactly(found, TypeId::kStaticMethod))
    set(cache, kStatic, type->version, serial, 0, found);
  else if (!(kind & kTypeDescriptor))
    set(cache, kOnType, type->version, serial, 0, found);
}

void fill(InlineCache& cache, Value object, Value name, bool method) {
  cache.kind = kNothingCached;
  if (!object.isReference() || !cellOf<StrCell>(name)->interned) return;
  const TypeCell* type = typeOf(object);
  if (type == typeCell(TypeId::kModule)) return fillFromModule(cache, object, name);
  if (type == typeCell(TypeId::kType)) return fillFromClass(cache, object, name);
  if (type->flags & kTypeCustomGetAttribute || !type->version) return;
  fillFromInstance(cache, object, type, lookupOnType(type, name), name, method);
}

void keepBeside(InlineCache& cache) {
  if (cache.kind != kNothingCached) *(&cache + 1) = cache;
}

}  // namespace

void fillNameCache(InlineCache& cache, const Frame* frame, Value name) {
  cache.kind = kNothingCached;
  const auto* globals = at<DictCell>(frame->globals);
  if (Offset place = placeIn(frame->globals, name)) return set(cache, kInNamespace, globals->version, 0, place);
  if (!frame->builtins || !isExactly(Value::reference(frame->builtins), TypeId::kDict)) return;
  if (Offset place = placeIn(frame->builtins, name))
    set(cache, kInBuiltins, globals->version, at<DictCell>(frame->builtins)->version, place);
}

bool useOtherCache(InlineCache& cache, Value object) {
  InlineCache& other = *(&cache + 1);
  if (other.kind == kNothingCached || !object.isReference() || typeOf(object)->version != other.version) return false;
  std::swap(cache, other);
  std::swap(cache.misses, other.misses);
  return true;
}

void fillAttributeCache(InlineCache& cache, Value object, Value name) {
  keepBeside(cache);
  fill(cache, object, name, false);
}
void fillMethodCache(InlineCache& cache, Value object, Value name) {
  keepBeside(cache);
  fill(cache, object, name, true);
}

void fillStoreCache(InlineCache& cache, Value object, Value name) {
  keepBeside(cache);
  cache.kind = kNothingCached;
  if (!object.isReference() || !cellOf<StrCell>(name)->interned) return;
  const TypeCell* type = typeOf(object);
  if (!type->version || type->definesInPython(Dunder::kSetAttr) || slotsOf(type).setAttr != slotsOf(typeCell(TypeId::kObject)).setAttr) return;
  Value found = lookupOnType(type, name);
  if (found && typeOf(found)->flags & kTypeDataDescriptor) {
    if (isExactly(found, TypeId::kMemberDescriptor)) set(cache, kMember, type->version, 0, cellOf<MemberDescriptorCell>(found)->at);
    if (isExactly(found, TypeId::kProperty)) set(cache, kProperty, type->version, 0, 0, found);
    return;
  }
  const ShapeCell* shape = plainShape(object, type);
  if (!shape) return;
  int32_t index = shapeFind(shape, name);
  uint32_t place = index < 0 ? shape->fieldCount : uint32_t(index);
  if (place >= shape->inlineFields) return;
  set(cache, index < 0 ? kAddField : kField, type->version, shape->serial, uint32_t(sizeof(InstanceCell) + place * sizeof(Value)));
}

namespace {

/// Builtin types whose instances are complete when `create` has made them.
void fillTypeCall(InlineCache& cache, TypeCell* type, uint32_t count) {
  const NativeSlots& slots = slotsOf(type);
  if (type->flags & kTypeHeap || !(type->flags & kTypeInstantiable) || !slots.create || type == typeCell(TypeId::kType)) return;
  if (type->definesInPython(Dunder::kNew) || type->definesInPython(Dunder::kInit)) return;
  if (slots.initialize != slotsOf(typeCell(TypeId::kObject)).initialize || count > 0xFFFF) return;
  set(cache, kTypeCall, offsetOf(type), 0, count, Value::fromBits(uint64_t(reinterpret_cast<uintptr_t>(slots.create))));
}

}  // namespace

void fillCallCache(InlineCache& cache, Value callable, const Value* values, uint32_t count) {
  cache.kind = kNothingCached;
  if (!callable.isReference()) return;
  if (isExactly(callable, TypeId::kType)) return fillTypeCall(cache, cellOf<TypeCell>(callable), count);
  bool method = isExactly(callable, TypeId::kMethodDescriptor);
  if (method && (count == 0 || typeOffsetOf(values[0]) != cellOf<NativeDescriptorCell>(callable)->owner)) return;
  if (!method && !isExactly(callable, TypeId::kBuiltinFunction)) return;
  NativeIndex index = method ? cellOf<NativeDescriptorCell>(callable)->index : cellOf<BuiltinFunctionCell>(callable)->index;
  const NativeMethod& native = nativeMethod(index);
  uint32_t wanted = plainValues(native, method, count);
  if (wanted == 0 || wanted > kMostCachedValues || count > 0xFFFF) return;
  bool raw = !method && !native.signature;
  if (raw && cellOf<BuiltinFunctionCell>(callable)->self) return;
  Value address = Value::fromBits(uint64_t(reinterpret_cast<uintptr_t>(native.function)));
  set(cache, kNativeCall, index, raw, count | wanted << 16, address);
}

}  // namespace vitrine
