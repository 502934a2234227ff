// See record_writer.h.
#include "trace/record_writer.h"

#include <cstring>

#include "base/check.h"

namespace vitrine {
namespace {

constexpr uint32_t kMagic = 0x4D4F5456, kVersion = 1, kHeaderBytes = 104;
constexpr uint32_t kRowWords[RecordWriter::kSectionCount] = {2, 10, 3, 22, 4, 5};

void appendWord(std::string& out, uint32_t word) {
  char raw[4];
  std::memcpy(raw, &word, 4);  // little endian on every platform there is
  out.append(raw, 4);
}

void appendDouble(std::string& out, double number) {
  char raw[8];
  std::memcpy(raw, &number, 8);
  out.append(raw, 8);
}

}  // namespace

uint32_t RecordWriter::text(std::string_view wtf8) {
  const auto [place, isNew] = textIndex_.emplace(wtf8, uint32_t(texts_.size()));
  if (isNew) texts_.emplace_back(wtf8);
  return place->second;
}

uint32_t RecordWriter::add(Section section, std::initializer_list<uint32_t> words) {
  DCHECK(words.size() == kRowWords[section]);
  rows_[section].insert(rows_[section].end(), words);
  return count(section) - 1;
}

uint32_t RecordWriter::count(Section section) const {
  return section == kStrings ? uint32_t(texts_.size()) : uint32_t(rows_[section].size() / kRowWords[section]);
}

void RecordWriter::set(Section section, uint32_t row, uint32_t word, uint32_t value) {
  rows_[section][row * kRowWords[section] + word] = value;
}

uint32_t RecordWriter::get(Section section, uint32_t row, uint32_t word) const {
  return rows_[section][row * kRowWords[section] + word];
}

std::string RecordWriter::finish(const Header& header) const {
  uint32_t offsets[kSectionCount], end = kHeaderBytes;
  for (uint8_t i = 0; i < kSectionCount; ++i) {
    offsets[i] = end;
    end += count(Section(i)) * kRowWords[i] * 4;
  }
  uint32_t total = end;
  for (const std::string& text : texts_) total += uint32_t(text.size());
  std::string out;
  out.reserve(total);
  for (uint32_t word : {kMagic, kVersion | kHeaderBytes << 16, total, header.status}) appendWord(out, word);
  for (double number : {header.moment, header.userInstructions, header.lastMoment, header.outputBytes}) appendDouble(out, number);
  appendWord(out, header.flags);
  appendWord(out, header.callStackCount);
  for (uint8_t i = 0; i < kSectionCount; ++i) {
    appendWord(out, offsets[i]);
    appendWord(out, count(Section(i)));
  }
  for (uint32_t at = end; const std::string& text : texts_) {
    appendWord(out, at);
    appendWord(out, uint32_t(text.size()));
    at += uint32_t(text.size());
  }
  for (uint8_t i = kValues; i < kSectionCount; ++i)
    for (uint32_t word : rows_[i]) appendWord(out, word);
  for (const std::string& text : texts_) out += text;
  return out;
}

}  // namespace vitrine
