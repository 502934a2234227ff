// Codegen: conditions, loops, try, with. The blocks are 3.7's: SETUP_LOOP, SETUP_EXCEPT, SETUP_FINALLY, SETUP_WITH push
// an entry, POP_BLOCK and the handlers drop it. See codegen.h.
#include "compiler/codegen.h"
#include "compiler/folded.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

// ---- Blocks ----

// `counted`: how many nested blocks 3.14 sees here; it allows 21.
void Codegen::pushBlock(FrameBlock block, const Range& range, int counted) {
  constexpr int kMaxBlocks = 21;
  unit_->blockDepth += counted;
  if (unit_->blockDepth > kMaxBlocks) problems_.error(range, "too many statically nested blocks");
  unit_->blocks.push_back(block);
}

void Codegen::popBlock(int counted) {
  unit_->blockDepth -= counted;
  unit_->blocks.pop_back();
}

void Codegen::visitBreak(const Stmt* stmt) {
  if (leavesExceptStar(stmt->range, LeavingJump::kLoopJump)) return;
  bool inLoop = false, leavesFinally = false;
  for (size_t i = unit_->blocks.size(); i-- > 0 && !inLoop;) {
    inLoop = unit_->blocks[i].kind == FrameBlockKind::kLoop;
    leavesFinally |= unit_->blocks[i].kind == FrameBlockKind::kFinallyEnd;
  }
  if (!inLoop) return problems_.error(stmt->range, "'break' outside loop");
  if (leavesFinally) problems_.warnEarly(stmt->range, "'break' in a 'finally' block");
  emit(Opcode::BREAK_LOOP, stmt->range);
}

// `continue` jumps where nothing lies between it and the loop; from inside a try it unwinds the block stack. Out of a
// finally clause, which 3.7 refused, everything down to that clause is left by instructions of its own.
void Codegen::visitContinue(const Stmt* stmt) {
  if (leavesExceptStar(stmt->range, LeavingJump::kLoopJump)) return;
  const std::vector<FrameBlock>& blocks = unit_->blocks;
  size_t top = blocks.size(), loop = top, outermostFinally = top;
  while (loop > 0 && blocks[loop - 1].kind != FrameBlockKind::kLoop) {
    --loop;
    if (blocks[loop].kind == FrameBlockKind::kFinallyEnd) outermostFinally = loop;
  }
  if (loop == 0) return problems_.error(stmt->range, "'continue' not properly in loop");
  BlockId start = blocks[loop - 1].block;
  if (outermostFinally < top) {
    problems_.warnEarly(stmt->range, "'continue' in a 'finally' block");
    unwindTo(outermostFinally, stmt->range);
  }
  bool atOnce = outermostFinally == loop;
  emitJump(atOnce ? Opcode::JUMP_ABSOLUTE : Opcode::CONTINUE_LOOP, start, stmt->range);
}

// Leaves the blocks from the innermost down to number `index` as if each ended normally.
void Codegen::unwindTo(size_t index, const Range& range) {
  std::vector<FrameBlock> saved = unit_->blocks;
  for (size_t i = saved.size(); i-- > index;) {
    unit_->blocks.resize(i);
    unwindBlock(saved[i], range);
  }
  unit_->blocks = std::move(saved);
}

void Codegen::unwindBlock(const FrameBlock& block, const Range& range) {
  switch (block.leaving) {
    case Leaving::kPopFinally: return emit(Opcode::POP_FINALLY, range);
    case Leaving::kPopBlock: return emit(Opcode::POP_BLOCK, range);
    case Leaving::kPopExcept: return emit(Opcode::POP_EXCEPT, range);
    case Leaving::kNamedHandler:
      emit(Opcode::POP_BLOCK, range);
      unbindHandlerName(static_cast<const ExceptHandler*>(block.node)->name, range);
      return emit(Opcode::POP_EXCEPT, range);
    case Leaving::kFinally:
      emit(Opcode::POP_BLOCK, range);
      return visitBody(static_cast<const TryFields*>(block.node)->finalbody);
    case Leaving::kWith:
    case Leaving::kAsyncWith:
      emit(Opcode::POP_BLOCK, range);
      emitNone(range);
      emit(Opcode::WITH_CLEANUP_START, range);
      if (block.leaving == Leaving::kAsyncWith) awaitIt(range);
      emit(Opcode::WITH_CLEANUP_FINISH, range);
      return emit(Opcode::END_FINALLY, range);
  }
}

