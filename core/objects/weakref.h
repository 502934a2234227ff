// weakref.ref and the proxies as objects; the lists behind them are in heap/weak_reference.h.
#pragma once

#include "heap/weak_reference.h"
#include "objects/native.h"

namespace vitrine {

/// The referent, owned; None once it is dead.
Ref weakReferent(Value weakReference);
/// A weak reference or proxy of `type` to `target`: a new one, or an older one of a builtin type without callback that
/// serves as well. TypeError where the target cannot be referred to weakly. `callback` may be None.
Result<Ref> newWeakReference(Vm& vm, TypeCell* type, Value target, Value callback);
/// "<weakref at 0x1; to 'A' at 0x2>"; `kind` is the first word.
Result<Ref> reprWeakReference(Vm& vm, const char* kind, Value weakReference, bool named);

}  // namespace vitrine
