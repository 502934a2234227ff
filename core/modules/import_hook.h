// Importing: sys.modules first, natively; what has to be found and run goes on in the prelude (importing.py), whose frames
// can wait for the host to bring a file. CPython: Lib/importlib/_bootstrap.py.
#pragma once

#include "objects/native.h"

namespace vitrine {

/// `__import__(name, globals, locals, fromlist, level)`: the module, or the token of the frame that loads it.
Result<Ref> importName(Vm& vm, Value name, Value globals, Value fromList, Value level);
/// A module from sys.modules, or made from a native table and entered there; NULL (nothing pending) where neither has it.
Result<Ref> importNative(Vm& vm, std::string_view name);

}  // namespace vitrine
