// Decoding, encoding, validating and counting. WTF-8 differs from UTF-8 here in one thing only: the three-byte
// sequences of U+D800..DFFF are accepted.
#include "base/utf8.h"

#include <cstring>

namespace vitrine::utf8 {

namespace {

uint8_t byteAt(std::string_view text, size_t i) { return static_cast<uint8_t>(text[i]); }

/// How many bytes of the sequence at `position` are well formed, and whether it is complete.
struct Sequence {
  int good;       ///< bytes that could belong to it, 0 where the lead byte opens none
  int length;     ///< bytes it should have
  bool atEnd;     ///< the text ended inside it
  bool complete() const { return good == length; }
};

Sequence scan(std::string_view text, size_t position, bool surrogatesAllowed) {
  uint8_t lead = byteAt(text, position);
  if (lead < 0x80) return {1, 1, false};
  if (lead < 0xC2 || lead > 0xF4) return {0, 1, false};
  int length = sequenceLength(text[position]);
  // The second byte's range excludes overlong forms, values past U+10FFFF and, if wanted, surrogates.
  uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xED && !surrogatesAllowed ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (int i = 1; i < length; ++i) {
    if (position + i >= text.size()) return {i, length, true};
    uint8_t byte = byteAt(text, position + i);
    if (byte < low || byte > high) return {i, length, false};
    low = 0x80;
    high = 0xBF;
  }
  return {length, length, false};
}

/// The first position from `position` on that is not ASCII, or the end; eight bytes at a time.
size_t skipAscii(std::string_view text, size_t position) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  for (; position + 8 <= text.size(); position += 8) {
    uint64_t chunk;
    __builtin_memcpy(&chunk, text.data() + position, 8);
    if (chunk & kHighBits) break;
  }
  while (position < text.size() && byteAt(text, position) < 0x80) ++position;
  return position;
}

template <class Unit>
void widenInto(std::string_view text, Unit* out) {
  for (size_t position = 0; position < text.size();) *out++ = static_cast<Unit>(decode(text, position));
}

template <class Unit>
std::string narrowFrom(std::span<const Unit> characters) {
  std::string out;
  out.reserve(characters.size());
  for (Unit c : characters) append(out, c);
  return out;
}

}  // namespace

char32_t decode(std::string_view text, size_t& position) {
  uint8_t lead = byteAt(text, position);
  if (lead < 0x80) {
    ++position;
    return lead;
  }
  Sequence sequence = scan(text, position, true);
  if (!sequence.complete()) {
    ++position;
    return kMalformed;
  }
  char32_t c = lead & (0xFF >> (sequence.length + 1));
  for (int i = 1; i < sequence.length; ++i) c = (c << 6) | (byteAt(text, position + i) & 0x3F);
  position += sequence.length;
  return c;
}

void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  char bytes[4];
  int length = encodedLength(c);
  for (int i = length - 1; i > 0; --i, c >>= 6) bytes[i] = static_cast<char>(0x80 | (c & 0x3F));
  static constexpr uint8_t kLeads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  bytes[0] = static_cast<char>(kLeads[length] | c);
  out.append(bytes, length);
}

void appendRepeated(std::string& out, char32_t c, size_t count) {
  if (c < 0x80) {
    out.append(count, static_cast<char>(c));
    return;
  }
  for (size_t i = 0; i < count; ++i) append(out, c);
}

std::string encode(char32_t c) {
  std::string out;
  append(out, c);
  return out;
}

std::optional<DecodeError> validate(std::string_view bytes, size_t start) {
  for (size_t position = skipAscii(bytes, start); position < bytes.size(); position = skipAscii(bytes, position)) {
    Sequence sequence = scan(bytes, position, false);
    if (!sequence.complete()) {
      if (sequence.good == 0) return DecodeError{position, position + 1, "invalid start byte"};
      const char* reason = sequence.atEnd ? "unexpected end of data" : "invalid continuation byte";
      return DecodeError{position, position + sequence.good, reason};
    }
    position += sequence.length;
  }
  return std::nullopt;
}

bool isWtf8(std::string_view bytes) {
  for (size_t position = skipAscii(bytes, 0); position < bytes.size(); position = skipAscii(bytes, position)) {
    Sequence sequence = scan(bytes, position, true);
    if (!sequence.complete()) return false;
    position += sequence.length;
  }
  return true;
}

bool isAscii(std::string_view bytes) {
  const char* at = bytes.data();
  size_t left = bytes.size();
  for (; left >= 8; left -= 8, at += 8) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    if (word & 0x8080808080808080u) return false;
  }
  for (; left > 0; --left, ++at)
    if (*at & 0x80) return false;
  return true;
}

size_t countCodePoints(std::string_view text) {
  size_t count = 0;
  for (char byte : text) count += !isContinuation(byte);
  return count;
}

size_t offsetOf(std::string_view text, size_t index) {
  size_t position = 0;
  for (; index > 0 && position < text.size(); --index) position += sequenceLength(text[position]);
  return position < text.size() ? position : text.size();
}

char32_t maxCodePoint(std::string_view text) {
  char32_t max = 0;
  for (size_t position = 0; position < text.size();) {
    char32_t c = decode(text, position);
    if (c > max) max = c;
  }
  return max;
}

void widen(std::string_view text, uint8_t* out) { widenInto(text, out); }
void widen(std::string_view text, uint16_t* out) { widenInto(text, out); }
void widen(std::string_view text, uint32_t* out) { widenInto(text, out); }

std::string narrow(std::span<const uint8_t> characters) { return narrowFrom(characters); }
std::string narrow(std::span<const uint16_t> characters) { return narrowFrom(characters); }
std::string narrow(std::span<const uint32_t> characters) { return narrowFrom(characters); }

}  // namespace vitrine::utf8
