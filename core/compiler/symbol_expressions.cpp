// SymbolVisitor: expressions. Left chains (`a + b + ...`, `a.b(c)...`) are walked in a loop, since their length has no
// limit; everything else nests no deeper than the parser allowed. See symbol_visitor.h.
#include "base/depth_guard.h"
#include "compiler/left_chain.h"
#include "compiler/symbol_visitor.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Scope = compiler::Scope;

void SymbolVisitor::visitExprs(ExprList list) {
  for (const Expr* expr : list) visitOptional(expr);
}

void SymbolVisitor::visitExpr(const Expr* expr) {
  DepthGuard guard;
  if (guard.exceeded()) return problems_.tooDeep(expr->range);
  size_t base = spine_.size();
  for (const Expr* left = leftOperand(expr); left; left = leftOperand(expr)) {
    spine_.push_back(expr);
    expr = left;
  }
  visitNode(expr);
  while (spine_.size() > base) {
    const Expr* outer = spine_.back();
    spine_.pop_back();
    visitTail(outer);
  }
}

// What is right of the left operand.
void SymbolVisitor::visitTail(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kBinOp: return visitExpr(expr->as<BinOp>()->right);
    case ExprKind::kAttribute: return noteStaticAttribute(expr->as<Attribute>());
    case ExprKind::kSubscript: return visitExpr(expr->as<Subscript>()->slice);
    case ExprKind::kCall: return visitCallArguments(expr->as<Call>()->args, expr->as<Call>()->keywords);
    default: return;
  }
}

void SymbolVisitor::visitNode(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kName: return visitName(expr->as<Name>());
    case ExprKind::kBoolOp: return visitExprs(expr->as<BoolOp>()->values);
    case ExprKind::kNamedExpr: return visitNamedExpr(expr->as<NamedExpr>());
    case ExprKind::kUnaryOp: return visitExpr(expr->as<UnaryOp>()->operand);
    case ExprKind::kLambda: return visitLambda(expr->as<Lambda>());
    case ExprKind::kIfExp:
      visitExpr(expr->as<IfExp>()->test);
      visitExpr(expr->as<IfExp>()->body);
      return visitExpr(expr->as<IfExp>()->orelse);
    case ExprKind::kDict:
      visitExprs(expr->as<Dict>()->keys);
      return visitExprs(expr->as<Dict>()->values);
    case ExprKind::kSet: return visitExprs(expr->as<Set>()->elts);
    case ExprKind::kListComp: {
      auto* comp = expr->as<ListComp>();
      return visitComprehension(expr, ComprehensionKind::kList, known_.listComp, comp->elt, nullptr, comp->generators);
    }
    case ExprKind::kSetComp: {
      auto* comp = expr->as<SetComp>();
      return visitComprehension(expr, ComprehensionKind::kSet, known_.setComp, comp->elt, nullptr, comp->generators);
    }
    case ExprKind::kDictComp: {
      auto* comp = expr->as<DictComp>();
      return visitComprehension(expr, ComprehensionKind::kDict, known_.dictComp, comp->key, comp->value, comp->generators);
    }
    case ExprKind::kGeneratorExp: {
      auto* comp = expr->as<GeneratorExp>();
      return visitComprehension(expr, ComprehensionKind::kGenerator, known_.genExpr, comp->elt, nullptr, comp->generators);
    }
    case ExprKind::kAwait: return visitAwait(expr->as<Await>());
    case ExprKind::kYield: return visitYield(expr, expr->as<Yield>()->value);
    case ExprKind::kYieldFrom: return visitYield(expr, expr->as<YieldFrom>()->value);
    case ExprKind::kCompare:
      visitExpr(expr->as<Compare>()->left);
      return visitExprs(expr->as<Compare>()->comparators);
    case ExprKind::kFormattedValue:
      visitExpr(expr->as<FormattedValue>()->value);
      return visitOptional(expr->as<FormattedValue>()->formatSpec);
    case ExprKind::kInterpolation:
      visitExpr(expr->as<Interpolation>()->value);
      return visitOptional(expr->as<Interpolation>()->formatSpec);
    case ExprKind::kJoinedStr: return visitExprs(expr->as<JoinedStr>()->values);
    case ExprKind::kTemplateStr: return visitExprs(expr->as<TemplateStr>()->values);
    case ExprKind::kStarred: return visitExpr(expr->as<Starred>()->value);
    case ExprKind::kList: return visitExprs(expr->as<List>()->elts);
    case ExprKind::kTuple: return visitExprs(expr->as<Tuple>()->elts);
    case ExprKind::kSlice:
      visitOptional(expr->as<Slice>()->lower);
      visitOptional(expr->as<Slice>()->upper);
      return visitOptional(expr->as<Slice>()->step);
    default: return;
  }
}

