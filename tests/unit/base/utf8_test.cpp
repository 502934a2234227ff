// UTF-8 and WTF-8: what is accepted, what is refused with which words, and the way to str buffers and back.
#include "base/utf8.h"

#include <gtest/gtest.h>

#include <vector>

namespace vitrine::utf8 {
namespace {

TEST(Utf8, EveryCodePointRoundTrips) {
  for (char32_t c = 0; c <= kMaxCodePoint; c += c < 0x3000 ? 1 : 97) {
    std::string text = encode(c);
    size_t position = 0;
    ASSERT_EQ(decode(text, position), c);
    ASSERT_EQ(position, text.size());
    ASSERT_EQ(encodedLength(c), static_cast<int>(text.size()));
    ASSERT_EQ(sequenceLength(text[0]), static_cast<int>(text.size()));
    ASSERT_EQ(!validate(text), !isSurrogate(c));
    ASSERT_TRUE(isWtf8(text));
  }
}

TEST(Utf8, ErrorsAreReportedAsCPythonDoes) {
  struct {
    std::string_view bytes;
    size_t start, end;
    const char* reason;
  } cases[] = {
      {"a\xFF", 1, 2, "invalid start byte"},         {"\x80", 0, 1, "invalid start byte"},
      {"\xC0\x80", 0, 1, "invalid start byte"},      {"\xC3", 0, 1, "unexpected end of data"},
      {"\xC3(", 0, 1, "invalid continuation byte"},  {"\xE2\x82", 0, 2, "unexpected end of data"},
      {"\xE2\x82x", 0, 2, "invalid continuation byte"}, {"\xED\xA0\x80", 0, 1, "invalid continuation byte"},
      {"\xE0\x80\x80", 0, 1, "invalid continuation byte"}, {"\xF0\x9F\x98", 0, 3, "unexpected end of data"},
      {"\xF4\x90\x80\x80", 0, 1, "invalid continuation byte"}, {"\xF5\x80", 0, 1, "invalid start byte"},
  };
  for (const auto& test : cases) {
    auto error = validate(test.bytes);
    ASSERT_TRUE(error) << test.bytes;
    EXPECT_EQ(error->start, test.start);
    EXPECT_EQ(error->end, test.end) << test.bytes;
    EXPECT_STREQ(error->reason, test.reason);
  }
  EXPECT_FALSE(validate("plain \xE6\x97\xA5 \xF0\x9F\x98\x80"));
}

TEST(Utf8, DecodingMalformedBytesMovesByOne) {
  std::string_view text = "\xE6\x97x";
  size_t position = 0;
  EXPECT_EQ(decode(text, position), kMalformed);
  EXPECT_EQ(position, 1u);
}

TEST(Utf8, CountsAndFindsCodePoints) {
  std::string_view text = "a\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80!";
  EXPECT_EQ(countCodePoints(text), 5u);
  EXPECT_EQ(offsetOf(text, 3), 6u);
  EXPECT_EQ(offsetOf(text, 99), text.size());
  EXPECT_EQ(maxCodePoint(text), char32_t{0x1F600});
  EXPECT_FALSE(isAscii(text));
  EXPECT_TRUE(isAscii("0123456789abcdef!"));
  EXPECT_FALSE(isAscii("0123456789abcde\x80"));
}

TEST(Utf8, BuffersOfEachWidthRoundTrip) {
  std::string latin = "caf\xC3\xA9";
  std::vector<uint8_t> one(countCodePoints(latin));
  widen(latin, one.data());
  EXPECT_EQ(one.back(), 0xE9);
  EXPECT_EQ(narrow(one), latin);
  std::string surrogates = "\xED\xA0\xBD\xED\xB8\x80";  // two lone surrogates, not joined
  std::vector<uint16_t> two(countCodePoints(surrogates));
  widen(surrogates, two.data());
  EXPECT_EQ(two.size(), 2u);
  EXPECT_EQ(narrow(two), surrogates);
  std::string wide = "x\xF0\x9F\x98\x80";
  std::vector<uint32_t> four(countCodePoints(wide));
  widen(wide, four.data());
  EXPECT_EQ(four[1], 0x1F600u);
  EXPECT_EQ(narrow(four), wide);
}

}  // namespace
}  // namespace vitrine::utf8
