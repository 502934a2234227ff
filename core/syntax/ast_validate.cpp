// The walk over a tree that finds its first fault; see ast_validate.h.
#include "syntax/ast_validate.h"

#include "base/depth_guard.h"
#include "syntax/ast_fields.h"

namespace vitrine::syntax {
namespace {

/// Each check is false where it found a fault, which is then in `fault_`.
class Validator {
 public:
  explicit Validator(const PooledNumber& pooledNumber) : pooledNumber_(pooledNumber) {}
  std::optional<TreeFault> run(const Module& module) {
    switch (module.kind) {
      case ModKind::kModule:
      case ModKind::kInteractive: statements(module.body); break;
      case ModKind::kExpression: expression(module.expression); break;
      case ModKind::kFunctionType: expressions(module.argumentTypes) && expression(module.expression); break;
    }
    return std::move(fault_);
  }

 private:
  bool fail(std::string message, TreeFault::Kind kind = TreeFault::kValueError) {
    fault_ = TreeFault{kind, std::move(message)};
    return false;
  }
  bool tooDeep() { return fail("maximum recursion depth exceeded", TreeFault::kRecursionError); }
  bool position(const SourceRange& range);
  bool name(Identifier name);
  bool capture(Identifier captured) {
    return captured == "_" ? fail("can't capture name '_' in patterns") : captured.empty() || name(captured);
  }
  template <class T>
  bool notEmpty(std::span<T> items, const char* what, const char* owner) {
    return !items.empty() || fail(std::string("empty ") + what + " on " + owner);
  }

  bool expression(const Expr* expr, ExprContext context = ExprContext::kLoad);
  bool optional(const Expr* expr) { return !expr || expression(expr); }
  bool expressions(ExprList list, ExprContext context = ExprContext::kLoad, bool mayBeNull = false);
  bool context(const Expr* expr, ExprContext wanted);
  bool operation(const Expr* expr);
  bool display(const Expr* expr, ExprContext context);
  bool formatted(const Expr* value, int32_t conversion, const Expr* spec);
  bool clauses(std::span<Comprehension*> clauses);
  bool keywords(std::span<Keyword*> keywords);
  bool arguments(const Arguments& arguments);
  bool parameters(std::span<Arg*> parameters);
  bool parameter(const Arg* parameter) { return !parameter || (position(parameter->range) && optional(parameter->annotation)); }

  bool statements(StmtList list);
  bool body(StmtList list, const char* owner) { return notEmpty(list, "body", owner) && statements(list); }
  bool statement(const Stmt* stmt);
  bool simple(const Stmt* stmt);
  bool function(const FunctionFields& fields, const char* owner);
  bool classDefinition(const ClassDef& definition);
  bool targets(ExprList targets, ExprContext context, const char* owner) {
    return notEmpty(targets, "targets", owner) && expressions(targets, context);
  }
  bool augmented(const AugAssign& assignment);
  bool annotated(const AnnAssign& assignment);
  bool typeAlias(const TypeAlias& alias);
  bool loop(const ForFields& fields, const char* owner) {
    return expression(fields.target, ExprContext::kStore) && expression(fields.iter) && body(fields.body, owner) && statements(fields.orelse);
  }
  bool with(const WithFields& fields, const char* owner);
  bool match(const Match& match);
  bool tryBlock(const TryFields& fields, bool isStar);
  bool typeParams(std::span<TypeParam*> params);

  bool pattern(const Pattern* pattern, bool starAllowed = false);
  bool patterns(PatternList list, bool starAllowed = false);
  bool mapping(const MatchMapping& mapping);
  bool classPattern(const MatchClass& pattern);
  bool patternValue(const Expr* value);
  LiteralKind numberOf(const Expr* expr);
  bool isComplexSum(const BinOp* sum);

