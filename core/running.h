// Running: from a loaded program to a machine whose call stack holds its module's frame, and what happens when the call
// stack is empty again (traceback, SystemExit). Shared by the commands, which run without recording, and the session.
#pragma once

#include <string>
#include <vector>

#include "program.h"
#include "objects/runtime.h"
#include "vm/interpreter.h"

namespace vitrine {

/// What a machine is started with.
struct MachineOptions {
  size_t memoryLimit = size_t(192) << 20;
  uint64_t seed = 0;                  // of the random module
  uint64_t nestedBudget = 1'000'000;  // instructions; see setNestedBudget
  std::vector<std::string> arguments; // sys.argv
};

/// A machine's life, step by step. One machine per process (the region's base is a constant).
class MachineRun {
 public:
  /// Zeroes the region and boots types, modules and interpreter; then loads the program's code. False: see error().
  bool start(const Program& program, const MachineOptions& options);
  /// Pushes the module's frame.
  bool enter();
  /// The call stack has become empty with `status` (kDone or kUncaughtException): reports the exception, sets the exit
  /// code. True when more frames are to run (handlers at exit).
  bool finish(RunStatus status);

  Vm& vm() { return vm_; }
  int exitCode() const { return exitCode_; }
  bool uncaught() const { return uncaught_; }
  const ProgramError& error() const { return error_; }
  /// The first serial of the program's own code objects, which follow each other in constant order, outermost first.
  uint32_t firstCodeSerial() const { return firstCodeSerial_; }

 private:
  bool fail(const char* what);
  bool stackIsEmpty() const;

  Vm vm_;
  std::string fileName_;
  Offset code_ = 0;  // CodeCell, owned
  uint32_t firstCodeSerial_ = 0;
  int exitCode_ = 0;
  bool uncaught_ = false;
  ProgramError error_;
};

}  // namespace vitrine
