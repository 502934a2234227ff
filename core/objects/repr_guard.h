// ReprGuard: notices a container that is printed inside itself ("[...]"), and nesting that is too deep. The guards
// that live form a chain through the native stack, so they are balanced however a run ends. Where to look next:
// sequence.cpp, dict_repr.cpp.
#pragma once

#include "base/depth_guard.h"
#include "objects/runtime.h"

namespace vitrine {

class ReprGuard {
 public:
  /// Enters the repr of `object` (CPython: Py_ReprEnter).
  explicit ReprGuard(Value object);
  ~ReprGuard();
  ReprGuard(const ReprGuard&) = delete;
  ReprGuard& operator=(const ReprGuard&) = delete;

  /// Is the object being printed further out already?
  bool recursive() const { return recursive_; }
  /// RecursionError where the native stack is used up.
  Result<void> check(Vm& vm) const;

 private:
  DepthGuard depth_;
  Value object_;
  ReprGuard* outer_;
  bool recursive_;
};

/// Forgets guards that a trap unwound without running destructors (beside resetNativeDepth).
void resetReprGuards();

}  // namespace vitrine
