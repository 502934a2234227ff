// From raw bytes to SourceText: BOM, PEP 263 declaration, decoding, newlines. Invariant: the text that comes out is
// valid UTF-8 without null bytes, each line ends in '\n' (but the last one in modes single and eval, if it had none), and
// two null bytes follow the text. Next: lexer.h.
#pragma once

#include <optional>
#include <string_view>

#include "syntax/parser.h"

namespace vitrine::syntax {

/// Decodes `bytes` into `arena`, or says what is wrong (Language Reference 2.1.4; CPython: Parser/tokenizer/helpers.c).
std::optional<SyntaxProblem> decodeSource(std::string_view bytes, SourceKind kind, AstArena& arena, SourceText& out,
                                          ParseMode mode = ParseMode::kExec);

/// Characters in the first `byteColumn` bytes of `line`.
int32_t characterColumn(std::string_view line, int32_t byteColumn);
/// Bytes in the first `characters` characters of `line`.
int32_t byteColumn(std::string_view line, int32_t characters);

}  // namespace vitrine::syntax
