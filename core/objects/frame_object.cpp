// Frame objects: made when somebody asks for a frame, and what they keep when the frame goes. Invariant: while the frame
// lives, Frame::frameObject and FrameObjectCell::frame point at each other; neither owns the other.
#include "objects/allocate.h"
#include "objects/frame.h"
#include "objects/tuple.h"

namespace vitrine {

uint32_t (*byteOffsetOf)(const CodeCell* code, uint32_t instruction) = nullptr;

Ref frameObjectOf(Frame* frame) {
  if (frame->frameObject) return Ref::share(at<FrameObjectCell>(frame->frameObject));
  auto* object = makeCell<FrameObjectCell>(TypeId::kFrame);
  object->frame = offsetOf(frame);
  object->code = frame->code;
  object->globals = frame->globals;
  object->builtins = frame->builtins;
  object->locals = frame->locals;
  for (Offset part : {object->code, object->globals, object->builtins, object->locals}) incrementAt(part);
  frame->frameObject = offsetOf(object);
  return Ref::steal(object);
}

void detachFrameObject(Frame* frame) {
  auto* object = at<FrameObjectCell>(frame->frameObject);
  frame->frameObject = 0;
  uint32_t count = frame->slotCount - uint32_t(codeOf(frame)->stackSize);
  auto* variables = makeCell<TupleCell>(TypeId::kTuple, count * sizeof(Value));
  if (variables) {
    variables->length = count;
    for (uint32_t i = 0; i < count; ++i) variables->items[i] = Ref::share(frame->slots[i]).release();
    object->variables = valueOf(variables);
  }
  object->instruction = byteOffsetOf(codeOf(frame), frame->instruction);
  object->line = lineAt(codeOf(frame), object->instruction);
  object->frame = 0;
  Offset back = frame->back ? frame->back : at<CallStackCell>(root().callStack)->top;
  if (back) object->back = frameObjectOf(at<Frame>(back)).release().offset();
}

void traverseFrameObject(Cell* cell, Visitor& visitor) {
  auto* object = static_cast<FrameObjectCell*>(cell);
  for (Offset part : {object->back, object->code, object->globals, object->builtins, object->locals}) visitor.visitAt(part);
  visitor.visitValue(object->variables);
  visitor.visitValue(object->trace);
}

void dropFrameObject(Cell* cell) {
  auto* object = static_cast<FrameObjectCell*>(cell);
  if (object->frame) at<Frame>(object->frame)->frameObject = 0;
  object->frame = 0;
  decrement(std::exchange(object->variables, Value()));
  decrement(std::exchange(object->trace, Value()));
  for (Offset* part : {&object->back, &object->globals, &object->builtins, &object->locals, &object->code})
    decrementAt(std::exchange(*part, 0));
}

void clearFrameObject(Cell* cell) {
  auto* object = static_cast<FrameObjectCell*>(cell);
  decrement(std::exchange(object->variables, Value()));
  decrement(std::exchange(object->trace, Value()));
  decrementAt(std::exchange(object->back, 0));
}

Ref newTraceback(Value nextOrNull, Frame* frame, uint32_t byteOffset) {
  auto* entry = makeCell<TracebackCell>(TypeId::kTraceback);
  increment(nextOrNull);
  entry->next = nextOrNull;
  entry->frame = frameObjectOf(frame).release();
  entry->instruction = byteOffset;
  entry->line = lineAt(codeOf(frame), byteOffset);
  return Ref::steal(entry);
}

void traverseTraceback(Cell* cell, Visitor& visitor) {
  auto* entry = static_cast<TracebackCell*>(cell);
  visitor.visitValue(entry->next);
  visitor.visitValue(entry->frame);
  visitor.visitAt(entry->innerCode);
}
void dropTraceback(Cell* cell) {
  auto* entry = static_cast<TracebackCell*>(cell);
  decrement(std::exchange(entry->next, Value()));
  decrement(std::exchange(entry->frame, Value()));
  decrementAt(std::exchange(entry->innerCode, 0));
}
void clearTraceback(Cell* cell) { dropTraceback(cell); }

}  // namespace vitrine
