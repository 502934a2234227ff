// `run` without recording, and `stacks`: the machine runs in slices, and this is its host's loop.
#include "commands_internal.h"
#include "direct_host.h"
#include "replay_bundle.h"
#include "running.h"
#include "trace/stack_row.h"

namespace vitrine {
namespace {

/// Takes the place of the running machine's host for as long as it lives.
class HostScope {
 public:
  explicit HostScope(Host* current) : before_(host) { host = current; }
  ~HostScope() { host = before_; }

 private:
  Host* before_;
};

/// Runs a machine that has been entered to its end; false when the watcher stopped it.
bool runToEnd(MachineRun& machine, Watcher* watcher) {
  const RunRequest request;
  for (;;) {
    const RunStatus status = run(machine.vm(), request, watcher);
    if (status == RunStatus::kStopped || status == RunStatus::kStoppedAt || status == RunStatus::kAbandoned) return false;
    const bool ended = status == RunStatus::kDone || status == RunStatus::kUncaughtException;
    if (ended && !machine.finish(status)) return true;
  }
}

/// Prints a line per instruction of the program's own code.
class StackPrinter : public Watcher {
 public:
  StackPrinter(CommandHost& world, std::string fileName, uint64_t limit)
      : world_(world), fileName_(std::move(fileName)), left_(limit) {}
  ~StackPrinter() { flush(); }

  bool beforeInstruction(Vm&) override {
    if (left_ == 0) return false;
    if (appendStackRow(rows_, fileName_)) --left_;
    if (rows_.size() >= kBufferBytes) flush();
    return true;
  }

 private:
  static constexpr size_t kBufferBytes = 65536;
  void flush() {
    if (!rows_.empty()) world_.write(1, rows_);
    rows_.clear();
  }

  CommandHost& world_;
  std::string fileName_, rows_;
  uint64_t left_;
};

struct Source {
  std::string bytes, name, directory, argument0;
};

std::optional<Source> sourceOf(CommandHost& world, const RunCommand& command) {
  if (command.isCode) return Source{command.code, "<string>", "", "-c"};
  if (command.standardInput) {
    Source source{"", "<stdin>", "", "-"};
    for (std::string line = world.readInput(); !line.empty(); line = world.readInput()) source.bytes += line;
    return source;
  }
  auto bytes = world.readFile(command.file);
  if (!bytes) {
    world.write(2, "vitrine: can't open file '" + command.file + "': [Errno 2] No such file or directory\n");
    return {};
  }
  return Source{std::move(*bytes), command.file, directoryOf(command.file), command.file};
}

}  // namespace

int commandRun(CommandHost& world, const RunCommand& command) {
  const auto source = sourceOf(world, command);
  if (!source) return kExitUsage;
  if (!command.record.empty()) return recordRun(world, source->bytes, source->name, command);
  const Program program = loadProgram(source->bytes, source->name);
  if (!program.warnings.empty()) world.write(2, program.warnings);
  if (program.error) {
    world.write(2, program.error.text);
    return kExitFailure;
  }
  DirectHost direct(world, source->directory);
  if (source->name.front() == '<') direct.addSource(source->name, source->bytes);
  const HostScope scope(&direct);
  MachineOptions options;
  options.nestedBudget = UINT64_MAX;
  options.arguments = command.arguments;
  options.arguments.insert(options.arguments.begin(), source->argument0);
  MachineRun machine;
  if (!machine.start(program, options) || !machine.enter()) return complain(world, machine.error().message);
  runToEnd(machine, nullptr);
  return machine.exitCode();
}

int commandStacks(CommandHost& world, const std::string& file, uint64_t limit) {
  const auto program = loadFile(world, file);
  if (!program) return kExitFailure;
  DirectHost direct(world, directoryOf(file));
  direct.mute();
  const HostScope scope(&direct);
  MachineOptions options;
  options.nestedBudget = UINT64_MAX;
  options.arguments = {file};
  MachineRun machine;
  if (!machine.start(*program, options) || !machine.enter()) return complain(world, machine.error().message);
  StackPrinter printer(world, program->code->fileName, limit);
  runToEnd(machine, &printer);
  return 0;
}

}  // namespace vitrine
