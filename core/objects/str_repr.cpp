// repr of str (CPython: Objects/unicodeobject.c, unicode_repr).
#include "base/unicode.h"
#include "objects/str_methods.h"

namespace vitrine {
namespace {

void appendHex(StrBuilder& text, char32_t c, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) text.appendCharacter(char32_t("0123456789abcdef"[c >> shift & 15]));
}

void appendEscaped(StrBuilder& text, char32_t c) {
  text.appendCharacter('\\');
  switch (c) {
    case '\t': return text.appendCharacter('t');
    case '\n': return text.appendCharacter('n');
    case '\r': return text.appendCharacter('r');
  }
  text.appendCharacter(c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U');
  appendHex(text, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
}

}  // namespace

Result<Ref> strRepr(Vm& vm, Value self) {
  const StrCell* s = strCell(self);
  bool single = false, twice = false, plain = s->ascii;
  for (uint32_t i = 0; i < s->length; ++i) {
    char32_t c = s->at(i);
    single = single || c == '\'';
    twice = twice || c == '"';
    plain = plain && c >= 32 && c < 127 && c != '\\' && c != '\'';
  }
  char32_t quote = single && !twice ? '"' : '\'';
  StrBuilder text;
  text.appendCharacter(quote);
  if (plain) {
    text.append(s);
  } else {
    for (uint32_t i = 0; i < s->length; ++i) {
      char32_t c = s->at(i);
      if (c == quote || c == '\\') {
        text.appendCharacter('\\');
        text.appendCharacter(c);
      } else if (c < 128 ? c >= 32 && c < 127 : unicode::isPrintable(c)) {
        text.appendCharacter(c);
      } else {
        appendEscaped(text, c);
      }
    }
  }
  text.appendCharacter(quote);
  return text.finish(vm);
}

}  // namespace vitrine
