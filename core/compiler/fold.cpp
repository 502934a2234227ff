// The walk of constant folding, bottom-up, each expression replaced in the slot that holds it. See fold.h.
#include "compiler/fold.h"

#include "base/depth_guard.h"
#include "compiler/left_chain.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Value = vitrine::Constant;
using Literal = syntax::Constant;

Value constantOf(const Literal& node, const ConstantPool& pool) {
  switch (node.literal) {
    case LiteralKind::kNone: return Value::none();
    case LiteralKind::kTrue: return Value::boolean(true);
    case LiteralKind::kFalse: return Value::boolean(false);
    case LiteralKind::kEllipsis: return Value::ellipsis();
    case LiteralKind::kInt:
      return node.isBigInt() ? Value::integerOf(BigInt(node.bigInt())) : Value::integerOf(node.integer);
    case LiteralKind::kFloat: return Value::floating(node.number);
    case LiteralKind::kComplex: return Value::complex(0, node.number);
    case LiteralKind::kStr: return Value::str(std::string(node.text));
    case LiteralKind::kBytes: return Value::bytes(std::string(node.text));
  }
  return pool[size_t(node.integer)];
}

bool truthOf(const Value& constant) {
  switch (constant.kind) {
    case ConstantKind::kNone:
    case ConstantKind::kFalse: return false;
    case ConstantKind::kInt: return !constant.integer.digits.empty();
    case ConstantKind::kFloat: return constant.real != 0;
    case ConstantKind::kComplex: return constant.real != 0 || constant.imaginary != 0;
    case ConstantKind::kStr:
    case ConstantKind::kBytes: return !constant.text.empty();
    case ConstantKind::kTuple:
    case ConstantKind::kFrozenSet: return !constant.items.empty();
    default: return true;
  }
}

namespace {

class Folder {
 public:
  Folder(const FoldOptions& options, Arena& arena, ConstantPool& pool, ProblemSink& problems)
      : options_(options), arena_(arena), pool_(pool), problems_(problems) {}

  void foldBody(StmtList body) {
    for (Stmt* stmt : body) foldStmt(stmt);
  }
  void foldExpr(Expr*& slot);

 private:
  void foldStmt(Stmt* stmt);
  void foldIf(If* stmt);
  template <class T> void foldFor(T* stmt);
  template <class T> void foldWith(T* stmt);
  template <class T> void foldTry(T* stmt);
  void foldMatch(Match* stmt);
  void foldPattern(Pattern* pattern);
  void foldFunction(FunctionFields& fields);
  void foldClass(ClassDef* stmt);
  void foldTypeParams(std::span<TypeParam*> params);
  void foldArguments(Arguments& args);
  void foldArg(Arg* arg) {
    if (arg) foldAnnotation(arg->annotation);
  }
  void foldAnnotation(Expr*& slot) {
    if (!options_.futureAnnotations) foldOptional(slot);
  }
  void foldOptional(Expr*& slot) {
    if (slot) foldExpr(slot);
  }
  void foldList(ExprList list) {
    for (Expr*& slot : list) foldOptional(slot);
  }
  void foldChildren(Expr*& slot);
  void foldAfterLeft(Expr*& slot);
  template <class T> void foldComprehension(T* expr);
  void foldBinOp(Expr*& slot);
  void foldUnaryOp(Expr*& slot);
  void foldSubscriptOf(Expr*& slot);
  void foldTuple(Expr*& slot);
  void foldIterable(Expr*& slot);
  void foldCompare(Compare* compare);

  void replace(Expr*& slot, Value value);
  bool allConstant(ExprList list) const {
    for (const Expr* expr : list)
      if (!isConstant(expr)) return false;
    return true;
  }
  std::vector<Value> valuesOf(ExprList list) const {
    std::vector<Value> values;
    values.reserve(list.size());
    for (const Expr* expr : list) values.push_back(value(expr));
    return values;
  }
  Value value(const Expr* expr) const { return constantOf(*expr->as<Literal>(), pool_); }

