// Profile: what the timeline draws, in memory that does not grow with the program: at most 4,096 buckets of `width` moments
// each (web/PROTOCOL.md, section 6). Moments that were watched are exact; of what ran unwatched only the ends of slices
// are known, and the buckets between two of them get the depths of both.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine {

class Profile {
 public:
  /// One moment: frames on the call stack, whether a call brought one of them, whether an exception arrived at a handler.
  struct Sample {
    uint32_t depth = 0;
    bool called = false, raised = false;
    uint64_t outputBytes = 0;  // written before this moment
  };
  /// Moments must come in order; what was added before is left alone.
  void add(uint64_t moment, const Sample& sample);
  /// Everything up to `moment`, of which only this one was seen.
  void addUnwatched(uint64_t moment, const Sample& sample);
  /// The program waited for input at `moment`.
  void noteWaiting(uint64_t moment);
  uint64_t end() const { return end_; }
  void clear();

  /// The record of the protocol.
  std::string bytes() const;

 private:
  static constexpr size_t kMostBuckets = 4096;
  struct Bucket {
    uint16_t least = UINT16_MAX, most = 0, calls = 0, flags = 0;
    uint32_t output = 0;
    void join(const Bucket& other);
  };
  Bucket& bucketOf(uint64_t moment);

  std::vector<Bucket> buckets_;
  uint64_t width_ = 1, end_ = 0;  // end_: the moment after the last one added
  Sample last_;
};

}  // namespace vitrine
