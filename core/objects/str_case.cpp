// str: changing case (CPython: Objects/unicodeobject.c, do_upper and its kind; Unicode 3.13).
#include <cstring>

#include "base/unicode.h"
#include "objects/raw_args.h"
#include "objects/str_methods.h"

namespace vitrine {
namespace {

using Mapping = int (*)(char32_t, char32_t out[unicode::kMaxMapped]);

/// 'Σ' becomes 'ς' at the end of a word: after a cased letter and before none, case-ignorable ones passed by.
char32_t lowerSigma(const StrCell* s, uint32_t place) {
  int64_t before = int64_t(place) - 1;
  while (before >= 0 && unicode::isCaseIgnorable(s->at(uint32_t(before)))) --before;
  if (before < 0 || !unicode::isCased(s->at(uint32_t(before)))) return 0x3C3;
  uint32_t after = place + 1;
  while (after < s->length && unicode::isCaseIgnorable(s->at(after))) ++after;
  return after < s->length && unicode::isCased(s->at(after)) ? 0x3C3 : 0x3C2;
}

void appendMapped(StrBuilder& text, const StrCell* s, uint32_t place, Mapping map) {
  char32_t c = s->at(place), mapped[unicode::kMaxMapped];
  if (c == 0x3A3 && map == unicode::toLower) return text.appendCharacter(lowerSigma(s, place));
  int count = map(c, mapped);
  for (int i = 0; i < count; ++i) text.appendCharacter(mapped[i]);
}

char asciiUpper(char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; }
char asciiLower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

/// An ASCII string with each character mapped by `map(c, previous is a letter)`.
template <class Map>
Result<Ref> mapAscii(Vm& vm, const StrCell* s, Map map) {
  if (!s->length) return emptyStr();
  if (s->length == 1) return characterStr(uint8_t(map(s->data[0], false)));
  Ref made = TRY(newStrBlank(vm, s->length, 127));
  char* out = made.as<StrCell>()->data;
  bool inWord = false;
  for (uint32_t i = 0; i < s->length; ++i) {
    char c = s->data[i];
    out[i] = map(c, inWord);
    inWord = (c | 32) >= 'a' && (c | 32) <= 'z';
  }
  return made;
}

Result<Ref> mapAll(Vm& vm, const StrCell* s, Mapping map) {
  StrBuilder text;
  for (uint32_t i = 0; i < s->length; ++i) appendMapped(text, s, i, map);
  return text.finish(vm);
}

}  // namespace

namespace strmethods {

Result<Ref> upper(Vm& vm, Args args) {
  const StrCell* s = strCell(args[0]);
  if (s->ascii) return mapAscii(vm, s, [](char c, bool) { return asciiUpper(c); });
  return mapAll(vm, s, unicode::toUpper);
}

Result<Ref> lower(Vm& vm, Args args) {
  const StrCell* s = strCell(args[0]);
  if (s->ascii) return mapAscii(vm, s, [](char c, bool) { return asciiLower(c); });
  return mapAll(vm, s, unicode::toLower);
}

Result<Ref> caseFold(Vm& vm, Args args) {
  const StrCell* s = strCell(args[0]);
  if (s->ascii) return mapAscii(vm, s, [](char c, bool) { return asciiLower(c); });
  return mapAll(vm, s, unicode::toFold);
}

Result<Ref> swapCase(Vm& vm, Args args) {
  const StrCell* s = strCell(args[0]);
  if (s->ascii) return mapAscii(vm, s, [](char c, bool) { return c >= 'a' && c <= 'z' ? asciiUpper(c) : asciiLower(c); });
  StrBuilder text;
  for (uint32_t i = 0; i < s->length; ++i) {
    char32_t c = s->at(i);
    if (unicode::isUpper(c)) appendMapped(text, s, i, unicode::toLower);
    else if (unicode::isLower(c)) appendMapped(text, s, i, unicode::toUpper);
    else text.appendCharacter(c);
  }
  return text.finish(vm);
}

Result<Ref> capitalize(Vm& vm, Args args) {
  const StrCell* s = strCell(args[0]);
  if (s->ascii) {
    bool first = true;
    return mapAscii(vm, s, [&first](char c, bool) { return std::exchange(first, false) ? asciiUpper(c) : asciiLower(c); });
  }
  StrBuilder text;
  for (uint32_t i = 0; i < s->length; ++i) appendMapped(text, s, i, i ? unicode::toLower : unicode::toTitle);
  return text.finish(vm);
}

Result<Ref> title(Vm& vm, Args args) {
  const StrCell* s = strCell(args[0]);
  if (s->ascii) return mapAscii(vm, s, [](char c, bool inWord) { return inWord ? asciiLower(c) : asciiUpper(c); });
  StrBuilder text;
  bool previousCased = false;
  for (uint32_t i = 0; i < s->length; ++i) {
    appendMapped(text, s, i, previousCased ? unicode::toLower : unicode::toTitle);
    previousCased = unicode::isCased(s->at(i));
  }
  return text.finish(vm);
}

}  // namespace strmethods
}  // namespace vitrine
