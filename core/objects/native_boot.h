// What boot.cpp needs to make the builtin types from the native tables.
#pragma once

#include "objects/native.h"

namespace vitrine {

/// Fills gResolvedSlots, once per process: each type's slots, then its base's.
void resolveSlots();
/// Whether a table itself (without its base) has the native slot behind a special method.
bool hasNativeSlot(const NativeSlots& slots, Dunder dunder);
extern const char* const kNameTexts[];

/// Makes the builtin types, singletons and names in a fresh region. First thing of every machine.
void bootObjects(Vm& vm);

}  // namespace vitrine