  const FoldOptions& options_;
  Arena& arena_;
  ConstantPool& pool_;
  ProblemSink& problems_;
  std::vector<Expr**> spine_;
};

// Of equal elements a set keeps the first.
std::vector<Value> distinct(std::vector<Value> values) {
  std::vector<Value> kept;
  for (Value& value : values) {
    bool isNew = true;
    for (const Value& other : kept) isNew = isNew && !equalInPython(value, other);
    if (isNew) kept.push_back(std::move(value));
  }
  return kept;
}

Expr** leftSlot(Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kBinOp: return &expr->as<BinOp>()->left;
    case ExprKind::kAttribute: return &expr->as<Attribute>()->value;
    case ExprKind::kSubscript: return &expr->as<Subscript>()->value;
    case ExprKind::kCall: return &expr->as<Call>()->func;
    default: return nullptr;
  }
}

void Folder::replace(Expr*& slot, Value value) { slot = pooledConstant(*slot, std::move(value), arena_, pool_); }

void Folder::foldExpr(Expr*& slot) {
  if (slot->height == 1 && slot->kind != ExprKind::kName && slot->kind != ExprKind::kTuple) return;
  DepthGuard guard;
  if (guard.exceeded()) return problems_.tooDeep(slot->range);
  size_t base = spine_.size();
  Expr** at = &slot;
  for (Expr** left = leftSlot(*at); left; left = leftSlot(*at)) {
    spine_.push_back(at);
    at = left;
  }
  foldChildren(*at);
  while (spine_.size() > base) {
    Expr** outer = spine_.back();
    spine_.pop_back();
    foldAfterLeft(*outer);
  }
}

// An expression whose left operand is done.
void Folder::foldAfterLeft(Expr*& slot) {
  switch (slot->kind) {
    case ExprKind::kBinOp:
      foldExpr(slot->as<BinOp>()->right);
      return foldBinOp(slot);
    case ExprKind::kSubscript: return foldSubscriptOf(slot);
    case ExprKind::kCall:
      foldList(slot->as<Call>()->args);
      for (Keyword* keyword : slot->as<Call>()->keywords) foldExpr(keyword->value);
      return;
    default: return;
  }
}

void Folder::foldChildren(Expr*& slot) {
  Expr* expr = slot;
  switch (expr->kind) {
    case ExprKind::kName:
      if (expr->as<Name>()->ctx == ExprContext::kLoad && expr->as<Name>()->id == "__debug__")
        replace(slot, Value::boolean(options_.optimize == 0));
      return;
    case ExprKind::kBoolOp: return foldList(expr->as<BoolOp>()->values);
    case ExprKind::kNamedExpr: return foldExpr(expr->as<NamedExpr>()->value);
    case ExprKind::kUnaryOp:
      foldExpr(expr->as<UnaryOp>()->operand);
      return foldUnaryOp(slot);
    case ExprKind::kLambda:
      foldArguments(*expr->as<Lambda>()->args);
      return foldExpr(expr->as<Lambda>()->body);
    case ExprKind::kIfExp:
      foldExpr(expr->as<IfExp>()->test);
      foldExpr(expr->as<IfExp>()->body);
      return foldExpr(expr->as<IfExp>()->orelse);
    case ExprKind::kDict:
      foldList(expr->as<Dict>()->keys);
      return foldList(expr->as<Dict>()->values);
    case ExprKind::kSet: return foldList(expr->as<Set>()->elts);
    case ExprKind::kListComp: return foldComprehension(expr->as<ListComp>());
    case ExprKind::kSetComp: return foldComprehension(expr->as<SetComp>());
    case ExprKind::kGeneratorExp: return foldComprehension(expr->as<GeneratorExp>());
    case ExprKind::kDictComp: return foldComprehension(expr->as<DictComp>());
    case ExprKind::kAwait: return foldExpr(expr->as<Await>()->value);
    case ExprKind::kYield: return foldOptional(expr->as<Yield>()->value);
    case ExprKind::kYieldFrom: return foldExpr(expr->as<YieldFrom>()->value);
    case ExprKind::kCompare: return foldCompare(expr->as<Compare>());
    case ExprKind::kFormattedValue:
      foldExpr(expr->as<FormattedValue>()->value);
      return foldOptional(expr->as<FormattedValue>()->formatSpec);
    case ExprKind::kInterpolation:
      foldExpr(expr->as<Interpolation>()->value);
      return foldOptional(expr->as<Interpolation>()->formatSpec);
    case ExprKind::kJoinedStr: return foldList(expr->as<JoinedStr>()->values);
    case ExprKind::kTemplateStr: return foldList(expr->as<TemplateStr>()->values);
    case ExprKind::kStarred: return foldExpr(expr->as<Starred>()->value);
    case ExprKind::kList: return foldList(expr->as<List>()->elts);
    case ExprKind::kTuple: return foldTuple(slot);
    case ExprKind::kSlice:
      foldOptional(expr->as<Slice>()->lower);
      foldOptional(expr->as<Slice>()->upper);
      return foldOptional(expr->as<Slice>()->step);
    default: return;
  }
}

