// The variables of a frame by name.
#pragma once

#include "objects/frame.h"

namespace vitrine {

/// What `f_locals` and locals() show: the namespace itself where the frame has one (module, class body), else the local variables
/// in a new dict.
Result<Ref> frameLocals(Vm& vm, FrameObjectCell* object);
Result<Ref> frameLocals(Vm& vm, Frame* frame);

}  // namespace vitrine
