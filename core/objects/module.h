// module.
#pragma once

#include "objects/runtime.h"

namespace vitrine {

struct ModuleCell : Cell {
  Offset dict;  // DictCell
  uint32_t reserved;
};

Result<Ref> newModule(Vm& vm, Value name);
/// Whether a module is still being imported: its __spec__ says so. Runs no Python.
bool isInitializing(Value module);
/// The file its __spec__ names as origin; empty where there is none.
std::string moduleFile(Value module);
inline Value moduleDict(Value module) { return Value::reference(cellOf<ModuleCell>(module)->dict); }

}  // namespace vitrine
