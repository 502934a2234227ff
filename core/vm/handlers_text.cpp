// Handlers of f-strings and t-strings (PEP 498, 750).
#include "objects/names.h"
#include "objects/str.h"
#include "objects/template.h"
#include "objects/tuple.h"
#include "vm/handlers.h"

namespace vitrine {

namespace {

constexpr uint32_t kConversionMask = 3, kHasFormat = 4;

Result<Ref> convert(Vm& vm, Value value, uint32_t conversion) {
  switch (conversion) {
    case 1: return str(vm, value);
    case 2: return repr(vm, value);
    case 3: return ascii(vm, value);
    default: return Ref::share(value);
  }
}

Result<Ref> formatted(Vm& vm, Value value, uint32_t conversion, Value spec) {
  Ref converted = TRY(convert(vm, value, conversion));
  if (isExactly(converted, TypeId::kStr) && cellOf<StrCell>(spec)->length == 0) return converted;
  return format(vm, converted, spec);
}

}  // namespace

HANDLER(FORMAT_VALUE) {
  bool hasFormat = operand & kHasFormat;
  Value value = top(frame, hasFormat ? 2 : 1), spec = hasFormat ? top(frame) : Value::reference(root().emptyStr);
  if (!isStr(spec)) return replaceTop(frame, 0, vm.raise(TypeId::kSystemError, "Format specifier must be a string, not %s", typeName(spec).c_str()));
  return replaceTop(frame, hasFormat ? 2 : 1, formatted(vm, value, operand & kConversionMask, spec));
}

HANDLER(BUILD_STRING) {
  std::span<const Value> pieces(stackOf(frame) + frame->stackHeight - operand, operand);
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i]) return replaceTop(frame, 0, vm.raise(TypeId::kSystemError, "BUILD_STRING of nothing"));
    if (isStr(pieces[i])) continue;
    std::string type = typeName(pieces[i]);  // a syntax tree may ask for it
    return replaceTop(frame, 0, vm.raise(TypeId::kTypeError, "sequence item %zu: expected str instance, %s found", i, type.c_str()));
  }
  return replaceTop(frame, operand, joinStrs(vm, Value(), pieces));
}

HANDLER(BUILD_TEMPLATE) {
  Value strings = top(frame, 2), interpolations = top(frame);
  bool fit = tupleItems(strings).size() == tupleItems(interpolations).size() + 1;  // tuples they are: the verifier has seen to it
  for (Value each : tupleItems(strings)) fit = fit && isStr(each);
  for (Value each : tupleItems(interpolations)) fit = fit && isExactly(each, TypeId::kInterpolation);
  if (!fit) return replaceTop(frame, 0, vm.raise(TypeId::kSystemError, "BUILD_TEMPLATE of what is no template's parts"));
  return replaceTop(frame, 2, newTemplate(strings, interpolations));
}

HANDLER(BUILD_INTERPOLATION) {
  bool hasFormat = operand & 1;
  uint32_t conversion = operand >> 2, operands = hasFormat ? 3 : 2;
  Value value = top(frame, operands), text = top(frame, operands - 1);
  Value spec = hasFormat ? top(frame) : Value::reference(root().emptyStr);
  constexpr char kLetters[] = {0, 's', 'r', 'a'};
  Ref letter = conversion ? characterStr(char32_t(kLetters[conversion])) : noneRef();
  return replaceTop(frame, operands, newInterpolation(value, text, letter, spec));
}

}  // namespace vitrine
