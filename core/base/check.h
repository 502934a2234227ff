// CHECK: a broken promise of our own code ends the machine with a message, in every build; DCHECK only in debug
// builds. Neither is for bad input: that gets a SyntaxError, a Python exception or a status.
#pragma once

namespace vitrine {

/// Prints `message` with its place on standard error and traps. The facade turns the trap into "internal error".
[[noreturn]] void checkFailed(const char* message, const char* file, int line);

}  // namespace vitrine

#define CHECK(condition)                                                   \
  do {                                                                     \
    if (!(condition)) [[unlikely]]                                         \
      ::vitrine::checkFailed(#condition, __FILE__, __LINE__);              \
  } while (false)
#define UNREACHABLE(message) ::vitrine::checkFailed(message, __FILE__, __LINE__)
#ifdef NDEBUG
#define DCHECK(condition) ((void)0)
#else
#define DCHECK(condition) CHECK(condition)
#endif
