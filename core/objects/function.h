// Functions and what binds them: function, builtin function, bound method, and the cell of a closure.
#pragma once

#include "objects/native.h"
#include "objects/instance.h"

namespace vitrine {

struct FunctionCell : Cell {
  Offset code, globals, builtins;     // CodeCell, DictCells
  Offset defaults, keywordDefaults;   // TupleCell or 0, DictCell or 0
  Offset closure;                     // TupleCell of CellObjects or 0
  Offset name, qualName;              // StrCells
  Value doc, module, annotations, annotate, typeParameters;  // NULL: not set
  uint32_t version, reserved;         // changes when code or defaults change (call caches)
  InstanceFields fields;              // __dict__
};

struct BuiltinFunctionCell : Cell {
  NativeIndex index;
  uint32_t reserved;
  Value self, module;  // NULL or the receiver; the module's name
};

struct MethodCell : Cell {
  Value function, self;
};

/// A variable shared by closures.
struct CellObjectCell : Cell {
  Value content;  // NULL: empty
};

Result<Ref> newFunction(Vm& vm, Value code, Value globals, Value qualNameOrNull);
Ref newMethod(Value function, Value self);
Ref newBuiltinFunction(NativeIndex index, Value selfOrNull, Value moduleOrNull);
Ref newCellObject(Value contentOrNull);

}  // namespace vitrine
