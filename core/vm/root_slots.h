// The words of Root that are vm/'s own (Root::spare), by name.
#pragma once

#include "objects/root.h"

namespace vitrine {

enum RootSlot : uint32_t {
  kSlotMemoryAlarm,  // pages in use from which on MemoryError is raised: the limit, or more while one is being handled
  kSlotAbcRegistrations,  // how many classes were registered with abstract ones (modules/abc_module.cpp)
};

inline Offset& rootSlot(RootSlot slot) { return root().spare[slot]; }

}  // namespace vitrine
