// Properties and numeric values. The record of a code point is found in three stages (unicode_tables.inc); ASCII
// goes the same way. Case mappings are in unicode_case.cpp, normal forms in unicode_normal.cpp.
#include "base/unicode.h"

#include <algorithm>
#include <iterator>

#include "base/unicode_tables.h"
#include "base/utf8.h"

namespace vitrine::unicode {

namespace {

using namespace tables;

const Record& recordOf(char32_t c) {
  if (c > utf8::kMaxCodePoint) c = 0xFFFF;  // a noncharacter: unassigned
  unsigned middle = kTop[c >> (kLeafBits + kMiddleBits)];
  unsigned leaf = kMiddles[middle << kMiddleBits | (c >> kLeafBits & ((1u << kMiddleBits) - 1))];
  return kRecords[kLeaves[leaf << kLeafBits | (c & ((1u << kLeafBits) - 1))]];
}

bool has(char32_t c, Flag flag) { return recordOf(c).flags & flag; }

const NumberRun* numberOf(char32_t c) {
  auto after = std::upper_bound(std::begin(kNumbers), std::end(kNumbers), c,
                                [](char32_t value, const NumberRun& run) { return value < run.first(); });
  if (after == std::begin(kNumbers)) return nullptr;
  const NumberRun* run = after - 1;
  return c < run->first() + run->count ? run : nullptr;
}

int smallValue(char32_t c, NumberKind worst) {
  const NumberRun* run = numberOf(c);
  if (!run || run->kind() > worst) return -1;
  return static_cast<int>(kNumberValues[run->value]) + static_cast<int>(c - run->first());
}

}  // namespace

Category category(char32_t c) { return static_cast<Category>(recordOf(c).category); }

bool isAlpha(char32_t c) {
  switch (category(c)) {
    case Category::Lu:
    case Category::Ll:
    case Category::Lt:
    case Category::Lm:
    case Category::Lo: return true;
    default: return false;
  }
}

bool isDecimal(char32_t c) { return smallValue(c, NumberKind::Decimal) >= 0; }
bool isDigit(char32_t c) { return smallValue(c, NumberKind::Digit) >= 0; }
bool isNumeric(char32_t c) { return numberOf(c) != nullptr; }
bool isAlnum(char32_t c) { return isAlpha(c) || isNumeric(c); }
bool isSpace(char32_t c) { return has(c, kSpace); }

bool isLineBreak(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool isPrintable(char32_t c) {
  if (c == ' ') return true;
  switch (category(c)) {
    case Category::Cc:
    case Category::Cf:
    case Category::Cs:
    case Category::Co:
    case Category::Cn:
    case Category::Zl:
    case Category::Zp:
    case Category::Zs: return false;
    default: return true;
  }
}

bool isUpper(char32_t c) { return has(c, kUppercase); }
bool isLower(char32_t c) { return has(c, kLowercase); }
bool isTitle(char32_t c) { return category(c) == Category::Lt; }
bool isCased(char32_t c) { return isUpper(c) || isLower(c) || isTitle(c); }
bool isCaseIgnorable(char32_t c) { return has(c, kCaseIgnorable); }
bool isIdentifierStart(char32_t c) { return has(c, kIdentifierStart); }
bool isIdentifierContinue(char32_t c) { return has(c, kIdentifierContinue); }

bool isIdentifier(std::string_view wtf8) {
  if (wtf8.empty()) return false;
  size_t position = 0;
  if (!isIdentifierStart(utf8::decode(wtf8, position))) return false;
  while (position < wtf8.size())
    if (!isIdentifierContinue(utf8::decode(wtf8, position))) return false;
  return true;
}

int decimalValue(char32_t c) { return smallValue(c, NumberKind::Decimal); }
int digitValue(char32_t c) { return smallValue(c, NumberKind::Digit); }
double numericValue(char32_t c) {
  const NumberRun* run = numberOf(c);
  return run ? kNumberValues[run->value] + static_cast<double>(c - run->first()) : -1;
}

int combiningClass(char32_t c) { return recordOf(c).combining; }

int displayWidth(char32_t c) {
  if (has(c, kWide)) return 2;
  switch (category(c)) {
    case Category::Mn:
    case Category::Me:
    case Category::Cf: return 0;
    default: return 1;
  }
}

}  // namespace vitrine::unicode
