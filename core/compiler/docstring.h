// Docstrings: finding them, and the clean-up that Python 3.13 and later do at compile time.
#pragma once

#include <string>
#include <string_view>

#include "syntax/ast.h"

namespace vitrine::compiler {

/// The string literal that `body` begins with, or null. Text that folding made does not count.
const syntax::Constant* docstringOf(syntax::StmtList body);

/// `text` without leading white space on its first line and without the common indentation of the others; tabs are
/// expanded, trailing blanks stay (CPython 3.14: Python/compile.c, _PyCompile_CleanDoc; measured).
std::string cleanDocstring(std::string_view text);

}  // namespace vitrine::compiler
