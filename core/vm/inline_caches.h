// Inline caches: where an instruction found a name or an attribute last time, tested against versions and shapes and used
// again. Filling and using them changes nothing in the region (R4).
//
//   kind         version           shape              at                            value
//   kInNamespace globals           -                  the entry's value             -
//   kInBuiltins  globals           builtins' version  the entry's value             -
//   kField       type              shape's serial     bytes from the instance       -
//   kStoredField type              shape's serial     bytes from its storage        -
//   kMember      type              -                  bytes from the instance       -         (__slots__)
//   kAddField    type              serial before      bytes from the instance       -         (STORE_ATTR only)
//   kOnType      type              serial, 0: none    -                             what the type has
//   kMethod      type              serial, 0: none    -                             function (LOAD_METHOD only)
//   kStatic      type              serial, 0: none    -                             the staticmethod
//   kProperty    type              -                  -                             the property (LOAD_ATTR, STORE_ATTR)
//   kOnModule    module's dict     -                  the entry's value             -
//   kOnClass     the class         -                  -                             what the class has
//   kStaticOnClass the class       -                  -                             the staticmethod
//   kNativeCall  native index      1: without self    values given, wanted << 16    the C++ function's address
//   kTypeCall    the builtin type  -                  values given                  its create slot's address
#pragma once

#include "objects/descriptor.h"
#include "objects/dict.h"
#include "objects/frame.h"
#include "objects/instance.h"
#include "objects/module.h"
#include "vm/code_cache.h"
#include "vm/fast_numbers.h"

namespace vitrine {

enum CacheKind : uint16_t {
  kNothingCached, kInNamespace, kInBuiltins, kField, kStoredField, kMember, kAddField, kOnType, kMethod, kStatic, kProperty, kOnModule, kOnClass,
  kStaticOnClass, kNativeCall, kTypeCall,
};

/// Whether LOAD_METHOD pushes what it found on the type together with the object, instead of binding it: what 3.7 does so.
inline bool bindsLate(Value found) { return isExactly(found, TypeId::kFunction) || isExactly(found, TypeId::kMethodDescriptor); }

/// After a miss of an attribute's cache: whether the one beside it is about the object's type; then the two have changed places.
bool useOtherCache(InlineCache& cache, Value object);

/// Look `name` up as the instruction is about to and remember where it is; nothing where that cannot be remembered. What an attribute's
/// cache had is kept beside it.
void fillNameCache(InlineCache& cache, const Frame* frame, Value name);
void fillAttributeCache(InlineCache& cache, Value object, Value name);
void fillMethodCache(InlineCache& cache, Value object, Value name);
void fillStoreCache(InlineCache& cache, Value object, Value name);
/// Native functions whose parameters are positional: called with `values` (self first, for a method), the rest left out.
void fillCallCache(InlineCache& cache, Value callable, const Value* values, uint32_t count);
constexpr uint32_t kMostCachedValues = 8;

namespace fast {

/// Whether a miss is worth another look: always at first, then now and then.
VITRINE_INLINE bool worthFilling(InlineCache& cache) { return ++cache.misses < 8 || (cache.misses & 31) == 0; }

/// The variable's place in its namespace, nullptr for a miss.
VITRINE_INLINE Value* cachedName(const InlineCache& cache, Offset globals, Offset builtins) {
  if (at<DictCell>(globals)->version != cache.version) return nullptr;
  if (cache.kind == kInNamespace) [[likely]]
    return at<Value>(cache.at);
  if (cache.kind == kInBuiltins && at<DictCell>(builtins)->version == cache.shape) return at<Value>(cache.at);
  return nullptr;
}

VITRINE_INLINE bool hasShape(const Cell* instance, uint32_t serial) {
  Offset shape = static_cast<const InstanceCell*>(instance)->fields.shape;
  return shape && at<ShapeCell>(shape)->serial == serial;
}
VITRINE_INLINE Value valueIn(Cell* cell, uint32_t bytes) { return *reinterpret_cast<Value*>(reinterpret_cast<char*>(cell) + bytes); }

/// The attribute, borrowed; NULL for a miss.
VITRINE_INLINE Value cachedAttribute(const InlineCache& cache, Value object) {
  if (!object.isReference()) return Value();
  Cell* cell = cellOf(object);
  if (at<TypeCell>(cell->type)->version == cache.version) [[likely]] {
    switch (cache.kind) {
      case kField: return hasShape(cell, cache.shape) ? valueIn(cell, cache.at) : Value();
      case kStoredField:
        return hasShape(cell, cache.shape) ? valueIn(at<Cell>(static_cast<InstanceCell*>(cell)->fields.storage), cache.at) : Value();
      case kMember: return valueIn(cell, cache.at);
      case kOnType: return !cache.shape || hasShape(cell, cache.shape) ? cache.value : Value();
      case kStatic: return !cache.shape || hasShape(cell, cache.shape) ? cellOf<MethodHolderCell>(cache.value)->callable : Value();
      default: return Value();
    }
  }
  if (cache.kind == kOnModule && cell->type == typeOffset(TypeId::kModule))
    return at<DictCell>(static_cast<ModuleCell*>(cell)->dict)->version == cache.version ? *at<Value>(cache.at) : Value();
  if (cell->type != typeOffset(TypeId::kType) || static_cast<TypeCell*>(cell)->version != cache.version) return Value();
  if (cache.kind == kOnClass) return cache.value;
  if (cache.kind == kStaticOnClass) return cellOf<MethodHolderCell>(cache.value)->callable;
  return Value();
}

/// The property that the type has by the instruction's name; nullptr for a miss.
VITRINE_INLINE const PropertyCell* cachedProperty(const InlineCache& cache, Value object) {
  if (cache.kind != kProperty || !object.isReference() || at<TypeCell>(cellOf(object)->type)->version != cache.version) return nullptr;
  return cellOf<PropertyCell>(cache.value);
}

/// The function of a method, borrowed; NULL for a miss.
VITRINE_INLINE Value cachedMethod(const InlineCache& cache, Value object) {
  if (cache.kind != kMethod || !object.isReference()) return Value();
  Cell* cell = cellOf(object);
  if (at<TypeCell>(cell->type)->version != cache.version) return Value();
  return !cache.shape || hasShape(cell, cache.shape) ? cache.value : Value();
}

/// Stores where the cache says; the old value is left in *old. False for a miss.
VITRINE_INLINE bool storeCached(const InlineCache& cache, Value object, Value owned, Value name, Value* old) {
  if (!object.isReference()) return false;
  Cell* cell = cellOf(object);
  if (at<TypeCell>(cell->type)->version != cache.version) return false;
  auto* place = reinterpret_cast<Value*>(reinterpret_cast<char*>(cell) + cache.at);
  if (cache.kind == kField) {
    if (!hasShape(cell, cache.shape)) return false;
  } else if (cache.kind == kAddField) {
    if (!hasShape(cell, cache.shape)) return false;
    auto* instance = static_cast<InstanceCell*>(cell);
    auto* shape = at<ShapeCell>(instance->fields.shape);
    if (!shape->transitionCount) return false;
    const auto* transition = at<Offset>(shape->transitions);  // pairs of name and shape
    if (transition[0] != name.offset()) return false;
    ++at<Cell>(transition[1])->refCount;
    instance->fields.shape = transition[1];
    --shape->refCount;  // the new one owns it
    *place = owned;
    *old = Value();
    return true;
  } else if (cache.kind != kMember) {
    return false;
  }
  *old = *place;
  *place = owned;
  return true;
}

}  // namespace fast
}  // namespace vitrine
