// The chain of guards: see repr_guard.h. It lies on the native stack, never in the region.
#include "objects/repr_guard.h"

namespace vitrine {
namespace {
ReprGuard* innermost = nullptr;
}

ReprGuard::ReprGuard(Value object) : object_(object), outer_(innermost), recursive_(false) {
  for (ReprGuard* guard = outer_; guard && !recursive_; guard = guard->outer_) recursive_ = guard->object_ == object;
  innermost = this;
}

ReprGuard::~ReprGuard() { innermost = outer_; }

Result<void> ReprGuard::check(Vm& vm) const {
  if (depth_.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded while getting the repr of an object");
  return {};
}

void resetReprGuards() { innermost = nullptr; }

}  // namespace vitrine
