// From raw bytes to SourceText: BOM, PEP 263 declaration, decoding, newlines. Invariant: the text that comes out is
// valid UTF-8 without null bytes, each line ends in '\n', and a null byte follows the text. Next: lexer.h.
#pragma once

#include <optional>
#include <string_view>

#include "syntax/parser.h"

namespace vitrine::syntax {

/// Decodes `bytes` into `arena`, or says what is wrong (Language Reference 2.1.4; CPython: Parser/tokenizer/helpers.c).
std::optional<SyntaxProblem> decodeSource(std::string_view bytes, SourceKind kind, AstArena& arena, SourceText& out);

/// Characters in the first `byteColumn` bytes of `line`.
int32_t characterColumn(std::string_view line, int32_t byteColumn);
/// Bytes in the first `characters` characters of `line`.
int32_t byteColumn(std::string_view line, int32_t characters);

}  // namespace vitrine::syntax
