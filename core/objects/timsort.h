// CPython's list sort (Objects/listsort.txt): timsort with powersort's merge policy, over items that compare without
// Python code. The same algorithm in Python, for all other items, is modules/prelude/sort.py. Where the order is total the
// algorithm cannot be seen; with NaNs among the keys it can, so it is CPython's step by step.
#pragma once

#include <algorithm>
#include <vector>

#include "heap/value.h"

namespace vitrine {

/// A key and what moves with it.
struct SortItem {
  Value key, value;
};

/// Sorts items; `Less` says whether one key is less than another.
template <class Less>
class TimSort {
 public:
  TimSort(SortItem* items, size_t count, Less less) : items_(items), total_(count), less_(less) {}

  void sort() {
    if (total_ < 2) return;
    size_t minimum = minimumRun();
    for (size_t low = 0; low < total_;) {
      size_t remaining = total_ - low, length = countRun(low, remaining);
      if (length < minimum) {
        size_t forced = std::min(minimum, remaining);
        binarySort(low, low + forced, low + length);
        length = forced;
      }
      pushRun(low, length);
      low += length;
    }
    while (runs_.size() > 1) {
      size_t at = runs_.size() - 2;
      if (at > 0 && runs_[at - 1].length < runs_[at + 1].length) --at;
      mergeAt(at);
    }
  }

 private:
  struct Run {
    size_t start, length;
    int power;
  };
  static constexpr size_t kMinimumGallop = 7;

  bool less(const SortItem& a, const SortItem& b) { return less_(a.key, b.key); }

  size_t minimumRun() const {
    size_t count = total_, odd = 0;
    for (; count >= 64; count >>= 1) odd |= count & 1;
    return count + odd;
  }

  void pushRun(size_t start, size_t length) {
    if (!runs_.empty()) {
      int power = powerBetween(runs_.back(), length);
      while (runs_.size() > 1 && runs_[runs_.size() - 2].power > power) mergeAt(runs_.size() - 2);
      runs_.back().power = power;
    }
    runs_.push_back({start, length, 0});
  }

  int powerBetween(const Run& before, size_t length) const {
    size_t a = 2 * before.start + before.length, b = a + before.length + length;
    for (int power = 1;; ++power, a <<= 1, b <<= 1) {
      if (a >= total_) {
        a -= total_;
        b -= total_;
      } else if (b >= total_) {
        return power;
      }
    }
  }

  /// The run at `low`, made ascending; equal keys inside a descending one are turned round twice.
  size_t countRun(size_t low, size_t remaining) {
    SortItem* run = items_ + low;
    size_t n = 1;
    while (n < remaining && !less(run[n], run[n - 1])) ++n;
    if (n == remaining) return n;
    if (n > 1) {
      if (less(run[0], run[n - 1])) return n;
      std::reverse(run, run + n);
    }
    size_t equal = 0;
    auto reverseEqual = [&] {
      if (equal) std::reverse(run + (n - equal - 1), run + n);
      equal = 0;
    };
    for (++n; n < remaining; ++n) {
      if (less(run[n], run[n - 1]))
        reverseEqual();
      else if (less(run[n - 1], run[n]))
        break;
      else
        ++equal;
    }
    reverseEqual();
    std::reverse(run, run + n);
    while (n < remaining && !less(run[n], run[n - 1])) ++n;
    return n;
  }

  void binarySort(size_t low, size_t high, size_t start) {
    for (; start < high; ++start) {
      SortItem pivot = items_[start];
      size_t left = low, right = start;
      while (left < right) {
        size_t middle = (left + right) >> 1;
        if (less(pivot, items_[middle]))
          right = middle;
        else
          left = middle + 1;
      }
      std::move_backward(items_ + left, items_ + start, items_ + start + 1);
      items_[left] = pivot;
    }
  }

  /// Where `key` goes among `count` items, left of equal ones, looking from `hint`.
  size_t gallopLeft(const SortItem& key, const SortItem* items, size_t count, size_t hint) {
    return gallop(items, count, hint, [&](const SortItem& item) { return less(item, key); });
  }
  size_t gallopRight(const SortItem& key, const SortItem* items, size_t count, size_t hint) {
    return gallop(items, count, hint, [&](const SortItem& item) { return !less(key, item); });
  }

  /// The first position whose item does not come `before`, by doubling steps from `hint`, then by halving.
  template <class Before>
  size_t gallop(const SortItem* items, size_t count, size_t hint, Before before) {
    size_t last = 0, offset = 1, low, high;
    if (before(items[hint])) {
      size_t limit = count - hint;
      while (offset < limit && before(items[hint + offset])) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      offset = std::min(offset, limit);
      low = hint + last + 1;
      high = hint + offset;
    } else {
      size_t limit = hint + 1;
      while (offset < limit && !before(items[hint - offset])) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      offset = std::min(offset, limit);
      low = hint + 1 - offset;
      high = hint - last;
    }
    while (low < high) {
      size_t middle = low + ((high - low) >> 1);
      if (before(items[middle]))
        low = middle + 1;
      else
        high = middle;
    }
    return high;
  }

