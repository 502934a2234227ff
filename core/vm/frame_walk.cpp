// What is on the call stack, in terms of the classic code. Nothing here allocates in the region or runs Python (R4).
#include "objects/tuple.h"
#include "vm/frame.h"

namespace vitrine {

FrameWalk::FrameWalk() : frame_(root().callStack && callStack()->top ? topFrame() : nullptr) {}

void FrameWalk::next() { frame_ = frame_->back ? at<Frame>(frame_->back) : nullptr; }

FrameView FrameWalk::viewOf(const Frame* constFrame) {
  auto* frame = const_cast<Frame*>(constFrame);
  const CodeCell* code = codeOf(frame);
  const DecodedCode* decoded = decodedOf(code);
  FrameView view;
  view.frame = frame;
  view.code = code;
  view.offset = decoded->byteOffsets[frame->instruction];
  view.locals = {frame->slots, decoded->localCount};
  view.cells = {frame->slots + decoded->localCount, decoded->cellCount + decoded->freeCount};
  view.stack = {frame->slots + decoded->stackAt, frame->stackHeight};
  const Block* blocks = blocksOf(frame);
  for (uint32_t i = 0; i < frame->blockCount; ++i) {
    int32_t handler = blocks[i].handler < 0 ? -1 : int32_t(decoded->byteOffsets[uint32_t(blocks[i].handler)]);
    view.blocks.push_back({blocks[i].type, handler, blocks[i].level});
  }
  return view;
}

const char* blockTypeName(BlockType type) {
  switch (type) {
    case BlockType::kLoop: return "SETUP_LOOP";
    case BlockType::kExcept: return "SETUP_EXCEPT";
    case BlockType::kFinally: return "SETUP_FINALLY";
    case BlockType::kExceptHandler: return "EXCEPT_HANDLER";
  }
  UNREACHABLE("type of block");
}

}  // namespace vitrine
