// Codegen: annotations. Without a future statement they are evaluated when somebody asks (PEP 649): a module, a class and a
// function with annotations get a function `__annotate__` that gives the dict of them. Those that a condition may skip are
// numbered; the module or class notes in the set `__conditional_annotations__` which ones it came by. With `from __future__
// import annotations` they are 3.7's: text, stored at once. See codegen.h.
#include "compiler/codegen.h"
#include "compiler/unparse.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

namespace {

// Calls `visit` with name, annotation and whether it stands at `*args`, in the order of `__annotations__`, where positional-only
// parameters come behind the others.
template <class Visit>
void forEachAnnotation(const FunctionFields& fields, NameId returnName, NameTable& names, Visit visit) {
  const Arguments& args = *fields.args;
  auto one = [&](const Arg* arg) {
    if (arg && arg->annotation) visit(names.intern(arg->arg), arg->annotation, arg == args.vararg);
  };
  for (const Arg* arg : args.args) one(arg);
  for (const Arg* arg : args.posonlyargs) one(arg);
  one(args.vararg);
  for (const Arg* arg : args.kwonlyargs) one(arg);
  one(args.kwarg);
  if (fields.returns) visit(returnName, fields.returns, false);
}

}  // namespace

// ---- __annotate__ ----

// The beginning of a function like `__annotate__`: formats other than VALUE and VALUE_WITH_FAKE_GLOBALS are refused.
void Codegen::enterAnnotationUnit(Scope* scope, NameId name, int32_t line, const Range& range) {
  enterUnitIn(scope, UnitKind::kAnnotation, name, line);
  unit_->argCount = unit_->posOnlyArgCount = 1;
  BlockId body = newBlock();
  emitArg(Opcode::LOAD_FAST, 0, range);
  emitConstant(Constant::integerOf(int64_t(2)), range);
  emitArg(Opcode::COMPARE_OP, uint32_t(CompareOperand::kGreater), range);
  emitJump(Opcode::POP_JUMP_IF_FALSE, body, range);
  emitArg(Opcode::LOAD_COMMON_CONSTANT, uint32_t(CommonConstant::kNotImplementedError), range);
  emitArg(Opcode::RAISE_VARARGS, 1, range);
  useNextBlock(body);
}

// Pushes the function; flag 16 of MAKE_FUNCTION, or nothing without annotations. The return flag is for MAKE_FUNCTION.
uint32_t Codegen::visitFunctionAnnotations(const FunctionFields& fields, const Range& range) {
  if (futureAnnotations()) return futureFunctionAnnotations(fields, range);
  Scope* annotationScope = symbols_.findScope(fields.args);
  if (!annotationScope) return 0;
  enterAnnotationUnit(annotationScope, known_.annotate, range.line, range);
  uint32_t count = 0;
  forEachAnnotation(fields, intern("return"), names_, [&](NameId name, const Expr* annotation, bool isVarArgs) {
    emitText(names_.text(names_.mangle(scope().privateClass, name)), annotation->range);
    auto* starred = isVarArgs ? annotation->dynAs<Starred>() : nullptr;
    visitExpr(starred ? starred->value : annotation);
    if (starred) emitArg(Opcode::UNPACK_SEQUENCE, 1, annotation->range);
    ++count;
  });
  emitArg(Opcode::BUILD_MAP, count, range);
  emit(Opcode::RETURN_VALUE, range);
  std::string qualName = unit_->qualName;
  auto code = leaveUnit(true);
  makeClosure(std::move(code), 0, std::move(qualName), range);
  return kFunctionAnnotate;
}

// 3.7's: a dict of the annotations' text.
uint32_t Codegen::futureFunctionAnnotations(const FunctionFields& fields, const Range& range) {
  std::vector<Constant> keys;
  forEachAnnotation(fields, intern("return"), names_, [&](NameId name, const Expr* annotation, bool) {
    emitText(unparse(*annotation, pool_), annotation->range);
    keys.push_back(Constant::str(std::string(names_.text(names_.mangle(scope().privateClass, name)))));
  });
  if (keys.empty()) return 0;
  auto count = uint32_t(keys.size());
  emitConstant(Constant::tuple(std::move(keys)), range);
  emitArg(Opcode::BUILD_CONST_KEY_MAP, count, range);
  return kFunctionAnnotations;
}

