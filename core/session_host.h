// RecordedHost: the world of a recorded program (R5). What the program got is kept by number, so a replay gets the same;
// what it wrote is handed out once, however often it is written again.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "vm/host.h"

namespace vitrine {

class RecordedHost : public Host {
 public:
  /// What a run got from outside; with it the run can be repeated.
  struct Log {
    std::vector<std::string> inputs;  // lines, newline included
    bool inputEnded = false;          // after them comes the end of the file
    std::vector<int64_t> clocks;      // nanoseconds, in the order of reading
    uint64_t sleepsOver = 0;
  };

  void write(int descriptor, std::string_view bytes, uint64_t position) override;
  Answer readLine(uint64_t index, std::string* line) override;
  int64_t clock(uint64_t index, bool wall) override;
  Answer sleep(uint64_t index, double seconds) override;
  std::optional<std::string> sourceText(std::string_view fileName) override;
  Answer libraryFile(std::string_view path, std::string* bytes) override;

  /// A new program: nothing happened yet. `startTime`: seconds since 1970 when it starts; below 0: now.
  void begin(double startTime);
  void addSource(const std::string& name, std::string text) { sources_[name] = std::move(text); }
  /// Where library files come from; none without it.
  std::function<std::optional<std::string>(std::string_view path)> library;

  /// Lines of input, each with its newline (a last one may lack it).
  void giveInput(std::string_view text);
  void closeInput() { log_.inputEnded = true; }
  /// Text of ours for the program's reader (warnings of the compiler), not part of what the program wrote.
  void writeOutside(int descriptor, std::string_view bytes);
  /// Chunks written since the last call, each {u32 descriptor, u32 length, bytes}.
  std::string takeOutput() { return std::exchange(output_, {}); }
  /// Milliseconds until the sleep under way is over.
  double sleepLeft() const;
  const Log& log() const { return log_; }
  /// The run will be a repetition of another.
  void setLog(Log log) { log_ = std::move(log); }

 private:
  Log log_;
  std::string output_;
  uint64_t written_ = 0;
  double startedAt_ = 0, startTime_ = 0, sleepEnds_ = -1;
  std::map<std::string, std::string, std::less<>> sources_;
};

}  // namespace vitrine
