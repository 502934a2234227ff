// The functions of `sys`, in files by subject; the table is in sys_module.cpp.
#pragma once

#include "objects/native.h"

namespace vitrine::sys {

#define SYS_FUNCTION(name) Result<Ref> name(Vm& vm, Args args)

// sys_frames.cpp: the running frames, exceptions, references
SYS_FUNCTION(excInfo);
SYS_FUNCTION(exception);
SYS_FUNCTION(exit);
SYS_FUNCTION(getFrame);
SYS_FUNCTION(getFrameModuleName);
SYS_FUNCTION(getRecursionLimit);
SYS_FUNCTION(getRefCount);
SYS_FUNCTION(setRecursionLimit);

// sys_sizes.cpp
SYS_FUNCTION(getSizeOf);

// sys_hooks.cpp: what shows values and exceptions
SYS_FUNCTION(displayHook);
SYS_FUNCTION(exceptHook);
SYS_FUNCTION(unraisableHook);
SYS_FUNCTION(breakpointHook);

#undef SYS_FUNCTION

/// Puts the hooks of vm/interpreter.h in place.
void installHooks();

}  // namespace vitrine::sys
