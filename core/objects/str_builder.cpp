// StrBuilder and the joining of many pieces. A builder's text stays one byte per character until a wider one comes.
#include <cstring>

#include "base/utf8.h"
#include "objects/str.h"

namespace vitrine {

void TextBuffer::grow(size_t count) {
  size_t wanted = size_ + count > capacity_ * 2 ? size_ + count : capacity_ * 2;
  char* moved = static_cast<char*>(data_ == few_ ? std::malloc(wanted) : std::realloc(data_, wanted));
  CHECK(moved);
  if (data_ == few_) std::memcpy(moved, few_, size_);
  data_ = moved;
  capacity_ = wanted;
}

void StrBuilder::widen() {
  if (isWide_) return;
  wide_.reserve(latin_.size() + 16);
  for (char c : latin_.view()) wide_ += char32_t(uint8_t(c));
  latin_.clear();
  isWide_ = true;
}

void StrBuilder::appendWide(char32_t c) {
  widen();
  wide_ += c;
}

void StrBuilder::appendLatin(std::string_view latin) {
  if (!isWide_) {
    latin_.append(latin);
    return;
  }
  for (char c : latin) wide_ += char32_t(uint8_t(c));
}

void StrBuilder::append(std::string_view wtf8) {
  if (utf8::isAscii(wtf8)) return appendLatin(wtf8);
  for (char32_t c : utf8::CodePoints(wtf8)) appendCharacter(c);
}

void StrBuilder::append(const StrCell* s, uint32_t from, uint32_t to) {
  if (s->width == 1) return appendLatin({s->data + from, to - from});
  for (uint32_t i = from; i < to; ++i) appendCharacter(s->at(i));
}

void StrBuilder::appendRepeated(char32_t c, size_t count) {
  if (c < 256 && !isWide_) {
    latin_.append(count, char(c));
    return;
  }
  widen();
  wide_.append(count, c);
}

Result<Ref> StrBuilder::finish(Vm& vm) {
  if (isWide_) return newStrFrom(vm, wide_.data(), wide_.size());
  std::string_view text = latin_.view();
  if (text.size() < 2) return text.empty() ? newStr(vm, {}) : Result<Ref>(characterStr(uint8_t(text[0])));
  if (text.size() > kMaxTextBytes) return vm.raiseMemoryError();
  Ref made = TRY(newStrBlank(vm, uint32_t(text.size()), utf8::isAscii(text) ? 127 : 255));
  copyText(made.as<StrCell>()->data, text.data(), text.size());
  return made;
}

Result<Ref> joinStrs(Vm& vm, Value separator, std::span<const Value> pieces) {
  if (pieces.empty()) return newStr(vm, {});
  if (pieces.size() == 1 && isExactly(pieces[0], TypeId::kStr)) return Ref::share(pieces[0]);
  const StrCell* between = separator ? cellOf<StrCell>(separator) : nullptr;
  if (between && !between->length) between = nullptr;
  uint64_t length = between ? uint64_t(between->length) * (pieces.size() - 1) : 0;
  char32_t max = between && pieces.size() > 1 ? widthBound(between) : 0;
  for (Value piece : pieces) {
    const auto* s = cellOf<StrCell>(piece);
    length += s->length;
    if (s->length && widthBound(s) > max) max = widthBound(s);
  }
  if (!length) return newStr(vm, {});
  if (length > kMaxTextBytes) return vm.raiseMemoryError();
  if (length == 1) {
    for (Value piece : pieces)
      if (cellOf<StrCell>(piece)->length) return characterStr(cellOf<StrCell>(piece)->at(0));
    return characterStr(between->at(0));
  }
  Ref made = TRY(newStrBlank(vm, uint32_t(length), max));
  auto* out = made.as<StrCell>();
  uint32_t place = 0;
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (i && between) {
      copyCharacters(between, 0, between->length, out, place);
      place += between->length;
    }
    const auto* s = cellOf<StrCell>(pieces[i]);
    copyCharacters(s, 0, s->length, out, place);
    place += s->length;
  }
  return made;
}

}  // namespace vitrine
