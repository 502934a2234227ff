// DepthGuard: the one guard of every recursive C++ path (R15): parser, compiler, repr, comparison, marshal, collector.
// It bounds both the nesting (kMaxNativeDepth) and the bytes of native stack used since the host set the limit; who finds
// it exceeded() raises Python's own error (RecursionError, MemoryError or a SyntaxError "too many nested ...").
//
//   DepthGuard guard;
//   if (guard.exceeded()) return vm.raiseRecursionError(...);
#pragma once

#include <cstddef>

namespace vitrine {

/// Takes the address of a local as the stack's base and `bytes` as what may be used below it. The host calls this once,
/// near the bottom of its stack; again where it enters from another place. Without it 512 KB count from the first guard.
void setNativeStackLimit(size_t bytes);
/// Bytes of native stack between the base and here.
size_t nativeStackUsed();
/// Bytes that may still be used.
size_t nativeStackLeft();

namespace detail {
struct NativeStack {
  char* base;
  size_t limit;
  int depth;
};
extern NativeStack nativeStack;
}  // namespace detail

/// Counts one level of C++ recursion for as long as it lives.
class DepthGuard {
 public:
  static constexpr int kMaxNativeDepth = 20000;

  DepthGuard() { ++detail::nativeStack.depth; }
  ~DepthGuard() { --detail::nativeStack.depth; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

  /// Is the native stack, or the nesting, at its limit?
  bool exceeded() const { return detail::nativeStack.depth > kMaxNativeDepth || nativeStackUsed() >= limit(); }

 private:
  static size_t limit() { return detail::nativeStack.limit; }
};

/// Forgets nesting that a trap or longjmp unwound without running destructors (the facade after a wasm trap).
void resetNativeDepth();

}  // namespace vitrine
