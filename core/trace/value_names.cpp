// See value_names.h.
#include "trace/value_names.h"

#include "trace/value_text.h"
#include "vm/machine.h"

namespace vitrine {

const ValueNames::Known* ValueNames::note(Value value) {
  if (!value.isReference() || isNone(value) || isNotImplemented(value) || value == ellipsis()) return nullptr;
  const Offset type = cellOf(value)->type;
  Known& known = known_[value.offset()];
  if (known.type != type) known = {type, ++counts_[typeNameOf(value)]};
  return &known;
}

void ValueNames::noteTop() {
  if (stackEmpty()) return;
  Frame* frame = topFrame();
  if (frame->stackHeight != 0) note(stackOf(frame)[frame->stackHeight - 1]);
}

std::string ValueNames::of(Value value) {
  const Known* known = note(value);
  return known ? typeNameOf(value) + "." + std::to_string(known->number) : std::string();
}

}  // namespace vitrine
