// RecordWriter: the binary record of a moment (web/PROTOCOL.md, section 4): rows collected by section, strings interned, the
// whole laid out at the end. It knows sizes and places, not what the fields mean: moment_view.cpp fills them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vitrine {

/// "There is none" in every index field.
constexpr uint32_t kRecordNone = 0xFFFFFFFF;

class RecordWriter {
 public:
  enum Section : uint8_t { kStrings, kValues, kItems, kFrames, kSlots, kBlocks, kSectionCount };

  RecordWriter() { text(""); }

  /// The index of a string; equal strings share one.
  uint32_t text(std::string_view wtf8);
  /// kRecordNone for the empty string.
  uint32_t textOrNone(std::string_view wtf8) { return wtf8.empty() ? kRecordNone : text(wtf8); }

  /// Appends a row of as many words as the section's rows have; gives its index.
  uint32_t add(Section section, std::initializer_list<uint32_t> words);
  uint32_t count(Section section) const;
  /// Changes a word of a row that was added.
  void set(Section section, uint32_t row, uint32_t word, uint32_t value);
  uint32_t get(Section section, uint32_t row, uint32_t word) const;

  /// The header's fields after magic, version and sizes.
  struct Header {
    uint32_t status = 0;
    double moment = 0, userInstructions = 0, lastMoment = 0, outputBytes = 0;
    uint32_t flags = 0, callStackCount = 0;
  };
  std::string finish(const Header& header) const;

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, uint32_t> textIndex_;
  std::vector<uint32_t> rows_[kSectionCount];
};

}  // namespace vitrine
