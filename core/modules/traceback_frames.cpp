// The frames of a traceback: file, line and name of each, its source with carets under the part that was being evaluated (PEP
// 657), repetitions collapsed. CPython: Lib/traceback.py, StackSummary.
#include <set>

#include "base/unicode.h"
#include "base/utf8.h"
#include "modules/text_stream.h"
#include "modules/traceback_text.h"
#include "objects/frame.h"
#include "objects/str.h"
#include "vm/host.h"

namespace vitrine::traceback {

namespace {

using Lines = std::vector<std::u32string>;
constexpr int kRepetitionsShown = 3;

/// Where one entry of the traceback stands.
struct Entry {
  std::string fileName, name;
  SourceRange range;  // endLine 0: only the line is known
};

Entry entryOf(const TracebackCell* cell) {
  const auto* code = at<CodeCell>(cellOf<FrameObjectCell>(cell->frame)->code);
  const CodeCell* inner = cell->innerCode ? at<CodeCell>(cell->innerCode) : code;
  Entry entry{utf8Of(Value::reference(code->fileName)), utf8Of(Value::reference(code->name)),
              rangeAt(inner, cell->innerCode ? cell->innerInstruction : cell->instruction)};
  if (entry.range.line <= 0) entry.range = {cell->line, 0, 0, 0};
  return entry;
}

bool isBlank(const std::u32string& line) {
  for (char32_t c : line)
    if (!unicode::isSpace(c)) return false;
  return true;
}
void stripEnd(std::u32string& line) {
  while (!line.empty() && unicode::isSpace(line.back())) line.pop_back();
}
size_t leadingBlanks(const std::u32string& line) {
  size_t count = 0;
  while (count < line.size() && unicode::isSpace(line[count])) ++count;
  return count;
}

/// Removes the white space that all lines begin with; blank lines become empty (textwrap.dedent).
void dedent(Lines& lines) {
  const std::u32string *low = nullptr, *high = nullptr;
  for (const auto& line : lines) {
    if (isBlank(line)) continue;
    if (!low || line < *low) low = &line;
    if (!high || line > *high) high = &line;
  }
  size_t margin = 0;
  if (low)
    while (margin < low->size() && margin < high->size() && (*low)[margin] == (*high)[margin] && ((*low)[margin] == ' ' || (*low)[margin] == '\t'))
      ++margin;
  for (auto& line : lines) line = isBlank(line) ? std::u32string() : line.substr(margin);
}

/// A column in UTF-8 bytes as a number of characters.
int toCharacters(const std::u32string& line, int bytes) {
  int count = 0;
  for (char32_t c : line) {
    bytes -= utf8::encodedLength(c);
    if (bytes < 0) break;
    ++count;
  }
  return count;
}

/// The source of one entry with its carets.
class SourceBlock {
 public:
  SourceBlock(Lines lines, int start, int end) : lines_(std::move(lines)), start_(start), end_(end) {
    findParts();
    shown_ = !isPlainCall(lines_, start_, end_) && (anchored_ || !coversAll());
  }

  Lines text() {
    int previous = -1;
    for (int line : significant()) {
      if (previous >= 0 && line - previous == 2) add(line - 1);
      if (previous >= 0 && line - previous > 2) out_.push_back(wide("...<" + std::to_string(line - previous - 1) + " lines>..."));
      add(line);
      previous = line;
    }
    dedent(out_);
    return std::move(out_);
  }

 private:
  int last() const { return int(lines_.size()) - 1; }

  void findParts() {
    Lines segment = lines_;
    auto& lastLine = segment.back();
    if (size_t(end_) < lastLine.size()) lastLine.resize(size_t(end_));
    segment[0].erase(0, size_t(start_) < segment[0].size() ? size_t(start_) : segment[0].size());
    anchored_ = findAnchors(segment, &anchors_);
    if (!anchored_) return;
    if (anchors_.leftLine == 0) anchors_.leftEnd += start_;
    if (anchors_.rightLine == 0) anchors_.rightStart += start_;
    anchors_.leftEnd = displayWidth(lines_[size_t(anchors_.leftLine)], size_t(anchors_.leftEnd));
    anchors_.rightStart = displayWidth(lines_[size_t(anchors_.rightLine)], size_t(anchors_.rightStart));
  }

  /// Nothing but blanks stands outside the part.
  bool coversAll() const {
    std::u32string before = lines_[0].substr(0, size_t(start_)), after;
    if (size_t(end_) < lines_.back().size()) after = lines_.back().substr(size_t(end_));
    return isBlank(before) && isBlank(after);
  }

  /// First and last line, and those around the anchors.
  std::set<int> significant() const {
    std::set<int> lines = {0, last()};
    if (anchored_)
      for (int i = -1; i <= 1; ++i) lines.insert({anchors_.leftLine + i, anchors_.rightLine + i});
    lines.erase(-1);
    lines.erase(last() + 1);
    return lines;
  }

  bool between(int line, int column) const {
    return anchored_ && (line > anchors_.leftLine || (line == anchors_.leftLine && column >= anchors_.leftEnd)) &&
           (line < anchors_.rightLine || (line == anchors_.rightLine && column < anchors_.rightStart));
  }

