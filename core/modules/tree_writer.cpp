// Objects from a syntax tree: a visitor of fields (syntax/ast_fields.h) that sets attributes. See syntax_tree.h.
#include "base/depth_guard.h"
#include "modules/code_value.h"
#include "modules/syntax_tree.h"
#include "objects/instance.h"
#include "objects/list.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "syntax/ast_fields.h"

namespace vitrine {
namespace {

using syntax::NodeName;

class TreeWriter {
 public:
  TreeWriter(Vm& vm, const compiler::ConstantPool& pool, TreeClasses classes) : vm_(vm), pool_(pool), classes_(classes) {}

  template <class Node>
  Result<Ref> whole(NodeName name, const Node& node);

  /// A node of one of the families.
  template <class Head>
    requires requires(const Head& head) { head.kind; }
  Result<Ref> object(const Head* head) {
    if (!head) return noneRef();
    DepthGuard guard;
    if (guard.exceeded()) return vm_.raise(TypeId::kRecursionError, "maximum recursion depth exceeded during ast construction");
    Result<Ref> made = Raised{};
    syntax::withNode(head, [&](const auto& node) { made = whole(syntax::nameOf(head->kind), node); });
    return made;
  }
  /// A node whose type has one form.
  template <class Product>
    requires(syntax::kProductName<Product> != NodeName::kCount)
  Result<Ref> object(const Product* product) {
    return product ? whole(syntax::kProductName<Product>, *product) : Result<Ref>(noneRef());
  }
  template <class Symbol>
    requires requires(Symbol symbol) { syntax::nameOf(symbol); }
  Result<Ref> object(Symbol symbol) {
    return Ref::share(tupleItems(classes_.symbols)[size_t(syntax::nameOf(symbol))]);
  }
  Result<Ref> object(std::string_view text) { return intern(text); }
  template <class Number>
    requires std::is_integral_v<Number>
  Result<Ref> object(Number number) {
    return intRef(number);
  }
  Result<Ref> object(syntax::LiteralKind literal) {
    return literal == syntax::LiteralKind::kNone ? noneRef() : boolRef(literal == syntax::LiteralKind::kTrue);
  }
  template <class T>
  Result<Ref> object(std::span<T> items) {
    Ref list = TRY(newList(vm_, uint32_t(items.size())));
    for (const T& item : items) TRY(listAppendOwned(vm_, list, TRY(object(item))));
    return list;
  }
  Result<Ref> object(const syntax::Constant& literal) { return objectOf(vm_, compiler::constantOf(literal, pool_)); }

  Vm& vm() { return vm_; }

 private:
  Vm& vm_;
  const compiler::ConstantPool& pool_;
  TreeClasses classes_;
};

/// Sets the fields of one object. After the first exception it does nothing more.
struct FieldWriter {
  TreeWriter& writer;
  Value target;
  bool ok = true;

  template <class Member>
  void operator()(const char* declaration, const Member& member) {
    if (ok) set(syntax::fieldName(declaration), writer.object(member));
  }
  /// An absent identifier is empty in the tree.
  void operator()(const char* declaration, const std::string_view& text) {
    bool absent = text.empty() && std::string_view(declaration).find('?') != std::string_view::npos;
    if (ok) set(syntax::fieldName(declaration), absent ? Result<Ref>(noneRef()) : writer.object(text));
  }
  void literal(const char* declaration, const syntax::Constant& constant) {
    if (ok) set(syntax::fieldName(declaration), writer.object(constant));
  }
  void prefix(const char* declaration, bool isThere) {
    if (ok) set(syntax::fieldName(declaration), isThere ? Ref(intern("u")) : noneRef());
  }
  void range(const syntax::SourceRange& at) {
    const std::pair<const char*, int32_t> numbers[] = {
        {"lineno", at.line}, {"col_offset", at.column}, {"end_lineno", at.endLine}, {"end_col_offset", at.endColumn}};
    for (auto [name, number] : numbers)
      if (ok) set(name, intRef(number));
  }

 private:
  void set(const char* name, Result<Ref> value) {
    ok = value.ok();
    if (!ok) return;
    Ref owned = value.take(), key = intern(name);
    ok = instanceSet(writer.vm(), target, key, owned).ok();
  }
};

template <class Node>
Result<Ref> TreeWriter::whole(NodeName name, const Node& node) {
  Ref made = TRY(newInstance(vm_, cellOf<TypeCell>(tupleItems(classes_.classes)[size_t(name)])));
  FieldWriter fields{*this, made};
  syntax::visitFields(node, fields);
  if constexpr (syntax::kHasRange<Node>) fields.range(node.range);
  if (!fields.ok) return Raised{};
  return made;
}

}  // namespace

Result<Ref> treeObject(Vm& vm, const syntax::Module& module, const compiler::ConstantPool& pool, TreeClasses classes) {
  return TreeWriter(vm, pool, classes).whole(syntax::nameOf(module.kind), module);
}

}  // namespace vitrine
