// JSON text; see json_text.h.
#include "bytecode/json_text.h"

#include "base/utf8.h"

namespace vitrine {
namespace {

void appendUnit(std::string& out, uint32_t unit) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(unit >> shift) & 15];
}

void appendCharacter(std::string& out, char32_t c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    default: break;
  }
  if (c >= 0x20 && c < 0x7f) {
    out += static_cast<char>(c);
  } else if (c < 0x10000) {
    appendUnit(out, c);
  } else {
    appendUnit(out, 0xD800 + ((c - 0x10000) >> 10));
    appendUnit(out, 0xDC00 + ((c - 0x10000) & 0x3ff));
  }
}

}  // namespace

void appendJsonText(std::string& out, std::string_view wtf8) {
  out += '"';
  for (size_t at = 0; at < wtf8.size();) {
    const char32_t c = utf8::decode(wtf8, at);
    appendCharacter(out, c == utf8::kMalformed ? 0xFFFD : c);
  }
  out += '"';
}

JsonObject::JsonObject(std::string& out) : out_(out) {
  if (!out_.empty() && out_.back() == '}') out_ += ", ";
  out_ += '{';
}

std::string& JsonObject::open(std::string_view key) {
  if (!first_) out_ += ", ";
  first_ = false;
  appendJsonText(out_, key);
  out_ += ": ";
  return out_;
}

JsonObject& JsonObject::text(std::string_view key, std::string_view wtf8) {
  appendJsonText(open(key), wtf8);
  return *this;
}
JsonObject& JsonObject::number(std::string_view key, int64_t value) {
  open(key) += std::to_string(value);
  return *this;
}
JsonObject& JsonObject::boolean(std::string_view key, bool value) {
  open(key) += value ? "true" : "false";
  return *this;
}
JsonObject& JsonObject::null(std::string_view key) {
  open(key) += "null";
  return *this;
}

}  // namespace vitrine
