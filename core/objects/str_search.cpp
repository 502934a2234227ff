// str: find and its kind, startswith, replace, removeprefix (CPython: Objects/unicodeobject.c, stringlib/fastsearch.h).
#include <cstring>
#include <vector>

#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str_methods.h"
#include "objects/text_search.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

template <class Unit>
int64_t findTyped(const StrCell* s, const StrCell* needle, int64_t from, int64_t to, Direction direction) {
  const auto* text = reinterpret_cast<const Unit*>(s->data) + from;
  std::basic_string<Unit> wide;  // the needle in the text's width
  const auto* wanted = reinterpret_cast<const Unit*>(needle->data);
  if (needle->width != s->width) {
    for (uint32_t i = 0; i < needle->length; ++i) wide += Unit(needle->at(i));
    wanted = wide.data();
  }
  int64_t found = direction == Direction::kForward ? findUnits(text, to - from, wanted, needle->length)
                                                   : findUnitsBackward(text, to - from, wanted, needle->length);
  return found < 0 ? -1 : found + from;
}

int64_t countStr(const StrCell* s, const StrCell* needle, int64_t from, int64_t to, int64_t limit = INT64_MAX) {
  if (!needle->length) return to - from + 1 < limit ? to - from + 1 : limit;
  if (s->width == 1 && needle->width == 1) return countUnits(s->data + from, to - from, needle->data, needle->length, limit);
  int64_t found = 0;
  for (int64_t at = from; found < limit; ++found) {
    at = findStr(s, needle, at, to);
    if (at < 0) break;
    at += needle->length;
  }
  return found;
}

/// Whether `part` stands at `place` of `s` (the caller knows that it fits).
bool matchesAt(const StrCell* s, int64_t place, const StrCell* part) {
  if (part->width > s->width) return false;
  if (part->width == s->width)
    return std::memcmp(s->data + size_t(place) * s->width, part->data, size_t(part->length) * s->width) == 0;
  for (uint32_t i = 0; i < part->length; ++i)
    if (s->at(uint32_t(place) + i) != part->at(i)) return false;
  return true;
}

struct SearchRange {
  int64_t from, to;
  bool possible;
};

/// The two optional bounds that stand at args[first] and args[first + 1].
Result<SearchRange> rangeOf(Vm& vm, Args args, uint32_t first) {
  int64_t from = TRY(searchBound(vm, args.has(first) ? args[first] : Value(), 0));
  int64_t to = TRY(searchBound(vm, args.has(first + 1) ? args[first + 1] : Value(), INT64_MAX));
  bool possible = clipRange(from, to, strCell(args[0])->length);
  return SearchRange{from, to, possible};
}

Result<int64_t> locate(Vm& vm, Args args, const char* method, Direction direction) {
  TRY(requireStrArgument(vm, method, 1, args[1]));
  SearchRange range = TRY(rangeOf(vm, args, 2));
  if (!range.possible) return int64_t(-1);
  return findStr(strCell(args[0]), strCell(args[1]), range.from, range.to, direction);
}

Result<Ref> found(Vm& vm, int64_t place) {
  if (place < 0) return vm.raise(TypeId::kValueError, "substring not found");
  return intRef(place);
}

enum class Edge { kStart, kEnd };

bool matchesEdge(const StrCell* s, const SearchRange& range, const StrCell* part, Edge edge) {
  if (!range.possible || part->length > range.to - range.from) return false;
  return matchesAt(s, edge == Edge::kStart ? range.from : range.to - part->length, part);
}

Result<Ref> tailMatch(Vm& vm, Args args, const char* method, Edge edge) {
  SearchRange range = TRY(rangeOf(vm, args, 2));
  const StrCell* s = strCell(args[0]);
  if (isStr(args[1])) return boolRef(matchesEdge(s, range, strCell(args[1]), edge));
  if (!isTuple(args[1]))
    return vm.raise(TypeId::kTypeError, "%s first arg must be str or a tuple of str, not %s", method, typeName(args[1]).c_str());
  for (Value part : tupleItems(args[1])) {
    if (!isStr(part)) return vm.raise(TypeId::kTypeError, "tuple for %s must only contain str, not %s", method, typeName(part).c_str());
    if (matchesEdge(s, range, strCell(part), edge)) return boolRef(true);
  }
  return boolRef(false);
}

/// Every place of an empty needle: `with` before each character and at the end, at most `limit` times.
Result<Ref> interleave(Vm& vm, const StrCell* s, const StrCell* with, int64_t limit) {
  StrBuilder text;
  for (uint32_t i = 0; i <= s->length; ++i) {
    if (limit-- > 0) text.append(with);
    if (i < s->length) text.appendCharacter(s->at(i));
  }
  return text.finish(vm);
}

