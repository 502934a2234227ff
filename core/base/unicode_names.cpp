// Names of characters: \N{...} in literals, the error handler "namereplace". The table is half as big as all the rest of the machine,
// so it lies in a file of its own (unicode_names.bin, made by unicode_names_data.py, which describes its layout) and is
// asked for when first needed: it is part of native builds, and is served beside the wasm module.
#include <algorithm>
#include <vector>

#include "base/unicode.h"

#ifndef __EMSCRIPTEN__
// Native builds have the table in them (VITRINE_NAMES_FILE: the path of unicode_names.bin).
__asm__(
    ".pushsection .rodata\n"
    "vitrineNamesBegin:\n"
    ".incbin \"" VITRINE_NAMES_FILE "\"\n"
    "vitrineNamesEnd:\n"
    ".byte 0\n"
    ".popsection\n");
extern "C" const char vitrineNamesBegin[], vitrineNamesEnd[];
#endif

namespace vitrine::unicode {
namespace {

/// Names that are worked out: a prefix and the code point in hexadecimal.
struct NumberedRange {
  std::string_view prefix;
  char32_t first, last;
};
constexpr NumberedRange kNumbered[] = {
    {"CJK UNIFIED IDEOGRAPH-", 0x3400, 0x4DBF},       {"CJK UNIFIED IDEOGRAPH-", 0x4E00, 0x9FFF},
    {"CJK UNIFIED IDEOGRAPH-", 0x20000, 0x2A6DF},     {"CJK UNIFIED IDEOGRAPH-", 0x2A700, 0x2B739},
    {"CJK UNIFIED IDEOGRAPH-", 0x2B740, 0x2B81D},     {"CJK UNIFIED IDEOGRAPH-", 0x2B820, 0x2CEA1},
    {"CJK UNIFIED IDEOGRAPH-", 0x2CEB0, 0x2EBE0},     {"CJK UNIFIED IDEOGRAPH-", 0x2EBF0, 0x2EE5D},
    {"CJK UNIFIED IDEOGRAPH-", 0x30000, 0x3134A},     {"CJK UNIFIED IDEOGRAPH-", 0x31350, 0x323AF},
    {"NUSHU CHARACTER-", 0x1B170, 0x1B2FB},           {"KHITAN SMALL SCRIPT CHARACTER-", 0x18B00, 0x18CD5},
    {"KHITAN SMALL SCRIPT CHARACTER-", 0x18CFF, 0x18CFF}, {"CJK COMPATIBILITY IDEOGRAPH-", 0xF900, 0xFA6D},
    {"CJK COMPATIBILITY IDEOGRAPH-", 0xFA70, 0xFAD9}, {"CJK COMPATIBILITY IDEOGRAPH-", 0x2F800, 0x2FA1D},
};

// Hangul syllables are spelled by their parts (Unicode 3.12).
constexpr std::string_view kHangul = "HANGUL SYLLABLE ";
constexpr const char* kLeads[] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
constexpr const char* kVowels[] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
constexpr const char* kTails[] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"};
constexpr int kVowelCount = 21, kTailCount = 28;
constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3;

std::string syllableName(char32_t c) {
  int index = int(c - kFirstSyllable);
  return std::string(kLeads[index / (kVowelCount * kTailCount)]) + kVowels[index / kTailCount % kVowelCount] + kTails[index % kTailCount];
}

std::string hexName(char32_t c) {
  std::string digits;
  for (; c; c >>= 4) digits.insert(digits.begin(), "0123456789ABCDEF"[c & 15]);
  return digits;
}

struct NameTable {
  std::string bytes;
  std::vector<std::string_view> words;
  std::string_view entries;

