// See name_errors.h. The exception's `name` says which name it was; the traceback's "Did you mean" starts from it.
#include "vm/name_errors.h"

#include "objects/exception.h"
#include "objects/str.h"

namespace vitrine {

namespace {

Outcome raiseNamed(Vm& vm, TypeId type, const char* format, Value name) {
  std::string text = format;
  text.replace(text.find("%s"), 2, textOf(name));
  vm.raise(type, "%s", text.c_str());
  if (vm.pendingIs(TypeId::kNameError)) {
    auto* cell = cellOf<NameExceptionCell>(vm.pending());
    decrement(std::exchange(cell->name, Ref::share(name).release()));
  }
  return Outcome::kRaised;
}

}  // namespace

Outcome raiseUndefined(Vm& vm, Value name) { return raiseNamed(vm, TypeId::kNameError, "name '%s' is not defined", name); }
Outcome raiseUnbound(Vm& vm, Value name) {
  return raiseNamed(vm, TypeId::kUnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", name);
}
Outcome raiseUnboundFree(Vm& vm, Value name) {
  return raiseNamed(vm, TypeId::kNameError, "cannot access free variable '%s' where it is not associated with a value in enclosing scope", name);
}

}  // namespace vitrine
