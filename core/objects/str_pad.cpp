// str: filling up and stripping: center, ljust, rjust, zfill, expandtabs, strip and its kind.
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str_methods.h"

namespace vitrine {
namespace {

/// The characters of `self` with `left` and `right` fill characters around.
Result<Ref> padded(Vm& vm, Value self, int64_t left, int64_t right, char32_t fill) {
  const StrCell* s = strCell(self);
  if (left <= 0 && right <= 0) return plainStr(vm, self);
  if (left < 0) left = 0;
  if (right < 0) right = 0;
  if (left > int64_t(kMaxTextBytes) || right > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
  char32_t max = widthBound(s) > fill ? widthBound(s) : fill;
  if (!s->length) max = fill;
  uint32_t length = uint32_t(left + right) + s->length;
  if (length == 1) return characterStr(fill);
  Ref made = TRY(newStrBlank(vm, length, max));
  auto* out = made.as<StrCell>();
  auto put = [&](uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; ++i) {
      if (out->width == 1) out->data[i] = char(fill);
      else if (out->width == 2) reinterpret_cast<char16_t*>(out->data)[i] = char16_t(fill);
      else reinterpret_cast<char32_t*>(out->data)[i] = fill;
    }
  };
  put(0, uint32_t(left));
  copyCharacters(s, 0, s->length, out, uint32_t(left));
  put(uint32_t(left) + s->length, length);
  return made;
}

struct Filling {
  int64_t missing;  // how many characters; not positive: nothing to do
  char32_t fill;
};

Result<Filling> fillingOf(Vm& vm, Args args) {
  int64_t width = TRY(sizeArgument(vm, args[1]));
  char32_t fill = ' ';
  if (args.has(2)) {
    if (!isStr(args[2])) return vm.raiseTypeErrorFor("The fill character must be a unicode character, not %s", args[2]);
    if (strCell(args[2])->length != 1) return vm.raise(TypeId::kTypeError, "The fill character must be exactly one character long");
    fill = strCell(args[2])->at(0);
  }
  return Filling{width - int64_t(strCell(args[0])->length), fill};
}

enum StripSide : uint8_t { kStripLeft = 1, kStripRight = 2 };

template <class Strips>
Result<Ref> stripBy(Vm& vm, Value self, int sides, Strips strips) {
  const StrCell* s = strCell(self);
  uint32_t start = 0, end = s->length;
  if (sides & kStripLeft)
    while (start < end && strips(s->at(start))) ++start;
  if (sides & kStripRight)
    while (end > start && strips(s->at(end - 1))) --end;
  return subStr(vm, self, start, end);
}

Result<Ref> stripSides(Vm& vm, Args args, const char* method, int sides) {
  if (!args.has(1) || isNone(args[1])) return stripBy(vm, args[0], sides, isStrSpace);
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "%s arg must be None or str", method);
  const StrCell* set = strCell(args[1]);
  return stripBy(vm, args[0], sides, [set](char32_t c) {
    for (uint32_t i = 0; i < set->length; ++i)
      if (set->at(i) == c) return true;
    return false;
  });
}

}  // namespace

namespace strmethods {

Result<Ref> center(Vm& vm, Args args) {
  Filling filling = TRY(fillingOf(vm, args));
  if (filling.missing <= 0) return plainStr(vm, args[0]);
  int64_t width = filling.missing + strCell(args[0])->length;
  int64_t left = filling.missing / 2 + (filling.missing & width & 1);
  return padded(vm, args[0], left, filling.missing - left, filling.fill);
}
Result<Ref> ljust(Vm& vm, Args args) {
  Filling filling = TRY(fillingOf(vm, args));
  return padded(vm, args[0], 0, filling.missing, filling.fill);
}
Result<Ref> rjust(Vm& vm, Args args) {
  Filling filling = TRY(fillingOf(vm, args));
  return padded(vm, args[0], filling.missing, 0, filling.fill);
}

Result<Ref> zfill(Vm& vm, Args args) {
  int64_t width = TRY(sizeArgument(vm, args[1]));
  const StrCell* s = strCell(args[0]);
  if (width <= int64_t(s->length)) return plainStr(vm, args[0]);
  bool sign = s->length && (s->at(0) == '+' || s->at(0) == '-');
  if (width > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
  StrBuilder text;
  if (sign) text.appendCharacter(s->at(0));
  text.appendRepeated('0', size_t(width - int64_t(s->length)));
  text.append(s, sign, s->length);
  return text.finish(vm);
}

Result<Ref> expandTabs(Vm& vm, Args args) {
  int64_t size = args.has(1) ? TRY(intArgument(vm, args[1])) : 8;
  const StrCell* s = strCell(args[0]);
  StrBuilder text;
  int64_t column = 0;
  bool changed = false;
  for (uint32_t i = 0; i < s->length; ++i) {
    char32_t c = s->at(i);
    if (c != '\t') {
      text.appendCharacter(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      continue;
    }
    changed = true;
    int64_t blanks = size > 0 ? size - column % size : 0;
    if (int64_t(text.length()) + blanks > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
    text.appendRepeated(' ', size_t(blanks));
    column += blanks;
  }
  return changed ? text.finish(vm) : plainStr(vm, args[0]);
}

Result<Ref> strip(Vm& vm, Args args) { return stripSides(vm, args, "strip", kStripLeft | kStripRight); }
Result<Ref> lstrip(Vm& vm, Args args) { return stripSides(vm, args, "lstrip", kStripLeft); }
Result<Ref> rstrip(Vm& vm, Args args) { return stripSides(vm, args, "rstrip", kStripRight); }

}  // namespace strmethods
}  // namespace vitrine
