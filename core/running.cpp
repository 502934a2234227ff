// See running.h.
#include "running.h"

#include "base/depth_guard.h"
#include "heap/heap.h"
#include "modules/boot.h"
#include "objects/code.h"

namespace vitrine {

bool MachineRun::start(const Program& program, const MachineOptions& options) {
  error_ = {};
  exitCode_ = 0;
  uncaught_ = false;
  fileName_ = program.fileName;
  vm_ = Vm();
  resetRegion(options.memoryLimit);
  setNestedBudget(UINT64_MAX);  // the prelude's own start does not count
  clearStop();
  startMachine(vm_);
  setNestedBudget(options.nestedBudget);
  root().random[0] = options.seed;
  if (!setArguments(vm_, options.arguments).ok()) return fail("sys.argv");
  firstCodeSerial_ = root().nextCodeSerial;
  auto code = loadCode(vm_, *program.code, program.classic ? uint32_t(kTraitClassic) : 0);
  if (!code.ok()) return fail("the program's code");
  code_ = code.take().release().offset();
  return true;
}

bool MachineRun::enter() { return startProgramCode(vm_, Value::reference(code_), fileName_).ok() || fail("the module"); }

bool MachineRun::finish(RunStatus status) {
  uncaught_ = status == RunStatus::kUncaughtException && !vm_.pendingIs(TypeId::kSystemExit);
  exitCode_ = finishProgram(vm_);
  return !stackIsEmpty();
}

bool MachineRun::stackIsEmpty() const { return !FrameWalk(); }

bool MachineRun::fail(const char* what) {
  error_.kind = vm_.hasPending() ? typeName(vm_.pending()) : "internal";
  error_.message = std::string(what) + " could not be loaded";
  error_.text = error_.kind + ": " + error_.message + "\n";
  vm_.clearPending();
  return false;
}

}  // namespace vitrine
