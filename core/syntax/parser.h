// The front end's door: source bytes in, a syntax tree or a SyntaxError value out. Owns no state; everything made
// lies in the caller's AstArena. What 3.14's symbol table and code generator refuse ('return' outside function,
// duplicate arguments ...) is the compiler's business. Next: parser_core.h for the parser itself, lexer.h for tokens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/ast.h"

namespace vitrine::syntax {

/// `compile()`'s modes. kFunctionType is a signature as in a type comment of PEP 484: "(int, *str) -> bool".
enum class ParseMode : uint8_t { kExec, kEval, kSingle, kFunctionType };

/// What the source is. A text (`compile(str)`) is UTF-8 whatever it declares.
enum class SourceKind : uint8_t { kBytes, kText };

/// What `compile()`'s flags say to the parser.
struct ParseFlags {
  bool allowIncomplete = false;   ///< a source that ends too early is kIncompleteInput (PyCF_ALLOW_INCOMPLETE_INPUT)
  bool impliesDedent = true;      ///< kSingle: a block ends with the source, even without a last newline (PyCF_DONT_IMPLY_DEDENT)
  bool barryAsFlufl = false;      ///< `<>`, not `!=` (PEP 401)
  bool typeComments = false;      ///< `# type: int` belongs to the grammar (PyCF_TYPE_COMMENTS; PEP 484)
};

/// Which exception the problem is. kMemoryError: nested too deep for the parser (CPython says so likewise).
enum class ProblemKind : uint8_t { kSyntaxError, kIndentationError, kTabError, kIncompleteInput, kMemoryError };

/// What the exception's `args` hold besides the message; its attributes are the same whatever they hold.
enum class ProblemArguments : uint8_t {
  kFull,         // file name, line, offset, text, end line, end offset
  kNone,         // nothing (CPython: whatever its symbol table finds)
  kWithoutFile,  // None for the file name (CPython: what its tokenizer finds before it knows it)
  kCodec,        // file name, 0, -1, None: a codec's message
};

/// A SyntaxError as a value. `range` counts bytes from 0 like every range; `offset` and `endOffset` are what the
/// exception's attributes of that name hold (characters from 1; 0 or less where CPython says so).
struct SyntaxProblem {
  ProblemKind kind = ProblemKind::kSyntaxError;
  std::string message;
  SourceRange range;
  int32_t offset = 0, endOffset = 0;
  std::string textLine;  // the line of source at `range.line`, with its newline if CPython shows one; may be empty
  bool afterParsing = false;  // found by a later stage: CPython then shows the line only of a source that is a file
  ProblemArguments arguments = ProblemArguments::kFull;
};

/// A SyntaxWarning of the lexer or parser (invalid escapes, `0x1for x`, ...).
struct SyntaxWarning {
  std::string message;
  SourceRange range;
};

/// A tree, or the problem. `module` is null exactly if there is a problem.
struct ParseResult {
  const Module* module = nullptr;
  SyntaxProblem problem;
  std::vector<SyntaxWarning> warnings;

  bool ok() const { return module != nullptr; }
};

/// Nested calls of the parser's recursive functions that a source may need; beyond comes kMemoryError. The height of
/// a tree, left chains aside, is below it.
inline constexpr int kMaxParserDepth = 3000;

/// Parses `source` (raw bytes of a file or UTF-8 text of a string): decodes by BOM and PEP 263, refuses null bytes
/// and bad UTF-8. The tree lives in `arena` and does not refer to `source`.
/// `fileName` only appears in messages about the encoding.
ParseResult parse(std::string_view source, std::string_view fileName, ParseMode mode, AstArena& arena,
                  SourceKind sourceKind = SourceKind::kBytes, ParseFlags flags = {});

}  // namespace vitrine::syntax