void Codegen::unbindHandlerName(std::string_view name, const Range& range) {
  emitNone(range);
  nameOp(name, Access::kStore, range);
  nameOp(name, Access::kDelete, range);
}

// `what`: a return leaves loops too.
bool Codegen::leavesExceptStar(const Range& range, LeavingJump what) {
  for (size_t i = unit_->blocks.size(); i-- > 0;) {
    const FrameBlock& block = unit_->blocks[i];
    if (block.isExceptStar) {
      problems_.error(range, "'break', 'continue' and 'return' cannot appear in an except* block");
      return true;
    }
    if (what == LeavingJump::kLoopJump && block.kind == FrameBlockKind::kLoop) return false;
  }
  return false;
}

// ---- Conditions ----

Codegen::Truth Codegen::truthOfTest(const Expr* test) const {
  if (!isConstant(test)) return Truth::kUnknown;
  return truthOf(constantOf(test)) ? Truth::kTrue : Truth::kFalse;
}

void Codegen::jumpIf(const Expr* expr, BlockId target, bool condition) {
  while (auto* negation = expr->dynAs<UnaryOp>()) {
    if (negation->op != UnaryOperator::kNot) break;
    expr = negation->operand;
    condition = !condition;
  }
  if (auto* boolOp = expr->dynAs<BoolOp>()) return jumpIfBoolOp(boolOp, target, condition);
  if (auto* conditional = expr->dynAs<IfExp>()) return jumpIfConditional(conditional, target, condition);
  if (auto* compare = expr->dynAs<Compare>())
    if (compare->ops.size() > 1) return jumpIfChain(compare, target, condition);
  visitExpr(expr);
  emitJump(condition ? Opcode::POP_JUMP_IF_TRUE : Opcode::POP_JUMP_IF_FALSE, target, expr->range);
}

void Codegen::jumpIfBoolOp(const BoolOp* expr, BlockId target, bool condition) {
  bool isOr = expr->op == BoolOperator::kOr;
  BlockId inner = isOr == condition ? target : newBlock();
  size_t last = expr->values.size() - 1;
  for (size_t i = 0; i < last; ++i) jumpIf(expr->values[i], inner, isOr);
  jumpIf(expr->values[last], target, condition);
  if (inner != target) useNextBlock(inner);
}

void Codegen::jumpIfConditional(const IfExp* expr, BlockId target, bool condition) {
  BlockId end = newBlock(), orElse = newBlock();
  jumpIf(expr->test, orElse, false);
  jumpIf(expr->body, target, condition);
  emitJump(Opcode::JUMP_FORWARD, end, {});
  useNextBlock(orElse);
  jumpIf(expr->orelse, target, condition);
  useNextBlock(end);
}

void Codegen::jumpIfChain(const Compare* expr, BlockId target, bool condition) {
  warnCompare(expr);
  BlockId cleanup = newBlock();
  visitExpr(expr->left);
  size_t last = expr->ops.size() - 1;
  for (size_t i = 0; i < last; ++i) {
    visitExpr(expr->comparators[i]);
    emit(Opcode::DUP_TOP, expr->range);
    emit(Opcode::ROT_THREE, expr->range);
    emitArg(Opcode::COMPARE_OP, compareOperand(expr->ops[i]), expr->range);
    emitJump(Opcode::POP_JUMP_IF_FALSE, cleanup, expr->range);
    nextBlock();
  }
  visitExpr(expr->comparators[last]);
  emitArg(Opcode::COMPARE_OP, compareOperand(expr->ops[last]), expr->range);
  emitJump(condition ? Opcode::POP_JUMP_IF_TRUE : Opcode::POP_JUMP_IF_FALSE, target, expr->range);
  BlockId end = newBlock();
  emitJump(Opcode::JUMP_FORWARD, end, expr->range);
  useNextBlock(cleanup);
  emit(Opcode::POP_TOP, expr->range);
  if (!condition) emitJump(Opcode::JUMP_FORWARD, target, expr->range);
  useNextBlock(end);
}

