// "invalid syntax. Did you mean 'while'?": a name on the way to the error that is nearly a keyword, and with which the source
// would parse. CPython 3.14: Lib/traceback.py, _find_keyword_typos; the likeness is difflib's (Ratcliff and Obershelp).
#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "modules/traceback_text.h"
#include "syntax/parser.h"
#include "vm/suggestions.h"

namespace vitrine::traceback {

namespace {

constexpr const char* kKeywords[] = {"False",  "None",   "True",     "and",    "as",   "assert", "async",  "await",    "break",  "class", "continue", "def",
                                     "del",    "elif",   "else",     "except", "finally", "for", "from",   "global",   "if",     "import", "in",      "is",
                                     "lambda", "nonlocal", "not",    "or",     "pass", "raise",  "return", "try",      "while",  "with",  "yield"};
constexpr size_t kMostCharacters = 1024, kMostNames = 10, kMostMatches = 3;
constexpr double kCutoff = 0.5;

bool isKeyword(std::string_view name) {
  return std::find(std::begin(kKeywords), std::end(kKeywords), name) != std::end(kKeywords);
}

/// Characters that difflib's SequenceMatcher finds equal in a and b: the longest common piece, then left and right of it.
size_t matching(std::string_view a, std::string_view b) {
  size_t best = 0, atA = 0, atB = 0;
  for (size_t i = 0; i < a.size(); ++i)
    for (size_t j = 0; j < b.size(); ++j) {
      size_t length = 0;
      while (i + length < a.size() && j + length < b.size() && a[i + length] == b[j + length]) ++length;
      if (length > best) best = length, atA = i, atB = j;
    }
  if (best == 0) return 0;
  return best + matching(a.substr(0, atA), b.substr(0, atB)) + matching(a.substr(atA + best), b.substr(atB + best));
}

/// The keywords most like `name`, the best first.
std::vector<std::string> likeKeywords(const std::string& name) {
  std::vector<std::string> found;
  std::string close = closestName(name, std::vector<std::string>(std::begin(kKeywords), std::end(kKeywords)));
  if (!close.empty()) found.push_back(close);
  std::vector<std::pair<double, std::string>> alike;
  for (std::string_view keyword : kKeywords) {
    double ratio = 2.0 * double(matching(keyword, name)) / double(keyword.size() + name.size());
    if (ratio >= kCutoff) alike.emplace_back(ratio, keyword);
  }
  std::sort(alike.rbegin(), alike.rend());
  for (const auto& each : alike) found.push_back(each.second);
  if (found.size() > kMostMatches) found.resize(kMostMatches);
  return found;
}

using TextLines = std::vector<std::string>;

TextLines linesOf(const std::string& text) {
  TextLines lines;
  for (size_t from = 0; from < text.size();) {
    size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    if (!lines.back().empty() && lines.back().back() == '\r') lines.back().pop_back();
    from = end + 1;
  }
  return lines;
}

size_t indentOf(const std::string& line) { return std::min(line.find_first_not_of(" \t"), line.size()); }
bool isBlankLine(const std::string& line) { return indentOf(line) == line.size() || line[indentOf(line)] == '#'; }

bool opensBlock(const std::string& line) {
  std::string_view text = std::string_view(line).substr(indentOf(line));
  for (std::string_view word : {"if", "while", "for", "def", "class", "try", "with", "async", "match"})
    if (text.substr(0, word.size()) == word && (text.size() == word.size() || text[word.size()] == ' ' || text[word.size()] == ':')) return true;
  return false;
}

/// The line on which the last compound statement begins that ends before the error; 0 where there is none.
int lastStatement(const TextLines& lines, int errorLine) {
  int found = 0;
  for (int i = 1; i < errorLine; ++i) {
    if (!opensBlock(lines[size_t(i) - 1])) continue;
    size_t indent = indentOf(lines[size_t(i) - 1]);
    bool ended = false;
    for (int k = i + 1; k <= errorLine && !ended; ++k) ended = !isBlankLine(lines[size_t(k) - 1]) && indentOf(lines[size_t(k) - 1]) <= indent;
    if (ended) found = i;
  }
  return found;
}

struct NameToken {
  size_t line, start, end;  // bytes
};

bool isNameByte(char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || uint8_t(c) >= 128; }

/// The names in lines of source; strings and comments are passed over.
std::vector<NameToken> namesIn(const TextLines& lines) {
  std::vector<NameToken> names;
  std::string quote;  // what ends the string around
  for (size_t row = 0; row < lines.size(); ++row) {
    const std::string& line = lines[row];
    for (size_t at = 0; at < line.size();) {
      char c = line[at];
      if (!quote.empty()) {
        if (c == '\\') at += 2;
        else if (line.compare(at, quote.size(), quote) == 0) at += quote.size(), quote.clear();
        else ++at;
      } else if (c == '#') {
        break;
      } else if (c == '"' || c == '\'') {
        quote = line.compare(at, 3, std::string(3, c)) == 0 ? std::string(3, c) : std::string(1, c);
        at += quote.size();
      } else if (isNameByte(c)) {
        size_t end = at;
        while (end < line.size() && isNameByte(line[end])) ++end;
        bool prefix = end < line.size() && (line[end] == '"' || line[end] == '\'') && end - at <= 2;
        if (!(c >= '0' && c <= '9') && !prefix) names.push_back({row, at, end});
        at = end;
      } else {
        ++at;
      }
    }
    if (quote.size() == 1) quote.clear();
  }
  return names;
}

/// Whether source parses, or would if it went on.
bool isAcceptable(const TextLines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  syntax::AstArena arena;
  auto parsed = syntax::parse(text, "<input>", syntax::ParseMode::kExec, arena, syntax::SourceKind::kText);
  if (parsed.ok()) return true;
  const std::string& message = parsed.problem.message;
  bool goesOn = message.find("was never closed") != std::string::npos || message.rfind("unterminated triple-quoted", 0) == 0;
  return goesOn || (message.rfind("expected an indented block after", 0) == 0 && parsed.problem.range.line >= int(lines.size()));
}

void dedentLines(TextLines& lines) {
  size_t margin = std::string::npos;
  for (const std::string& line : lines)
    if (indentOf(line) < line.size()) margin = std::min(margin, indentOf(line));
  for (std::string& line : lines) line = indentOf(line) == line.size() ? std::string() : line.substr(margin);
}

}  // namespace

bool findKeywordTypo(const std::string& source, int errorLine, KeywordTypo* typo) {
  TextLines lines = linesOf(source);
  if (errorLine < 1) return false;
  if (size_t(errorLine) < lines.size()) lines.resize(size_t(errorLine));
  errorLine = int(lines.size());
  int first = lastStatement(lines, errorLine);
  if (first > 0) lines.erase(lines.begin(), lines.begin() + first - 1);
  dedentLines(lines);
  size_t length = 0;
  for (const std::string& line : lines) length += utf8::countCodePoints(line) + 1;
  if (length > kMostCharacters + 1) return false;
  size_t looked = 0;
  for (const NameToken& token : namesIn(lines)) {
    const std::string& line = lines[token.line];
    std::string name = line.substr(token.start, token.end - token.start);
    if (isKeyword(name)) continue;
    if (++looked > kMostNames) return false;
    for (const std::string& keyword : likeKeywords(name)) {
      TextLines changed = lines;
      changed[token.line].replace(token.start, name.size(), keyword);
      if (!isAcceptable(changed)) continue;
      int column = int(utf8::countCodePoints(std::string_view(line).substr(0, token.start)));
      *typo = {keyword, line, column + 1, column + 1 + int(utf8::countCodePoints(name))};
      return true;
    }
  }
  return false;
}

}  // namespace vitrine::traceback
