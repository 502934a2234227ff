// Future statements: `from __future__ import ...` at the beginning of a source (Language Reference 7.11).
#pragma once

#include "compiler/problem.h"
#include "syntax/ast.h"

namespace vitrine::compiler {

struct FutureFeatures {
  uint32_t flags = 0;    // CodeFlag bits kCodeFuture* of the features that still mean something
  int32_t lastLine = 0;  // of the last future statement; 0: there is none
};

/// The features that `module` asks for. Unknown ones are problems.
FutureFeatures findFutureFeatures(const syntax::Module& module, ProblemSink& problems);

}  // namespace vitrine::compiler
