// TokenList: all tokens of a source. Lexing is mostly writing these, so a new token is a bump and nothing is initialised twice.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <type_traits>

#include "base/check.h"
#include "syntax/token.h"

namespace vitrine::syntax {

class TokenList {
 public:
  /// Room for `count` tokens in all.
  void reserve(size_t count) {
    if (count > capacity_) grow(count);
  }
  /// A new last token; the caller sets every field.
  Token& add() {
    if (size_ == capacity_) [[unlikely]]
      grow(capacity_ * 2 + 64);
    return tokens_[size_++];
  }
  size_t size() const { return size_; }
  Token& operator[](size_t index) { return tokens_[index]; }
  const Token& operator[](size_t index) const { return tokens_[index]; }
  Token& back() { return tokens_[size_ - 1]; }
  const Token& back() const { return tokens_[size_ - 1]; }
  const Token* data() const { return tokens_.get(); }
  const Token* begin() const { return tokens_.get(); }
  const Token* end() const { return tokens_.get() + size_; }

 private:
  struct Free {
    void operator()(Token* tokens) const { std::free(tokens); }
  };
  static_assert(std::is_trivially_copyable_v<Token>);

  void grow(size_t capacity) {
    auto* tokens = static_cast<Token*>(std::realloc(static_cast<void*>(tokens_.get()), capacity * sizeof(Token)));
    CHECK(tokens);
    (void)tokens_.release();
    tokens_.reset(tokens);
    capacity_ = capacity;
  }

  std::unique_ptr<Token[], Free> tokens_;
  size_t size_ = 0, capacity_ = 0;
};

}  // namespace vitrine::syntax
