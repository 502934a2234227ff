// Code objects as JSON lines; see code_rows.h.
#include "bytecode/code_rows.h"

#include <map>

#include "base/depth_guard.h"
#include "bytecode/constant_repr.h"
#include "bytecode/json_text.h"

namespace vitrine {
namespace {

std::string hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    out += kDigits[static_cast<uint8_t>(byte) >> 4];
    out += kDigits[static_cast<uint8_t>(byte) & 15];
  }
  return out;
}

std::vector<std::string> constantReprs(const CodeObject& code) {
  ReprStyle style;
  style.codeRepr = [](const CodeObject& nested) { return "<code " + nested.name + ">"; };
  style.setOrder = ReprStyle::SetOrder::kSortedReprs;
  std::vector<std::string> reprs;
  for (const Constant& constant : code.constants) reprs.push_back(reprConstant(constant, style));
  return reprs;
}

struct Source {
  std::string_view file, sha256;
};

void appendRow(std::string& out, const CodeObject& code, const Source& source, std::string_view path) {
  std::string row;
  {
    JsonObject object(row);
    object.number("argcount", code.argCount).texts("cellvars", code.cellVars).text("code", hex(code.code));
    object.texts("consts", constantReprs(code)).text("file", source.file).number("firstlineno", code.firstLine);
    object.number("flags", code.flags).texts("freevars", code.freeVars).number("kwonlyargcount", code.kwOnlyArgCount);
    object.text("lnotab", hex(code.lnotab)).texts("names", code.names).number("nlocals", code.localCount);
    object.text("path", path).text("sha256", source.sha256).number("stacksize", code.stackSize);
    object.texts("varnames", code.varNames);
  }
  out += row;
  out += '\n';
}

void appendRows(std::string& out, const CodeObject& code, const Source& source, const std::string& path) {
  appendRow(out, code, source, path);
  DepthGuard guard;
  if (guard.exceeded()) return;
  std::map<std::string, int> seen;
  for (const Constant& constant : code.constants) {
    if (constant.kind != ConstantKind::kCode) continue;
    const std::string& name = constant.code->name;
    appendRows(out, *constant.code, source, path + "/" + name + "#" + std::to_string(++seen[name]));
  }
}

}  // namespace

std::string codeRows(const CodeObject& code, std::string_view file, std::string_view sha256) {
  std::string out;
  appendRows(out, code, {file, sha256}, "");
  return out;
}

}  // namespace vitrine
