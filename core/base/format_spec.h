// The format-spec mini-language of format() and f-strings: [[fill]align][sign][z][#][0][width][grouping][.precision
// [grouping]][type], parsed once into a FormatSpec and applied to integers, floats, complex numbers and strings.
// Texts are WTF-8; widths and precisions count code points. Messages are CPython 3.14's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/big_int.h"

namespace vitrine {

/// Which exception a failed formatting raises, if any.
/// Memory: the result would be longer than kMaxFormattedLength.
enum class FormatError { None, Value, Overflow, Memory };

/// Longest text that formatting makes, in bytes: widths and precisions come from users.
inline constexpr int64_t kMaxFormattedLength = int64_t{1} << 26;

/// Formatted text, or the message of the exception to raise.
struct [[nodiscard]] FormatResult {
  FormatError error = FormatError::None;
  std::string text;  ///< the text, or the exception's message
  bool ok() const { return error == FormatError::None; }
};

enum class Grouping : uint8_t { None, Comma, Underscore };

/// A parsed specification. Characters are code points; 0 means "not given" for align, sign and type.
struct FormatSpec {
  char32_t fill = ' ';
  bool fillGiven = false;
  char align = 0;  ///< '<' '>' '=' '^', or 0: the type's own (right for numbers, left for strings)
  char sign = 0;   ///< '+' '-' ' ', or 0
  bool noNegativeZero = false;
  bool alternate = false;
  bool zeroPad = false;     ///< '0' before the width
  int64_t width = -1;
  Grouping grouping = Grouping::None;
  int64_t precision = -1;
  Grouping fractionGrouping = Grouping::None;
  char32_t type = 0;
};

/// What kind of object a specification is for: decides default alignment and default type (s, d, none).
enum class FormatTarget { String, Integer, Float };

/// Parses all of `text`; on failure `error` is set to CPython's message (a ValueError) and false returned.
/// `typeName` is the object's type's name, for messages.
bool parseFormatSpec(std::string_view text, FormatTarget target, std::string_view typeName, FormatSpec& spec,
                     std::string& error);

/// int.__format__. Types b c d n o x X, or one of float's, to which the integer is converted first.
FormatResult formatInteger(BigIntView value, const FormatSpec& spec, std::string_view typeName = "int");
/// float.__format__. Types e E f F g G n %, or none.
FormatResult formatFloat(double value, const FormatSpec& spec, std::string_view typeName = "float");
/// complex.__format__.
FormatResult formatComplex(double real, double imaginary, const FormatSpec& spec,
                           std::string_view typeName = "complex");
/// str.__format__. Type s or none.
FormatResult formatString(std::string_view text, const FormatSpec& spec, std::string_view typeName = "str");

// Parse and apply in one: what a __format__ method wants. The empty specification must be handled by the caller where
// it means str(object) (bool, for one).
FormatResult formatInteger(BigIntView value, std::string_view spec, std::string_view typeName = "int");
FormatResult formatFloat(double value, std::string_view spec, std::string_view typeName = "float");
FormatResult formatComplex(double real, double imaginary, std::string_view spec,
                           std::string_view typeName = "complex");
FormatResult formatString(std::string_view text, std::string_view spec, std::string_view typeName = "str");

}  // namespace vitrine
