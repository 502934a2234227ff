// TextTable: texts to small numbers, for the compiler's names and marshal's references. An open hash table over views: nothing
// is copied, so the texts must outlive it. The order of numbers is that of arrival; no hash is ever seen outside.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace vitrine {

/// A hash of a text for tables that live as long as one compilation (Python's hash() is siphash.h's): 8 bytes a step.
inline uint64_t quickHash(std::string_view text) {
  constexpr uint64_t kFactor = 0xff51afd7ed558ccdu;
  uint64_t hash = 0x9e3779b97f4a7c15u ^ text.size();
  const char* at = text.data();
  size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) {
    uint64_t chunk;
    std::memcpy(&chunk, at, 8);
    hash = (hash ^ chunk) * kFactor;
    hash ^= hash >> 29;
  }
  uint64_t chunk = 0;
  if (left >= 4) {  // the two halves may overlap
    uint32_t low, high;
    std::memcpy(&low, at, 4);
    std::memcpy(&high, at + left - 4, 4);
    chunk = low | uint64_t{high} << 32;
  } else if (left > 0) {
    chunk = uint8_t(at[0]) | uint32_t{uint8_t(at[left / 2])} << 8 | uint32_t{uint8_t(at[left - 1])} << 16;
  }
  hash = (hash ^ chunk) * kFactor;
  return hash ^ (hash >> 32);
}

/// Texts to 0, 1, 2 ... in the order in which they are first seen.
class TextTable {
 public:
  /// `slots`: a power of two; the table grows when half of them are taken.
  explicit TextTable(size_t slots) : slots_(slots, kEmpty) {}

  /// The number of `text`; a new one gets the next.
  uint32_t add(std::string_view text) {
    const uint64_t hash = quickHash(text);
    const size_t mask = slots_.size() - 1;
    for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
      const uint32_t index = slots_[slot];
      if (index == kEmpty) return insert(slot, text, uint32_t(hash));
      if (rows_[index].is(text, uint32_t(hash))) return index;
    }
  }
  std::string_view text(uint32_t index) const { return {rows_[index].data, rows_[index].size}; }
  size_t size() const { return rows_.size(); }

 private:
  struct Row {
    const char* data;
    uint32_t size, hash;
    bool is(std::string_view text, uint32_t textHash) const {
      return hash == textHash && size == text.size() && (size == 0 || std::memcmp(data, text.data(), size) == 0);
    }
  };
  static constexpr uint32_t kEmpty = 0xffffffff;
  uint32_t insert(size_t slot, std::string_view text, uint32_t hash);

  std::vector<uint32_t> slots_;
  std::vector<Row> rows_;
};

}  // namespace vitrine
