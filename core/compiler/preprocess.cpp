// A visitor of fields (syntax/ast_fields.h) that replaces expressions, children first; see preprocess.h.
#include "compiler/preprocess.h"

#include "base/depth_guard.h"
#include "compiler/docstring.h"
#include "syntax/ast_fields.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Value = vitrine::Constant;
using Literal = syntax::Constant;

namespace {

constexpr Range kNowhere = {-1, -1, -1, -1};

class Preprocessor {
 public:
  Preprocessor(const FoldOptions& options, Arena& arena, ConstantPool& pool) : options_(options), arena_(arena), pool_(pool) {}

  bool run(Module& module) {
    if (module.kind == ModKind::kModule) {
      body(module.body);
    } else {
      visitFields(module, *this);
    }
    return !tooDeep_;
  }

  // --- the visitor ---
  void operator()(const char* declaration, Expr*& slot) {
    bool annotation = fieldName(declaration) == std::string_view("annotation") || fieldName(declaration) == std::string_view("returns");
    if (slot && !(annotation && options_.futureAnnotations)) expression(slot);
  }
  template <class Node>
  void operator()(const char*, Node*& node) {
    if (node) child(node);
  }
  template <class Node>
  void operator()(const char* declaration, std::span<Node*>& nodes) {
    for (Node*& node : nodes) (*this)(declaration, node);
  }
  template <class Plain>
  void operator()(const char*, Plain&) {}
  void literal(const char*, Literal&) {}
  void prefix(const char*, bool) {}

 private:
  template <class Product>
  void child(Product* node) {
    visitFields(*node, *this);
  }
  void child(Stmt* stmt);
  void child(Pattern* pattern);
  void child(TypeParam* param) {
    withNode(param, [&](auto& node) { visitFields(node, *this); });
  }
  void expression(Expr*& slot);
  void body(StmtList& list);
  void formatted(Expr*& slot);
  void number(Expr*& slot);
  bool parts(std::string_view format, ExprList values, std::vector<Expr*>& out);
  FormattedValue* field(std::string_view format, size_t& at, Expr* value);
  Expr* text(std::string_view text);
  void replace(Expr*& slot, Value value);

