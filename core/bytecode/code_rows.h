// Code objects as JSON lines, one a code object, outermost first and nested ones in constant order: what
// `vitrine code FILE` prints. The fields are those of the oracle's rows (tests/bytecode/README.md), keys in order of name
// as json.dumps(sort_keys=True) gives them.
#pragma once

#include <string>
#include <string_view>

#include "bytecode/code_object.h"

namespace vitrine {

/// The rows of `code` and all nested code objects. `file` is the source's name; `sha256` the hexadecimal digest of its
/// bytes (see sha256Hex). `path` tells nested ones apart: "/Name#k" for the k-th constant code object named Name.
std::string codeRows(const CodeObject& code, std::string_view file, std::string_view sha256);

}  // namespace vitrine
