// The frames as Python counts them, and their names: for sys, locals(), eval. Hidden frames and those of comprehensions are
// passed by; a comprehension's variables count as its owner's (R18).
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/tuple.h"
#include "vm/frame.h"

namespace vitrine {

namespace {

Frame* below(const Frame* frame) { return frame->back ? at<Frame>(frame->back) : nullptr; }
bool isHidden(const Frame* frame) { return codeOf(frame)->traits & kTraitHidden; }
bool isComprehension(const Frame* frame) { return codeOf(frame)->traits & kTraitComprehension; }

/// Puts what a frame's variables hold under their names; those that are unbound are left out.
Result<void> addVariables(Vm& vm, Value dict, Frame* frame) {
  const DecodedCode* code = decodedOf(codeOf(frame));
  auto add = [&](Offset names, uint32_t slot, bool cells) -> Result<void> {
    for (Value name : tupleItems(Value::reference(names))) {
      Value value = frame->slots[slot++];
      if (cells && value) value = cellOf<CellObjectCell>(value)->content;
      bool inner = textOf(name)[0] == '.';  // the iterator of a comprehension
      if (value && !inner) TRY(dictSetName(vm, dict, name, value));
    }
    return {};
  };
  TRY(add(code->code->varNames, 0, false));
  TRY(add(code->code->cellVars, code->localCount, true));
  return add(code->code->freeVars, code->localCount + code->cellCount, true);
}

}  // namespace

Frame* pythonFrame(uint32_t depth) {
  for (Frame* frame = stackEmpty() ? nullptr : topFrame(); frame; frame = below(frame)) {
    if (isHidden(frame) || isComprehension(frame)) continue;
    if (depth-- == 0) return frame;
  }
  return nullptr;
}

Value currentGlobals() {
  Frame* frame = pythonFrame(0);
  return frame ? Value::reference(frame->globals) : Value();
}

Result<Ref> currentLocals(Vm& vm) {
  Frame* frame = stackEmpty() ? nullptr : topFrame();
  while (frame && isHidden(frame)) frame = below(frame);
  if (!frame) return vm.raise(TypeId::kRuntimeError, "locals(): no frame");
  Frame* owner = frame;
  while (isComprehension(owner) && below(owner)) owner = below(owner);
  if (owner == frame && owner->locals) return Ref::share(Value::reference(owner->locals));
  Ref dict;
  if (owner->locals) {
    dict = isExactly(Value::reference(owner->locals), TypeId::kDict) ? TRY(dictCopy(vm, Value::reference(owner->locals))) : newDict();
  } else {
    dict = newDict();
    TRY(addVariables(vm, dict, owner));
  }
  for (Frame* inner = frame; inner != owner; inner = below(inner)) TRY(addVariables(vm, dict, inner));
  return dict;
}

}  // namespace vitrine
