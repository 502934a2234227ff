// PageStore: reference-counted 4 KB pages in chunks outside the region. PageId 0 is the page of zeros, stored nowhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "heap/region.h"

namespace vitrine {

using PageId = uint32_t;

class PageStore {
 public:
  static constexpr PageId kZeroPage = 0;

  /// Stores the page at `source` with one reference; kZeroPage if it is all zero.
  PageId add(const char* source);
  void share(PageId page) {
    if (page != kZeroPage) ++references_[page];
  }
  void release(PageId page);

  bool equals(PageId page, const char* other) const;
  const char* data(PageId page) const { return chunks_[page / kChunkPages].get() + page % kChunkPages * kPageSize; }
  /// Whether `next` lies right behind `page` in memory.
  static bool adjacent(PageId page, PageId next) { return next == page + 1 && next % kChunkPages != 0; }
  size_t bytesHeld() const { return held_ * kPageSize; }

 private:
  static constexpr size_t kChunkPages = 256;

  std::vector<std::unique_ptr<char[]>> chunks_;
  std::vector<uint32_t> references_ = {0};  // by PageId
  std::vector<PageId> free_;
  size_t held_ = 0;
};

}  // namespace vitrine
