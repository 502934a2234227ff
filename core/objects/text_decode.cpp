// Decoding: a loop per family of codecs; errors go through one place.
#include "base/utf8.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/str.h"

namespace vitrine {
namespace {

class Decoder {
 public:
  Decoder(Vm& vm, Value bytes, Codec codec, const std::string& errors)
      : vm_(vm), bytes_(bytes), view_(*bufferOf(bytes)), codec_(codec), errors_(errors) {}

  Result<Ref> run() {
    switch (codec_) {
      case Codec::kUtf8Signed:
        if (view_.substr(0, 3) == "\xEF\xBB\xBF") view_.remove_prefix(3);
        [[fallthrough]];
      case Codec::kUtf8: TRY(decodeUtf8()); break;
      case Codec::kAscii: TRY(decodeAscii()); break;
      case Codec::kLatin1: out_.appendLatin(view_); break;
      case Codec::kUtf16: case Codec::kUtf16Little: case Codec::kUtf16Big: TRY(decodeUtf16()); break;
      default: TRY(decodeUtf32());
    }
    return out_.finish(vm_);
  }

 private:
  uint8_t byte(size_t i) const { return uint8_t(view_[i]); }

  Result<void> decodeUtf8() {
    while (at_ < view_.size()) {
      auto error = utf8::validate(view_, at_);
      size_t end = error ? error->start : view_.size();
      out_.append(view_.substr(at_, end - at_));
      at_ = end;
      if (error) TRY(replace(error->start, error->end, error->reason));
    }
    return {};
  }

  Result<void> decodeAscii() {
    while (at_ < view_.size()) {
      size_t end = at_;
      while (end < view_.size() && byte(end) < 0x80) ++end;
      out_.appendLatin(view_.substr(at_, end - at_));
      at_ = end;
      if (at_ < view_.size()) TRY(replace(at_, at_ + 1, "ordinal not in range(128)"));
    }
    return {};
  }

  uint32_t unit(size_t at, int bytes) const {
    uint32_t value = 0;
    for (int i = 0; i < bytes; ++i) value |= uint32_t(byte(at + size_t(i))) << 8 * (big_ ? bytes - 1 - i : i);
    return value;
  }

  /// Takes a byte order mark off where the name leaves the order open; from then on the order has a name.
  void readMark(Codec open, Codec little, Codec big, int bytes) {
    big_ = codec_ == big;
    if (codec_ != open) return;
    codec_ = little;
    if (view_.size() < size_t(bytes)) return;
    if (unit(0, bytes) == 0xFEFF) {
      at_ = size_t(bytes);
      return;
    }
    big_ = true;
    if (unit(0, bytes) == 0xFEFF) {
      at_ = size_t(bytes);
      codec_ = big;
      return;
    }
    big_ = false;
  }

  Result<void> decodeUtf16() {
    readMark(Codec::kUtf16, Codec::kUtf16Little, Codec::kUtf16Big, 2);
    while (at_ < view_.size()) {
      size_t left = view_.size() - at_;
      if (left < 2) {
        TRY(replace(at_, view_.size(), "truncated data"));
        continue;
      }
      char32_t c = unit(at_, 2);
      if (!utf8::isSurrogate(c)) {
        out_.appendCharacter(c);
        at_ += 2;
      } else if (c >= 0xDC00) {
        TRY(replace(at_, at_ + 2, "illegal encoding"));
      } else if (left < 4) {
        TRY(replace(at_, view_.size(), "unexpected end of data"));
      } else if ((unit(at_ + 2, 2) & 0xFC00) != 0xDC00) {
        TRY(replace(at_, at_ + 2, "illegal UTF-16 surrogate"));
      } else {
        out_.appendCharacter(0x10000 + ((c - 0xD800) << 10) + (unit(at_ + 2, 2) - 0xDC00));
        at_ += 4;
      }
    }
    return {};
  }

