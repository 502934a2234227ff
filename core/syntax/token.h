// Token: one row of tokens.def with its place in the source. Positions are those of CPython's C tokenizer (an INDENT
// or DEDENT has no column, a NEWLINE begins with the comment before it), since its error messages point with them. Next: lexer.h.
#pragma once

#include <cstdint>
#include <string_view>

namespace vitrine::syntax {

enum class TokenKind : uint8_t {
#define TOKEN(name, display) name,
#define OPERATOR(name, spelling) name,
#define KEYWORD(name, spelling) KW_##name,
#include "syntax/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
};

/// The name CPython's `token` module has for the kind (keywords are NAME there).
std::string_view tokenKindName(TokenKind kind);
/// How an operator or keyword is spelled; empty for the others.
std::string_view tokenSpelling(TokenKind kind);
/// The keyword `word` is, or NAME.
TokenKind keywordKind(std::string_view word);
inline bool isKeyword(TokenKind kind) { return kind >= TokenKind::KW_FALSE; }

/// One token. `start` and `end` are offsets into SourceText::text.
struct Token {
  TokenKind kind = TokenKind::END;
  bool nonAscii = false;  // NAME: has to be normalised
  uint32_t start = 0, end = 0;
  int32_t line = 0, column = 0, endLine = 0, endColumn = 0;  // column -1: none
  int32_t classicLine = 0;  // the line 3.7's tokenizer gives: where a string ends, else `line`
};

}  // namespace vitrine::syntax
