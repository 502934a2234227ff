// str: characters of 1, 2 or 4 bytes each, the narrowest that holds them all (PEP 393), since hashes are over these bytes
// (R7). Immutable. One-character Latin-1 strings and the empty string are shared, names are interned.
#pragma once

#include <cstdlib>
#include <cstring>
#include <span>
#include <string_view>

#include "objects/runtime.h"

namespace vitrine {

struct StrCell : Cell {
  uint32_t length;   // characters
  uint8_t width;     // bytes per character: 1, 2, 4
  uint8_t ascii;     // all below 128
  uint8_t interned;
  uint8_t reserved;
  int64_t hash;      // -1: not computed yet
  char data[];       // length * width bytes

  char32_t at(uint32_t i) const {
    return width == 1 ? uint8_t(data[i]) : width == 2 ? reinterpret_cast<const char16_t*>(data)[i] : reinterpret_cast<const char32_t*>(data)[i];
  }
  /// The bytes of an ASCII (or Latin-1) string.
  std::string_view bytes() const { return {data, size_t(length) * width}; }
};

/// memcpy for texts, which are short more often than not: as wasm a call of memory.copy costs more than the bytes.
inline void copyText(char* to, const char* from, size_t bytes) {
  if (bytes > 32) {
    std::memcpy(to, from, bytes);
    return;
  }
  for (; bytes >= 8; bytes -= 8, to += 8, from += 8) __builtin_memcpy(to, from, 8);
  while (bytes--) {
    *to++ = *from++;
    asm volatile("" ::: "memory");  // keeps the loop from becoming memcpy
  }
}

/// From WTF-8 (valid by construction: source text, constants, our own messages).
Result<Ref> newStr(Vm& vm, std::string_view wtf8);
/// Uninitialised, to be filled by the caller; `maxCharacter` decides the width.
Result<Ref> newStrBlank(Vm& vm, uint32_t length, char32_t maxCharacter);
Result<Ref> newStrFrom(Vm& vm, const char32_t* characters, size_t count);
Ref characterStr(char32_t c);
/// The same text interned: an immortal, shared cell. Equal interned strings are identical.
Ref intern(std::string_view wtf8);
Ref internValue(Value str);
/// The interned string of an ASCII text, NULL where there is none; changes nothing in the region.
Value findInterned(std::string_view ascii);
/// WTF-8 of a str, appended.
void appendUtf8(std::string& out, const StrCell* s);
std::string utf8Of(Value str);
int64_t hashOf(StrCell* s);
bool equalStr(const StrCell* a, const StrCell* b);
int compareStr(const StrCell* a, const StrCell* b);
bool equalsAscii(const StrCell* s, std::string_view ascii);
Result<Ref> concatStr(Vm& vm, Value a, Value b);
/// Substring by character index.
Result<Ref> subStr(Vm& vm, Value s, uint32_t from, uint32_t to);

/// left + right, growing `left` where it lies: what `s += t` needs to be amortised O(1). Only a str nobody else holds grows
/// (the caller has taken the variable's reference away first); any other is concatenated as ever.
Result<Ref> concatInPlace(Vm& vm, Ref left, Value right);
/// The pieces one after another, `separatorOrNull` between them; all are strs.
Result<Ref> joinStrs(Vm& vm, Value separatorOrNull, std::span<const Value> pieces);
/// Copies characters [from, to) of `s`, which `out` is wide enough for, to its places from `place` on.
void copyCharacters(const StrCell* s, uint32_t from, uint32_t to, StrCell* out, uint32_t place);
/// The largest character that a string of this width may hold: 127, 255, 65535 or the last code point.
char32_t widthBound(const StrCell* s);
/// The largest character of [from, to).
char32_t maxCharacter(const StrCell* s, uint32_t from, uint32_t to);

/// Longest str or bytes, in bytes.
constexpr size_t kMaxTextBytes = size_t(1) << 28;

/// Bytes one after the other: on the C++ stack while they are few.
class TextBuffer {
 public:
  TextBuffer() = default;
  TextBuffer(const TextBuffer&) = delete;
  TextBuffer& operator=(const TextBuffer&) = delete;
  ~TextBuffer() {
    if (data_ != few_) std::free(data_);
  }
  size_t size() const { return size_; }
  std::string_view view() const { return {data_, size_}; }
  void append(char c) {
    if (size_ == capacity_) grow(1);
    data_[size_++] = c;
  }
  void append(std::string_view bytes) {
    copyText(room(bytes.size()), bytes.data(), bytes.size());
  }
  void append(size_t count, char c) {
    char* to = room(count);
    while (count--) *to++ = c;
  }
  void clear() { size_ = 0; }

 private:
  /// Where `count` more bytes go.
  char* room(size_t count) {
    if (capacity_ - size_ < count) grow(count);
    size_ += count;
    return data_ + size_ - count;
  }
  void grow(size_t count);

  char few_[120];
  char* data_ = few_;
  size_t size_ = 0, capacity_ = sizeof few_;
};

/// Builds a str piece by piece, outside the region until finish().
class StrBuilder {
 public:
  void append(std::string_view wtf8);
  void append(const StrCell* s) { append(s, 0, s->length); }
  /// Characters [from, to) of `s`.
  void append(const StrCell* s, uint32_t from, uint32_t to);
  /// Latin-1, a byte per character.
  void appendLatin(std::string_view latin);
  void appendCharacter(char32_t c) {
    if (c < 256 && !isWide_) latin_.append(char(c));
    else appendWide(c);
  }
  void appendRepeated(char32_t c, size_t count);
  /// Begins anew.
  void clear() {
    latin_.clear();
    wide_.clear();
    isWide_ = false;
  }
  size_t length() const { return isWide_ ? wide_.size() : latin_.size(); }
  Result<Ref> finish(Vm& vm);

 private:
  void widen();
  void appendWide(char32_t c);

  TextBuffer latin_;     // a byte per character, as long as all are below U+0100
  std::u32string wide_;  // what takes over from then on
  bool isWide_ = false;
};

/// Appends format(v, spec) of an immediate int or a narrow exact str by a specification that asks for no more than a width, an alignment
/// and leading zeros (format.cpp); false where there is more to it.
bool formatPlainly(StrBuilder& out, Value v, std::string_view spec);

}  // namespace vitrine
