// module.
#pragma once

#include "objects/runtime.h"

namespace vitrine {

struct ModuleCell : Cell {
  Offset dict;  // DictCell
  uint32_t reserved;
};

Result<Ref> newModule(Vm& vm, Value name);
inline Value moduleDict(Value module) { return Value::reference(cellOf<ModuleCell>(module)->dict); }

}  // namespace vitrine
