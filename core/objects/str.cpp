// str: making strings, interning, hashing, comparing, joining pieces. The type's methods are in str_type.cpp and its
// neighbours.
#include "objects/str.h"

#include <cstring>

#include "base/siphash.h"
#include "base/utf8.h"
#include "heap/heap.h"
#include "objects/bytes.h"

namespace vitrine {
namespace {

/// The intern table: open addressing over offsets of StrCells, grown at half full. Its buffer starts with size and count.
struct InternTable {
  uint32_t size, count;
  Offset entries[];
};
constexpr uint32_t kFirstInternSize = 2048;

InternTable* internTable() { return at<InternTable>(root().internTable); }

Offset newInternTable(uint32_t size) {
  Offset block = allocateBuffer(sizeof(InternTable) + size * sizeof(Offset));
  CHECK(block);
  at<InternTable>(block)->size = size;
  return block;
}

/// The slot where `s` is or belongs.
uint32_t internSlot(const InternTable* table, const StrCell* s, int64_t hash) {
  uint32_t mask = table->size - 1, slot = uint32_t(hash) & mask;
  while (table->entries[slot]) {
    const auto* other = at<StrCell>(table->entries[slot]);
    if (other->hash == hash && equalStr(other, s)) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

void growInternTable() {
  Offset old = root().internTable;
  auto* from = at<InternTable>(old);
  root().internTable = newInternTable(from->size * 2);
  InternTable* to = internTable();
  for (uint32_t i = 0; i < from->size; ++i) {
    if (!from->entries[i]) continue;
    const auto* s = at<StrCell>(from->entries[i]);
    to->entries[internSlot(to, s, s->hash)] = from->entries[i];
  }
  to->count = from->count;
  freeBlock(old);
}

StrCell* blank(uint32_t length, int width, bool ascii, size_t spare = 0) {
  Offset block = allocateLeafCellUninitialized(sizeof(StrCell) + size_t(length) * size_t(width) + spare);
  if (!block) return nullptr;
  auto* s = at<StrCell>(block);
  s->refCount = 1;
  s->type = typeOffset(TypeId::kStr);
  s->length = length;
  s->width = uint8_t(width);
  s->ascii = ascii;
  s->interned = s->reserved = 0;
  s->hash = -1;
  return s;
}

template <class From, class To>
void copyUnits(const From* from, size_t count, char* to) {
  auto* out = reinterpret_cast<To*>(to);
  for (size_t i = 0; i < count; ++i) out[i] = To(from[i]);
}

}  // namespace

void copyCharacters(const StrCell* s, uint32_t from, uint32_t to, StrCell* out, uint32_t place) {
  size_t count = to - from;
  char* target = out->data + size_t(place) * out->width;
  const char* source = s->data + size_t(from) * s->width;
  auto* bytes = reinterpret_cast<const uint8_t*>(source);
  auto* pairs = reinterpret_cast<const char16_t*>(source);
  auto* words = reinterpret_cast<const char32_t*>(source);
  switch (s->width * 8 + out->width) {
    case 1 * 8 + 2: return copyUnits<uint8_t, char16_t>(bytes, count, target);
    case 1 * 8 + 4: return copyUnits<uint8_t, char32_t>(bytes, count, target);
    case 2 * 8 + 1: return copyUnits<char16_t, uint8_t>(pairs, count, target);
    case 2 * 8 + 4: return copyUnits<char16_t, char32_t>(pairs, count, target);
    case 4 * 8 + 1: return copyUnits<char32_t, uint8_t>(words, count, target);
    case 4 * 8 + 2: return copyUnits<char32_t, char16_t>(words, count, target);
    default: copyText(target, source, count * s->width);
  }
}

char32_t widthBound(const StrCell* s) { return s->ascii ? 127 : s->width == 1 ? 0xFF : s->width == 2 ? 0xFFFF : 0x10FFFF; }

char32_t maxCharacter(const StrCell* s, uint32_t from, uint32_t to) {
  if (s->ascii) return 127;
  if (s->width == 1) return utf8::isAscii({s->data + from, to - from}) ? 127 : 0xFF;
  char32_t max = 0;
  for (uint32_t i = from; i < to; ++i) max = s->at(i) > max ? s->at(i) : max;
  return max;
}

void bootStrings(Vm&) {
  root().internTable = newInternTable(kFirstInternSize);
  root().emptyStr = offsetOf(blank(0, 1, true));
  for (uint32_t c = 0; c < 256; ++c) {
    StrCell* s = blank(1, 1, c < 128);
    s->data[0] = char(c);
    root().latinCharacters[c] = offsetOf(s);
  }
  for (uint32_t c = 0; c < 256; ++c) (void)internValue(Value::reference(root().latinCharacters[c])).release();
  (void)internValue(Value::reference(root().emptyStr)).release();
  bootBytes();
}

Result<Ref> newStrBlank(Vm& vm, uint32_t length, char32_t max) {
  if (length > kMaxTextBytes) return vm.raiseMemoryError();
  StrCell* s = blank(length, utf8::widthFor(max), max < 128);
  if (!s) return vm.raiseMemoryError();
  return Ref::steal(s);
}

Result<Ref> newStr(Vm& vm, std::string_view wtf8) {
  if (wtf8.empty()) return Ref::share(Value::reference(root().emptyStr));
  if (wtf8.size() == 1) return Ref::share(Value::reference(root().latinCharacters[uint8_t(wtf8[0])]));
  if (wtf8.size() > kMaxTextBytes) return vm.raiseMemoryError();
  if (utf8::isAscii(wtf8)) {
    Ref made = TRY(newStrBlank(vm, uint32_t(wtf8.size()), 127));
    copyText(made.as<StrCell>()->data, wtf8.data(), wtf8.size());
    return made;
  }
  size_t count = utf8::countCodePoints(wtf8);
  char32_t max = utf8::maxCodePoint(wtf8);
  if (count == 1) return characterStr(max);
  Ref made = TRY(newStrBlank(vm, uint32_t(count), max));
  char* data = made.as<StrCell>()->data;
  switch (made.as<StrCell>()->width) {
    case 1: utf8::widen(wtf8, reinterpret_cast<uint8_t*>(data)); break;
    case 2: utf8::widen(wtf8, reinterpret_cast<uint16_t*>(data)); break;
    default: utf8::widen(wtf8, reinterpret_cast<uint32_t*>(data));
  }
  return made;
}

Result<Ref> newStrFrom(Vm& vm, const char32_t* characters, size_t count) {
  char32_t max = 0;
  for (size_t i = 0; i < count; ++i) max = characters[i] > max ? characters[i] : max;
  if (count == 0) return Ref::share(Value::reference(root().emptyStr));
  if (count == 1) return characterStr(max);
  if (count > kMaxTextBytes) return vm.raiseMemoryError();
  Ref made = TRY(newStrBlank(vm, uint32_t(count), max));
  char* data = made.as<StrCell>()->data;
  switch (made.as<StrCell>()->width) {
    case 1: copyUnits<char32_t, uint8_t>(characters, count, data); break;
    case 2: copyUnits<char32_t, char16_t>(characters, count, data); break;
    default: std::memcpy(data, characters, count * 4);
  }
  return made;
}

Ref characterStr(char32_t c) {
  if (c < 256) return Ref::share(Value::reference(root().latinCharacters[c]));
  StrCell* s = blank(1, utf8::widthFor(c), false);
  if (s->width == 2) *reinterpret_cast<char16_t*>(s->data) = char16_t(c);
  else *reinterpret_cast<char32_t*>(s->data) = c;
  return Ref::steal(s);
}

Ref internValue(Value str) {
  auto* s = cellOf<StrCell>(str);
  if (s->interned) return Ref::share(str);
  int64_t hash = hashOf(s);
  uint32_t slot = internSlot(internTable(), s, hash);
  if (Offset known = internTable()->entries[slot]) return Ref::share(Value::reference(known));
  if (cellOf(str)->type != typeOffset(TypeId::kStr)) {  // a subclass's instance: intern a plain copy
    StrCell* copy = blank(s->length, s->width, s->ascii);
    std::memcpy(copy->data, s->data, size_t(s->length) * s->width);
    Ref made = Ref::steal(copy);
    return internValue(made);
  }
  internTable()->entries[slot] = str.offset();
  s->interned = 1;
  ++s->refCount;  // the table's own
  if (++internTable()->count * 2 > internTable()->size) growInternTable();
  return Ref::share(str);
}

Ref intern(std::string_view wtf8) {
  class Vm vm;  // only for the signature: small strings never fail
  auto made = newStr(vm, wtf8);
  CHECK(made.ok());
  Ref text = made.take();
  return internValue(text);
}

Value findInterned(std::string_view ascii) {
  const InternTable* table = internTable();
  int64_t hash = hashBytes(ascii.data(), ascii.size());
  uint32_t mask = table->size - 1;
  for (uint32_t slot = uint32_t(hash) & mask; table->entries[slot]; slot = (slot + 1) & mask)
    if (at<StrCell>(table->entries[slot])->hash == hash && equalsAscii(at<StrCell>(table->entries[slot]), ascii))
      return Value::reference(table->entries[slot]);
  return {};
}

int64_t hashOf(StrCell* s) {
  if (s->hash == -1) s->hash = hashBytes(s->data, size_t(s->length) * s->width);
  return s->hash;
}

bool equalStr(const StrCell* a, const StrCell* b) {
  if (a->length != b->length || a->width != b->width) return false;
  const char *left = a->data, *right = b->data;
  size_t bytes = size_t(a->length) * a->width;
  auto word = [](const char* at) {
    uint64_t bits;
    __builtin_memcpy(&bits, at, sizeof bits);
    return bits;
  };
  for (; bytes >= 8; bytes -= 8, left += 8, right += 8)
    if (word(left) != word(right)) return false;
  for (; bytes; --bytes)
    if (*left++ != *right++) return false;
  return true;
}

int compareStr(const StrCell* a, const StrCell* b) {
  uint32_t common = a->length < b->length ? a->length : b->length;
  if (a->width == 1 && b->width == 1) {
    if (int order = std::memcmp(a->data, b->data, common)) return order;
  } else {
    for (uint32_t i = 0; i < common; ++i)
      if (a->at(i) != b->at(i)) return a->at(i) < b->at(i) ? -1 : 1;
  }
  return a->length < b->length ? -1 : a->length > b->length;
}

bool equalsAscii(const StrCell* s, std::string_view ascii) { return s->width == 1 && s->bytes() == ascii; }

void appendUtf8(std::string& out, const StrCell* s) {
  if (s->ascii) {
    out.append(s->data, s->length);
    return;
  }
  for (uint32_t i = 0; i < s->length; ++i) utf8::append(out, s->at(i));
}

std::string utf8Of(Value str) {
  std::string out;
  appendUtf8(out, cellOf<StrCell>(str));
  return out;
}

Result<Ref> concatStr(Vm& vm, Value a, Value b) {
  auto *left = cellOf<StrCell>(a), *right = cellOf<StrCell>(b);
  if (!left->length && isExactly(b, TypeId::kStr)) return Ref::share(b);
  if (!right->length && isExactly(a, TypeId::kStr)) return Ref::share(a);
  if (size_t(left->length) + right->length > kMaxTextBytes) return vm.raiseMemoryError();
  char32_t max = widthBound(left) > widthBound(right) ? widthBound(left) : widthBound(right);
  Ref made = TRY(newStrBlank(vm, left->length + right->length, max));
  copyCharacters(left, 0, left->length, made.as<StrCell>(), 0);
  copyCharacters(right, 0, right->length, made.as<StrCell>(), left->length);
  return made;
}

Result<Ref> concatInPlace(Vm& vm, Ref left, Value right) {
  auto *s = left.as<StrCell>(), *t = cellOf<StrCell>(right);
  bool ours = s->count() == 1 && !s->interned && isExactly(left, TypeId::kStr) && left != right && t->width <= s->width;
  if (!ours || !t->length || !s->length) return concatStr(vm, left, right);
  size_t length = size_t(s->length) + t->length, bytes = sizeof(StrCell) + length * s->width;
  if (length > kMaxTextBytes) return vm.raiseMemoryError();
  if (bytes > blockSize(left.get().offset())) {
    StrCell* moved = blank(s->length, s->width, s->ascii, bytes - sizeof(StrCell) - size_t(s->length) * s->width + bytes / 4);
    if (!moved) return concatStr(vm, left, right);
    std::memcpy(moved->data, s->data, size_t(s->length) * s->width);
    left = Ref::steal(moved);
    s = moved;
  }
  uint32_t place = s->length;
  s->length = uint32_t(length);
  s->ascii = s->ascii && t->ascii;
  s->hash = -1;
  copyCharacters(t, 0, t->length, s, place);
  return left;
}

Result<Ref> subStr(Vm& vm, Value v, uint32_t from, uint32_t to) {
  auto* s = cellOf<StrCell>(v);
  if (from >= to) return Ref::share(Value::reference(root().emptyStr));
  if (to - from == 1) return characterStr(s->at(from));
  if (from == 0 && to == s->length && isExactly(v, TypeId::kStr)) return Ref::share(v);
  Ref made = TRY(newStrBlank(vm, to - from, maxCharacter(s, from, to)));
  copyCharacters(s, from, to, made.as<StrCell>(), 0);
  return made;
}

}  // namespace vitrine
