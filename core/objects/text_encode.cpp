// Encoding: one loop for all codecs, with what is only copied done at once.
#include "base/unicode.h"
#include "base/utf8.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/str.h"

namespace vitrine {
namespace {

enum class Kind : uint8_t { kUtf8, kAscii, kLatin1, kUtf16, kUtf32 };

Kind kindOf(Codec codec) {
  switch (codec) {
    case Codec::kUtf8: case Codec::kUtf8Signed: return Kind::kUtf8;
    case Codec::kAscii: return Kind::kAscii;
    case Codec::kLatin1: return Kind::kLatin1;
    case Codec::kUtf16: case Codec::kUtf16Little: case Codec::kUtf16Big: return Kind::kUtf16;
    default: return Kind::kUtf32;
  }
}

class Encoder {
 public:
  Encoder(Vm& vm, Value text, Codec codec, const std::string& errors)
      : vm_(vm), text_(text), s_(cellOf<StrCell>(text)), codec_(codec), kind_(kindOf(codec)), errors_(errors),
        big_(codec == Codec::kUtf16Big || codec == Codec::kUtf32Big) {}

  Result<Ref> run() {
    if (codec_ == Codec::kUtf8Signed) out_ = "\xEF\xBB\xBF";
    if (codec_ == Codec::kUtf16 || codec_ == Codec::kUtf32) put(0xFEFF);
    out_.reserve(out_.size() + s_->length);
    for (uint32_t at = 0; at < s_->length;) {
      if (encodable(s_->at(at))) {
        put(s_->at(at++));
        continue;
      }
      uint32_t end = at + 1;
      if (kind_ != Kind::kUtf16 && kind_ != Kind::kUtf32)
        while (end < s_->length && !encodable(s_->at(end))) ++end;
      at = TRY(replace(at, end));
    }
    return newBytes(vm_, out_);
  }

 private:
  bool encodable(char32_t c) const {
    switch (kind_) {
      case Kind::kAscii: return c < 0x80;
      case Kind::kLatin1: return c < 0x100;
      default: return !utf8::isSurrogate(c);
    }
  }

  const char* reason() const {
    return kind_ == Kind::kAscii ? "ordinal not in range(128)" : kind_ == Kind::kLatin1 ? "ordinal not in range(256)" : "surrogates not allowed";
  }

  void putUnit(uint32_t unit, int bytes) {
    for (int i = 0; i < bytes; ++i) out_ += char(unit >> 8 * (big_ ? bytes - 1 - i : i));
  }

  void put(char32_t c) {
    switch (kind_) {
      case Kind::kUtf8: return utf8::append(out_, c);
      case Kind::kAscii:
      case Kind::kLatin1: out_ += char(c); return;
      case Kind::kUtf32: return putUnit(c, 4);
      case Kind::kUtf16:
        if (c < 0x10000) return putUnit(c, 2);
        putUnit(0xD800 + ((c - 0x10000) >> 10), 2);
        putUnit(0xDC00 + ((c - 0x10000) & 0x3FF), 2);
    }
  }
  void putAscii(std::string_view text) {
    for (char c : text) put(char32_t(c));
  }

  Raised fail(uint32_t start, uint32_t end) { return raiseEncodeError(vm_, codec_, text_, start, end, reason()); }

  Result<uint32_t> replaceByCall(uint32_t start, uint32_t end) {
    Ref exception;
    Replacement made = TRY(encodeReplacement(vm_, errors_, codec_, text_, start, end, reason(), &exception));
    if (isBytes(made.text)) {
      out_ += made.text.as<BytesCell>()->view();
      return uint32_t(made.resume);
    }
    const auto* s = made.text.as<StrCell>();
    for (uint32_t i = 0; i < s->length; ++i) {
      if (!encodable(s->at(i))) return vm_.raiseObject(exception);
      put(s->at(i));
    }
    return uint32_t(made.resume);
  }

  /// What the error handler makes of characters [start, end), and where to go on.
  Result<uint32_t> replace(uint32_t start, uint32_t end) {
    ErrorHandler handler = TRY(errorHandlerNamed(vm_, errors_));
    if (handler == ErrorHandler::kRegistered) return replaceByCall(start, end);
    bool pass = handler == ErrorHandler::kSurrogatePass && kind_ != Kind::kAscii && kind_ != Kind::kLatin1;
    bool escape = handler == ErrorHandler::kSurrogateEscape && kind_ != Kind::kUtf16 && kind_ != Kind::kUtf32;
    for (uint32_t i = start; i < end; ++i) {
      char32_t c = s_->at(i);
      switch (handler) {
        case ErrorHandler::kIgnore: break;
        case ErrorHandler::kReplace: put('?'); break;
        case ErrorHandler::kBackslashReplace: putEscape(c); break;
        case ErrorHandler::kNameReplace:
          if (std::string name = unicode::nameOf(c); !name.empty())
            putAscii("\\N{" + name + "}");
          else
            putEscape(c);
          break;
        case ErrorHandler::kXmlReplace: putAscii("&#" + std::to_string(uint32_t(c)) + ";"); break;
        case ErrorHandler::kSurrogatePass:
          if (!pass || !utf8::isSurrogate(c)) return fail(i, end);
          put(c);
          break;
        case ErrorHandler::kSurrogateEscape:
          if (!escape || c < 0xDC80 || c > 0xDCFF) return fail(i, end);
          out_ += char(c - 0xDC00);
          break;
        default: return fail(start, end);
      }
    }
    return end;
  }

  void putEscape(char32_t c) {
    char text[16];
    std::snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", unsigned(c));
    putAscii(text);
  }

  Vm& vm_;
  Value text_;
  const StrCell* s_;
  Codec codec_;
  Kind kind_;
  const std::string& errors_;
  bool big_;
  std::string out_;
};

}  // namespace

Result<Ref> encodeWith(Vm& vm, Value text, Codec codec, const std::string& errors) {
  const auto* s = cellOf<StrCell>(text);
  Kind kind = kindOf(codec);
  bool narrow = kind == Kind::kUtf8 || kind == Kind::kAscii || kind == Kind::kLatin1;
  if (codec != Codec::kUtf8Signed && narrow && (s->ascii || (kind == Kind::kLatin1 && s->width == 1))) return newBytes(vm, s->bytes());
  return Encoder(vm, text, codec, errors).run();
}

}  // namespace vitrine
