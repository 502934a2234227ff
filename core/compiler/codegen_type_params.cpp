// Codegen: type parameters of functions, classes and aliases (PEP 695, 696). What is generic is made inside a function of
// its own, `<generic parameters of NAME>`, whose variables the type parameters are; it is called at once. Bounds,
// constraints, defaults and an alias's value are functions that are called when somebody asks. See codegen.h.
#include "compiler/codegen.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

namespace {

// Constraints are written as a tuple, which folding may have made a constant.
bool isTupleDisplay(const Expr* expr, const ConstantPool& pool) {
  if (expr->kind == ExprKind::kTuple) return true;
  return isConstant(expr) && constantOf(*expr->as<syntax::Constant>(), pool).kind == ConstantKind::kTuple;
}

}  // namespace

// Pushes a function of an optional format that gives the value of `value`.
void Codegen::emitTypeVariableFunction(const Expr* value, NameId name, const void* node) {
  const Range& range = value->range;
  emitConstant(Constant::tuple({Constant::integerOf(int64_t(1))}), range);
  enterAnnotationUnit(symbols_.scopeOf(node), name, range.line, range);
  if (value->kind == ExprKind::kStarred) {
    visitExpr(value->as<Starred>()->value);
    emitArg(Opcode::UNPACK_SEQUENCE, 1, range);
  } else {
    visitExpr(value);
  }
  emit(Opcode::RETURN_VALUE, range);
  std::string qualName = unit_->qualName;
  auto code = leaveUnit(true);
  makeClosure(std::move(code), kFunctionDefaults, std::move(qualName), range);
}

// Pushes the type parameter and stores it in its variable.
void Codegen::emitTypeParam(const TypeParam* param) {
  const Range& range = param->range;
  NameId name = intern(param->name);
  emitText(param->name, range);
  const Expr* bound = param->kind == TypeParamKind::kTypeVar ? param->as<TypeVar>()->bound : nullptr;
  if (bound) {
    emitTypeVariableFunction(bound, name, param);
    Intrinsic2 make = isTupleDisplay(bound, pool_) ? Intrinsic2::TYPEVAR_WITH_CONSTRAINTS : Intrinsic2::TYPEVAR_WITH_BOUND;
    emitArg(Opcode::CALL_INTRINSIC_2, uint32_t(make), range);
  } else {
    Intrinsic1 make = param->kind == TypeParamKind::kTypeVar     ? Intrinsic1::TYPEVAR
                      : param->kind == TypeParamKind::kParamSpec ? Intrinsic1::PARAMSPEC
                                                                 : Intrinsic1::TYPEVARTUPLE;
    emitArg(Opcode::CALL_INTRINSIC_1, uint32_t(make), range);
  }
  if (param->defaultValue) {
    emitTypeVariableFunction(param->defaultValue, name, &param->defaultValue);
    emitArg(Opcode::CALL_INTRINSIC_2, uint32_t(Intrinsic2::SET_TYPEPARAM_DEFAULT), range);
  }
  emit(Opcode::DUP_TOP, range);
  nameOp(name, Access::kStore, range);
}

// Pushes the tuple of type parameters.
void Codegen::emitTypeParams(std::span<TypeParam*> params) {
  bool seenDefault = false;
  for (const TypeParam* param : params) {
    if (seenDefault && !param->defaultValue)
      return problems_.error(param->range, "non-default type parameter '" + std::string(param->name) +
                                               "' follows default type parameter");
    seenDefault |= param->defaultValue != nullptr;
    emitTypeParam(param);
    if (problems_.failed()) return;
  }
  emitArg(Opcode::BUILD_TUPLE, uint32_t(params.size()), {});
}

void Codegen::enterTypeParams(std::string_view name, std::span<TypeParam*> params, int32_t line) {
  NameId scopeName = names_.internCopy("<generic parameters of " + std::string(name) + ">");
  enterUnit(UnitKind::kAnnotation, scopeName, params.data(), line);
  unit_->argCount = int32_t(scope().parameters.size());
}

