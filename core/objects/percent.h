// What `str % args` and `bytes % args` share: handing out the arguments, and the numeric conversions (Library Reference,
// "printf-style String Formatting"; CPython: unicode_format and _PyBytes_FormatEx).
#pragma once

#include "base/printf_format.h"
#include "objects/native.h"

namespace vitrine {

/// The right operand: a tuple's items in order, a single value once, or a mapping asked by key.
class PercentArguments {
 public:
  /// `mayBeMapping`: false where the operand is a text, which has items but is one value.
  PercentArguments(Value operand, bool mayBeMapping);

  /// The next value; TypeError "not enough arguments for format string". Borrowed.
  Result<Value> next(Vm& vm);
  /// Looks `key` up: its value is what next() gives then, once. TypeError "format requires a mapping".
  Result<void> select(Vm& vm, Value key);
  /// Is something left over that had to be used up?
  bool leftOver() const { return !mapping_ && position_ < count_; }
  /// Width and precision that stand as '*'.
  Result<void> fetchStars(Vm& vm, PrintfSpec& spec);

 private:
  Value operand_, mapping_;
  Ref selected_;
  uint32_t position_ = 0, count_;
  bool isTuple_;
};

/// Is it one of d i u o x X; of e E f F g G?
bool isIntegerConversion(char32_t conversion);
bool isFloatConversion(char32_t conversion);
/// `value` formatted by an integer or float conversion; ASCII. `floatMessage`: what takes the place of any error in
/// converting to float, with %s for the type; nullptr leaves the error as it is.
Result<std::string> percentNumber(Vm& vm, Value value, const PrintfSpec& spec, const char* floatMessage);

}  // namespace vitrine
