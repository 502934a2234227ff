// SymbolVisitor: functions, classes, lambdas, type parameters and annotations. See symbol_visitor.h.
#include "compiler/symbol_visitor.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Scope = compiler::Scope;

void SymbolVisitor::addParameter(const Arg* arg) {
  NameId name = mangled(arg->arg);
  if (current_->add(name).flags & kDefParameter)
    return problems_.error(arg->range, "duplicate argument '" + std::string(arg->arg) + "' in function definition");
  define(name, kDefParameter, arg->range);
}

void SymbolVisitor::visitParameters(const Arguments& args) {
  for (const Arg* arg : args.posonlyargs) addParameter(arg);
  for (const Arg* arg : args.args) addParameter(arg);
  for (const Arg* arg : args.kwonlyargs) addParameter(arg);
  if (args.vararg) {
    addParameter(args.vararg);
    current_->hasVarArgs = true;
  }
  if (args.kwarg) {
    addParameter(args.kwarg);
    current_->hasVarKeywords = true;
  }
}

void SymbolVisitor::visitDefaults(const Arguments& args) {
  visitExprs(args.defaults);
  for (const Expr* value : args.kwDefaults) visitOptional(value);
}

namespace {

bool hasKwDefaults(const Arguments& args) {
  for (const Expr* value : args.kwDefaults)
    if (value) return true;
  return false;
}

template <class Visit>
void forEachAnnotation(const FunctionFields& fields, Visit visit) {
  const Arguments& args = *fields.args;
  auto one = [&](const Arg* arg) {
    if (arg && arg->annotation) visit(arg->annotation);
  };
  for (const Arg* arg : args.posonlyargs) one(arg);
  for (const Arg* arg : args.args) one(arg);
  one(args.vararg);
  for (const Arg* arg : args.kwonlyargs) one(arg);
  one(args.kwarg);
  if (fields.returns) visit(fields.returns);
}

}  // namespace

void SymbolVisitor::visitFunction(const Stmt* stmt, const FunctionFields& fields, bool isAsync) {
  define(mangled(fields.name), kDefLocal, stmt->range);
  visitDefaults(*fields.args);
  visitExprs(fields.decoratorList);
  if (!fields.typeParams.empty()) {
    openTypeParameters(fields.name, fields.typeParams.data(), !fields.args->defaults.empty(), hasKwDefaults(*fields.args),
                       false);
    for (const TypeParam* parameter : fields.typeParams) visitTypeParameter(parameter);
  }
  visitFunctionAnnotations(fields);
  Scope* scope = open(ScopeKind::kFunction, names_.intern(fields.name), stmt);
  visitParameters(*fields.args);
  scope->isCoroutine = scope->isAsyncFunction = isAsync;
  visitBody(fields.body);
  close();
  if (!fields.typeParams.empty()) close();
}

// An annotation or type-parameter scope right inside a class (or inside another such scope there) looks names up in the
// class namespace first (PEP 695, PEP 649).
void SymbolVisitor::seeClassScope() {
  Scope* around = current_->parent;
  if (around->kind != ScopeKind::kClass && !around->canSeeClassScope) return;
  current_->canSeeClassScope = true;
  use(known_.classDict);
}

// The annotations of a function's parameters and result lie in a scope of their own, which becomes `__annotate__`.
void SymbolVisitor::visitFunctionAnnotations(const FunctionFields& fields) {
  bool any = false;
  forEachAnnotation(fields, [&](const Expr*) { any = true; });
  if (!any) return;
  Scope* scope = open(ScopeKind::kAnnotation, known_.annotate, fields.args);
  define(known_.dotFormat, kDefParameter, {});
  if (options_.futureAnnotations)
    scope->inUnevaluatedAnnotation = true;
  else
    seeClassScope();
  forEachAnnotation(fields, [&](const Expr* annotation) { visitExpr(annotation); });
  close();
}

