// Making cells: header set, everything else zero. Small cells never fail (heap.h).
#pragma once

#include "heap/heap.h"
#include "objects/instance.h"

namespace vitrine {

/// A new cell of a builtin type, count 1, `extra` bytes after the struct; nullptr only for large requests.
template <class T>
inline T* makeCell(TypeId type, size_t extra = 0) {
  Offset block = allocateCell(sizeof(T) + extra);
  if (!block) [[unlikely]] return nullptr;
  T* cell = at<T>(block);
  cell->refCount = 1;
  cell->type = typeOffset(type);
  return cell;
}

/// A new object of any type (builtin or class) whose struct takes `instanceBytes` plus `itemsBytes`; slots NULL, fields empty with
/// the type's root shape. The reference a class's instances hold on it is taken. What create slots (__new__) start with.
Result<Ref> allocateObject(Vm& vm, TypeCell* type, size_t itemsBytes = 0);
template <class T>
inline Result<T*> allocateAs(Vm& vm, TypeCell* type, size_t itemsBytes = 0) {
  auto object = allocateObject(vm, type, itemsBytes);
  if (!object.ok()) return Raised{};
  return cellOf<T>(object.take().release());
}

}  // namespace vitrine
