// See prelude.h. The namespace holds a copy of the builtins (also as its __builtins__), so that a program which changes `builtins` does
// not change the machine. What is loaded is what the namespace has: there is no other state, so a checkpoint's bytes are enough.
#include "modules/prelude.h"

#include "modules/registry.h"
#include "modules/source.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/module.h"
#include "objects/str.h"
#include "vm/interpreter.h"
#include "vm/machine.h"

namespace vitrine {

namespace {

struct PreludePart {
  const char* name;
  const char* text;
  std::string_view defines;  // " name name "
};
const PreludePart kParts[] = {
#include "prelude_sources.inc"
};

const PreludePart* partDefining(std::string_view name) {
  const std::string word = " " + std::string(name) + " ";
  for (const PreludePart& part : kParts)
    if (part.defines.find(word) != std::string_view::npos) return &part;
  return nullptr;
}

Result<void> loadPart(Vm& vm, Value name) {
  const PreludePart* part = partDefining(textOf(name));
  if (!part) return {};
  CompileOptions options;
  options.fileName = std::string("<prelude ") + part->name + ">";
  Ref code = TRY(compileText(vm, part->text, options, kTraitHidden));
  Value prelude = Value::reference(root().prelude);
  TRY(enterModule(vm, code, prelude, prelude));
  (void)TRY(runNested(vm));
  return {};
}

}  // namespace

std::vector<std::string_view> preludeNames() {
  std::vector<std::string_view> names;
  for (const PreludePart& part : kParts) {
    for (std::string_view rest = part.defines.substr(1); !rest.empty(); rest.remove_prefix(rest.find(' ') + 1)) names.push_back(rest.substr(0, rest.find(' ')));
  }
  return names;
}

Result<void> startPrelude(Vm& vm) {
  Ref own = TRY(dictCopy(vm, Value::reference(root().builtins)));
  Ref prelude = TRY(dictCopy(vm, own));
  TRY(dictSetName(vm, prelude, nameOf(Name::kBuiltins), own));
  Ref name = intern("builtins");
  TRY(dictSetName(vm, prelude, nameOf(Name::kName), name));
  for (uint32_t i = 0; kNativeModules[i]; ++i)
    if (std::string_view(kNativeModules[i]->name).rfind("_prelude.", 0) == 0) TRY(defineFunctions(vm, i, prelude, name));
  root().prelude = prelude.release().offset();
  preludeHook = loadPart;
  return {};
}

}  // namespace vitrine