  const PooledNumber& pooledNumber_;
  std::optional<TreeFault> fault_;
};

bool Validator::position(const SourceRange& at) {
  auto pair = [](int32_t a, int32_t b) { return "(" + std::to_string(a) + ", " + std::to_string(b) + ")"; };
  if (at.line > at.endLine) return fail("AST node line range " + pair(at.line, at.endLine) + " is not valid");
  if ((at.line < 0 && at.endLine != at.line) || (at.column < 0 && at.column != at.endColumn))
    return fail("AST node column range " + pair(at.column, at.endColumn) + " for line range " + pair(at.line, at.endLine) + " is not valid");
  if (at.line == at.endLine && at.column > at.endColumn) {
    return fail("line " + std::to_string(at.line) + ", column " + std::to_string(at.column) + "-" + std::to_string(at.endColumn) +
                " is not a valid range");
  }
  return true;
}

bool Validator::name(Identifier name) {
  if (name != "None" && name != "True" && name != "False") return true;
  return fail("identifier field can't represent '" + std::string(name) + "' constant");
}

// --- expressions ----------------------------------------------------------------------------------------------------------

std::optional<ExprContext> contextOf(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kAttribute: return expr->as<Attribute>()->ctx;
    case ExprKind::kSubscript: return expr->as<Subscript>()->ctx;
    case ExprKind::kStarred: return expr->as<Starred>()->ctx;
    case ExprKind::kName: return expr->as<Name>()->ctx;
    case ExprKind::kList: return expr->as<List>()->ctx;
    case ExprKind::kTuple: return expr->as<Tuple>()->ctx;
    default: return {};
  }
}

bool Validator::context(const Expr* expr, ExprContext wanted) {
  if (auto* node = expr->dynAs<Name>())
    if (!name(node->id)) return false;
  auto has = contextOf(expr);
  std::string wantedText = textOf(nameOf(wanted));
  if (!has) return wanted == ExprContext::kLoad || fail("expression which can't be assigned to in " + wantedText + " context");
  return *has == wanted || fail("expression must have " + wantedText + " context but has " + textOf(nameOf(*has)) + " instead");
}

bool Validator::expression(const Expr* expr, ExprContext wanted) {
  DepthGuard guard;
  if (guard.exceeded()) return tooDeep();
  return position(expr->range) && context(expr, wanted) && display(expr, wanted);
}

bool Validator::expressions(ExprList list, ExprContext wanted, bool mayBeNull) {
  for (const Expr* expr : list) {
    if (!expr && !mayBeNull) return fail("None disallowed in expression list");
    if (expr && !expression(expr, wanted)) return false;
  }
  return true;
}

/// Displays, comprehensions, strings and what can be a target.
bool Validator::display(const Expr* expr, ExprContext wanted) {
  auto comprehension = [&](const auto& node) { return clauses(node.generators) && expression(node.elt); };
  switch (expr->kind) {
    case ExprKind::kDict: {
      auto* dict = expr->as<Dict>();
      if (dict->keys.size() != dict->values.size()) return fail("Dict doesn't have the same number of keys as values");
      return expressions(dict->keys, ExprContext::kLoad, true) && expressions(dict->values);
    }
    case ExprKind::kSet: return expressions(expr->as<Set>()->elts);
    case ExprKind::kListComp: return comprehension(*expr->as<ListComp>());
    case ExprKind::kSetComp: return comprehension(*expr->as<SetComp>());
    case ExprKind::kGeneratorExp: return comprehension(*expr->as<GeneratorExp>());
    case ExprKind::kDictComp: {
      auto* node = expr->as<DictComp>();
      return clauses(node->generators) && expression(node->key) && expression(node->value);
    }
    case ExprKind::kFormattedValue: {
      auto* field = expr->as<FormattedValue>();
      return formatted(field->value, field->conversion, field->formatSpec);
    }
    case ExprKind::kInterpolation: {
      auto* field = expr->as<Interpolation>();
      return formatted(field->value, field->conversion, field->formatSpec);
    }
    case ExprKind::kJoinedStr: return expressions(expr->as<JoinedStr>()->values);
    case ExprKind::kTemplateStr: return expressions(expr->as<TemplateStr>()->values);
    case ExprKind::kAttribute: return expression(expr->as<Attribute>()->value);
    case ExprKind::kSubscript: return expression(expr->as<Subscript>()->slice) && expression(expr->as<Subscript>()->value);
    case ExprKind::kStarred: return expression(expr->as<Starred>()->value, wanted);
    case ExprKind::kList: return expressions(expr->as<List>()->elts, wanted);
    case ExprKind::kTuple: return expressions(expr->as<Tuple>()->elts, wanted);
    default: return operation(expr);
  }
}

bool Validator::operation(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kBoolOp:
      if (expr->as<BoolOp>()->values.size() < 2) return fail("BoolOp with less than 2 values");
      return expressions(expr->as<BoolOp>()->values);
    case ExprKind::kNamedExpr:
      if (expr->as<NamedExpr>()->target->kind != ExprKind::kName) return fail("NamedExpr target must be a Name", TreeFault::kTypeError);
      return expression(expr->as<NamedExpr>()->value);
    case ExprKind::kBinOp: return expression(expr->as<BinOp>()->left) && expression(expr->as<BinOp>()->right);
    case ExprKind::kUnaryOp: return expression(expr->as<UnaryOp>()->operand);
    case ExprKind::kLambda: return arguments(*expr->as<Lambda>()->args) && expression(expr->as<Lambda>()->body);
    case ExprKind::kIfExp: {
      auto* node = expr->as<IfExp>();
      return expression(node->test) && expression(node->body) && expression(node->orelse);
    }
    case ExprKind::kAwait: return expression(expr->as<Await>()->value);
    case ExprKind::kYield: return optional(expr->as<Yield>()->value);
    case ExprKind::kYieldFrom: return expression(expr->as<YieldFrom>()->value);
    case ExprKind::kCompare: {
      auto* compare = expr->as<Compare>();
      if (compare->comparators.empty()) return fail("Compare with no comparators");
      if (compare->comparators.size() != compare->ops.size()) return fail("Compare has a different number of comparators and operands");
      return expressions(compare->comparators) && expression(compare->left);
    }
    case ExprKind::kCall: {
      auto* call = expr->as<Call>();
      return expression(call->func) && expressions(call->args) && keywords(call->keywords);
    }
    case ExprKind::kSlice: {
      auto* slice = expr->as<Slice>();
      return optional(slice->lower) && optional(slice->upper) && optional(slice->step);
    }
    case ExprKind::kConstant: {
      auto* constant = expr->as<Constant>();
      return constant->literal != kForeignLiteral ||
             fail("got an invalid type in Constant: " + std::string(constant->text), TreeFault::kTypeError);
    }
    default: return true;
  }
}

