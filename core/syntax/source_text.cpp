// Decoding of source files and the line table. See source_text.h.
#include "syntax/source_text.h"

#include <cstring>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace vitrine::syntax {
namespace {

enum class Encoding : uint8_t { kUtf8, kLatin1, kAscii, kUnknown };

struct Declaration {
  Encoding encoding = Encoding::kUtf8;
  std::string name;  // as written; empty: none
  int32_t line = 0;
  /// Written so that CPython reads the source without a codec (`utf-8`, but not `utf8`).
  bool plainUtf8 = true;
};

bool isEncodingCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/// Lower case with '-' for '_', cut at 12 characters, so that `UTF_8-unix` is utf-8 (CPython: get_normal_name).
Encoding encodingNamed(std::string_view name) {
  std::string plain;
  for (char c : name.substr(0, 12)) plain += c == '_' ? '-' : c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  auto startsAs = [&](std::string_view word) { return plain == word || plain.rfind(std::string(word) + "-", 0) == 0; };
  if (startsAs("utf-8") || plain == "utf8" || plain == "u8" || plain == "utf" || plain == "cp65001") return Encoding::kUtf8;
  for (std::string_view word : {"latin-1", "iso-8859-1", "iso-latin-1"})
    if (startsAs(word)) return Encoding::kLatin1;
  for (std::string_view word : {"latin1", "iso8859-1", "l1", "latin", "8859", "cp819"})
    if (plain == word) return Encoding::kLatin1;
  for (std::string_view word : {"ascii", "us-ascii", "646"})
    if (plain == word) return Encoding::kAscii;
  return Encoding::kUnknown;
}

bool isPlainUtf8(std::string_view name) {
  std::string plain;
  for (char c : name.substr(0, 12)) plain += c == '_' ? '-' : c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return plain == "utf-8" || plain.rfind("utf-8-", 0) == 0;
}

/// The declaration in one line (PEP 263): a comment with `coding` and ':' or '='.
std::string declarationIn(std::string_view line) {
  size_t at = line.find_first_not_of(" \t\f");
  if (at == std::string_view::npos || line[at] != '#') return {};
  for (at = line.find("coding", at); at != std::string_view::npos; at = line.find("coding", at + 1)) {
    size_t next = at + 6;
    if (next >= line.size() || (line[next] != ':' && line[next] != '=')) continue;
    next = line.find_first_not_of(" \t", next + 1);
    if (next == std::string_view::npos) return {};
    size_t end = next;
    while (end < line.size() && isEncodingCharacter(line[end])) ++end;
    if (end > next) return std::string(line.substr(next, end - next));
  }
  return {};
}

Declaration findDeclaration(std::string_view bytes) {
  for (int line = 1; line <= 2 && !bytes.empty(); ++line) {
    size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    std::string_view text = bytes.substr(0, end);
    if (std::string name = declarationIn(text); !name.empty())
      return {encodingNamed(name), name, line, isPlainUtf8(name)};
    size_t first = text.find_first_not_of(" \t\f");
    if (first != std::string_view::npos && text[first] != '#') break;  // only blank or comment lines may come before
    bytes.remove_prefix(std::min(end + (bytes.substr(end, 2) == "\r\n" ? 2 : 1), bytes.size()));
  }
  return {};
}

SyntaxProblem plainProblem(std::string message) {
  SyntaxProblem problem;
  problem.message = std::move(message);
  return problem;
}

std::string hexByte(unsigned char byte) {
  const char* digits = "0123456789abcdef";
  return {digits[byte >> 4], digits[byte & 15]};
}

/// What a codec says.
SyntaxProblem codecProblem(std::string message) {
  SyntaxProblem problem = plainProblem(std::move(message));
  problem.arguments = ProblemArguments::kCodec;
  problem.range = {0, 0, 0, 0};
  problem.offset = -1;
  return problem;
}

/// The line around `at`, U+FFFD for what is no UTF-8.
std::string readableLine(std::string_view text, size_t lineStart) {
  std::string_view line = text.substr(lineStart, std::min(text.find_first_of("\r\n", lineStart), text.size()) - lineStart);
  std::string readable;
  size_t done = 0;
  while (auto bad = utf8::validate(line, done)) {
    readable += line.substr(done, bad->start - done);
    readable += "\xef\xbf\xbd";
    done = bad->end;
  }
  return readable.append(line.substr(done));
}

/// A byte-order mark before a declaration of anything but UTF-8; in line 1 or 2.
SyntaxProblem declarationWithBom(std::string_view text, const Declaration& declared) {
  SyntaxProblem problem = plainProblem("encoding problem: " + std::string(declared.encoding == Encoding::kLatin1 ? "iso-8859-1" : declared.name) + " with BOM");
  problem.arguments = ProblemArguments::kWithoutFile;
  problem.textLine = readableLine(text, declared.line == 1 ? 0 : text.find_first_of("\r\n") + 1);
  const int32_t end = int32_t(problem.textLine.size()) + (declared.line > 1);
  problem.range = {declared.line, 0, declared.line, end};
  problem.endOffset = end;
  return problem;
}

SyntaxProblem undeclaredByte(std::string_view text, size_t at) {
  size_t lineStart = 0;
  int32_t line = 1;
  for (size_t i = 0; i < at; ++i)
    if (text[i] == '\n') {
      ++line;
      lineStart = i + 1;
    }
  SyntaxProblem problem = plainProblem("Non-UTF-8 code starting with '\\x" + hexByte(static_cast<unsigned char>(text[at])) + "' on line " +
                                       std::to_string(line) +
                                       ", but no encoding declared; see https://peps.python.org/pep-0263/ for details");
  int32_t column = int32_t(at - lineStart);
  problem.range = {line, column, line, column};
  problem.arguments = ProblemArguments::kWithoutFile;
  problem.textLine = readableLine(text, lineStart);
  problem.offset = problem.endOffset = characterColumn(text.substr(lineStart, column), column) + 1;
  return problem;
}

/// Bytes above 127 become two bytes of UTF-8.
std::string fromLatin1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (char c : bytes) utf8::append(text, static_cast<unsigned char>(c));
  return text;
}

