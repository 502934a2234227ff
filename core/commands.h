// The commands behind the command line, natively and over wasm: main.cpp and web/bin/vitrine.mjs parse options, this does the
// work. All of the outside world is a CommandHost's. Included through session.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// Files, standard streams and the clock, as the caller has them.
class CommandHost {
 public:
  virtual std::optional<std::string> readFile(const std::string& path) = 0;
  virtual bool writeFile(const std::string& path, std::string_view bytes) = 0;
  virtual void write(int descriptor, std::string_view bytes) = 0;
  /// The next line of standard input, newline included; empty at its end.
  virtual std::string readInput() = 0;
  virtual void sleep(double milliseconds) = 0;
  /// Seconds since 1970.
  virtual double now() = 0;

 protected:
  ~CommandHost() = default;
};

/// What to run, for `run`.
struct RunCommand {
  std::string file, code;             // one of them (isCode says which), or
  bool isCode = false;
  bool standardInput = false;         // the program is standard input
  std::vector<std::string> arguments; // sys.argv[1:]
  std::string record;                 // write a replay bundle there when it has ended; empty: run without recording
};
/// Lines that `stacks` prints unless told otherwise: as many as the traces in tests/programs hold.
constexpr uint64_t kDefaultStackRows = 20000;

/// Each returns the exit code and reports what fails on descriptor 2.
int commandRun(CommandHost& host, const RunCommand& command);
int commandDis(CommandHost& host, const std::string& file);
/// `classic`: a .pyc of CPython 3.7, refused where the code uses what 3.7 does not have.
int commandCompile(CommandHost& host, const std::string& file, const std::string& out, bool classic);
/// Code objects as JSON lines; `names` are what the rows call the files (empty: their paths).
int commandCode(CommandHost& host, const std::vector<std::string>& files, const std::vector<std::string>& names);
/// Both stacks before every instruction of the program's own code, at most `limit` lines; what the program prints
/// goes nowhere, its input comes from the host.
int commandStacks(CommandHost& host, const std::string& file, uint64_t limit);
/// Runs a replay bundle up to moment `until` (or its own) and says where it stands; `dump`: frames and stacks.
int commandReplay(CommandHost& host, const std::string& file, std::optional<uint64_t> until, bool dump);

/// A command as words (web/PROTOCOL.md, section 3): "run", "file=a.py", "arg=x" ...
int runCommand(CommandHost& host, const std::vector<std::string>& words);

}  // namespace vitrine
