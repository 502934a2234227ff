// See profile.h.
#include "trace/profile.h"

#include <algorithm>
#include <cstring>

namespace vitrine {
namespace {

constexpr uint16_t kRaised = 1, kWaited = 2;
uint16_t narrow(uint64_t value) { return uint16_t(std::min<uint64_t>(value, UINT16_MAX)); }

template <class T>
void append(std::string& out, T value) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof(T));  // little endian on every platform there is
  out.append(raw, sizeof(T));
}

}  // namespace

void Profile::Bucket::join(const Bucket& other) {
  least = std::min(least, other.least);
  most = std::max(most, other.most);
  calls = narrow(uint64_t(calls) + other.calls);
  flags |= other.flags;
  output += other.output;
}

Profile::Bucket& Profile::bucketOf(uint64_t moment) {
  while (moment / width_ >= kMostBuckets) {
    for (size_t i = 0; i < buckets_.size(); i += 2) {
      Bucket merged = buckets_[i];
      if (i + 1 < buckets_.size()) merged.join(buckets_[i + 1]);
      buckets_[i / 2] = merged;
    }
    buckets_.resize((buckets_.size() + 1) / 2);
    width_ *= 2;
  }
  if (moment / width_ >= buckets_.size()) buckets_.resize(moment / width_ + 1);
  return buckets_[moment / width_];
}

void Profile::add(uint64_t moment, const Sample& sample) {
  if (moment < end_) return;
  Bucket& bucket = bucketOf(moment);
  bucket.least = std::min(bucket.least, narrow(sample.depth));
  bucket.most = std::max(bucket.most, narrow(sample.depth));
  bucket.calls = narrow(uint64_t(bucket.calls) + sample.called);
  if (sample.raised) bucket.flags |= kRaised;
  bucket.output += uint32_t(sample.outputBytes - last_.outputBytes);
  last_ = sample;
  end_ = moment + 1;
}

void Profile::addUnwatched(uint64_t moment, const Sample& sample) {
  if (moment < end_) return;
  const Sample before = last_;
  bucketOf(moment);  // settles the width
  for (uint64_t at = end_; at < moment; at += width_ - at % width_) {
    Bucket& bucket = bucketOf(at);
    bucket.least = std::min({bucket.least, narrow(before.depth), narrow(sample.depth)});
    bucket.most = std::max({bucket.most, narrow(before.depth), narrow(sample.depth)});
  }
  add(moment, sample);
}

void Profile::noteWaiting(uint64_t moment) {
  if (moment < end_) bucketOf(moment).flags |= kWaited;
}

void Profile::clear() { *this = Profile(); }

std::string Profile::bytes() const {
  std::string out;
  append(out, uint32_t(1));
  append(out, uint32_t(buckets_.size()));
  append(out, double(width_));
  for (const Bucket& bucket : buckets_) {
    append(out, bucket.least == UINT16_MAX ? uint16_t(0) : bucket.least);
    append(out, bucket.most);
    append(out, bucket.calls);
    append(out, bucket.flags);
    append(out, bucket.output);
  }
  return out;
}

}  // namespace vitrine
