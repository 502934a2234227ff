// The state behind DepthGuard. In wasm the "native stack" is the shadow stack in linear memory: addresses of locals
// measure it as they do natively; frames in the engine's own stack are counted by levels (engine_stack.h).
#include "base/depth_guard.h"

#include <algorithm>
#include <cstdint>

#include "base/engine_stack.h"

namespace vitrine {

namespace {
#ifdef __EMSCRIPTEN__
constexpr int kFirstLevels = 1000;  // for 984 KB, as in Node and browsers, until somebody has measured
#else
constexpr int kFirstLevels = 0;
#endif
constexpr size_t kFirstLimit = 512 * 1024;

int engineLevels = kFirstLevels;

constexpr size_t levelBytesFor(size_t limit, int levels) { return levels == 0 ? 0 : limit / size_t(levels); }
}  // namespace

namespace detail {
NativeStack nativeStack{nullptr, kFirstLimit, 0};
}

namespace {
size_t levelBytes = levelBytesFor(kFirstLimit, kFirstLevels);  // what a level of nesting counts for, in bytes of the limit

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
  levelBytes = levelBytesFor(bytes, engineLevels);
}

size_t nativeStackUsed() {
  char* here = stackAddress();
  if (!detail::nativeStack.base) detail::nativeStack.base = here;
  const size_t bytes = here < detail::nativeStack.base ? static_cast<size_t>(detail::nativeStack.base - here) : 0;
  const int depth = detail::nativeStack.depth;
  return std::max(bytes, depth > 0 ? levelBytes * size_t(depth) : 0);
}

size_t nativeStackLeft() {
  size_t used = nativeStackUsed();
  return used < detail::nativeStack.limit ? detail::nativeStack.limit - used : 0;
}

void setEngineStackLevels(int levels) {
  engineLevels = levels;
  levelBytes = levelBytesFor(detail::nativeStack.limit, levels);
}

void resetNativeDepth() { detail::nativeStack.depth = 0; }

}  // namespace vitrine
