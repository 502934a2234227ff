// NameTable: every identifier of one compilation as a small number, so that scopes and code units compare and hash
// numbers. IndexMap: such numbers (or any uint32) to indices in order of arrival. No memory per name beyond its text.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::compiler {

using NameId = uint32_t;
inline constexpr NameId kNoName = 0xffffffff;

/// Hash of short text (FNV-1a over 8-byte steps).
inline uint64_t hashText(std::string_view text) {
  uint64_t hash = 0x9e3779b97f4a7c15u ^ text.size();
  const char* at = text.data();
  size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) {
    uint64_t chunk;
    __builtin_memcpy(&chunk, at, 8);
    hash = (hash ^ chunk) * 0xff51afd7ed558ccdu;
    hash ^= hash >> 29;
  }
  uint64_t chunk = 0;
  for (size_t i = 0; i < left; ++i) chunk |= uint64_t(uint8_t(at[i])) << (8 * i);
  hash = (hash ^ chunk) * 0xff51afd7ed558ccdu;
  return hash ^ (hash >> 32);
}

/// Interns identifiers. The text given must outlive the table, or go through `internCopy`.
class NameTable {
 public:
  NameTable() : slots_(1024, kNoName) {}

  NameId intern(std::string_view text) {
    uint64_t hash = hashText(text);
    for (size_t slot = hash & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
      NameId id = slots_[slot];
      if (id == kNoName) return insert(slot, text, hash);
      if (hashes_[id] == uint32_t(hash) && texts_[id] == text) return id;
    }
  }
  NameId internCopy(std::string text) {
    owned_.push_back(std::move(text));
    return intern(owned_.back());
  }
  std::string_view text(NameId id) const { return texts_[id]; }

  /// `name` as it is inside class `privateClass` (kNoName: none): `__x` becomes `_Class__x` (Language Reference 6.2.1).
  NameId mangle(NameId privateClass, NameId name) {
    if (privateClass == kNoName) return name;
    std::string_view text = texts_[name];
    if (text.size() < 3 || text[0] != '_' || text[1] != '_') return name;
    return mangleSlow(privateClass, name);
  }

 private:
  NameId insert(size_t slot, std::string_view text, uint64_t hash);
  NameId mangleSlow(NameId privateClass, NameId name);

  std::vector<NameId> slots_;
  std::vector<std::string_view> texts_;
  std::vector<uint32_t> hashes_;
  std::deque<std::string> owned_;
};

/// Keys to 0, 1, 2 ... in the order they are first seen: a list while small, then with a hash table beside it.
class IndexMap {
 public:
  static constexpr uint32_t kAbsent = 0xffffffff;

  uint32_t find(uint32_t key) const {
    if (keys_.size() <= kListLimit) {
      for (uint32_t i = 0; i < keys_.size(); ++i)
        if (keys_[i] == key) return i;
      return kAbsent;
    }
    return slots_[slotOf(key)];
  }
  /// The key's index; new keys get the next one.
  uint32_t add(uint32_t key) {
    uint32_t index = find(key);
    if (index != kAbsent) return index;
    keys_.push_back(key);
    if (keys_.size() > kListLimit) {
      if (keys_.size() * 2 > slots_.size())
        rehash();
      else
        slots_[slotOf(key)] = uint32_t(keys_.size() - 1);
    }
    return uint32_t(keys_.size() - 1);
  }
  const std::vector<uint32_t>& keys() const { return keys_; }
  size_t size() const { return keys_.size(); }
  void clear() {
    keys_.clear();
    slots_.clear();
  }

 private:
  static constexpr size_t kListLimit = 8;
  size_t slotOf(uint32_t key) const {
    size_t mask = slots_.size() - 1;
    size_t slot = (key * 0x9e3779b1u >> 7) & mask;
    while (slots_[slot] != kAbsent && keys_[slots_[slot]] != key) slot = (slot + 1) & mask;
    return slot;
  }
  void rehash() {
    slots_.assign(slots_.empty() ? 32 : slots_.size() * 2, kAbsent);
    for (uint32_t i = 0; i < keys_.size(); ++i) slots_[slotOf(keys_[i])] = i;
  }

  std::vector<uint32_t> keys_;
  std::vector<uint32_t> slots_;
};

}  // namespace vitrine::compiler
