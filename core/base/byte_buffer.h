// ByteBuffer: bytes that grow at their end and are written through a pointer. Appending to a std::string asks for its form and
// ends it anew at each byte; where code and marshal files are written that is most of the time.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace vitrine {

class ByteBuffer {
 public:
  /// Where the next `count` bytes go; `used` tells how far they were written.
  char* room(size_t count) {
    if (bytes_.size() - used_ < count) grow(count);
    return &bytes_[used_];
  }
  /// Everything before `end` (which room() gave, or something behind it) has been written.
  void used(const char* end) { used_ = size_t(end - bytes_.data()); }

  void put(char byte) {
    *room(1) = byte;
    ++used_;
  }
  /// The lowest `size` bytes of `value`, the lowest first.
  void putNumber(uint64_t value, int size) {
    char* at = room(8);
    for (int i = 0; i < size; ++i) at[i] = char(value >> 8 * i);
    used_ += size_t(size);
  }
  void append(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(room(text.size()), text.data(), text.size());
    used_ += text.size();
  }

  size_t size() const { return used_; }
  char* data() { return bytes_.data(); }
  std::string take() {
    bytes_.resize(used_);
    used_ = 0;
    return std::move(bytes_);
  }

 private:
  void grow(size_t count) { bytes_.resize(bytes_.size() * 2 + count + 64); }

  std::string bytes_;  // longer than what is used
  size_t used_ = 0;
};

}  // namespace vitrine