  const FoldOptions& options_;
  Arena& arena_;
  ConstantPool& pool_;
  bool tooDeep_ = false;
};

void Preprocessor::replace(Expr*& slot, Value value) { slot = pooledConstant(*slot, std::move(value), arena_, pool_); }

void Preprocessor::child(Stmt* stmt) {
  DepthGuard guard;
  if (guard.exceeded()) {
    tooDeep_ = true;
    return;
  }
  auto scope = [&](auto* node) {
    body(node->body);
    StmtList done = std::exchange(node->body, {});
    visitFields(*node, *this);
    node->body = done;
  };
  switch (stmt->kind) {
    case StmtKind::kFunctionDef: return scope(stmt->as<FunctionDef>());
    case StmtKind::kAsyncFunctionDef: return scope(stmt->as<AsyncFunctionDef>());
    case StmtKind::kClassDef: return scope(stmt->as<ClassDef>());
    default: withNode(stmt, [&](auto& node) { visitFields(node, *this); });
  }
}

/// The body of a module, class or function. What comes to stand first is kept from becoming a docstring.
void Preprocessor::body(StmtList& list) {
  bool hasDocstring = docstringOf(list) != nullptr;
  if (hasDocstring && options_.optimize >= 2) {
    hasDocstring = false;
    if (list.size() > 1) {
      list = list.subspan(1);
    } else {
      auto* pass = arena_.make<Pass>();
      pass->range = list[0]->range;
      list[0] = pass;
    }
  }
  for (Stmt* stmt : list) child(stmt);
  if (hasDocstring || !docstringOf(list)) return;
  auto* joined = arena_.make<JoinedStr>();
  auto* first = list[0]->as<ExprStmt>();
  joined->range = first->range;
  joined->values = arena_.copy(std::vector<Expr*>{first->value});
  first->value = joined;
}

void Preprocessor::child(Pattern* pattern) {
  DepthGuard guard;
  if (guard.exceeded()) {
    tooDeep_ = true;
    return;
  }
  withNode(pattern, [&](auto& node) { visitFields(node, *this); });
  if (pattern->kind == PatternKind::kMatchValue) number(pattern->as<MatchValue>()->value);
  if (pattern->kind == PatternKind::kMatchMapping)
    for (Expr*& key : pattern->as<MatchMapping>()->keys) number(key);
}

void Preprocessor::expression(Expr*& slot) {
  DepthGuard guard;
  if (guard.exceeded()) {
    tooDeep_ = true;
    return;
  }
  withNode(slot, [&](auto& node) { visitFields(node, *this); });
  if (auto* name = slot->dynAs<Name>()) {
    if (name->ctx == ExprContext::kLoad && name->id == "__debug__") replace(slot, Value::boolean(options_.optimize == 0));
  } else if (slot->kind == ExprKind::kBinOp) {
    formatted(slot);
  }
}

/// A negative or complex number of a pattern.
void Preprocessor::number(Expr*& slot) {
  auto* sum = slot->dynAs<BinOp>();
  if (sum) number(sum->left);
  auto* unary = slot->dynAs<UnaryOp>();
  std::optional<Value> folded;
  if (unary && isConstant(unary->operand)) folded = foldUnary(unary->op, constantOf(*unary->operand->as<Literal>(), pool_));
  if (sum && isConstant(sum->left) && isConstant(sum->right))
    folded = foldBinary(sum->op, constantOf(*sum->left->as<Literal>(), pool_), constantOf(*sum->right->as<Literal>(), pool_));
  if (folded) replace(slot, std::move(*folded));
}

// --- "%s" % (x,) ----------------------------------------------------------------------------------------------------------

void Preprocessor::formatted(Expr*& slot) {
  auto* percent = slot->as<BinOp>();
  auto* format = percent->left->dynAs<Literal>();
  auto* values = percent->right->dynAs<Tuple>();
  if (percent->op != BinaryOperator::kMod || !values || !format || format->literal != LiteralKind::kStr) return;
  for (Expr* value : values->elts)
    if (value->kind == ExprKind::kStarred) return;
  std::vector<Expr*> out;
  if (!parts(format->text, values->elts, out)) return;
  auto* joined = arena_.make<JoinedStr>();
  joined->range = percent->range;
  joined->values = arena_.copy(out);
  slot = joined;
}

Expr* Preprocessor::text(std::string_view text) {
  auto* node = arena_.make<Literal>();
  node->range = kNowhere;
  node->literal = LiteralKind::kStr;
  node->text = arena_.copy(text);
  return node;
}

/// The texts and fields of a format; false where it has other fields than plain ones of %s, %r and %a, or not as many as values.
bool Preprocessor::parts(std::string_view format, ExprList values, std::vector<Expr*>& out) {
  std::string pending;
  size_t used = 0;
  auto flush = [&] {
    if (!pending.empty()) out.push_back(text(pending));
    pending.clear();
  };
  for (size_t at = 0; at < format.size();) {
    if (format[at] != '%') {
      pending += format[at++];
    } else if (format.substr(at, 2) == "%%") {
      pending += '%';
      at += 2;
    } else {
      if (used == values.size()) return false;
      FormattedValue* made = field(format, ++at, values[used++]);
      if (!made) return false;
      flush();
      out.push_back(made);
    }
  }
  flush();
  return used == values.size();
}

/// "-5.2s" from `at` on as a field over `value`; null where it is another kind.
FormattedValue* Preprocessor::field(std::string_view format, size_t& at, Expr* value) {
  constexpr int kMaxDigits = 2;
  auto number = [&](int& out) {
    for (int digits = 0; at < format.size() && format[at] >= '0' && format[at] <= '9'; ++at) {
      if (++digits > kMaxDigits) return false;
      out = out * 10 + (format[at] - '0');
    }
    return true;
  };
  bool left = false;
  for (; at < format.size() && std::string_view("-+ #0").find(format[at]) != std::string_view::npos; ++at) left |= format[at] == '-';
  int width = 0, precision = -1;
  if (!number(width)) return nullptr;
  if (at < format.size() && format[at] == '.') {
    precision = 0;
    ++at;
    if (!number(precision)) return nullptr;
  }
  if (at >= format.size() || std::string_view("sra").find(format[at]) == std::string_view::npos) return nullptr;
  auto* made = arena_.make<FormattedValue>();
  made->range = value->range;
  made->value = value;
  made->conversion = format[at++];
  std::string spec = width > 0 ? (left ? "" : ">") + std::to_string(width) : "";
  if (precision >= 0) spec += "." + std::to_string(precision);
  if (!spec.empty()) made->formatSpec = text(spec);
  return made;
}

}  // namespace

bool preprocessTree(Module& module, const FoldOptions& options, Arena& arena, ConstantPool& pool) {
  return Preprocessor(options, arena, pool).run(module);
}

}  // namespace vitrine::compiler
