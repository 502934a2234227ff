// Host: everything a program gets from and gives to the world outside the region (R5). Whoever owns the machine (session,
// tests) implements it. All calls carry a running number that lies in the region (Root), so a replay from a checkpoint asks
// for the same things by the same numbers: the host records what it answered first and answers the same again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine {

enum class Answer : uint8_t { kReady, kEnded, kNotYet };

class Host {
 public:
  /// `bytes` for file descriptor 1 or 2; `position`: how many bytes were written before, both descriptors together. A
  /// position below what the host has seen is a replay: nothing to show.
  virtual void write(int descriptor, std::string_view bytes, uint64_t position) = 0;
  /// Line number `index` of standard input, newline included, as bytes. kEnded: end of file (`line` empty). kNotYet: the caller
  /// suspends the machine with RunStatus::kNeedsInput and asks again.
  virtual Answer readLine(uint64_t index, std::string* line) = 0;
  /// The clock's reading number `index`: nanoseconds since 1970 (`wall`) or since the machine's start.
  virtual int64_t clock(uint64_t index, bool wall) = 0;
  /// Sleep number `index`: kReady when it is over, kNotYet: suspend with RunStatus::kSleeping and ask again.
  virtual Answer sleep(uint64_t index, double seconds) = 0;
  /// The text of a source file by the name its code objects carry, for tracebacks; nothing where unknown.
  virtual std::optional<std::string> sourceText(std::string_view fileName) = 0;
  /// A module's source from the library or beside the program: `path` such as "dis.py" or "json/__init__.py". kNotYet: suspend
  /// with RunStatus::kNeedsResource. kEnded: there is no such file.
  virtual Answer libraryFile(std::string_view path, std::string* bytes) = 0;

 protected:
  ~Host() = default;
};

/// The running machine's host; never null while a machine runs.
extern Host* host;

}  // namespace vitrine
