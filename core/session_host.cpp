// See session_host.h. Clock readings follow the real clock, shifted so that the program starts at `startTime`.
#include "session_host.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "trace/deadline.h"

namespace vitrine {
namespace {

void appendWord(std::string& out, uint32_t word) {
  char raw[4];
  std::memcpy(raw, &word, 4);
  out.append(raw, 4);
}

}  // namespace

void RecordedHost::begin(double startTime) {
  log_ = {};
  output_.clear();
  written_ = 0;
  sleepEnds_ = -1;
  startedAt_ = nowMs();
  const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
  startTime_ = startTime >= 0 ? startTime : std::chrono::duration<double>(sinceEpoch).count();
}

void RecordedHost::write(int descriptor, std::string_view bytes, uint64_t position) {
  const uint64_t end = position + bytes.size();
  if (end <= written_) return;
  bytes.remove_prefix(size_t(written_ - std::min(written_, position)));
  written_ = end;
  writeOutside(descriptor, bytes);
}

void RecordedHost::writeOutside(int descriptor, std::string_view bytes) {
  appendWord(output_, uint32_t(descriptor));
  appendWord(output_, uint32_t(bytes.size()));
  output_ += bytes;
}

void RecordedHost::giveInput(std::string_view text) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    log_.inputs.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

Answer RecordedHost::readLine(uint64_t index, std::string* line) {
  line->clear();
  if (index < log_.inputs.size()) {
    *line = log_.inputs[index];
    return Answer::kReady;
  }
  return log_.inputEnded ? Answer::kEnded : Answer::kNotYet;
}

int64_t RecordedHost::clock(uint64_t index, bool wall) {
  if (index < log_.clocks.size()) return log_.clocks[index];
  const double elapsedMs = nowMs() - startedAt_;
  const int64_t reading = int64_t((wall ? startTime_ * 1e9 : 0) + elapsedMs * 1e6);
  log_.clocks.push_back(reading);
  return reading;
}

Answer RecordedHost::sleep(uint64_t index, double seconds) {
  if (index < log_.sleepsOver || seconds <= 0) return Answer::kReady;
  if (sleepEnds_ < 0) sleepEnds_ = nowMs() + seconds * 1000;
  if (sleepLeft() > 0) return Answer::kNotYet;
  sleepEnds_ = -1;
  log_.sleepsOver = index + 1;
  return Answer::kReady;
}

double RecordedHost::sleepLeft() const { return sleepEnds_ < 0 ? 0 : std::max(0.0, sleepEnds_ - nowMs()); }

std::optional<std::string> RecordedHost::sourceText(std::string_view fileName) {
  const auto known = sources_.find(fileName);
  if (known == sources_.end()) return {};
  return known->second;
}

Answer RecordedHost::libraryFile(std::string_view path, std::string* bytes) {
  auto file = library ? library(path) : std::nullopt;
  if (!file) return Answer::kEnded;
  *bytes = std::move(*file);
  return Answer::kReady;
}

}  // namespace vitrine
