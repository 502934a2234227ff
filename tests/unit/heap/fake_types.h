// The object model for the heap's own tests: the heap knows cells through layoutOf and hasFinalizer only, which objects/
// provides in the machine and fake_types_test.cpp here. A fake builtin type is an offset in Root's area, nothing more.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "heap/heap.h"
#include "heap/layout.h"
#include "heap/weak_reference.h"

namespace vitrine::fake {

enum class Type : uint32_t { kNode = 1, kFinalizedNode, kLeaf, kWeakReference, kClass };
constexpr Offset typeOffset(Type type) { return kRootOffset + 16 * Offset(type); }

/// A cell that owns `size` references; dropped from the first to the last.
struct Node : Cell {
  uint32_t id, size;
  Value items[];
};

constexpr size_t kLimit = size_t(64) << 20;

/// A fresh machine: every test begins with it. Empties `dropped`.
void reset(size_t limit = kLimit);
/// The ids of nodes in the order in which they were dropped.
extern std::vector<uint32_t> dropped;

/// A node with one reference, owning (taking over) `items`.
Node* newNode(uint32_t id, std::initializer_list<Cell*> items = {}, Type type = Type::kNode);
/// A node with `size` empty slots.
Node* newNodeOfSize(uint32_t id, uint32_t size);
/// An instance of a class in the heap (a cell made with Type::kClass, which it holds).
Node* newInstance(uint32_t id, Cell* heapClass);
Cell* newLeaf();
Cell* newClass();
WeakReferenceCell* newWeakReference(Cell* target, Cell* callback = nullptr);

inline Offset offset(const Cell* cell) { return offsetOf(cell); }
size_t liveCells();

}  // namespace vitrine::fake
