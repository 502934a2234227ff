// Checkpoints: what comes back is what was there, byte for byte, and the budget holds.
#include "trace/checkpoints.h"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <random>

#include "heap/heap.h"

namespace vitrine {
namespace {

constexpr size_t kLimit = size_t(128) << 20;

// One step of a program that uses the allocator only.
class Churn {
 public:
  explicit Churn(uint32_t seed) : random_(seed) {}
  void step() {
    if (live_.empty() || random_() % 5 < 3) {
      Offset block = allocateBuffer(1 + random_() % (random_() % 40 ? 300 : 30000));
      std::memset(at<char>(block), int(random_() % 255), blockSize(block));
      live_.push_back(block);
    } else {
      size_t victim = random_() % live_.size();
      freeBlock(live_[victim]);
      live_[victim] = live_.back();
      live_.pop_back();
    }
  }

 private:
  std::mt19937 random_;
  std::vector<Offset> live_;
};

TEST(Checkpoints, RestoringGivesTheSameBytesAndZeroBeyond) {
  resetRegion(kLimit);
  CheckpointStore store;
  std::map<uint64_t, std::vector<std::byte>> images;
  Churn churn(1);
  for (uint64_t moment = 0; moment <= 4000; ++moment) {
    if (moment % 200 == 0) {
      ASSERT_TRUE(store.take(moment));
      images[moment] = imageOfUsed();
    }
    churn.step();
  }
  std::mt19937 random(2);
  for (int i = 0; i < 60; ++i) {
    uint64_t wanted = random() % 4001;
    size_t index = store.nearest(wanted);
    ASSERT_EQ(store.momentAt(index), wanted / 200 * 200);
    store.restore(index);
    ASSERT_EQ(imageOfUsed(), images[wanted / 200 * 200]);
    if (i % 5 == 0) allocateBuffer(size_t(3) << 20);
  }
  store.restore(0);
  Offset fresh = allocateBuffer(size_t(20) << 20);
  for (size_t i = 0; i < size_t(20) << 20; i += 64) ASSERT_EQ(*at<uint64_t>(fresh + Offset(i)), 0u);
}

TEST(Checkpoints, ARunFromACheckpointEqualsTheStraightRun) {
  resetRegion(kLimit);
  CheckpointStore store;
  Churn churn(5);
  for (int i = 0; i < 1000; ++i) churn.step();
  store.take(1000);
  Churn again = churn;
  for (int i = 0; i < 3000; ++i) churn.step();
  std::vector<std::byte> straight = imageOfUsed();
  store.restore(store.nearest(2500));
  for (int i = 0; i < 3000; ++i) again.step();
  EXPECT_EQ(imageOfUsed(), straight);
}

TEST(Checkpoints, UnchangedPagesAreStoredOnce) {
  resetRegion(kLimit);
  CheckpointStore store;
  Offset block = allocateBuffer(size_t(4) << 20);
  std::memset(at<char>(block), 7, size_t(4) << 20);
  store.take(0);
  size_t first = store.bytesHeld();
  for (uint64_t moment = 1; moment <= 100; ++moment) {
    *at<uint64_t>(block + Offset(moment) * 8192) = moment;
    store.take(moment);
  }
  EXPECT_LT(store.bytesHeld() - first, 100 * (3 * kPageSize + 8192));
}

TEST(Checkpoints, UntouchedPagesTakeNoRoom) {
  resetRegion(kLimit);
  CheckpointStore store;
  allocateBuffer(size_t(8) << 20);
  store.take(0);
  EXPECT_LT(store.bytesHeld(), 100 * 1024u);
}

TEST(Checkpoints, ThinningKeepsTheBudgetTheEndsAndADenseRecentPast) {
  resetRegion(kLimit);
  CheckpointStore store(size_t(8) << 20);
  Offset block = allocateBuffer(size_t(1) << 20);
  std::vector<std::byte> first = imageOfUsed();
  for (uint64_t moment = 0; moment < 500; ++moment) {
    if (moment) std::memset(at<char>(block), int(moment % 250), size_t(1) << 20);
    ASSERT_TRUE(store.take(moment));
    ASSERT_LE(store.bytesHeld(), size_t(8) << 20);
  }
  EXPECT_EQ(store.momentAt(0), 0u);
  EXPECT_EQ(store.momentAt(store.count() - 1), 499u);
  EXPECT_GE(store.count(), 6u);
  EXPECT_GE(store.momentAt(store.count() - 3), 490u);
  store.restore(0);
  EXPECT_EQ(imageOfUsed(), first);
}

TEST(Checkpoints, GapsGrowWithAge) {
  resetRegion(kLimit);
  CheckpointStore store(CheckpointStore::kDefaultBudget, 40);
  for (uint64_t moment = 0; moment < 100000; moment += 10) ASSERT_TRUE(store.take(moment));
  EXPECT_EQ(store.count(), 40u);
  for (size_t i = 1; i + 1 < store.count(); ++i) {
    uint64_t age = store.momentAt(store.count() - 1) - store.momentAt(i);
    EXPECT_LE(store.momentAt(i + 1) - store.momentAt(i), std::max<uint64_t>(40, age + age / 2)) << i;
  }
}

TEST(Checkpoints, AHeapLargerThanTheBudgetIsRefusedAndTheFirstStays) {
  resetRegion(kLimit);
  CheckpointStore store(size_t(2) << 20);
  ASSERT_TRUE(store.take(0));
  std::vector<std::byte> start = imageOfUsed();
  std::memset(at<char>(allocateBuffer(size_t(3) << 20)), 1, size_t(3) << 20);
  EXPECT_FALSE(store.take(1));
  store.restore(store.nearest(1));
  EXPECT_EQ(imageOfUsed(), start);
}

TEST(Checkpoints, AreFoundByMomentAndForgotten) {
  resetRegion(kLimit);
  CheckpointStore store;
  EXPECT_EQ(store.nearest(5), CheckpointStore::kNone);
  for (uint64_t moment : {10, 20, 30}) store.take(moment);
  EXPECT_EQ(store.nearest(9), CheckpointStore::kNone);
  EXPECT_EQ(store.nearest(10), 0u);
  EXPECT_EQ(store.nearest(29), 1u);
  EXPECT_EQ(store.nearest(1000), 2u);
  store.take(15);
  EXPECT_EQ(store.momentAt(1), 15u);
  store.clear();
  EXPECT_EQ(store.bytesHeld(), 0u);
}

}  // namespace
}  // namespace vitrine
