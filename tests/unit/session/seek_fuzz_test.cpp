// Seek fuzz: a straight run that only goes forwards says what the region holds at random moments; then the recorder is sent
// to them in random order, from random places, with random slices and deadlines, and must find the same bytes.
#include <algorithm>
#include <map>

#include "fixture.h"
#include "heap/heap.h"

namespace vitrine::test {
namespace {

struct Straight {
  std::map<uint64_t, uint64_t> hashes;  // by moment; none where that is inside a nested call
  Image image;                              // at the moment asked for
  std::string output;
  uint64_t last = 0;
};

Straight straightRun(const Sample& sample, std::vector<uint64_t> moments, uint64_t last, uint64_t imageAt = 0) {
  Straight straight;
  RecorderOptions options;
  options.keepCheckpoints = false;
  options.watchedMoments = 0;
  options.nestedBudget = UINT64_MAX;
  Recorded run(sample, options);
  std::sort(moments.begin(), moments.end());
  for (uint64_t moment : moments) {
    if (moment > last || run.recorder.here() > moment) continue;
    // Forwards only: where a moment lies inside a nested call, the recorder goes past it and says so.
    run.recorder.advance(moment, Deadline(-1));
    if (run.recorder.inside() != 0 || run.recorder.here() != moment) continue;
    straight.hashes[moment] = regionHash();
    if (moment == imageAt) straight.image = readableImage();
  }
  straight.last = run.runAll();
  straight.hashes[straight.last] = regionHash();
  straight.output = run.world.takeOutput();
  return straight;
}

/// Where the region first differs from what a straight run to `moment` has: offset, both words, the page's use.
std::string firstDifference(const Sample& sample, const std::vector<uint64_t>& moments, uint64_t last, uint64_t moment) {
  const auto found = readableImage(), wanted = straightRun(sample, moments, last, moment).image;
  std::string text;
  int shown = 0;
  for (size_t at = 0; at + 8 <= std::min(found.size(), wanted.size()) && shown < 12; at += 8) {
    uint64_t ours, theirs;
    std::memcpy(&ours, found.data() + at, 8);
    std::memcpy(&theirs, wanted.data() + at, 8);
    if (ours == theirs) continue;
    ++shown;
    char line[200];
    const PageDescriptor& page = descriptorOf(Offset(at));
    std::snprintf(line, sizeof(line), "offset %zu: %llx, straight run %llx; blocks of %u bytes, kind %u, live cell: %d\n", at, (unsigned long long)ours,
                  (unsigned long long)theirs, at < kHeapStart ? 0 : page.blockBytes, at < kHeapStart ? 9 : unsigned(page.kind),
                  at >= kHeapStart && page.blockBytes && isLiveCell(Offset(at - (at % kPageSize) % page.blockBytes)));
    text += line;
  }
  return text + (found.size() == wanted.size() ? "" : "sizes differ\n");
}

void fuzz(const Sample& sample, int count, uint32_t seed) {
  SCOPED_TRACE(sample.name);
  std::mt19937 random(seed);
  uint64_t last;
  {
    Recorded run(sample);
    last = run.runAll();
  }
  ASSERT_GT(last, 2u);
  std::vector<uint64_t> moments;
  for (int i = 0; i < count; ++i) moments.push_back(1 + random() % last);
  const Straight straight = straightRun(sample, moments, last);
  ASSERT_EQ(straight.last, last);

  RecorderOptions options;
  options.watchedMoments = random() % 3000;
  options.sliceBackEdges = 1 + random() % 500;
  options.nestedBudget = 1 + random() % 200;
  Recorded run(sample, options);
  std::shuffle(moments.begin(), moments.end(), random);
  // Half of them while the program has not yet ended.
  uint64_t reached = 0;
  for (size_t i = 0; i < moments.size(); ++i) {
    if (moments[i] > reached) {
      reached = i < moments.size() / 2 ? moments[i] : last;
      while (run.recorder.frontier() < reached && !run.recorder.ended()) run.recorder.advance(reached, Deadline(random() % 3));
    }
    run.go(moments[i]);
    if (run.recorder.inside() != 0) continue;
    ASSERT_EQ(run.recorder.here(), moments[i]);
    const auto known = straight.hashes.find(moments[i]);
    if (known != straight.hashes.end()) {
      if (regionHash() == known->second) continue;
      FAIL() << "at moment " << moments[i] << " of " << last << "\n" << firstDifference(sample, moments, last, moments[i]) << sample.source;
    }
  }
  EXPECT_EQ(run.runAll(), last);
  EXPECT_EQ(run.world.takeOutput(), straight.output);
}

// As wasm all of them in every run; natively the sanitizers make them ten times as slow.
#ifdef __EMSCRIPTEN__
int seeks() { return 10000; }
#else
int seeks() { return rounds(10000, 600); }
#endif

TEST(SeekFuzz, TheSixProgramsAreTheSameFromEverySide) {
  const int each = seeks() / 6 + 1;
  for (const char* name : kProgramNames) fuzz(programNamed(name), each, uint32_t(name[0]));
}

TEST(SeekFuzz, RandomProgramsAreTheSameFromEverySide) {
  for (int seed = 1; seed <= rounds(200, 12); ++seed) fuzz(randomProgram(uint32_t(seed)), 30, uint32_t(seed));
}

}  // namespace
}  // namespace vitrine::test
