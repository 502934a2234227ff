// What the targets that run programs share: one machine, booted once and put back by a checkpoint, that is given a program and
// a few thousand instructions; half of the time they are shown to a watcher that walks all stacks, as the page would.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/depth_guard.h"
#include "heap/heap.h"
#include "modules/boot.h"
#include "objects/int_limit.h"
#include "program.h"
#include "trace/checkpoints.h"
#include "vm/code_cache.h"
#include "vm/host.h"
#include "vm/interpreter.h"

namespace vitrine::fuzz {

/// Two lines of input, a clock that stands, no library.
class FuzzHost : public Host {
 public:
  void write(int, std::string_view bytes, uint64_t) override { written_ += bytes.size(); }
  Answer readLine(uint64_t index, std::string* line) override {
    *line = index < 2 ? "1\n" : "";
    return index < 2 ? Answer::kReady : Answer::kEnded;
  }
  int64_t clock(uint64_t index, bool) override { return int64_t(index) * 1000; }
  Answer sleep(uint64_t, double) override { return Answer::kReady; }
  std::optional<std::string> sourceText(std::string_view) override { return std::nullopt; }
  Answer libraryFile(std::string_view, std::string*) override { return Answer::kEnded; }

 private:
  size_t written_ = 0;
};

/// Looks at everything on the stacks before each instruction.
class LookingWatcher : public Watcher {
 public:
  bool beforeInstruction(Vm&) override {
    for (FrameWalk walk; walk; walk.next()) {
      FrameView view = walk.view();
      looked_ += view.stack.size() + view.blocks.size() + view.locals.size() + view.cells.size();
      if (walk.get() && looked_ % 7 == 0) looked_ += view.offset;
    }
    return true;
  }

 private:
  size_t looked_ = 0;
};

struct FuzzMachine {
  static constexpr size_t kMemory = size_t(32) << 20;
  Vm vm;
  FuzzHost host;
  CheckpointStore store;

  FuzzMachine() {
    largestIntBits = 1 << 20;  // a power of millions of digits is no finding, however long it takes
    vitrine::host = &host;
    resetRegion(kMemory);
    startMachine(vm);
    setNestedBudget(20000);
    CHECK(store.take(0));
  }
  /// Runs at most `kMostInstructions` of a program. False: it was refused.
  bool run(std::string_view bytes, const char* fileName, bool watched) {
    constexpr uint64_t kMostInstructions = 4000;
    Program program = loadProgram(bytes, fileName);
    if (!program.code) {
      CHECK(!program.error.message.empty());
      return false;
    }
    auto code = loadCode(vm, *program.code, 0);
    RunStatus status = RunStatus::kUncaughtException;
    if (code.ok()) {
      Ref loaded = code.take();
      if (startProgramCode(vm, loaded, fileName).ok()) {
        LookingWatcher watcher;
        RunRequest request;
        request.untilInstruction = root().instructionCount + kMostInstructions;
        for (int slices = 0; slices < 20; ++slices) {
          status = vitrine::run(vm, request, watched ? &watcher : nullptr);
          if (status != RunStatus::kBudgetSpent && status != RunStatus::kSleeping) break;
        }
      }
    }
    if (status == RunStatus::kDone || status == RunStatus::kUncaughtException) finishProgram(vm);
    store.restore(0);
    codeCacheFlush();
    vm.abandoned = false;
    return true;
  }
};

inline void runBounded(std::string_view program, const char* fileName, bool watched) {
  static FuzzMachine machine;
  machine.run(program, fileName, watched);
}

}  // namespace vitrine::fuzz