  Result<void> decodeUtf32() {
    readMark(Codec::kUtf32, Codec::kUtf32Little, Codec::kUtf32Big, 4);
    while (at_ < view_.size()) {
      if (view_.size() - at_ < 4) {
        TRY(replace(at_, view_.size(), "truncated data"));
        continue;
      }
      char32_t c = unit(at_, 4);
      if (c > 0x10FFFF) {
        TRY(replace(at_, at_ + 4, "code point not in range(0x110000)"));
      } else if (utf8::isSurrogate(c)) {
        TRY(replace(at_, at_ + 4, "code point in surrogate code point range(0xd800, 0xe000)"));
      } else {
        out_.appendCharacter(c);
        at_ += 4;
      }
    }
    return {};
  }

  /// What the error handler makes of bytes [start, end); moves behind what it has dealt with.
  Result<void> replace(size_t start, size_t end, const char* reason) {
    at_ = end;
    switch (TRY(errorHandlerNamed(vm_, errors_))) {
      case ErrorHandler::kRegistered: {
        Replacement made = TRY(decodeReplacement(vm_, errors_, codec_, bytes_, start, end, reason));
        out_.append(made.text.as<StrCell>());
        at_ = made.resume;
        view_ = *bufferOf(bytes_);  // the handler may have changed an array
        if (at_ > view_.size()) at_ = view_.size();
        return {};
      }
      case ErrorHandler::kIgnore: return {};
      case ErrorHandler::kReplace: out_.appendCharacter(0xFFFD); return {};
      case ErrorHandler::kBackslashReplace:
        for (size_t i = start; i < end; ++i) {
          char text[8];
          std::snprintf(text, sizeof text, "\\x%02x", byte(i));
          out_.appendLatin(text);
        }
        return {};
      case ErrorHandler::kSurrogateEscape:
        for (at_ = start; at_ < end && byte(at_) >= 0x80; ++at_) out_.appendCharacter(0xDC00 + byte(at_));
        if (at_ > start) return {};
        break;
      case ErrorHandler::kSurrogatePass: {
        char32_t c = surrogateAt(start);
        if (!c) break;
        out_.appendCharacter(c);
        return {};
      }
      case ErrorHandler::kXmlReplace:
      case ErrorHandler::kNameReplace:
        return vm_.raise(TypeId::kTypeError, "don't know how to handle UnicodeDecodeError in error callback");
      default: break;
    }
    return raiseDecodeError(vm_, codec_, bytes_, start, end, reason);
  }

  /// The lone surrogate encoded at `start`, and `at_` behind it; 0 where there is none.
  char32_t surrogateAt(size_t start) {
    size_t left = view_.size() - start;
    char32_t c = 0;
    size_t bytes = 2;
    if (codec_ == Codec::kUtf8 || codec_ == Codec::kUtf8Signed) {
      bytes = 3;
      size_t position = start;
      if (left >= 3 && (byte(start) & 0xF0) == 0xE0) c = utf8::decode(view_, position);
    } else if (codec_ == Codec::kUtf16Little || codec_ == Codec::kUtf16Big) {
      if (left >= 2) c = unit(start, 2);
    } else if (codec_ == Codec::kUtf32Little || codec_ == Codec::kUtf32Big) {
      bytes = 4;
      if (left >= 4) c = unit(start, 4);
    }
    if (!utf8::isSurrogate(c)) return 0;
    at_ = start + bytes;
    return c;
  }

  Vm& vm_;
  Value bytes_;
  std::string_view view_;
  Codec codec_;
  const std::string& errors_;
  size_t at_ = 0;
  bool big_ = false;
  StrBuilder out_;
};

}  // namespace

Result<Ref> decodeWith(Vm& vm, Value bytes, Codec codec, const std::string& errors) {
  std::string_view view = *bufferOf(bytes);
  if (view.size() > kMaxTextBytes) return vm.raiseMemoryError();
  bool copies = codec == Codec::kUtf8 || codec == Codec::kAscii || codec == Codec::kLatin1;
  if (copies && utf8::isAscii(view)) return newStr(vm, view);
  if (codec == Codec::kUtf8 && !utf8::validate(view)) return newStr(vm, view);
  return Decoder(vm, bytes, codec, errors).run();
}

}  // namespace vitrine
