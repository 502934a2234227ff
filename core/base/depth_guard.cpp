// The state behind DepthGuard. In wasm the "native stack" is the shadow stack in linear memory: addresses of locals
// measure it as they do natively. Frames that live in the engine's own stack are not to be seen there, and that stack is small (984 KB in
// Node and in browsers): so each level of nesting counts as its share of the whole, kWasmLevels of them being all.
#include "base/depth_guard.h"

#include <algorithm>
#include <cstdint>

namespace vitrine {

namespace detail {
NativeStack nativeStack{nullptr, 512 * 1024, 0};
}

namespace {
#ifdef __EMSCRIPTEN__
constexpr size_t kWasmLevels = 1000;
#endif

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
  size_t used = here < detail::nativeStack.base ? static_cast<size_t>(detail::nativeStack.base - here) : 0;
#ifdef __EMSCRIPTEN__
  used = std::max(used, static_cast<size_t>(detail::nativeStack.depth) * (detail::nativeStack.limit / kWasmLevels));
#endif
  return used;
}

size_t nativeStackLeft() {
  size_t used = nativeStackUsed();
  return used < detail::nativeStack.limit ? detail::nativeStack.limit - used : 0;
}

void resetNativeDepth() { detail::nativeStack.depth = 0; }

}  // namespace vitrine
