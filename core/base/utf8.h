// Text as bytes: strict UTF-8, WTF-8 (UTF-8 in which lone surrogates U+D800..DFFF may occur; the form of all text
// inside core, R19), and the 1-, 2- and 4-byte buffers of str objects (PEP 393).
// Invariant: decoders never read past the end and never fail on valid WTF-8; what else comes in is reported.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vitrine::utf8 {

inline constexpr char32_t kMaxCodePoint = 0x10FFFF;
/// What `decode` gives for a malformed sequence (no code point).
inline constexpr char32_t kMalformed = 0xFFFFFFFF;

inline bool isSurrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }
inline bool isContinuation(char byte) { return (static_cast<uint8_t>(byte) & 0xC0) == 0x80; }
/// Bytes that `c` takes: 1 to 4.
inline int encodedLength(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }
/// Bytes of the sequence that `lead` opens; 1 for what opens none.
inline int sequenceLength(char lead) {
  auto byte = static_cast<uint8_t>(lead);
  return byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 1;
}

/// The code point at `text[position]`, which moves behind it; lone surrogates are code points here. At a malformed
/// sequence kMalformed, and `position` moves by one byte. `position` must be inside the text.
char32_t decode(std::string_view text, size_t& position);
/// Appends `c` (surrogates too).
void append(std::string& out, char32_t c);
/// Appends `count` times `c`.
void appendRepeated(std::string& out, char32_t c, size_t count);
std::string encode(char32_t c);

/// What is wrong with bytes that should be UTF-8, in the words of CPython's UnicodeDecodeError.
struct DecodeError {
  size_t start;        ///< offset of the first bad byte
  size_t end;          ///< offset behind the last byte of the bad sequence
  const char* reason;  ///< "invalid start byte", "invalid continuation byte", "unexpected end of data"
};
/// The first error of `bytes` as strict UTF-8 (no surrogates, no overlong forms) from `start` on, or nothing.
std::optional<DecodeError> validate(std::string_view bytes, size_t start = 0);
/// Is it WTF-8 (UTF-8 that may hold surrogates)?
bool isWtf8(std::string_view bytes);
bool isAscii(std::string_view bytes);

/// Code points in valid WTF-8 text.
size_t countCodePoints(std::string_view text);
/// Byte offset of code point number `index` (the end where there are fewer).
size_t offsetOf(std::string_view text, size_t index);
/// The largest code point: decides the width of a str object (below 0x100: 1 byte, below 0x10000: 2, else 4).
char32_t maxCodePoint(std::string_view text);
/// 1, 2 or 4 bytes per character for text whose largest code point is `max` (PEP 393).
inline int widthFor(char32_t max) { return max < 0x100 ? 1 : max < 0x10000 ? 2 : 4; }

/// Writes the code points of valid WTF-8 into a buffer of exactly countCodePoints(text) elements, wide enough.
void widen(std::string_view text, uint8_t* out);
void widen(std::string_view text, uint16_t* out);
void widen(std::string_view text, uint32_t* out);
/// WTF-8 of a buffer of code points (a surrogate pair in it stays two code points, as in Python).
std::string narrow(std::span<const uint8_t> characters);
std::string narrow(std::span<const uint16_t> characters);
std::string narrow(std::span<const uint32_t> characters);

/// Forward iteration over code points: `for (char32_t c : utf8::CodePoints(text))`.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}
  explicit CodePoints(std::string&&) = delete;  // it would dangle
  struct Iterator {
    std::string_view text;
    size_t position;
    char32_t operator*() const {
      size_t at = position;
      return decode(text, at);
    }
    Iterator& operator++() {
      decode(text, position);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return position != other.position; }
  };
  Iterator begin() const { return {text_, 0}; }
  Iterator end() const { return {text_, text_.size()}; }

 private:
  std::string_view text_;
};

}  // namespace vitrine::utf8