template <class T>
void Folder::foldComprehension(T* expr) {
  if constexpr (requires { expr->key; }) {
    foldExpr(expr->key);
    foldExpr(expr->value);
  } else {
    foldExpr(expr->elt);
  }
  for (Comprehension* generator : expr->generators) {
    foldExpr(generator->target);
    foldExpr(generator->iter);
    foldList(generator->ifs);
    foldIterable(generator->iter);
  }
}

void Folder::foldBinOp(Expr*& slot) {
  auto* expr = slot->as<BinOp>();
  if (!isConstant(expr->left) || !isConstant(expr->right)) return;
  if (auto result = foldBinary(expr->op, value(expr->left), value(expr->right))) replace(slot, std::move(*result));
}

// `not a is b` becomes `a is not b`, and so on; `not a == b` does not, since == may be anybody's.
void Folder::foldUnaryOp(Expr*& slot) {
  auto* expr = slot->as<UnaryOp>();
  if (isConstant(expr->operand)) {
    if (auto result = foldUnary(expr->op, value(expr->operand))) replace(slot, std::move(*result));
    return;
  }
  auto* compare = expr->operand->dynAs<Compare>();
  if (expr->op != UnaryOperator::kNot || !compare || compare->ops.size() != 1) return;
  CompareOperator& op = compare->ops[0];
  switch (op) {
    case CompareOperator::kIs: op = CompareOperator::kIsNot; break;
    case CompareOperator::kIsNot: op = CompareOperator::kIs; break;
    case CompareOperator::kIn: op = CompareOperator::kNotIn; break;
    case CompareOperator::kNotIn: op = CompareOperator::kIn; break;
    default: return;
  }
  compare->negated = !compare->negated;
  slot = compare;
}

bool hasSlice(const Expr* expr) {
  if (expr->kind == ExprKind::kSlice) return true;
  if (auto* tuple = expr->dynAs<Tuple>())
    for (const Expr* item : tuple->elts)
      if (item->kind == ExprKind::kSlice) return true;
  return false;
}

void Folder::foldSubscriptOf(Expr*& slot) {
  auto* expr = slot->as<Subscript>();
  if (hasSlice(expr->slice)) {
    // 3.7's ExtSlice: its parts are folded, the whole is not.
    if (auto* tuple = expr->slice->dynAs<Tuple>()) return foldList(tuple->elts);
    return foldExpr(expr->slice);
  }
  foldExpr(expr->slice);
  if (expr->ctx != ExprContext::kLoad || !isConstant(expr->value) || !isConstant(expr->slice)) return;
  if (auto result = foldSubscript(value(expr->value), value(expr->slice))) replace(slot, std::move(*result));
}

