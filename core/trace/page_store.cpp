// Pages come from chunks of 1 MB; the ids of released ones are used again, last first. Chunks are kept until the store
// goes: the budget bounds them.
#include "trace/page_store.h"

#include "heap/poison.h"

namespace vitrine {
namespace {

alignas(kPageSize) const char kZeros[kPageSize] = {};

}  // namespace

bool PageStore::equals(PageId page, const char* other) const {
  return rawEqual(page == kZeroPage ? kZeros : data(page), other, kPageSize);
}

PageId PageStore::add(const char* source) {
  if (equals(kZeroPage, source)) return kZeroPage;
  PageId page;
  if (free_.empty()) {
    page = PageId(references_.size());
    references_.push_back(0);
    if (page / kChunkPages >= chunks_.size()) chunks_.emplace_back(new char[kChunkPages * kPageSize]);
  } else {
    page = free_.back();
    free_.pop_back();
  }
  references_[page] = 1;
  ++held_;
  rawCopy(chunks_[page / kChunkPages].get() + page % kChunkPages * kPageSize, source, kPageSize);
  return page;
}

void PageStore::release(PageId page) {
  if (page == kZeroPage || --references_[page] != 0) return;
  free_.push_back(page);
  --held_;
}

}  // namespace vitrine
