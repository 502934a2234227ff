// str: characters of 1, 2 or 4 bytes each, the narrowest that holds them all (PEP 393), since hashes are over these bytes
// (R7). Immutable. One-character Latin-1 strings and the empty string are shared, names are interned.
#pragma once

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

/// From WTF-8 (valid by construction: source text, constants, our own messages).
Result<Ref> newStr(Vm& vm, std::string_view wtf8);
/// Uninitialised, to be filled by the caller; `maxCharacter` decides the width.
Result<Ref> newStrBlank(Vm& vm, uint32_t length, char32_t maxCharacter);
Result<Ref> newStrFrom(Vm& vm, const char32_t* characters, size_t count);
Ref characterStr(char32_t c);
/// The same text interned: an immortal, shared cell. Equal interned strings are identical.
Ref intern(std::string_view wtf8);
Ref internValue(Value str);
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

/// Builds a str piece by piece, outside the region until finish().
class StrBuilder {
 public:
  void append(std::string_view wtf8);
  void append(const StrCell* s);
  void appendCharacter(char32_t c);
  size_t length() const { return text_.size(); }
  Result<Ref> finish(Vm& vm);

 private:
  std::u32string text_;
  char32_t max_ = 0;
};

}  // namespace vitrine
