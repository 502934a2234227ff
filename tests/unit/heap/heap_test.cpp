// The allocator: classes, zeroing, reuse, runs, huge runs, limits, determinism.
#include "heap/heap.h"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <random>

#include "fake_types.h"
#include "heap/heap_state.h"
#include "heap/pages.h"

namespace vitrine {
namespace {

bool isZero(Offset block, size_t bytes) {
  const char* p = at<char>(block);
  for (size_t i = 0; i < bytes; ++i)
    if (p[i] != 0) return false;
  return true;
}

TEST(Heap, BlocksAreAlignedZeroedAndAtLeastAsLargeAsAsked) {
  fake::reset();
  for (size_t bytes : {1, 8, 16, 17, 100, 512, 513, 640, 641, 2048, 3000, 3072, 3073, 5000, 65536, 200000, 260000, 3000000}) {
    Offset block = allocateBuffer(bytes);
    ASSERT_NE(block, 0u) << bytes;
    EXPECT_EQ(block % 16, 0u);
    EXPECT_GE(blockSize(block), bytes);
    EXPECT_TRUE(isZero(block, bytes)) << bytes;
    std::memset(at<char>(block), 0xAB, bytes);
    freeBlock(block);
    Offset again = allocateBuffer(bytes);
    EXPECT_EQ(again, block) << bytes;
    EXPECT_TRUE(isZero(again, bytes)) << bytes;
  }
}

TEST(Heap, SizeClassesCoverEverySmallSizeWithLittleWaste) {
  for (size_t bytes = 1; bytes <= kLargestClass; ++bytes) {
    uint32_t size = classBytes(classOf(bytes));
    ASSERT_GE(size, bytes);
    ASSERT_LE(size, bytes <= 512 ? bytes + 15 : bytes + bytes / 4 + 16) << bytes;
  }
}

TEST(Heap, FreshBlocksOfOneClassFollowEachOther) {
  fake::reset();
  Offset first = allocateCell(48);
  EXPECT_EQ(allocateCell(48), first + 48);
  EXPECT_EQ(allocateCell(48), first + 96);
}

TEST(Heap, CellsLeavesAndBuffersLieInPoolsOfTheirOwn) {
  fake::reset();
  Offset cell = allocateCell(32), leaf = allocateLeafCell(32), buffer = allocateBuffer(32);
  EXPECT_NE(cell / kPageSize, leaf / kPageSize);
  EXPECT_NE(cell / kPageSize, buffer / kPageSize);
  EXPECT_NE(leaf / kPageSize, buffer / kPageSize);
}

TEST(Heap, EachLiveCellIsVisitedOnceInAddressOrder) {
  fake::reset();
  std::vector<Cell*> made;
  for (uint32_t i = 0; i < 1000; ++i) made.push_back(i % 3 ? static_cast<Cell*>(fake::newNodeOfSize(i, i % 70)) : fake::newLeaf());
  made.push_back(fake::newNodeOfSize(1, 1000));
  made.push_back(fake::newNodeOfSize(1, 100000));
  for (size_t i = 0; i < 500; ++i) decrement(made[i]);
  std::vector<Offset> seen;
  forEachCell([&](Cell* cell) { seen.push_back(offsetOf(cell)); });
  EXPECT_EQ(seen.size(), made.size() - 500);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  for (size_t i = 0; i < made.size(); ++i) EXPECT_EQ(isLiveCell(offsetOf(made[i])), i >= 500) << i;
  EXPECT_FALSE(isLiveCell(offsetOf(made.back()) + 8));
  EXPECT_FALSE(isLiveCell(0));
  EXPECT_FALSE(isLiveCell(0xFFFFFFF0));
}

TEST(Heap, RunsAreCoalescedSoThatAnArenaCanBeUsedAgain) {
  fake::reset();
  std::vector<Offset> runs;
  for (int i = 0; i < 12; ++i) runs.push_back(allocateBuffer(5 * kPageSize));
  size_t used = regionUsed();
  for (int i : {3, 1, 2, 0, 11, 5, 4, 8, 10, 9, 7, 6}) freeBlock(runs[i]);
  allocateBuffer(62 * kPageSize);
  EXPECT_EQ(regionUsed(), used);
}

TEST(Heap, BestFitTakesTheSmallestHoleThatIsLargeEnough) {
  fake::reset();
  Offset a = allocateBuffer(10 * kPageSize), between = allocateBuffer(kPageSize), b = allocateBuffer(4 * kPageSize);
  allocateBuffer(kPageSize);
  (void)between;
  freeBlock(a);
  freeBlock(b);
  EXPECT_EQ(allocateBuffer(4 * kPageSize), b);
  EXPECT_EQ(allocateBuffer(9 * kPageSize), a);
}

TEST(Heap, ResizingKeepsTheContentAndZeroesTheRest) {
  fake::reset();
  std::mt19937 random(1);
  Offset block = allocateBuffer(8);
  size_t size = 8;
  std::memset(at<char>(block), 1, size);
  for (int i = 0; i < 400; ++i) {
    size_t wanted = 1 + (i % 7 ? random() % 9000 : random() % 2000000);
    size_t capacity = blockSize(block);
    std::memset(at<char>(block), 1 + i % 100, capacity);
    block = resizeBuffer(block, wanted);
    ASSERT_NE(block, 0u);
    size_t kept = std::min(capacity, wanted);
    for (size_t j = 0; j < kept; j += 97) ASSERT_EQ(*at<char>(block + Offset(j)), 1 + i % 100);
    if (wanted > capacity) ASSERT_TRUE(isZero(block + Offset(capacity), blockSize(block) - capacity)) << i;
  }
}

TEST(Heap, AListThatOnlyGrowsGrowsInPlaceOnceItIsHuge) {
  fake::reset();
  Offset block = allocateBuffer(300000);
  for (size_t bytes = 300000; bytes < 20000000; bytes += bytes / 8) ASSERT_EQ(resizeBuffer(block, bytes), block);
}

TEST(Heap, LargeRequestsBeyondTheLimitFailAndSmallOnesDoNot) {
  fake::reset(size_t(4) << 20);
  EXPECT_EQ(allocateBuffer(size_t(5) << 20), 0u);
  EXPECT_EQ(allocateBuffer(size_t(-1)), 0u);
  Offset large = allocateBuffer(size_t(3) << 20);
  ASSERT_NE(large, 0u);
  EXPECT_EQ(allocateBuffer(size_t(2) << 20), 0u);
  EXPECT_EQ(resizeBuffer(large, size_t(5) << 20), 0u);
  EXPECT_FALSE(memoryExceeded());
  std::vector<Offset> small;
  for (int i = 0; i < 20000; ++i) small.push_back(allocateCell(100));
  EXPECT_TRUE(memoryExceeded());
  for (Offset block : small) freeBlock(block);
  EXPECT_FALSE(memoryExceeded()) << "empty pools count as free";
}

TEST(Heap, PagesOfOneClassServeAnotherAfterTheyFellEmpty) {
  fake::reset();
  for (int round = 0; round < 20; ++round) {
    std::vector<Offset> blocks;
    size_t bytes = 16 * (round + 1);
    for (size_t i = 0; i < (size_t(6) << 20) / bytes; ++i) blocks.push_back(allocateCell(bytes));
    for (Offset block : blocks) freeBlock(block);
  }
  EXPECT_LE(regionUsed(), size_t(16) << 20);
}

TEST(Heap, BytesInUseAreThoseOfTheBlocksHandedOut) {
  fake::reset();
  EXPECT_EQ(heapBytesInUse(), 0u);
  Offset a = allocateCell(20), b = allocateBuffer(600), c = allocateBuffer(5000);
  EXPECT_EQ(heapBytesInUse(), 32u + 640u + 8192u);
  freeBlock(a);
  freeBlock(b);
  freeBlock(c);
  EXPECT_EQ(heapBytesInUse(), 0u);
}

TEST(Heap, TheMemoryMapListsPoolsWithTheirUse) {
  fake::reset();
  for (int i = 0; i < 100; ++i) fake::newLeaf();
  uint32_t used = 0, pools = 0;
  forEachPool([&](const PageInfo& pool) {
    ++pools;
    used += pool.used;
    EXPECT_TRUE(pool.cells);
    EXPECT_EQ(pool.blockBytes, 32u);
    EXPECT_EQ(pool.blocks, 128u);
  });
  EXPECT_EQ(pools, 1u);
  EXPECT_EQ(used, 100u);
}

// A random program of the allocator against a model: no two blocks overlap, contents stay.
uint64_t churn(uint32_t seed, int steps) {
  std::mt19937 random(seed);
  std::map<Offset, size_t> live;
  uint64_t addresses = 0;
  for (int i = 0; i < steps; ++i) {
    if (live.empty() || random() % 5 < 3) {
      uint32_t kind = random() % 100;
      size_t bytes = 1 + random() % (kind < 90 ? 300 : kind < 98 ? 5000 : kind < 99 ? 300000 : 2000000);
      Offset block = random() % 2 ? allocateBuffer(bytes) : allocateCell(bytes);
      if (!block) continue;
      addresses = addresses * 31 + block;
      auto next = live.lower_bound(block);
      if (next != live.end()) EXPECT_LE(block + blockSize(block), next->first);
      if (next != live.begin()) EXPECT_LE(std::prev(next)->first + std::prev(next)->second, block);
      live[block] = blockSize(block);
      *at<uint32_t>(block) = block;
      *at<uint32_t>(block + Offset(blockSize(block)) - 4) = ~block;
    } else {
      auto victim = live.lower_bound(random() % regionUsed());
      if (victim == live.end()) victim = live.begin();
      EXPECT_EQ(*at<uint32_t>(victim->first + Offset(victim->second) - 4), ~victim->first);
      freeBlock(victim->first);
      live.erase(victim);
    }
    if (i % 5000 == 4999) reclaimEmptyPools();
  }
  size_t bytes = 0;
  for (auto [block, size] : live) bytes += size;
  EXPECT_EQ(heapBytesInUse(), bytes);
  for (auto [block, size] : live) freeBlock(block);
  reclaimEmptyPools();
  EXPECT_EQ(heapBytesInUse(), 0u);
  EXPECT_EQ(regionUsed(), kHeapStart);
  return addresses;
}

TEST(Heap, RandomUseNeverOverlapsAndEndsEmpty) {
  for (uint32_t seed = 0; seed < 5; ++seed) {
    fake::reset();
    churn(seed, 20000);
  }
}

TEST(Heap, TheSameRequestsGiveTheSameAddresses) {
  fake::reset();
  uint64_t first = churn(7, 20000);
  fake::reset();
  EXPECT_EQ(churn(7, 20000), first);
}

TEST(Region, ResettingZeroesEverything) {
  fake::reset();
  std::memset(at<char>(kRootOffset), 0xFF, kHeapStart - kRootOffset);
  Offset huge = allocateBuffer(size_t(20) << 20);
  std::memset(at<char>(huge), 0xFF, size_t(20) << 20);
  fake::reset();
  EXPECT_TRUE(isZero(kRootOffset, size_t(20) << 20));
  EXPECT_EQ(allocateBuffer(size_t(20) << 20), huge);
}

#if VITRINE_POISONING
TEST(Heap, FreedBlocksArePoisoned) {
  fake::reset();
  for (size_t bytes : {16, 600, 5000, 300000}) {
    Offset block = allocateBuffer(bytes);
    EXPECT_FALSE(isPoisoned(at<char>(block)));
    freeBlock(block);
    EXPECT_TRUE(isPoisoned(at<char>(block))) << bytes;
  }
}
#endif

}  // namespace
}  // namespace vitrine
