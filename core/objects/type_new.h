// Making and changing types: what `class` statements, type() and assignments to class attributes go through.
#pragma once

#include "objects/native.h"

namespace vitrine {

/// type.__new__(metatype, name, bases, namespace, **keywords): makes the class, sets `__classcell__`, calls `__set_name__` and
/// `__init_subclass__`. `keywordArgs` are those of the class statement without `metaclass` (values after `keywordNames`).
Result<Ref> typeNew(Vm& vm, TypeCell* metatype, Value name, Value bases, Value namespaceDict, Args keywords);
/// The most derived metaclass of `metatype` and the bases' (TypeError "metaclass conflict: ...").
Result<TypeCell*> calculateMetaclass(Vm& vm, TypeCell* metatype, Value bases);
/// The base among `bases` whose struct a class of them has; TypeErrors where there is none.
Result<TypeCell*> bestBase(Vm& vm, Value bases);
/// type.__bases__ = value; NULL: deleted.
Result<void> setTypeBases(Vm& vm, Value type, Value valueOrNull);
/// The order that the type's mro() gives: linearize(), or what a metaclass makes of it.
Result<Ref> methodResolutionOrder(Vm& vm, Value type);
/// The method resolution order as a new tuple (C3); TypeError "Cannot create a consistent method resolution order (MRO) for bases X, Y".
Result<Ref> linearize(Vm& vm, TypeCell* type);
/// After a type's namespace changed: pythonSlots, flags, a fresh version; its subclasses likewise.
void typeModified(TypeCell* type);
/// Flags and pythonSlots that follow from the MRO.
void updateTypeFlags(TypeCell* type);
/// The same for a builtin type whose namespace is complete, from its base's and its own names: a tenth of the look-ups.
void inheritTypeFlags(TypeCell* type);
void addSubclass(TypeCell* base, TypeCell* type);
/// Takes the type out of its bases' lists of subclasses.
void leaveBases(TypeCell* type);
/// Drops what is remembered about look-ups beside the region (after a checkpoint was restored).
void flushTypeCache();

}  // namespace vitrine
