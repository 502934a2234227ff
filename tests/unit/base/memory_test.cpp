// Arena and DepthGuard.
#include <gtest/gtest.h>

#include "base/arena.h"
#include "base/depth_guard.h"
#include "base/engine_stack.h"

namespace vitrine {
namespace {

TEST(Arena, PointersStayValidAcrossBlocks) {
  Arena arena;
  std::vector<std::string_view> copies;
  for (int i = 0; i < 5000; ++i) copies.push_back(arena.copy(std::to_string(i)));
  for (int i = 0; i < 5000; ++i) EXPECT_EQ(copies[i], std::to_string(i));
}

TEST(Arena, AlignsAndTakesBlocksBiggerThanItsOwn) {
  Arena arena;
  arena.allocate(1, 1);
  auto* number = arena.make<double>(1.5);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(number) % alignof(double), 0u);
  auto* big = static_cast<char*>(arena.allocate(1 << 20, 16));
  big[(1 << 20) - 1] = 'x';
  EXPECT_EQ(*arena.make<int>(7), 7);
  EXPECT_EQ(*number, 1.5);
}

[[gnu::noinline]] int recurse(int depth) {
  DepthGuard guard;
  volatile char frame[256] = {};
  if (guard.exceeded()) return depth;
  int result = recurse(depth + 1);
  frame[0] = 1;
  return result;
}

TEST(DepthGuard, StopsRecursionByBytes) {
  setNativeStackLimit(100 * 1024);
  int depth = recurse(0);
  EXPECT_GT(depth, 20);
  EXPECT_LT(depth, 100 * 1024 / 256 + 1);
  EXPECT_LT(nativeStackUsed(), 10000u);
  EXPECT_GT(nativeStackLeft(), 50000u);
}

TEST(DepthGuard, StopsRecursionByDepthAndRecovers) {
  setEngineStackLevels(0);  // the nesting alone, whatever the engine's own stack would allow
  {
    std::vector<std::unique_ptr<DepthGuard>> guards;
    for (int i = 0; i < DepthGuard::kMaxNativeDepth; ++i) guards.push_back(std::make_unique<DepthGuard>());
    EXPECT_FALSE(guards.back()->exceeded());
    EXPECT_TRUE(DepthGuard().exceeded());
  }
  EXPECT_FALSE(DepthGuard().exceeded());
}

}  // namespace
}  // namespace vitrine
