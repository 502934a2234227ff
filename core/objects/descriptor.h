// Descriptors: what types keep in their namespaces for native methods and attributes, and property, staticmethod,
// classmethod, super.
#pragma once

#include "objects/native.h"
#include "objects/instance.h"

namespace vitrine {

/// method_descriptor, classmethod_descriptor (index: native method), wrapper_descriptor (index: Dunder),
/// getset_descriptor (index: type and row of its NativeGetSet).
struct NativeDescriptorCell : Cell {
  Offset owner;  // TypeCell
  uint32_t index;
  Offset name;   // StrCell
  uint32_t reserved;
};
/// A wrapper_descriptor bound to an object.
struct MethodWrapperCell : Cell {
  Value descriptor, self;
};
/// One name of __slots__: `at` is the byte offset of its Value in the instance.
struct MemberDescriptorCell : Cell {
  Offset owner, name;
  uint32_t at, reserved;
};
struct PropertyCell : Cell {
  Value get, set, remove, doc, name;
  InstanceFields fields;
};
/// staticmethod and classmethod.
struct MethodHolderCell : Cell {
  Value callable;
  InstanceFields fields;
};
struct SuperCell : Cell {
  Value thisClass, object, objectType;
};

/// Calls the native slot behind a wrapper_descriptor: args.values[0] is self; raw.
Result<Ref> callWrapper(Vm& vm, Dunder dunder, const TypeCell* owner, Args args);

/// The getset descriptors `__dict__` and `__weakref__` that a class whose instances have them is given.
Ref newDictDescriptor(TypeCell* owner);
Ref newWeakRefDescriptor(TypeCell* owner);
/// The value of a getset descriptor for an instance; TypeError for an instance of another type.
Result<Ref> readDescriptor(Vm& vm, NativeDescriptorCell* descriptor, Value instance);

}  // namespace vitrine
