// unparse: expressions back to source text, for annotations under `from __future__ import annotations`.
#pragma once

#include <string>

#include "compiler/folded.h"
#include "syntax/ast.h"

namespace vitrine::compiler {

/// `expr` as CPython writes annotations (Python/ast_unparse.c): one line, the fewest parentheses, strings by repr.
std::string unparse(const syntax::Expr& expr, const ConstantPool& pool);

}  // namespace vitrine::compiler