bool Validator::formatted(const Expr* value, int32_t conversion, const Expr* spec) {
  if (!expression(value) || !optional(spec)) return false;
  bool known = conversion < 0 || conversion == 's' || conversion == 'r' || conversion == 'a';
  return known || fail("Unrecognized conversion character " + std::to_string(conversion), TreeFault::kSystemError);
}

bool Validator::clauses(std::span<Comprehension*> list) {
  if (list.empty()) return fail("comprehension with no generators");
  for (const Comprehension* clause : list)
    if (!expression(clause->target, ExprContext::kStore) || !expression(clause->iter) || !expressions(clause->ifs)) return false;
  return true;
}

bool Validator::keywords(std::span<Keyword*> list) {
  for (const Keyword* keyword : list)
    if (!position(keyword->range) || !expression(keyword->value)) return false;
  return true;
}

bool Validator::parameters(std::span<Arg*> list) {
  for (const Arg* each : list)
    if (!parameter(each)) return false;
  return true;
}

bool Validator::arguments(const Arguments& all) {
  if (!parameters(all.posonlyargs) || !parameters(all.args) || !parameter(all.vararg) || !parameters(all.kwonlyargs) || !parameter(all.kwarg))
    return false;
  if (all.defaults.size() > all.posonlyargs.size() + all.args.size()) return fail("more positional defaults than args on arguments");
  if (all.kwDefaults.size() != all.kwonlyargs.size()) return fail("length of kwonlyargs is not the same as kw_defaults on arguments");
  return expressions(all.defaults) && expressions(all.kwDefaults, ExprContext::kLoad, true);
}

// --- statements -----------------------------------------------------------------------------------------------------------

bool Validator::statements(StmtList list) {
  for (const Stmt* stmt : list) {
    if (!stmt) return fail("None disallowed in statement list");
    if (!statement(stmt)) return false;
  }
  return true;
}

