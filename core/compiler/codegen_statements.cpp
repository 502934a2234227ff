// Codegen: modules and simple statements. See codegen.h.
#include "base/depth_guard.h"
#include "compiler/codegen.h"
#include "compiler/docstring.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

std::shared_ptr<CodeObject> Codegen::run(const Module& module) {
  enterUnit(UnitKind::kModule, known_.top, &module, 0);
  bool returnsNone = module.kind != ModKind::kExpression;
  if (returnsNone)
    visitModuleBody(module);
  else
    visitExpr(module.expression);
  if (problems_.failed()) return nullptr;
  return leaveUnit(returnsNone);
}

void Codegen::visitModuleBody(const Module& module) {
  interactive_ = module.kind == ModKind::kInteractive;
  if (!interactive_) return visitScopeBody(module.body);
  if (futureAnnotations()) {
    if (scope().annotations) emit(Opcode::SETUP_ANNOTATIONS, {});
  } else if (scope().annotations) {
    emitModuleAnnotate(module.body);
  }
  visitBody(module.body);
}

void Codegen::visitBody(StmtList body) {
  for (const Stmt* stmt : body) {
    if (problems_.failed()) return;
    visitStmt(stmt);
  }
}

void Codegen::visitScopeBody(StmtList body) {
  bool isModule = unit_->kind == UnitKind::kModule;
  if (isModule && !unit_->graph.line() && !body.empty()) unit_->graph.setLineSilently(body[0]->classicLine);
  if (isModule && !body.empty()) range_ = body[0]->range;
  if (scope().annotations) {
    if (futureAnnotations())
      emit(Opcode::SETUP_ANNOTATIONS, {});
    else if (isModule)
      emitModuleAnnotate(body);
  }
  const syntax::Constant* docstring = docstringOf(body);
  if (!docstring && visitFoldedText(body)) body = body.subspan(1);
  if (!docstring || options_.optimize >= 2) return visitBody(docstring ? body.subspan(1) : body);
  unit_->graph.advanceLine(docstring->classicLine);
  emitText(cleanDocstring(docstring->text), docstring->range);
  nameOp(known_.doc, Access::kStore, docstring->range);
  visitBody(body.subspan(1));
}

// Text that folding put where a docstring would be is no docstring: 3.7 evaluates it and drops it.
bool Codegen::visitFoldedText(StmtList body) {
  if (body.empty() || body[0]->kind != StmtKind::kExpr) return false;
  const Expr* value = body[0]->as<ExprStmt>()->value;
  if (!isConstant(value) || value->as<syntax::Constant>()->literal != kFoldedLiteral) return false;
  Constant text = constantOf(value);
  if (text.kind != ConstantKind::kStr) return false;
  unit_->graph.setLine(body[0]->classicLine);
  emitConstant(std::move(text), value->range);
  emit(Opcode::POP_TOP, value->range);
  return true;
}

void Codegen::visitStmt(const Stmt* stmt) {
  DepthGuard guard;
  if (guard.exceeded()) return problems_.tooDeep(stmt->range);
  unit_->graph.setLine(stmt->classicLine);
  visitStmtKind(stmt);
}