// A chain of `elif` may be of any length: the ends are placed when it is over.
void Codegen::visitIf(const If* stmt) {
  std::vector<BlockId> ends;
  for (;;) {
    ends.push_back(newBlock());
    Truth truth = truthOfTest(stmt->test);
    const If* next = stmt->orelse.size() == 1 ? stmt->orelse[0]->dynAs<If>() : nullptr;
    if (truth == Truth::kTrue) {
      visitBody(stmt->body);
      checkDeadBody(stmt->orelse);
      break;
    }
    if (truth == Truth::kFalse) {
      checkDeadBody(stmt->body);
    } else {
      BlockId orElse = stmt->orelse.empty() ? ends.back() : newBlock();
      jumpIf(stmt->test, orElse, false);
      visitBody(stmt->body);
      if (stmt->orelse.empty()) break;
      emitJump(Opcode::JUMP_FORWARD, ends.back(), {});
      useNextBlock(orElse);
    }
    if (!next || problems_.failed()) {
      visitBody(stmt->orelse);
      break;
    }
    unit_->graph.setLine(next->classicLine);
    stmt = next;
  }
  for (size_t i = ends.size(); i-- > 0;) useNextBlock(ends[i]);
}

// ---- Loops ----

void Codegen::visitWhile(const While* stmt) {
  Truth truth = truthOfTest(stmt->test);
  if (truth == Truth::kFalse) {
    BlockId nowhere = newBlock();
    pushBlock({FrameBlockKind::kLoop, nowhere}, stmt->range);
    checkDeadBody(stmt->body);
    popBlock();
    return visitBody(stmt->orelse);
  }
  BlockId loop = newBlock(), end = newBlock(), anchor = kNoBlock;
  if (truth == Truth::kUnknown) anchor = newBlock();
  emitJump(Opcode::SETUP_LOOP, end, stmt->test->range);
  useNextBlock(loop);
  pushBlock({FrameBlockKind::kLoop, loop}, stmt->range);
  if (anchor != kNoBlock) jumpIf(stmt->test, anchor, false);
  visitBody(stmt->body);
  emitJump(Opcode::JUMP_ABSOLUTE, loop, {});
  if (anchor != kNoBlock) useNextBlock(anchor);
  emit(Opcode::POP_BLOCK, stmt->test->range);
  popBlock();
  visitBody(stmt->orelse);
  useNextBlock(end);
}

void Codegen::visitFor(const Stmt* stmt, const ForFields& loop) {
  BlockId start = newBlock(), cleanup = newBlock(), end = newBlock();
  const Range& range = loop.iter->range;
  emitJump(Opcode::SETUP_LOOP, end, range);
  pushBlock({FrameBlockKind::kLoop, start}, stmt->range);
  visitExpr(loop.iter);
  emit(Opcode::GET_ITER, range);
  useNextBlock(start);
  emitJump(Opcode::FOR_ITER, cleanup, range);
  visitExpr(loop.target);
  visitBody(loop.body);
  emitJump(Opcode::JUMP_ABSOLUTE, start, {});
  useNextBlock(cleanup);
  emit(Opcode::POP_BLOCK, range);
  popBlock();
  visitBody(loop.orelse);
  useNextBlock(end);
}

void Codegen::yieldFromNone(const Range& range) {
  emitNone(range);
  emit(Opcode::YIELD_FROM, range);
}

void Codegen::awaitIt(const Range& range) {
  emit(Opcode::GET_AWAITABLE, range);
  yieldFromNone(range);
}

