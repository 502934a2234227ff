// SymbolVisitor: the symbol table's first pass. It walks the whole tree once, opens scopes, and notes for each name how
// it is used; what 3.14 refuses on the way (duplicate parameters, misplaced walruses, late global statements) it reports.
// Statements are in symbol_visitor.cpp, expressions in symbol_expressions.cpp, definitions in symbol_definitions.cpp.
#pragma once

#include "compiler/symbol_table.h"

namespace vitrine::compiler {

class SymbolVisitor {
 public:
  SymbolVisitor(SymbolTable& table, const SymbolTableOptions& options)
      : table_(table), names_(table.names_), known_(table.known_), problems_(table.problems_), options_(options) {}

  void visitModule(const ast::Module& module);

 private:
  // Statements
  void visitBody(ast::StmtList body);
  void visitStmt(const ast::Stmt* stmt);
  void visitIf(const ast::If* stmt);
  template <class T> void visitFor(const T* stmt);
  template <class T> void visitWith(const T* stmt);
  template <class T> void visitTry(const T* stmt);
  void visitMatch(const ast::Match* stmt);
  void visitPattern(const ast::Pattern* pattern);
  void visitAnnAssign(const ast::AnnAssign* stmt);
  template <class T> void visitImport(const T* stmt);
  void visitGlobal(const ast::Global* stmt);
  void visitNonlocal(const ast::Nonlocal* stmt);

  // Definitions
  void visitFunction(const ast::Stmt* stmt, const ast::FunctionFields& fields, bool isAsync);
  void visitClass(const ast::ClassDef* stmt);
  void visitTypeAlias(const ast::TypeAlias* stmt);
  void visitLambda(const ast::Lambda* expr);
  void visitParameters(const ast::Arguments& args);
  void addParameter(const ast::Arg* arg);
  void visitDefaults(const ast::Arguments& args);
  void visitFunctionAnnotations(const ast::FunctionFields& fields);
  void visitAnnotation(const ast::Expr* annotation);
  void openTypeParameters(ast::Identifier name, const void* node, bool hasDefaults, bool hasKwDefaults, bool isClass);
  void visitTypeParameter(const ast::TypeParam* parameter);
  void visitTypeVariableScope(const ast::Expr* value, ast::Identifier name, const void* node);

  // Expressions
  void visitExpr(const ast::Expr* expr);
  void visitOptional(const ast::Expr* expr) {
    if (expr) visitExpr(expr);
  }
  void visitExprs(ast::ExprList list);
  void visitNode(const ast::Expr* expr);
  void visitTail(const ast::Expr* expr);
  void visitName(const ast::Name* name);
  void visitCallArguments(ast::ExprList args, std::span<ast::Keyword*> keywords);
  void visitNamedExpr(const ast::NamedExpr* expr);
  void extendNamedScope(const ast::Name* target);
  void visitYield(const ast::Expr* expr, const ast::Expr* value);
  void visitAwait(const ast::Await* expr);
  bool awaitsAtTop() const { return current_->kind == ScopeKind::kModule && options_.allowTopLevelAwait; }
  bool refusesAsync(const ast::Stmt* stmt, const char* what);
  void visitComprehension(const ast::Expr* expr, ComprehensionKind kind, NameId name, const ast::Expr* first,
                          const ast::Expr* second, std::span<ast::Comprehension*> generators);
  void visitGenerator(const ast::Comprehension* generator, bool visitIter);
  bool refusedHere(const ast::Expr* expr, const char* what);

  // Scopes and names
  Scope* open(ScopeKind kind, NameId name, const void* node);
  void close() { current_ = current_->parent; }
  NameId mangled(ast::Identifier text) { return names_.mangle(current_->privateClass, names_.intern(text)); }
  void define(NameId mangled, uint16_t flags, const Range& range) { defineIn(*current_, mangled, flags, range); }
  void defineIn(Scope& scope, NameId mangled, uint16_t flags, const Range& range);
  void seeClassScope();
  void use(NameId name) { current_->add(name).flags |= kUsed; }
  void noteStaticAttribute(const ast::Attribute* target);

  SymbolTable& table_;
  NameTable& names_;
  const KnownNames& known_;
  ProblemSink& problems_;
  const SymbolTableOptions& options_;
  Scope* current_ = nullptr;
  std::vector<const ast::Expr*> spine_;
};

}  // namespace vitrine::compiler
