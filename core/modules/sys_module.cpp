// The module sys: its table and its constants. What is a struct sequence or a class of its own is made by the prelude
// (sys_values.py). CPython: Python/sysmodule.c; the values are those of 3.14 on 64-bit Linux (R7).
#include "modules/sys_module.h"

#include "modules/registry.h"
#include "modules/std_module_names.h"
#include "modules/text_stream.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine::sys {

namespace {

Result<Ref> getDefaultEncoding(Vm&, Args) { return intern("utf-8"); }
Result<Ref> getFileSystemErrors(Vm&, Args) { return intern("surrogateescape"); }
Result<Ref> returnNone(Vm&, Args) { return noneRef(); }
Result<Ref> returnFalse(Vm&, Args) { return boolRef(false); }
Result<Ref> returnTrue(Vm&, Args) { return boolRef(true); }
Result<Ref> returnZero(Vm&, Args) { return intRef(0); }

Result<Ref> internText(Vm& vm, Args args) {
  if (!isExactly(args[0], TypeId::kStr)) {
    if (isStr(args[0])) return vm.raiseTypeErrorFor("can't intern %s", args[0]);
    return vm.raiseTypeErrorFor("intern() argument must be str, not %s", args[0]);
  }
  return internValue(args[0]);
}
Result<Ref> isInterned(Vm& vm, Args args) {
  if (!isStr(args[0])) return vm.raiseTypeErrorFor("_is_interned() argument must be str, not %s", args[0]);
  return boolRef(cellOf<StrCell>(args[0])->interned);
}

Value ownNamespace() { return moduleDict(Value::reference(root().sysModule)); }

/// A setting without effect on this machine, kept where its getter finds it.
Result<Ref> keep(Vm& vm, const char* name, Value value) {
  Ref key = intern(name);
  TRY(dictSetName(vm, ownNamespace(), key, value));
  return noneRef();
}
Ref kept(const char* name) {
  Ref key = intern(name);
  Value value = dictGetName(ownNamespace(), key);
  return value ? Ref::share(value) : noneRef();
}

Result<Ref> getSwitchInterval(Vm&, Args) {
  Ref value = kept("_switch_interval");
  return isNone(value) ? newFloat(0.005) : std::move(value);
}
Result<Ref> setSwitchInterval(Vm& vm, Args args) {
  double seconds = TRY(toDouble(vm, args[0]));
  if (!(seconds > 0)) return vm.raise(TypeId::kValueError, "switch interval must be strictly positive");
  Ref value = newFloat(seconds);
  return keep(vm, "_switch_interval", value);
}
Result<Ref> getMaxDigits(Vm&, Args) {
  Ref value = kept("_int_max_str_digits");
  return isNone(value) ? intRef(4300) : std::move(value);
}
Result<Ref> setMaxDigits(Vm& vm, Args args) {
  int64_t digits = TRY(toIndex64(vm, args[0], IndexOverflow::kRaise, TypeId::kOverflowError));
  if (digits != 0 && digits < 640) return vm.raise(TypeId::kValueError, "maxdigits must be >= 640 or 0 for unlimited");
  return keep(vm, "_int_max_str_digits", args[0]);
}
Result<Ref> getTrace(Vm&, Args) { return kept("_trace"); }
Result<Ref> setTrace(Vm& vm, Args args) { return keep(vm, "_trace", args[0]); }
Result<Ref> getProfile(Vm&, Args) { return kept("_profile"); }
Result<Ref> setProfile(Vm& vm, Args args) { return keep(vm, "_profile", args[0]); }
Result<Ref> getAsyncgenHooks(Vm& vm, Args) { return tailCallPrelude(vm, "get_asyncgen_hooks", {}); }
Result<Ref> setAsyncgenHooks(Vm& vm, Args args) {
  if (args[0]) (void)TRY(keep(vm, "_asyncgen_firstiter", args[0]));
  if (args[1]) (void)TRY(keep(vm, "_asyncgen_finalizer", args[1]));
  return noneRef();
}

const NativeMethod kFunctions[] = {
    {"exc_info", "()", excInfo},
    {"exception", "()", exception},
    {"exit", "(status=None, /)", exit},
    {"getrecursionlimit", "()", getRecursionLimit},
    {"setrecursionlimit", "(limit, /)", setRecursionLimit},
    {"getrefcount", "(object, /)", getRefCount},
    {"getsizeof", "(object, default=None)", getSizeOf},
    {"_getframe", "(depth=0, /)", getFrame},
    {"_getframemodulename", "(depth=0)", getFrameModuleName},
    {"intern", "(string, /)", internText},
    {"_is_interned", "(string, /)", isInterned},
    {"displayhook", "(object, /)", displayHook},
    {"excepthook", "(exctype, value, traceback, /)", exceptHook},
    {"unraisablehook", "(unraisable, /)", unraisableHook},
    {"breakpointhook", "(*args, **kwargs)", breakpointHook},
    {"getdefaultencoding", "()", getDefaultEncoding},
    {"getfilesystemencoding", "()", getDefaultEncoding},
    {"getfilesystemencodeerrors", "()", getFileSystemErrors},
    {"getswitchinterval", "()", getSwitchInterval},
    {"setswitchinterval", "(interval, /)", setSwitchInterval},
    {"get_int_max_str_digits", "()", getMaxDigits},
    {"set_int_max_str_digits", "(maxdigits)", setMaxDigits},
    {"gettrace", "()", getTrace},
    {"settrace", "(function, /)", setTrace},
    {"getprofile", "()", getProfile},
    {"setprofile", "(function, /)", setProfile},
    {"get_asyncgen_hooks", "()", getAsyncgenHooks},
    {"set_asyncgen_hooks", "(firstiter=None, finalizer=None)", setAsyncgenHooks},
    {"get_coroutine_origin_tracking_depth", "()", returnZero},
    {"set_coroutine_origin_tracking_depth", "(depth)", returnNone},
    {"is_finalizing", "()", returnFalse},
    {"_is_gil_enabled", "()", returnTrue},
    {"audit", "(event, /, *args)", returnNone},
    {"addaudithook", "(hook)", returnNone},
    {"_clear_internal_caches", "()", returnNone},
    {"_clear_type_cache", "()", returnNone},
    {"getallocatedblocks", "()", returnZero},
};

Result<Ref> textList(Vm& vm, std::initializer_list<const char*> texts) {
  Ref list = TRY(newList(vm));
  for (const char* text : texts) TRY(listAppendOwned(vm, list, TRY(newStr(vm, text))));
  return list;
}

Result<void> setTexts(Vm& vm, Value module) {
  constexpr std::pair<const char*, const char*> kTexts[] = {
      {"version", "3.14.2 (vitrine 0.1.0) [C++20]"},
      {"platform", "linux"},
      {"byteorder", "little"},
      {"float_repr_style", "short"},
      {"copyright", "Vitrine is distributed under the MIT licence."},
      {"executable", ""},
      {"_base_executable", ""},
      {"prefix", "/usr"},
      {"exec_prefix", "/usr"},
      {"base_prefix", "/usr"},
      {"base_exec_prefix", "/usr"},
      {"platlibdir", "lib"},
      {"abiflags", ""},
  };
  for (auto [name, text] : kTexts) TRY(setMember(vm, module, name, TRY(newStr(vm, text))));
  return {};
}

Result<void> setNumbers(Vm& vm, Value module) {
  TRY(setMember(vm, module, "maxsize", TRY(newInt(vm, INT64_MAX))));
  TRY(setMember(vm, module, "maxunicode", intRef(0x10FFFF)));
  TRY(setMember(vm, module, "hexversion", intRef(0x030E02F0)));
  TRY(setMember(vm, module, "api_version", intRef(1013)));
  TRY(setMember(vm, module, "dont_write_bytecode", boolRef(true)));
  return {};
}

Result<void> setContainers(Vm& vm, Value module) {
  TRY(setMember(vm, module, "modules", Ref::share(Value::reference(root().modules))));
  TRY(setMember(vm, module, "path", TRY(textList(vm, {""}))));
  TRY(setMember(vm, module, "argv", TRY(textList(vm, {""}))));
  TRY(setMember(vm, module, "orig_argv", TRY(textList(vm, {""}))));
  for (const char* name : {"meta_path", "path_hooks", "warnoptions"}) TRY(setMember(vm, module, name, TRY(newList(vm))));
  for (const char* name : {"path_importer_cache", "_xoptions"}) TRY(setMember(vm, module, name, newDict()));
  TRY(setMember(vm, module, "pycache_prefix", noneRef()));
  return {};
}

Result<void> setBuiltinModuleNames(Vm& vm, Value module) {
  Ref names = TRY(newList(vm));
  for (uint32_t i = 0; kNativeModules[i]; ++i)
    if (std::string_view(kNativeModules[i]->name).rfind("_prelude.", 0) != 0) TRY(listAppendOwned(vm, names, intern(kNativeModules[i]->name)));
  for (std::string_view name : ownNativeNames()) TRY(listAppendOwned(vm, names, intern(name)));
  return setMember(vm, module, "builtin_module_names", TRY(tupleFrom(vm, names)));
}

Result<void> setStandardModuleNames(Vm& vm, Value module) {
  Ref names = newFrozenSet();
  for (const char* name : kStandardModules) {
    Ref text = intern(name);
    TRY(setAdd(vm, names, text));
  }
  return setMember(vm, module, "stdlib_module_names", std::move(names));
}

Result<void> populate(Vm& vm, Value module) {
  TRY(setStandardModuleNames(vm, module));
  TRY(setTexts(vm, module));
  TRY(setNumbers(vm, module));
  TRY(setContainers(vm, module));
  TRY(setBuiltinModuleNames(vm, module));
  constexpr const char* kStreams[] = {"stdin", "stdout", "stderr"};
  for (int i = 0; i < 3; ++i) {
    Ref stream = newTextStream(i);
    TRY(setMember(vm, module, kStreams[i], stream.share()));
    TRY(setMember(vm, module, (std::string("__") + kStreams[i] + "__").c_str(), std::move(stream)));
  }
  for (const char* name : {"displayhook", "excepthook", "unraisablehook", "breakpointhook"}) {
    Ref key = intern(name);
    TRY(setMember(vm, module, (std::string("__") + name + "__").c_str(), Ref::share(dictGetName(moduleDict(module), key))));
  }
  return {};
}

}  // namespace
}  // namespace vitrine::sys

namespace vitrine {
extern const NativeModule kSysModule = {
    "sys", sys::kFunctions, sys::populate,
    "This module provides access to some objects used or maintained by the interpreter and to functions that interact "
    "strongly with it."};
}
