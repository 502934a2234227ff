// The call stack: frames pushed and popped in chunks (objects/frame.h draws them). Invariant: frames of calls are popped in
// reverse order of pushing, so the newest chunk's end is the top frame's end; generators' frames lie in their cells.
#pragma once

#include <cstring>

#include "vm/code_cache.h"
#include "vm/machine.h"
#include "objects/function.h"

namespace vitrine {

/// At the start of each chunk.
struct ChunkHeader {
  Offset previous;
  uint32_t previousUsed, size, unused;
};
constexpr uint32_t kChunkBytes = 32 * 1024;

void growStack(CallStackCell* stack, uint32_t bytes);
void shrinkStack(CallStackCell* stack);
/// Zeroes what no frame uses, so that two runs that did the same look the same (R4). At the end of a slice.
void scrubStack();

inline Value* localsOf(Frame* frame) { return frame->slots; }

/// Room for a frame on the call stack, header and slots below the evaluation stack zeroed; not linked yet.
inline Frame* allocateFrame(CallStackCell* stack, const DecodedCode* code) {
  if (stack->chunkUsed + code->frameBytes > stack->chunkSize) [[unlikely]]
    growStack(stack, code->frameBytes);
  Frame* frame = at<Frame>(stack->chunk + stack->chunkUsed);
  stack->chunkUsed += code->frameBytes;
  std::memset(static_cast<void*>(frame), 0, sizeof(Frame));
  for (uint32_t i = 0; i < code->stackAt; ++i) frame->slots[i] = Value();
  return frame;
}
inline void freeFrame(CallStackCell* stack, Frame* frame) {
  stack->chunkUsed = offsetOf(frame) - stack->chunk;
  if (stack->chunkUsed == sizeof(ChunkHeader)) [[unlikely]]
    shrinkStack(stack);
}

/// Makes a frame the running one.
inline void linkFrame(CallStackCell* stack, Frame* frame) {
  frame->back = stack->top;
  stack->top = offsetOf(frame);
  if (frame->flags & kFrameCounted) ++stack->depth;
}
inline void unlinkFrame(CallStackCell* stack, Frame* frame) {
  stack->top = frame->back;
  frame->back = 0;
  if (frame->flags & kFrameCounted) --stack->depth;
}

/// Whether one more frame is too many (RecursionError).
inline bool tooDeep(const CallStackCell* stack) { return stack->depth >= root().recursionLimit; }

/// Sets what every frame has: code (owned), function (owned) or globals and builtins (owned).
void setUpFrame(Frame* frame, const DecodedCode* code, FunctionCell* functionOrNull);

/// Takes the running frame off the stack and drops what it holds; a generator's stays in its cell, finished.
void popFrame(CallStackCell* stack, Frame* frame);

}  // namespace vitrine
