// Result<T>: a value, or the news that a Python exception is pending on the Vm (R14: no C++ exceptions).
// A Result must be looked at; TRY passes the bad news on. The exception itself lives on the Vm, so a Result
// carries no payload for it.
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include "base/check.h"

/// A class of one word with a destructor that may move by copying its bytes: clang passes it in a register then, not through
/// memory. g++ does not know how; the order of releases is the same (core/decisions/0008-size.md).
#ifdef __clang__
#define VITRINE_IN_REGISTER [[clang::trivial_abi]]
#else
#define VITRINE_IN_REGISTER
#endif
/// Inlined even where the compiler is asked for small code: what is smaller than a call to it, and what the run loop is made of.
#define VITRINE_INLINE [[gnu::always_inline]] inline

namespace vitrine {

/// "An exception is pending": what a function returns after it has raised one.
struct Raised {};

/// Either a T or Raised. Like a raised exception, it cannot be ignored ([[nodiscard]]).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)), ok_(true) {}
  Result(Raised) : ok_(false) {}

  bool ok() const { return ok_; }
  /// The value, moved out; only where ok().
  T take() {
    DCHECK(ok_);
    return std::move(value_);
  }
  const T& value() const {
    DCHECK(ok_);
    return value_;
  }

 private:
  T value_{};
  bool ok_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() : ok_(true) {}
  Result(Raised) : ok_(false) {}
  bool ok() const { return ok_; }
  void take() {}

 private:
  bool ok_;
};

/// A truth or Raised, in one byte: it travels in a register.
template <>
class [[nodiscard]] Result<bool> {
 public:
  Result(bool value) : state_(value) {}
  Result(Raised) : state_(kRaised) {}
  bool ok() const { return state_ != kRaised; }
  bool take() { return value(); }
  bool value() const {
    DCHECK(ok());
    return state_ != 0;
  }

 private:
  static constexpr uint8_t kRaised = 2;
  uint8_t state_;
};

}  // namespace vitrine

/// TRY(expression): the value of a Result, or return Raised{} from this function.
#define TRY(...)                                   \
  ({                                               \
    auto tryResult_ = (__VA_ARGS__);               \
    if (!tryResult_.ok()) [[unlikely]]             \
      return ::vitrine::Raised{};                  \
    tryResult_.take();                             \
  })
