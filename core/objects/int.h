// int: immediate where it fits 48 bits; else (or for a subclass's instance) an IntCell with 32-bit digits.
#pragma once

#include <optional>

#include "base/big_int.h"
#include "objects/runtime.h"

namespace vitrine {

struct IntCell : Cell {
  int32_t size;  // digits, negative for a negative number (CPython: ob_size)
  uint32_t reserved;
  uint32_t digits[];  // little-endian
};

/// Any int or bool as digits: `scratch` holds those of an immediate.
struct IntDigits {
  explicit IntDigits(Value v);
  BigIntView view;
  uint32_t scratch[2];
};

/// The normal form: immediate where it fits.
Result<Ref> newInt(Vm& vm, const BigInt& value);
Result<Ref> newInt(Vm& vm, int64_t value);
Result<Ref> newIntUnsigned(Vm& vm, uint64_t value);
/// An int's value (int, bool, subclass) where it fits 64 bits.
std::optional<int64_t> asInt64(Value v);

}  // namespace vitrine
