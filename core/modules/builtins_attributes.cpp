// builtins about objects as such: attributes, texts, identity, classes. CPython: Python/bltinmodule.c. A special method in Python
// runs as an ordinary frame, with what must be true of its result checked behind it (ResultCheck).
#include "modules/builtins.h"

#include "objects/dict.h"
#include "objects/instance.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "vm/interpreter.h"

namespace vitrine::builtins {

Result<Ref> repr(Vm& vm, Args args) {
  if (!definesInPython(args[0], Dunder::kRepr)) return vitrine::repr(vm, args[0]);
  return tailCallDunder(vm, args[0], Dunder::kRepr, {}, ResultCheck::kRepr);
}

Result<Ref> ascii(Vm& vm, Args args) { return vitrine::ascii(vm, args[0]); }

/// values: value, format_spec.
Result<Ref> format(Vm& vm, Args args) {
  Value spec = args.has(1) ? args[1] : nameOf(Name::kEmpty);
  if (!isStr(spec)) return vm.raise(TypeId::kTypeError, "format() argument 2 must be str, not %s", argumentTypeName(spec).c_str());
  if (!definesInPython(args[0], Dunder::kFormat)) return vitrine::format(vm, args[0], spec);
  return tailCallDunder(vm, args[0], Dunder::kFormat, {spec}, ResultCheck::kFormat);
}

Result<Ref> hash(Vm& vm, Args args) { return newInt(vm, TRY(vitrine::hash(vm, args[0]))); }

Result<Ref> id(Vm& vm, Args args) {
  if (args[0].isReference()) return newInt(vm, int64_t(args[0].offset()));
  return newIntUnsigned(vm, args[0].bits());
}

Result<Ref> callable(Vm&, Args args) { return boolRef(isCallable(args[0])); }
Result<Ref> isInstance(Vm& vm, Args args) { return boolRef(TRY(isInstanceOf(vm, args[0], args[1]))); }
Result<Ref> isSubclass(Vm& vm, Args args) { return boolRef(TRY(isSubclassOf(vm, args[0], args[1]))); }

namespace {

Result<void> checkName(Vm& vm, Value name) {
  if (isStr(name)) return {};
  return vm.raiseTypeErrorFor("attribute name must be string, not '%s'", name);
}

}  // namespace

/// values: object, name, default.
Result<Ref> getAttr(Vm& vm, Args args) {
  TRY(checkName(vm, args[1]));
  if (!args.has(2)) return getAttribute(vm, args[0], args[1]);
  Ref found = TRY(findAttribute(vm, args[0], args[1]));
  return isExhausted(found) ? Ref::share(args[2]) : std::move(found);
}
Result<Ref> hasAttr(Vm& vm, Args args) {
  TRY(checkName(vm, args[1]));
  Ref found = TRY(findAttribute(vm, args[0], args[1]));
  return boolRef(!isExhausted(found));
}
Result<Ref> setAttr(Vm& vm, Args args) {
  TRY(checkName(vm, args[1]));
  Ref name = internValue(args[1]);
  TRY(setAttribute(vm, args[0], name, args[2]));
  return noneRef();
}
Result<Ref> delAttr(Vm& vm, Args args) {
  TRY(checkName(vm, args[1]));
  TRY(setAttribute(vm, args[0], args[1], Value()));
  return noneRef();
}

Result<Ref> dir(Vm& vm, Args args) {
  if (!args.has(0)) {
    Ref names = TRY(currentLocals(vm));
    return tailCallPrelude(vm, "sorted_list", {names, none(), Value::boolean(false)});
  }
  Value method = lookupOnType(typeOf(args[0]), nameOf(Name::kDir));
  Ref held = Ref::share(method);
  Ref bound = TRY(bindDescriptor(vm, held, args[0], valueOf(typeOf(args[0]))));
  return tailCallPrelude(vm, "dir_of", {bound});
}

Result<Ref> vars(Vm& vm, Args args) {
  if (!args.has(0)) return currentLocals(vm);
  Ref dict = TRY(findAttribute(vm, args[0], nameOf(Name::kDict)));
  if (isExhausted(dict)) return vm.raise(TypeId::kTypeError, "vars() argument must have __dict__ attribute");
  return dict;
}

}  // namespace vitrine::builtins
