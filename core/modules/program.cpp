// The end of a program: uncaught exceptions and SystemExit. CPython: Python/pythonrun.c. (Its start is in boot.cpp.)
#include "modules/boot.h"
#include "modules/registry.h"
#include "modules/text_stream.h"
#include "modules/traceback_text.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/str.h"

namespace vitrine {

namespace {

/// The exit code that SystemExit asks for; a message is printed.
int exitCode(Vm& vm, Value exception) {
  Value code = cellOf<ValueExceptionCell>(exception)->value;
  if (!code || isNone(code)) return 0;
  if (isIntOrBool(code)) {
    auto value = asInt64(code);
    return value ? int(*value & 0xFF) : 255;
  }
  writeErrorText(vm, safeText(vm, code, "exception") + "\n");
  return 1;
}

/// sys.last_exc and its older names, for debuggers after the fact.
Result<void> rememberLast(Vm& vm, Value exception) {
  Value sys = Value::reference(root().sysModule);
  Value traceback = exceptionCell(exception)->traceback;
  TRY(setMember(vm, sys, "last_exc", Ref::share(exception)));
  TRY(setMember(vm, sys, "last_type", Ref::share(typeOf(exception))));
  TRY(setMember(vm, sys, "last_value", Ref::share(exception)));
  return setMember(vm, sys, "last_traceback", traceback ? Ref::share(traceback) : noneRef());
}

/// Shows an exception by a sys.excepthook that the program has put in place.
void showByHook(Vm& vm, Value hook, Value exception) {
  Ref traceback = exceptionCell(exception)->traceback ? Ref::share(exceptionCell(exception)->traceback) : noneRef();
  Ref held = Ref::share(hook);
  if (call(vm, held, {valueOf(typeOf(exception)), exception, traceback}).ok()) return;
  Ref problem = vm.takePending();
  writeErrorText(vm, "Error in sys.excepthook:\n" + exceptionText(vm, problem) + "\nOriginal exception was:\n" + exceptionText(vm, exception));
}

void show(Vm& vm, Value exception) {
  Value hook = sysMember("excepthook");
  if (!hook) {
    writeErrorText(vm, "sys.excepthook is missing\n" + exceptionText(vm, exception));
  } else if (isExactly(hook, TypeId::kBuiltinFunction)) {
    writeErrorText(vm, exceptionText(vm, exception));
  } else {
    showByHook(vm, hook, exception);
  }
}

}  // namespace

int finishProgram(Vm& vm) {
  if (!vm.hasPending() || vm.abandoned) return 0;
  Ref exception = vm.takePending();
  if (isInstance(exception, TypeId::kSystemExit)) return exitCode(vm, exception);
  if (!rememberLast(vm, exception).ok()) vm.clearPending();
  show(vm, exception);
  return isInstance(exception, TypeId::kKeyboardInterrupt) ? 130 : 1;
}

}  // namespace vitrine
