// Result<T>: a value, or the news that a Python exception is pending on the Vm (R14: no C++ exceptions).
// A Result must be looked at; TRY passes the bad news on. The exception itself lives on the Vm, so a Result
// carries no payload for it.
#pragma once

#include <type_traits>
#include <utility>

#include "base/check.h"

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

}  // namespace vitrine

/// TRY(expression): the value of a Result, or return Raised{} from this function.
#define TRY(...)                                   \
  ({                                               \
    auto tryResult_ = (__VA_ARGS__);               \
    if (!tryResult_.ok()) [[unlikely]]             \
      return ::vitrine::Raised{};                  \
    tryResult_.take();                             \
  })
