// str: split, rsplit, splitlines, partition, rpartition, join (CPython: Objects/stringlib/split.h, partition.h).
#include <algorithm>

#include "base/unicode.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"
#include "objects/str_methods.h"
#include "objects/text_search.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

/// Appends characters [from, to) of `self` to the list.
Result<void> addPiece(Vm& vm, Value list, Value self, int64_t from, int64_t to) {
  Ref piece = TRY(subStr(vm, self, uint32_t(from), uint32_t(to)));
  return listAppendOwned(vm, list, std::move(piece));
}

/// Whether the character at `i` is a blank; for strs of a byte per character, which most are, without looking at the width.
struct BytePerCharacter {
  const char* data;
  bool blankAt(uint32_t i) const { return isStrSpace(uint8_t(data[i])); }
};
struct AnyWidth {
  const StrCell* s;
  bool blankAt(uint32_t i) const { return isStrSpace(s->at(i)); }
};

template <class Text>
Result<void> splitBlanksOf(Vm& vm, Value list, Value self, int64_t limit, Text text) {
  uint32_t at = 0, length = strCell(self)->length;
  for (;; --limit) {
    while (at < length && text.blankAt(at)) ++at;
    if (at >= length) return {};
    uint32_t start = at;
    if (limit <= 0) break;
    while (at < length && !text.blankAt(at)) ++at;
    TRY(addPiece(vm, list, self, start, at));
  }
  return addPiece(vm, list, self, at, length);
}

Result<void> splitBlanks(Vm& vm, Value list, Value self, int64_t limit) {
  const StrCell* s = strCell(self);
  if (s->width == 1) return splitBlanksOf(vm, list, self, limit, BytePerCharacter{s->data});
  return splitBlanksOf(vm, list, self, limit, AnyWidth{s});
}

Result<void> splitBlanksBackward(Vm& vm, Value list, Value self, int64_t limit) {
  const StrCell* s = strCell(self);
  uint32_t end = s->length;
  for (;; --limit) {
    while (end > 0 && isStrSpace(s->at(end - 1))) --end;
    if (end == 0) return {};
    if (limit <= 0) break;
    uint32_t start = end;
    while (start > 0 && !isStrSpace(s->at(start - 1))) --start;
    TRY(addPiece(vm, list, self, start, end));
    end = start;
  }
  return addPiece(vm, list, self, 0, end);
}

Result<void> splitAtSeparator(Vm& vm, Value list, Value self, const StrCell* separator, int64_t limit) {
  const StrCell* s = strCell(self);
  int64_t start = 0;
  for (; limit > 0; --limit) {
    int64_t place = findStr(s, separator, start, s->length);
    if (place < 0) break;
    TRY(addPiece(vm, list, self, start, place));
    start = place + separator->length;
  }
  return addPiece(vm, list, self, start, s->length);
}

Result<void> splitAtSeparatorBackward(Vm& vm, Value list, Value self, const StrCell* separator, int64_t limit) {
  const StrCell* s = strCell(self);
  int64_t end = s->length;
  for (; limit > 0; --limit) {
    int64_t place = findStr(s, separator, 0, end, Direction::kBackward);
    if (place < 0) break;
    TRY(addPiece(vm, list, self, place + separator->length, end));
    end = place;
  }
  return addPiece(vm, list, self, 0, end);
}

Result<Ref> splitEither(Vm& vm, Args args, Direction direction) {
  Value separator = args.has(1) ? args[1] : none();
  int64_t limit = args.has(2) ? TRY(sizeArgument(vm, args[2])) : -1;
  if (limit < 0) limit = INT64_MAX;
  bool backward = direction == Direction::kBackward;
  if (!isNone(separator) && !isStr(separator)) return vm.raiseTypeErrorFor("must be str or None, not %s", separator);
  Ref list = TRY(newList(vm));
  if (isNone(separator)) {
    TRY(backward ? splitBlanksBackward(vm, list, args[0], limit) : splitBlanks(vm, list, args[0], limit));
  } else {
    const StrCell* between = strCell(separator);
    if (!between->length) return vm.raise(TypeId::kValueError, "empty separator");
    TRY(backward ? splitAtSeparatorBackward(vm, list, args[0], between, limit)
                 : splitAtSeparator(vm, list, args[0], between, limit));
  }
  auto* cell = list.as<ListCell>();
  if (backward) std::reverse(cell->data(), cell->data() + cell->length);
  return list;
}

/// (head, separator, tail) where the separator stands at `place`.
Result<Ref> parts(Vm& vm, Value self, Value separator, int64_t place) {
  Ref head = TRY(subStr(vm, self, 0, uint32_t(place)));
  Ref tail = TRY(subStr(vm, self, uint32_t(place) + strCell(separator)->length, strCell(self)->length));
  return newTuple(vm, {head.get(), separator, tail.get()});
}

Result<Ref> partitionEither(Vm& vm, Args args, Direction direction) {
  if (!isStr(args[1])) return vm.raiseTypeErrorFor("must be str, not %s", args[1]);
  const StrCell *s = strCell(args[0]), *separator = strCell(args[1]);
  if (!separator->length) return vm.raise(TypeId::kValueError, "empty separator");
  int64_t place = findStr(s, separator, 0, s->length, direction);
  if (place >= 0) return parts(vm, args[0], args[1], place);
  Ref whole = TRY(plainStr(vm, args[0])), empty = TRY(emptyStr());
  if (direction == Direction::kForward) return newTuple(vm, {whole.get(), empty.get(), empty.get()});
  return newTuple(vm, {empty.get(), empty.get(), whole.get()});
}

Result<Ref> joinItems(Vm& vm, Value separator, Value sequence) {
  auto items = itemsOf(sequence);
  for (size_t i = 0; i < items.size(); ++i)
    if (!isStr(items[i]))
      return vm.raise(TypeId::kTypeError, "sequence item %zu: expected str instance, %s found", i, typeName(items[i]).c_str());
  return joinStrs(vm, separator, items);
}

}  // namespace

namespace strmethods {

Result<Ref> split(Vm& vm, Args args) { return splitEither(vm, args, Direction::kForward); }
Result<Ref> rsplit(Vm& vm, Args args) { return splitEither(vm, args, Direction::kBackward); }
Result<Ref> partition(Vm& vm, Args args) { return partitionEither(vm, args, Direction::kForward); }
Result<Ref> rpartition(Vm& vm, Args args) { return partitionEither(vm, args, Direction::kBackward); }

Result<Ref> splitLines(Vm& vm, Args args) {
  bool keepEnds = args.has(1) && TRY(truth(vm, args[1]));
  const StrCell* s = strCell(args[0]);
  Ref list = TRY(newList(vm));
  for (uint32_t at = 0; at < s->length;) {
    uint32_t start = at;
    while (at < s->length && !unicode::isLineBreak(s->at(at))) ++at;
    uint32_t end = at;
    if (at < s->length) {
      at += s->at(at) == '\r' && at + 1 < s->length && s->at(at + 1) == '\n' ? 2 : 1;
      if (keepEnds) end = at;
    }
    TRY(addPiece(vm, list, args[0], start, end));
  }
  return list;
}

Result<Ref> join(Vm& vm, Args args) { return joinIterable(vm, args[0], args[1], joinItems, "str_join"); }

}  // namespace strmethods
}  // namespace vitrine
