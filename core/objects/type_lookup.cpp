// Looking names up along the MRO, with a cache beside the region keyed by type version and name; and what a type's flags
// say about it, kept in step with its namespace. Versions are given out when a type changes, never when it is looked at,
// so caches leave no trace in the region (R4).
#include <cstring>

#include "objects/descriptor.h"
#include "objects/dict.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_new.h"

namespace vitrine {
namespace {

struct CachedLookup {
  uint32_t version;
  Offset name;
  Value value;
};
constexpr uint32_t kCacheSize = 4096;
CachedLookup gCache[kCacheSize];

Value lookupUncached(const TypeCell* type, Value name) {
  if (!type->mro) return {};
  auto* mro = at<TupleCell>(type->mro);
  for (uint32_t i = 0; i < mro->length; ++i) {
    Offset dict = cellOf<TypeCell>(mro->items[i])->dict;
    if (!dict) continue;
    if (Value found = dictGetName(Value::reference(dict), name)) return found;
  }
  return {};
}

void setFlag(TypeCell* type, TypeFlag flag, bool on) { type->flags = on ? type->flags | flag : type->flags & ~flag; }

}  // namespace

void flushTypeCache() { std::memset(static_cast<void*>(gCache), 0, sizeof gCache); }

Value lookupOnType(const TypeCell* type, Value name) {
  if (!cellOf<StrCell>(name)->interned || !type->version) return lookupUncached(type, name);
  CachedLookup& entry = gCache[(type->version * 31 + (name.offset() >> 3)) & (kCacheSize - 1)];
  if (entry.version == type->version && entry.name == name.offset()) return entry.value;
  Value found = lookupUncached(type, name);
  entry = {type->version, name.offset(), found};
  return found;
}

bool isSubtype(const TypeCell* type, const TypeCell* base) {
  if (type == base) return true;
  if (!type->mro) {  // while the type is being made
    for (const TypeCell* t = type; t->base; t = at<TypeCell>(t->base))
      if (t->base == offsetOf(base)) return true;
    return false;
  }
  auto* mro = at<TupleCell>(type->mro);
  Value wanted = valueOf(base);
  for (uint32_t i = 0; i < mro->length; ++i)
    if (mro->items[i] == wanted) return true;
  return false;
}

/// Whether a builtin type has a special method as an ordinary method instead of a slot: it is looked up, like one in Python.
/// (Some containers have __contains__ as both, as in CPython: the slot does the same.)
static bool isPlainMethod(const TypeCell* type, Dunder dunder, Value found) {
  if (!found || isNone(found) || (dunder == Dunder::kContains && slotsOf(type).contains)) return false;
  return isExactly(found, TypeId::kMethodDescriptor) || isExactly(found, TypeId::kClassMethodDescriptor);
}

static void setSlotFlags(TypeCell* type);

void inheritTypeFlags(TypeCell* type) {
  uint64_t bits[2] = {};
  if (type->base) std::memcpy(bits, at<TypeCell>(type->base)->pythonSlots, sizeof bits);
  for (uint8_t d = 0; d < uint8_t(Dunder::kCount); ++d) {
    Value own = dictGetName(Value::reference(type->dict), dunderName(Dunder(d)));
    if (!own) continue;
    const uint64_t bit = uint64_t(1) << (d & 63);
    bits[d >> 6] = isPlainMethod(type, Dunder(d), own) ? bits[d >> 6] | bit : bits[d >> 6] & ~bit;
  }
  std::memcpy(type->pythonSlots, bits, sizeof bits);
  setSlotFlags(type);
}

void updateTypeFlags(TypeCell* type) {
  const TypeCell* native = typeCell(TypeId(type->native));
  uint64_t bits[2] = {};
  for (uint8_t d = 0; d < uint8_t(Dunder::kCount); ++d) {
    Value name = dunderName(Dunder(d));
    if (type == native ? isPlainMethod(type, Dunder(d), lookupOnType(type, name))
                       : lookupOnType(type, name) != lookupOnType(native, name) || native->definesInPython(Dunder(d)))
      bits[d >> 6] |= uint64_t(1) << (d & 63);
  }
  std::memcpy(type->pythonSlots, bits, sizeof bits);
  setSlotFlags(type);
}

/// The flags that follow from pythonSlots and the native slots.
static void setSlotFlags(TypeCell* type) {
  const NativeSlots& slots = slotsOf(type);
  setFlag(type, kTypeHasFinalizer, type->definesInPython(Dunder::kDel));
  setFlag(type, kTypeDescriptor, type->definesInPython(Dunder::kGet) || slots.descriptorGet);
  setFlag(type, kTypeDataDescriptor,
          type->definesInPython(Dunder::kSet) || type->definesInPython(Dunder::kDelete) || slots.descriptorSet);
  setFlag(type, kTypeCustomGetAttribute,
          type->definesInPython(Dunder::kGetAttribute) || type->definesInPython(Dunder::kGetAttr) || slots.getAttr != genericGetAttribute);
}

void typeModified(TypeCell* type) {
  type->version = ++root().nextTypeVersion;
  updateTypeFlags(type);
  if (!type->subclasses) return;
  const auto* words = at<Offset>(type->subclasses);
  for (Offset i = 0; i < words[1]; ++i) typeModified(at<TypeCell>(words[i + 2]));
}

}  // namespace vitrine
