// See warning_text.h. The default filters are 3.14's: DeprecationWarning only for code in __main__, ImportWarning, ResourceWarning
// and PendingDeprecationWarning not at all, the rest once for each place.
#include "modules/warning_text.h"

#include "modules/traceback_text.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/frame.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/code_cache.h"
#include "vm/interpreter.h"

namespace vitrine {

namespace {

struct Place {
  std::string fileName;
  int32_t line = 0;
  std::string module;
  Ref globals;  // may be NULL
};

/// Our `warnings` module, where the program has it; NULL else. Borrowed.
Value warningsModule() {
  Ref name = intern("warnings");
  return root().modules ? dictGetName(Value::reference(root().modules), name) : Value();
}

/// warnings.warn_explicit(message, category, filename, lineno, module, registry).
Result<void> throughModule(Vm& vm, Value module, TypeId category, const std::string& message, const Place& place, Value registry,
                           Value source = none()) {
  Ref text = TRY(newStr(vm, message)), file = TRY(newStr(vm, place.fileName)), name = TRY(newStr(vm, place.module));
  Ref function = intern("warn_explicit");
  (void)TRY(callMethod(vm, module, function, {text, valueOf(typeCell(category)), file, Value::integer(place.line), name, registry, none(), source}));
  return {};
}

bool ignoredByDefault(TypeId category, const Place& place) {
  switch (category) {
    case TypeId::kDeprecationWarning: return place.module != "__main__";
    case TypeId::kPendingDeprecationWarning:
    case TypeId::kImportWarning:
    case TypeId::kResourceWarning: return true;
    default: return false;
  }
}

/// The __warningregistry__ of the place, made where there is none; NULL where there is no place for one.
Result<Value> registryOf(Vm& vm, const Place& place) {
  if (!place.globals) return Value();
  Ref name = intern("__warningregistry__");
  Value found = dictGetName(place.globals, name);
  if (found && isDict(found)) return found;
  Ref made = newDict();
  TRY(dictSetName(vm, place.globals, name, made));
  return dictGetName(place.globals, name);
}

/// Whether the registry knows the warning already; enters it.
Result<bool> seenBefore(Vm& vm, Value registry, TypeId category, const std::string& message, int32_t line) {
  Ref text = TRY(newStr(vm, message));
  Ref key = TRY(newTuple(vm, {text, valueOf(typeCell(category)), Value::integer(line)}));
  if (TRY(dictGet(vm, registry, key))) return true;
  TRY(dictSet(vm, registry, key, Value::boolean(true)));
  return false;
}

void show(Vm& vm, TypeId category, const std::string& message, const Place& place) {
  std::string text = place.fileName + ":" + std::to_string(place.line) + ": " + typeRow(category).name + ": " + message + "\n";
  traceback::SourceLines sources;
  std::string line = traceback::narrow(sources.line(place.fileName, place.line));
  line.erase(0, line.find_first_not_of(" \t\f"));
  if (!line.empty()) text += "  " + line + "\n";
  writeErrorText(vm, text);
}

}  // namespace

Result<void> warnSyntax(Vm& vm, const syntax::SyntaxWarning& warning, const std::string& fileName, std::string_view) {
  Place place{fileName, warning.range.line, fileName, Ref()};
  if (Value module = warningsModule()) {
    auto result = throughModule(vm, module, TypeId::kSyntaxWarning, warning.message, place, none());
    if (result.ok() || vm.abandoned || !vm.pendingIs(TypeId::kSyntaxWarning)) return result;
    vm.clearPending();
    return vm.raise(TypeId::kSyntaxError, "%s", warning.message.c_str());
  }
  show(vm, TypeId::kSyntaxWarning, warning.message, place);
  return {};
}

namespace {

enum class Standing { kRuns, kHasRun };  // the frame's instruction is the one that warns, or comes after it

Place placeOf(Frame* frame, Standing standing) {
  Place place{"sys", 1, "sys", Ref()};
  if (!frame) return place;
  uint32_t instruction = frame->instruction - (standing == Standing::kHasRun && frame->instruction ? 1 : 0);
  place.fileName = utf8Of(Value::reference(codeOf(frame)->fileName));
  place.line = lineAt(codeOf(frame), byteOffsetOf(codeOf(frame), instruction));
  place.globals = Ref::share(Value::reference(frame->globals));
  Value name = dictGetName(place.globals, nameOf(Name::kName));
  place.module = name && isStr(name) ? utf8Of(name) : "<unknown>";
  return place;
}

}  // namespace

Result<void> warn(Vm& vm, TypeId category, const std::string& message, uint32_t stackLevel) {
  Place place = placeOf(pythonFrame(stackLevel ? stackLevel - 1 : 0), Standing::kRuns);
  Value registry = TRY(registryOf(vm, place));
  if (Value module = warningsModule()) return throughModule(vm, module, category, message, place, registry ? registry : none());
  if (ignoredByDefault(category, place)) return {};
  if (registry && TRY(seenBefore(vm, registry, category, message, place.line))) return {};
  show(vm, category, message, place);
  return {};
}

Result<void> warnUnawaited(Vm& vm, const std::string& message, Value awaitable) {
  constexpr TypeId kCategory = TypeId::kRuntimeWarning;
  Place place = placeOf(pythonFrame(0), Standing::kHasRun);
  Value registry = TRY(registryOf(vm, place));
  if (Value module = warningsModule()) return throughModule(vm, module, kCategory, message, place, registry ? registry : none(), awaitable);
  if (registry && TRY(seenBefore(vm, registry, kCategory, message, place.line))) return {};
  show(vm, kCategory, message, place);
  writeErrorText(vm, "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n");
  return {};
}

}  // namespace vitrine
