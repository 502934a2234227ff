// NameError and UnboundLocalError as CPython 3.14 words them.
#pragma once

#include "vm/machine.h"

namespace vitrine {

Outcome raiseUndefined(Vm& vm, Value name);    // NameError: name 'x' is not defined
Outcome raiseUnbound(Vm& vm, Value name);      // UnboundLocalError
Outcome raiseUnboundFree(Vm& vm, Value name);  // NameError about a free variable

}  // namespace vitrine
