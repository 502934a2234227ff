// bytes and bytearray: find and its kind, startswith, replace, removeprefix, `in`.
#include <cstring>

#include "objects/bytes_methods.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/str_methods.h"
#include "objects/text_search.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

/// What is searched for: a bytes-like object's bytes, or one byte.
struct Needle {
  char single = 0;
  bool isSingle = false;
  Value object;
  std::string_view view() const { return isSingle ? std::string_view(&single, 1) : *bufferOf(object); }
};

Result<Needle> needleOf(Vm& vm, Value v) {
  Needle needle;
  needle.object = v;
  if (bufferOf(v)) return needle;
  if (!hasIndex(v)) return vm.raiseTypeErrorFor("argument should be integer or bytes-like object, not '%s'", v);
  needle.single = char(TRY(byteFrom(vm, v)));
  needle.isSingle = true;
  return needle;
}

struct SearchRange {
  int64_t from, to;
  bool possible;
};

Result<SearchRange> rangeOf(Vm& vm, Args args) {
  int64_t from = TRY(searchBound(vm, args.has(2) ? args[2] : Value(), 0));
  int64_t to = TRY(searchBound(vm, args.has(3) ? args[3] : Value(), INT64_MAX));
  bool possible = clipRange(from, to, int64_t(selfView(args[0]).size()));
  return SearchRange{from, to, possible};
}

int64_t findView(std::string_view text, std::string_view wanted, Direction direction) {
  auto length = int64_t(text.size()), count = int64_t(wanted.size());
  return direction == Direction::kForward ? findUnits(text.data(), length, wanted.data(), count)
                                          : findUnitsBackward(text.data(), length, wanted.data(), count);
}

Result<int64_t> locate(Vm& vm, Args args, Direction direction) {
  SearchRange range = TRY(rangeOf(vm, args));
  Needle needle = TRY(needleOf(vm, args[1]));
  if (!range.possible) return int64_t(-1);
  int64_t found = findView(selfView(args[0]).substr(size_t(range.from), size_t(range.to - range.from)), needle.view(), direction);
  return found < 0 ? found : found + range.from;
}

Result<Ref> found(Vm& vm, int64_t place) {
  if (place < 0) return vm.raise(TypeId::kValueError, "subsection not found");
  return intRef(place);
}

enum class Edge { kStart, kEnd };

bool matchesEdge(std::string_view text, const SearchRange& range, std::string_view part, Edge edge) {
  if (!range.possible || int64_t(part.size()) > range.to - range.from) return false;
  return text.substr(size_t(edge == Edge::kStart ? range.from : range.to - int64_t(part.size())), part.size()) == part;
}

Result<Ref> tailMatch(Vm& vm, Args args, const char* method, Edge edge) {
  SearchRange range = TRY(rangeOf(vm, args));
  std::string_view text = selfView(args[0]);
  if (auto part = bufferOf(args[1])) return boolRef(matchesEdge(text, range, *part, edge));
  if (!isTuple(args[1]))
    return vm.raise(TypeId::kTypeError, "%s first arg must be bytes or a tuple of bytes, not %s", method, typeName(args[1]).c_str());
  for (Value each : tupleItems(args[1]))
    if (matchesEdge(text, range, TRY(requireBytes(vm, each)), edge)) return boolRef(true);
  return boolRef(false);
}

Result<Ref> interleave(Vm& vm, Value self, std::string_view with, int64_t limit) {
  std::string out;
  for (char c : selfView(self)) {
    if (limit-- > 0) out += with;
    out += c;
  }
  if (limit > 0) out += with;
  return newLike(vm, self, out);
}

}  // namespace

Result<std::string_view> requireBytes(Vm& vm, Value v) {
  if (auto view = bufferOf(v)) return *view;
  return vm.raiseTypeErrorFor("a bytes-like object is required, not '%s'", v);
}

Result<bool> bytesContains(Vm& vm, Value self, Value item) {
  if (!bufferOf(item) && !hasIndex(item)) return vm.raiseTypeErrorFor("a bytes-like object is required, not '%s'", item);
  Needle needle = TRY(needleOf(vm, item));
  return findView(selfView(self), needle.view(), Direction::kForward) >= 0;
}

namespace bytesmethods {

Result<Ref> find(Vm& vm, Args args) { return intRef(TRY(locate(vm, args, Direction::kForward))); }
Result<Ref> rfind(Vm& vm, Args args) { return intRef(TRY(locate(vm, args, Direction::kBackward))); }
Result<Ref> index(Vm& vm, Args args) { return found(vm, TRY(locate(vm, args, Direction::kForward))); }
Result<Ref> rindex(Vm& vm, Args args) { return found(vm, TRY(locate(vm, args, Direction::kBackward))); }

Result<Ref> count(Vm& vm, Args args) {
  SearchRange range = TRY(rangeOf(vm, args));
  Needle needle = TRY(needleOf(vm, args[1]));
  std::string_view wanted = needle.view();
  if (!range.possible) return intRef(0);
  if (wanted.empty()) return intRef(range.to - range.from + 1);
  return intRef(countUnits(selfView(args[0]).data() + range.from, range.to - range.from, wanted.data(), int64_t(wanted.size())));
}

Result<Ref> startsWith(Vm& vm, Args args) { return tailMatch(vm, args, "startswith", Edge::kStart); }
Result<Ref> endsWith(Vm& vm, Args args) { return tailMatch(vm, args, "endswith", Edge::kEnd); }

Result<Ref> replace(Vm& vm, Args args) {
  TRY(requireBytes(vm, args[1]));
  TRY(requireBytes(vm, args[2]));
  int64_t limit = args.has(3) ? TRY(sizeArgument(vm, args[3])) : -1;
  if (limit < 0) limit = INT64_MAX;
  std::string_view text = selfView(args[0]), old = *bufferOf(args[1]), with = *bufferOf(args[2]);
  if (limit == 0 || old.size() > text.size()) return plainBytes(vm, args[0]);
  if (old.empty()) {
    if (with.empty()) return plainBytes(vm, args[0]);
    return interleave(vm, args[0], with, limit);
  }
  int64_t times = countUnits(text.data(), int64_t(text.size()), old.data(), int64_t(old.size()), limit);
  if (!times) return plainBytes(vm, args[0]);
  if (text.size() + uint64_t(times) * with.size() > kMaxTextBytes) return vm.raiseMemoryError();
  std::string out;
  size_t at = 0;
  for (; times > 0; --times) {
    size_t place = text.find(old, at);
    out.append(text, at, place - at);
    out += with;
    at = place + old.size();
  }
  out.append(text, at);
  return newLike(vm, args[0], out);
}

Result<Ref> removePrefix(Vm& vm, Args args) {
  std::string_view part = TRY(requireBytes(vm, args[1])), text = selfView(args[0]);
  if (part.empty() || text.substr(0, part.size()) != part) return plainBytes(vm, args[0]);
  return newLike(vm, args[0], text.substr(part.size()));
}

Result<Ref> removeSuffix(Vm& vm, Args args) {
  std::string_view part = TRY(requireBytes(vm, args[1])), text = selfView(args[0]);
  if (part.empty() || part.size() > text.size() || text.substr(text.size() - part.size()) != part) return plainBytes(vm, args[0]);
  return newLike(vm, args[0], text.substr(0, text.size() - part.size()));
}

}  // namespace bytesmethods
}  // namespace vitrine
