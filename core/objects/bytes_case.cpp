// bytes and bytearray: case and character classes, ASCII only (CPython: Objects/bytes_methods.c).
#include "objects/bytes_methods.h"
#include "objects/raw_args.h"

namespace vitrine {
namespace {

bool isUpperByte(char c) { return c >= 'A' && c <= 'Z'; }
bool isLowerByte(char c) { return c >= 'a' && c <= 'z'; }
bool isAlphaByte(char c) { return isUpperByte(c) || isLowerByte(c); }
bool isDigitByte(char c) { return c >= '0' && c <= '9'; }
bool isSpaceByte(char c) { return c == ' ' || (c >= 9 && c <= 13); }
char upperByte(char c) { return isLowerByte(c) ? char(c - 32) : c; }
char lowerByte(char c) { return isUpperByte(c) ? char(c + 32) : c; }

template <class Is>
Result<Ref> all(Args args, Is is) {
  std::string_view text = selfView(args[0]);
  for (char c : text)
    if (!is(c)) return boolRef(false);
  return boolRef(!text.empty());
}

template <class Map>
Result<Ref> mapped(Vm& vm, Args args, Map map) {
  std::string out(selfView(args[0]));
  bool inWord = false;
  for (char& c : out) {
    char old = c;
    c = map(c, inWord);
    inWord = isAlphaByte(old);
  }
  return newLike(vm, args[0], out);
}

Result<Ref> allCased(Args args, bool (*wanted)(char), bool (*other)(char)) {
  bool some = false;
  for (char c : selfView(args[0])) {
    if (other(c)) return boolRef(false);
    some = some || wanted(c);
  }
  return boolRef(some);
}

}  // namespace

namespace bytesmethods {

Result<Ref> upper(Vm& vm, Args args) { return mapped(vm, args, [](char c, bool) { return upperByte(c); }); }
Result<Ref> lower(Vm& vm, Args args) { return mapped(vm, args, [](char c, bool) { return lowerByte(c); }); }
Result<Ref> swapCase(Vm& vm, Args args) {
  return mapped(vm, args, [](char c, bool) { return isLowerByte(c) ? upperByte(c) : lowerByte(c); });
}
Result<Ref> title(Vm& vm, Args args) { return mapped(vm, args, [](char c, bool inWord) { return inWord ? lowerByte(c) : upperByte(c); }); }
Result<Ref> capitalize(Vm& vm, Args args) {
  bool first = true;
  return mapped(vm, args, [&first](char c, bool) { return std::exchange(first, false) ? upperByte(c) : lowerByte(c); });
}

Result<Ref> isAlnum(Vm&, Args args) { return all(args, [](char c) { return isAlphaByte(c) || isDigitByte(c); }); }
Result<Ref> isAlpha(Vm&, Args args) { return all(args, isAlphaByte); }
Result<Ref> isDigit(Vm&, Args args) { return all(args, isDigitByte); }
Result<Ref> isSpace(Vm&, Args args) { return all(args, isSpaceByte); }
Result<Ref> isLower(Vm&, Args args) { return allCased(args, isLowerByte, isUpperByte); }
Result<Ref> isUpper(Vm&, Args args) { return allCased(args, isUpperByte, isLowerByte); }

Result<Ref> isAscii(Vm&, Args args) {
  for (char c : selfView(args[0]))
    if (c & 0x80) return boolRef(false);
  return boolRef(true);
}

Result<Ref> isTitle(Vm&, Args args) {
  bool some = false, inWord = false;
  for (char c : selfView(args[0])) {
    if (isUpperByte(c) ? inWord : isLowerByte(c) && !inWord) return boolRef(false);
    inWord = isAlphaByte(c);
    some = some || inWord;
  }
  return boolRef(some);
}

}  // namespace bytesmethods
}  // namespace vitrine
