// What a failed CHECK does: it says where, and traps. The facade of the wasm module catches that.
#include "base/check.h"

#include <cstdio>

namespace vitrine {

void checkFailed(const char* message, const char* file, int line) {
  std::fprintf(stderr, "vitrine: internal error: %s (%s:%d)\n", message, file, line);
  __builtin_trap();
}

}  // namespace vitrine
