// What CPython 3.14 does to a tree that compile() is asked for with PyCF_OPTIMIZED_AST (Python/ast_preprocess.c): `__debug__`
// becomes a constant, "%s" % (x,) an f-string, numbers in patterns one constant, docstrings go under -OO. Code is never made
// from such a tree here: 3.7's folding (fold.h) is another.
#pragma once

#include "base/arena.h"
#include "compiler/fold.h"

namespace vitrine::compiler {

/// Changes `module` in place; false where it is nested too deep for the native stack.
bool preprocessTree(syntax::Module& module, const FoldOptions& options, Arena& arena, ConstantPool& pool);

}  // namespace vitrine::compiler