void Folder::foldTuple(Expr*& slot) {
  auto* tuple = slot->as<Tuple>();
  foldList(tuple->elts);
  if (tuple->ctx != ExprContext::kLoad || !allConstant(tuple->elts)) return;
  replace(slot, Value::tuple(valuesOf(tuple->elts)));
  slot->as<Literal>()->isDisplay = true;
}

// A list of constants that is only iterated or searched may as well be a tuple, a set a frozenset.
void Folder::foldIterable(Expr*& slot) {
  if (auto* set = slot->dynAs<Set>()) {
    if (allConstant(set->elts)) replace(slot, Value::frozenSet(distinct(valuesOf(set->elts))));
  } else if (auto* list = slot->dynAs<List>()) {
    if (allConstant(list->elts)) replace(slot, Value::tuple(valuesOf(list->elts)));
  }
}

void Folder::foldCompare(Compare* compare) {
  foldExpr(compare->left);
  foldList(compare->comparators);
  CompareOperator last = compare->ops.back();
  if (last == CompareOperator::kIn || last == CompareOperator::kNotIn) foldIterable(compare->comparators.back());
}

// ---- Statements ----

void Folder::foldStmt(Stmt* stmt) {
  DepthGuard guard;
  if (guard.exceeded()) return problems_.tooDeep(stmt->range);
  switch (stmt->kind) {
    case StmtKind::kFunctionDef: return foldFunction(*stmt->as<FunctionDef>());
    case StmtKind::kAsyncFunctionDef: return foldFunction(*stmt->as<AsyncFunctionDef>());
    case StmtKind::kClassDef: return foldClass(stmt->as<ClassDef>());
    case StmtKind::kReturn: return foldOptional(stmt->as<Return>()->value);
    case StmtKind::kDelete: return foldList(stmt->as<Delete>()->targets);
    case StmtKind::kAssign:
      foldList(stmt->as<Assign>()->targets);
      return foldExpr(stmt->as<Assign>()->value);
    case StmtKind::kTypeAlias:
      foldTypeParams(stmt->as<TypeAlias>()->typeParams);
      return foldExpr(stmt->as<TypeAlias>()->value);
    case StmtKind::kAugAssign:
      foldExpr(stmt->as<AugAssign>()->target);
      return foldExpr(stmt->as<AugAssign>()->value);
    case StmtKind::kAnnAssign:
      foldExpr(stmt->as<AnnAssign>()->target);
      foldAnnotation(stmt->as<AnnAssign>()->annotation);
      return foldOptional(stmt->as<AnnAssign>()->value);
    case StmtKind::kFor: return foldFor(stmt->as<For>());
    case StmtKind::kAsyncFor: return foldFor(stmt->as<AsyncFor>());
    case StmtKind::kWhile:
      foldExpr(stmt->as<While>()->test);
      foldBody(stmt->as<While>()->body);
      return foldBody(stmt->as<While>()->orelse);
    case StmtKind::kIf: return foldIf(stmt->as<If>());
    case StmtKind::kWith: return foldWith(stmt->as<With>());
    case StmtKind::kAsyncWith: return foldWith(stmt->as<AsyncWith>());
    case StmtKind::kMatch: return foldMatch(stmt->as<Match>());
    case StmtKind::kRaise:
      foldOptional(stmt->as<Raise>()->exc);
      return foldOptional(stmt->as<Raise>()->cause);
    case StmtKind::kTry: return foldTry(stmt->as<Try>());
    case StmtKind::kTryStar: return foldTry(stmt->as<TryStar>());
    case StmtKind::kAssert:
      foldExpr(stmt->as<Assert>()->test);
      return foldOptional(stmt->as<Assert>()->msg);
    case StmtKind::kExpr: return foldExpr(stmt->as<ExprStmt>()->value);
    default: return;
  }
}

void Folder::foldIf(If* stmt) {
  for (;;) {
    foldExpr(stmt->test);
    foldBody(stmt->body);
    if (stmt->orelse.size() != 1 || stmt->orelse[0]->kind != StmtKind::kIf) break;
    stmt = stmt->orelse[0]->as<If>();
  }
  foldBody(stmt->orelse);
}

