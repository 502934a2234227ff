// Codegen: functions, lambdas, classes. See codegen.h; annotations and type parameters have files of their own.
#include "compiler/codegen.h"
#include "compiler/docstring.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

void Codegen::visitDecorators(ExprList decorators) { visitExprs(decorators); }

void Codegen::applyDecorators(ExprList decorators) {
  for (size_t i = decorators.size(); i-- > 0;) emitArg(Opcode::CALL_FUNCTION, 1, decorators[i]->range);
}

// Pushes the keyword defaults as a dict; false where there are none.
bool Codegen::visitKwDefaults(const Arguments& args, const Range& range) {
  std::vector<Constant> keys;
  for (size_t i = 0; i < args.kwDefaults.size(); ++i) {
    if (!args.kwDefaults[i]) continue;
    NameId name = names_.mangle(scope().privateClass, intern(args.kwonlyargs[i]->arg));
    keys.push_back(Constant::str(std::string(names_.text(name))));
    visitExpr(args.kwDefaults[i]);
  }
  if (keys.empty()) return false;
  auto count = uint32_t(keys.size());
  emitConstant(Constant::tuple(std::move(keys)), range);
  emitArg(Opcode::BUILD_CONST_KEY_MAP, count, range);
  return true;
}

uint32_t Codegen::visitDefaults(const Arguments& args, const Range& range) {
  uint32_t flags = 0;
  if (!args.defaults.empty()) {
    visitExprs(args.defaults);
    emitArg(Opcode::BUILD_TUPLE, uint32_t(args.defaults.size()), range);
    flags |= kFunctionDefaults;
  }
  if (visitKwDefaults(args, range)) flags |= kFunctionKeywordDefaults;
  return flags;
}

void Codegen::setParameters(const Arguments& args) {
  unit_->posOnlyArgCount = int32_t(args.posonlyargs.size());
  unit_->argCount = int32_t(args.posonlyargs.size() + args.args.size());
  unit_->kwOnlyArgCount = int32_t(args.kwonlyargs.size());
}

void Codegen::checkParameterNames(const Arguments& args) {
  auto check = [this](const Arg* arg) {
    if (arg) refusesName(intern(arg->arg), Access::kStore, arg->range);
  };
  for (const Arg* arg : args.posonlyargs) check(arg);
  for (const Arg* arg : args.args) check(arg);
  check(args.vararg);
  for (const Arg* arg : args.kwonlyargs) check(arg);
  check(args.kwarg);
}

std::shared_ptr<CodeObject> Codegen::functionCode(const Stmt* stmt, const FunctionFields& fields, bool isAsync,
                                                  std::string& qualName) {
  checkParameterNames(*fields.args);
  UnitKind kind = isAsync ? UnitKind::kAsyncFunction : UnitKind::kFunction;
  enterUnit(kind, intern(fields.name), stmt, stmt->classicLine);
  const syntax::Constant* docstring = options_.optimize < 2 ? docstringOf(fields.body) : nullptr;
  if (docstring)
    unit_->constants.add(Constant::str(cleanDocstring(docstring->text)));
  else
    unit_->constants.addNone();
  setParameters(*fields.args);
  range_ = stmt->range;
  visitBody(visitFoldedText(fields.body) ? fields.body.subspan(1) : fields.body);
  qualName = unit_->qualName;
  return leaveUnit(true);
}

void Codegen::visitFunction(const Stmt* stmt, const FunctionFields& fields, bool isAsync) {
  visitDecorators(fields.decoratorList);
  if (!fields.typeParams.empty()) {
    visitGenericFunction(stmt, fields, isAsync);
  } else {
    uint32_t flags = visitDefaults(*fields.args, stmt->range);
    flags |= visitFunctionAnnotations(fields, stmt->range);
    std::string qualName;
    auto code = functionCode(stmt, fields, isAsync, qualName);
    if (!code) return;
    makeClosure(std::move(code), flags, std::move(qualName), stmt->range);
  }
  if (problems_.failed()) return;
  applyDecorators(fields.decoratorList);
  nameOp(fields.name, Access::kStore, stmt->range);
}

void Codegen::visitLambda(const Lambda* expr) {
  uint32_t flags = visitDefaults(*expr->args, expr->range);
  checkParameterNames(*expr->args);
  enterUnit(UnitKind::kLambda, known_.lambda, expr, expr->classicLine);
  unit_->constants.addNone();  // so that a string cannot be taken for a docstring
  setParameters(*expr->args);
  visitExpr(expr->body);
  bool isGenerator = scope().isGenerator;
  if (!isGenerator) emit(Opcode::RETURN_VALUE, expr->body->range);
  std::string qualName = unit_->qualName;
  auto code = leaveUnit(!isGenerator);
  makeClosure(std::move(code), flags, std::move(qualName), expr->range);
}

// The class body as a function of no arguments; what it returns goes to __build_class__.
std::shared_ptr<CodeObject> Codegen::classCode(const ClassDef* stmt) {
  enterUnit(UnitKind::kClass, intern(stmt->name), stmt, stmt->classicLine);
  range_ = stmt->range;
  nameOp(known_.moduleName, Access::kLoad, stmt->range);
  nameOp(known_.module, Access::kStore, stmt->range);
  emitText(unit_->qualName, stmt->range);
  nameOp(known_.qualName, Access::kStore, stmt->range);
  if (!stmt->typeParams.empty()) {
    nameOp(known_.dotTypeParams, Access::kLoad, stmt->range);
    nameOp(known_.typeParams, Access::kStore, stmt->range);
  }
  if (scope().needsClassDict) {
    emit(Opcode::LOAD_LOCALS, stmt->range);
    derefOp(known_.classDict, true, Access::kStore, stmt->range);
  }
  if (scope().hasConditionalAnnotations && !futureAnnotations()) {
    emitArg(Opcode::BUILD_SET, 0, stmt->range);
    nameOp(known_.conditionalAnnotations, Access::kStore, stmt->range);
  }
  if (!futureAnnotations()) collectAnnotations(stmt->body, false);
  visitScopeBody(stmt->body);
  finishClassBody(stmt);
  return leaveUnit(true);
}

void Codegen::finishClassBody(const ClassDef* stmt) {
  if (!unit_->annotations.empty()) {
    emitAnnotateFunction(scope().annotations, stmt->range);
    nameOp(known_.annotateFunc, Access::kStore, stmt->range);
  }
  if (scope().needsClassDict) {
    loadClosure(known_.classDict, stmt->range);
    nameOp(known_.classDictCell, Access::kStore, stmt->range);
  }
  if (scope().needsClassClosure) {
    loadClosure(known_.dunderClass, stmt->range);
    emit(Opcode::DUP_TOP, stmt->range);
    nameOp(known_.classCell, Access::kStore, stmt->range);
  } else {
    emitNone(stmt->range);
  }
  emit(Opcode::RETURN_VALUE, stmt->range);
}

void Codegen::visitClass(const ClassDef* stmt) {
  visitDecorators(stmt->decoratorList);
  if (!stmt->typeParams.empty()) {
    visitGenericClass(stmt);
  } else {
    auto code = classCode(stmt);
    if (!code) return;
    emit(Opcode::LOAD_BUILD_CLASS, stmt->range);
    makeClosure(std::move(code), 0, std::string(stmt->name), stmt->range);
    emitText(stmt->name, stmt->range);
    visitCallArguments(2, stmt->bases, stmt->keywords, stmt->range);
  }
  if (problems_.failed()) return;
  applyDecorators(stmt->decoratorList);
  nameOp(stmt->name, Access::kStore, stmt->range);
}

}  // namespace vitrine::compiler
