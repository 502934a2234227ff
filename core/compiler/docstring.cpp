// Docstrings; see docstring.h.
#include "compiler/docstring.h"

#include <algorithm>

namespace vitrine::compiler {

using namespace vitrine::syntax;

const Constant* docstringOf(StmtList body) {
  if (body.empty() || body[0]->kind != StmtKind::kExpr) return nullptr;
  auto* constant = body[0]->as<ExprStmt>()->value->dynAs<Constant>();
  return constant && constant->literal == LiteralKind::kStr ? constant : nullptr;
}

namespace {

// Tabs become blanks up to the next column that 8 divides; columns count code points.
std::string expandTabs(std::string_view text) {
  std::string out;
  size_t column = 0;
  for (char c : text) {
    if (c == '\t') {
      size_t blanks = 8 - column % 8;
      out.append(blanks, ' ');
      column += blanks;
      continue;
    }
    out.push_back(c);
    if ((uint8_t(c) & 0xc0) != 0x80) ++column;
    if (c == '\n' || c == '\r') column = 0;
  }
  return out;
}

size_t blanksAt(std::string_view text, size_t position) {
  size_t end = text.find_first_not_of(' ', position);
  return (end == std::string_view::npos ? text.size() : end) - position;
}

// The least indentation of the lines after the first that hold more than blanks.
size_t commonMargin(std::string_view text) {
  size_t margin = std::string_view::npos;
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at)) {
    ++at;
    size_t blanks = blanksAt(text, at);
    if (at + blanks < text.size() && text[at + blanks] != '\n') margin = std::min(margin, blanks);
  }
  return margin == std::string_view::npos ? 0 : margin;
}

}  // namespace

std::string cleanDocstring(std::string_view source) {
  std::string text = expandTabs(source);
  size_t margin = commonMargin(text);
  size_t at = blanksAt(text, 0);
  std::string out;
  while (at < text.size()) {
    size_t end = text.find('\n', at);
    if (end == std::string::npos) {
      out.append(text, at, std::string::npos);
      break;
    }
    out.append(text, at, end + 1 - at);
    at = end + 1 + std::min(margin, blanksAt(text, end + 1));
  }
  return out;
}

}  // namespace vitrine::compiler
