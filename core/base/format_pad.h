// What the formatting files share: padding and the ways to fail. Not for other rooms: they use format_spec.h.
#pragma once

#include <string>
#include <string_view>

#include "base/format_spec.h"

namespace vitrine {

inline FormatResult valueError(std::string message) { return {FormatError::Value, std::move(message)}; }
/// "Unknown format code 'q' for object of type 'int'".
FormatResult unknownFormatCode(char32_t type, std::string_view typeName);

/// `text` of `length` code points, padded to `width` of them; align is one of < > ^.
std::string padText(std::string_view text, size_t length, char32_t fill, char align, int64_t width);

}  // namespace vitrine
