// Warnings that come from C++: of the compiler, and of builtins. They go to the `warnings` module once the program has imported
// it; before that they are printed as its default filters would have it.
#pragma once

#include <string_view>

#include "objects/native.h"
#include "syntax/parser.h"

namespace vitrine {

/// A SyntaxWarning of the compiler; raises where a filter makes an error of it (then a SyntaxError, as in CPython).
Result<void> warnSyntax(Vm& vm, const syntax::SyntaxWarning& warning, const std::string& fileName, std::string_view source);
/// warnings.warn(message, category) of the code that runs, `stackLevel` frames up.
Result<void> warn(Vm& vm, TypeId category, const std::string& message, uint32_t stackLevel = 1);
/// The RuntimeWarning of a coroutine (or the like) that died without ever having been awaited, where the code that runs has come to.
Result<void> warnUnawaited(Vm& vm, const std::string& message, Value awaitable);

}  // namespace vitrine
