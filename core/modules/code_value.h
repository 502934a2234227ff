// Code objects and constants of the region as plain values again, for dis and marshal.
#pragma once

#include "objects/code_reading.h"
#include "objects/native.h"

namespace vitrine {

/// A code cell and what is nested in it. ValueError where a constant is of a type that code objects cannot hold.
Result<std::shared_ptr<const CodeObject>> codeObjectOf(Vm& vm, Value code, CodeCells* cells = nullptr);
/// A constant; ValueError "unmarshallable object" for other objects.
Result<Constant> constantOf(Vm& vm, Value v);
/// The object a constant stands for; lists and dicts have none.
Result<Ref> objectOf(Vm& vm, const Constant& constant);

}  // namespace vitrine
