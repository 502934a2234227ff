// See replay_bundle.h: `run --record` and `replay`, both over a Session.
#include "replay_bundle.h"

#include <algorithm>
#include <cstring>

#include "commands_internal.h"
#include "direct_host.h"
#include "session.h"
#include "trace/moment_text.h"

namespace vitrine {
namespace {

constexpr double kSliceMs = 10;

/// Hands the chunks of takeOutput() on.
void passOutput(CommandHost& world, Session& session) {
  const std::string chunks = session.takeOutput();
  for (size_t at = 0; at + 8 <= chunks.size();) {
    uint32_t descriptor, length;
    std::memcpy(&descriptor, chunks.data() + at, 4);
    std::memcpy(&length, chunks.data() + at + 4, 4);
    world.write(int(descriptor), std::string_view(chunks).substr(at + 8, length));
    at += 8 + length;
  }
}

/// Runs to `until` (below 0: the end), doing for the program what a host does. `live`: input and time are the host's.
SessionStatus runSession(CommandHost& world, Session& session, double until, bool live) {
  for (;;) {
    const SessionStatus status = session.run(until, kSliceMs);
    passOutput(world, session);
    if (status == SessionStatus::kSleeping) {
      world.sleep(session.sleepLeft());
    } else if (status == SessionStatus::kNeedsInput && live) {
      const std::string line = world.readInput();
      if (line.empty()) session.closeInput();
      else session.giveInput(line);
    } else if (status != SessionStatus::kBudgetSpent && status != SessionStatus::kUnderWay) {
      return status;
    }
  }
}

std::function<std::optional<std::string>(std::string_view)> libraryBeside(CommandHost& world, const std::string& file) {
  return [&world, directory = directoryOf(file)](std::string_view path) {
    return world.readFile(directory.empty() ? std::string(path) : directory + "/" + std::string(path));
  };
}

const char* statusName(SessionStatus status) {
  switch (status) {
    case SessionStatus::kDone: return "done";
    case SessionStatus::kNeedsInput: return "needs input";
    case SessionStatus::kStopped: return "stopped";
    case SessionStatus::kUncaughtException: return "uncaught exception";
    case SessionStatus::kError: return "error";
    default: return "under way";
  }
}

}  // namespace

int recordRun(CommandHost& world, std::string_view source, const std::string& name, const RunCommand& command) {
  Session session("");
  session.setLibrary(libraryBeside(world, command.file));
  std::vector<std::string> arguments = command.arguments;
  arguments.insert(arguments.begin(), name.front() == '<' ? (command.isCode ? "-c" : "-") : name);
  session.setArguments(arguments);
  SessionStatus status = session.load(source, name);
  if (status == SessionStatus::kDone) status = runSession(world, session, -1, true);
  passOutput(world, session);
  if (!world.writeFile(command.record, session.bundle())) return complain(world, "can't write file '" + command.record + "'");
  return session.exitCode();
}

int commandReplay(CommandHost& world, const std::string& file, std::optional<uint64_t> until, bool dump) {
  const auto json = world.readFile(file);
  if (!json) return complain(world, "can't open file '" + file + "'");
  Session session("");
  session.setLibrary(libraryBeside(world, file));
  double moment = -1;
  SessionStatus status = session.loadBundle(*json, &moment);
  if (status == SessionStatus::kError) return complain(world, file + ": no replay bundle");
  if (status == SessionStatus::kDone) status = runSession(world, session, until ? double(*until) : moment, false);
  passOutput(world, session);
  if (dump) {
    world.write(1, momentText(session.describe()));
  } else {
    world.write(2, "vitrine: moment " + std::to_string(uint64_t(session.position())) + " of " +
                       std::to_string(uint64_t(session.lastMoment())) + ", " + statusName(status) + "\n");
  }
  return status == SessionStatus::kError ? complain(world, session.lastError()) : session.exitCode();
}

}  // namespace vitrine
