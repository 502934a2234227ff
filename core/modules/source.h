// From source text to a code object in the region, and SyntaxErrors as exceptions: what compile(), exec(), eval(), import
// and the program's start share.
#pragma once

#include <string>
#include <string_view>

#include "bytecode/verifier.h"
#include "compiler/compiler.h"
#include "objects/native.h"

namespace vitrine {

/// compile()'s flags (Include/cpython/compile.h); kCompileNested meant a future feature once.
enum CompileFlag : uint32_t {
  kCompileNested = 0x10,
  kCompileDontImplyDedent = 0x200,
  kCompileOnlyAst = 0x400,
  kCompileTypeComments = 0x1000,
  kCompileTopLevelAwait = 0x2000,
  kCompileIncomplete = 0x4000,
  kCompileOptimizedAst = 0x8000,
  kCompileFutures = 0x1FE0000,
  kCompileKnown = kCompileNested | kCompileDontImplyDedent | kCompileOnlyAst | kCompileTypeComments | kCompileTopLevelAwait |
                  kCompileIncomplete | kCompileOptimizedAst | kCompileFutures,
};
/// Sets what `flags` ask for.
void takeFlags(CompileOptions& options, uint32_t flags);

/// Compiles, verifies and loads; SyntaxError and its kind with all attributes where the text is bad. Warnings go the way of
/// `warnings` (to stderr as 3.14 words them, or turned into a SyntaxError by a filter).
Result<Ref> compileText(Vm& vm, std::string_view source, const CompileOptions& options, uint32_t traits = 0);
/// The tree of a source, in `arena`; warnings and SyntaxErrors as compileText() gives them. `mode` may be one that no code is made of.
Result<const syntax::Module*> parseText(Vm& vm, std::string_view source, const CompileOptions& options, syntax::ParseMode mode, syntax::AstArena& arena);
/// Compiles, verifies and loads a tree (compiler.h).
Result<Ref> compileModule(Vm& vm, const syntax::Module& module, const CompileOptions& options, syntax::AstArena& arena,
                            compiler::ConstantPool& pool);
/// Raises the exception a problem stands for; `source` is kept with it for "Did you mean".
Raised raiseProblem(Vm& vm, const syntax::SyntaxProblem& problem, const std::string& fileName, std::string_view source = {});
/// Loads a code object after verifying it for its role; SystemError where it must not run.
Result<Ref> loadVerified(Vm& vm, const CodeObject& code, CodeRole role, uint32_t traits);

/// co_flags as 3.14 numbers the future features, and back (3.7's are inside code objects).
uint32_t futureFlagsTo37(uint32_t flags314);
uint32_t futureFlagsTo314(uint32_t flags37);

}  // namespace vitrine
