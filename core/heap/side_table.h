// SideTable: a number for each cell block, outside the region (what the collector notes must not change a checkpoint).
// Index arithmetic avoids division: blocks of a pool are found by multiplying with a reciprocal. Internal to the room.
#pragma once

#include <vector>

#include "heap/heap_walk.h"

namespace vitrine {

/// Which pools a table covers.
enum class Coverage { kTrackedCells, kAllCells };

class SideTable {
 public:
  explicit SideTable(Coverage coverage) : pages_(regionUsed() / kPageSize) {
    uint32_t base = 0;
    walkPools([&](Offset first, const PageDescriptor& pool) {
      if (pool.kind == PoolKind::kBuffer) return;
      if (pool.kind == PoolKind::kLeaf && coverage == Coverage::kTrackedCells) return;
      pools_.push_back(first);
      uint32_t covered = pool.use == PageUse::kPool ? pool.pages : 1;
      uint32_t reciprocal = pool.use == PageUse::kPool ? (1u << kShift) / (pool.blockBytes / kGrain) + 1 : 0;
      for (uint32_t i = 0; i < covered; ++i) pages_[first / kPageSize + i] = Page{first, base, reciprocal};
      base += pool.blocks;
    });
    values_.resize(base);
  }

  /// Whether `cell` lies in a pool of the table.
  bool covers(const Cell* cell) const {
    size_t page = offsetOf(cell) / kPageSize;
    return page < pages_.size() && pages_[page].first != 0;
  }
  /// The number of a covered cell, 0 at first.
  uint32_t& operator[](const Cell* cell) {
    Offset offset = offsetOf(cell);
    const Page& page = pages_[offset / kPageSize];
    return values_[page.base + (((offset - page.first) / kGrain * page.reciprocal) >> kShift)];
  }

  /// Calls visit(Cell*) for each live cell covered, in address order.
  template <class Visit>
  void forEach(Visit&& visit) {
    for (Offset first : pools_) walkCells(first, descriptorOf(first), visit);
  }

 private:
  // (offset / 16) < 1024 and block / 16 <= 192 in a pool: 20 bits make the product exact and keep it in 32.
  static constexpr uint32_t kShift = 20;
  struct Page {
    Offset first;
    uint32_t base, reciprocal;
  };
  std::vector<Page> pages_;
  std::vector<Offset> pools_;
  std::vector<uint32_t> values_;
};

}  // namespace vitrine
