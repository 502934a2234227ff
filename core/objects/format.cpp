// format() of exact builtin types, without looking __format__ up; the plain specifications (a width, an alignment) without
// parsing them in full. What is not plain goes through base/format_spec.h. See protocol.h: format.
#include <charconv>

#include "base/format_spec.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/int_operations.h"
#include "objects/protocol.h"
#include "objects/str.h"

namespace vitrine {
namespace {

/// [align] [0] [width] [type]: align one of < > ^, width below 1000, type the character expected.
struct PlainSpec {
  char align = 0;
  bool zeroPad = false;
  uint32_t width = 0;
};

bool parsePlain(std::string_view spec, char type, PlainSpec& plain) {
  size_t at = 0;
  if (spec[0] == '<' || spec[0] == '>' || spec[0] == '^') plain.align = spec[at++];
  if (at < spec.size() && spec[at] == '0') {
    plain.zeroPad = true;
    ++at;
  }
  for (; at < spec.size() && spec[at] >= '0' && spec[at] <= '9'; ++at) {
    plain.width = plain.width * 10 + uint32_t(spec[at] - '0');
    if (plain.width > 999) return false;
  }
  if (at < spec.size() && spec[at] == type) ++at;
  return at == spec.size() && !(plain.zeroPad && plain.align);
}

/// `length` Latin-1 characters filled up to the width; nothing where they are wide enough already.
void fill(StrBuilder& out, std::string_view text, char align, uint32_t width) {
  size_t padding = width > text.size() ? width - text.size() : 0;
  size_t left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
  out.appendRepeated(' ', left);
  out.appendLatin(text);
  out.appendRepeated(' ', padding - left);
}

void appendSmallInt(StrBuilder& out, int64_t value, const PlainSpec& plain) {
  char digits[24];
  auto* end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  std::string_view text(digits, size_t(end - digits));
  if (plain.zeroPad) {
    bool negative = value < 0;
    if (negative) out.appendCharacter('-');
    if (plain.width > text.size()) out.appendRepeated('0', plain.width - text.size());
    out.appendLatin(text.substr(negative));
  } else {
    fill(out, text, plain.align ? plain.align : '>', plain.width);
  }
}

Result<Ref> formatExactStr(Vm& vm, Value v, std::string_view spec) {
  const auto* s = cellOf<StrCell>(v);
  PlainSpec plain;
  if (s->width == 1 && parsePlain(spec, 's', plain) && !plain.zeroPad && plain.width <= s->length) return Ref::share(v);
  StrBuilder out;
  if (formatPlainly(out, v, spec)) return out.finish(vm);
  if (s->ascii) return textOrRaise(vm, formatString(s->bytes(), spec, "str"));
  return textOrRaise(vm, formatString(utf8Of(v), spec, "str"));
}

}  // namespace

bool formatPlainly(StrBuilder& out, Value v, std::string_view spec) {
  PlainSpec plain;
  if (v.isInt()) {
    if (!spec.empty() && !parsePlain(spec, 'd', plain)) return false;
    appendSmallInt(out, v.asInt(), plain);
    return true;
  }
  if (!isExactly(v, TypeId::kStr) || cellOf<StrCell>(v)->width != 1) return false;
  if (!spec.empty() && (!parsePlain(spec, 's', plain) || plain.zeroPad)) return false;
  fill(out, cellOf<StrCell>(v)->bytes(), plain.align ? plain.align : '<', plain.width);
  return true;
}

Result<Ref> formatExactly(Vm& vm, Value v, Value specStr, bool* known) {
  const auto* s = cellOf<StrCell>(specStr);
  *known = true;
  std::string wide;
  if (!s->ascii) appendUtf8(wide, s);
  std::string_view spec = s->ascii ? s->bytes() : std::string_view(wide);
  if (isExactly(v, TypeId::kStr)) return spec.empty() ? Result<Ref>(Ref::share(v)) : formatExactStr(vm, v, spec);
  if (spec.empty() && !v.isReference()) return str(vm, v);
  if (v.isInt()) {
    StrBuilder out;
    if (formatPlainly(out, v, spec)) return out.finish(vm);
    return textOrRaise(vm, formatInteger(IntDigits(v).view, spec, "int"));
  }
  if (v.isFloat()) return textOrRaise(vm, formatFloat(v.asFloat(), spec, "float"));
  *known = false;
  return Raised{};
}

}  // namespace vitrine
