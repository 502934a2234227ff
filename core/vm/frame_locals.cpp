// See frame_locals.h. Variables lie in slots: locals, then cells of captured ones, then those of outer functions.
#include "vm/frame_locals.h"

#include "objects/dict.h"
#include "objects/function.h"
#include "objects/tuple.h"

namespace vitrine {

namespace {

Result<Ref> collect(Vm& vm, const CodeCell* code, std::span<const Value> slots) {
  Ref variables = newDict();
  size_t slot = 0;
  for (Offset names : {code->varNames, code->cellVars, code->freeVars}) {
    bool cells = names != code->varNames;
    for (Value name : tupleItems(Value::reference(names))) {
      if (slot >= slots.size()) return variables;
      Value value = slots[slot++];
      if (cells && value) value = isExactly(value, TypeId::kCellObject) ? cellOf<CellObjectCell>(value)->content : value;
      if (value) TRY(dictSetName(vm, variables, name, value));
    }
  }
  return variables;
}

}  // namespace

Result<Ref> frameLocals(Vm& vm, Frame* frame) {
  if (frame->locals) return Ref::share(Value::reference(frame->locals));
  const CodeCell* code = codeOf(frame);
  if (!(code->flags & kCodeNewLocals) && frame->globals) return Ref::share(Value::reference(frame->globals));
  return collect(vm, code, {frame->slots, frame->slotCount - uint32_t(code->stackSize)});
}

Result<Ref> frameLocals(Vm& vm, FrameObjectCell* object) {
  if (object->frame) return frameLocals(vm, at<Frame>(object->frame));
  if (object->locals) return Ref::share(Value::reference(object->locals));
  const CodeCell* code = at<CodeCell>(object->code);
  if (!(code->flags & kCodeNewLocals)) return Ref::share(Value::reference(object->globals));
  if (!object->variables) return newDict();
  return collect(vm, code, tupleItems(object->variables));
}

}  // namespace vitrine
