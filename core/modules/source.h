// From source text to a code object in the region, and SyntaxErrors as exceptions: what compile(), exec(), eval(), import
// and the program's start share.
#pragma once

#include <string>
#include <string_view>

#include "bytecode/verifier.h"
#include "compiler/compiler.h"
#include "objects/native.h"

namespace vitrine {

/// Compiles, verifies and loads; SyntaxError and its kind with all attributes where the text is bad. Warnings go the way of
/// `warnings` (to stderr as 3.14 words them, or turned into a SyntaxError by a filter).
Result<Ref> compileText(Vm& vm, std::string_view source, const CompileOptions& options, uint32_t traits = 0);
/// Raises the exception a problem stands for; `source` is kept with it for "Did you mean".
Raised raiseProblem(Vm& vm, const syntax::SyntaxProblem& problem, const std::string& fileName, std::string_view source = {});
/// Loads a code object after verifying it for its role; SystemError where it must not run.
Result<Ref> loadVerified(Vm& vm, const CodeObject& code, CodeRole role, uint32_t traits);

/// co_flags as 3.14 numbers the future features, and back (3.7's are inside code objects).
uint32_t futureFlagsTo37(uint32_t flags314);
uint32_t futureFlagsTo314(uint32_t flags37);

}  // namespace vitrine