template <class T>
void Folder::foldFor(T* stmt) {
  foldExpr(stmt->target);
  foldExpr(stmt->iter);
  foldBody(stmt->body);
  foldBody(stmt->orelse);
  foldIterable(stmt->iter);
}

template <class T>
void Folder::foldWith(T* stmt) {
  for (WithItem* item : stmt->items) {
    foldExpr(item->contextExpr);
    foldOptional(item->optionalVars);
  }
  foldBody(stmt->body);
}

template <class T>
void Folder::foldTry(T* stmt) {
  foldBody(stmt->body);
  for (ExceptHandler* handler : stmt->handlers) {
    foldOptional(handler->type);
    foldBody(handler->body);
  }
  foldBody(stmt->orelse);
  foldBody(stmt->finalbody);
}

void Folder::foldMatch(Match* stmt) {
  foldExpr(stmt->subject);
  for (MatchCase* matchCase : stmt->cases) {
    foldPattern(matchCase->pattern);
    foldOptional(matchCase->guard);
    foldBody(matchCase->body);
  }
}

void Folder::foldPattern(Pattern* pattern) {
  DepthGuard guard;
  if (guard.exceeded()) return problems_.tooDeep(pattern->range);
  auto foldAll = [this](PatternList list) {
    for (Pattern* part : list) foldPattern(part);
  };
  switch (pattern->kind) {
    case PatternKind::kMatchValue: return foldExpr(pattern->as<MatchValue>()->value);
    case PatternKind::kMatchSequence: return foldAll(pattern->as<MatchSequence>()->patterns);
    case PatternKind::kMatchMapping:
      foldList(pattern->as<MatchMapping>()->keys);
      return foldAll(pattern->as<MatchMapping>()->patterns);
    case PatternKind::kMatchClass:
      foldExpr(pattern->as<MatchClass>()->cls);
      foldAll(pattern->as<MatchClass>()->patterns);
      return foldAll(pattern->as<MatchClass>()->kwdPatterns);
    case PatternKind::kMatchAs:
      if (pattern->as<MatchAs>()->pattern) foldPattern(pattern->as<MatchAs>()->pattern);
      return;
    case PatternKind::kMatchOr: return foldAll(pattern->as<MatchOr>()->patterns);
    default: return;
  }
}

void Folder::foldArguments(Arguments& args) {
  for (Arg* arg : args.posonlyargs) foldArg(arg);
  for (Arg* arg : args.args) foldArg(arg);
  foldArg(args.vararg);
  for (Arg* arg : args.kwonlyargs) foldArg(arg);
  foldList(args.kwDefaults);
  foldArg(args.kwarg);
  foldList(args.defaults);
}

void Folder::foldTypeParams(std::span<TypeParam*> params) {
  for (TypeParam* param : params) {
    if (param->kind == TypeParamKind::kTypeVar) foldOptional(static_cast<TypeVar*>(param)->bound);
    foldOptional(param->defaultValue);
  }
}

void Folder::foldFunction(FunctionFields& fields) {
  foldTypeParams(fields.typeParams);
  foldArguments(*fields.args);
  foldBody(fields.body);
  foldList(fields.decoratorList);
  foldAnnotation(fields.returns);
}

void Folder::foldClass(ClassDef* stmt) {
  foldTypeParams(stmt->typeParams);
  foldList(stmt->bases);
  for (Keyword* keyword : stmt->keywords) foldExpr(keyword->value);
  foldBody(stmt->body);
  foldList(stmt->decoratorList);
}

}  // namespace

void foldConstants(const Module& module, const FoldOptions& options, Arena& arena, ConstantPool& pool,
                   ProblemSink& problems) {
  Folder folder(options, arena, pool, problems);
  if (module.kind == ModKind::kExpression)
    folder.foldExpr(const_cast<Module&>(module).expression);
  else
    folder.foldBody(module.body);
}

}  // namespace vitrine::compiler