bool Validator::statement(const Stmt* stmt) {
  DepthGuard guard;
  if (guard.exceeded()) return tooDeep();
  if (!position(stmt->range)) return false;
  auto conditional = [&](const Expr* test, StmtList block, StmtList orelse, const char* owner) {
    return expression(test) && body(block, owner) && statements(orelse);
  };
  switch (stmt->kind) {
    case StmtKind::kFunctionDef: return function(*stmt->as<FunctionDef>(), "FunctionDef");
    case StmtKind::kAsyncFunctionDef: return function(*stmt->as<AsyncFunctionDef>(), "AsyncFunctionDef");
    case StmtKind::kClassDef: return classDefinition(*stmt->as<ClassDef>());
    case StmtKind::kFor: return loop(*stmt->as<For>(), "For");
    case StmtKind::kAsyncFor: return loop(*stmt->as<AsyncFor>(), "AsyncFor");
    case StmtKind::kWhile: return conditional(stmt->as<While>()->test, stmt->as<While>()->body, stmt->as<While>()->orelse, "While");
    case StmtKind::kIf: return conditional(stmt->as<If>()->test, stmt->as<If>()->body, stmt->as<If>()->orelse, "If");
    case StmtKind::kWith: return with(*stmt->as<With>(), "With");
    case StmtKind::kAsyncWith: return with(*stmt->as<AsyncWith>(), "AsyncWith");
    case StmtKind::kMatch: return match(*stmt->as<Match>());
    case StmtKind::kTry: return tryBlock(*stmt->as<Try>(), false);
    case StmtKind::kTryStar: return tryBlock(*stmt->as<TryStar>(), true);
    default: return simple(stmt);
  }
}

bool Validator::simple(const Stmt* stmt) {
  switch (stmt->kind) {
    case StmtKind::kReturn: return optional(stmt->as<Return>()->value);
    case StmtKind::kDelete: return targets(stmt->as<Delete>()->targets, ExprContext::kDel, "Delete");
    case StmtKind::kAssign: return targets(stmt->as<Assign>()->targets, ExprContext::kStore, "Assign") && expression(stmt->as<Assign>()->value);
    case StmtKind::kTypeAlias: return typeAlias(*stmt->as<TypeAlias>());
    case StmtKind::kAugAssign: return augmented(*stmt->as<AugAssign>());
    case StmtKind::kAnnAssign: return annotated(*stmt->as<AnnAssign>());
    case StmtKind::kRaise:
      if (!stmt->as<Raise>()->exc && stmt->as<Raise>()->cause) return fail("Raise with cause but no exception");
      return optional(stmt->as<Raise>()->exc) && optional(stmt->as<Raise>()->cause);
    case StmtKind::kAssert: return expression(stmt->as<Assert>()->test) && optional(stmt->as<Assert>()->msg);
    case StmtKind::kImport: return notEmpty(stmt->as<Import>()->names, "names", "Import");
    case StmtKind::kImportFrom:
      if (stmt->as<ImportFrom>()->level < 0) return fail("Negative ImportFrom level");
      return notEmpty(stmt->as<ImportFrom>()->names, "names", "ImportFrom");
    case StmtKind::kGlobal: return notEmpty(stmt->as<Global>()->names, "names", "Global");
    case StmtKind::kNonlocal: return notEmpty(stmt->as<Nonlocal>()->names, "names", "Nonlocal");
    case StmtKind::kExpr: return expression(stmt->as<ExprStmt>()->value);
    default: return true;
  }
}

bool Validator::function(const FunctionFields& fields, const char* owner) {
  return body(fields.body, owner) && typeParams(fields.typeParams) && arguments(*fields.args) && expressions(fields.decoratorList) &&
         optional(fields.returns);
}

bool Validator::classDefinition(const ClassDef& definition) {
  return body(definition.body, "ClassDef") && typeParams(definition.typeParams) && expressions(definition.bases) &&
         keywords(definition.keywords) && expressions(definition.decoratorList);
}

/// "28" for a Tuple: CPython's number of the kind.
std::string kindNumber(const Expr* expr) { return std::to_string(int(expr->kind) + 1); }

