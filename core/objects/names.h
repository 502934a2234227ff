// Names the machine itself looks up, interned once: dunders.def's, and names.def's.
#pragma once

#include "objects/type.h"

namespace vitrine {

enum class Name : uint16_t {
#define DUNDER(id, name) kDunder##id,
#include "objects/dunders.def"
#undef DUNDER
#define NAME(id, text) k##id,
#include "objects/names.def"
#undef NAME
  kCount
};

/// The interned str of a name (borrowed; lives as long as the machine).
Value nameOf(Name name);
inline Value dunderName(Dunder dunder) { return nameOf(Name(dunder)); }

}  // namespace vitrine
