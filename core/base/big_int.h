// BigInt: integers of any size as plain values, for the compiler's constants and for int objects that do not fit
// 48 bits. Magnitude in little-endian 32-bit digits without leading zeros; zero has no digits. The arithmetic is
// Boost.Multiprecision's, confined to big_int.cpp (decisions/).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

struct BigInt;

/// A read-only integer: where its digits lie does not matter (a BigInt, or an int object in the region).
struct BigIntView {
  bool negative = false;
  std::span<const uint32_t> digits;
};

/// An integer of any size; a plain value.
struct BigInt {
  bool negative = false;
  std::vector<uint32_t> digits;

  BigInt() = default;
  explicit BigInt(int64_t value);
  operator BigIntView() const { return {negative, digits}; }
  bool operator==(const BigInt&) const = default;

  /// The value where it fits 64 bits signed.
  std::optional<int64_t> toInt64() const;
};

}  // namespace vitrine
