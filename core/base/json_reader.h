// JSON as read: a small tree of values, for options and replay bundles. Strings become WTF-8, numbers doubles. Input that is
// no JSON gives nothing; nesting is bounded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

struct JsonValue {
  enum class Kind { kNull, kBoolean, kNumber, kText, kArray, kObject } kind = Kind::kNull;
  double number = 0;  // kBoolean: 0 or 1
  std::string text;
  std::vector<JsonValue> items;   // of an array; the values of an object
  std::vector<std::string> keys;  // of an object

  /// A member of an object; nullptr where there is none.
  const JsonValue* find(std::string_view key) const;
  /// The number (or boolean) at `key`, else `otherwise`.
  double numberAt(std::string_view key, double otherwise) const;
  std::string textAt(std::string_view key) const;
};

/// The value that makes up all of `text`.
std::optional<JsonValue> readJson(std::string_view text);

}  // namespace vitrine