/// Copies `text`; '\r\n' and '\r' become '\n'. Gives the end of the copy.
char* copyLines(std::string_view text, char* copy) {
  const char* next = text.data();
  const char* last = next + text.size();
  while (next < last) {
    const auto* carriage = static_cast<const char*>(std::memchr(next, '\r', size_t(last - next)));
    const char* stop = carriage ? carriage : last;
    std::memcpy(copy, next, size_t(stop - next));
    copy += stop - next;
    next = stop;
    if (!carriage) break;
    *copy++ = '\n';
    next += last - next > 1 && next[1] == '\n' ? 2 : 1;
  }
  return copy;
}

/// Bytes of `chunk` that are `byte`, as the high bits of these bytes. No other bit is set.
uint64_t bytesEqual(uint64_t chunk, char byte) {
  constexpr uint64_t kLow = 0x7f7f7f7f7f7f7f7f, kOnes = 0x0101010101010101;
  uint64_t difference = chunk ^ (kOnes * uint8_t(byte));
  return ~(((difference & kLow) + kLow) | difference | kLow);
}

/// Offsets behind each newline, eight bytes at a time.
void findLines(std::string_view text, std::vector<uint32_t>& starts) {
  starts.reserve(text.size() / 24 + 4);
  starts.push_back(0);
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t chunk;
    std::memcpy(&chunk, text.data() + at, 8);
    for (uint64_t found = bytesEqual(chunk, '\n'); found; found &= found - 1)
      starts.push_back(uint32_t(at + size_t(__builtin_ctzll(found)) / 8 + 1));
  }
  for (; at < text.size(); ++at)
    if (text[at] == '\n') starts.push_back(uint32_t(at + 1));
}

