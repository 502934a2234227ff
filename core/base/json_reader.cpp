// See json_reader.h; RFC 8259, lone surrogates allowed.
#include "base/json_reader.h"

#include <cstdint>

#include "base/number_format.h"
#include "base/utf8.h"

namespace vitrine {
namespace {

constexpr int kDeepest = 64;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool value(JsonValue& out, int depth = 0);
  bool atEnd() {
    blanks();
    return at_ == text_.size();
  }

 private:
  void blanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  bool take(char c) {
    blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool word(std::string_view w) {
    if (text_.substr(at_, w.size()) != w) return false;
    at_ += w.size();
    return true;
  }
  bool number(JsonValue& out);
  bool string(std::string& out);
  bool escape(std::string& out);
  bool hexUnit(uint32_t& unit);
  bool array(JsonValue& out, int depth);
  bool object(JsonValue& out, int depth);

  std::string_view text_;
  size_t at_ = 0;
};

bool Reader::number(JsonValue& out) {
  const size_t start = at_;
  while (at_ < text_.size() && std::string_view("+-.0123456789eE").find(text_[at_]) != std::string_view::npos) ++at_;
  out.kind = JsonValue::Kind::kNumber;
  return at_ > start && parseDouble(text_.substr(start, at_ - start), out.number);
}

bool Reader::hexUnit(uint32_t& unit) {
  unit = 0;
  if (text_.size() - at_ < 4) return false;
  for (int i = 0; i < 4; ++i) {
    const size_t digit = std::string_view("0123456789abcdef").find(char(text_[at_ + i] | 0x20));
    if (digit == std::string_view::npos) return false;
    unit = unit * 16 + uint32_t(digit);
  }
  at_ += 4;
  return true;
}

bool Reader::escape(std::string& out) {
  if (at_ >= text_.size()) return false;
  const char c = text_[at_++];
  if (c == 'u') {
    uint32_t unit, low;
    if (!hexUnit(unit)) return false;
    if (unit >= 0xD800 && unit < 0xDC00 && text_.substr(at_, 2) == "\\u") {
      const size_t before = at_;
      at_ += 2;
      if (hexUnit(low) && low >= 0xDC00 && low < 0xE000) unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
      else at_ = before;
    }
    utf8::append(out, unit);
    return true;
  }
  const size_t plain = std::string_view("\"\\/bfnrt").find(c);
  if (plain == std::string_view::npos) return false;
  out += "\"\\/\b\f\n\r\t"[plain];
  return true;
}

bool Reader::string(std::string& out) {
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '"') return true;
    if (c != '\\') out += c;
    else if (!escape(out)) return false;
  }
  return false;
}

bool Reader::array(JsonValue& out, int depth) {
  out.kind = JsonValue::Kind::kArray;
  if (take(']')) return true;
  do {
    out.items.emplace_back();
    if (!value(out.items.back(), depth + 1)) return false;
  } while (take(','));
  return take(']');
}

bool Reader::object(JsonValue& out, int depth) {
  out.kind = JsonValue::Kind::kObject;
  if (take('}')) return true;
  do {
    out.keys.emplace_back();
    out.items.emplace_back();
    if (!take('"') || !string(out.keys.back()) || !take(':')) return false;
    if (!value(out.items.back(), depth + 1)) return false;
  } while (take(','));
  return take('}');
}

bool Reader::value(JsonValue& out, int depth) {
  if (depth > kDeepest) return false;
  if (take('{')) return object(out, depth);
  if (take('[')) return array(out, depth);
  if (take('"')) {
    out.kind = JsonValue::Kind::kText;
    return string(out.text);
  }
  if (word("null")) return true;
  if (const bool truth = word("true"); truth || word("false")) {
    out.kind = JsonValue::Kind::kBoolean;
    out.number = truth;
    return true;
  }
  return number(out);
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  for (size_t i = 0; i < keys.size(); ++i)
    if (keys[i] == key) return &items[i];
  return nullptr;
}

double JsonValue::numberAt(std::string_view key, double otherwise) const {
  const JsonValue* value = find(key);
  return value && (value->kind == Kind::kNumber || value->kind == Kind::kBoolean) ? value->number : otherwise;
}

std::string JsonValue::textAt(std::string_view key) const {
  const JsonValue* value = find(key);
  return value ? value->text : std::string();
}

std::optional<JsonValue> readJson(std::string_view text) {
  Reader reader(text);
  JsonValue value;
  if (!reader.value(value) || !reader.atEnd()) return {};
  return value;
}

}  // namespace vitrine
