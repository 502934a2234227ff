// bytes, bytearray and codecs below the level of Python: storage, growth, aliasing, fields of exceptions.
#include "objects/bytes_methods.h"
#include "objects/codecs.h"
#include "objects/exception.h"
#include "machine_fixture.h"

namespace vitrine {
namespace {

class Bytes : public MachineTest {
 protected:
  Ref array(std::string_view bytes) { return newByteArray(vm, bytes).take(); }
};

TEST_F(Bytes, EmptyOneIsShared) { EXPECT_EQ(newBytes(vm, "").take().get().offset(), root().emptyBytes); }

TEST_F(Bytes, ArrayGrowsByAnEighth) {
  Ref made = array("");
  auto* cell = made.as<ByteArrayCell>();
  EXPECT_EQ(cell->capacity, 0u);
  std::vector<uint32_t> capacities;
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(byteArrayResize(vm, cell, cell->length + 1).ok());
    if (capacities.empty() || capacities.back() != cell->capacity) capacities.push_back(cell->capacity);
  }
  EXPECT_EQ(capacities, (std::vector<uint32_t>{2, 5, 8, 12, 19, 27, 36, 46}));
}

TEST_F(Bytes, AssigningAnArrayToItsOwnSlice) {
  Ref made = array("abcd");
  auto* cell = made.as<ByteArrayCell>();
  ASSERT_TRUE(byteArrayAssign(vm, cell, 1, 2, cell->view()).ok());
  EXPECT_EQ(cell->view(), "aabcdcd");
  ASSERT_TRUE(byteArrayAssign(vm, cell, 0, 5, {}).ok());
  EXPECT_EQ(cell->view(), "cd");
}

TEST_F(Bytes, ExportedArrayRefusesToBeResized) {
  Ref made = array("abcd");
  auto* cell = made.as<ByteArrayCell>();
  cell->exports = 1;
  EXPECT_FALSE(byteArrayAssign(vm, cell, 0, 2, {}).ok());
  EXPECT_EQ(takeMessage(TypeId::kBufferError), "Existing exports of data: object cannot be re-sized");
  EXPECT_EQ(cell->view(), "abcd");
  EXPECT_TRUE(byteArrayAssign(vm, cell, 0, 2, "xy").ok());
  cell->exports = 0;
}

TEST(Codecs, AreFoundBySpellingsOfTheirNames) {
  EXPECT_EQ(codecNamed("UTF_8"), Codec::kUtf8);
  EXPECT_EQ(codecNamed("latin 1"), Codec::kLatin1);
  EXPECT_EQ(codecNamed("utf-16LE"), Codec::kUtf16Little);
  EXPECT_FALSE(codecNamed("utf-9"));
}

TEST_F(Bytes, EncodeErrorNamesTheCharacters) {
  Value text = str("a\xE3\x81\x82\xE3\x81\x84z");
  EXPECT_FALSE(encodeStr(vm, text, {"ascii", "strict"}).ok());
  auto* cell = cellOf<UnicodeExceptionCell>(vm.pending());
  EXPECT_EQ(cell->start, Value::integer(1));
  EXPECT_EQ(cell->end, Value::integer(3));
  EXPECT_EQ(cell->object, text);
  EXPECT_EQ(takeMessage(TypeId::kUnicodeEncodeError), "'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)");
}

TEST_F(Bytes, DecodeErrorOfAnArrayHoldsBytes) {
  Ref made = array("ab\xFF");
  EXPECT_FALSE(decodeBytes(vm, made, {"utf-8", "strict"}).ok());
  EXPECT_TRUE(isBytes(cellOf<UnicodeExceptionCell>(vm.pending())->object));
  EXPECT_EQ(takeMessage(TypeId::kUnicodeDecodeError), "'utf-8' codec can't decode byte 0xff in position 2: invalid start byte");
}

TEST_F(Bytes, EveryByteSurvivesSurrogateEscape) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += char(i);
  Ref bytes = newBytes(vm, all).take();
  Ref text = decodeBytes(vm, bytes, {"utf-8", "surrogateescape"}).take();
  Ref back = encodeStr(vm, text, {"utf-8", "surrogateescape"}).take();
  EXPECT_EQ(selfView(back), all);
}

TEST_F(Bytes, RoundTripsThroughEveryUnicodeCodec) {
  Value text = str("a\xC3\xA9\xE3\x81\x82\xF0\x9F\x98\x80");
  for (const char* name : {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"}) {
    Ref bytes = encodeStr(vm, text, {name, "strict"}).take();
    Ref back = decodeBytes(vm, bytes, {name, "strict"}).take();
    EXPECT_EQ(utf8Of(back), utf8Of(text)) << name;
  }
}

}  // namespace
}  // namespace vitrine