void SymbolVisitor::visitName(const Name* name) {
  if (current_->inUnevaluatedAnnotation) return;
  NameId id = mangled(name->id);
  if (name->ctx != ExprContext::kLoad) {
    bool isTarget = current_->comprehension != ComprehensionKind::kNone;  // of a `for`: a walrus never comes here
    if (isTarget && (current_->flagsOf(id) & (kDefGlobal | kDefNonlocal)))
      return problems_.error(name->range, "comprehension inner loop cannot rebind assignment expression target '" +
                                              std::string(name->id) + "'");
    define(id, isTarget ? kDefLocal | kDefIterated : kDefLocal, name->range);
    return;
  }
  current_->add(id).flags |= kUsed;
  if (current_->isFunctionLike() && id == known_.super) use(known_.dunderClass);
}

// `self.x = ...` in a method: a name for the class's `__static_attributes__` (3.13).
void SymbolVisitor::noteStaticAttribute(const Attribute* target) {
  if (target->ctx != ExprContext::kStore || !current_->parent) return;
  auto* object = target->value->dynAs<Name>();
  if (!object || object->id != "self") return;
  for (Scope* scope = current_->parent; scope; scope = scope->parent)
    if (scope->kind == ScopeKind::kClass) {
      scope->staticAttributes.push_back(names_.intern(target->attr));
      return;
    }
}

void SymbolVisitor::visitCallArguments(ExprList args, std::span<Keyword*> keywords) {
  visitExprs(args);
  for (const Keyword* keyword : keywords) visitExpr(keyword->value);
}

namespace {

const char* placeOf(ScopeKind kind) {
  switch (kind) {
    case ScopeKind::kAnnotation: return "an annotation";
    case ScopeKind::kTypeVariable: return "a TypeVar bound";
    case ScopeKind::kTypeAlias: return "a type alias";
    case ScopeKind::kTypeParameters: return "the definition of a generic";
    default: return nullptr;
  }
}

}  // namespace

// Annotations and type parameters may not contain `what`.
bool SymbolVisitor::refusedHere(const Expr* expr, const char* what) {
  const char* place = placeOf(current_->kind);
  if (place) problems_.error(expr->range, std::string(what) + " cannot be used within " + place);
  return place != nullptr;
}

void SymbolVisitor::visitNamedExpr(const NamedExpr* expr) {
  if (refusedHere(expr, "named expression")) return;
  if (current_->inIterable)
    return problems_.error(expr->range, "assignment expression cannot be used in a comprehension iterable expression");
  if (current_->comprehension != ComprehensionKind::kNone) extendNamedScope(expr->target->as<Name>());
  if (problems_.failed()) return;
  visitExpr(expr->value);
  if (current_->comprehension != ComprehensionKind::kNone) {
    // The target belongs to a scope around; it is no target of the comprehension.
    return;
  }
  visitExpr(expr->target);
}

