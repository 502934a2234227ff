// See registry.h.
#include "modules/registry.h"

#include <iterator>

#include "objects/dict.h"
#include "objects/function.h"
#include "objects/module.h"
#include "objects/str.h"

namespace vitrine {

const NativeModule* const kNativeModules[] = {
#define MODULE(id) &k##id##Module,
#include "modules/modules.def"
#undef MODULE
    nullptr};

namespace {

struct OwnModule {
  std::string_view name, text, defines;
};
const OwnModule kOwnModules[] = {
#include "library_sources.inc"
    {{}, {}, {}}};

}  // namespace

int32_t nativeModuleIndex(std::string_view name) {
  for (int32_t i = 0; kNativeModules[i]; ++i)
    if (kNativeModules[i]->name == name) return i;
  return -1;
}

std::string_view ownModuleText(std::string_view name) {
  for (const OwnModule& own : kOwnModules)
    if (!own.name.empty() && own.name == name) return own.text;
  return {};
}

std::vector<std::string_view> ownNativeNames() {
  std::vector<std::string_view> names;
  for (const OwnModule& own : kOwnModules) {
    bool underscored = own.name.size() > 1 && own.name[0] == '_' && own.name[1] != '_';
    if (own.name == "posix" || (underscored && own.name.rfind("_frozen_importlib", 0) != 0)) names.push_back(own.name);
  }
  return names;
}

Result<void> setMember(Vm& vm, Value module, const char* name, Ref value) {
  Ref key = intern(name);
  return dictSetName(vm, moduleDict(module), key, value);
}

Result<void> defineFunctions(Vm& vm, uint32_t index, Value dict, Value module) {
  auto functions = kNativeModules[index]->functions;
  for (uint32_t row = 0; row < functions.size(); ++row) {
    Ref function = newBuiltinFunction(moduleFunctionIndex(index, row), Value(), module);
    Ref key = intern(functions[row].name);
    TRY(dictSetName(vm, dict, key, function));
  }
  return {};
}

Result<Ref> makeNativeModule(Vm& vm, uint32_t index) {
  const NativeModule& native = *kNativeModules[index];
  Ref name = intern(native.name);
  Ref module = TRY(newModule(vm, name));
  Value dict = moduleDict(module);
  TRY(dictSetName(vm, dict, nameOf(Name::kName), name));
  Ref doc = native.doc ? TRY(newStr(vm, native.doc)) : noneRef();
  TRY(dictSetName(vm, dict, nameOf(Name::kDoc), doc));
  Ref package = intern("");
  TRY(dictSetName(vm, dict, nameOf(Name::kPackage), package));
  TRY(dictSetName(vm, dict, nameOf(Name::kLoader), none()));
  TRY(dictSetName(vm, dict, nameOf(Name::kSpec), none()));
  TRY(defineFunctions(vm, index, dict, name));
  if (native.populate) TRY(native.populate(vm, module));
  return module;
}

}  // namespace vitrine