bool isPlainTarget(const Expr* expr) {
  return expr->kind == ExprKind::kName || expr->kind == ExprKind::kAttribute || expr->kind == ExprKind::kSubscript;
}

bool Validator::augmented(const AugAssign& assignment) {
  if (!expression(assignment.target, ExprContext::kStore) || !expression(assignment.value)) return false;
  return isPlainTarget(assignment.target) ||
         fail("invalid node type (" + kindNumber(assignment.target) + ") for augmented assignment", TreeFault::kSystemError);
}

bool Validator::annotated(const AnnAssign& assignment) {
  if (assignment.simple && assignment.target->kind != ExprKind::kName)
    return fail("AnnAssign with simple non-Name target", TreeFault::kTypeError);
  if (!expression(assignment.target, ExprContext::kStore) || !optional(assignment.value) || !expression(assignment.annotation)) return false;
  return isPlainTarget(assignment.target) ||
         fail("invalid node type (" + kindNumber(assignment.target) + ") for annotated assignment", TreeFault::kSystemError);
}

bool Validator::typeAlias(const TypeAlias& alias) {
  if (alias.name->kind != ExprKind::kName) return fail("TypeAlias with non-Name name", TreeFault::kTypeError);
  return expression(alias.name, ExprContext::kStore) && typeParams(alias.typeParams) && expression(alias.value);
}

bool Validator::with(const WithFields& fields, const char* owner) {
  if (!notEmpty(fields.items, "items", owner)) return false;
  for (const WithItem* item : fields.items) {
    if (!expression(item->contextExpr)) return false;
    if (item->optionalVars && !expression(item->optionalVars, ExprContext::kStore)) return false;
  }
  return body(fields.body, owner);
}

bool Validator::match(const Match& match) {
  if (!expression(match.subject) || !notEmpty(match.cases, "cases", "Match")) return false;
  for (const MatchCase* each : match.cases)
    if (!pattern(each->pattern) || !optional(each->guard) || !body(each->body, "match_case")) return false;
  return true;
}

bool Validator::tryBlock(const TryFields& fields, bool isStar) {
  const char* owner = isStar ? "TryStar" : "Try";
  if (!body(fields.body, owner)) return false;
  if (fields.handlers.empty() && fields.finalbody.empty()) return fail(std::string(owner) + " has neither except handlers nor finalbody");
  if (fields.handlers.empty() && !fields.orelse.empty()) return fail(std::string(owner) + " has orelse but no except handlers");
  for (const ExceptHandler* handler : fields.handlers) {
    if (!position(handler->range) || !optional(handler->type) || !body(handler->body, "ExceptHandler")) return false;
    if (isStar && !handler->type) return fail("TryStar has an except handler without a type");
  }
  return statements(fields.finalbody) && statements(fields.orelse);
}

bool Validator::typeParams(std::span<TypeParam*> params) {
  for (const TypeParam* param : params) {
    if (!position(param->range) || !name(param->name)) return false;
    if (param->kind == TypeParamKind::kTypeVar && !optional(param->as<TypeVar>()->bound)) return false;
    if (!optional(param->defaultValue)) return false;
  }
  return true;
}

// --- patterns -------------------------------------------------------------------------------------------------------------

bool Validator::patterns(PatternList list, bool starAllowed) {
  for (const Pattern* each : list)
    if (!pattern(each, starAllowed)) return false;
  return true;
}

bool Validator::pattern(const Pattern* node, bool starAllowed) {
  DepthGuard guard;
  if (guard.exceeded()) return tooDeep();
  if (!position(node->range)) return false;
  switch (node->kind) {
    case PatternKind::kMatchValue: return patternValue(node->as<MatchValue>()->value);
    case PatternKind::kMatchSingleton:
      return node->as<MatchSingleton>()->value != kForeignLiteral || fail("MatchSingleton can only contain True, False and None");
    case PatternKind::kMatchSequence: return patterns(node->as<MatchSequence>()->patterns, true);
    case PatternKind::kMatchMapping: return mapping(*node->as<MatchMapping>());
    case PatternKind::kMatchClass: return classPattern(*node->as<MatchClass>());
    case PatternKind::kMatchStar: return starAllowed ? capture(node->as<MatchStar>()->name) : fail("can't use MatchStar here");
    case PatternKind::kMatchAs: {
      auto* as = node->as<MatchAs>();
      if (!capture(as->name)) return false;
      if (!as->pattern) return true;
      return as->name.empty() ? fail("MatchAs must specify a target name if a pattern is given") : pattern(as->pattern);
    }
    case PatternKind::kMatchOr:
      if (node->as<MatchOr>()->patterns.size() < 2) return fail("MatchOr requires at least 2 patterns");
      return patterns(node->as<MatchOr>()->patterns);
  }
  UNREACHABLE("pattern");
}

