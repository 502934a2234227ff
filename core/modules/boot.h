// From a fresh region to a machine that can run programs, and the end of a program.
#pragma once

#include <string>
#include <string_view>

#include "objects/native.h"
#include "vm/interpreter.h"

namespace vitrine {

/// After resetRegion: types, interpreter, builtins, sys, the prelude, the hooks. Needs no host. Instruction counters stand at 0.
void startMachine(Vm& vm);

/// Makes the module `__main__` of a program called `fileName` and pushes its frame, to be run by run(). The source may be in
/// any encoding it declares; SyntaxError and its kind are raised where it is bad.
Result<void> startProgram(Vm& vm, std::string_view source, const std::string& fileName);
/// The same for code that is loaded already (a .pyc).
Result<void> startProgramCode(Vm& vm, Value code, const std::string& fileName);
/// sys.argv.
Result<void> setArguments(Vm& vm, std::span<const std::string> arguments);

/// What is left to do when a program has ended (kDone) or died (kUncaughtException or a failed start: the exception is pending):
/// prints the traceback or SystemExit's message to standard error. Gives the exit code of the process.
int finishProgram(Vm& vm);

}  // namespace vitrine
