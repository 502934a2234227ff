// Unicode against CPython 3.14: every code point through digests (data/unicode_digest.py), and examples in words.
#include "base/unicode.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace vitrine::unicode {
namespace {

#include "data/unicode_digest.inc"

/// FNV-1a over numbers, as unicode_digest.py computes it.
class Digest {
 public:
  void add(int64_t number) {
    auto bits = static_cast<uint64_t>(number);
    for (int i = 0; i < 8; ++i, bits >>= 8) hash_ = (hash_ ^ (bits & 255)) * 0x100000001b3u;
  }
  uint64_t value() const { return hash_; }

 private:
  uint64_t hash_ = 0xcbf29ce484222325u;
};

template <class Function>
uint64_t digestOf(Function function) {
  Digest digest;
  for (char32_t c = 0; c <= utf8::kMaxCodePoint; ++c) digest.add(static_cast<int64_t>(function(c)));
  return digest.value();
}

uint64_t digestOfMapping(int (*mapping)(char32_t, char32_t*)) {
  Digest digest;
  for (char32_t c = 0; c <= utf8::kMaxCodePoint; ++c) {
    char32_t out[kMaxMapped];
    int count = mapping(c, out);
    for (int i = 0; i < count; ++i) digest.add(out[i]);
  }
  return digest.value();
}

uint64_t digestOfNormalForm(NormalForm form) {
  Digest digest;
  for (char32_t c = 0; c <= utf8::kMaxCodePoint; ++c) {
    std::string text = normalize(utf8::encode(c), form);
    for (char32_t part : utf8::CodePoints(text)) digest.add(part);
  }
  return digest.value();
}

int flagsOf(char32_t c) {
  return isAlpha(c) | isDecimal(c) << 1 | isDigit(c) << 2 | isNumeric(c) << 3 | isAlnum(c) << 4 | isSpace(c) << 5 |
         isPrintable(c) << 6 | isUpper(c) << 7 | isLower(c) << 8 | isIdentifierStart(c) << 9 |
         isIdentifierContinue(c) << 10 | isLineBreak(c) << 11;
}

TEST(Unicode, CategoriesEqualCPythons) { EXPECT_EQ(digestOf(category), kCategoryDigest); }
TEST(Unicode, FlagsEqualCPythons) { EXPECT_EQ(digestOf(flagsOf), kFlagsDigest); }
TEST(Unicode, DecimalValuesEqualCPythons) { EXPECT_EQ(digestOf(decimalValue), kDecimalDigest); }
TEST(Unicode, DigitValuesEqualCPythons) { EXPECT_EQ(digestOf(digitValue), kDigitDigest); }
TEST(Unicode, NumericValuesEqualCPythons) {
  EXPECT_EQ(digestOf([](char32_t c) { return __builtin_bit_cast(int64_t, numericValue(c)); }), kNumericDigest);
}
TEST(Unicode, CombiningClassesEqualCPythons) { EXPECT_EQ(digestOf(combiningClass), kCombiningDigest); }
TEST(Unicode, LowerMappingsEqualCPythons) { EXPECT_EQ(digestOfMapping(toLower), kLowerDigest); }
TEST(Unicode, UpperMappingsEqualCPythons) { EXPECT_EQ(digestOfMapping(toUpper), kUpperDigest); }
TEST(Unicode, TitleMappingsEqualCPythons) { EXPECT_EQ(digestOfMapping(toTitle), kTitleDigest); }
TEST(Unicode, FoldMappingsEqualCPythons) { EXPECT_EQ(digestOfMapping(toFold), kFoldDigest); }
TEST(Unicode, NormalFormsEqualCPythons) {
  EXPECT_EQ(digestOfNormalForm(NormalForm::NFC), kNFCDigest);
  EXPECT_EQ(digestOfNormalForm(NormalForm::NFD), kNFDDigest);
  EXPECT_EQ(digestOfNormalForm(NormalForm::NFKC), kNFKCDigest);
  EXPECT_EQ(digestOfNormalForm(NormalForm::NFKD), kNFKDDigest);
}

TEST(Unicode, NormalizingOrdersAndComposesMarks) {
  EXPECT_EQ(normalize("a\xCC\x81\xCC\xA3", NormalForm::NFC), "\xE1\xBA\xA1\xCC\x81");  // a, acute, dot below
  EXPECT_EQ(normalize("e\xCC\x81", NormalForm::NFC), "\xC3\xA9");
  EXPECT_EQ(normalize("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", NormalForm::NFC), "\xED\x95\x9C");  // Hangul han
  EXPECT_EQ(normalize("\xEF\xAC\x81x", NormalForm::NFKC), "fix");
  EXPECT_EQ(normalize("\xED\xA0\x80", NormalForm::NFKC), "\xED\xA0\x80");  // a lone surrogate stays
}

TEST(Unicode, IdentifiersFollowTheLanguageReference) {
  EXPECT_TRUE(isIdentifier("_x1"));
  EXPECT_TRUE(isIdentifier("\xC3\xA9t\xC3\xA9"));
  EXPECT_FALSE(isIdentifier("1x"));
  EXPECT_FALSE(isIdentifier(""));
  EXPECT_FALSE(isIdentifier("a-b"));
}

TEST(Unicode, NothingIsKnownBeyondTheLastCodePoint) {
  EXPECT_EQ(category(0x110000), Category::Cn);
  EXPECT_FALSE(isPrintable(0xFFFFFFFF));
  EXPECT_EQ(toLowerSimple(0x110000), char32_t{0x110000});
}

#ifndef __EMSCRIPTEN__  // the wasm module is given the table by its host
TEST(Unicode, CharactersHaveNames) {
  EXPECT_EQ(lookupName("BULLET"), 0x2022);
  EXPECT_EQ(lookupName("latin small letter e with acute"), 0xE9);
  EXPECT_EQ(lookupName("LINE FEED"), 0x0A);
  EXPECT_EQ(lookupName("VS17"), 0xE0100);
  EXPECT_EQ(lookupName("HANGUL SYLLABLE GAGG"), 0xAC02);
  EXPECT_EQ(lookupName("CJK UNIFIED IDEOGRAPH-4E00"), 0x4E00);
  EXPECT_EQ(lookupName("CJK UNIFIED IDEOGRAPH-04E00"), -1);
  EXPECT_EQ(lookupName("NO SUCH NAME"), -1);
  EXPECT_EQ(lookupName(""), -1);
  EXPECT_EQ(nameOf(0x2022), "BULLET");
  EXPECT_EQ(nameOf(0xD7A3), "HANGUL SYLLABLE HIH");
  EXPECT_EQ(nameOf(0x0A), "");
}
#endif

TEST(Unicode, DisplayWidthIsTwoForWideAndNoneForMarks) {
  EXPECT_EQ(displayWidth('a'), 1);
  EXPECT_EQ(displayWidth(U'\u65E5'), 2);
  EXPECT_EQ(displayWidth(0x301), 0);
}

}  // namespace
}  // namespace vitrine::unicode
