// Checkpoints: images of the region's used prefix at certain moments, kept as tables of 4 KB pages (R13). A page that
// did not change between two checkpoints is stored once and shared; all-zero pages are not stored.
//
//   checkpoint  | moment | used | page table: 0 17 18 3 ...  ->  PageStore  | page | page | ... with reference counts
//
// The store knows nothing of the machine: whoever takes and restores does so between two instructions. Look next at
// page_store.h; when to take one is the recorder's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "trace/page_store.h"

namespace vitrine {

class CheckpointStore {
 public:
  static constexpr size_t kNone = size_t(-1);
  static constexpr size_t kDefaultBudget = size_t(64) << 20;
  static constexpr size_t kDefaultMaxCount = 512;

  /// `budget` in bytes of pages and tables together.
  explicit CheckpointStore(size_t budget = kDefaultBudget, size_t maxCount = kDefaultMaxCount)
      : budget_(budget), maxCount_(maxCount < 3 ? 3 : maxCount) {}
  ~CheckpointStore() { clear(); }
  CheckpointStore(const CheckpointStore&) = delete;
  CheckpointStore& operator=(const CheckpointStore&) = delete;

  /// Keeps the region as it is at `moment`; older ones are thinned to stay within the budget, the first always stays.
  /// A moment that is already kept is left alone. False when there is no room.
  bool take(uint64_t moment);
  /// Puts the region back as it was; `index` below count().
  void restore(size_t index);
  /// The last checkpoint at or before `moment`; kNone if there is none.
  size_t nearest(uint64_t moment) const;

  size_t count() const { return checkpoints_.size(); }
  uint64_t momentAt(size_t index) const { return checkpoints_[index].moment; }
  /// Bytes of pages and tables held.
  size_t bytesHeld() const { return pages_.bytesHeld() + tableBytes_; }
  /// Forgets all of them.
  void clear();

 private:
  using PageTable = std::vector<PageId>;
  struct Checkpoint {
    uint64_t moment;
    PageTable table;
  };

  /// Page numbers whose content differs from what base_ has.
  std::vector<uint32_t> changedPages(size_t pageCount) const;
  bool makeRoom(size_t wanted);
  bool thinOne();
  void drop(size_t index);
  void setBase(const PageTable& table);
  void releaseTable(const PageTable& table);

  size_t budget_, maxCount_, tableBytes_ = 0;
  PageStore pages_;
  std::vector<Checkpoint> checkpoints_;  // by moment
  PageTable base_;  // the last one taken or restored: what the region is compared with
};

/// The used prefix as bytes (offset 0 first; the page never used reads as zero), for comparing two runs byte for byte.
std::vector<std::byte> imageOfUsed();

}  // namespace vitrine