// The head of an asynchronous loop up to the target: the next value, or the end where StopAsyncIteration came.
void Codegen::emitAsyncNext(const Expr* target, BlockId attempt, BlockId ended, const Range& range) {
  BlockId handler = newBlock(), after = newBlock();
  useNextBlock(attempt);
  emitJump(Opcode::SETUP_EXCEPT, handler, range);
  pushBlock({FrameBlockKind::kExcept, attempt}, range, 0);
  emit(Opcode::GET_ANEXT, range);
  yieldFromNone(range);
  visitExpr(target);
  emit(Opcode::POP_BLOCK, range);
  popBlock(0);
  emitJump(Opcode::JUMP_FORWARD, after, range);
  useNextBlock(handler);
  emit(Opcode::DUP_TOP, range);
  emitName(Opcode::LOAD_STOP_ASYNC_ITERATION, known_.stopAsyncIteration, range);
  emitArg(Opcode::COMPARE_OP, uint32_t(CompareOperand::kExceptionMatch), range);
  emitJump(Opcode::POP_JUMP_IF_TRUE, ended, range);
  emit(Opcode::END_FINALLY, range);
  useNextBlock(after);
}

// Drops the exception that ended an asynchronous loop, and the iterator.
void Codegen::emitAsyncEnd(const Range& range) {
  for (int i = 0; i < 3; ++i) emit(Opcode::POP_TOP, range);
  emit(Opcode::POP_EXCEPT, range);
  emit(Opcode::POP_TOP, range);
}

void Codegen::visitAsyncFor(const Stmt* stmt, const ForFields& loop) {
  BlockId attempt = newBlock(), ended = newBlock(), end = newBlock();
  const Range& range = loop.iter->range;
  emitJump(Opcode::SETUP_LOOP, end, range);
  pushBlock({FrameBlockKind::kLoop, attempt}, stmt->range);
  visitExpr(loop.iter);
  emit(Opcode::GET_AITER, range);
  emitAsyncNext(loop.target, attempt, ended, range);
  visitBody(loop.body);
  emitJump(Opcode::JUMP_ABSOLUTE, attempt, {});
  useNextBlock(ended);
  emitAsyncEnd(range);
  emit(Opcode::POP_BLOCK, range);
  popBlock();
  visitBody(loop.orelse);
  useNextBlock(end);
}

// ---- with ----

void Codegen::visitWith(const Stmt* stmt, const WithFields& fields, size_t index, bool isAsync) {
  const WithItem* item = fields.items[index];
  const Range& range = item->contextExpr->range;
  BlockId block = newBlock(), cleanup = newBlock();
  visitExpr(item->contextExpr);
  if (isAsync) {
    emit(Opcode::BEFORE_ASYNC_WITH, range);
    awaitIt(range);
  }
  emitJump(isAsync ? Opcode::SETUP_ASYNC_WITH : Opcode::SETUP_WITH, cleanup, range);
  useNextBlock(block);
  pushBlock({FrameBlockKind::kFinallyTry, block, isAsync ? Leaving::kAsyncWith : Leaving::kWith}, range);
  if (item->optionalVars)
    visitExpr(item->optionalVars);
  else
    emit(Opcode::POP_TOP, range);
  if (index + 1 < fields.items.size())
    visitWith(stmt, fields, index + 1, isAsync);
  else
    visitBody(fields.body);
  emit(Opcode::POP_BLOCK, range);
  popBlock();
  emitNone(range);
  useNextBlock(cleanup);
  pushBlock({FrameBlockKind::kFinallyEnd, cleanup, Leaving::kPopFinally}, range, 0);
  emit(Opcode::WITH_CLEANUP_START, range);
  if (isAsync) awaitIt(range);
  emit(Opcode::WITH_CLEANUP_FINISH, range);
  emit(Opcode::END_FINALLY, range);
  popBlock(0);
}

// ---- try ----

void Codegen::visitTry(const Stmt* stmt, const TryFields& fields) {
  bool isStar = stmt->kind == StmtKind::kTryStar;
  if (!fields.finalbody.empty()) return visitTryFinally(stmt, fields, isStar);
  isStar ? visitTryStar(stmt, fields) : visitTryExcept(stmt, fields);
}

