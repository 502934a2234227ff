// Value: one NaN-boxed 64-bit word (R6). What the evaluation stack, locals, tuples, lists and dicts hold.
//
//   bits 63..48      meaning                                   bits 47..0
//   0x0000           NULL (all zero) or reference              bits 31..0: offset of the cell in the region
//   0x0002..0xFFF2   float: the double's bits + 2**49          (a NaN is never immediate: it is a FloatCell)
//   0xFFFD           token: what only the machine sees         a small number (see TokenKind)
//   0xFFFE           bool                                      0 or 1
//   0xFFFF           int                                       48-bit two's complement
//
// An integer that fits 48 bits is never a cell, unless it is an instance of a subclass of int. A Value does not own
// its reference: see Ref for one that does. Look next at cell.h.
#pragma once

#include <cstdint>

namespace vitrine {

/// Where a cell or buffer lies: bytes from the region's start, equal natively and in wasm (R3). 0 is "none".
using Offset = uint32_t;

class Value {
 public:
  constexpr Value() : bits_(0) {}
  static constexpr Value fromBits(uint64_t bits) { return Value(bits); }
  static constexpr Value null() { return Value(0); }
  static constexpr Value reference(Offset offset) { return Value(offset); }
  static constexpr Value integer(int64_t value) { return Value(kIntTag | (uint64_t(value) & kPayload)); }
  static constexpr Value boolean(bool value) { return Value(kBoolTag | uint64_t(value)); }
  static constexpr Value token(uint32_t value) { return Value(kTokenTag | value); }
  /// A float; `value` must not be a NaN (objects/float.h: newFloat handles that).
  static constexpr Value floating(double value) { return Value(__builtin_bit_cast(uint64_t, value) + kFloatBias); }

  constexpr uint64_t bits() const { return bits_; }
  constexpr bool isNull() const { return bits_ == 0; }
  constexpr explicit operator bool() const { return bits_ != 0; }
  /// A reference to a cell; not NULL.
  constexpr bool isReference() const { return (bits_ >> 48) == 0 && bits_ != 0; }
  constexpr bool isReferenceOrNull() const { return (bits_ >> 48) == 0; }
  /// An immediate int (exact type int, 48 bits); bool is not one.
  constexpr bool isInt() const { return bits_ >= kIntTag; }
  constexpr bool isBool() const { return (bits_ >> 48) == 0xFFFE; }
  constexpr bool isFloat() const { return bits_ - kFloatBias < kFloatSpan; }
  constexpr bool isToken() const { return (bits_ >> 48) == 0xFFFD; }
  static constexpr bool bothInts(Value a, Value b) { return (a.bits_ & b.bits_) >= kIntTag; }

  constexpr Offset offset() const { return Offset(bits_); }
  constexpr int64_t asInt() const { return int64_t(bits_ << 16) >> 16; }
  constexpr bool asBool() const { return bits_ & 1; }
  constexpr double asFloat() const { return __builtin_bit_cast(double, bits_ - kFloatBias); }

  static constexpr int64_t kMaxInt = (int64_t(1) << 47) - 1, kMinInt = -(int64_t(1) << 47);
  /// Whether `value` fits an immediate int.
  static constexpr bool fits(int64_t value) { return value >= kMinInt && value <= kMaxInt; }

  /// Identity, as Python's `is` on all but immediate floats and ints made anew.
  constexpr bool operator==(const Value&) const = default;

 private:
  constexpr explicit Value(uint64_t bits) : bits_(bits) {}
  static constexpr uint64_t kPayload = 0x0000FFFFFFFFFFFFull, kIntTag = 0xFFFF000000000000ull, kBoolTag = 0xFFFE000000000000ull,
                            kTokenTag = 0xFFFD000000000000ull, kFloatBias = 0x0002000000000000ull,
                            kFloatSpan = 0xFFF1000000000000ull;
  uint64_t bits_;
};
static_assert(sizeof(Value) == 8);

}  // namespace vitrine