void Codegen::visitStmtKind(const Stmt* stmt) {
  switch (stmt->kind) {
    case StmtKind::kFunctionDef: return visitFunction(stmt, *stmt->as<FunctionDef>(), false);
    case StmtKind::kAsyncFunctionDef: return visitFunction(stmt, *stmt->as<AsyncFunctionDef>(), true);
    case StmtKind::kClassDef: return visitClass(stmt->as<ClassDef>());
    case StmtKind::kReturn: return visitReturn(stmt->as<Return>());
    case StmtKind::kDelete: return visitDelete(stmt->as<Delete>());
    case StmtKind::kAssign: return visitAssign(stmt->as<Assign>());
    case StmtKind::kTypeAlias: return visitTypeAlias(stmt->as<TypeAlias>());
    case StmtKind::kAugAssign: return visitAugAssign(stmt->as<AugAssign>());
    case StmtKind::kAnnAssign: return visitAnnAssign(stmt->as<AnnAssign>());
    case StmtKind::kFor: return visitFor(stmt, *stmt->as<For>());
    case StmtKind::kAsyncFor: return visitAsyncFor(stmt, *stmt->as<AsyncFor>());
    case StmtKind::kWhile: return visitWhile(stmt->as<While>());
    case StmtKind::kIf: return visitIf(stmt->as<If>());
    case StmtKind::kWith: return visitWith(stmt, *stmt->as<With>(), 0, false);
    case StmtKind::kAsyncWith: return visitWith(stmt, *stmt->as<AsyncWith>(), 0, true);
    case StmtKind::kMatch: return visitMatch(stmt->as<Match>());
    case StmtKind::kRaise: return visitRaise(stmt->as<Raise>());
    case StmtKind::kTry: return visitTry(stmt, *stmt->as<Try>());
    case StmtKind::kTryStar: return visitTry(stmt, *stmt->as<TryStar>());
    case StmtKind::kAssert: return visitAssert(stmt->as<Assert>());
    case StmtKind::kImport: return visitImport(stmt->as<Import>());
    case StmtKind::kImportFrom: return visitImportFrom(stmt->as<ImportFrom>());
    case StmtKind::kExpr: return visitExprStmt(stmt->as<ExprStmt>());
    case StmtKind::kBreak: return visitBreak(stmt);
    case StmtKind::kContinue: return visitContinue(stmt);
    case StmtKind::kGlobal:
    case StmtKind::kNonlocal:
    case StmtKind::kPass: return;
  }
}

void Codegen::visitExprStmt(const ExprStmt* stmt) {
  if (interactive_ && depth_ <= 1) {
    visitExpr(stmt->value);
    return emit(Opcode::PRINT_EXPR, stmt->range);
  }
  if (isConstant(stmt->value)) return;
  visitExpr(stmt->value);
  emit(Opcode::POP_TOP, stmt->range);
}

void Codegen::visitReturn(const Return* stmt) {
  if (scope().kind != ScopeKind::kFunction) return problems_.error(stmt->range, "'return' outside function");
  if (stmt->value && scope().isCoroutine && scope().isGenerator)
    return problems_.error(stmt->range, "'return' with value in async generator");
  bool constant = stmt->value && isConstant(stmt->value) && stmt->value->range.line == stmt->range.line;
  if (leavesExceptStar(constant ? stmt->value->range : stmt->range, LeavingJump::kReturn)) return;
  // 3.14 says nothing of a return from a loop within the finally clause.
  for (size_t i = unit_->blocks.size(); i-- > 0 && unit_->blocks[i].kind != FrameBlockKind::kLoop;)
    if (unit_->blocks[i].kind == FrameBlockKind::kFinallyEnd) {
      problems_.warnEarly(stmt->range, "'return' in a 'finally' block");
      break;
    }
  if (stmt->value)
    visitExpr(stmt->value);
  else
    emitNone(stmt->range);
  emit(Opcode::RETURN_VALUE, stmt->range);
}

void Codegen::visitRaise(const Raise* stmt) {
  visitOptional(stmt->exc);
  visitOptional(stmt->cause);
  emitArg(Opcode::RAISE_VARARGS, uint32_t(stmt->exc != nullptr) + uint32_t(stmt->cause != nullptr), stmt->range);
}