void Codegen::visitTryFinally(const Stmt* stmt, const TryFields& fields, bool isStar) {
  BlockId body = newBlock(), end = newBlock();
  emitJump(Opcode::SETUP_FINALLY, end, stmt->range);
  useNextBlock(body);
  pushBlock({FrameBlockKind::kFinallyTry, body, Leaving::kFinally, &fields}, stmt->range);
  if (fields.handlers.empty())
    visitBody(fields.body);
  else
    isStar ? visitTryStar(stmt, fields) : visitTryExcept(stmt, fields);
  emit(Opcode::POP_BLOCK, {});
  popBlock();
  emitNone({});
  useNextBlock(end);
  pushBlock({FrameBlockKind::kFinallyEnd, end, Leaving::kPopFinally}, stmt->range);
  visitBody(fields.finalbody);
  emit(Opcode::END_FINALLY, {});
  popBlock();
}

void Codegen::visitTryExcept(const Stmt* stmt, const TryFields& fields) {
  BlockId body = newBlock(), except = newBlock(), orElse = newBlock(), end = newBlock();
  emitJump(Opcode::SETUP_EXCEPT, except, stmt->range);
  useNextBlock(body);
  pushBlock({FrameBlockKind::kExcept, body}, stmt->range);
  visitBody(fields.body);
  emit(Opcode::POP_BLOCK, {});
  popBlock();
  emitJump(Opcode::JUMP_FORWARD, orElse, {});
  useNextBlock(except);
  unit_->blockDepth += 1;  // 3.14's EXCEPTION_HANDLER
  for (const ExceptHandler* handler : fields.handlers) {
    if (!handler->type && handler != fields.handlers.back())
      return problems_.error(handler->range, "default 'except:' must be last");
    visitHandler(handler, end);
  }
  unit_->blockDepth -= 1;
  emit(Opcode::END_FINALLY, {});
  useNextBlock(orElse);
  visitBody(fields.orelse);
  useNextBlock(end);
}

void Codegen::visitHandler(const ExceptHandler* handler, BlockId end) {
  unit_->graph.setLine(handler->classicLine);
  BlockId next = newBlock();
  if (handler->type) {
    const Range& range = handler->type->range;
    emit(Opcode::DUP_TOP, handler->range);
    visitExpr(handler->type);
    emitArg(Opcode::COMPARE_OP, uint32_t(CompareOperand::kExceptionMatch), range);
    emitJump(Opcode::POP_JUMP_IF_FALSE, next, range);
  }
  emit(Opcode::POP_TOP, handler->range);
  if (handler->name.empty()) {
    emit(Opcode::POP_TOP, handler->range);
    emit(Opcode::POP_TOP, handler->range);
    BlockId body = newBlock();
    useNextBlock(body);
    pushBlock({FrameBlockKind::kFinallyTry, body, Leaving::kPopExcept}, handler->range, 0);
    visitBody(handler->body);
    emit(Opcode::POP_EXCEPT, {});
    popBlock(0);
  } else {
    visitNamedHandler(handler);
  }
  emitJump(Opcode::JUMP_FORWARD, end, {});
  useNextBlock(next);
}

// `except E as name`: the body stands in a try whose finally clause unbinds the name.
void Codegen::visitNamedHandler(const ExceptHandler* handler) {
  BlockId cleanup = newBlock(), body = newBlock();
  nameOp(handler->name, Access::kStore, handler->range);
  emit(Opcode::POP_TOP, handler->range);
  emitJump(Opcode::SETUP_FINALLY, cleanup, handler->range);
  useNextBlock(body);
  pushBlock({FrameBlockKind::kFinallyTry, body, Leaving::kNamedHandler, handler}, handler->range);
  visitBody(handler->body);
  emit(Opcode::POP_BLOCK, {});
  popBlock();
  emitNone({});
  useNextBlock(cleanup);
  pushBlock({FrameBlockKind::kFinallyEnd, cleanup, Leaving::kPopFinally}, handler->range, 0);
  unbindHandlerName(handler->name, {});
  emit(Opcode::END_FINALLY, {});
  popBlock(0);
  emit(Opcode::POP_EXCEPT, {});
}

}  // namespace vitrine::compiler