// The annotation of a variable: evaluated in the `__annotate__` of the module or class; never, in a function.
void SymbolVisitor::visitAnnotation(const Expr* annotation) {
  Scope* enclosing = current_;
  bool isClass = enclosing->kind == ScopeKind::kClass;
  bool conditional = enclosing->kind == ScopeKind::kModule || (isClass && enclosing->conditionalDepth > 0);
  if (conditional && !options_.futureAnnotations && !enclosing->hasConditionalAnnotations) {
    enclosing->hasConditionalAnnotations = true;
    use(known_.conditionalAnnotations);
  }
  if (enclosing->annotations) {
    current_ = enclosing->annotations;
  } else {
    enclosing->annotations = open(ScopeKind::kAnnotation, known_.annotate, annotation);
    define(known_.dotFormat, kDefParameter, {});
    if (!options_.futureAnnotations) seeClassScope();
  }
  if (enclosing->hasConditionalAnnotations) use(known_.conditionalAnnotations);
  current_->inUnevaluatedAnnotation =
      options_.futureAnnotations || (enclosing->kind != ScopeKind::kModule && enclosing->kind != ScopeKind::kClass);
  visitExpr(annotation);
  current_ = enclosing;
}

void SymbolVisitor::visitLambda(const Lambda* expr) {
  visitDefaults(*expr->args);
  open(ScopeKind::kFunction, known_.lambda, expr);
  visitParameters(*expr->args);
  visitExpr(expr->body);
  close();
}

void SymbolVisitor::visitClass(const ClassDef* stmt) {
  define(mangled(stmt->name), kDefLocal, stmt->range);
  visitExprs(stmt->decoratorList);
  bool isGeneric = !stmt->typeParams.empty();
  NameId name = names_.intern(stmt->name);
  NameId outerPrivate = current_->privateClass;
  if (isGeneric) {
    openTypeParameters(stmt->name, stmt->typeParams.data(), false, false, true);
    current_->privateClass = name;
    for (const TypeParam* parameter : stmt->typeParams) visitTypeParameter(parameter);
    current_->privateClass = outerPrivate;
  }
  visitCallArguments(stmt->bases, stmt->keywords);
  Scope* scope = open(ScopeKind::kClass, name, stmt);
  scope->privateClass = name;
  if (isGeneric) {
    define(known_.typeParams, kDefLocal, stmt->range);
    use(known_.dotTypeParams);
  }
  visitBody(stmt->body);
  close();
  if (isGeneric) {
    current_->privateClass = name;
    close();
  }
}

void SymbolVisitor::visitTypeAlias(const TypeAlias* stmt) {
  visitExpr(stmt->name);
  Identifier name = stmt->name->as<Name>()->id;
  bool isGeneric = !stmt->typeParams.empty();
  if (isGeneric) {
    openTypeParameters(name, stmt->typeParams.data(), false, false, false);
    for (const TypeParam* parameter : stmt->typeParams) visitTypeParameter(parameter);
  }
  open(ScopeKind::kTypeAlias, names_.intern(name), stmt);
  define(known_.dotFormat, kDefParameter, {});
  seeClassScope();
  visitExpr(stmt->value);
  close();
  if (isGeneric) close();
}

void SymbolVisitor::openTypeParameters(Identifier name, const void* node, bool hasDefaults, bool hasKwDefaults,
                                       bool isClass) {
  NameId scopeName = names_.internCopy("<generic parameters of " + std::string(name) + ">");
  open(ScopeKind::kTypeParameters, scopeName, node);
  if (hasDefaults) define(known_.dotDefaults, kDefParameter, {});
  if (hasKwDefaults) define(known_.dotKwDefaults, kDefParameter, {});
  seeClassScope();
  if (isClass) {
    define(known_.dotTypeParams, kDefLocal, {});
    use(known_.dotTypeParams);
    define(known_.dotGenericBase, kDefLocal, {});
    use(known_.dotGenericBase);
  }
}

void SymbolVisitor::visitTypeVariableScope(const Expr* value, Identifier name, const void* node) {
  open(ScopeKind::kTypeVariable, names_.intern(name), node);
  define(known_.dotFormat, kDefParameter, {});
  seeClassScope();
  visitExpr(value);
  close();
}

// The scopes of bound and default are those of the parameter and of its member: the expression may be a lambda or a
// comprehension and open a scope itself.
void SymbolVisitor::visitTypeParameter(const TypeParam* parameter) {
  define(mangled(parameter->name), kDefTypeParameter | kDefLocal, parameter->range);
  if (parameter->kind == TypeParamKind::kTypeVar) {
    if (const Expr* bound = parameter->as<TypeVar>()->bound) visitTypeVariableScope(bound, parameter->name, parameter);
  }
  if (parameter->defaultValue) visitTypeVariableScope(parameter->defaultValue, parameter->name, &parameter->defaultValue);
}

}  // namespace vitrine::compiler
