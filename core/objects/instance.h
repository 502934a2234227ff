// Instances have shapes (R9): a shape says which attribute lies in which field; attributes added in the same order give
// the same shape, and inline caches compare one offset.
//
//   InstanceFields   | shape | storage |          at TypeCell::fieldsAt
//   plain instances  | shape | storage | field 0 | field 1 | ... inlineFields of the shape's root, then in `storage`
//
// shape == 0: dictionary mode, `storage` is the DictCell (__dict__ was asked for, an attribute was deleted, too many).
#pragma once

#include "objects/runtime.h"

namespace vitrine {

struct InstanceFields {
  Offset shape;    // ShapeCell; 0: dictionary mode
  Offset storage;  // buffer of Values beyond the inline ones; or the DictCell (may be 0: an empty one not made yet)
};

struct ShapeCell : Cell {
  Offset parent;         // owned; 0 for a root
  Offset name;           // interned StrCell added by this shape; 0 for a root
  uint32_t fieldCount;   // fields of an instance with this shape
  uint32_t inlineFields; // same for the whole tree
  Offset transitions;    // buffer: pairs (name offset, ShapeCell offset), borrowed: a dead child removes itself
  uint32_t transitionCount;
  uint32_t serial;       // never reused: what inline caches compare
  Offset lookup;         // buffer: open-addressed (name, index) table of all fields, made when fieldCount > 8; 0 otherwise
};

constexpr uint32_t kMaxShapeFields = 64;  // beyond that: dictionary mode

struct InstanceCell : Cell {
  InstanceFields fields;  // where the class has no __slots__; plain instances begin like this
  Value inlined[];
};

/// The index of `name` (interned) in a shape, -1 if absent.
int32_t shapeFind(const ShapeCell* shape, Value name);
/// The shape after adding `name`.
ShapeCell* shapeWith(Vm& vm, ShapeCell* shape, Value name);
/// Where field `index` lies. The instance must have that shape.
Value* fieldAt(Cell* instance, const TypeCell* type, const ShapeCell* shape, uint32_t index);
/// The InstanceFields of an object, nullptr where its type has none.
InstanceFields* fieldsOf(Cell* instance, const TypeCell* type);
/// Borrowed value or NULL.
Value instanceGet(Value object, Value name);
Result<void> instanceSet(Vm& vm, Value object, Value name, Value value);
Result<bool> instanceDelete(Vm& vm, Value object, Value name);
/// A new instance of a class (or of object): fields empty, slots NULL.
Result<Ref> newInstance(Vm& vm, TypeCell* type);

}  // namespace vitrine
