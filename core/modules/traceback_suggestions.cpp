// "Did you mean": which name a NameError, AttributeError or ImportError may have been about. CPython: Lib/traceback.py,
// _compute_suggestion_error, and Python/suggestions.c.
#include <algorithm>

#include "modules/std_module_names.h"
#include "modules/traceback_text.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/frame.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/interpreter.h"
#include "vm/suggestions.h"

namespace vitrine::traceback {

namespace {

using Names = std::vector<std::string>;

void addKeys(Names& names, Value dict) {
  uint32_t position = 0;
  Value key, value;
  while (isDict(dict) && dictNext(dict, &position, &key, &value))
    if (isStr(key)) names.push_back(utf8Of(key));
}

/// The frame that the traceback ends in, NULL without one.
const FrameObjectCell* lastFrame(Value traceback) {
  if (!traceback) return nullptr;
  while (Value next = cellOf<TracebackCell>(traceback)->next) traceback = next;
  return cellOf<FrameObjectCell>(cellOf<TracebackCell>(traceback)->frame);
}

/// The values of a frame's variables, in the order of their names: locals, cells, free variables.
std::span<const Value> variablesOf(const FrameObjectCell* frame) {
  if (frame->frame) {
    const Frame* live = at<Frame>(frame->frame);
    return {live->slots, live->slotCount - uint32_t(codeOf(live)->stackSize)};
  }
  return frame->variables ? tupleItems(frame->variables) : std::span<const Value>();
}

/// Calls `visit(name, value)` for each variable of a frame that is bound.
template <class Visit>
void forEachLocal(const FrameObjectCell* frame, Visit visit) {
  if (frame->locals) {
    Value mapping = Value::reference(frame->locals), key, value;
    uint32_t position = 0;
    while (isDict(mapping) && dictNext(mapping, &position, &key, &value))
      if (isStr(key)) visit(utf8Of(key), value);
  }
  const auto* code = at<CodeCell>(frame->code);
  auto values = variablesOf(frame);
  size_t at = 0;
  for (Offset part : {code->varNames, code->cellVars, code->freeVars})
    for (Value name : tupleItems(Value::reference(part))) {
      Value value = at < values.size() ? values[at] : Value();
      ++at;
      if (value && isExactly(value, TypeId::kCellObject)) value = cellOf<CellObjectCell>(value)->content;
      if (value) visit(utf8Of(name), value);
    }
}

Value localNamed(const FrameObjectCell* frame, std::string_view wanted) {
  Value found;
  forEachLocal(frame, [&](const std::string& name, Value value) {
    if (name == wanted) found = value;
  });
  return found;
}

/// dir(object) as sorted names; false where that raises.
bool namesOf(Vm& vm, Value object, Names& names) {
  Value method = lookupOnType(typeOf(object), nameOf(Name::kDir));
  if (!method) return false;
  Ref held = Ref::share(method);
  auto bound = bindDescriptor(vm, held, object, valueOf(typeOf(object)));
  auto listed = bound.ok() ? call(vm, bound.value(), {}) : Result<Ref>(Raised{});
  auto list = listed.ok() ? listFrom(vm, listed.value()) : Result<Ref>(Raised{});
  if (!list.ok()) {
    vm.clearPending();
    return false;
  }
  for (Value name : listItems(list.value()))
    if (isStr(name)) names.push_back(utf8Of(name));
  std::sort(names.begin(), names.end());
  return true;
}

void hideUnderscored(Names& names) {
  names.erase(std::remove_if(names.begin(), names.end(), [](const std::string& name) { return !name.empty() && name[0] == '_'; }), names.end());
}

std::string forAttribute(Vm& vm, Value exception, const std::string& wrong) {
  auto* cell = cellOf<NameExceptionCell>(exception);
  Ref object = Ref::share(cell->object ? cell->object : none());
  Names names;
  if (!namesOf(vm, object, names)) return {};
  bool hide = wrong.empty() || wrong[0] != '_';
  if (const auto* frame = hide ? lastFrame(cell->traceback) : nullptr) hide = localNamed(frame, "self") != object.get();
  if (hide) hideUnderscored(names);
  return closestName(wrong, names);
}

std::string forImport(Vm& vm, Value exception, const std::string& wrong) {
  Value name = cellOf<ImportExceptionCell>(exception)->name;
  if (!name || !isStr(name)) return {};
  Value module = dictGetName(Value::reference(root().modules), name);
  Names names;
  if (!module || !namesOf(vm, module, names)) return {};
  if (wrong.empty() || wrong[0] != '_') hideUnderscored(names);
  return closestName(wrong, names);
}

std::string forName(Vm& vm, Value exception, const std::string& wrong) {
  const FrameObjectCell* frame = lastFrame(exceptionCell(exception)->traceback);
  if (!frame) return {};
  Names names;
  forEachLocal(frame, [&](const std::string& name, Value) { names.push_back(name); });
  addKeys(names, Value::reference(frame->globals));
  addKeys(names, Value::reference(frame->builtins));
  if (Value self = localNamed(frame, "self")) {
    Ref held = Ref::share(self), name = intern(wrong);
    auto found = findAttribute(vm, held, name);
    if (!found.ok()) vm.clearPending();
    else if (!isExhausted(found.value())) return "self." + wrong;
  }
  return closestName(wrong, names);
}

std::string nameOr(Value v) { return v && isStr(v) ? utf8Of(v) : std::string(); }

}  // namespace

std::string suggestionFor(Vm& vm, Value exception) {
  std::string suggestion, text;
  if (isInstance(exception, TypeId::kImportError)) {
    std::string wrong = nameOr(cellOf<ImportExceptionCell>(exception)->nameFrom);
    if (!wrong.empty()) suggestion = forImport(vm, exception, wrong);
    return suggestion.empty() ? "" : ". Did you mean: '" + suggestion + "'?";
  }
  bool aboutName = isInstance(exception, TypeId::kNameError);
  if (!aboutName && !isInstance(exception, TypeId::kAttributeError)) return {};
  std::string wrong = nameOr(cellOf<NameExceptionCell>(exception)->name);
  if (wrong.empty()) return {};
  suggestion = aboutName ? forName(vm, exception, wrong) : forAttribute(vm, exception, wrong);
  if (!suggestion.empty()) text = ". Did you mean: '" + suggestion + "'?";
  if (aboutName && isStandardModule(wrong)) text += suggestion.empty() ? ". Did you forget to import '" + wrong + "'?" : " Or did you forget to import '" + wrong + "'?";
  return text;
}

}  // namespace vitrine::traceback
