// Searching runs of equal-sized units: characters of a str, bytes of a bytes. Positions are in units; -1 is "not there".
// Single bytes and byte strings go through the C library, which is vectorised and linear.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace vitrine {

/// The first place of `needle` in `text`.
template <class Unit>
int64_t findUnits(const Unit* text, int64_t length, const Unit* needle, int64_t count) {
  if (count > length) return -1;
  if (count == 0) return 0;
  if constexpr (sizeof(Unit) == 1) {
    const void* found = count == 1 ? std::memchr(text, uint8_t(needle[0]), size_t(length))
                                   : memmem(text, size_t(length), needle, size_t(count));
    return found ? static_cast<const Unit*>(found) - text : -1;
  } else {
    for (int64_t i = 0; i <= length - count; ++i)
      if (text[i] == needle[0] && std::memcmp(text + i, needle, size_t(count) * sizeof(Unit)) == 0) return i;
    return -1;
  }
}

/// The last place of `needle` in `text`.
template <class Unit>
int64_t findUnitsBackward(const Unit* text, int64_t length, const Unit* needle, int64_t count) {
  for (int64_t i = length - count; i >= 0; --i)
    if (count == 0 || (text[i] == needle[0] && std::memcmp(text + i, needle, size_t(count) * sizeof(Unit)) == 0)) return i;
  return -1;
}

/// How many times `needle` (not empty) occurs without overlapping, at most `limit`.
template <class Unit>
int64_t countUnits(const Unit* text, int64_t length, const Unit* needle, int64_t count, int64_t limit = INT64_MAX) {
  int64_t found = 0;
  for (int64_t at = 0; found < limit; ++found) {
    int64_t step = findUnits(text + at, length - at, needle, count);
    if (step < 0) break;
    at += step + count;
  }
  return found;
}

/// Where a search in text[start:end] of a text of `length` units begins and ends, as slices clip; false where start is
/// behind the end, so that not even an empty needle is found.
inline bool clipRange(int64_t& start, int64_t& end, int64_t length) {
  if (end > length) end = length;
  else if (end < 0) end = end + length < 0 ? 0 : end + length;
  if (start < 0) start = start + length < 0 ? 0 : start + length;
  return start <= end;
}

}  // namespace vitrine
