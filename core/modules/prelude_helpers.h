// The hidden native functions that the prelude's Python calls by name: one span each, assembled into the module
// "_prelude", whose functions are globals of the prelude.
#pragma once

#include <span>

#include "objects/native.h"

namespace vitrine {

extern const std::span<const NativeMethod> kSortHelpers;       // sort_helpers.cpp
extern const std::span<const NativeMethod> kContainerHelpers;  // container_helpers.cpp

}  // namespace vitrine
