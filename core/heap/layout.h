// Layout: how the heap walks cells without knowing types. Each cell's type names a layout; objects/ defines one row
// per C++ struct (objects/layouts.cpp). The functions neither allocate nor run Python.
#pragma once

#include <cstddef>

#include "heap/cell.h"

namespace vitrine {

/// Receives every owned reference of a cell; `slot` may be rewritten only by clear().
class Visitor {
 public:
  virtual void visit(Cell* referent) = 0;
  void visitValue(Value value) {
    if (value.isReference()) visit(cellOf(value));
  }
  void visitAt(Offset offset) {
    if (offset) visit(at<Cell>(offset));
  }

 protected:
  ~Visitor() = default;
};

/// One row: what the collector, the release worklist and the inspector need to know of a struct.
struct Layout {
  const char* name;
  /// Visits each reference the cell owns (fields, items, instance dict or fields; its type where that is a class in the
  /// heap: builtin types lie in Root and are not counted).
  void (*traverse)(Cell* cell, Visitor& visitor);
  /// Drops each of them (decrement) in CPython's order for that type and frees the buffers; the cell itself is
  /// freed by the caller.
  void (*drop)(Cell* cell);
  /// Breaks cycles: like drop, but leaves a valid, empty object (tp_clear). nullptr: cannot be part of a cycle on its
  /// own.
  void (*clear)(Cell* cell);
  /// Whether cells of it can be part of a cycle. Where not, it has no finaliser and `drop` releases no collectable
  /// cell: such a cell of a builtin type is dropped at once, without the worklist.
  bool collectable;
};

/// The rows, indexed by TypeCell::layout; defined by objects/.
extern const Layout kLayouts[];
/// The layout index of a cell's type (reads the TypeCell; defined by objects/ inline in type.h, here for the heap).
const Layout& layoutOf(const Cell* cell);
/// Whether the cell's type defines `__del__` (or is a generator that may need closing).
bool hasFinalizer(const Cell* cell);

}  // namespace vitrine
