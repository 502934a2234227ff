// _typing: what Lib/typing.py takes from native code, and what prelude/generics.py needs (CPython: Modules/_typingmodule.c).
#include "modules/prelude_helpers.h"
#include "modules/registry.h"
#include "objects/dict.h"
#include "objects/protocol.h"
#include "objects/str.h"

namespace vitrine {
namespace {

Result<Ref> identity(Vm&, Args args) { return Ref::share(args[0]); }

Result<Ref> fromPrelude(Vm& vm, const char* name) {
  Ref key = intern(name);
  Value found = TRY(preludeMember(vm, key));
  if (!found) return vm.raise(TypeId::kNotImplementedError, "the prelude has no %s", name);
  return Ref::share(found);
}

Result<void> populate(Vm& vm, Value module) {
  for (TypeId id : {TypeId::kTypeVar, TypeId::kParamSpec, TypeId::kTypeVarTuple, TypeId::kParamSpecArgs, TypeId::kParamSpecKwargs,
                    TypeId::kTypeAliasType, TypeId::kGeneric})
    TRY(setMember(vm, module, typeRow(id).name, Ref::share(typeCell(id))));
  TRY(setMember(vm, module, "NoDefault", Ref::share(noDefault())));
  return setMember(vm, module, "Union", TRY(fromPrelude(vm, "Union")));
}

const NativeMethod kFunctions[] = {{"_idfunc", "($module, x, /)", identity}};

// --- for the prelude -----------------------------------------------------------------------------------------------------------

/// _loaded_typing(): the module typing where the program has imported it, else None.
Result<Ref> loadedTyping(Vm&, Args) {
  Value found = root().modules ? dictGetName(Value::reference(root().modules), nameOf(Name::kTyping)) : Value();
  return found ? Ref::share(found) : noneRef();
}
Result<Ref> noDefaultHelper(Vm&, Args) { return Ref::share(noDefault()); }

const NativeMethod kHelpers[] = {{"_loaded_typing", "()", loadedTyping}, {"_no_default", "()", noDefaultHelper}};

}  // namespace

extern const NativeModule kTypingModule = {"_typing", kFunctions, populate, "Primitives and accelerators for the typing module."};
extern const NativeModule kPreludeGenericsModule = {"_prelude.generics", kHelpers};

}  // namespace vitrine
