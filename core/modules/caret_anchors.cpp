// Where the carets of a traceback's line change from ~ to ^: the operator of a binary operation, the brackets of a subscript
// or call. The piece of source is parsed again, in parentheses, as CPython's Lib/traceback.py does.
#include "base/unicode.h"
#include "modules/traceback_text.h"
#include "syntax/parser.h"

namespace vitrine::traceback {

namespace {

using Lines = std::vector<std::u32string>;

/// A position in the lines: `ok` until a step leads behind their end.
struct Position {
  int line = 0, column = 0;
  bool ok = true;
};

/// The first character at or behind a position that may lie at a line's end.
Position validFrom(const Lines& lines, Position at) {
  while (at.line < int(lines.size()) && at.column >= int(lines[size_t(at.line)].size())) {
    at.column = 0;
    ++at.line;
  }
  at.ok = at.ok && at.line < int(lines.size());
  return at;
}

/// The first character from `at` on, comments and line continuations aside, that is wanted.
template <class Wanted>
Position findFrom(const Lines& lines, Position at, Wanted wanted) {
  while (at.ok) {
    char32_t c = lines[size_t(at.line)][size_t(at.column)];
    if (c == '\\' || c == '#') {
      at = validFrom(lines, {at.line + 1, 0});
    } else if (wanted(c)) {
      return at;
    } else {
      at = validFrom(lines, {at.line, at.column + 1});
    }
  }
  return at;
}

/// A column in bytes as characters.
int characters(const std::u32string& line, int bytes) {
  int count = 0;
  for (char32_t c : line) {
    int length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (bytes < length) break;
    bytes -= length;
    ++count;
  }
  return count;
}

/// The end of an expression in the segment, whose lines begin with the second of the parsed text.
Position endOf(const Lines& lines, const syntax::Expr* expr) {
  int line = expr->range.endLine - 2;
  if (line < 0 || line >= int(lines.size())) return {0, 0, false};
  return {line, characters(lines[size_t(line)], expr->range.endColumn)};
}

bool anchorsOfOperation(const Lines& lines, const syntax::BinOp* operation, Anchors* anchors) {
  Position at = validFrom(lines, endOf(lines, operation->left));
  at = findFrom(lines, at, [](char32_t c) { return !unicode::isSpace(c) && c != ')'; });
  if (!at.ok) return false;
  const std::u32string& line = lines[size_t(at.line)];
  int right = at.column + 1, rightLine = operation->right->range.line - 2;
  if (rightLine < 0 || rightLine >= int(lines.size())) return false;
  bool before = rightLine > at.line || right < characters(lines[size_t(rightLine)], operation->right->range.column);
  if (right < int(line.size()) && before) {
    char32_t c = line[size_t(right)];
    if (!unicode::isSpace(c) && c != '\\' && c != '#') ++right;
  }
  *anchors = {at.line, at.column, at.line, right};
  return true;
}

bool anchorsOfBrackets(const Lines& lines, const syntax::Expr* whole, const syntax::Expr* before, char32_t bracket, Anchors* anchors) {
  Position left = validFrom(lines, endOf(lines, before));
  left = findFrom(lines, left, [bracket](char32_t c) { return c == bracket; });
  Position right = endOf(lines, whole);
  if (!left.ok || !right.ok) return false;
  *anchors = {left.line, left.column, right.line, right.column};
  return true;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (size_t i = 0; i < lines.size(); ++i) text += (i ? "\n" : "") + narrow(lines[i]);
  return text;
}

syntax::ParseResult parseText(const std::string& text, syntax::AstArena& arena) {
  return syntax::parse(text, "<unknown>", syntax::ParseMode::kExec, arena, syntax::SourceKind::kText);
}

}  // namespace

bool findAnchors(const Lines& segment, Anchors* anchors) {
  syntax::AstArena arena;
  auto parsed = parseText("(\n" + joined(segment) + "\n)", arena);
  if (!parsed.ok() || parsed.module->body.size() != 1) return false;
  const auto* statement = parsed.module->body[0]->dynAs<syntax::ExprStmt>();
  if (!statement) return false;
  const syntax::Expr* expr = statement->value;
  if (const auto* operation = expr->dynAs<syntax::BinOp>()) return anchorsOfOperation(segment, operation, anchors);
  if (const auto* subscript = expr->dynAs<syntax::Subscript>()) return anchorsOfBrackets(segment, expr, subscript->value, '[', anchors);
  if (const auto* call = expr->dynAs<syntax::Call>()) return anchorsOfBrackets(segment, expr, call->func, '(', anchors);
  return false;
}

bool isPlainCall(const Lines& lines, int start, int end) {
  syntax::AstArena arena;
  auto parsed = parseText(joined(lines), arena);
  if (!parsed.ok()) return false;
  if (parsed.module->body.empty()) return true;
  const syntax::Stmt* statement = parsed.module->body[0];
  const syntax::Expr* value = nullptr;
  if (const auto* returning = statement->dynAs<syntax::Return>()) {
    const auto* call = returning->value ? returning->value->dynAs<syntax::Call>() : nullptr;
    if (call && call->func->kind == syntax::ExprKind::kName) value = call;
  } else if (const auto* assignment = statement->dynAs<syntax::Assign>()) {
    bool plain = assignment->targets.size() == 1 && assignment->targets[0]->kind == syntax::ExprKind::kName;
    if (plain && assignment->value->kind == syntax::ExprKind::kCall) value = assignment->value;
  }
  return value && value->range.line == 1 && value->range.endLine == int(lines.size()) && value->range.column == start &&
         value->range.endColumn == end;
}

}  // namespace vitrine::traceback
