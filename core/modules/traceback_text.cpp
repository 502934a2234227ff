// See traceback_text.h. An exception and all it was caused by become a list of notes first (each exception once), so that neither
// cycles nor depth matter; then they are written out, the oldest first. CPython: Lib/traceback.py, TracebackException.
#include "modules/traceback_text.h"

#include <algorithm>
#include <set>

#include "base/depth_guard.h"
#include "base/utf8.h"
#include "modules/text_stream.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {

using namespace traceback;

std::string safeText(Vm& vm, Value v, const char* what, bool wantRepr) {
  auto text = wantRepr ? repr(vm, v) : str(vm, v);
  if (text.ok()) return utf8Of(text.value());
  vm.clearPending();
  return std::string("<") + what + (wantRepr ? " repr() failed>" : " str() failed>");
}

namespace {

constexpr int kMaxGroupWidth = 15, kMaxGroupDepth = 10;

/// What will be printed of one exception.
struct Note {
  Ref exception;
  std::vector<std::string> frames, lastLines;
  int cause = -1, context = -1;
  bool group = false;
  std::vector<int> members;
};

std::vector<std::string> splitLines(const std::string& text) {
  std::vector<std::string> lines;
  size_t from = 0, end;
  while ((end = text.find('\n', from)) != std::string::npos) {
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  lines.push_back(text.substr(from));
  return lines;
}

/// "module.Name" of a class, the module left out where it is builtins or __main__.
std::string qualifiedTypeName(const TypeCell* type) {
  std::string name = utf8Of(Value::reference(type->qualName)), module;
  if (type->flags & kTypeHeap) {
    Value own = dictGetName(Value::reference(type->dict), nameOf(Name::kModule));
    module = own && isStr(own) ? utf8Of(own) : "<unknown>";
  } else {
    module = typeRow(TypeId(type->native)).module;
  }
  return module == "builtins" || module == "__main__" ? name : module + "." + name;
}

// --- SyntaxError ------------------------------------------------------------------------------------------------------------------

bool isSet(Value v) { return v && !isNone(v); }

/// The part of a line that is to be underlined: offsets from 1, as SyntaxError has them.
struct Underlined {
  std::u32string text;
  int64_t offset, end;
};

/// Where the exception says the problem is; `end` is the line's end where the problem goes on behind it.
Underlined underlinedPart(const SyntaxExceptionCell* e, size_t length) {
  Underlined part{wide(utf8Of(e->text)), e->column.asInt(), 0};
  bool oneLine = (isSet(e->line) ? e->line : none()) == (isSet(e->endLine) ? e->endLine : none());
  if (!oneLine)
    part.end = int64_t(length) + 1;
  else
    part.end = e->endColumn && e->endColumn.isInt() && e->endColumn.asInt() != 0 ? e->endColumn.asInt() : part.offset;
  return part;
}

size_t strippedLength(const std::u32string& text) {
  size_t length = text.size();
  while (length && text[length - 1] == '\n') --length;
  return length;
}

/// The line of source with carets under the part.
void addUnderlined(Underlined part, std::vector<std::string>& lines) {
  int64_t length = int64_t(strippedLength(part.text)), blanks = 0;
  while (blanks < length && (part.text[size_t(blanks)] == ' ' || part.text[size_t(blanks)] == '\f')) ++blanks;
  std::u32string shown = part.text.substr(size_t(blanks), size_t(length - blanks));
  if (!part.text.empty() && part.offset > int64_t(part.text.size())) part.offset = length + 1;
  if (!part.text.empty() && part.end > int64_t(part.text.size())) part.end = length + 1;
  if (part.offset >= part.end || part.end < 0) part.end = part.offset + 1;
  lines.push_back("    " + narrow(shown));
  int64_t column = part.offset - 1 - blanks;
  if (column < 0) return;
  std::u32string carets;
  for (int64_t i = 0; i < column && i < int64_t(shown.size()); ++i) {
    char32_t c = shown[size_t(i)];
    carets += c == '\t' || c == '\f' || c == '\v' || c == '\r' ? c : U' ';
  }
  carets.append(size_t(part.end - part.offset), U'^');
  lines.push_back("    " + narrow(carets));
}

/// The source line of a SyntaxError; `message` grows by "Did you mean" where a keyword was mistyped.
void addSyntaxSource(const SyntaxExceptionCell* e, std::string& message, std::vector<std::string>& lines) {
  std::u32string text = wide(utf8Of(e->text));
  KeywordTypo typo;
  bool vague = message == "invalid syntax" || message.find("Perhaps you forgot a comma") != std::string::npos;
  bool known = vague && e->metadata && isTuple(e->metadata) && tupleItems(e->metadata).size() == 3 && isStr(tupleItems(e->metadata)[2]) &&
               e->line && e->line.isInt();
  if (known && findKeywordTypo(utf8Of(tupleItems(e->metadata)[2]), int(e->line.asInt()), &typo)) {
    message = "invalid syntax. Did you mean '" + typo.keyword + "'?";
    return addUnderlined({wide(typo.line), typo.offset, typo.endOffset}, lines);
  }
  if (!isSet(e->column)) {
    text.resize(strippedLength(text));
    std::string shown = narrow(text);
    return lines.push_back("    " + shown.substr(std::min(shown.find_first_not_of(" \n\f"), shown.size())));
  }
  if (e->column.isInt()) addUnderlined(underlinedPart(e, strippedLength(text)), lines);
}

void addSyntaxError(Vm& vm, Value exception, const std::string& type, std::vector<std::string>& lines) {
  auto* e = cellOf<SyntaxExceptionCell>(exception);
  std::string suffix, message = isSet(e->message) ? safeText(vm, e->message, "msg") : "";
  if (isSet(e->line)) {
    std::string file = isSet(e->fileName) ? safeText(vm, e->fileName, "filename") : "<string>";
    lines.push_back("  File \"" + file + "\", line " + safeText(vm, e->line, "lineno"));
  } else if (isSet(e->fileName)) {
    suffix = " (" + safeText(vm, e->fileName, "filename") + ")";
  }
  if (e->text && isStr(e->text)) addSyntaxSource(e, message, lines);
  lines.push_back(type + ": " + (message.empty() ? "<no detail available>" : message) + suffix);
}

// --- last lines ---------------------------------------------------------------------------------------------------------------------

bool isSequence(Value v) {
  return !isStr(v) && !isBytes(v) && (isList(v) || isTuple(v) || typeOf(v)->flags & kTypeSequencePattern);
}

/// __notes__, a line of output for each of their lines.
void addNotes(Vm& vm, Value exception, std::vector<std::string>& lines) {
  auto found = findAttribute(vm, exception, nameOf(Name::kNotes));
  if (!found.ok()) {
    Ref problem = vm.takePending();
    lines.push_back("Ignored error getting __notes__: " + safeText(vm, problem, "__notes__", true));
    return;
  }
  Ref notes = found.take();
  if (isExhausted(notes) || isNone(notes)) return;
  auto items = isSequence(notes) ? listFrom(vm, notes) : Result<Ref>(exhausted());
  if (!items.ok()) return vm.clearPending();
  Ref list = items.take();
  if (isExhausted(list)) return lines.push_back(safeText(vm, notes, "__notes__", true));
  for (uint32_t i = 0; i < listItems(list).size(); ++i) {
    Ref note = Ref::share(listItems(list)[i]);
    for (const std::string& line : splitLines(safeText(vm, note, "note"))) lines.push_back(line);
  }
}

std::vector<std::string> lastLinesOf(Vm& vm, Value exception) {
  std::vector<std::string> lines;
  std::string type = qualifiedTypeName(typeOf(exception));
  std::string message = safeText(vm, exception, "exception");
  if (isInstance(exception, TypeId::kSyntaxError)) {
    addSyntaxError(vm, exception, type, lines);
  } else {
    message += suggestionFor(vm, exception);
    lines.push_back(message.empty() ? type : type + ": " + message);
  }
  addNotes(vm, exception, lines);
  return lines;
}

// --- collecting ----------------------------------------------------------------------------------------------------------------------

class Collector {
 public:
  explicit Collector(Vm& vm) : vm_(vm) {}

  std::vector<Note> collect(Value exception) {
    add(exception);
    std::vector<int> queue = {0};
    while (!queue.empty()) {
      int at = queue.back();
      queue.pop_back();
      follow(at, queue);
    }
    return std::move(notes_);
  }

 private:
  int add(Value exception) {
    seen_.insert(exception.offset());
    Note note;
    note.exception = Ref::share(exception);
    note.group = isInstance(exception, TypeId::kBaseExceptionGroup);
    note.frames = frameTexts(exceptionCell(exception)->traceback, sources_);
    note.lastLines = lastLinesOf(vm_, exception);
    notes_.push_back(std::move(note));
    return int(notes_.size()) - 1;
  }

  bool isNew(Value exception) const { return exception && !seen_.count(exception.offset()); }

  void follow(int at, std::vector<int>& queue) {
    Ref exception = notes_[size_t(at)].exception.share();
    auto* cell = exceptionCell(exception);
    int cause = -1, context = -1;
    if (isNew(cell->cause)) cause = add(cell->cause);
    if (cause < 0 && !cell->suppressContext && isNew(cell->context)) context = add(cell->context);
    std::vector<int> members;
    if (notes_[size_t(at)].group)
      for (Value member : tupleItems(exception.as<GroupExceptionCell>()->exceptions)) members.push_back(add(member));
    notes_[size_t(at)].cause = cause;
    notes_[size_t(at)].context = context;
    notes_[size_t(at)].members = members;
    if (cause >= 0) queue.push_back(cause);
    if (context >= 0) queue.push_back(context);
    queue.insert(queue.end(), members.begin(), members.end());
  }

  Vm& vm_;
  SourceLines sources_;
  std::set<Offset> seen_;
  std::vector<Note> notes_;
};

// --- writing out -------------------------------------------------------------------------------------------------------------------

class Writer {
 public:
  explicit Writer(const std::vector<Note>& notes) : notes_(notes) {}

  std::string write(int at) {
    chain(at);
    return std::move(out_);
  }

 private:
  static constexpr const char* kCause = "\nThe above exception was the direct cause of the following exception:\n\n";
  static constexpr const char* kContext = "\nDuring handling of the above exception, another exception occurred:\n\n";

  std::string indent() const { return std::string(size_t(2 * depth_), ' '); }

  /// Writes text whose every line stands behind the margin of the groups around.
  void emit(const std::string& text, char margin = '|') {
    std::string before = indent();
    if (depth_) before += std::string(1, margin) + " ";
    for (size_t from = 0; from < text.size();) {
      size_t end = text.find('\n', from);
      end = end == std::string::npos ? text.size() : end + 1;
      out_ += before + text.substr(from, end - from);
      from = end;
    }
  }

  void chain(int at) {
    DepthGuard guard;
    std::vector<std::pair<const char*, int>> links;
    while (at >= 0) {
      const Note& note = notes_[size_t(at)];
      const char* message = note.cause >= 0 ? kCause : note.context >= 0 ? kContext : nullptr;
      links.emplace_back(message, at);
      at = note.cause >= 0 ? note.cause : note.context;
    }
    for (size_t i = links.size(); i-- > 0;) {
      if (links[i].first) emit(links[i].first);
      const Note& note = notes_[size_t(links[i].second)];
      if (!note.group)
        single(note);
      else if (depth_ > kMaxGroupDepth)
        emit("... (max_group_depth is " + std::to_string(kMaxGroupDepth) + ")\n");
      else
        group(note);
    }
  }

  void lines(const Note& note) {
    for (const std::string& frame : note.frames) emit(frame);
  }
  void last(const Note& note) {
    for (const std::string& line : note.lastLines) emit(line + "\n");
  }

  void single(const Note& note) {
    if (!note.frames.empty()) emit("Traceback (most recent call last):\n");
    lines(note);
    last(note);
  }

  void group(const Note& note) {
    bool outermost = depth_ == 0;
    if (outermost) ++depth_;
    if (!note.frames.empty()) emit("Exception Group Traceback (most recent call last):\n", outermost ? '+' : '|');
    lines(note);
    last(note);
    int count = int(note.members.size()), shown = count <= kMaxGroupWidth ? count : kMaxGroupWidth + 1;
    needsClose_ = false;
    for (int i = 0; i < shown; ++i) member(note, i, i == shown - 1, count);
    if (outermost) depth_ = 0;
  }

  void member(const Note& note, int i, bool isLast, int count) {
    if (isLast) needsClose_ = true;
    bool cut = i >= kMaxGroupWidth;
    out_ += indent() + (i == 0 ? "+-" : "  ") + "+---------------- " + (cut ? "..." : std::to_string(i + 1)) + " ----------------\n";
    ++depth_;
    if (cut) {
      int rest = count - kMaxGroupWidth;
      emit("and " + std::to_string(rest) + " more exception" + (rest > 1 ? "s" : "") + "\n");
    } else {
      chain(note.members[size_t(i)]);
    }
    if (isLast && needsClose_) {
      out_ += indent() + "+------------------------------------\n";
      needsClose_ = false;
    }
    --depth_;
  }

  const std::vector<Note>& notes_;
  std::string out_;
  int depth_ = 0;
  bool needsClose_ = false;
};

}  // namespace

std::string exceptionText(Vm& vm, Value exception) {
  std::vector<Note> notes = Collector(vm).collect(exception);
  return Writer(notes).write(0);
}

void writeErrorText(Vm& vm, const std::string& text) {
  Value stream = sysMember("stderr");
  if (stream && isNone(stream)) return;
  if (stream && !isOpenStream(stream)) {
    auto made = newStr(vm, text);
    if (made.ok() && callMethod(vm, stream, nameOf(Name::kWrite), {made.value()}).ok()) return;
    vm.clearPending();
  }
  std::string escaped;
  for (size_t at = 0; at < text.size();) {
    char32_t c = utf8::decode(text, at);
    char form[8];
    std::snprintf(form, sizeof form, "\\u%04x", unsigned(c));
    if (utf8::isSurrogate(c)) escaped += form;
    else utf8::append(escaped, c);
  }
  writeDescriptor(2, escaped);
}

}  // namespace vitrine
