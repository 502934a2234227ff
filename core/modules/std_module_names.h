// The names of the standard library's modules (sys.stdlib_module_names of 3.14), for "Did you forget to import".
#pragma once

#include <span>
#include <string_view>

namespace vitrine {

/// All of them, sorted.
extern const std::span<const char* const> kStandardModules;
bool isStandardModule(std::string_view name);

}  // namespace vitrine
