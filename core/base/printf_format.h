// The pieces of `str % args`: one conversion specifier parsed, and one number or text formatted by it. Choosing and
// converting the argument is the caller's (str and bytes differ there). Messages are CPython 3.14's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/big_int.h"
#include "base/format_spec.h"

namespace vitrine {

/// %[(key)][flags][width][.precision][length]conversion.
struct PrintfSpec {
  bool hasKey = false;
  std::string_view key;  ///< between the parentheses, nested ones included
  bool leftAlign = false, plusSign = false, blankSign = false, alternate = false, zeroPad = false;
  bool widthFromArgument = false;      ///< '*': fetch an int, then set width (negative: leftAlign and its absolute)
  int64_t width = -1;
  bool hasPrecision = false;
  bool precisionFromArgument = false;  ///< '.*': fetch an int, then set precision (negative: 0)
  int64_t precision = -1;
  char32_t conversion = 0;  ///< any code point
  size_t conversionOffset = 0;  ///< byte offset of the conversion character in the format
};

/// Parses the specifier whose '%' is at `format[position]`, and moves `position` behind it. On failure false, and
/// `error` is the ValueError's message ("incomplete format", "incomplete format key", "width too big").
bool parsePrintfSpec(std::string_view format, size_t& position, PrintfSpec& spec, std::string& error);

/// "unsupported format character 'y' (0x79) at index 1" for the conversion of `spec`.
std::string printfUnknownConversion(std::string_view format, const PrintfSpec& spec);

/// An int by d i u o x X.
FormatResult printfInteger(BigIntView value, const PrintfSpec& spec);
/// A float by e E f F g G.
FormatResult printfFloat(double value, const PrintfSpec& spec);
/// A text by s r a c: cut to the precision (not for c) and padded, counting code points.
FormatResult printfText(std::string_view wtf8, const PrintfSpec& spec);

}  // namespace vitrine
