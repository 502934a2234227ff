// .pyc files and marshal: what a real CPython 3.7 wrote is read, verified and written back; damaged files give errors.
#include "bytecode/pyc.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bytecode/code_rows.h"
#include "bytecode/verifier.h"
#include "fixture.h"

namespace vitrine {
namespace {

using namespace testing_data;

TEST(Pyc, OfPython37AreReadAndVerified) {
  std::vector<std::filesystem::path> files = pycFiles();
  ASSERT_GE(files.size(), 39u);
  for (const auto& path : files) {
    PycFile file = readPyc(readFile(path));
    ASSERT_TRUE(file.code) << path << ": " << file.error;
    EXPECT_EQ(file.header.dialect, MarshalDialect::kClassic37);
    EXPECT_EQ(verify(*file.code, CodeRole::kModule).value_or(""), "") << path;
  }
}

TEST(Pyc, HeadersSayHowTheyAreChecked) {
  int byCheck[4] = {};
  for (const auto& path : pycFiles()) {
    PycFile file = readPyc(readFile(path));
    ++byCheck[int(file.header.check)];
    if (file.header.check == PycCheck::kTimestamp) EXPECT_EQ(file.header.sourceTime, 0x5c2aad80u) << path;
    EXPECT_EQ(writePyc(file.header, file.code).bytes.substr(0, 16), readFile(path).substr(0, 16)) << path;
  }
  EXPECT_GT(byCheck[int(PycCheck::kTimestamp)], 20);
  EXPECT_GT(byCheck[int(PycCheck::kCheckedHash)], 0);
  EXPECT_GT(byCheck[int(PycCheck::kUncheckedHash)], 0);
}

TEST(Pyc, ComeBackFromBothDialects) {
  for (const auto& path : pycFiles()) {
    PycFile file = readPyc(readFile(path));
    const std::string rows = codeRows(*file.code, "", "");
    for (MarshalDialect dialect : {MarshalDialect::kClassic37, MarshalDialect::kVitrine}) {
      PycHeader header = file.header;
      header.dialect = dialect;
      MarshalOutput written = writePyc(header, file.code);
      ASSERT_EQ(written.error, "");
      PycFile again = readPyc(written.bytes);
      ASSERT_TRUE(again.code) << path << ": " << again.error;
      EXPECT_EQ(again.header.dialect, dialect);
      EXPECT_TRUE(codeRows(*again.code, "", "") == rows) << path;
      EXPECT_TRUE(writePyc(again.header, again.code).bytes == written.bytes) << path;
    }
  }
}

TEST(Pyc, OfOtherPythonsAreRefusedByName) {
  std::string bytes = readFile(pycFiles()[0]);
  bytes[0] = char(3413 & 255);
  bytes[1] = char(3413 >> 8);
  EXPECT_NE(readPyc(bytes).error.find("Python 3.8"), std::string::npos) << readPyc(bytes).error;
  bytes[0] = 1;
  bytes[1] = 2;
  EXPECT_FALSE(readPyc(bytes).code);
}

TEST(Pyc, ClassicOnesHoldNothingThat37Lacks) {
  CodeObject code = Assembler("LOAD_ASSERTION_ERROR 0\nRETURN_VALUE").code();
  ASSERT_TRUE(whyNotClassic(code));
  EXPECT_NE(whyNotClassic(code)->find("LOAD_ASSERTION_ERROR"), std::string::npos) << *whyNotClassic(code);
  PycHeader header;
  header.dialect = MarshalDialect::kClassic37;
  EXPECT_NE(writePyc(header, std::make_shared<CodeObject>(code)).error, "");
  EXPECT_FALSE(whyNotClassic(Assembler("LOAD_CONST 0\nRETURN_VALUE").code()));
}

// A code object that is read may be refused by the verifier, but neither may crash.
TEST(Pyc, DamagedOnesGiveErrors) {
  uint64_t seed = 1;
  auto random = [&seed](size_t below) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return size_t(seed >> 33) % below;
  };
  for (const auto& path : pycFiles()) {
    const std::string whole = readFile(path);
    for (int round = 0; round < 60; ++round) {
      std::string bytes = whole;
      if (round % 3 == 0) bytes.resize(16 + random(bytes.size() - 16));
      else for (size_t i = 0; i <= random(4); ++i) bytes[16 + random(bytes.size() - 16)] ^= char(1 << random(8));
      PycFile file = readPyc(bytes);
      if (file.code) verify(*file.code, CodeRole::kModule);
      else EXPECT_NE(file.error, "");
      if (round % 3 == 0) EXPECT_FALSE(file.code) << path << " cut to " << bytes.size();
    }
  }
}

TEST(Marshal, EveryKindOfConstantComesBack) {
  const Constant constants[] = {
      Constant::none(), Constant::boolean(true), Constant::boolean(false), Constant::ellipsis(), Constant::integerOf(int64_t(0)),
      Constant::integerOf(int64_t(-1)), Constant::integerOf(INT64_MAX), Constant::integerOf(INT64_MIN), Constant::integerOf(int64_t(1) << 31),
      Constant::floating(-0.0), Constant::floating(INFINITY), Constant::floating(0.1), Constant::complex(-0.0, 2.5), Constant::str(""),
      Constant::str("name"), Constant::str("with blank"), Constant::str("\xc3\xa9"), Constant::str("\xed\xa0\x80"), Constant::bytes(std::string("\0\xff", 2)),
      Constant::str(std::string(300, 'x')), Constant::tuple({}), Constant::tuple(std::vector<Constant>(300, Constant::none())),
      Constant::frozenSet({Constant::str("a"), Constant::tuple({Constant::integerOf(int64_t(1))})})};
  for (const Constant& constant : constants) {
    MarshalOutput written = writeMarshal(constant, MarshalDialect::kVitrine);
    ASSERT_EQ(written.error, "");
    MarshalResult read = readMarshal(written.bytes, MarshalDialect::kVitrine);
    ASSERT_TRUE(read.value) << read.error;
    EXPECT_TRUE(read.value->sameAs(constant));
    for (size_t size = 0; size < written.bytes.size(); ++size)
      EXPECT_FALSE(readMarshal(std::string_view(written.bytes).substr(0, size), MarshalDialect::kVitrine).value);
  }
}

TEST(Marshal, NestingHasALimit) {
  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes += std::string(")\1", 2);
  bytes += "N";
  EXPECT_FALSE(readMarshal(bytes, MarshalDialect::kClassic37).value);
  Constant nested = Constant::none();
  for (int i = 0; i < kMaxMarshalDepth + 100; ++i) nested = Constant::tuple({std::move(nested)});
  EXPECT_NE(writeMarshal(nested, MarshalDialect::kClassic37).error, "");
}

TEST(Marshal, HugeCountsAllocateNothing) {
  EXPECT_FALSE(readMarshal(std::string("(\xff\xff\xff\x7f", 5), MarshalDialect::kClassic37).value);
  EXPECT_FALSE(readMarshal(std::string("s\xff\xff\xff\x7f", 5), MarshalDialect::kClassic37).value);
  EXPECT_FALSE(readMarshal(std::string("l\xff\xff\xff\x7f", 5), MarshalDialect::kClassic37).value);
}

TEST(Positions, ComeBack) {
  std::vector<SourceRange> positions = {{1, 0, 1, 4}, {1, 0, 1, 4}, {300, 20, 301, 0}, {2, 1000, 2, 1001}, {0, 0, 0, 0}};
  ByteBuffer buffer;
  appendPositions(buffer, positions);
  std::string bytes = buffer.take();
  auto decoded = decodePositions(bytes, positions.size());
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(*decoded == positions);
  EXPECT_FALSE(decodePositions(bytes, positions.size() + 1));
  EXPECT_FALSE(decodePositions(bytes.substr(0, bytes.size() - 1), positions.size()));
}

}  // namespace
}  // namespace vitrine
