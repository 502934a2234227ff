// Watching changes nothing (R4): a program ends with the same bytes in the region whether it was watched or not, and whatever
// the slices it ran in.
#include "fixture.h"

namespace vitrine::test {
namespace {

class Nobody : public Watcher {
 public:
  bool beforeInstruction(Vm&) override {
    ++seen;
    if (seen % 37 == 0) appendStackRow(row, "program.py");
    row.clear();
    return true;
  }
  uint64_t seen = 0;
  std::string row;
};

/// Runs to the end in slices of random length; the used region's bytes.
std::vector<std::byte> imageAfter(const Sample& sample, bool watched, uint32_t seed, std::string* output) {
  std::mt19937 random(seed);
  Recorded run(sample);
  EXPECT_TRUE(run.enter());
  setNestedBudget(UINT64_MAX);
  Nobody nobody;
  for (;;) {
    RunRequest request;
    request.maxBackEdges = 1 + random() % 300;
    if (random() % 3 == 0) request.untilInstruction = root().instructionCount + random() % 500;
    const RunStatus status = vitrine::run(run.machine.vm(), request, watched && random() % 2 ? &nobody : nullptr);
    const bool ended = status == RunStatus::kDone || status == RunStatus::kUncaughtException;
    if (ended && !run.finish(status)) break;
  }
  *output = run.world.takeOutput();
  return imageOfUsed();
}

void compare(const Sample& sample, uint32_t seed) {
  SCOPED_TRACE(sample.name);
  std::string plainOutput, output;
  const auto plain = imageAfter(sample, false, seed, &plainOutput);
  for (uint32_t i = 1; i <= 3; ++i) {
    const auto other = imageAfter(sample, i != 1, seed + i, &output);
    ASSERT_EQ(plain.size(), other.size());
    EXPECT_EQ(plainOutput, output);
    size_t at = 0;
    while (at < plain.size() && plain[at] == other[at]) ++at;
    ASSERT_EQ(at, plain.size()) << "the first different byte is at " << at << "\n" << sample.source;
  }
}

TEST(Watching, LeavesTheSameBytesAsNotWatching) {
  for (const char* name : kProgramNames) compare(programNamed(name), uint32_t(name[0]));
}

TEST(Watching, LeavesTheSameBytesInRandomPrograms) {
  for (int seed = 1; seed <= rounds(300, 15); ++seed) compare(randomProgram(uint32_t(seed)), uint32_t(seed));
}

}  // namespace
}  // namespace vitrine::test
