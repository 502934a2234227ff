// What frames own, for the heap: the call stack's frames, a generator's own frame, and the steps of asynchronous
// generators. Invariant (objects/frame.h): a frame owns its slots below the height of its stack, its code, its function
// or (kFrameOwnsGlobals) its globals and builtins, its locals and returnAux.
#include <cstring>

#include "heap/heap.h"
#include "objects/frame.h"
#include "objects/function.h"

namespace vitrine {

namespace {

void visitHandled(const HandledException& handled, Visitor& visitor) {
  visitor.visitValue(handled.type);
  visitor.visitValue(handled.value);
  visitor.visitValue(handled.traceback);
}

void dropHandled(HandledException& handled) {
  HandledException old = std::exchange(handled, {});
  decrement(old.type);
  decrement(old.value);
  decrement(old.traceback);
}

void visitFrame(Frame* frame, Visitor& visitor) {
  if (!frame->code) return;
  Value* end = stackOf(frame) + frame->stackHeight;
  for (Value* slot = frame->slots; slot < end; ++slot) visitor.visitValue(*slot);
  visitor.visitAt(frame->locals);
  visitor.visitValue(frame->returnAux);
  visitor.visitAt(frame->function);
  if (frame->flags & kFrameOwnsGlobals) {
    visitor.visitAt(frame->globals);
    visitor.visitAt(frame->builtins);
  }
  visitor.visitAt(frame->code);
}

}  // namespace

void clearFrame(Frame* frame) {
  if (!frame->code) return;
  if (frame->frameObject) detachFrameObject(frame);
  CodeCell* code = codeOf(frame);
  Value* end = stackOf(frame) + frame->stackHeight;
  frame->stackHeight = 0;
  frame->blockCount = 0;
  for (Value* slot = end; slot > frame->slots;) decrement(std::exchange(*--slot, Value()));  // 3.14 clears the newest first
  std::memset(static_cast<void*>(end), 0,
              size_t(frame->slots + frame->slotCount - end) * sizeof(Value) + uint32_t(code->blockStackSize) * sizeof(Block));
  decrementAt(std::exchange(frame->locals, 0));
  decrement(std::exchange(frame->returnAux, Value()));
  if (frame->flags & kFrameOwnsGlobals) {
    decrementAt(frame->globals);
    decrementAt(frame->builtins);
  }
  frame->globals = frame->builtins = 0;
  decrementAt(std::exchange(frame->function, 0));
  decrementAt(std::exchange(frame->code, 0));
}

void traverseCallStack(Cell* cell, Visitor& visitor) {
  auto* stack = static_cast<CallStackCell*>(cell);
  for (Offset at_ = stack->top; at_; at_ = at<Frame>(at_)->back) {
    Frame* frame = at<Frame>(at_);
    if (frame->flags & kFrameGenerator)
      visitor.visitAt(frame->generator);  // the stack keeps a running generator alive; its cell visits the frame
    else
      visitFrame(frame, visitor);
  }
  visitHandled(stack->handled, visitor);
}

void dropCallStack(Cell* cell) {
  auto* stack = static_cast<CallStackCell*>(cell);
  dropHandled(stack->handled);
}
void clearCallStack(Cell*) {}

void traverseGenerator(Cell* cell, Visitor& visitor) {
  auto* generator = static_cast<GeneratorCell*>(cell);
  visitor.visitAt(generator->name);
  visitor.visitAt(generator->qualName);
  visitor.visitAt(generator->code);
  visitor.visitAt(generator->origin);
  visitHandled(generator->handled, visitor);
  visitFrame(&generator->frame, visitor);
}

void clearGenerator(Cell* cell) {
  auto* generator = static_cast<GeneratorCell*>(cell);
  if (generator->state == GeneratorState::kRunning) return;
  generator->state = GeneratorState::kFinished;
  clearFrame(&generator->frame);
  dropHandled(generator->handled);
}

void dropGenerator(Cell* cell) {
  auto* generator = static_cast<GeneratorCell*>(cell);
  clearGenerator(cell);
  for (Offset* part : {&generator->name, &generator->qualName, &generator->code, &generator->origin})
    decrementAt(std::exchange(*part, 0));
}

void traverseAsyncStep(Cell* cell, Visitor& visitor) {
  auto* step = static_cast<AsyncStepCell*>(cell);
  for (Value part : {step->generator, step->argument, step->value, step->traceback}) visitor.visitValue(part);
}
void dropAsyncStep(Cell* cell) {
  auto* step = static_cast<AsyncStepCell*>(cell);
  for (Value* part : {&step->generator, &step->argument, &step->value, &step->traceback}) decrement(std::exchange(*part, Value()));
}
void clearAsyncStep(Cell* cell) { dropAsyncStep(cell); }

bool generatorNeedsClosing(const GeneratorCell* generator) {
  const Frame& frame = generator->frame;
  if (generator->state == GeneratorState::kCreated) return generator->type == typeOffset(TypeId::kCoroutine);
  if (generator->state != GeneratorState::kSuspended || !frame.code) return false;
  Block* blocks = blocksOf(const_cast<Frame*>(&frame));
  for (uint32_t i = 0; i < frame.blockCount; ++i)
    if (blocks[i].type != BlockType::kLoop) return true;
  return frame.stackHeight > 0;  // may be delegating: whoever it delegates to has to be closed first
}

}  // namespace vitrine
