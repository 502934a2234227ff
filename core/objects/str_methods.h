// What the files of str share. The methods stand in str_search.cpp, str_case.cpp, str_predicates.cpp, str_split.cpp,
// str_pad.cpp, str_translate.cpp, str_format.cpp, str_percent.cpp; the table of all and the type in str_type.cpp.
#pragma once

#include <span>

#include "base/unicode.h"
#include "objects/native.h"
#include "objects/str.h"

namespace vitrine {

inline StrCell* strCell(Value v) { return cellOf<StrCell>(v); }
/// The str itself where its type is exactly str, else a plain copy: what methods give back that change nothing.
inline Result<Ref> plainStr(Vm& vm, Value v) { return subStr(vm, v, 0, strCell(v)->length); }
inline Result<Ref> emptyStr() { return Ref::share(Value::reference(root().emptyStr)); }
/// TypeError "find() argument 1 must be str, not int" unless `v` is a str.
Result<void> requireStrArgument(Vm& vm, const char* method, int position, Value v);
/// The bounds of find() and its kind: slice indices or None; absent ones are 0 and the end.
Result<int64_t> searchBound(Vm& vm, Value valueOrNull, int64_t fallback);

/// The place of `needle` within [from, to) of `s`, or -1.
enum class Direction { kForward, kBackward };
int64_t findStr(const StrCell* s, const StrCell* needle, int64_t from, int64_t to, Direction direction = Direction::kForward);

/// The method rows of each file; kStrType has them all.
#define STR_METHODS(METHOD)                                                                                               \
  METHOD(find) METHOD(rfind) METHOD(index) METHOD(rindex) METHOD(count) METHOD(startsWith) METHOD(endsWith)               \
  METHOD(replace) METHOD(removePrefix) METHOD(removeSuffix)                                                               \
  METHOD(upper) METHOD(lower) METHOD(title) METHOD(capitalize) METHOD(swapCase) METHOD(caseFold)                          \
  METHOD(isAlnum) METHOD(isAlpha) METHOD(isAscii) METHOD(isDecimal) METHOD(isDigit) METHOD(isIdentifier) METHOD(isLower)  \
  METHOD(isNumeric) METHOD(isPrintable) METHOD(isSpace) METHOD(isTitle) METHOD(isUpper)                                   \
  METHOD(split) METHOD(rsplit) METHOD(splitLines) METHOD(partition) METHOD(rpartition) METHOD(join)                       \
  METHOD(center) METHOD(ljust) METHOD(rjust) METHOD(zfill) METHOD(expandTabs) METHOD(strip) METHOD(lstrip) METHOD(rstrip) \
  METHOD(translate) METHOD(makeTrans) METHOD(encode) METHOD(formatMap) METHOD(formatSelf)
namespace strmethods {
#define METHOD(name) Result<Ref> name(Vm& vm, Args args);
STR_METHODS(METHOD)
#undef METHOD
/// Raw: '{}'.format(*args, **kwargs).
Result<Ref> format(Vm& vm, Args args);
}  // namespace strmethods

/// The slots whose code is long.
Result<Ref> strRepr(Vm& vm, Value self);
/// str % args: the `kMod` slot.
Result<Ref> strPercent(Vm& vm, Value left, Value right);
/// Appends what a translation table gave: None nothing, a str itself, an int its character; TypeError or ValueError else.
Result<void> appendTranslated(Vm& vm, StrBuilder& text, Value mapped);
/// Whitespace as str sees it.
inline bool isStrSpace(char32_t c) {
  constexpr uint64_t kControls = 0x1Full << 9 | 0xFull << 0x1C | 1ull << ' ';  // \t \n \v \f \r, the separators, the blank
  if (c < 64) return kControls >> c & 1;
  return c >= 0x85 && unicode::isSpace(c);
}

}  // namespace vitrine