/// All newlines become '\n'; in mode exec a last line without an end gets one; line starts are noted.
void normaliseNewlines(std::string_view text, ParseMode mode, AstArena& arena, SourceText& out) {
  char* copy = static_cast<char*>(arena.allocate(text.size() + 3, 1));
  char* end = copyLines(text, copy);
  if (mode == ParseMode::kExec && end > copy && end[-1] != '\n') *end++ = '\n';
  end[0] = end[1] = 0;
  out.text = {copy, size_t(end - copy)};
  std::vector<uint32_t> starts;
  findLines(out.text, starts);
  if (out.endsInLine()) starts.push_back(uint32_t(out.text.size() + 1));
  out.lineStarts = arena.copy(starts);
}

}  // namespace

std::optional<SyntaxProblem> decodeSource(std::string_view bytes, SourceKind kind, AstArena& arena, SourceText& out, ParseMode mode) {
  if (bytes.size() > size_t{1} << 30) return plainProblem("source is too large");
  bool hasBom = kind == SourceKind::kBytes && bytes.substr(0, 3) == "\xef\xbb\xbf";
  if (hasBom) bytes.remove_prefix(3);
  if (bytes.find('\0') != std::string_view::npos) return plainProblem("source code string cannot contain null bytes");
  Declaration declared = kind == SourceKind::kBytes ? findDeclaration(bytes) : Declaration{};
  if (hasBom && !declared.plainUtf8) return declarationWithBom(bytes, declared);
  if (declared.encoding == Encoding::kUnknown) return codecProblem("unknown encoding: " + declared.name);
  std::string decoded;
  if (declared.encoding == Encoding::kLatin1 && !utf8::isAscii(bytes)) {
    decoded = fromLatin1(bytes);
    bytes = decoded;
  } else if (declared.encoding == Encoding::kAscii) {
    for (size_t i = 0; i < bytes.size(); ++i)
      if (bytes[i] & 0x80)
        return codecProblem("'ascii' codec can't decode byte 0x" + hexByte(static_cast<unsigned char>(bytes[i])) + " in position " +
                            std::to_string(i) + ": ordinal not in range(128)");
  } else if (auto bad = utf8::validate(bytes)) {
    if (declared.plainUtf8) return undeclaredByte(bytes, bad->start);
    return codecProblem("'utf-8' codec can't decode byte 0x" + hexByte(static_cast<unsigned char>(bytes[bad->start])) + " in position " +
                        std::to_string(bad->start) + ": " + bad->reason);
  }
  normaliseNewlines(bytes, mode, arena, out);
  return std::nullopt;
}

int32_t characterColumn(std::string_view line, int32_t byteColumn) {
  int32_t characters = 0;
  for (int32_t i = 0; i < byteColumn && i < int32_t(line.size()); ++i) characters += !utf8::isContinuation(line[i]);
  return characters + (byteColumn > int32_t(line.size()) ? byteColumn - int32_t(line.size()) : 0);
}

int32_t byteColumn(std::string_view line, int32_t characters) {
  size_t at = 0;
  while (at < line.size() && characters > 0) {
    at += size_t(utf8::sequenceLength(line[at]));
    --characters;
  }
  return int32_t(at) + characters;
}

std::string_view SourceText::line(int32_t line) const {
  if (line < 1 || size_t(line) >= lineStarts.size()) return {};
  return text.substr(lineStarts[line - 1], lineStarts[line] - lineStarts[line - 1] - 1);
}

std::string SourceText::wholeLine(int32_t line) const {
  bool last = line >= 1 && size_t(line) + 1 == lineStarts.size();
  std::string whole(this->line(line));
  if (!last || !endsInLine()) whole += '\n';
  return whole;
}

std::string_view SourceText::slice(const SourceRange& range) const {
  if (range.line < 1 || size_t(range.endLine) > lineStarts.size()) return {};
  size_t start = lineStarts[range.line - 1] + size_t(range.column);
  size_t end = lineStarts[range.endLine - 1] + size_t(range.endColumn);
  return start <= end && end <= text.size() ? text.substr(start, end - start) : std::string_view{};
}

}  // namespace vitrine::syntax