bool Validator::mapping(const MatchMapping& mapping) {
  if (mapping.keys.size() != mapping.patterns.size()) return fail("MatchMapping doesn't have the same number of keys as patterns");
  if (!capture(mapping.rest)) return false;
  for (const Expr* key : mapping.keys) {
    if (!key) return fail("None disallowed in expression list");
    auto* constant = key->dynAs<Constant>();
    bool singleton = constant && (constant->literal == LiteralKind::kNone || constant->literal == LiteralKind::kTrue ||
                                  constant->literal == LiteralKind::kFalse);
    if (!singleton && !patternValue(key)) return false;
  }
  return patterns(mapping.patterns);
}

bool Validator::classPattern(const MatchClass& node) {
  if (node.kwdAttrs.size() != node.kwdPatterns.size())
    return fail("MatchClass doesn't have the same number of keyword attributes as patterns");
  if (!expression(node.cls)) return false;
  const Expr* cls = node.cls;
  while (auto* attribute = cls->dynAs<Attribute>()) cls = attribute->value;
  if (cls->kind != ExprKind::kName) return fail("MatchClass cls field can only contain Name or Attribute nodes.");
  for (Identifier attribute : node.kwdAttrs)
    if (!name(attribute)) return false;
  return patterns(node.patterns) && patterns(node.kwdPatterns);
}

const Expr* negated(const Expr* expr) {
  auto* unary = expr->dynAs<UnaryOp>();
  return unary && unary->op == UnaryOperator::kUSub ? unary->operand : nullptr;
}
/// kInt, kFloat or kComplex where `expr` is a Constant number; kNone for all else.
LiteralKind Validator::numberOf(const Expr* expr) {
  auto* constant = expr->dynAs<Constant>();
  if (!constant || constant->literal == kForeignLiteral) return LiteralKind::kNone;
  LiteralKind kind = constant->literal > LiteralKind::kBytes ? pooledNumber_(*constant) : constant->literal;
  bool number = kind == LiteralKind::kInt || kind == LiteralKind::kFloat || kind == LiteralKind::kComplex;
  return number ? kind : LiteralKind::kNone;
}

bool Validator::isComplexSum(const BinOp* sum) {
  if (sum->op != BinaryOperator::kAdd && sum->op != BinaryOperator::kSub) return false;
  const Expr* left = negated(sum->left);
  LiteralKind real = numberOf(left ? left : sum->left);
  return (real == LiteralKind::kInt || real == LiteralKind::kFloat) && numberOf(sum->right) == LiteralKind::kComplex;
}

bool Validator::patternValue(const Expr* value) {
  if (!value) return fail("None disallowed in expression list");
  if (!expression(value)) return false;
  if (auto* constant = value->dynAs<Constant>()) {
    bool literal = numberOf(value) != LiteralKind::kNone || constant->literal == LiteralKind::kStr || constant->literal == LiteralKind::kBytes;
    return literal || fail("unexpected constant inside of a literal pattern");
  }
  bool good = value->kind == ExprKind::kAttribute || value->kind == ExprKind::kJoinedStr;
  if (const Expr* operand = negated(value)) good = numberOf(operand) != LiteralKind::kNone;
  if (auto* sum = value->dynAs<BinOp>()) good = isComplexSum(sum);
  return good || fail("patterns may only match literals and attribute lookups");
}

}  // namespace

std::optional<TreeFault> validateTree(const Module& module, const PooledNumber& pooledNumber) {
  return Validator(pooledNumber).run(module);
}

}  // namespace vitrine::syntax
