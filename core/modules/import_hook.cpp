// See import_hook.h.
#include "modules/import_hook.h"

#include "modules/prelude_helpers.h"
#include "modules/registry.h"
#include "modules/source.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/host.h"
#include "vm/interpreter.h"

namespace vitrine {

namespace {

Value modules() { return Value::reference(root().modules); }

/// Whether a module must be looked at by the prelude: it is being imported, or has submodules that a from list may name.
bool isSimple(Value module) { return isExactly(module, TypeId::kModule) && !dictGetName(moduleDict(module), nameOf(Name::kPath)); }

/// The whole answer from sys.modules, or exhausted().
Result<Ref> fromModules(Vm& vm, Value name, Value fromList) {
  Value module = TRY(dictGet(vm, modules(), name));
  if (!module || isNone(module)) return exhausted();
  bool plain = !fromList || isNone(fromList) || !TRY(truth(vm, fromList));
  if (!plain) return isSimple(module) ? Ref::share(module) : exhausted();
  std::string text = utf8Of(name);
  size_t dot = text.find('.');
  if (dot == std::string::npos) return Ref::share(module);
  Ref top = TRY(newStr(vm, text.substr(0, dot)));
  Value package = TRY(dictGet(vm, modules(), top));
  return package && !isNone(package) ? Ref::share(package) : exhausted();
}

}  // namespace

Result<Ref> importName(Vm& vm, Value name, Value globals, Value fromList, Value level) {
  if (!isStr(name)) return vm.raise(TypeId::kTypeError, "module name must be a string");
  int64_t depth = TRY(toIndex64(vm, level, IndexOverflow::kRaise, TypeId::kOverflowError));
  if (depth < 0) return vm.raise(TypeId::kValueError, "level must be >= 0");
  if (depth == 0) {
    if (!cellOf<StrCell>(name)->length) return vm.raise(TypeId::kValueError, "Empty module name");
    Ref found = TRY(fromModules(vm, name, fromList));
    if (!isExhausted(found)) return found;
  }
  return tailCallPrelude(vm, "import_name", {name, globals ? globals : none(), fromList ? fromList : none(), level});
}

Result<Ref> importNative(Vm& vm, std::string_view name) {
  Ref key = intern(name);
  if (Value module = dictGetName(modules(), key); module && !isNone(module)) return Ref::share(module);
  int32_t index = nativeModuleIndex(name);
  if (index < 0) return exhausted();
  Ref module = TRY(makeNativeModule(vm, uint32_t(index)));
  TRY(dictSetName(vm, modules(), key, module));
  return module;
}

namespace {

Result<Ref> importedModules(Vm&, Args) { return Ref::share(modules()); }

/// _native_module(name): made and entered, or None.
Result<Ref> nativeModuleHelper(Vm& vm, Args args) {
  std::string name = utf8Of(args[0]);
  if (name.rfind("_prelude.", 0) == 0) return noneRef();
  Ref module = TRY(importNative(vm, name));
  return isExhausted(module) ? noneRef() : std::move(module);
}

/// _is_native(name): whether _native_module would make it.
Result<Ref> isNative(Vm&, Args args) {
  std::string name = utf8Of(args[0]);
  return boolRef(name.rfind("_prelude.", 0) != 0 && nativeModuleIndex(name) >= 0);
}

/// _own_source(name): the text of one of our own modules in Python, or None.
Result<Ref> ownSource(Vm& vm, Args args) {
  std::string_view text = ownModuleText(utf8Of(args[0]));
  return text.empty() ? noneRef() : newBytes(vm, text);
}

/// _library_file(path): the bytes of a file the host has, or None; waits for it.
Result<Ref> libraryFile(Vm& vm, Args args) {
  std::string bytes;
  Answer answer = host ? host->libraryFile(utf8Of(args[0]), &bytes) : Answer::kEnded;
  if (answer == Answer::kNotYet) return suspend(vm, RunStatus::kNeedsResource);
  return answer == Answer::kEnded ? noneRef() : newBytes(vm, bytes);
}

/// _compile_module(source, file name, whether its frames are hidden).
Result<Ref> compileModule(Vm& vm, Args args) {
  CompileOptions options;
  options.fileName = utf8Of(args[1]);
  std::string source(cellOf<BytesCell>(args[0])->view());
  return compileText(vm, source, options, args[2] == Value::boolean(true) ? uint32_t(kTraitHidden) : 0);
}

Result<Ref> newModuleHelper(Vm& vm, Args args) { return newModule(vm, args[0]); }

const NativeMethod kHelpers[] = {
    {"_imported_modules", "()", importedModules},
    {"_native_module", "(name, /)", nativeModuleHelper},
    {"_is_native", "(name, /)", isNative},
    {"_own_source", "(name, /)", ownSource},
    {"_library_file", "(path, /)", libraryFile},
    {"_compile_module", "(source, name, hidden=False, /)", compileModule},
    {"_new_module", "(name, /)", newModuleHelper},
};

}  // namespace

/// The module _import_machinery: the prelude's importing functions for our _frozen_importlib.
static Result<void> exposeMachinery(Vm& vm, Value module) {
  for (const char* name : {"ModuleSpec", "SourceFileLoader", "BuiltinImporter", "FrozenImporter", "find_and_load", "find_spec", "find_in_path",
                           "import_submodules", "resolve_name", "module_from_spec", "load_from_spec", "exec_again", "_library_file", "_is_native"}) {
    Ref key = intern(name);
    Value value = TRY(preludeMember(vm, key));
    if (value) TRY(setMember(vm, module, name, Ref::share(value)));
  }
  return {};
}

extern const NativeModule kImportMachineryModule = {"_import_machinery", {}, exposeMachinery};
extern const NativeModule kPreludeImportModule = {"_prelude.import", kHelpers};

}  // namespace vitrine
