// str below the level of Python: widths, interning, building, growing in place.
#include "base/siphash.h"
#include "objects/str_methods.h"
#include "objects/text_search.h"
#include "machine_fixture.h"

namespace vitrine {
namespace {

class Str : public MachineTest {};

TEST_F(Str, IsAsNarrowAsItsCharactersAllow) {
  EXPECT_EQ(strCell(str("abc"))->width, 1);
  EXPECT_TRUE(strCell(str("abc"))->ascii);
  EXPECT_EQ(strCell(str("caf\xC3\xA9"))->width, 1);
  EXPECT_FALSE(strCell(str("caf\xC3\xA9"))->ascii);
  EXPECT_EQ(strCell(str("\xE3\x81\x82" "a"))->width, 2);
  EXPECT_EQ(strCell(str("\xF0\x9F\x98\x80" "a"))->width, 4);
}

TEST_F(Str, SliceOfAWideOneIsNarrowAgain) {
  Value wide = str("\xF0\x9F\x98\x80 caf\xC3\xA9 \xE3\x81\x82.");
  Ref cafe = subStr(vm, wide, 2, 6).take(), ascii = subStr(vm, wide, 2, 5).take(), pair = subStr(vm, wide, 5, 8).take();
  EXPECT_EQ(text(cafe), "caf\xC3\xA9");
  EXPECT_EQ(strCell(cafe)->width, 1);
  EXPECT_EQ(text(ascii), "caf");
  EXPECT_TRUE(strCell(ascii)->ascii);
  EXPECT_EQ(strCell(pair)->width, 2);
}

TEST_F(Str, OneCharacterOfLatin1IsShared) {
  EXPECT_EQ(str("x"), characterStr('x').get());
  EXPECT_EQ(subStr(vm, str("axb"), 1, 2).take().get(), characterStr('x').get());
}

TEST_F(Str, EqualInternedOnesAreIdentical) {
  Ref first = intern("some_name"), second = intern("some_name");
  EXPECT_EQ(first.get(), second.get());
}

TEST_F(Str, HashIsOfTheNarrowestForm) {
  Value wide = str("\xE3\x81\x82" "abc");
  Value narrow = keep(subStr(vm, wide, 1, 4).take()), direct = str("abc");
  EXPECT_EQ(hashOf(strCell(narrow)), hashOf(strCell(direct)));
  EXPECT_EQ(hashOf(strCell(direct)), hashBytes("abc", 3));
}

TEST_F(Str, GrowsInPlaceWhereNobodyElseHoldsIt) {
  Ref grown = concatStr(vm, str("0123456789"), str("0123456789")).take();
  int moves = 0;
  std::string expected = "01234567890123456789";
  for (int i = 0; i < 10000; ++i) {
    Offset before = grown.get().offset();
    Value piece = str("xy");
    grown = concatInPlace(vm, std::move(grown), piece).take();
    moves += grown.get().offset() != before;
    expected += "xy";
  }
  EXPECT_EQ(text(grown), expected);
  EXPECT_LT(moves, 100);
}

TEST_F(Str, SharedOneIsCopiedNotGrown) {
  Ref original = concatStr(vm, str("ab"), str("cd")).take(), other = original.share();
  Value piece = str("ef");
  Ref longer = concatInPlace(vm, original.share(), piece).take();
  EXPECT_EQ(text(longer), "abcdef");
  EXPECT_EQ(text(other), "abcd");
}

TEST_F(Str, GrowingForgetsTheHash) {
  Ref grown = concatStr(vm, str("ab"), str("cd")).take();
  (void)hashOf(strCell(grown));
  Value piece = str("ef");
  grown = concatInPlace(vm, std::move(grown), piece).take();
  EXPECT_EQ(hashOf(strCell(grown)), hashBytes("abcdef", 6));
}

TEST_F(Str, GrowingByAWiderOneWidens) {
  Ref grown = concatStr(vm, str("ab"), str("cd")).take();
  Value piece = str("\xE3\x81\x82");
  grown = concatInPlace(vm, std::move(grown), piece).take();
  EXPECT_EQ(text(grown), "abcd\xE3\x81\x82");
  EXPECT_EQ(strCell(grown)->width, 2);
}

TEST_F(Str, BuilderWidensWhenAWideCharacterComes) {
  StrBuilder builder;
  builder.appendLatin("caf\xE9 ");
  builder.appendCharacter(0x3042);
  builder.append("\xF0\x9F\x98\x80");
  builder.appendRepeated('.', 3);
  EXPECT_EQ(builder.length(), 10u);
  Ref built = builder.finish(vm).take();
  EXPECT_EQ(text(built), "caf\xC3\xA9 \xE3\x81\x82\xF0\x9F\x98\x80...");
  EXPECT_EQ(strCell(built)->width, 4);
}

TEST_F(Str, BuilderOfNothingGivesTheSharedEmptyOne) { EXPECT_EQ(StrBuilder().finish(vm).take().get().offset(), root().emptyStr); }

TEST_F(Str, JoinChoosesTheWidthOfTheWidestPiece) {
  Value a = str("ab"), b = str("\xE3\x81\x82"), comma = str(", ");
  Value pieces[] = {a, b, a};
  Ref joined = joinStrs(vm, comma, pieces).take();
  EXPECT_EQ(text(joined), "ab, \xE3\x81\x82, ab");
  EXPECT_EQ(strCell(joined)->width, 2);
  EXPECT_EQ(joinStrs(vm, comma, {pieces, 1}).take().get(), a);
}

TEST_F(Str, SearchFindsNarrowNeedlesInWideTexts) {
  Value text = str("ab\xE3\x81\x82" "ab"), needle = str("ab"), wide = str("\xF0\x9F\x98\x80");
  EXPECT_EQ(findStr(strCell(text), strCell(needle), 0, 5), 0);
  EXPECT_EQ(findStr(strCell(text), strCell(needle), 1, 5), 3);
  EXPECT_EQ(findStr(strCell(text), strCell(needle), 0, 5, Direction::kBackward), 3);
  EXPECT_EQ(findStr(strCell(text), strCell(needle), 1, 4), -1);
  EXPECT_EQ(findStr(strCell(text), strCell(wide), 0, 5), -1);
}

TEST(TextSearch, CountsWithoutOverlapUpToALimit) {
  EXPECT_EQ(countUnits("aaaaa", 5, "aa", 2), 2);
  EXPECT_EQ(countUnits("aaaaa", 5, "aa", 2, 1), 1);
  EXPECT_EQ(findUnitsBackward("abab", 4, "", 0), 4);
}

TEST(TextSearch, ClipsBoundsAsSlicesDo) {
  int64_t start = -2, end = 100;
  EXPECT_TRUE(clipRange(start, end, 5));
  EXPECT_EQ(start, 3);
  EXPECT_EQ(end, 5);
  start = 6, end = 5;
  EXPECT_FALSE(clipRange(start, end, 5));
}

}  // namespace
}  // namespace vitrine