  bool read(std::string_view data);
};

uint32_t wordAt(std::string_view bytes, size_t at) {
  uint32_t value = 0;
  for (int i = 3; i >= 0; --i) value = value << 8 | uint8_t(bytes[at + size_t(i)]);
  return value;
}

bool NameTable::read(std::string_view data) {
  constexpr size_t kHeader = 12;
  if (data.size() < kHeader) return false;
  bytes = data;
  uint32_t count = wordAt(bytes, 0), texts = wordAt(bytes, 8);
  if (bytes.size() < kHeader + texts) return false;
  std::string_view rest = std::string_view(bytes).substr(kHeader, texts);
  for (uint32_t i = 0; i < count; ++i) {
    size_t end = rest.find('\0');
    if (end == rest.npos) return false;
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  entries = std::string_view(bytes).substr(kHeader + texts);
  return true;
}

#ifdef __EMSCRIPTEN__
NameTableProvider provider = nullptr;
#else
NameTableProvider provider = []() -> std::optional<std::string> { return std::string(vitrineNamesBegin, vitrineNamesEnd); };
#endif

/// The table, asked for once; nullptr where there is none.
const NameTable* nameTable() {
  static NameTable table;
  static bool there = false;
  if (!there && provider)
    if (auto data = provider()) there = table.read(*data);
  return there ? &table : nullptr;
}

/// Calls `visit(code point, the word indexes as stored, how many)` for each entry until it gives true.
template <class Visit>
void eachName(const NameTable& table, Visit visit) {
  std::string_view rest = table.entries;
  char32_t c = 0;
  auto byte = [&]() -> uint32_t {
    if (rest.empty()) return 0;
    uint8_t value = uint8_t(rest[0]);
    rest.remove_prefix(1);
    return value;
  };
  std::vector<uint32_t> words;
  while (!rest.empty()) {
    char32_t delta = 0;
    for (int shift = 0;; shift += 7) {
      uint32_t part = byte();
      delta |= (part & 127) << shift;
      if (part < 128) break;
    }
    c += delta;
    words.clear();
    for (uint32_t left = byte(); left > 0; --left) {
      constexpr uint32_t kShort = 160;
      uint32_t index = byte();
      words.push_back(index < kShort ? index : kShort + (index - kShort) * 256 + byte());
    }
    if (visit(c, words)) return;
  }
}

int32_t computedCharacter(std::string_view name) {
  if (name.substr(0, kHangul.size()) == kHangul) {
    for (char32_t c = kFirstSyllable; c <= kLastSyllable; ++c)
      if (name.substr(kHangul.size()) == syllableName(c)) return int32_t(c);
    return -1;
  }
  for (const NumberedRange& range : kNumbered) {
    if (name.substr(0, range.prefix.size()) != range.prefix) continue;
    for (char32_t c = range.first; c <= range.last; ++c)
      if (name.substr(range.prefix.size()) == hexName(c)) return int32_t(c);
  }
  return -1;
}

}  // namespace

void setNameTableProvider(NameTableProvider newProvider) { provider = newProvider; }

bool namesAvailable() { return nameTable() != nullptr; }

int32_t lookupName(std::string_view wanted) {
  const NameTable* table = nameTable();
  if (!table) return -1;
  std::string name(wanted);
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
  if (int32_t c = computedCharacter(name); c >= 0) return c;
  std::vector<uint32_t> words;
  for (size_t start = 0; start <= name.size();) {
    size_t end = std::min(name.find(' ', start), name.size());
    auto found = std::find(table->words.begin(), table->words.end(), std::string_view(name).substr(start, end - start));
    if (found == table->words.end()) return -1;
    words.push_back(uint32_t(found - table->words.begin()));
    start = end + 1;
  }
  int32_t result = -1;
  eachName(*table, [&](char32_t c, const std::vector<uint32_t>& each) {
    if (each != words) return false;
    result = int32_t(c);
    return true;
  });
  return result;
}

std::string nameOf(char32_t wanted) {
  if (wanted >= kFirstSyllable && wanted <= kLastSyllable) return std::string(kHangul) + syllableName(wanted);
  for (const NumberedRange& range : kNumbered)
    if (wanted >= range.first && wanted <= range.last) return std::string(range.prefix) + hexName(wanted);
  std::string result;
  const NameTable* table = nameTable();
  if (!table || category(wanted) == Category::Cc) return result;  // control characters have aliases only
  eachName(*table, [&](char32_t c, const std::vector<uint32_t>& words) {
    if (c < wanted) return false;
    if (c > wanted) return true;
    for (uint32_t word : words) {
      if (!result.empty()) result += ' ';
      result += table->words[word];
    }
    return true;
  });
  return result;
}

}  // namespace vitrine::unicode
