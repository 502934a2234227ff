// The stages of the front end, made visible: a source's tokens and its tree as texts for the page's view of the line at the
// cursor. Owns nothing; lexer.h and parser.h do the work.
#pragma once

#include <string>
#include <string_view>

namespace vitrine::syntax {

/// The tokens of `source` (UTF-8 text) in order, as JSON: [["NAME", line, column, end line, end column], ...], kinds as
/// CPython's `token` module names them, keywords as "KEYWORD", operators as "OP". Lines from 1, columns in bytes from 0.
/// Ends where the lexer stopped. INDENT, DEDENT and ENDMARKER are left out: they cover no text.
std::string listTokens(std::string_view source);

/// The tree of `source` as `ast.dump(tree, include_attributes=True)` writes it; "" when it does not parse.
std::string dumpTree(std::string_view source);

}  // namespace vitrine::syntax
