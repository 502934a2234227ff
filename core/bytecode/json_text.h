// JSON as text, appended to a string: what the structured listing, the opcode table and the rows of code objects need.
// Separators are those of Python's json.dumps (", " and ": "); text is WTF-8 and leaves as ASCII with \u escapes, lone
// surrogates included, as json.dumps does it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

/// Appends `wtf8` as a JSON string, quotes included.
void appendJsonText(std::string& out, std::string_view wtf8);

/// One object being written: begins with "{" (after ", " where another value precedes), ends when it is destroyed.
class JsonObject {
 public:
  explicit JsonObject(std::string& out);
  ~JsonObject() { out_ += '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  JsonObject& text(std::string_view key, std::string_view wtf8);
  JsonObject& number(std::string_view key, int64_t value);
  JsonObject& boolean(std::string_view key, bool value);
  JsonObject& null(std::string_view key);
  /// An array of strings; `Range` holds what converts to std::string_view.
  template <class Range>
  JsonObject& texts(std::string_view key, const Range& values) {
    open(key) += '[';
    bool first = true;
    for (const auto& value : values) {
      if (!first) out_ += ", ";
      first = false;
      appendJsonText(out_, value);
    }
    out_ += ']';
    return *this;
  }
  /// The key alone: the caller appends the value.
  std::string& open(std::string_view key);

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace vitrine
