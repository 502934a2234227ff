// What type.cpp, layouts.cpp and attributes.cpp need of shapes beyond instance.h.
#pragma once

#include "objects/instance.h"

namespace vitrine {

/// A shape without fields for a class whose instances have room for `inlineFields`.
Offset newRootShape(uint32_t inlineFields);
/// Takes a dying shape out of its parent's transitions.
void forgetShape(ShapeCell* dying);
/// Byte offset of InstanceFields in this instance.
uint32_t fieldsOffsetOf(const Cell* instance, const TypeCell* type);
/// Moves the fields into a dict (R9).
Result<void> materializeDict(Vm& vm, Cell* cell, InstanceFields* fields);
/// The references held by an instance's fields, visited or dropped in insertion order.
void traverseFields(Cell* cell, const TypeCell* type, Visitor& visitor);
void dropFields(Cell* cell, const TypeCell* type);

}  // namespace vitrine
