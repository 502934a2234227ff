// What prelude/objects.py, output.py and exec need natively: questions about types, texts, running code.
#include "modules/builtins.h"
#include "modules/prelude_helpers.h"
#include "modules/text_stream.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "vm/calls.h"
#include "vm/interpreter.h"

namespace vitrine {
namespace {

Result<Ref> isStrHelper(Vm&, Args args) { return boolRef(isStr(args[0])); }
Result<Ref> typeNameHelper(Vm& vm, Args args) { return newStr(vm, typeName(args[0])); }

/// _text_of(v): str(v), by a frame where __str__ or __repr__ is written in Python.
Result<Ref> textOfHelper(Vm& vm, Args args) {
  TypeCell* type = typeOf(args[0]);
  bool ownStr = type->definesInPython(Dunder::kStr);
  bool strIsRepr = slotsOf(type).str == slotsOf(typeCell(TypeId::kObject)).str;
  if (ownStr || (strIsRepr && type->definesInPython(Dunder::kRepr))) {
    return tailCallDunder(vm, args[0], ownStr ? Dunder::kStr : Dunder::kRepr, {}, ownStr ? ResultCheck::kStr : ResultCheck::kRepr);
  }
  return str(vm, args[0]);
}

Result<Ref> sysMemberHelper(Vm& vm, Args args) {
  Value found = sysMember(utf8Of(args[0]).c_str());
  if (!found) return vm.raise(TypeId::kRuntimeError, "lost sys.%s", utf8Of(args[0]).c_str());
  return Ref::share(found);
}

/// _run_code(code, globals, locals): runs it in a frame of its own; its result.
Result<Ref> runCode(Vm& vm, Args args) {
  if (!dictGetName(args[1], nameOf(Name::kBuiltins)))
    TRY(dictSetName(vm, args[1], nameOf(Name::kBuiltins), Value::reference(root().builtins)));
  return startCode(vm, args[0], args[1], args[2]);
}

/// _run_closure(function, locals): runs the function's code over its cells, without arguments, its names in `locals`; its result.
Result<Ref> runClosure(Vm& vm, Args args) {
  auto* function = cellOf<FunctionCell>(args[0]);
  auto* code = at<CodeCell>(function->code);
  if (!runsAtOnce(code)) return startBody(vm, args[0], args[1]);
  TRY(enterCode(vm, code, function, Value(), Value(), args[1]));
  return Ref::steal(Value::token(kTokenFrameEntered));
}

Result<Ref> sysNamespace(Vm&, Args) { return Ref::share(moduleDict(Value::reference(root().sysModule))); }

/// _machine_type(name): a builtin type that has no name in builtins.
Result<Ref> machineType(Vm& vm, Args args) {
  std::string name = utf8Of(args[0]);
  for (uint16_t i = 0; i < uint16_t(TypeId::kCount); ++i)
    if (name == typeRow(TypeId(i)).name) return Ref::share(typeCell(TypeId(i)));
  return vm.raise(TypeId::kNameError, "no builtin type %s", name.c_str());
}

/// _is_plain_object(v): whether its state is all in its __dict__ and __slots__.
Result<Ref> isPlainObject(Vm&, Args args) { return boolRef(TypeId(typeOf(args[0])->native) == TypeId::kObject); }

const NativeMethod kHelpers[] = {
    {"_is_str", "(v, /)", isStrHelper},
    {"_type_name", "(v, /)", typeNameHelper},
    {"_text_of", "(v, /)", textOfHelper},
    {"_sys_member", "(name, /)", sysMemberHelper},
    {"_sys_namespace", "()", sysNamespace},
    {"_machine_type", "(name, /)", machineType},
    {"_is_plain_object", "(v, /)", isPlainObject},
    {"_run_code", "(code, globals, locals, /)", runCode},
    {"_run_closure", "(function, locals, /)", runClosure},
};

}  // namespace

extern const NativeModule kPreludeObjectsModule = {"_prelude.objects", kHelpers};

}  // namespace vitrine
