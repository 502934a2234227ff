// Deadline: until when a slice may work.
#pragma once

#include <chrono>

namespace vitrine {

/// Milliseconds on a clock that never goes backwards.
inline double nowMs() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

class Deadline {
 public:
  /// `milliseconds` from now; below 0: never.
  explicit Deadline(double milliseconds) : end_(milliseconds < 0 ? -1 : nowMs() + milliseconds) {}
  bool passed() const { return end_ >= 0 && nowMs() >= end_; }

 private:
  double end_;
};

}  // namespace vitrine
