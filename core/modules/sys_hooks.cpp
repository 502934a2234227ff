// sys.displayhook, sys.excepthook and their kind, and the machine's hooks that lead to them (vm/interpreter.h).
#include "modules/import_hook.h"
#include "modules/sys_module.h"
#include "modules/text_stream.h"
#include "modules/traceback_text.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/exception_kinds.h"
#include "objects/function.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "vm/interpreter.h"

namespace vitrine::sys {

/// values: value. Prints the repr and keeps the value as builtins._ (mode "single").
Result<Ref> displayHook(Vm& vm, Args args) {
  if (isNone(args[0])) return noneRef();
  Value builtins = Value::reference(root().builtins);
  TRY(dictSetName(vm, builtins, nameOf(Name::kUnderscore), none()));
  Ref text = TRY(repr(vm, args[0]));
  Value out = sysMember("stdout");
  if (!out || isNone(out)) return vm.raise(TypeId::kRuntimeError, "lost sys.stdout");
  Ref line = TRY(newStr(vm, utf8Of(text) + "\n"));
  if (isOpenStream(out)) {
    TRY(writeStream(vm, out, line.as<StrCell>()));
  } else {
    TRY(callMethod(vm, out, nameOf(Name::kWrite), {line}));
  }
  TRY(dictSetName(vm, builtins, nameOf(Name::kUnderscore), args[0]));
  return noneRef();
}

/// values: type, value, traceback.
Result<Ref> exceptHook(Vm& vm, Args args) {
  if (!isException(args[1])) {
    return vm.raiseTypeErrorFor("print_exception(): Exception expected for value, %s found", args[1]);
  }
  Ref kept = Ref::share(exceptionCell(args[1])->traceback);
  Value shown = isExactly(args[2], TypeId::kTraceback) ? args[2] : Value();
  replaceMember(exceptionCell(args[1])->traceback, shown);
  std::string text = exceptionText(vm, args[1]);
  replaceMember(exceptionCell(args[1])->traceback, kept);
  writeErrorText(vm, text);
  return noneRef();
}

namespace {

/// What sys.unraisablehook prints: "Exception ignored in: <object>" and the traceback.
void printUnraisable(Vm& vm, Value exception, Value objectOrNull, Value messageOrNull) {
  std::string text;
  std::string lead = messageOrNull && isStr(messageOrNull) ? utf8Of(messageOrNull) : "Exception ignored in";
  if (objectOrNull && !isNone(objectOrNull)) {
    auto shown = repr(vm, objectOrNull);
    if (!shown.ok()) vm.clearPending();
    text = lead + ": " + (shown.ok() ? utf8Of(shown.value()) : "<object repr() failed>") + "\n";
  } else if (messageOrNull && isStr(messageOrNull)) {
    text = lead + ":\n";
  }
  text += exceptionText(vm, exception);
  writeErrorText(vm, text);
}

void unraisable(Vm& vm, Value exception, Value object) {
  if (!isException(exception)) return;
  Value shown = object;
  Ref finalizer;
  if (object && typeOf(object)->definesInPython(Dunder::kDel)) {
    finalizer = Ref::share(lookupOnType(object, Dunder::kDel));
    shown = finalizer;
  }
  Value hook = sysMember("unraisablehook");
  bool own = hook && !isExactly(hook, TypeId::kBuiltinFunction);
  if (!own) {
    Ref message;
    if (finalizer) message = intern("Exception ignored while calling deallocator");
    printUnraisable(vm, exception, shown, message);
    return;
  }
  Value traceback = exceptionCell(exception)->traceback;
  auto result = tailCallPrelude(vm, "call_unraisable_hook",
                                {hook, valueOf(typeOf(exception)), exception, traceback ? traceback : none(), shown ? shown : none()});
  if (!result.ok()) vm.clearPending();
}

Result<Ref> importing(Vm& vm, Value name, Value globals, Value, Value fromList, Value level) {
  return importName(vm, name, globals, fromList, level);
}

Result<void> display(Vm& vm, Value value) {
  Value hook = sysMember("displayhook");
  if (!hook) return vm.raise(TypeId::kRuntimeError, "lost sys.displayhook");
  TRY(call(vm, hook, {value}));
  return {};
}

}  // namespace

/// values: unraisable (an object with exc_value, object, err_msg).
Result<Ref> unraisableHook(Vm& vm, Args args) {
  Ref valueName = intern("exc_value"), objectName = intern("object"), messageName = intern("err_msg");
  Ref value = TRY(getAttribute(vm, args[0], valueName));
  Ref object = TRY(getAttribute(vm, args[0], objectName));
  Ref message = TRY(getAttribute(vm, args[0], messageName));
  if (isException(value)) printUnraisable(vm, value, object, message);
  return noneRef();
}

/// The debugger is the glass around the machine: a breakpoint() in the program does nothing by itself.
Result<Ref> breakpointHook(Vm&, Args) { return noneRef(); }

void installHooks() {
  vitrine::unraisableHook = unraisable;
  importHook = importing;
  vitrine::displayHook = display;
}

}  // namespace vitrine::sys