// ---- Variables ----

// The annotations of a module's or class's own statements, in the order they are written.
void Codegen::collectAnnotations(StmtList body, bool isConditional) {
  auto collectBoth = [this](StmtList first, StmtList second) {
    collectAnnotations(first, true);
    collectAnnotations(second, true);
  };
  for (const Stmt* stmt : body) {
    switch (stmt->kind) {
      case StmtKind::kAnnAssign: collectAnnotation(stmt->as<AnnAssign>(), isConditional); break;
      case StmtKind::kFor: collectBoth(stmt->as<For>()->body, stmt->as<For>()->orelse); break;
      case StmtKind::kAsyncFor: collectBoth(stmt->as<AsyncFor>()->body, stmt->as<AsyncFor>()->orelse); break;
      case StmtKind::kWhile: collectBoth(stmt->as<While>()->body, stmt->as<While>()->orelse); break;
      case StmtKind::kIf: collectFromIf(stmt->as<If>()); break;
      case StmtKind::kWith: collectAnnotations(stmt->as<With>()->body, true); break;
      case StmtKind::kAsyncWith: collectAnnotations(stmt->as<AsyncWith>()->body, true); break;
      case StmtKind::kTry: collectFromTry(*stmt->as<Try>()); break;
      case StmtKind::kTryStar: collectFromTry(*stmt->as<TryStar>()); break;
      case StmtKind::kMatch:
        for (const MatchCase* matchCase : stmt->as<Match>()->cases) collectAnnotations(matchCase->body, true);
        break;
      default: break;
    }
  }
}

// A chain of `elif` may be of any length.
void Codegen::collectFromIf(const If* stmt) {
  for (;;) {
    collectAnnotations(stmt->body, true);
    if (stmt->orelse.size() != 1 || stmt->orelse[0]->kind != StmtKind::kIf) break;
    stmt = stmt->orelse[0]->as<If>();
  }
  collectAnnotations(stmt->orelse, true);
}

void Codegen::collectFromTry(const TryFields& fields) {
  collectAnnotations(fields.body, true);
  for (const ExceptHandler* handler : fields.handlers) collectAnnotations(handler->body, true);
  collectAnnotations(fields.orelse, true);
  collectAnnotations(fields.finalbody, true);
}

void Codegen::collectAnnotation(const AnnAssign* stmt, bool isConditional) {
  if (!stmt->simple || stmt->target->kind != ExprKind::kName) return;
  int index = isConditional || unit_->kind == UnitKind::kModule ? unit_->conditionalAnnotations++ : -1;
  unit_->annotations.push_back({intern(stmt->target->as<Name>()->id), stmt->annotation, index});
}

// The number of an annotation that has one, else -1. They are asked for in the order they were collected, except that a
// finally clause may be visited more than once.
int Codegen::conditionIndexOf(const Expr* annotation) {
  const std::vector<DeferredAnnotation>& list = unit_->annotations;
  for (size_t i = 0; i < list.size(); ++i) {
    size_t at = (unit_->nextAnnotation + i) % list.size();
    if (list[at].annotation != annotation) continue;
    unit_->nextAnnotation = at + 1;
    return list[at].conditionIndex;
  }
  return -1;
}

// A module's `__annotate__` is there before its first statement.
void Codegen::emitModuleAnnotate(StmtList body) {
  collectAnnotations(body, false);
  if (scope().hasConditionalAnnotations) {
    emitArg(Opcode::BUILD_SET, 0, {});
    nameOp(known_.conditionalAnnotations, Access::kStore, {});
  }
  if (unit_->annotations.empty()) return;
  emitAnnotateFunction(scope().annotations, range_);
  nameOp(known_.annotate, Access::kStore, {});
}

