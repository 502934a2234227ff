// bytes and bytearray: split, rsplit, splitlines, partition, rpartition, join.
#include <algorithm>
#include <vector>

#include "objects/bytes_methods.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"
#include "objects/str.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

bool isBlank(char c) { return c == ' ' || (c >= 9 && c <= 13); }

using Pieces = std::vector<std::string_view>;

void splitBlanks(std::string_view text, int64_t limit, Pieces& pieces) {
  size_t at = 0;
  for (;; --limit) {
    while (at < text.size() && isBlank(text[at])) ++at;
    if (at >= text.size()) return;
    if (limit <= 0) break;
    size_t start = at;
    while (at < text.size() && !isBlank(text[at])) ++at;
    pieces.push_back(text.substr(start, at - start));
  }
  pieces.push_back(text.substr(at));
}

/// The pieces come last first.
void splitBlanksBackward(std::string_view text, int64_t limit, Pieces& pieces) {
  size_t end = text.size();
  for (;; --limit) {
    while (end > 0 && isBlank(text[end - 1])) --end;
    if (end == 0) return;
    if (limit <= 0) break;
    size_t start = end;
    while (start > 0 && !isBlank(text[start - 1])) --start;
    pieces.push_back(text.substr(start, end - start));
    end = start;
  }
  pieces.push_back(text.substr(0, end));
}

void splitAtSeparator(std::string_view text, std::string_view separator, int64_t limit, Pieces& pieces) {
  size_t start = 0;
  for (; limit > 0; --limit) {
    size_t place = text.find(separator, start);
    if (place == std::string_view::npos) break;
    pieces.push_back(text.substr(start, place - start));
    start = place + separator.size();
  }
  pieces.push_back(text.substr(start));
}

void splitAtSeparatorBackward(std::string_view text, std::string_view separator, int64_t limit, Pieces& pieces) {
  for (; limit > 0; --limit) {
    size_t place = text.rfind(separator);
    if (place == std::string_view::npos) break;
    pieces.push_back(text.substr(place + separator.size()));
    text = text.substr(0, place);
  }
  pieces.push_back(text);
}

/// A list of the pieces, each of self's type.
Result<Ref> listOf(Vm& vm, Value self, const Pieces& pieces) {
  Ref list = TRY(newList(vm, uint32_t(pieces.size())));
  for (std::string_view piece : pieces) {
    bool whole = isExactly(self, TypeId::kBytes) && piece.size() == selfView(self).size();
    Ref made = whole ? Ref::share(self) : TRY(newLike(vm, self, piece));
    TRY(listAppendOwned(vm, list, std::move(made)));
  }
  return list;
}

Result<Ref> splitEither(Vm& vm, Args args, Direction direction) {
  int64_t limit = args.has(2) ? TRY(sizeArgument(vm, args[2])) : -1;
  if (limit < 0) limit = INT64_MAX;
  bool backward = direction == Direction::kBackward;
  Pieces pieces;
  if (!args.has(1) || isNone(args[1])) {
    (backward ? splitBlanksBackward : splitBlanks)(selfView(args[0]), limit, pieces);
  } else {
    std::string_view separator = TRY(requireBytes(vm, args[1]));
    if (separator.empty()) return vm.raise(TypeId::kValueError, "empty separator");
    (backward ? splitAtSeparatorBackward : splitAtSeparator)(selfView(args[0]), separator, limit, pieces);
  }
  if (backward) std::reverse(pieces.begin(), pieces.end());
  return listOf(vm, args[0], pieces);
}

Result<Ref> partitionEither(Vm& vm, Args args, Direction direction) {
  std::string_view separator = TRY(requireBytes(vm, args[1])), text = selfView(args[0]);
  if (separator.empty()) return vm.raise(TypeId::kValueError, "empty separator");
  bool backward = direction == Direction::kBackward;
  size_t place = backward ? text.rfind(separator) : text.find(separator);
  if (place == std::string_view::npos) {
    Ref whole = TRY(plainBytes(vm, args[0])), one = TRY(newLike(vm, args[0], {})), two = TRY(newLike(vm, args[0], {}));
    if (backward) return newTuple(vm, {one.get(), two.get(), whole.get()});
    return newTuple(vm, {whole.get(), one.get(), two.get()});
  }
  Ref head = TRY(newLike(vm, args[0], text.substr(0, place)));
  Ref middle = isBytes(args[0]) ? Ref::share(args[1]) : TRY(newLike(vm, args[0], separator));
  Ref tail = TRY(newLike(vm, args[0], text.substr(place + separator.size())));
  return newTuple(vm, {head.get(), middle.get(), tail.get()});
}

Result<Ref> joinItems(Vm& vm, Value self, Value sequence) {
  auto items = itemsOf(sequence);
  if (items.size() == 1 && isExactly(items[0], TypeId::kBytes) && isBytes(self)) return Ref::share(items[0]);
  std::string out;
  std::string_view separator = selfView(self);
  for (size_t i = 0; i < items.size(); ++i) {
    auto view = bufferOf(items[i]);
    if (!view)
      return vm.raise(TypeId::kTypeError, "sequence item %zu: expected a bytes-like object, %s found", i, typeName(items[i]).c_str());
    if (i) out += separator;
    out += *view;
    if (out.size() > kMaxTextBytes) return vm.raiseMemoryError();
  }
  return newLike(vm, self, out);
}

}  // namespace

namespace bytesmethods {

Result<Ref> split(Vm& vm, Args args) { return splitEither(vm, args, Direction::kForward); }
Result<Ref> rsplit(Vm& vm, Args args) { return splitEither(vm, args, Direction::kBackward); }
Result<Ref> partition(Vm& vm, Args args) { return partitionEither(vm, args, Direction::kForward); }
Result<Ref> rpartition(Vm& vm, Args args) { return partitionEither(vm, args, Direction::kBackward); }

Result<Ref> splitLines(Vm& vm, Args args) {
  bool keepEnds = args.has(1) && TRY(truth(vm, args[1]));
  std::string_view text = selfView(args[0]);
  Pieces pieces;
  for (size_t at = 0; at < text.size();) {
    size_t start = at, end = std::min(text.find_first_of("\r\n", at), text.size());
    at = end;
    if (at < text.size()) at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    pieces.push_back(text.substr(start, (keepEnds ? at : end) - start));
  }
  return listOf(vm, args[0], pieces);
}

Result<Ref> join(Vm& vm, Args args) { return joinIterable(vm, args[0], args[1], joinItems, "bytes_join"); }

}  // namespace bytesmethods
}  // namespace vitrine