/// `times` occurrences replaced, where text, needle and replacement are ASCII: straight into the new string.
Result<Ref> replaceAscii(Vm& vm, const StrCell* s, const StrCell* needle, const StrCell* with, int64_t times) {
  int64_t length = int64_t(s->length) + times * (int64_t(with->length) - int64_t(needle->length));
  if (length > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
  if (!length) return emptyStr();
  Ref made = TRY(newStrBlank(vm, uint32_t(length), 127));
  char* out = made.as<StrCell>()->data;
  int64_t at = 0;
  for (; times > 0; --times) {
    int64_t step = findUnits(s->data + at, int64_t(s->length) - at, needle->data, needle->length);
    std::memcpy(out, s->data + at, size_t(step));
    std::memcpy(out + step, with->data, with->length);
    out += step + with->length;
    at += step + needle->length;
  }
  std::memcpy(out, s->data + at, size_t(s->length - at));
  if (length == 1) return characterStr(uint8_t(made.as<StrCell>()->data[0]));
  return made;
}

Result<Ref> replaceTimes(Vm& vm, Value self, const StrCell* needle, const StrCell* with, int64_t limit) {
  const StrCell* s = strCell(self);
  if (limit < 0) limit = INT64_MAX;
  if (limit == 0 || needle->length > s->length || (needle->length && needle->width > s->width)) return plainStr(vm, self);
  if (!needle->length) return with->length ? interleave(vm, s, with, limit) : plainStr(vm, self);
  int64_t times = countStr(s, needle, 0, s->length, limit);
  if (!times) return plainStr(vm, self);
  if (s->ascii && with->ascii) return replaceAscii(vm, s, needle, with, times);
  if (int64_t(s->length) + times * int64_t(with->length) > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
  StrBuilder text;
  int64_t at = 0;
  for (; times > 0; --times) {
    int64_t place = findStr(s, needle, at, s->length);
    text.append(s, uint32_t(at), uint32_t(place));
    text.append(with);
    at = place + needle->length;
  }
  text.append(s, uint32_t(at), s->length);
  return text.finish(vm);
}

Result<void> requireStrAlone(Vm& vm, const char* method, Value v) {
  if (isStr(v)) return {};
  return vm.raise(TypeId::kTypeError, "%s() argument must be str, not %s", method, argumentTypeName(v).c_str());
}

}  // namespace

int64_t findStr(const StrCell* s, const StrCell* needle, int64_t from, int64_t to, Direction direction) {
  if (needle->length > to - from || (needle->length && needle->width > s->width)) return -1;
  switch (s->width) {
    case 1: return findTyped<char>(s, needle, from, to, direction);
    case 2: return findTyped<char16_t>(s, needle, from, to, direction);
    default: return findTyped<char32_t>(s, needle, from, to, direction);
  }
}

Result<void> requireStrArgument(Vm& vm, const char* method, int position, Value v) {
  if (isStr(v)) return {};
  return vm.raise(TypeId::kTypeError, "%s() argument %d must be str, not %s", method, position, argumentTypeName(v).c_str());
}

Result<int64_t> searchBound(Vm& vm, Value value, int64_t fallback) {
  if (!value || isNone(value)) return fallback;
  if (value.isInt()) return value.asInt();
  if (!hasIndex(value))
    return vm.raise(TypeId::kTypeError, "slice indices must be integers or None or have an __index__ method");
  return toIndex64(vm, value, IndexOverflow::kClip);
}

namespace strmethods {

Result<Ref> find(Vm& vm, Args args) { return intRef(TRY(locate(vm, args, "find", Direction::kForward))); }
Result<Ref> rfind(Vm& vm, Args args) { return intRef(TRY(locate(vm, args, "rfind", Direction::kBackward))); }
Result<Ref> index(Vm& vm, Args args) { return found(vm, TRY(locate(vm, args, "index", Direction::kForward))); }
Result<Ref> rindex(Vm& vm, Args args) { return found(vm, TRY(locate(vm, args, "rindex", Direction::kBackward))); }

Result<Ref> count(Vm& vm, Args args) {
  TRY(requireStrArgument(vm, "count", 1, args[1]));
  SearchRange range = TRY(rangeOf(vm, args, 2));
  const StrCell *s = strCell(args[0]), *needle = strCell(args[1]);
  if (!range.possible || (needle->length && needle->width > s->width)) return intRef(0);
  return intRef(countStr(s, needle, range.from, range.to));
}

Result<Ref> startsWith(Vm& vm, Args args) { return tailMatch(vm, args, "startswith", Edge::kStart); }
Result<Ref> endsWith(Vm& vm, Args args) { return tailMatch(vm, args, "endswith", Edge::kEnd); }

Result<Ref> replace(Vm& vm, Args args) {
  TRY(requireStrArgument(vm, "replace", 1, args[1]));
  TRY(requireStrArgument(vm, "replace", 2, args[2]));
  int64_t limit = args.has(3) ? TRY(sizeArgument(vm, args[3])) : -1;
  return replaceTimes(vm, args[0], strCell(args[1]), strCell(args[2]), limit);
}

Result<Ref> removePrefix(Vm& vm, Args args) {
  TRY(requireStrAlone(vm, "removeprefix", args[1]));
  const StrCell *s = strCell(args[0]), *part = strCell(args[1]);
  if (part->length > s->length || !matchesAt(s, 0, part)) return plainStr(vm, args[0]);
  return subStr(vm, args[0], part->length, s->length);
}

Result<Ref> removeSuffix(Vm& vm, Args args) {
  TRY(requireStrAlone(vm, "removesuffix", args[1]));
  const StrCell *s = strCell(args[0]), *part = strCell(args[1]);
  if (part->length > s->length || !matchesAt(s, s->length - part->length, part)) return plainStr(vm, args[0]);
  return subStr(vm, args[0], 0, s->length - part->length);
}

}  // namespace strmethods
}  // namespace vitrine
