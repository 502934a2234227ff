// repr() of constants; see constant_repr.h. Nested tuples are bounded by DepthGuard: beyond it "..." is printed.
#include "bytecode/constant_repr.h"

#include <algorithm>

#include "base/depth_guard.h"
#include "base/number_format.h"
#include "base/unicode.h"
#include "base/utf8.h"

namespace vitrine {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

void appendHex(std::string& out, uint32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += kHexDigits[(value >> shift) & 15];
}

/// A double quote only where the text holds single quotes and no double ones.
char quoteFor(std::string_view text) {
  const bool single = text.find('\'') != text.npos, twice = text.find('"') != text.npos;
  return single && !twice ? '"' : '\'';
}

/// Escapes common to str and bytes; false where `c` needs none of them.
bool appendCommonEscape(std::string& out, uint32_t c, char quote) {
  switch (c) {
    case '\t': out += "\\t"; return true;
    case '\n': out += "\\n"; return true;
    case '\r': out += "\\r"; return true;
    default: break;
  }
  if (c != '\\' && c != static_cast<uint32_t>(quote)) return false;
  out += '\\';
  out += static_cast<char>(c);
  return true;
}

void appendUnprintable(std::string& out, char32_t c) {
  if (c < 0x100) {
    out += "\\x";
    appendHex(out, c, 2);
  } else if (c < 0x10000) {
    out += "\\u";
    appendHex(out, c, 4);
  } else {
    out += "\\U";
    appendHex(out, c, 8);
  }
}

/// The items' reprs with ", " between them.
std::string reprItems(const std::vector<Constant>& items, const ReprStyle& style, ReprStyle::SetOrder order) {
  std::vector<std::string> reprs;
  reprs.reserve(items.size());
  for (const Constant& item : items) reprs.push_back(reprConstant(item, style));
  if (order == ReprStyle::SetOrder::kSortedReprs) std::sort(reprs.begin(), reprs.end());
  std::string out;
  for (const std::string& repr : reprs) {
    if (!out.empty()) out += ", ";
    out += repr;
  }
  return out;
}

std::string reprTuple(const std::vector<Constant>& items, const ReprStyle& style) {
  return "(" + reprItems(items, style, ReprStyle::SetOrder::kStored) + (items.size() == 1 ? ",)" : ")");
}

std::string reprFrozenSet(const std::vector<Constant>& items, const ReprStyle& style) {
  if (items.empty()) return "frozenset()";
  return "frozenset({" + reprItems(items, style, style.setOrder) + "})";
}

}  // namespace

std::string reprText(std::string_view wtf8) {
  const char quote = quoteFor(wtf8);
  std::string out(1, quote);
  for (size_t at = 0; at < wtf8.size();) {
    const size_t start = at;
    const char32_t c = utf8::decode(wtf8, at);
    if (c == utf8::kMalformed) {
      appendUnprintable(out, static_cast<uint8_t>(wtf8[start]));
    } else if (!appendCommonEscape(out, c, quote)) {
      const bool printable = c < 0x80 ? c >= 0x20 && c < 0x7f : unicode::isPrintable(c);
      if (printable) out.append(wtf8, start, at - start);
      else appendUnprintable(out, c);
    }
  }
  return out += quote;
}

std::string reprBytes(std::string_view bytes) {
  const char quote = quoteFor(bytes);
  std::string out = "b";
  out += quote;
  for (const char byte : bytes) {
    const auto c = static_cast<uint8_t>(byte);
    if (appendCommonEscape(out, c, quote)) continue;
    if (c >= 0x20 && c < 0x7f) out += byte;
    else appendUnprintable(out, c);
  }
  return out += quote;
}

std::string reprCode(const CodeObject& code, std::string_view address) {
  std::string out = "<code object " + code.name + " at ";
  out += address;
  out += ", file \"" + code.fileName + "\", line " + std::to_string(code.firstLine != 0 ? code.firstLine : -1) + ">";
  return out;
}

std::string reprConstant(const Constant& constant, const ReprStyle& style) {
  DepthGuard guard;
  if (guard.exceeded()) return "...";
  switch (constant.kind) {
    case ConstantKind::kNone: return "None";
    case ConstantKind::kFalse: return "False";
    case ConstantKind::kTrue: return "True";
    case ConstantKind::kEllipsis: return "Ellipsis";
    case ConstantKind::kInt: return bigint::toString(constant.integer);
    case ConstantKind::kFloat: return formatRepr(constant.real);
    case ConstantKind::kComplex: return formatComplexRepr(constant.real, constant.imaginary);
    case ConstantKind::kStr: return reprText(constant.text);
    case ConstantKind::kBytes: return reprBytes(constant.text);
    case ConstantKind::kTuple: return reprTuple(constant.items, style);
    case ConstantKind::kFrozenSet: return reprFrozenSet(constant.items, style);
    case ConstantKind::kCode: return style.codeRepr ? style.codeRepr(*constant.code) : reprCode(*constant.code);
  }
  return {};
}

}  // namespace vitrine
