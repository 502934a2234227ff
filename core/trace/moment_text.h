// A moment's record as plain text, for `replay --dump` and for tests that compare two moments.
#pragma once

#include <string>
#include <string_view>

namespace vitrine {

/// Frames, blocks, both stacks, one line each; "" where `record` is not a record.
std::string momentText(std::string_view record);

}  // namespace vitrine
