// The command line: parses arguments with CLI11 and calls the commands behind session.h. It is the one file here that knows
// files, streams and the clock of the machine it runs on.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <thread>

#include "session.h"

namespace {

using vitrine::CommandHost;

class NativeHost : public CommandHost {
 public:
  std::optional<std::string> readFile(const std::string& path) override {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (!file) return {};
    std::string bytes;
    char chunk[65536];
    for (size_t size; (size = std::fread(chunk, 1, sizeof(chunk), file)) > 0;) bytes.append(chunk, size);
    const bool failed = std::ferror(file) != 0;  // a directory can be opened, not read
    std::fclose(file);
    if (failed) return {};
    return bytes;
  }
  bool writeFile(const std::string& path, std::string_view bytes) override {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (!file) return false;
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    return std::fclose(file) == 0 && written;
  }
  void write(int descriptor, std::string_view bytes) override {
    std::FILE* stream = descriptor == 2 ? stderr : stdout;
    std::fwrite(bytes.data(), 1, bytes.size(), stream);
    std::fflush(stream);
  }
  std::string readInput() override {
    std::string line;
    for (int c; (c = std::getchar()) != EOF;) {
      line += char(c);
      if (c == '\n') break;
    }
    return line;
  }
  void sleep(double milliseconds) override { std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(milliseconds)); }
  double now() override { return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count(); }
};

/// How much of the native stack recursion may use: what the system gives, less a reserve.
size_t nativeStackBytes() {
  constexpr size_t kMost = size_t(64) << 20, kReserve = size_t(1) << 20;
  rlimit limit{};
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kMost;
  const size_t bytes = std::min(size_t(limit.rlim_cur), kMost);
  return bytes > 2 * kReserve ? bytes - kReserve : bytes / 2;
}

/// Whether the arguments are those of `run`, which CLI11 must not parse: what follows the program is the program's own.
bool isRun(int count, char** words) { return count > 1 && std::string_view(words[1]) == "run"; }

/// `run [--record OUT] FILE | -c CODE | -` and the program's arguments.
int runProgram(CommandHost& host, int count, char** words) {
  int at = 2;
  vitrine::RunCommand command;
  if (at + 1 < count && std::string_view(words[at]) == "--record") {
    command.record = words[at + 1];
    at += 2;
  }
  const std::string_view first = at < count ? words[at] : "";
  if (first == "-c" && at + 1 < count) {
    command.isCode = true;
    command.code = words[++at];
  } else if (first == "-") {
    command.standardInput = true;
  } else if (!first.empty() && first.front() != '-') {
    command.file = first;
  } else {
    host.write(2, "usage: vitrine run [--record BUNDLE] FILE | -c CODE | - [ARGUMENT...]\n");
    return first == "--help" || first == "-h" ? 0 : 2;
  }
  command.arguments.assign(words + at + 1, words + count);
  return vitrine::commandRun(host, command);
}

}  // namespace

int main(int count, char** words) {
  vitrine::setStackLimit(nativeStackBytes());
  NativeHost host;
  if (isRun(count, words)) return runProgram(host, count, words);

  CLI::App app("Vitrine: today's Python on the classic three-stack machine");
  app.require_subcommand(1);
  app.add_subcommand("run", "run a program: a .py or .pyc file, -c CODE, or - for standard input");
  int exitCode = 0;
  std::string file, out;
  std::vector<std::string> files, names;
  bool classic = false, dump = false;
  uint64_t limit = vitrine::kDefaultStackRows, until = 0;

  CLI::App* dis = app.add_subcommand("dis", "list the bytecode, as dis does");
  dis->add_option("FILE", file)->required();
  dis->callback([&] { exitCode = vitrine::commandDis(host, file); });

  CLI::App* compile = app.add_subcommand("compile", "compile to a .pyc file");
  compile->add_option("FILE", file)->required();
  compile->add_option("-o,--output", out, "the file to write")->required();
  compile->add_flag("--classic", classic, "one that CPython 3.7 runs; refused where that is not possible");
  compile->callback([&] { exitCode = vitrine::commandCompile(host, file, out, classic); });

  CLI::App* code = app.add_subcommand("code", "code objects as JSON lines");
  code->add_option("FILE", files, "one or more files")->required();
  code->add_option("--name", names, "what the rows call each file, in order");
  code->callback([&] { exitCode = vitrine::commandCode(host, files, names); });

  CLI::App* stacks = app.add_subcommand("stacks", "both stacks before every instruction, as JSON lines");
  stacks->add_option("FILE", file)->required();
  stacks->add_option("--limit", limit, "lines at most");
  stacks->callback([&] { exitCode = vitrine::commandStacks(host, file, limit); });

  CLI::App* replay = app.add_subcommand("replay", "run a replay bundle again");
  replay->add_option("BUNDLE", file)->required();
  CLI::Option* untilOption = replay->add_option("--until", until, "the moment to stop at");
  replay->add_flag("--dump", dump, "show frames and stacks there");
  replay->callback([&] {
    exitCode = vitrine::commandReplay(host, file, untilOption->count() ? std::optional<uint64_t>(until) : std::nullopt, dump);
  });

  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;  // Python's code for a wrong command line
  }
  return exitCode;
}
