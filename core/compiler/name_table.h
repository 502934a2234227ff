// NameTable: every identifier of one compilation as a small number, so that scopes and code units compare and hash
// numbers. IndexMap: such numbers (or any uint32) to indices in order of arrival. No memory per name beyond its text.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_table.h"

namespace vitrine::compiler {

using NameId = uint32_t;
inline constexpr NameId kNoName = 0xffffffff;

/// Interns identifiers. The text given must outlive the table, or go through `internCopy`.
class NameTable {
 public:
  NameId intern(std::string_view text) { return table_.add(text); }
  NameId internCopy(std::string text) {
    owned_.push_back(std::move(text));
    return intern(owned_.back());
  }
  std::string_view text(NameId id) const { return table_.text(id); }

  /// `name` as it is inside class `privateClass` (kNoName: none): `__x` becomes `_Class__x` (Language Reference 6.2.1).
  NameId mangle(NameId privateClass, NameId name) {
    if (privateClass == kNoName) return name;
    std::string_view text = table_.text(name);
    if (text.size() < 3 || text[0] != '_' || text[1] != '_') return name;
    return mangleSlow(privateClass, name);
  }

 private:
  NameId mangleSlow(NameId privateClass, NameId name);

  TextTable table_{1024};
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