// Pushes the function that gives the annotations of the current unit's variables.
void Codegen::emitAnnotateFunction(Scope* annotationScope, const Range& range) {
  std::vector<DeferredAnnotation> annotations = unit_->annotations;
  enterAnnotationUnit(annotationScope, known_.annotate, range.line, range);
  emitArg(Opcode::BUILD_MAP, 0, range);
  for (const DeferredAnnotation& deferred : annotations) {
    const Range& at = deferred.annotation->range;
    BlockId skipped = newBlock();
    if (deferred.conditionIndex >= 0) {
      emitConstant(Constant::integerOf(int64_t(deferred.conditionIndex)), at);
      nameOp(known_.conditionalAnnotations, Access::kLoad, at);
      emitArg(Opcode::COMPARE_OP, uint32_t(CompareOperand::kIn), at);
      emitJump(Opcode::POP_JUMP_IF_FALSE, skipped, at);
    }
    visitExpr(deferred.annotation);
    emitText(names_.text(names_.mangle(scope().privateClass, deferred.name)), at);
    emitArg(Opcode::MAP_ADD, 1, at);
    useNextBlock(skipped);
  }
  emit(Opcode::RETURN_VALUE, range);
  std::string qualName = unit_->qualName;
  auto code = leaveUnit(true);
  makeClosure(std::move(code), 0, std::move(qualName), range);
}

// ---- The statement ----

void Codegen::visitAnnAssign(const AnnAssign* stmt) {
  bool inNamespace = unit_->kind == UnitKind::kModule || unit_->kind == UnitKind::kClass;
  if (stmt->value) {
    visitExpr(stmt->value);
    visitExpr(stmt->target);
  }
  if (auto* name = stmt->target->dynAs<Name>()) {
    if (!stmt->value && refusesName(intern(name->id), Access::kStore, name->range)) return;
    if (stmt->simple && inNamespace) noteAnnotation(stmt, name);
  } else if (!stmt->value) {
    checkAnnotationTarget(stmt->target);
  }
  if (stmt->simple || !futureAnnotations() || !inNamespace) return;
  visitExpr(stmt->annotation);
  emit(Opcode::POP_TOP, stmt->annotation->range);
}

// With the future statement the text is stored; else a conditional annotation is noted as come by.
void Codegen::noteAnnotation(const AnnAssign* stmt, const Name* name) {
  const Range& range = stmt->range;
  if (futureAnnotations()) {
    emitText(unparse(*stmt->annotation, pool_), stmt->annotation->range);
    emitName(Opcode::LOAD_NAME, known_.annotations, range);
    emitText(names_.text(names_.mangle(scope().privateClass, intern(name->id))), range);
    return emit(Opcode::STORE_SUBSCR, range);
  }
  int index = conditionIndexOf(stmt->annotation);
  if (index < 0) return;
  nameOp(known_.conditionalAnnotations, Access::kLoad, range);
  emitConstant(Constant::integerOf(int64_t(index)), range);
  emitArg(Opcode::BUILD_SET, 1, range);
  emit(Opcode::INPLACE_OR, range);
  nameOp(known_.conditionalAnnotations, Access::kStore, range);
}

// The parts of `a.b: T` and `a[i]: T` are evaluated though nothing is stored.
void Codegen::checkAnnotationTarget(const Expr* target) {
  if (auto* attribute = target->dynAs<Attribute>()) {
    if (refusesName(intern(attribute->attr), Access::kStore, target->range)) return;
    return evaluateAndDrop(attribute->value);
  }
  if (auto* subscript = target->dynAs<Subscript>()) {
    evaluateAndDrop(subscript->value);
    checkAnnotationKey(subscript->slice);
  }
}

// A slice has parts and no value of its own; a tuple with slices likewise.
void Codegen::checkAnnotationKey(const Expr* key) {
  if (auto* slice = key->dynAs<Slice>()) {
    for (const Expr* part : {slice->lower, slice->upper, slice->step})
      if (part) evaluateAndDrop(part);
    return;
  }
  bool hasSlice = false;
  if (auto* tuple = key->dynAs<Tuple>()) {
    for (const Expr* item : tuple->elts) hasSlice |= item->kind == ExprKind::kSlice;
    if (hasSlice)
      for (const Expr* item : tuple->elts) checkAnnotationKey(item);
  }
  if (!hasSlice) evaluateAndDrop(key);
}

void Codegen::evaluateAndDrop(const Expr* expr) {
  visitExpr(expr);
  emit(Opcode::POP_TOP, expr->range);
}

}  // namespace vitrine::compiler
