// Codegen: comprehensions and generator expressions: functions of one argument, `.0`, the outermost iterator.
// See codegen.h.
#include "compiler/codegen.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

void Codegen::visitComprehension(const ComprehensionParts& parts, NameId name) {
  const Range& range = parts.expr->range;
  const Comprehension* outermost = parts.generators[0];
  bool isGenerator = parts.kind == ComprehensionKind::kGenerator;
  enterUnit(UnitKind::kComprehension, name, parts.expr, parts.expr->classicLine);
  bool isAsync = scope().isCoroutine;
  if (!isGenerator) {
    Opcode build = parts.kind == ComprehensionKind::kList  ? Opcode::BUILD_LIST
                   : parts.kind == ComprehensionKind::kSet ? Opcode::BUILD_SET
                                                           : Opcode::BUILD_MAP;
    emitArg(build, 0, range);
  }
  unit_->argCount = 1;
  visitGenerators(parts, 0);
  if (!isGenerator) emit(Opcode::RETURN_VALUE, range);
  std::string qualName = unit_->qualName;
  auto code = leaveUnit(true);
  makeClosure(std::move(code), 0, std::move(qualName), range);
  visitExpr(outermost->iter);
  emit(outermost->isAsync ? Opcode::GET_AITER : Opcode::GET_ITER, outermost->iter->range);
  emitArg(Opcode::CALL_FUNCTION, 1, range);
  if (isAsync && !isGenerator) awaitIt(range);
}

void Codegen::visitGenerators(const ComprehensionParts& parts, size_t index) {
  if (parts.generators[index]->isAsync)
    visitAsyncGenerator(parts, index);
  else
    visitSyncGenerator(parts, index);
}

// The outermost iterator comes as the argument; others are made where their turn comes.
void Codegen::loadIterable(const ComprehensionParts& parts, size_t index) {
  const Comprehension* generator = parts.generators[index];
  if (index == 0) return emitArg(Opcode::LOAD_FAST, 0, generator->iter->range);
  visitExpr(generator->iter);
  emit(generator->isAsync ? Opcode::GET_AITER : Opcode::GET_ITER, generator->iter->range);
}

void Codegen::visitSyncGenerator(const ComprehensionParts& parts, size_t index) {
  const Comprehension* generator = parts.generators[index];
  const Range& range = generator->iter->range;
  BlockId start = newBlock(), ifCleanup = newBlock(), anchor = newBlock();
  loadIterable(parts, index);
  useNextBlock(start);
  emitJump(Opcode::FOR_ITER, anchor, range);
  nextBlock();
  visitExpr(generator->target);
  visitInner(parts, index, ifCleanup);
  useNextBlock(ifCleanup);
  emitJump(Opcode::JUMP_ABSOLUTE, start, parts.element->range);
  useNextBlock(anchor);
}

void Codegen::visitAsyncGenerator(const ComprehensionParts& parts, size_t index) {
  const Comprehension* generator = parts.generators[index];
  const Range& range = generator->iter->range;
  BlockId attempt = newBlock(), ended = newBlock(), ifCleanup = newBlock();
  loadIterable(parts, index);
  emitAsyncNext(generator->target, attempt, ended, range);
  visitInner(parts, index, ifCleanup);
  useNextBlock(ifCleanup);
  emitJump(Opcode::JUMP_ABSOLUTE, attempt, parts.element->range);
  useNextBlock(ended);
  emitAsyncEnd(range);
}

// Conditions, and what is inside: the next `for` or the element.
void Codegen::visitInner(const ComprehensionParts& parts, size_t index, BlockId ifCleanup) {
  for (const Expr* condition : parts.generators[index]->ifs) {
    jumpIf(condition, ifCleanup, false);
    nextBlock();
  }
  if (index + 1 < parts.generators.size()) return visitGenerators(parts, index + 1);
  visitElement(parts);
  nextBlock();
}

// Python 3.14 evaluates the key first. That cannot be seen where either is a constant or a variable of the
// comprehension's own; then 3.7's order stays.
bool Codegen::dictOrderIsVisible(const ComprehensionParts& parts) {
  auto isPlain = [this](const Expr* expr) {
    if (isConstant(expr)) return true;
    auto* name = expr->dynAs<Name>();
    if (!name) return false;
    return (scope().flagsOf(names_.mangle(scope().privateClass, intern(name->id))) & kDefIterated) != 0;
  };
  return !isPlain(parts.element) && !isPlain(parts.value);
}

void Codegen::visitElement(const ComprehensionParts& parts) {
  const Range& range = parts.element->range;
  auto depth = uint32_t(parts.generators.size()) + 1;
  switch (parts.kind) {
    case ComprehensionKind::kGenerator:
      visitExpr(parts.element);
      emit(Opcode::YIELD_VALUE, range);
      return emit(Opcode::POP_TOP, range);
    case ComprehensionKind::kList:
      visitExpr(parts.element);
      return emitArg(Opcode::LIST_APPEND, depth, range);
    case ComprehensionKind::kSet:
      visitExpr(parts.element);
      return emitArg(Opcode::SET_ADD, depth, range);
    default: break;
  }
  if (dictOrderIsVisible(parts)) {
    visitExpr(parts.element);
    visitExpr(parts.value);
    emit(Opcode::ROT_TWO, range);
  } else {
    visitExpr(parts.value);
    visitExpr(parts.element);
  }
  emitArg(Opcode::MAP_ADD, depth, range);
}

}  // namespace vitrine::compiler
