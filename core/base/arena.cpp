// The slow path of Arena: take the next block. Blocks double from 4 KB to 256 KB; a request bigger than a block gets a
// block of its own size.
#include "base/arena.h"

#include <algorithm>

namespace vitrine {

namespace {
constexpr size_t kFirstBlock = 4 * 1024;
constexpr size_t kLargestBlock = 256 * 1024;
}  // namespace

void* Arena::allocateSlow(size_t size) {
  size_t wanted = std::clamp(capacity_ * 2, kFirstBlock, kLargestBlock);
  size_t blockSize = std::max(wanted, size);
  blocks_.emplace_back(new std::byte[blockSize]);
  std::byte* block = blocks_.back().get();
  if (size > kLargestBlock / 2) return block;  // its own: what is left of the current block stays in use
  current_ = block;
  capacity_ = blockSize;
  used_ = size;
  return current_;
}

}  // namespace vitrine
