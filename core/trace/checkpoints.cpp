// Taking, restoring and thinning checkpoints. Comparing 4 KB pages costs about what copying does, so there is no write
// barrier: take() looks at the whole used prefix (figures in decisions/0002-region.md).
#include "trace/checkpoints.h"

#include <algorithm>

#include "base/check.h"
#include "heap/heap.h"
#include "heap/poison.h"

namespace vitrine {
namespace {

constexpr size_t kTableEntry = sizeof(PageId);

const char* pageStart(size_t number) { return regionBase() + number * kPageSize; }

}  // namespace

std::vector<uint32_t> CheckpointStore::changedPages(size_t pageCount) const {
  std::vector<uint32_t> changed;
  for (size_t i = 1; i < pageCount; ++i) {
    PageId known = i < base_.size() ? base_[i] : PageStore::kZeroPage;
    if (!pages_.equals(known, pageStart(i))) changed.push_back(uint32_t(i));
  }
  return changed;
}

bool CheckpointStore::take(uint64_t moment) {
  size_t before = nearest(moment);
  if (before != kNone && momentAt(before) == moment) return true;
  size_t pageCount = regionUsed() / kPageSize;
  std::vector<uint32_t> changed = changedPages(pageCount);
  if (!makeRoom(changed.size() * kPageSize + pageCount * kTableEntry)) return false;
  PageTable table(base_.begin(), base_.begin() + std::min(pageCount, base_.size()));
  table.resize(pageCount, PageStore::kZeroPage);
  for (PageId page : table) pages_.share(page);
  for (uint32_t number : changed) {
    pages_.release(table[number]);
    table[number] = pages_.add(pageStart(number));
  }
  setBase(table);
  tableBytes_ += table.size() * kTableEntry;
  auto behind = std::find_if(checkpoints_.begin(), checkpoints_.end(),
                             [&](const Checkpoint& checkpoint) { return checkpoint.moment > moment; });
  checkpoints_.insert(behind, Checkpoint{moment, std::move(table)});
  return true;
}

void CheckpointStore::restore(size_t index) {
  CHECK(index < checkpoints_.size());
  const PageTable& table = checkpoints_[index].table;
  truncateRegion(table.size() * kPageSize);
  for (size_t i = 1; i < table.size();) {
    size_t end = i + 1;
    char* target = regionBase() + i * kPageSize;
    if (table[i] == PageStore::kZeroPage) {
      if (!pages_.equals(PageStore::kZeroPage, target)) {
        unpoison(target, kPageSize);
        std::memset(target, 0, kPageSize);
      }
    } else {
      while (end < table.size() && PageStore::adjacent(table[end - 1], table[end])) ++end;
      rawCopy(target, pages_.data(table[i]), (end - i) * kPageSize);
    }
    i = end;
  }
  setBase(table);
  regionRestored();
}

size_t CheckpointStore::nearest(uint64_t moment) const {
  auto behind = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), moment,
                                 [](uint64_t m, const Checkpoint& checkpoint) { return m < checkpoint.moment; });
  return behind == checkpoints_.begin() ? kNone : size_t(behind - checkpoints_.begin()) - 1;
}

bool CheckpointStore::makeRoom(size_t wanted) {
  while (checkpoints_.size() >= maxCount_ || bytesHeld() + wanted > budget_)
    if (!thinOne()) return false;
  return true;
}

// Drops the one whose absence hurts least: the gap it leaves, measured against its age, so that what is left lies
// logarithmically denser towards the newest. The first and the last stay. False when there is nothing between them.
bool CheckpointStore::thinOne() {
  if (checkpoints_.size() < 3) return false;
  uint64_t newest = checkpoints_.back().moment;
  size_t best = 1;
  double least = 0;
  for (size_t i = 1; i + 1 < checkpoints_.size(); ++i) {
    uint64_t previous = checkpoints_[i - 1].moment;
    double score = double(checkpoints_[i + 1].moment - previous) / double(newest - previous);
    if (i > 1 && score >= least) continue;
    least = score;
    best = i;
  }
  drop(best);
  return true;
}

void CheckpointStore::drop(size_t index) {
  releaseTable(checkpoints_[index].table);
  tableBytes_ -= checkpoints_[index].table.size() * kTableEntry;
  checkpoints_.erase(checkpoints_.begin() + std::ptrdiff_t(index));
}

void CheckpointStore::clear() {
  while (!checkpoints_.empty()) drop(checkpoints_.size() - 1);
  setBase({});
}

void CheckpointStore::setBase(const PageTable& table) {
  for (PageId page : table) pages_.share(page);
  releaseTable(base_);
  base_ = table;
}

void CheckpointStore::releaseTable(const PageTable& table) {
  for (PageId page : table) pages_.release(page);
}

std::vector<std::byte> imageOfUsed() {
  std::vector<std::byte> image(regionUsed());
  rawCopy(image.data() + kPageSize, regionBase() + kPageSize, image.size() - kPageSize);
  return image;
}

}  // namespace vitrine
