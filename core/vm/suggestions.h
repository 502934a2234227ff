// "Did you mean": the name closest to one that was not found, as CPython's Python/suggestions.c measures it.
#pragma once

#include <string>
#include <vector>

namespace vitrine {

/// The best of `possible` for `wrong`; empty where none is close enough.
std::string closestName(const std::string& wrong, const std::vector<std::string>& possible);

}  // namespace vitrine
