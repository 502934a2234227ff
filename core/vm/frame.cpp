// Chunks of the call stack, and what a frame gives up when it goes. See frame.h.
#include "vm/frame.h"

#include "heap/heap.h"
#include "objects/allocate.h"

namespace vitrine {

Machine machine;

void growStack(CallStackCell* stack, uint32_t bytes) {
  uint32_t wanted = bytes + sizeof(ChunkHeader);
  Offset chunk = 0;
  if (stack->spareChunk && at<ChunkHeader>(stack->spareChunk)->size >= wanted) {
    chunk = std::exchange(stack->spareChunk, 0);
  } else {
    uint32_t size = wanted > kChunkBytes ? wanted : kChunkBytes;
    chunk = allocateBuffer(size);
    CHECK(chunk);  // whoever enters a large frame has asked checkRoom
    at<ChunkHeader>(chunk)->size = size;
  }
  auto* header = at<ChunkHeader>(chunk);
  header->previous = stack->chunk;
  header->previousUsed = stack->chunkUsed;
  stack->chunk = chunk;
  stack->chunkUsed = sizeof(ChunkHeader);
  stack->chunkSize = header->size;
}

void shrinkStack(CallStackCell* stack) {
  auto* header = at<ChunkHeader>(stack->chunk);
  if (!header->previous) return;
  Offset empty = stack->chunk;
  stack->chunk = header->previous;
  stack->chunkUsed = header->previousUsed;
  stack->chunkSize = at<ChunkHeader>(stack->chunk)->size;
  header->previous = header->previousUsed = 0;
  if (stack->spareChunk) freeBlock(stack->spareChunk);
  stack->spareChunk = empty;
}

namespace {
void zero(Offset from, uint32_t bytes) { std::memset(at<char>(from), 0, bytes); }
}  // namespace

void scrubStack() {
  CallStackCell* stack = callStack();
  if (stack->chunk) zero(stack->chunk + stack->chunkUsed, stack->chunkSize - stack->chunkUsed);
  if (stack->spareChunk) zero(stack->spareChunk + sizeof(ChunkHeader), at<ChunkHeader>(stack->spareChunk)->size - sizeof(ChunkHeader));
  for (Frame* frame = stack->top ? topFrame() : nullptr; frame; frame = frame->back ? at<Frame>(frame->back) : nullptr) {
    Value* live = stackOf(frame) + frame->stackHeight;
    std::memset(static_cast<void*>(live), 0, size_t(frame->slots + frame->slotCount - live) * sizeof(Value));
    // Blocks are three words each: behind an odd number of them lies one that belongs to nobody.
    char* blocks = reinterpret_cast<char*>(blocksOf(frame));
    const size_t used = frame->blockCount * sizeof(Block), size = (uint32_t(codeOf(frame)->blockStackSize) * sizeof(Block) + 7) & ~size_t(7);
    std::memset(blocks + used, 0, size - used);
  }
}

void setUpFrame(Frame* frame, const DecodedCode* code, FunctionCell* functionOrNull) {
  auto* cell = const_cast<CodeCell*>(code->code);
  ++cell->refCount;
  frame->code = offsetOf(cell);
  frame->slotCount = code->slotCount;
  frame->flags = uint8_t((code->generator ? kFrameGenerator : 0) | (code->counted ? kFrameCounted : 0));
  if (!functionOrNull) return;
  ++functionOrNull->refCount;
  frame->function = offsetOf(functionOrNull);
  frame->globals = functionOrNull->globals;
  frame->builtins = functionOrNull->builtins;
}

void popFrame(CallStackCell* stack, Frame* frame) {
  unlinkFrame(stack, frame);
  if (frame->frameObject) [[unlikely]]
    detachFrameObject(frame);
  if (frame->flags & kFrameGenerator) {
    auto* generator = at<GeneratorCell>(frame->generator);
    clearFrame(frame);
    generator->state = GeneratorState::kFinished;
    return;
  }
  Value* end = frame->slots + (frame->slotCount - uint32_t(codeOf(frame)->stackSize)) + frame->stackHeight;
  while (end > frame->slots) decrement(*--end);  // 3.14 clears the newest first
  decrementAt(frame->locals);
  decrement(frame->returnAux);
  if (frame->function) {
    decrementAt(frame->function);
  } else if (frame->flags & kFrameOwnsGlobals) {
    decrementAt(frame->globals);
    decrementAt(frame->builtins);
  }
  decrementAt(frame->code);
  freeFrame(stack, frame);
}

}  // namespace vitrine