// Ends the scope of type parameters, whose value is on the stack, and pushes the function that gives it.
void Codegen::leaveTypeParams(const Range& range) {
  emit(Opcode::RETURN_VALUE, range);
  std::string qualName = unit_->qualName;
  auto code = leaveUnit(true);
  makeClosure(std::move(code), 0, std::move(qualName), range);
}

// The defaults are evaluated outside and come as arguments.
void Codegen::visitGenericFunction(const Stmt* stmt, const FunctionFields& fields, bool isAsync) {
  const Range& range = stmt->range;
  enterTypeParams(fields.name, fields.typeParams, stmt->classicLine);
  emitTypeParams(fields.typeParams);
  uint32_t argCount = uint32_t(unit_->argCount), flags = 0;
  for (uint32_t i = 0; i < argCount; ++i) {
    bool isTuple = unit_->varNames.keys()[i] == known_.dotDefaults;
    flags |= isTuple ? kFunctionDefaults : kFunctionKeywordDefaults;
    emitArg(Opcode::LOAD_FAST, i, range);
    emitArg(isTuple ? Opcode::BUILD_TUPLE_UNPACK : Opcode::BUILD_MAP_UNPACK, 1, range);  // the verifier wants it sure
  }
  flags |= visitFunctionAnnotations(fields, range);
  std::string qualName;
  auto code = functionCode(stmt, fields, isAsync, qualName);
  makeClosure(std::move(code), flags, std::move(qualName), range);
  emit(Opcode::ROT_TWO, range);
  emitArg(Opcode::CALL_INTRINSIC_2, uint32_t(Intrinsic2::SET_FUNCTION_TYPE_PARAMS), range);
  leaveTypeParams(range);
  visitDefaults(*fields.args, range);
  emitArg(Opcode::CALL_FUNCTION, argCount, range);
}

// The class gets Generic[...] as one more base.
void Codegen::visitGenericClass(const ClassDef* stmt) {
  const Range& range = stmt->range;
  enterTypeParams(stmt->name, stmt->typeParams, stmt->classicLine);
  emitTypeParams(stmt->typeParams);
  nameOp(known_.dotTypeParams, Access::kStore, range);
  auto code = classCode(stmt);
  if (!code) return;
  emit(Opcode::LOAD_BUILD_CLASS, range);
  makeClosure(std::move(code), 0, std::string(stmt->name), range);
  emitText(stmt->name, range);
  nameOp(known_.dotTypeParams, Access::kLoad, range);
  emitArg(Opcode::CALL_INTRINSIC_1, uint32_t(Intrinsic1::SUBSCRIPT_GENERIC), range);
  nameOp(known_.dotGenericBase, Access::kStore, range);
  Name genericBase;
  genericBase.range = range;
  genericBase.id = names_.text(known_.dotGenericBase);
  std::vector<Expr*> bases(stmt->bases.begin(), stmt->bases.end());
  bases.push_back(&genericBase);
  visitCallArguments(2, bases, stmt->keywords, range);
  leaveTypeParams(range);
  emitArg(Opcode::CALL_FUNCTION, 0, range);
}

void Codegen::visitTypeAlias(const TypeAlias* stmt) {
  const Range& range = stmt->range;
  Identifier name = stmt->name->as<Name>()->id;
  bool isGeneric = !stmt->typeParams.empty();
  if (isGeneric) enterTypeParams(name, stmt->typeParams, stmt->classicLine);
  emitText(name, stmt->name->range);
  isGeneric ? emitTypeParams(stmt->typeParams) : emitNone(range);
  emitTypeVariableFunction(stmt->value, intern(name), stmt);
  emitArg(Opcode::BUILD_TUPLE, 3, range);
  emitArg(Opcode::CALL_INTRINSIC_1, uint32_t(Intrinsic1::TYPEALIAS), range);
  if (isGeneric) {
    leaveTypeParams(range);
    emitArg(Opcode::CALL_FUNCTION, 0, range);
  }
  nameOp(name, Access::kStore, range);
}

}  // namespace vitrine::compiler