void Codegen::visitAssert(const Assert* stmt) {
  bool isTuple = stmt->test->kind == ExprKind::kTuple && !stmt->test->as<Tuple>()->elts.empty();
  if (isConstant(stmt->test)) {
    Constant value = constantOf(stmt->test);
    isTuple = value.kind == ConstantKind::kTuple && !value.items.empty();
  }
  if (isTuple) problems_.warn(stmt->range, "assertion is always true, perhaps remove parentheses?");
  if (options_.optimize) return;
  BlockId end = newBlock();
  jumpIf(stmt->test, end, true);
  // 3.14 raises the real class whatever the name stands for; operand and names are those of 3.7's LOAD_GLOBAL.
  emitName(Opcode::LOAD_ASSERTION_ERROR, known_.assertionError, stmt->range);
  if (stmt->msg) {
    visitExpr(stmt->msg);
    emitArg(Opcode::CALL_FUNCTION, 1, stmt->range);
  }
  emitArg(Opcode::RAISE_VARARGS, 1, stmt->test->range);
  useNextBlock(end);
}

void Codegen::visitDelete(const Delete* stmt) { visitExprs(stmt->targets); }

// ---- Imports ----

void Codegen::visitImport(const Import* stmt) {
  for (const Alias* alias : stmt->names) {
    emitConstant(Constant::integerOf(int64_t(0)), stmt->range);
    emitNone(stmt->range);
    emitName(Opcode::IMPORT_NAME, intern(alias->name), stmt->range);
    if (refusesName(intern(alias->asname.empty() ? alias->name : alias->asname), Access::kStore, alias->range)) return;
    if (!alias->asname.empty())
      visitImportAs(alias->name, alias->asname, stmt->range);
    else
      nameOp(alias->name.substr(0, alias->name.find('.')), Access::kStore, stmt->range);
  }
}

// `import a.b.c as d`: the import gives a; b and c are taken from it step by step.
void Codegen::visitImportAs(std::string_view name, std::string_view asName, const Range& range) {
  size_t dot = name.find('.');
  if (dot == std::string_view::npos) return nameOp(asName, Access::kStore, range);
  for (;;) {
    size_t start = dot + 1;
    dot = name.find('.', start);
    emitName(Opcode::IMPORT_FROM, intern(name.substr(start, dot == std::string_view::npos ? dot : dot - start)), range);
    if (dot == std::string_view::npos) break;
    emit(Opcode::ROT_TWO, range);
    emit(Opcode::POP_TOP, range);
  }
  nameOp(asName, Access::kStore, range);
  emit(Opcode::POP_TOP, range);
}

void Codegen::visitImportFrom(const ImportFrom* stmt) {
  if (stmt->range.line > future_.lastLine && stmt->level == 0 && stmt->module == "__future__")
    return problems_.errorBeforeCode(stmt->range, "from __future__ imports must occur at the beginning of the file");
  std::vector<Constant> imported;
  for (const Alias* alias : stmt->names) imported.push_back(Constant::str(std::string(alias->name)));
  emitConstant(Constant::integerOf(int64_t(stmt->level)), stmt->range);
  emitConstant(Constant::tuple(std::move(imported)), stmt->range);
  emitName(Opcode::IMPORT_NAME, intern(stmt->module), stmt->range);
  for (const Alias* alias : stmt->names) {
    if (alias->name == "*") return emit(Opcode::IMPORT_STAR, stmt->range);
    emitName(Opcode::IMPORT_FROM, intern(alias->name), stmt->range);
    nameOp(alias->asname.empty() ? alias->name : alias->asname, Access::kStore, stmt->range);
  }
  emit(Opcode::POP_TOP, stmt->range);
}

// Errors in code that never runs are errors in 3.14; its instructions, constants and names are thrown away.
void Codegen::checkDeadBody(StmtList body) {
  if (body.empty()) return;
  FlowGraph graph;
  ConstantTable constants;
  graph.clear();
  IndexMap names = unit_->names, varNames = unit_->varNames;
  std::swap(graph, unit_->graph);
  std::swap(constants, unit_->constants);
  visitBody(body);
  std::swap(graph, unit_->graph);
  std::swap(constants, unit_->constants);
  unit_->names = std::move(names);
  unit_->varNames = std::move(varNames);
}

}  // namespace vitrine::compiler