  void add(int number) {
    const std::u32string& line = lines_[size_t(number)];
    out_.push_back(line);
    if (!shown_) return;
    int blanks = int(leadingBlanks(line));
    int first = displayWidth(lines_[0], size_t(start_));
    int count = number == last() ? displayWidth(line, size_t(end_)) : displayWidth(line, line.size());
    std::u32string carets;
    for (int column = 0; column < count; ++column) {
      bool outside = column < blanks || (number == 0 && column < first);
      carets += outside ? U' ' : !anchored_ || between(number, column) ? U'^' : U'~';
    }
    out_.push_back(carets);
  }

  Lines lines_, out_;
  int start_, end_;
  Anchors anchors_;
  bool anchored_ = false, shown_ = false;
};

/// The source under an entry's heading; nothing where there is none.
Lines sourceOf(const Entry& entry, SourceLines& sources) {
  const SourceRange& range = entry.range;
  if (range.endLine <= 0) {
    std::u32string line = sources.line(entry.fileName, range.line);
    line.erase(0, leadingBlanks(line));
    return line.empty() ? Lines() : Lines{line};
  }
  Lines original;
  for (int32_t number = range.line; number <= range.endLine; ++number) original.push_back(sources.line(entry.fileName, number));
  bool empty = true;
  for (const auto& line : original) empty = empty && isBlank(line);
  if (empty) return {};
  Lines lines = original;
  dedent(lines);
  int removed = int(original[0].size() - lines[0].size());
  int start = std::max(0, toCharacters(original[0], range.column) - removed);
  int end = std::max(0, toCharacters(original.back(), range.endColumn) - removed);
  return SourceBlock(std::move(lines), start, end).text();
}

std::string textOfEntry(const Entry& entry, SourceLines& sources) {
  std::string text = "  File \"" + entry.fileName + "\", line " + std::to_string(entry.range.line) + ", in " + entry.name + "\n";
  for (const auto& line : sourceOf(entry, sources)) text += "    " + narrow(line) + "\n";
  return text;
}

std::string repetitions(int count) {
  count -= kRepetitionsShown;
  return "  [Previous line repeated " + std::to_string(count) + " more time" + (count > 1 ? "s" : "") + "]\n";
}

/// sys.tracebacklimit, or -1 for none.
int64_t shownLimit() {
  Value limit = sysMember("tracebacklimit");
  if (!limit || !limit.isInt()) return -1;
  return limit.asInt() < 0 ? 0 : limit.asInt();
}

}  // namespace

std::u32string SourceLines::line(const std::string& fileName, int32_t number) {
  auto found = files_.find(fileName);
  if (found == files_.end()) {
    std::vector<std::string> lines;
    auto text = host ? host->sourceText(fileName) : std::nullopt;
    for (size_t from = 0; text && from < text->size();) {
      size_t end = text->find_first_of("\r\n", from);
      if (end == std::string::npos) end = text->size();
      lines.push_back(text->substr(from, end - from));
      from = end + (text->compare(end, 2, "\r\n") == 0 ? 2 : 1);
    }
    found = files_.emplace(fileName, std::move(lines)).first;
  }
  if (number < 1 || size_t(number) > found->second.size()) return {};
  std::u32string line = wide(found->second[size_t(number) - 1]);
  stripEnd(line);
  return line;
}

std::vector<std::string> frameTexts(Value traceback, SourceLines& sources) {
  std::vector<Entry> entries;
  for (Value entry = traceback; entry; entry = cellOf<TracebackCell>(entry)->next) entries.push_back(entryOf(cellOf<TracebackCell>(entry)));
  int64_t limit = shownLimit();
  size_t first = limit >= 0 && size_t(limit) < entries.size() ? entries.size() - size_t(limit) : 0;
  std::vector<std::string> texts;
  int count = 0;
  for (size_t i = first; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    bool same = i > first && entry.fileName == entries[i - 1].fileName && entry.range.line == entries[i - 1].range.line &&
                entry.name == entries[i - 1].name;
    if (!same) {
      if (count > kRepetitionsShown) texts.push_back(repetitions(count));
      count = 0;
    }
    if (++count <= kRepetitionsShown) texts.push_back(textOfEntry(entry, sources));
  }
  if (count > kRepetitionsShown) texts.push_back(repetitions(count));
  return texts;
}

std::u32string wide(std::string_view wtf8) {
  std::u32string text;
  for (size_t at = 0; at < wtf8.size();) {
    char32_t c = utf8::decode(wtf8, at);
    text += c == utf8::kMalformed ? U'\xFFFD' : c;
  }
  return text;
}

std::string narrow(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) utf8::append(out, c);
  return out;
}

int displayWidth(const std::u32string& line, size_t count) {
  int width = 0;
  bool ascii = true;
  for (char32_t c : line) ascii = ascii && c < 128;
  if (ascii) return int(count);
  for (size_t i = 0; i < count && i < line.size(); ++i) width += unicode::displayWidth(line[i]) == 2 ? 2 : 1;
  return width;
}

}  // namespace vitrine::traceback
