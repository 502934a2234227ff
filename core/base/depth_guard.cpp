// The state behind DepthGuard. In wasm the "native stack" is the shadow stack in linear memory: addresses of locals
// measure it as they do natively; frames in the engine's own stack are counted by levels (engine_stack.h).
#include "base/depth_guard.h"

#include <algorithm>
#include <cstdint>

#include "base/engine_stack.h"

namespace vitrine {

namespace detail {
NativeStack nativeStack{nullptr, 512 * 1024, 0};
}

namespace {
#ifdef __EMSCRIPTEN__
int engineLevels = 1000;  // for 984 KB, as in Node and browsers, until somebody has measured
#else
int engineLevels = 0;
#endif

/// What the nesting counts for, in bytes of the limit.
size_t bytesOfLevels() {
  if (engineLevels == 0 || detail::nativeStack.depth <= 0) return 0;
  return detail::nativeStack.limit / size_t(engineLevels) * size_t(detail::nativeStack.depth);
}

/// An address in this function's frame.
[[gnu::noinline]] char* stackAddress() {
#ifdef __EMSCRIPTEN__
  char here;
  char* volatile address = &here;  // a function without locals has no frame on the shadow stack
  return address;
#else
  return static_cast<char*>(__builtin_frame_address(0));  // ASan may move locals off the stack
#endif
}
}  // namespace

void setNativeStackLimit(size_t bytes) {
  detail::nativeStack.base = stackAddress();
  detail::nativeStack.limit = bytes;
}

size_t nativeStackUsed() {
  char* here = stackAddress();
  if (!detail::nativeStack.base) detail::nativeStack.base = here;
  const size_t bytes = here < detail::nativeStack.base ? static_cast<size_t>(detail::nativeStack.base - here) : 0;
  return std::max(bytes, bytesOfLevels());
}

size_t nativeStackLeft() {
  size_t used = nativeStackUsed();
  return used < detail::nativeStack.limit ? detail::nativeStack.limit - used : 0;
}

void setEngineStackLevels(int levels) { engineLevels = levels; }

void resetNativeDepth() { detail::nativeStack.depth = 0; }

}  // namespace vitrine
