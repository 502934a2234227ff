// The commands that need no machine (dis, compile, code) and the table of all of them. Those that run a program are in
// commands_run.cpp, the replay bundle's in replay_bundle.cpp.
#include "commands.h"

#include <charconv>

#include "bytecode/code_rows.h"
#include "bytecode/disassembler.h"
#include "bytecode/pyc.h"
#include "bytecode/sha256.h"
#include "commands_internal.h"

namespace vitrine {

int complain(CommandHost& host, const std::string& message) {
  host.write(2, "vitrine: " + message + "\n");
  return kExitFailure;
}

std::optional<Program> loadFile(CommandHost& host, const std::string& file, const std::string& name) {
  const auto bytes = host.readFile(file);
  if (!bytes) {
    complain(host, "can't open file '" + file + "'");
    return {};
  }
  Program program = loadProgram(*bytes, name.empty() ? file : name);
  if (!program.warnings.empty()) host.write(2, program.warnings);
  if (program.error) {
    host.write(2, program.error.text);
    return {};
  }
  return program;
}

int commandDis(CommandHost& host, const std::string& file) {
  const auto program = loadFile(host, file);
  if (!program) return kExitFailure;
  host.write(1, disassembleRecursively(*program->code));
  return 0;
}

int commandCompile(CommandHost& host, const std::string& file, const std::string& out, bool classic) {
  const auto program = loadFile(host, file);
  if (!program) return kExitFailure;
  PycHeader header;
  header.dialect = classic ? MarshalDialect::kClassic37 : MarshalDialect::kVitrine;
  if (program->source.empty()) {
    header.sourceSize = 0;
  } else {
    header.check = PycCheck::kUncheckedHash;  // no time stamp: the same source gives the same file
    header.sourceHash = sourceHash(program->source, header.dialect);
  }
  if (classic) {
    if (auto reason = whyNotClassic(*program->code)) return complain(host, file + ": not possible for CPython 3.7: " + *reason);
  }
  const MarshalOutput written = writePyc(header, program->code);
  if (!written.error.empty()) return complain(host, file + ": " + written.error);
  if (!host.writeFile(out, written.bytes)) return complain(host, "can't write file '" + out + "'");
  return 0;
}

int commandCode(CommandHost& host, const std::vector<std::string>& files, const std::vector<std::string>& names) {
  int exitCode = 0;
  for (size_t i = 0; i < files.size(); ++i) {
    const auto program = loadFile(host, files[i]);
    if (!program) {
      exitCode = kExitFailure;
      continue;
    }
    const std::string& name = i < names.size() ? names[i] : files[i];
    host.write(1, codeRows(*program->code, name, sha256Hex(program->source)));
  }
  return exitCode;
}

namespace {

/// The words of a command by key.
class Words {
 public:
  explicit Words(const std::vector<std::string>& words) : words_(words) {}

  std::vector<std::string> all(std::string_view key) const {
    std::vector<std::string> found;
    for (size_t i = 1; i < words_.size(); ++i) {
      const std::string& word = words_[i];
      if (word.size() > key.size() && word.compare(0, key.size(), key) == 0 && word[key.size()] == '=') found.push_back(word.substr(key.size() + 1));
    }
    return found;
  }
  std::string one(std::string_view key) const {
    auto found = all(key);
    return found.empty() ? std::string() : found.back();
  }
  bool has(std::string_view key) const { return !all(key).empty(); }
  std::optional<uint64_t> number(std::string_view key) const {
    const std::string text = one(key);
    uint64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size()) return {};
    return value;
  }

 private:
  const std::vector<std::string>& words_;
};

}  // namespace

int runCommand(CommandHost& host, const std::vector<std::string>& words) {
  const Words keys(words);
  const std::string name = words.empty() ? std::string() : words[0];
  const std::string file = keys.one("file");
  if (name == "run") {
    RunCommand command;
    command.file = file;
    command.code = keys.one("code");
    command.isCode = keys.has("code");
    command.standardInput = keys.has("stdin");
    command.arguments = keys.all("arg");
    command.record = keys.one("record");
    return commandRun(host, command);
  }
  if (name == "dis") return commandDis(host, file);
  if (name == "code") return commandCode(host, keys.all("file"), keys.all("name"));
  if (name == "stacks") return commandStacks(host, file, keys.number("limit").value_or(kDefaultStackRows));
  if (name == "compile") return commandCompile(host, file, keys.one("out"), keys.has("classic"));
  if (name == "replay") return commandReplay(host, file, keys.number("until"), keys.has("dump"));
  complain(host, "unknown command '" + name + "'");
  return kExitUsage;
}

}  // namespace vitrine
