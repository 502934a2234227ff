// See boot.h. Types and modules first, then what sys, builtins and the specs of both get from the prelude.
#include "modules/boot.h"

#include <cstdio>

#include "modules/import_hook.h"
#include "modules/prelude.h"
#include "modules/registry.h"
#include "modules/source.h"
#include "modules/sys_module.h"
#include "modules/traceback_text.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/native_boot.h"
#include "objects/str.h"

namespace vitrine {

namespace {

/// Calls a function of the prelude that finishes a namespace.
Result<void> setUp(Vm& vm, const char* function, Value argument) {
  Ref name = intern(function);
  Ref callee = Ref::share(TRY(preludeMember(vm, name)));
  (void)TRY(call(vm, callee, {argument}));
  return {};
}

Result<void> boot(Vm& vm) {
  root().modules = newDict().release().offset();
  Ref builtins = TRY(importNative(vm, "builtins"));
  root().builtins = cellOf<ModuleCell>(builtins)->dict;
  incrementAt(root().builtins);
  root().sysModule = TRY(importNative(vm, "sys")).release().offset();
  TRY(startPrelude(vm));
  TRY(setUp(vm, "set_up_sys", Value::reference(root().sysModule)));
  TRY(setUp(vm, "set_up_site", Value::reference(root().builtins)));
  TRY(setUp(vm, "set_up_spec", Value::reference(root().sysModule)));
  TRY(setUp(vm, "set_up_spec", builtins));
  return {};
}

}  // namespace

void startMachine(Vm& vm) {
  bootObjects(vm);
  startInterpreter(vm);
  sys::installHooks();
  bool booted = boot(vm).ok();
  if (!booted && vm.hasPending()) {
    Ref exception = vm.takePending();
    std::fputs(exceptionText(vm, exception).c_str(), stderr);
  }
  CHECK(booted && !vm.hasPending());
  root().instructionCount = root().userInstructionCount = 0;
}

Result<void> startProgramCode(Vm& vm, Value code, const std::string& fileName) {
  Ref module = TRY(newModule(vm, nameOf(Name::kMain)));
  Value dict = moduleDict(module);
  Ref file = TRY(newStr(vm, fileName));
  TRY(dictSetName(vm, dict, nameOf(Name::kFile), file));
  TRY(dictSetName(vm, dict, nameOf(Name::kCached), none()));
  Ref name = intern("builtins");
  TRY(dictSetName(vm, dict, nameOf(Name::kBuiltins), dictGetName(Value::reference(root().modules), name)));
  TRY(dictSetName(vm, Value::reference(root().modules), nameOf(Name::kMain), module));
  root().mainModule = module.release().offset();
  return enterModule(vm, code, dict, dict);
}

Result<void> startProgram(Vm& vm, std::string_view source, const std::string& fileName) {
  CompileOptions options;
  options.fileName = fileName;
  Ref code = TRY(compileText(vm, source, options));
  return startProgramCode(vm, code, fileName);
}

Result<void> setArguments(Vm& vm, std::span<const std::string> arguments) {
  Ref list = TRY(newList(vm));
  for (const std::string& argument : arguments) TRY(listAppendOwned(vm, list, TRY(newStr(vm, argument))));
  return setMember(vm, Value::reference(root().sysModule), "argv", std::move(list));
}

}  // namespace vitrine
