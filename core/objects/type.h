// TypeCell: a Python type, builtin or made by `class`. Builtin types lie at fixed offsets in Root, so testing for one
// is a comparison with a constant; classes are cells like any other.
//
// What a type does natively is in a NativeType table outside the region (native.h), reached through `native`; what its
// MRO overrides in Python is a bit each in `pythonSlots`. Look next at native.h, protocol.h and type_lookup.h.
#pragma once

#include "heap/layout.h"

namespace vitrine {

enum class TypeId : uint16_t {
#define TYPE(id, layout, name, module, base) k##id,
#include "objects/types.def"
#undef TYPE
#define EXCEPTION(id, base, layout) k##id,
#include "objects/exceptions.def"
#undef EXCEPTION
#define MODULE_TYPE(id, layout, name, module, base) k##id,
#include "objects/module_types.def"
#undef MODULE_TYPE
  kCount
};

enum class LayoutId : uint8_t {
#define LAYOUT(name) k##name,
#include "objects/layouts.def"
#undef LAYOUT
  kCount  // a class made by `class` has its base's layout + kCount: the same struct, then slots and fields
};

/// The special methods, for pythonSlots and for the interned names (names.h: dunderName).
enum class Dunder : uint8_t {
#define DUNDER(id, name) k##id,
#include "objects/dunders.def"
#undef DUNDER
  kCount
};
static_assert(int(Dunder::kCount) <= 128);

enum TypeFlag : uint32_t {
  kTypeReady = 1u << 0,
  kTypeHeap = 1u << 1,           // made by `class`
  kTypeBaseAllowed = 1u << 2,    // may be subclassed
  kTypeImmutable = 1u << 3,      // attributes cannot be set
  kTypeAbstract = 1u << 4,       // has abstract methods
  kTypeHasFinalizer = 1u << 5,   // defines __del__ in Python
  kTypeWeakReferenceable = 1u << 6,
  kTypeInstantiable = 1u << 7,   // calling it makes instances
  kTypeMethodDescriptor = 1u << 8,  // instances bind like functions when found on a type (LOAD_METHOD may skip the binding)
  kTypeDataDescriptor = 1u << 9,    // instances define __set__ or __delete__
  kTypeDescriptor = 1u << 10,       // instances define __get__
  kTypeCustomGetAttribute = 1u << 11,  // MRO overrides __getattribute__ or __setattr__ or defines __getattr__
  kTypeSequencePattern = 1u << 12, kTypeMappingPattern = 1u << 13,  // `match`
  // Fast answers to isinstance for the common builtin bases.
  kTypeIsInt = 1u << 20, kTypeIsStr = 1u << 21, kTypeIsBytes = 1u << 22, kTypeIsTuple = 1u << 23, kTypeIsList = 1u << 24,
  kTypeIsDict = 1u << 25, kTypeIsException = 1u << 26, kTypeIsType = 1u << 27, kTypeIsFloat = 1u << 28, kTypeIsSet = 1u << 29,
};

struct TypeCell : Cell {
  uint8_t layout;      // index into kLayouts
  uint8_t itemBytes;   // variable-sized instances: bytes per item
  uint16_t native;     // TypeId of the nearest builtin base: whose native slots serve the instances
  uint32_t flags;
  uint32_t version;       // changes whenever the type or a base changes; 0: not cacheable
  uint32_t instanceBytes; // size of the fixed part: base struct, then __slots__
  uint32_t slotsAt;       // where this class's and its bases' __slots__ values begin (Values up to instanceBytes)
  uint32_t fieldsAt;      // where InstanceFields (instance.h) lies in an instance; 0: no __dict__; kFieldsAfterItems
  uint32_t inlineFields;  // how many fields a new plain instance has room for
  Offset rootShape;       // ShapeCell of an instance without attributes
  Offset keptShape;       // the shape made last, owned: shapes outlive the instances that had them, and caches stay valid
  Offset name, qualName;  // StrCells
  Offset base;            // TypeCell, 0 for object
  Offset bases, mro;      // TupleCells
  Offset dict;            // DictCell: the namespace
  Offset subclasses;      // DictCell-less list: buffer of borrowed TypeCell offsets; [0] capacity, [1] count
  Offset slotNames;       // TupleCell of __slots__ names or 0
  uint64_t pythonSlots[2];

  bool definesInPython(Dunder d) const { return pythonSlots[int(d) >> 6] >> (int(d) & 63) & 1; }
};
constexpr uint32_t kFieldsAfterItems = 0xFFFFFFFF;

/// Where the builtin types lie: Root begins with them.
constexpr Offset typeOffset(TypeId id) { return kRootOffset + Offset(id) * Offset(sizeof(TypeCell)); }
inline TypeCell* typeCell(TypeId id) { return at<TypeCell>(typeOffset(id)); }

/// The type of any value; NULL and tokens have none.
inline Offset typeOffsetOf(Value v) {
  if (v.isReferenceOrNull()) return cellOf(v)->type;
  if (v.isInt()) return typeOffset(TypeId::kInt);
  if (v.isBool()) return typeOffset(TypeId::kBool);
  return typeOffset(TypeId::kFloat);
}
inline TypeCell* typeOf(Value v) { return at<TypeCell>(typeOffsetOf(v)); }

/// Exact type: `type(v) is X`.
inline bool isExactly(Value v, TypeId id) { return v.isReference() && cellOf(v)->type == typeOffset(id); }
inline bool hasTypeFlag(Value v, TypeFlag flag) { return v.isReference() && at<TypeCell>(cellOf(v)->type)->flags & flag; }

// isinstance for the common bases, subclasses included.
inline bool isIntOrBool(Value v) { return v.isInt() || v.isBool() || hasTypeFlag(v, kTypeIsInt); }
inline bool isAnyFloat(Value v) { return v.isFloat() || hasTypeFlag(v, kTypeIsFloat); }
inline bool isStr(Value v) { return hasTypeFlag(v, kTypeIsStr); }
inline bool isBytes(Value v) { return hasTypeFlag(v, kTypeIsBytes); }
inline bool isTuple(Value v) { return hasTypeFlag(v, kTypeIsTuple); }
inline bool isList(Value v) { return hasTypeFlag(v, kTypeIsList); }
inline bool isDict(Value v) { return hasTypeFlag(v, kTypeIsDict); }
inline bool isAnySet(Value v) { return hasTypeFlag(v, kTypeIsSet); }
inline bool isException(Value v) { return hasTypeFlag(v, kTypeIsException); }
inline bool isType(Value v) { return hasTypeFlag(v, kTypeIsType); }

/// issubclass by MRO, without __subclasscheck__ (CPython: PyType_IsSubtype).
bool isSubtype(const TypeCell* type, const TypeCell* base);
inline bool isSubtype(const TypeCell* type, TypeId base) { return isSubtype(type, typeCell(base)); }
inline bool isInstance(Value v, TypeId base) { return isSubtype(typeOf(v), base); }

}  // namespace vitrine
