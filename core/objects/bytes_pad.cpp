// bytes and bytearray: filling up and stripping: center, ljust, rjust, zfill, expandtabs, strip and its kind.
#include "objects/bytes_methods.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {
namespace {

struct Filling {
  int64_t missing;
  char fill;
};

Result<Filling> fillingOf(Vm& vm, Args args, const char* method) {
  int64_t width = TRY(sizeArgument(vm, args[1]));
  char fill = ' ';
  if (args.has(2)) {
    auto view = bufferOf(args[2]);
    if (!view)
      return vm.raise(TypeId::kTypeError, "%s() argument 2 must be a byte string of length 1, not %s", method, argumentTypeName(args[2]).c_str());
    if (view->size() != 1) {
      return vm.raise(TypeId::kTypeError, "%s(): argument 2 must be a byte string of length 1, not a %s object of length %zu", method,
                      typeName(args[2]).c_str(), view->size());
    }
    fill = (*view)[0];
  }
  return Filling{width - int64_t(selfView(args[0]).size()), fill};
}

Result<Ref> padded(Vm& vm, Value self, int64_t left, int64_t right, char fill) {
  if (left <= 0 && right <= 0) return plainBytes(vm, self);
  if (left > int64_t(kMaxTextBytes) || right > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
  std::string out(size_t(left > 0 ? left : 0), fill);
  out += selfView(self);
  out.append(size_t(right > 0 ? right : 0), fill);
  return newLike(vm, self, out);
}

enum StripSide : uint8_t { kStripLeft = 1, kStripRight = 2 };

Result<Ref> stripSides(Vm& vm, Args args, int sides) {
  std::string_view set = " \t\n\v\f\r", text = selfView(args[0]);
  if (args.has(1) && !isNone(args[1])) set = TRY(requireBytes(vm, args[1]));
  size_t start = 0, end = text.size();
  auto strips = [set](char c) { return set.find(c) != std::string_view::npos; };
  if (sides & kStripLeft)
    while (start < end && strips(text[start])) ++start;
  if (sides & kStripRight)
    while (end > start && strips(text[end - 1])) --end;
  if (start == 0 && end == text.size()) return plainBytes(vm, args[0]);
  return newLike(vm, args[0], text.substr(start, end - start));
}

}  // namespace

namespace bytesmethods {

Result<Ref> center(Vm& vm, Args args) {
  Filling filling = TRY(fillingOf(vm, args, "center"));
  if (filling.missing <= 0) return plainBytes(vm, args[0]);
  int64_t width = filling.missing + int64_t(selfView(args[0]).size());
  int64_t left = filling.missing / 2 + (filling.missing & width & 1);
  return padded(vm, args[0], left, filling.missing - left, filling.fill);
}
Result<Ref> ljust(Vm& vm, Args args) {
  Filling filling = TRY(fillingOf(vm, args, "ljust"));
  return padded(vm, args[0], 0, filling.missing, filling.fill);
}
Result<Ref> rjust(Vm& vm, Args args) {
  Filling filling = TRY(fillingOf(vm, args, "rjust"));
  return padded(vm, args[0], filling.missing, 0, filling.fill);
}

Result<Ref> zfill(Vm& vm, Args args) {
  int64_t width = TRY(sizeArgument(vm, args[1]));
  std::string_view text = selfView(args[0]);
  if (width <= int64_t(text.size())) return plainBytes(vm, args[0]);
  if (width > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
  bool sign = !text.empty() && (text[0] == '+' || text[0] == '-');
  std::string out(text.substr(0, sign));
  out.append(size_t(width) - text.size(), '0');
  out += text.substr(sign);
  return newLike(vm, args[0], out);
}

Result<Ref> expandTabs(Vm& vm, Args args) {
  int64_t size = args.has(1) ? TRY(intArgument(vm, args[1])) : 8;
  std::string out;
  int64_t column = 0;
  for (char c : selfView(args[0])) {
    if (c != '\t') {
      out += c;
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      continue;
    }
    int64_t blanks = size > 0 ? size - column % size : 0;
    if (int64_t(out.size()) + blanks > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
    out.append(size_t(blanks), ' ');
    column += blanks;
  }
  return newLike(vm, args[0], out);
}

Result<Ref> strip(Vm& vm, Args args) { return stripSides(vm, args, kStripLeft | kStripRight); }
Result<Ref> lstrip(Vm& vm, Args args) { return stripSides(vm, args, kStripLeft); }
Result<Ref> rstrip(Vm& vm, Args args) { return stripSides(vm, args, kStripRight); }

}  // namespace bytesmethods
}  // namespace vitrine
