// str: isalpha() and its kind (CPython: Objects/unicodeobject.c).
#include "base/unicode.h"
#include "objects/raw_args.h"
#include "objects/str_methods.h"

namespace vitrine {
namespace {

/// Whether there are characters and all of them satisfy `is`.
Result<Ref> all(Args args, bool (*is)(char32_t)) {
  const StrCell* s = strCell(args[0]);
  for (uint32_t i = 0; i < s->length; ++i)
    if (!is(s->at(i))) return boolRef(false);
  return boolRef(s->length > 0);
}

/// islower() and isupper(): some character has the case, and none the other one.
Result<Ref> allCased(Args args, bool (*wanted)(char32_t), bool (*other)(char32_t)) {
  const StrCell* s = strCell(args[0]);
  bool some = false;
  for (uint32_t i = 0; i < s->length; ++i) {
    char32_t c = s->at(i);
    if (other(c) || unicode::isTitle(c)) return boolRef(false);
    some = some || wanted(c);
  }
  return boolRef(some);
}

}  // namespace

namespace strmethods {

Result<Ref> isAlnum(Vm&, Args args) { return all(args, unicode::isAlnum); }
Result<Ref> isAlpha(Vm&, Args args) { return all(args, unicode::isAlpha); }
Result<Ref> isAscii(Vm&, Args args) { return boolRef(strCell(args[0])->ascii); }
Result<Ref> isDecimal(Vm&, Args args) { return all(args, unicode::isDecimal); }
Result<Ref> isDigit(Vm&, Args args) { return all(args, unicode::isDigit); }
Result<Ref> isNumeric(Vm&, Args args) { return all(args, unicode::isNumeric); }
Result<Ref> isSpace(Vm&, Args args) { return all(args, isStrSpace); }
Result<Ref> isLower(Vm&, Args args) { return allCased(args, unicode::isLower, unicode::isUpper); }
Result<Ref> isUpper(Vm&, Args args) { return allCased(args, unicode::isUpper, unicode::isLower); }

Result<Ref> isPrintable(Vm&, Args args) {
  if (!strCell(args[0])->length) return boolRef(true);
  return all(args, unicode::isPrintable);
}

Result<Ref> isIdentifier(Vm&, Args args) {
  const StrCell* s = strCell(args[0]);
  if (!s->length || !unicode::isIdentifierStart(s->at(0))) return boolRef(false);
  for (uint32_t i = 1; i < s->length; ++i)
    if (!unicode::isIdentifierContinue(s->at(i))) return boolRef(false);
  return boolRef(true);
}

Result<Ref> isTitle(Vm&, Args args) {
  const StrCell* s = strCell(args[0]);
  bool some = false, previousCased = false;
  for (uint32_t i = 0; i < s->length; ++i) {
    char32_t c = s->at(i);
    bool opens = unicode::isUpper(c) || unicode::isTitle(c), goesOn = unicode::isLower(c);
    if (opens ? previousCased : goesOn && !previousCased) return boolRef(false);
    previousCased = opens || goesOn;
    some = some || previousCased;
  }
  return boolRef(some);
}

}  // namespace strmethods
}  // namespace vitrine
