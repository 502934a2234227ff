// FrameStack: follows the call stack from instruction to instruction in constant time, by the frames' links. For watchers
// that need the depth or keep something per frame.
#pragma once

#include <vector>

#include "objects/frame.h"
#include "vm/machine.h"

namespace vitrine {

/// `Note` is kept per frame; a frame that appears gets a fresh one.
template <class Note>
class FrameStack {
 public:
  struct Entry {
    const Frame* frame;
    Note note;
  };

  /// Makes the entries agree with the call stack; true where the frame on top was not there before.
  bool follow() {
    const Frame* top = topOf();
    if (!entries_.empty() && entries_.back().frame == top && below(entries_.size() - 1) == backOf(top)) return false;
    const size_t before = entries_.size();
    size_t kept = 0;
    pending_.clear();
    for (const Frame* frame = top; frame; frame = backOf(frame)) {
      kept = indexOf(frame);
      if (kept != 0) break;
      pending_.push_back(frame);
    }
    entries_.resize(kept);
    while (!pending_.empty()) {
      entries_.push_back({pending_.back(), Note()});
      pending_.pop_back();
    }
    return entries_.size() > before || kept < entries_.size();
  }
  bool empty() const { return entries_.empty(); }
  uint32_t depth() const { return uint32_t(entries_.size()); }
  Note& top() { return entries_.back().note; }
  const Frame* topFrame() const { return entries_.back().frame; }
  std::vector<Entry>& entries() { return entries_; }
  void clear() { entries_.clear(); }

 private:
  static const Frame* topOf() { return stackEmpty() ? nullptr : topFrameCell(); }
  static const Frame* topFrameCell() { return vitrine::topFrame(); }
  static const Frame* backOf(const Frame* frame) { return frame && frame->back ? at<Frame>(frame->back) : nullptr; }
  const Frame* below(size_t index) const { return index == 0 ? nullptr : entries_[index - 1].frame; }
  /// 1 + the index of the entry that is this frame in this place, 0 for none.
  size_t indexOf(const Frame* frame) const {
    for (size_t i = entries_.size(); i > 0; --i)
      if (entries_[i - 1].frame == frame) return below(i - 1) == backOf(frame) ? i : 0;
    return 0;
  }

  std::vector<Entry> entries_;
  std::vector<const Frame*> pending_;
};

}  // namespace vitrine
