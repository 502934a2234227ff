// Program: what a user hands over, made ready to run: source text is compiled, a .pyc read and verified. No machine is
// needed for it. Invariant: a code object that comes out has passed the verifier (R17).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/code_object.h"

namespace vitrine {

/// Why something could not be loaded or run.
struct ProgramError {
  std::string kind;     // "SyntaxError", "IndentationError", "ImportError", "internal" ...; empty: none
  std::string message;
  SourceRange range;    // line 0: none
  std::string text;     // what the command line prints: Python's report, newline at the end
  explicit operator bool() const { return !kind.empty(); }
};

struct Program {
  std::shared_ptr<const CodeObject> code;  // nullptr: see error
  ProgramError error;
  std::string fileName;
  std::string bytes;     // as they were handed over
  std::string source;    // the same, where they are source text; else empty
  std::string warnings;  // reports of SyntaxWarnings, for standard error
  bool classic = false;  // a .pyc of CPython 3.7
};

/// Whether `bytes` are a .pyc of whatever version (a magic number is never the beginning of source text).
bool looksLikePyc(std::string_view bytes);
/// Source text (bytes as in a file) or a .pyc. `fileName` is what code objects and messages call it.
Program loadProgram(std::string_view bytes, std::string_view fileName);
/// The error as a JSON object: {"kind", "message", "range": [line, column, endLine, endColumn] or null, "text"}.
std::string errorJson(const ProgramError& error);

}  // namespace vitrine
