// Normal forms (Unicode Standard Annex 15): decompose fully, order marks by combining class, compose. Hangul syllables
// are computed; all else comes from unicode_normal_tables.inc, whose entries are found by an index and a short scan.
#include <algorithm>
#include <iterator>
#include <vector>

#include "base/unicode.h"
#include "base/unicode_tables.h"
#include "base/utf8.h"

namespace vitrine::unicode {

namespace {

using tables::DecompositionIndex;
#include "base/unicode_normal_tables.inc"

using Text = std::vector<char32_t>;

// Hangul (Unicode Standard 3.12): L leading, V vowel, T trailing jamo; S syllables.
constexpr char32_t kSBase = 0xAC00, kLBase = 0x1100, kVBase = 0x1161, kTBase = 0x11A7;
constexpr char32_t kLCount = 19, kVCount = 21, kTCount = 28, kSCount = kLCount * kVCount * kTCount;

struct Decomposition {
  std::string_view text;  ///< UTF-8; empty: none
  bool compatibility = false;
};

uint32_t readLeb(const uint8_t*& at) {
  uint32_t value = 0;
  for (int shift = 0;; shift += 7) {
    uint8_t byte = *at++;
    value |= static_cast<uint32_t>(byte & 127) << shift;
    if (byte < 128) return value;
  }
}

/// One step of decomposition, as UnicodeData.txt lists it.
Decomposition decompositionOf(char32_t c) {
  auto after = std::upper_bound(std::begin(kDecompositionIndex), std::end(kDecompositionIndex), c,
                                [](char32_t value, const DecompositionIndex& entry) { return value < entry.first; });
  if (after == std::begin(kDecompositionIndex)) return {};
  const uint8_t* at = kDecompositions + after[-1].offset;
  const uint8_t* end =
      after == std::end(kDecompositionIndex) ? std::end(kDecompositions) : kDecompositions + after->offset;
  for (char32_t current = after[-1].first; at < end;) {
    current += readLeb(at);
    uint8_t head = *at++;
    const auto* start = reinterpret_cast<const char*>(at);
    for (int i = head & 127; i > 0; --i) at += utf8::sequenceLength(static_cast<char>(*at));
    auto length = static_cast<size_t>(reinterpret_cast<const char*>(at) - start);
    if (current == c) return {{start, length}, (head & 128) != 0};
    if (current > c) break;
  }
  return {};
}

/// Appends the full decomposition; nested at most a few levels by the data.
void decompose(char32_t c, bool compatibility, Text& out) {
  if (c - kSBase < kSCount) {
    char32_t index = c - kSBase;
    out.push_back(kLBase + index / (kVCount * kTCount));
    out.push_back(kVBase + index % (kVCount * kTCount) / kTCount);
    if (index % kTCount) out.push_back(kTBase + index % kTCount);
    return;
  }
  Decomposition step = c < 0xA0 ? Decomposition{} : decompositionOf(c);
  if (step.text.empty() || (step.compatibility && !compatibility)) {
    out.push_back(c);
    return;
  }
  for (char32_t part : utf8::CodePoints(step.text)) decompose(part, compatibility, out);
}

/// Sorts each run of marks by combining class, stably.
void orderMarks(Text& text) {
  for (size_t i = 0; i < text.size();) {
    if (combiningClass(text[i]) == 0) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && combiningClass(text[end]) != 0) ++end;
    std::stable_sort(text.begin() + static_cast<ptrdiff_t>(i), text.begin() + static_cast<ptrdiff_t>(end),
                     [](char32_t a, char32_t b) { return combiningClass(a) < combiningClass(b); });
    i = end;
  }
}

/// The two code points that a composite stands for.
std::pair<char32_t, char32_t> pairOf(char32_t composite) {
  std::string_view text = decompositionOf(composite).text;
  size_t position = 0;
  char32_t first = utf8::decode(text, position);
  return {first, utf8::decode(text, position)};
}

/// What `first` and `second` compose to, or 0.
char32_t composed(char32_t first, char32_t second) {
  if (first - kLBase < kLCount && second - kVBase < kVCount)
    return kSBase + ((first - kLBase) * kVCount + (second - kVBase)) * kTCount;
  if (first - kSBase < kSCount && (first - kSBase) % kTCount == 0 && second - kTBase - 1 < kTCount - 1)
    return first + (second - kTBase);
  auto row = std::lower_bound(std::begin(kComposites), std::end(kComposites), std::pair(first, second),
                              [](uint32_t composite, auto wanted) { return pairOf(composite) < wanted; });
  return row != std::end(kComposites) && pairOf(*row) == std::pair(first, second) ? *row : 0;
}

void compose(Text& text) {
  size_t kept = 0;         // text[0, kept) is the result so far
  size_t starter = SIZE_MAX;  // where the last starter is in it
  int lastClass = 0;       // of what stands between the starter and here; 0 where nothing does
  for (char32_t c : Text(text)) {
    int combining = combiningClass(c);
    bool adjacent = starter != SIZE_MAX && kept == starter + 1;
    bool blocked = starter == SIZE_MAX || (!adjacent && lastClass >= combining);
    char32_t together = blocked ? 0 : composed(text[starter], c);
    if (together) {
      text[starter] = together;
      continue;
    }
    if (combining == 0) starter = kept;
    lastClass = combining;
    text[kept++] = c;
  }
  text.resize(kept);
}

}  // namespace

std::string normalize(std::string_view wtf8, NormalForm form) {
  if (utf8::isAscii(wtf8)) return std::string(wtf8);
  bool compatibility = form == NormalForm::NFKC || form == NormalForm::NFKD;
  Text text;
  for (char32_t c : utf8::CodePoints(wtf8)) decompose(c, compatibility, text);
  orderMarks(text);
  if (form == NormalForm::NFC || form == NormalForm::NFKC) compose(text);
  std::string out;
  for (char32_t c : text) utf8::append(out, c);
  return out;
}

}  // namespace vitrine::unicode
