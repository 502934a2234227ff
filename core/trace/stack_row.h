// What `vitrine stacks` prints: one line of JSON per instruction of the program's own code, in the form of the traces of a
// real CPython 3.7 (tests/programs/README.md):
//
//   [frame depth, code name, offset, [evaluation stack, bottom first], [[block type, handler, level], ...]]
#pragma once

#include <string>

#include "objects/runtime.h"
#include "vm/interpreter.h"

namespace vitrine {

/// Appends a line for the running frame. False (and nothing appended) where its code is not one of `fileName`'s, which
/// is then the library's or the prelude's; such frames do not count for the depth either.
bool appendStackRow(std::string& out, std::string_view fileName);

}  // namespace vitrine
