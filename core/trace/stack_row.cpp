// See stack_row.h. Values: scalars by repr, tuples of them too (two levels deep, at most eight elements), a class as
// <class NAME>, anything else as <TYPE>; longer than 80 characters: 77 and "...".
#include "trace/stack_row.h"

#include "base/utf8.h"
#include "bytecode/json_text.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "trace/value_text.h"

namespace vitrine {
namespace {

constexpr size_t kWidest = 80, kKept = 77;
constexpr int kTupleLevels = 2;
constexpr uint32_t kTupleItems = 8;

void appendShort(std::string& out, Value value, int levels) {
  if (value.isNull()) {
    out += "<NULL>";
  } else if (appendScalar(out, value, kWidest)) {
  } else if (isExactly(value, TypeId::kTuple) && levels > 0 && tupleItems(value).size() <= kTupleItems) {
    out += '(';
    bool first = true;
    for (Value item : tupleItems(value)) {
      if (!first) out += ", ";
      first = false;
      appendShort(out, item, levels - 1);
    }
    out += tupleItems(value).size() == 1 ? ",)" : ")";
  } else if (isType(value)) {
    out += "<class " + nameOfType(cellOf<TypeCell>(value)) + ">";
  } else {
    out += "<" + typeNameOf(value) + ">";
  }
}

void appendValue(std::string& out, Value value) {
  if (value.isNull()) {
    out += "null";
    return;
  }
  std::string text;
  appendShort(text, value, kTupleLevels);
  if (utf8::countCodePoints(text) > kWidest) {
    cutText(text, kKept);
    text += "...";
  }
  appendJsonText(out, text);
}

bool isOwn(const CodeCell* code, std::string_view fileName) {
  if (code->traits & kTraitHidden) return false;
  return equalsAscii(at<StrCell>(code->fileName), fileName) || textAt(code->fileName) == fileName;
}

}  // namespace

bool appendStackRow(std::string& out, std::string_view fileName) {
  FrameWalk walk;
  if (!walk || !isOwn(codeOf(walk.get()), fileName)) return false;
  const FrameView view = walk.view();
  uint32_t depth = 0;
  for (; walk; walk.next()) depth += isOwn(codeOf(walk.get()), fileName);
  out += '[' + std::to_string(depth) + ",";
  appendJsonText(out, textAt(view.code->name));
  out += "," + std::to_string(view.offset) + ",[";
  for (size_t i = 0; i < view.stack.size(); ++i) {
    if (i != 0) out += ",";
    appendValue(out, view.stack[i]);
  }
  out += "],[";
  for (size_t i = 0; i < view.blocks.size(); ++i) {
    const BlockView& block = view.blocks[i];
    if (i != 0) out += ",";
    out += std::string("[\"") + blockTypeName(block.type) + "\"," + std::to_string(block.handler) + "," + std::to_string(block.level) + "]";
  }
  out += "]]\n";
  return true;
}

}  // namespace vitrine
