// See unwinder.h. CPython 3.7: Python/ceval.c from fast_block_end on; tracebacks and re-raising as in 3.14.
#include "vm/unwinder.h"

#include "objects/exception.h"
#include "vm/frame.h"
#include "vm/generators.h"
#include "vm/return_actions.h"

namespace vitrine {

HandledException& handledSlot() {
  CallStackCell* stack = callStack();
  return stack->handledBy ? at<GeneratorCell>(stack->handledBy)->handled : stack->handled;
}

Value handledException() {
  CallStackCell* stack = callStack();
  for (Offset level = stack->handledBy; level; level = at<GeneratorCell>(level)->previousHandler) {
    const HandledException& handled = at<GeneratorCell>(level)->handled;
    if (handled.type && !isNone(handled.type)) return handled.value;
  }
  return stack->handled.type && !isNone(stack->handled.type) ? stack->handled.value : Value();
}

namespace {

/// Puts where `frame` stands in front of the pending exception's traceback. A comprehension's place counts as its owner's
/// (R18); true where that was done, so that the owner does not note it again.
bool noteTraceback(Vm& vm, Frame* frame) {
  uint32_t traits = codeOf(frame)->traits;
  if (traits & kTraitHidden || vm.abandoned) return false;
  bool inlined = traits & kTraitComprehension && frame->back;
  ExceptionCell* exception = exceptionCell(vm.pending());
  uint32_t offset = byteOffsetOf(codeOf(frame), frame->instruction);
  Frame* shown = frame;
  while (codeOf(shown)->traits & kTraitComprehension && shown->back) shown = at<Frame>(shown->back);
  Ref entry = newTraceback(exception->traceback, shown, inlined ? byteOffsetOf(codeOf(shown), shown->instruction) : offset);
  if (inlined) {
    auto* cell = entry.as<TracebackCell>();
    cell->line = lineAt(codeOf(frame), offset);
    cell->innerCode = Ref::share(codeOf(frame)).release().offset();
    cell->innerInstruction = offset;
  }
  decrement(std::exchange(exception->traceback, entry.release()));
  return inlined;
}

void enterHandler(Vm& vm, Frame* frame, int32_t handler) {
  pushBlock(frame, BlockType::kExceptHandler, -1, int32_t(frame->stackHeight));
  HandledException& handled = handledSlot();
  push(frame, handled.traceback);
  push(frame, handled.value);
  push(frame, handled.type ? handled.type : Ref::share(none()).release());
  Ref exception = vm.takePending();
  Value traceback = exceptionCell(exception)->traceback;
  Value type = valueOf(typeOf(exception));
  handled.type = Ref::share(type).release();
  handled.value = exception.share().release();
  handled.traceback = Ref::share(traceback).release();
  push(frame, Ref::share(traceback ? traceback : none()));
  push(frame, std::move(exception));
  push(frame, Ref::share(type));
  frame->instruction = uint32_t(handler);
}

}  // namespace

void unwindHandler(Frame* frame, const Block& block) {
  while (frame->stackHeight > uint32_t(block.level) + 3) drop(frame, 1);
  HandledException& handled = handledSlot();
  HandledException old = handled;
  handled.type = pop(frame).release();
  handled.value = pop(frame).release();
  handled.traceback = pop(frame).release();
  decrement(old.type);
  decrement(old.value);
  decrement(old.traceback);
}

bool findHandler(Vm& vm, Frame* frame, Outcome how) {
  if (vm.abandoned) return false;
  if (how == Outcome::kRaised) noteTraceback(vm, frame);
  while (frame->blockCount) {
    Block block = blocksOf(frame)[--frame->blockCount];
    if (block.type == BlockType::kExceptHandler) {
      unwindHandler(frame, block);
      continue;
    }
    while (frame->stackHeight > uint32_t(block.level)) drop(frame, 1);
    if (block.type == BlockType::kLoop) continue;
    enterHandler(vm, frame, block.handler);
    return true;
  }
  return false;
}

Outcome unwindException(Vm& vm, Outcome how) {
  for (;;) {
    Frame* frame = topFrame();
    bool inlined = codeOf(frame)->traits & kTraitComprehension;
    if (findHandler(vm, frame, how)) return Outcome::kFrame;
    how = endFrame(vm, frame, Ending::kRaised, Ref());
    if (how != Outcome::kRaised && how != Outcome::kReraised) return how;
    if (inlined) how = Outcome::kReraised;
  }
}

Outcome unwindBlocks(Vm& vm, Frame* frame, Why why, Ref value) {
  while (frame->blockCount) {
    Block block = blocksOf(frame)[frame->blockCount - 1];
    if (block.type == BlockType::kLoop && why == Why::kContinue) {
      frame->instruction = decodedOf(codeOf(frame))->unitAt(uint32_t(value.get().asInt()));
      return Outcome::kJumped;
    }
    --frame->blockCount;
    if (block.type == BlockType::kExceptHandler) {
      unwindHandler(frame, block);
      continue;
    }
    while (frame->stackHeight > uint32_t(block.level)) drop(frame, 1);
    if (block.type == BlockType::kLoop && why == Why::kBreak) {
      frame->instruction = uint32_t(block.handler);
      return Outcome::kJumped;
    }
    if (block.type != BlockType::kFinally) continue;
    if (why == Why::kReturn || why == Why::kContinue) push(frame, std::move(value));
    push(frame, Value::integer(int(why)));
    frame->instruction = uint32_t(block.handler);
    return Outcome::kJumped;
  }
  if (why != Why::kReturn) {
    vm.raise(TypeId::kSystemError, "'break' or 'continue' outside of a loop");
    return Outcome::kRaised;
  }
  return endFrame(vm, frame, frame->flags & kFrameGenerator ? Ending::kGeneratorReturned : Ending::kReturned, std::move(value));
}

}  // namespace vitrine
