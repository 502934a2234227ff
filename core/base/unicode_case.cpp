// Case mappings: runs of code points that map to one other, and the few that map to several (SpecialCasing.txt's
// unconditional rows). A title mapping not listed is the upper one; a fold not listed is the lower one.
#include <algorithm>
#include <span>

#include "base/unicode.h"
#include "base/unicode_tables.h"

namespace vitrine::unicode {

namespace {

using namespace tables;

/// The simple mapping of `c`, or `fallback`.
char32_t mapped(std::span<const CaseRun> runs, char32_t c, char32_t fallback) {
  auto after = std::upper_bound(runs.begin(), runs.end(), c,
                                [](char32_t value, const CaseRun& run) { return value < run.first; });
  // Runs of stride 2 interleave, so the one wanted may lie a little before.
  for (int i = 0; i < 2 && after != runs.begin(); ++i) {
    const CaseRun& run = *--after;
    uint32_t distance = static_cast<uint32_t>(c) - run.first;
    if (distance % run.stride == 0 && distance / run.stride < run.count)
      return static_cast<char32_t>(static_cast<int64_t>(c) + run.delta);
  }
  return fallback;
}

int special(std::span<const Special> table, char32_t c, char32_t* out) {
  auto row = std::lower_bound(table.begin(), table.end(), c,
                              [](const Special& entry, char32_t value) { return entry.from < value; });
  if (row == table.end() || row->from != c) return 0;
  int count = row->to[2] ? 3 : 2;
  for (int i = 0; i < count; ++i) out[i] = row->to[i];
  return count;
}

int one(char32_t c, char32_t* out) {
  *out = c;
  return 1;
}

}  // namespace

char32_t toLowerSimple(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return mapped(kLower, c, c);
}
char32_t toUpperSimple(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
  return mapped(kUpper, c, c);
}
char32_t toTitleSimple(char32_t c) {
  if (c < 0x80) return toUpperSimple(c);
  char32_t title = mapped(kTitle, c, 0);
  return title ? title : toUpperSimple(c);
}

int toLower(char32_t c, char32_t out[kMaxMapped]) {
  if (int count = c < 0x80 ? 0 : special(kSpecialLower, c, out)) return count;
  return one(toLowerSimple(c), out);
}
int toUpper(char32_t c, char32_t out[kMaxMapped]) {
  if (int count = c < 0x80 ? 0 : special(kSpecialUpper, c, out)) return count;
  return one(toUpperSimple(c), out);
}
int toTitle(char32_t c, char32_t out[kMaxMapped]) {
  if (int count = c < 0x80 ? 0 : special(kSpecialTitle, c, out)) return count;
  return one(toTitleSimple(c), out);
}
int toFold(char32_t c, char32_t out[kMaxMapped]) {
  if (c < 0x80) return one(toLowerSimple(c), out);
  if (int count = special(kSpecialFold, c, out)) return count;
  char32_t fold = mapped(kFold, c, 0);
  return one(fold ? fold : toLowerSimple(c), out);
}

}  // namespace vitrine::unicode
