// Codegen: try with except* (PEP 654) on 3.7's blocks. While the clauses run, three values lie on what the handler was
// entered with:
//
//   previous exception (3 values), original, raised, rest
//
// `raised` is the list of what clauses raised, `rest` what no clause has taken yet (None: nothing). A clause's body stands
// in a try of its own, whose handler appends the exception to `raised`. CHECK_EG_MATCH makes what a clause matched the
// exception being handled. Neither break, continue nor return may leave a clause. See codegen.h.
#include "compiler/codegen.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;

void Codegen::visitTryStar(const Stmt* stmt, const TryFields& fields) {
  const Range& range = stmt->range;
  BlockId body = newBlock(), except = newBlock(), orElse = newBlock(), end = newBlock(), done = newBlock();
  emitJump(Opcode::SETUP_EXCEPT, except, range);
  useNextBlock(body);
  pushBlock({FrameBlockKind::kExcept, body}, range);
  visitBody(fields.body);
  emit(Opcode::POP_BLOCK, {});
  popBlock();
  emitJump(Opcode::JUMP_FORWARD, orElse, {});
  useNextBlock(except);
  unit_->blockDepth += 1;  // 3.14's EXCEPTION_GROUP_HANDLER
  emit(Opcode::POP_TOP, range);
  emit(Opcode::ROT_TWO, range);
  emit(Opcode::POP_TOP, range);
  emit(Opcode::DUP_TOP, range);
  emitArg(Opcode::BUILD_LIST, 0, range);
  emit(Opcode::ROT_TWO, range);
  for (const ExceptHandler* handler : fields.handlers) visitStarHandler(handler);
  unit_->blockDepth -= 1;
  emitArg(Opcode::LIST_APPEND, 1, range);
  emit(Opcode::PREP_RERAISE_STAR, range);
  emit(Opcode::DUP_TOP, range);
  emitNone(range);
  emitArg(Opcode::COMPARE_OP, uint32_t(CompareOperand::kIs), range);
  emitJump(Opcode::POP_JUMP_IF_TRUE, done, range);
  emit(Opcode::RERAISE, range);
  useNextBlock(done);
  emit(Opcode::POP_TOP, range);
  emit(Opcode::POP_EXCEPT, range);
  emitJump(Opcode::JUMP_FORWARD, end, range);
  useNextBlock(orElse);
  visitBody(fields.orelse);
  useNextBlock(end);
}

// original, raised, rest -- original, raised, rest
void Codegen::visitStarHandler(const ExceptHandler* handler) {
  constexpr uint32_t kRaisedBelowTraceback = 6;  // traceback, previous exception (3), rest, raised
  const Range& range = handler->range;
  BlockId cleanup = newBlock(), body = newBlock(), noMatch = newBlock(), next = newBlock();
  unit_->graph.setLine(handler->classicLine);
  visitExpr(handler->type);
  emit(Opcode::CHECK_EG_MATCH, handler->type->range);
  emit(Opcode::DUP_TOP, range);
  emitNone(range);
  emitArg(Opcode::COMPARE_OP, uint32_t(CompareOperand::kIs), range);
  emitJump(Opcode::POP_JUMP_IF_TRUE, noMatch, range);
  bool isNamed = !handler->name.empty();
  isNamed ? nameOp(handler->name, Access::kStore, range) : emit(Opcode::POP_TOP, range);
  emitJump(Opcode::SETUP_EXCEPT, cleanup, range);
  useNextBlock(body);
  pushBlock({FrameBlockKind::kExcept, body, Leaving::kPopBlock, nullptr, true}, range);
  visitBody(handler->body);
  emit(Opcode::POP_BLOCK, {});
  popBlock();
  if (isNamed) unbindHandlerName(handler->name, {});
  emitJump(Opcode::JUMP_FORWARD, next, {});
  useNextBlock(cleanup);
  if (isNamed) unbindHandlerName(handler->name, {});
  emit(Opcode::POP_TOP, {});
  emitArg(Opcode::LIST_APPEND, kRaisedBelowTraceback, {});
  emit(Opcode::POP_TOP, {});
  emit(Opcode::POP_EXCEPT, {});
  emitJump(Opcode::JUMP_FORWARD, next, {});
  useNextBlock(noMatch);
  emit(Opcode::POP_TOP, {});
  useNextBlock(next);
}

}  // namespace vitrine::compiler
