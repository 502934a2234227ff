// DirectHost: the world of a program that runs without recording: output goes out in pieces of a few KB, input, clock and
// sleep are the caller's own. For `run` and `stacks`; the session's is session_host.h.
#pragma once

#include <string>
#include <unordered_map>

#include "commands.h"
#include "vm/host.h"

namespace vitrine {

class DirectHost : public Host {
 public:
  /// Where imports look first: the directory of the program's file, "" for the current one.
  DirectHost(CommandHost& world, std::string directory) : world_(world), directory_(std::move(directory)) {}
  virtual ~DirectHost() { flush(); }

  void write(int descriptor, std::string_view bytes, uint64_t position) override;
  Answer readLine(uint64_t index, std::string* line) override;
  int64_t clock(uint64_t index, bool wall) override;
  Answer sleep(uint64_t index, double seconds) override;
  std::optional<std::string> sourceText(std::string_view fileName) override;
  Answer libraryFile(std::string_view path, std::string* bytes) override;

  /// A text that sourceText() gives for a name that is no file (`<string>`, `<stdin>`).
  void addSource(const std::string& name, std::string text) { sources_[name] = std::move(text); }
  /// Hands on what has been written.
  void flush();
  /// From now on standard output goes nowhere; errors still come.
  void mute() { muted_ = true; }

 protected:
  CommandHost& world() { return world_; }

 private:
  static constexpr size_t kBufferBytes = 8192;

  CommandHost& world_;
  std::string directory_, buffer_;
  std::unordered_map<std::string, std::string> sources_;
  double start_ = 0;
  bool ended_ = false, muted_ = false;
};

/// "a/b" of "a/b/c.py", "" of "c.py".
std::string directoryOf(std::string_view path);

}  // namespace vitrine
