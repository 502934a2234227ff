// Damaged .pyc files: every one gets an error or runs a bounded number of instructions; none crashes (R17). What libFuzzer
// finds by itself is in tests/fuzz; these variants are the same in every run and on both builds.
#include "../../fuzz/run_bounded.h"
#include "fixture.h"

namespace vitrine::test {
namespace {

const char* const kFiles[] = {"async_for", "bank", "break_finally", "calls", "class_bodies", "comprehensions", "coroutines",
                              "displays", "except_as", "generator_blocks", "life", "queens", "unpacking", "with_nested", "words"};

std::string damaged(std::string bytes, std::mt19937& random) {
  auto below = [&](size_t bound) { return size_t(random() % bound); };
  constexpr size_t kHeader = 16;  // a damaged magic number is no test of what follows
  switch (below(4)) {
    case 0: return bytes.substr(0, below(bytes.size()));
    case 1:
      for (size_t left = 1 + below(3); left > 0; --left) bytes[kHeader + below(bytes.size() - kHeader)] ^= char(1 << below(8));
      return bytes;
    case 2:
      for (size_t left = 1 + below(16); left > 0; --left) bytes[kHeader + below(bytes.size() - kHeader)] = char(random());
      return bytes;
    default:
      for (size_t i = kHeader; i < bytes.size(); ++i) bytes[i] = char(random());
      return bytes;
  }
}

TEST(PycVariants, DamagedFilesGetAnErrorAndNeverCrash) {
  std::vector<std::string> files;
  for (const char* name : kFiles) files.push_back(textOfFile("tests/bytecode/pyc/" + std::string(name) + ".cpython-37.pyc"));
  for (const std::string& file : files) ASSERT_GT(file.size(), 16u);
  auto machine = std::make_unique<fuzz::FuzzMachine>();
  std::mt19937 random(20260401);
  size_t ran = 0, count = 10000;
  for (size_t i = 0; i < count; ++i) ran += machine->run(damaged(files[i % files.size()], random), "damaged.pyc", i % 2 == 0);
  EXPECT_GT(ran, count / 100) << "hardly a variant got past the reader: the test tests nothing";
  EXPECT_LT(ran, count);
}

}  // namespace
}  // namespace vitrine::test
