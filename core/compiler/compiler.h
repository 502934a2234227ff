// The compiler's front door: Python 3.14 source text in, one code object (with all it nests) out. What comes out is
// byte for byte what CPython 3.7.5 makes wherever 3.14's semantics allow it (R2); no heap and no VM are needed (R19).
//
// The stages, each a file of its own: parse (syntax/) -> future statements -> constant folding -> symbol table ->
// code generation -> assembler (flow_graph.h) -> peephole. Start reading in README.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/code_object.h"
#include "compiler/folded.h"
#include "syntax/parser.h"

namespace vitrine {

/// What the source is taken for (the third argument of Python's `compile`).
enum class CompileMode { kExec, kEval, kSingle };

struct CompileOptions {
  std::string fileName = "<string>";
  CompileMode mode = CompileMode::kExec;
  syntax::SourceKind sourceKind = syntax::SourceKind::kBytes;  ///< kText: `compile(str)`, a declared encoding means nothing
  int optimize = 0;           ///< as `-O`: 1 drops asserts and makes `__debug__` False, 2 drops docstrings too
  uint32_t futureFlags = 0;   ///< CodeFlag bits kCodeFuture* inherited from the caller
  bool allowTopLevelAwait = false;  ///< `await` outside functions (CPython: PyCF_ALLOW_TOP_LEVEL_AWAIT)
  bool allowIncomplete = false;     ///< see ParseFlags
  bool impliesDedent = true, typeComments = false;  ///< likewise
};

/// Either `code`, or a `problem` (then `code` is empty).
struct CompileResult {
  std::shared_ptr<CodeObject> code;
  syntax::SyntaxProblem problem;
  std::vector<syntax::SyntaxWarning> warnings;  ///< of the parser and of the compiler (`assert (x, "y")`, `1 is x`)

  bool ok() const { return code != nullptr; }
};

/// Compiles `source`: bytes as read from a file (any declared encoding, any line ends) or UTF-8 text.
CompileResult compileSource(std::string_view source, const CompileOptions& options);
/// Compiles a tree that validateTree() (syntax/ast_validate.h) found good; it changes in the course of that. `pool` has the values
/// of its constants that no literal writes (folded.h), `arena` is the tree's.
CompileResult compileTree(const syntax::Module& module, const CompileOptions& options, syntax::AstArena& arena,
                          compiler::ConstantPool& pool);
/// The parser's mode for a compiler's.
syntax::ParseMode parseModeOf(CompileMode mode);
/// What the options say to the parser.
syntax::ParseFlags parseFlagsOf(const CompileOptions& options);

}  // namespace vitrine
