// Exceptions with attributes of their own.
#pragma once

#include "objects/exception.h"

namespace vitrine {

/// Sets the attributes an exception made natively gets from its `args` (StopIteration.value, OSError.errno, ...), as
/// __init__ would.
void initExceptionKind(Value exception);
/// Replaces an owned member.
void replaceMember(Value& place, Value value);

}  // namespace vitrine
