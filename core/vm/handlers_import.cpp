// Handlers of import statements, and of expressions at the prompt. The import system itself is modules/'s.
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/function.h"
#include "objects/module.h"
#include "objects/names.h"
#include "objects/str.h"
#include "vm/handlers.h"

namespace vitrine {

namespace {

/// Whether `__import__` is the one of builtins, which importHook does the work of.
bool isBuiltinImport(Value function) {
  return importHook && isExactly(function, TypeId::kBuiltinFunction) &&
         std::string_view(nativeMethod(cellOf<BuiltinFunctionCell>(function)->index).name) == "__import__";
}

Value optional(Offset offset) { return offset ? Value::reference(offset) : none(); }

}  // namespace

HANDLER(IMPORT_NAME) {
  Value level = top(frame, 2), fromList = top(frame, 1), name = nameAt(frame, operand);
  Value builtins = Value::reference(frame->builtins);
  Value function = frame->builtins && isDict(builtins) ? dictGetName(builtins, nameOf(Name::kImport)) : Value();
  if (!function) {
    vm.raise(TypeId::kImportError, "__import__ not found");
    return Outcome::kRaised;
  }
  Value globals = Value::reference(frame->globals), locals = optional(frame->locals);
  if (isBuiltinImport(function)) return replaceByCall(frame, 2, importHook(vm, name, globals, locals, fromList, level));
  Ref held = Ref::share(function);
  Value args[] = {name, globals, locals, fromList, level};
  return replaceByCall(frame, 2, startCall(vm, held, Args{args, 5}));
}

namespace {

/// What sys.modules has as a submodule of that name: for circular imports. NULL where there is none.
Result<Ref> findSubmodule(Vm& vm, Value module, Value name) {
  Ref package = TRY(findAttribute(vm, module, nameOf(Name::kName)));
  if (isExhausted(package) || !isStr(package)) return exhausted();
  Ref full = TRY(newStr(vm, utf8Of(package) + "." + utf8Of(name)));
  Value found = dictGetName(Value::reference(root().modules), full);
  return found ? Ref::share(found) : exhausted();
}

std::string textOfAttribute(Vm& vm, Value object, Name name, const char* fallback) {
  auto found = findAttribute(vm, object, nameOf(name));
  if (!found.ok()) {
    vm.clearPending();
    return fallback;
  }
  Ref value = found.take();
  return !isExhausted(value) && isStr(value) ? utf8Of(value) : fallback;
}

void raiseCannotImport(Vm& vm, Value module, Value name) {
  std::string from = textOfAttribute(vm, module, Name::kName, "<unknown module name>");
  std::string file = textOfAttribute(vm, module, Name::kFile, "unknown location");
  std::string where = "'" + from + "'";
  if (isInitializing(module)) where = "partially initialized module " + where + " (most likely due to a circular import)";
  vm.raise(TypeId::kImportError, "cannot import name '%s' from %s (%s)", utf8Of(name).c_str(), where.c_str(), file.c_str());
  if (!vm.pendingIs(TypeId::kImportError)) return;
  auto* error = cellOf<ImportExceptionCell>(vm.pending());
  auto text = newStr(vm, from);
  if (text.ok()) decrement(std::exchange(error->name, text.take().release()));
  decrement(std::exchange(error->nameFrom, Ref::share(name).release()));
}

}  // namespace

HANDLER(IMPORT_FROM) {
  Value module = top(frame), name = nameAt(frame, operand);
  auto found = findAttribute(vm, module, name);
  if (found.ok() && isExhausted(found.value())) found = findSubmodule(vm, module, name);
  if (!found.ok()) return Outcome::kRaised;
  Ref value = found.take();
  if (isExhausted(value)) {
    raiseCannotImport(vm, module, name);
    return Outcome::kRaised;
  }
  push(frame, std::move(value));
  return Outcome::kNext;
}

namespace {

Result<void> bindName(Vm& vm, Frame* frame, Value name, Value value) {
  Value space = Value::reference(frame->locals ? frame->locals : frame->globals);
  return isExactly(space, TypeId::kDict) ? dictSet(vm, space, name, value) : setItem(vm, space, name, value);
}

Raised raiseNoNameForStar(Vm& vm, Value module, Value name, bool listed) {
  std::string from = textOfAttribute(vm, module, Name::kName, "?");
  if (listed) return vm.raise(TypeId::kTypeError, "Item in %s.__all__ must be str, not %s", from.c_str(), typeName(name).c_str());
  return vm.raise(TypeId::kTypeError, "Key in %s.__dict__ must be str, not %s", from.c_str(), typeName(name).c_str());
}

/// Binds each name that `names` gives; without __all__ those that begin with an underscore are passed by.
Result<void> bindAll(Vm& vm, Frame* frame, Value module, Value names, bool listed) {
  Ref iterator = TRY(iterate(vm, names));
  for (;;) {
    Ref name = TRY(next(vm, iterator));
    if (isExhausted(name)) return {};
    if (!isStr(name)) return raiseNoNameForStar(vm, module, name, listed);
    if (!listed && cellOf<StrCell>(name)->length && cellOf<StrCell>(name)->at(0) == '_') continue;
    Ref value = TRY(getAttribute(vm, module, name));
    TRY(bindName(vm, frame, name, value));
  }
}

Result<void> importStar(Vm& vm, Frame* frame, Value module) {
  Ref listed = TRY(findAttribute(vm, module, nameOf(Name::kAll)));
  if (!isExhausted(listed)) return bindAll(vm, frame, module, listed, true);
  Ref space = TRY(findAttribute(vm, module, nameOf(Name::kDict)));
  if (isExhausted(space)) return vm.raise(TypeId::kImportError, "from-import-* object has no __dict__ and no __all__");
  Ref keys = TRY(callMethod(vm, space, nameOf(Name::kKeys)));
  Ref copy = newDict();  // the names as they are now
  Ref iterator = TRY(iterate(vm, keys));
  for (;;) {
    Ref key = TRY(next(vm, iterator));
    if (isExhausted(key)) break;
    TRY(dictSet(vm, copy, key, none()));
  }
  return bindAll(vm, frame, module, copy, false);
}

}  // namespace

HANDLER(IMPORT_STAR) {
  Ref module = Ref::share(top(frame));
  return dropOperands(frame, 1, importStar(vm, frame, module));
}

HANDLER(PRINT_EXPR) {
  if (displayHook && !displayHook(vm, top(frame)).ok()) return Outcome::kRaised;
  drop(frame, 1);
  return Outcome::kNext;
}

}  // namespace vitrine
