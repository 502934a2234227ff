// SHA-256 of bytes (FIPS 180-4), for the `sha256` field of `vitrine code`; not for secrets.
#pragma once

#include <string>
#include <string_view>

namespace vitrine {

/// The digest as 64 lower-case hexadecimal digits.
std::string sha256Hex(std::string_view bytes);

}  // namespace vitrine
