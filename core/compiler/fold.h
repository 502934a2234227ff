// Constant folding on the tree, before code generation, as CPython 3.7 does it (Python/ast_opt.c): operators on
// constants, constant tuples, subscripts of constants, literal lists and sets that are only iterated or searched, `not`
// of identity and membership tests, `__debug__`. Results are limited in size; what would raise is left alone.
// fold.cpp walks, fold_operators.cpp computes.
#pragma once

#include <optional>

#include "compiler/folded.h"
#include "compiler/problem.h"
#include "syntax/ast.h"
#include "base/arena.h"

namespace vitrine::compiler {

struct FoldOptions {
  int optimize = 0;
  bool futureAnnotations = false;  // then annotations become text and must not be folded
};

/// Folds `module` in place. New nodes go to `arena`, values to `pool`.
void foldConstants(const syntax::Module& module, const FoldOptions& options, Arena& arena, ConstantPool& pool,
                   ProblemSink& problems);

// The operations, each nothing where Python would raise or 3.7 does not fold.
std::optional<Constant> foldUnary(syntax::UnaryOperator op, const Constant& operand);
std::optional<Constant> foldBinary(syntax::BinaryOperator op, const Constant& left, const Constant& right);
std::optional<Constant> foldSubscript(const Constant& container, const Constant& key);
/// Python's `a == b`.
bool equalInPython(const Constant& a, const Constant& b);

}  // namespace vitrine::compiler
