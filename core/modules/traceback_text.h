// Tracebacks as text, to the letter as CPython 3.14 prints them (its Lib/traceback.py), made in C++ so that printing one runs no
// more Python than there: __str__ and __notes__ of the exceptions. In four parts: chains and groups (traceback_text.cpp), frames
// with source lines (traceback_frames.cpp), carets (caret_anchors.cpp), "Did you mean" (traceback_suggestions.cpp, traceback_keywords.cpp).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "objects/code.h"
#include "objects/native.h"

namespace vitrine {

/// The whole text for an exception: what it was caused by, its traceback, its last line, its notes. Nothing is pending after.
std::string exceptionText(Vm& vm, Value exception);
/// Writes UTF-8 text to sys.stderr; to the machine's own where that was replaced by something that fails.
void writeErrorText(Vm& vm, const std::string& text);
/// repr(v) or str(v), or "<exception str() failed>" and the like.
std::string safeText(Vm& vm, Value v, const char* what, bool wantRepr = false);

namespace traceback {

/// Lines of source files, asked from the host once each.
class SourceLines {
 public:
  /// Line `number` (from 1) without its end and trailing blanks; empty where there is none.
  std::u32string line(const std::string& fileName, int32_t number);

 private:
  std::map<std::string, std::vector<std::string>> files_;
};

/// The lines of a traceback's frames, each ending in a newline.
std::vector<std::string> frameTexts(Value traceback, SourceLines& sources);

/// Where the parts of an operation lie in a piece of source: characters from its beginning; between them `^`, around them `~`.
struct Anchors {
  int leftLine = 0, leftEnd = 0, rightLine = 0, rightStart = 0;
};
/// The anchors of the binary operation, subscript or call that `segment` is (its lines); false for anything else.
bool findAnchors(const std::vector<std::u32string>& segment, Anchors* anchors);
/// Whether the lines are a plain `return f(...)` or `x = f(...)` whose call takes all of it: carets would say nothing.
bool isPlainCall(const std::vector<std::u32string>& lines, int start, int end);

/// A name that was probably meant to be a keyword: the keyword, the line of source, offsets in it as SyntaxError has them.
struct KeywordTypo {
  std::string keyword, line;
  int offset, endOffset;
};
/// Looks for one up to line `errorLine` of a source that does not parse.
bool findKeywordTypo(const std::string& source, int errorLine, KeywordTypo* typo);

/// What to add to the message of a NameError, AttributeError or ImportError (". Did you mean: 'x'?"); may be empty.
std::string suggestionFor(Vm& vm, Value exception);

/// Text conversions of lines.
std::u32string wide(std::string_view wtf8);
std::string narrow(std::u32string_view text);
/// Columns in a terminal of the first `count` characters.
int displayWidth(const std::u32string& line, size_t count);

}  // namespace traceback
}  // namespace vitrine
