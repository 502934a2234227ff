// Compiling, reading and verifying; the report of a SyntaxError is the one that CPython 3.14's traceback module gives.
#include "program.h"

#include <algorithm>

#include "base/utf8.h"
#include "bytecode/json_text.h"
#include "bytecode/pyc.h"
#include "bytecode/verifier.h"
#include "compiler/compiler.h"
#include "modules/traceback_text.h"

namespace vitrine {
namespace {

const char* kindName(syntax::ProblemKind kind) {
  switch (kind) {
    case syntax::ProblemKind::kIndentationError: return "IndentationError";
    case syntax::ProblemKind::kTabError: return "TabError";
    case syntax::ProblemKind::kIncompleteInput: return "_IncompleteInputError";
    case syntax::ProblemKind::kMemoryError: return "MemoryError";
    default: return "SyntaxError";
  }
}

/// The line with carets under `offset` .. `endOffset` (characters from 1), indented by four blanks.
std::string caretLines(const syntax::SyntaxProblem& problem) {
  std::string_view text = problem.textLine;
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  const size_t blanks = std::min(text.find_first_not_of(" \t\f"), text.size());
  const std::string_view shown = text.substr(blanks);
  if (shown.empty()) return {};
  std::string out = "    " + std::string(shown) + "\n";
  int64_t offset = problem.offset, end = problem.endOffset;
  if (offset < 1) return out;
  if (problem.range.endLine > problem.range.line) end = int64_t(utf8::countCodePoints(text)) + 1;
  if (end <= 0) end = offset;
  if (end <= offset) end = offset + 1;
  const int64_t column = offset - 1 - int64_t(blanks), endColumn = end - 1 - int64_t(blanks);
  if (column < 0) return out;
  out += "    ";
  int64_t at = 0;
  for (char32_t c : utf8::CodePoints(shown)) {
    if (at++ >= column) break;
    out += c == '\t' ? '\t' : ' ';
  }
  for (; at < column; ++at) out += ' ';
  out.append(size_t(endColumn - column), '^');
  return out += '\n';
}

SourceRange rangeOf(const syntax::SourceRange& range) { return {range.line, range.column, range.endLine, range.endColumn}; }

/// "Did you mean" for a mistyped keyword, as the traceback of 3.14 says it: line, offsets and message are the keyword's then.
syntax::SyntaxProblem withKeyword(syntax::SyntaxProblem problem, std::string_view source) {
  bool vague = problem.message == "invalid syntax" || problem.message.find("Perhaps you forgot a comma") != std::string::npos;
  traceback::KeywordTypo typo;
  if (!vague || !utf8::isWtf8(source) || !traceback::findKeywordTypo(std::string(source), problem.range.line, &typo)) return problem;
  problem.message = "invalid syntax. Did you mean '" + typo.keyword + "'?";
  problem.textLine = typo.line + "\n";
  problem.offset = typo.offset;
  problem.endOffset = typo.endOffset;
  problem.range.endLine = problem.range.line;
  return problem;
}

ProgramError errorOf(const syntax::SyntaxProblem& found, const std::string& fileName, std::string_view source) {
  const syntax::SyntaxProblem problem = withKeyword(found, source);
  ProgramError error{kindName(problem.kind), problem.message, rangeOf(found.range), {}};
  const bool place = problem.kind != syntax::ProblemKind::kMemoryError;
  if (place) {
    error.text = "  File \"" + fileName + "\", line " + std::to_string(problem.range.line) + "\n";
    error.text += caretLines(problem);
  }
  error.text += error.kind + ": " + error.message + "\n";
  return error;
}

std::string lineOf(std::string_view source, int32_t number) {
  for (int32_t line = 1; line < number; ++line) {
    const size_t end = source.find('\n');
    if (end == source.npos) return {};
    source.remove_prefix(end + 1);
  }
  source = source.substr(0, source.find('\n'));
  const size_t begin = source.find_first_not_of(" \t\f"), end = source.find_last_not_of(" \t\r\f");
  return begin == source.npos ? std::string() : std::string(source.substr(begin, end - begin + 1));
}

void appendWarnings(Program& program, const std::vector<syntax::SyntaxWarning>& warnings) {
  for (const syntax::SyntaxWarning& warning : warnings) {
    program.warnings += program.fileName + ":" + std::to_string(warning.range.line) + ": SyntaxWarning: " + warning.message + "\n";
    const std::string line = lineOf(program.source, warning.range.line);
    if (!line.empty()) program.warnings += "  " + line + "\n";
  }
}

void readCompiled(Program& program, std::string_view bytes) {
  PycFile file = readPyc(bytes);
  std::string reason = file.error;
  if (file.code) {
    if (auto refused = verify(*file.code, CodeRole::kProgram)) reason = "bytecode refused: " + *refused;
  }
  if (!reason.empty()) {
    program.error = {"ImportError", reason, {}, "ImportError: " + reason + "\n"};
    return;
  }
  program.code = file.code;
  program.classic = file.header.dialect == MarshalDialect::kClassic37;
}

}  // namespace

// The flags behind the magic number end in a zero byte, which source text never holds.
bool looksLikePyc(std::string_view bytes) {
  return bytes.size() >= 8 && bytes[2] == '\r' && bytes[3] == '\n' && bytes[7] == '\0';
}

Program loadProgram(std::string_view bytes, std::string_view fileName) {
  Program program;
  program.fileName = fileName;
  program.bytes = bytes;
  const bool compiledName = fileName.size() > 4 && fileName.substr(fileName.size() - 4) == ".pyc";
  if (compiledName || looksLikePyc(bytes)) {
    readCompiled(program, bytes);
    return program;
  }
  program.source = bytes;
  CompileOptions options;
  options.fileName = program.fileName;
  CompileResult result = compileSource(bytes, options);
  if (!result.ok()) {
    program.error = errorOf(result.problem, program.fileName, bytes);
    return program;
  }
  appendWarnings(program, result.warnings);
  if (auto refused = verify(*result.code, CodeRole::kProgram)) {
    program.error = {"internal", "the compiler's bytecode was refused: " + *refused, {}, "internal error: " + *refused + "\n"};
    return program;
  }
  program.code = std::move(result.code);
  return program;
}

std::string errorJson(const ProgramError& error) {
  if (!error) return {};
  std::string out;
  {
    JsonObject object(out);
    object.text("kind", error.kind).text("message", error.message);
    const SourceRange& range = error.range;
    std::string& place = object.open("range");
    if (range.line == 0) place += "null";
    else
      place += "[" + std::to_string(range.line) + ", " + std::to_string(range.column) + ", " + std::to_string(range.endLine) +
               ", " + std::to_string(range.endColumn) + "]";
    object.text("text", error.text);
  }
  return out;
}

}  // namespace vitrine
