// sys.displayhook, sys.excepthook and their kind, and the machine's hooks that lead to them (vm/interpreter.h).
#include "modules/import_hook.h"
#include "modules/sys_module.h"
#include "modules/text_stream.h"
#include "modules/traceback_text.h"
#include "modules/warning_text.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/exception_kinds.h"
#include "objects/frame.h"
#include "objects/function.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "vm/generators.h"
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
    (void)TRY(callMethod(vm, out, nameOf(Name::kWrite), {line}));
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

/// The traceback as C code prints it: no carets, no exceptions that came before.
std::string plainTraceback(Value exception) {
  std::string text;
  traceback::SourceLines sources;
  for (Value each = exceptionCell(exception)->traceback; each; each = cellOf<TracebackCell>(each)->next) {
    if (text.empty()) text = "Traceback (most recent call last):\n";
    auto* entry = cellOf<TracebackCell>(each);
    const CodeCell* code = at<CodeCell>(cellOf<FrameObjectCell>(entry->frame)->code);
    std::string file = utf8Of(Value::reference(code->fileName)), line = traceback::narrow(sources.line(file, entry->line));
    text += "  File \"" + file + "\", line " + std::to_string(entry->line) + ", in " + utf8Of(Value::reference(code->name)) + "\n";
    line.erase(0, line.find_first_not_of(" \t\f"));
    if (!line.empty()) text += "    " + line + "\n";
  }
  return text;
}

/// "ValueError: message".
std::string lastLine(Vm& vm, Value exception) {
  TypeCell* type = typeOf(exception);
  Value module = type->flags & kTypeHeap ? dictGetName(Value::reference(type->dict), nameOf(Name::kModule)) : Value();
  std::string text = module && isStr(module) && utf8Of(module) != "__main__" ? utf8Of(module) + "." : "";
  text += utf8Of(Value::reference(type->qualName));
  std::string message = safeText(vm, exception, "exception");
  return text + (message.empty() ? "" : ": " + message) + "\n";
}

/// What sys.unraisablehook prints: the message or "Exception ignored in: <object>", and the traceback.
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
  writeErrorText(vm, text + plainTraceback(exception) + lastLine(vm, exception));
}

/// What went wrong with `object`, as 3.14 words it.
std::string unraisableMessage(Vm& vm, Value object) {
  const char* what = "Exception ignored in ";
  Ref shown = Ref::share(object);
  if (typeOf(object)->layout == uint8_t(LayoutId::kGenerator)) {
    what = "Exception ignored while closing generator ";
  } else if (typeOf(object)->definesInPython(Dunder::kDel)) {
    what = "Exception ignored while calling deallocator ";
    shown = Ref::share(lookupOnType(object, Dunder::kDel));
  } else if (isCallable(object)) {
    what = "Exception ignored while calling weakref callback ";
  }
  return what + safeText(vm, shown, "object", true);
}

void unraisable(Vm& vm, Value exception, Value object) {
  if (!isException(exception)) return;
  Ref message;
  if (object && !isNone(object)) {
    auto text = newStr(vm, unraisableMessage(vm, object));
    if (text.ok()) message = text.take();
  }
  Value hook = sysMember("unraisablehook");
  if (!hook || isExactly(hook, TypeId::kBuiltinFunction)) return printUnraisable(vm, exception, Value(), message);
  Value traceback = exceptionCell(exception)->traceback;
  auto result = settle(vm, tailCallPrelude(vm, "call_unraisable_hook", {hook, valueOf(typeOf(exception)), exception, traceback ? traceback : none(),
                                                                        message ? message.get() : none()}));
  if (!result.ok()) vm.clearPending();
}

Result<Ref> importing(Vm& vm, Value name, Value globals, Value, Value fromList, Value level) {
  return importName(vm, name, globals, fromList, level);
}

Result<void> display(Vm& vm, Value value) {
  Value hook = sysMember("displayhook");
  if (!hook) return vm.raise(TypeId::kRuntimeError, "lost sys.displayhook");
  (void)TRY(call(vm, hook, {value}));
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
  unawaitedHook = warnUnawaited;
  warningHook = [](Vm& vm, TypeId category, const std::string& message) { return warn(vm, category, message); };
  importHook = importing;
  vitrine::displayHook = display;
}

}  // namespace vitrine::sys
