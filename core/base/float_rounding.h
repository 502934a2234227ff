// One rounding for everything that composes a float from an integer: big_int_float.cpp and number_parse.cpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace vitrine {

/// (significand + something below its last bit, if `sticky`) * 2**exponent as the nearest float, half to even, rounded
/// once also where it is subnormal; infinity where it is too large.
inline double composeDouble(uint64_t significand, bool sticky, int64_t exponent) {
  if (significand == 0) return 0;
  int64_t top = exponent + 64 - __builtin_clzll(significand);  // the value lies in [2**(top-1), 2**top)
  if (top > 1024) return std::numeric_limits<double>::infinity();
  if (top < -1080) return 0;
  int64_t lowest = std::max<int64_t>(top - 53, -1074);  // exponent of the float's last bit
  int64_t drop = lowest - exponent;
  if (drop <= 0) return std::ldexp(static_cast<double>(significand), static_cast<int>(exponent));
  if (drop > 64) return 0;  // less than half of the smallest subnormal
  uint64_t half = uint64_t{1} << (drop - 1);
  uint64_t rest = significand & (half | (half - 1));
  uint64_t kept = drop < 64 ? significand >> drop : 0;
  if (rest > half || (rest == half && (sticky || (kept & 1)))) ++kept;
  return std::ldexp(static_cast<double>(kept), static_cast<int>(lowest));
}

}  // namespace vitrine