// PEP 572: inside a comprehension the target is bound in the function, or module, that contains it, annotations notwithstanding.
void SymbolVisitor::extendNamedScope(const Name* target) {
  NameId name = mangled(target->id);
  std::string quoted = "'" + std::string(target->id) + "'";
  for (Scope* scope = current_; scope; scope = scope->parent) {
    if (scope->comprehension != ComprehensionKind::kNone) {
      if (scope->flagsOf(name) & kDefIterated)
        return problems_.error(target->range,
                               "assignment expression cannot rebind comprehension iteration variable " + quoted);
      continue;
    }
    if (scope->kind == ScopeKind::kFunction || scope->kind == ScopeKind::kModule) {
      bool isGlobal = scope->kind == ScopeKind::kModule || (scope->flagsOf(name) & kDefGlobal);
      define(name, isGlobal ? kDefGlobal : kDefNonlocal, target->range);
      table_.directives_.push_back({current_, name, target->range});
      return defineIn(*scope, name, scope->kind == ScopeKind::kModule ? kDefGlobal : kDefLocal, target->range);
    }
    if (scope->kind == ScopeKind::kClass)
      return problems_.error(target->range,
                             "assignment expression within a comprehension cannot be used in a class body");
    if (scope->kind == ScopeKind::kAnnotation) continue;
    const char* where = scope->kind == ScopeKind::kTypeParameters ? "within " : "in ";
    return problems_.error(target->range, std::string("assignment expression within a comprehension cannot be used ") + where + placeOf(scope->kind));
  }
}

void SymbolVisitor::visitYield(const Expr* expr, const Expr* value) {
  if (refusedHere(expr, "yield expression")) return;
  visitOptional(value);
  if (problems_.failed()) return;
  current_->isGenerator = true;
  const char* inside = nullptr;
  switch (current_->comprehension) {
    case ComprehensionKind::kNone: return;
    case ComprehensionKind::kList: inside = "'yield' inside list comprehension"; break;
    case ComprehensionKind::kSet: inside = "'yield' inside set comprehension"; break;
    case ComprehensionKind::kDict: inside = "'yield' inside dict comprehension"; break;
    case ComprehensionKind::kGenerator: inside = "'yield' inside generator expression"; break;
  }
  problems_.error(expr->range, inside);
}

void SymbolVisitor::visitAwait(const Await* expr) {
  if (refusedHere(expr, "await expression")) return;
  if (!awaitsAtTop()) {
    if (current_->kind == ScopeKind::kModule || current_->kind == ScopeKind::kClass) return problems_.error(expr->range, "'await' outside function");
    if (!current_->isAsyncFunction && current_->comprehension == ComprehensionKind::kNone)
      return problems_.error(expr->range, "'await' outside async function");
  }
  visitExpr(expr->value);
  current_->isCoroutine = true;
}

void SymbolVisitor::visitGenerator(const Comprehension* generator, bool visitIter) {
  visitExpr(generator->target);
  if (visitIter) {
    current_->inIterable = true;
    visitExpr(generator->iter);
    current_->inIterable = false;
  }
  visitExprs(generator->ifs);
  if (generator->isAsync) current_->isCoroutine = true;
}

// The outermost iterable belongs to the scope around; everything else to a function of the comprehension's own.
void SymbolVisitor::visitComprehension(const Expr* expr, ComprehensionKind kind, NameId name, const Expr* first,
                                       const Expr* second, std::span<Comprehension*> generators) {
  bool wasIterable = current_->inIterable;
  current_->inIterable = true;
  visitExpr(generators[0]->iter);
  current_->inIterable = wasIterable;
  Scope* outer = current_;
  Scope* scope = open(ScopeKind::kFunction, name, expr);
  scope->comprehension = kind;
  scope->isGenerator = kind == ComprehensionKind::kGenerator;
  if (outer->inUnevaluatedAnnotation) scope->inUnevaluatedAnnotation = true;
  define(known_.dotZero, kDefParameter | kUsed, expr->range);
  for (size_t i = 0; i < generators.size(); ++i) {
    visitExpr(generators[i]->target);
    if (i > 0) {
      scope->inIterable = true;
      visitExpr(generators[i]->iter);
      scope->inIterable = outer->inIterable;
    }
    visitExprs(generators[i]->ifs);
    if (generators[i]->isAsync) scope->isCoroutine = true;
  }
  if (second) visitExpr(second);
  visitExpr(first);
  close();
  bool isAsync = scope->isCoroutine && kind != ComprehensionKind::kGenerator;
  if (isAsync && !outer->isAsyncFunction && outer->comprehension == ComprehensionKind::kNone && !awaitsAtTop())
    return problems_.error(expr->range, "asynchronous comprehension outside of an asynchronous function");
  if (isAsync) outer->isCoroutine = true;
}

}  // namespace vitrine::compiler
