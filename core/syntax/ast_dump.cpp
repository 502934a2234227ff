// Writing of trees: a visitor of fields, in the ASDL's order; what is empty or None is left out (as ast.dump does since 3.13).
// See ast_dump.h.
#include "syntax/ast_dump.h"

#include <cmath>
#include <cstdio>

#include "base/depth_guard.h"
#include "base/number_format.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "syntax/ast_fields.h"

namespace vitrine::syntax {
namespace {

class Dumper {
 public:
  explicit Dumper(DumpPositions positions) : positions_(positions == DumpPositions::kWith) {}
  std::string take() { return std::move(out_); }

  void node(const Module* module) { whole(nameOf(module->kind), *module); }
  /// A node of one of the families: its kind is in its head.
  template <class Head>
    requires requires(const Head& head) { head.kind; }
  void node(const Head* head) {
    DepthGuard guard;
    if (guard.exceeded()) {
      out_ += "...";
      return;
    }
    withNode(head, [&](const auto& node) { whole(nameOf(head->kind), node); });
  }
  /// A node whose type has one form.
  template <class Product>
    requires(kProductName<Product> != NodeName::kCount)
  void node(const Product* product) {
    whole(kProductName<Product>, *product);
  }

  // --- the visitor of fields (ast_fields.h) ---
  template <class T>
  void operator()(const char* declaration, T* const& child) {
    if (!child) return;
    key(declaration);
    node(child);
    first_ = false;
  }
  template <class T>
  void operator()(const char* declaration, const std::span<T>& items) {
    if (items.empty()) return;
    key(declaration);
    out_ += '[';
    for (size_t i = 0; i < items.size(); ++i) {
      if (i) out_ += ", ";
      item(items[i]);
    }
    out_ += ']';
    first_ = false;
  }
  void operator()(const char* declaration, const std::string_view& text) {
    bool optional = declaration[std::string_view(declaration).find(' ') - 1] == '?';
    if (text.empty() && optional) return;
    key(declaration);
    out_ += reprOfText(text);
  }
  template <class Number>
    requires std::is_integral_v<Number>
  void operator()(const char* declaration, const Number& number) {
    key(declaration);
    out_ += std::to_string(number);
  }
  template <class Symbol>
    requires requires(Symbol symbol) { nameOf(symbol); }
  void operator()(const char* declaration, const Symbol& symbol) {
    key(declaration);
    item(symbol);
  }
  void operator()(const char* declaration, const LiteralKind& literal) {
    key(declaration);
    out_ += literal == LiteralKind::kNone ? "None" : literal == LiteralKind::kTrue ? "True" : "False";
  }
  void literal(const char* declaration, const Constant& constant) {
    key(declaration);
    out_ += reprOf(constant);
  }
  void prefix(const char* declaration, bool isThere) {
    if (isThere) (*this)(declaration, std::string_view("u"));
  }

 private:
  template <class Node>
  void whole(NodeName name, const Node& node) {
    out_ += textOf(name);
    out_ += '(';
    first_ = true;
    visitFields(node, *this);
    if constexpr (kHasRange<Node>) {
      if (positions_) range(node.range);
    }
    out_ += ')';
    first_ = false;
  }
  void range(const SourceRange& range) {
    (*this)("int lineno", range.line);
    (*this)("int col_offset", range.column);
    (*this)("int end_lineno", range.endLine);
    (*this)("int end_col_offset", range.endColumn);
  }
  void key(const char* declaration) {
    if (!first_) out_ += ", ";
    first_ = false;
    out_ += fieldName(declaration);
    out_ += '=';
  }
  template <class T>
  void item(T* child) {
    if (child)
      node(child);
    else
      out_ += "None";
  }
  void item(std::string_view text) { out_ += reprOfText(text); }
  template <class Symbol>
    requires requires(Symbol symbol) { nameOf(symbol); }
  void item(Symbol symbol) {
    out_ += textOf(nameOf(symbol));
    out_ += "()";
  }
  static std::string reprOf(const Constant& constant);

  std::string out_;
  bool positions_;
  bool first_ = true;
};

std::string Dumper::reprOf(const Constant& constant) {
  switch (constant.literal) {
    case LiteralKind::kNone: return "None";
    case LiteralKind::kTrue: return "True";
    case LiteralKind::kFalse: return "False";
    case LiteralKind::kEllipsis: return "Ellipsis";
    case LiteralKind::kInt: return constant.isBigInt() ? bigint::toString(constant.bigInt()) : std::to_string(constant.integer);
    case LiteralKind::kFloat: return formatRepr(constant.number);
    case LiteralKind::kComplex: return formatComplexRepr(0, constant.number);
    case LiteralKind::kStr: return reprOfText(constant.text);
    case LiteralKind::kBytes: return reprOfBytes(constant.text);
  }
  UNREACHABLE("kind of literal");
}

void appendEscape(std::string& out, char32_t c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", unsigned(c));
  out += buffer;
}

char quoteFor(std::string_view text) {
  bool single = text.find('\'') != std::string_view::npos;
  return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

/// Backslash, quote, \n, \r and \t; false for the others.
bool appendCommonEscape(std::string& out, char32_t c, char quote) {
  const char* escape = c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : nullptr;
  if (escape) {
    out += escape;
    return true;
  }
  if (c != '\\' && c != char32_t(quote)) return false;
  out += '\\';
  out += char(c);
  return true;
}

}  // namespace

std::string reprOfText(std::string_view wtf8) {
  char quote = quoteFor(wtf8);
  std::string out(1, quote);
  for (size_t at = 0; at < wtf8.size();) {
    size_t start = at;
    char32_t c = utf8::decode(wtf8, at);
    if (appendCommonEscape(out, c, quote)) continue;
    if (c < 0x80 ? (c < 0x20 || c == 0x7f) : !unicode::isPrintable(c))
      appendEscape(out, c);
    else
      out += wtf8.substr(start, at - start);
  }
  return out + quote;
}

std::string reprOfBytes(std::string_view bytes) {
  char quote = quoteFor(bytes);
  std::string out = std::string("b") + quote;
  for (char byte : bytes) {
    auto c = static_cast<unsigned char>(byte);
    if (appendCommonEscape(out, c, quote)) continue;
    if (c < 0x20 || c >= 0x7f)
      appendEscape(out, c);
    else
      out += byte;
  }
  return out + quote;
}

namespace {

template <class Node>
std::string dump(const Node& node, DumpPositions positions) {
  Dumper dumper(positions);
  dumper.node(&node);
  return dumper.take();
}

}  // namespace

std::string dumpAst(const Module& module, DumpPositions positions) { return dump(module, positions); }
std::string dumpAst(const Stmt& statement, DumpPositions positions) { return dump(statement, positions); }
std::string dumpAst(const Expr& expression, DumpPositions positions) { return dump(expression, positions); }

}  // namespace vitrine::syntax
