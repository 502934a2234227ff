// Hashes against 64-bit CPython 3.11 under PYTHONHASHSEED=0 (the algorithms of 3.14).
#include "base/siphash.h"

#include <gtest/gtest.h>

#include "base/big_int.h"
#include "base/number_format.h"

namespace vitrine {
namespace {

TEST(SipHash, StringsAndBytesHashAsInCPython) {
  EXPECT_EQ(hashText("a"), 4644417185603328019);
  EXPECT_EQ(hashBytes("abc"), -4594863902769663758);
  EXPECT_EQ(hashText("\xC3\xA9"), 6047309291227476195);          // one byte per character
  EXPECT_EQ(hashText("\xE6\x97\xA5\xE6\x9C\xAC"), 6243316497235261705);  // two
  EXPECT_EQ(hashText("\xF0\x9F\x98\x80x"), -8926728262118538918);  // four
  EXPECT_EQ(hashText("abcdefgh"), 4574395652268504554);
  EXPECT_EQ(hashText("abcdefghijk"), 1450545860578130900);
  EXPECT_EQ(hashText(""), 0);
}

TEST(SipHash, TuplesHashAsInCPython) {
  EXPECT_EQ(hashTuple({}), 5740354900026072187);
  int64_t numbers[] = {1, 2, 3};
  EXPECT_EQ(hashTuple(numbers), 529344067295497451);
  int64_t mixed[] = {hashText("a"), hashDouble(1.5), -2};
  EXPECT_EQ(hashTuple(mixed), 3545662396663128646);
}

TEST(SipHash, FrozensetsHashAsInCPythonInAnyOrder) {
  EXPECT_EQ(FrozensetHasher().finish(), 133146708735736);
  FrozensetHasher up, down;
  for (int i = 1; i <= 3; ++i) up.add(i), down.add(4 - i);
  EXPECT_EQ(up.finish(), -272375401224217160);
  EXPECT_EQ(down.finish(), up.finish());
  FrozensetHasher texts;
  texts.add(hashText("a"));
  texts.add(hashText("b"));
  EXPECT_EQ(texts.finish(), 1679668661828516449);
}

TEST(SipHash, AddressesAreRotated) { EXPECT_EQ(hashPointer(0x12345), int64_t{0x1234} | int64_t{5} << 60); }

}  // namespace
}  // namespace vitrine
