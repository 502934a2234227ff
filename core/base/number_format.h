// Floats as text and text as floats, plus the float operations that need exact decimal or integer arithmetic.
// Invariant: every function is correctly rounded and independent of the locale; none allocates in the region.
// The format-spec mini-language built on this is in format_spec.h, the % operator's in printf_format.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/big_int.h"

namespace vitrine {

/// float(text): optional sign, decimal digits with '.', exponent, or inf/infinity/nan in any case; all of `text` must
/// match. Blanks around it must be stripped by the caller; an underscore between two digits is accepted here.
/// False where the text is no float. Overflow gives inf, underflow 0, as in Python.
bool parseDouble(std::string_view text, double& value);

/// repr(float): shortest digits that round-trip; "1.0", "1e+16", "-0.0", "inf", "nan".
std::string formatRepr(double value);

/// Options of formatDouble.
struct DoubleFlags {
  bool alternate = false;   ///< '#': keep the point, and with 'g' the trailing zeros
  bool addDotZero = false;  ///< append ".0" where the text would look like an integer (repr, str)
  bool alwaysSign = false;  ///< '+' before what is not negative
  bool noNegativeZero = false;  ///< 'z': a result that rounds to -0 loses its sign
};

/// Text of a float as CPython's PyOS_double_to_string gives it. `type` is one of e E f F g G r (r: shortest, precision
/// ignored). inf and nan are lower case, upper for E F G. '%' is the caller's (multiply by 100, type 'f').
std::string formatDouble(double value, char type, int precision, DoubleFlags flags = {});

/// repr(complex): "(1+2j)", "1j", "(-0-1j)".
std::string formatComplexRepr(double real, double imaginary);

/// float.hex(): "0x1.8000000000000p+1".
std::string formatHexFloat(double value);
enum class HexFloatStatus { Ok, Invalid, Overflow };
/// float.fromhex(text), blanks around it allowed. Invalid: ValueError "invalid hexadecimal floating-point string";
/// Overflow: OverflowError "hexadecimal value too large to represent as a float".
HexFloatStatus parseHexFloat(std::string_view text, double& value);

/// float.as_integer_ratio() of a finite value: lowest terms, denominator positive.
struct IntegerRatio {
  BigInt numerator;
  BigInt denominator;
};
IntegerRatio integerRatio(double value);

/// round(value, digits): half to even on the exact decimal value; nothing on overflow ("rounded value too large to
/// represent").
std::optional<double> roundDouble(double value, int64_t digits);
/// round(value) before it becomes an int: half to even.
double roundHalfEven(double value);
/// round(int, -digits) for digits > 0: nearest multiple of 10**digits, half to even.
BigInt roundInteger(BigIntView value, uint64_t digits);

/// hash(float) on 64-bit CPython; equal numbers hash alike. A NaN's hash is by identity and so the caller's.
int64_t hashDouble(double value);

}  // namespace vitrine
