// The tree as text, as Python's `ast.dump(tree, include_attributes=True)` of 3.14 writes it: for tests against CPython
// and for the page's view of the syntax tree. Next: ast.h.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace vitrine::syntax {

enum class DumpPositions : uint8_t { kWithout, kWith };

/// `Module(body=[...])`; what nests deeper than the native stack allows is written `...`.
std::string dumpAst(const Module& module, DumpPositions positions);
std::string dumpAst(const Stmt& statement, DumpPositions positions);
std::string dumpAst(const Expr& expression, DumpPositions positions);

/// repr() of a str (WTF-8) and of bytes, as Python writes them.
std::string reprOfText(std::string_view wtf8);
std::string reprOfBytes(std::string_view bytes);

}  // namespace vitrine::syntax