  void mergeAt(size_t at) {
    size_t startA = runs_[at].start, countA = runs_[at].length, startB = runs_[at + 1].start, countB = runs_[at + 1].length;
    runs_[at].length = countA + countB;
    runs_.erase(runs_.begin() + long(at) + 1);
    size_t skip = gallopRight(items_[startB], items_ + startA, countA, 0);
    startA += skip;
    countA -= skip;
    if (countA == 0) return;
    countB = gallopLeft(items_[startA + countA - 1], items_ + startB, countB, countB - 1);
    if (countB == 0) return;
    if (countA <= countB)
      mergeLow(items_ + startA, countA, items_ + startB, countB);
    else
      mergeHigh(items_ + startA, countA, items_ + startB, countB);
  }

  /// Merges from the left; `a`, the shorter, is copied out. The copy's last item is known to come last.
  void mergeLow(SortItem* start, size_t countA, SortItem* b, size_t countB) {
    spare_.assign(start, start + countA);
    SortItem *a = spare_.data(), *to = start;
    *to++ = *b++;
    --countB;
    while (countB && countA > 1) {
      if (!stepLow(a, countA, b, countB, to) || !gallopLow(a, countA, b, countB, to)) break;
    }
    if (countB && countA == 1) {
      to = std::move(b, b + countB, to);
      *to = *a;
    } else {
      std::move(a, a + countA, to);
    }
  }
  /// One item at a time until one side wins often; false when a side runs out.
  bool stepLow(SortItem*& a, size_t& countA, SortItem*& b, size_t& countB, SortItem*& to) {
    for (size_t winsA = 0, winsB = 0;;) {
      if (less(*b, *a)) {
        *to++ = *b++;
        ++winsB, winsA = 0;
        if (--countB == 0) return false;
        if (winsB >= gallop_) break;
      } else {
        *to++ = *a++;
        ++winsA, winsB = 0;
        if (--countA == 1) return false;
        if (winsA >= gallop_) break;
      }
    }
    ++gallop_;
    return true;
  }
  bool gallopLow(SortItem*& a, size_t& countA, SortItem*& b, size_t& countB, SortItem*& to) {
    size_t winsA, winsB;
    do {
      gallop_ -= gallop_ > 1;
      winsA = gallopRight(*b, a, countA, 0);
      to = std::move(a, a + winsA, to);
      a += winsA;
      countA -= winsA;
      if (winsA && countA <= 1) return false;
      *to++ = *b++;
      if (--countB == 0) return false;
      winsB = gallopLeft(*a, b, countB, 0);
      to = std::move(b, b + winsB, to);
      b += winsB;
      countB -= winsB;
      if (countB == 0) return false;
      *to++ = *a++;
      if (--countA == 1) return false;
    } while (winsA >= kMinimumGallop || winsB >= kMinimumGallop);
    ++gallop_;
    return true;
  }

  /// Merges from the right; `b`, the shorter, is copied out. a, b and to point behind what comes next.
  void mergeHigh(SortItem* start, size_t countA, SortItem* startB, size_t countB) {
    spare_.assign(startB, startB + countB);
    SortItem *a = start + countA, *b = spare_.data() + countB, *to = startB + countB;
    *--to = *--a;
    --countA;
    while (countA && countB > 1) {
      if (!stepHigh(a, countA, b, countB, to) || !gallopHigh(a, countA, b, countB, to)) break;
    }
    if (countA && countB == 1) {
      to = std::move_backward(a - countA, a, to);
      *--to = b[-1];
    } else {
      std::move_backward(b - countB, b, to);
    }
  }
  bool stepHigh(SortItem*& a, size_t& countA, SortItem*& b, size_t& countB, SortItem*& to) {
    for (size_t winsA = 0, winsB = 0;;) {
      if (less(b[-1], a[-1])) {
        *--to = *--a;
        ++winsA, winsB = 0;
        if (--countA == 0) return false;
        if (winsA >= gallop_) break;
      } else {
        *--to = *--b;
        ++winsB, winsA = 0;
        if (--countB == 1) return false;
        if (winsB >= gallop_) break;
      }
    }
    ++gallop_;
    return true;
  }
  bool gallopHigh(SortItem*& a, size_t& countA, SortItem*& b, size_t& countB, SortItem*& to) {
    size_t winsA, winsB;
    do {
      gallop_ -= gallop_ > 1;
      winsA = countA - gallopRight(b[-1], a - countA, countA, countA - 1);
      to = std::move_backward(a - winsA, a, to);
      a -= winsA;
      countA -= winsA;
      if (countA == 0) return false;
      *--to = *--b;
      if (--countB == 1) return false;
      winsB = countB - gallopLeft(a[-1], b - countB, countB, countB - 1);
      to = std::move_backward(b - winsB, b, to);
      b -= winsB;
      countB -= winsB;
      if (winsB && countB <= 1) return false;
      *--to = *--a;
      if (--countA == 0) return false;
    } while (winsA >= kMinimumGallop || winsB >= kMinimumGallop);
    ++gallop_;
    return true;
  }

  SortItem* items_;
  size_t total_;
  Less less_;
  size_t gallop_ = kMinimumGallop;
  std::vector<Run> runs_;
  std::vector<SortItem> spare_;
};

}  // namespace vitrine
