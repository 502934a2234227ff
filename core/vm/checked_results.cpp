// Special methods written in Python that a native function ends with: they run in a frame of their own, and what they give is
// looked at when that frame has ended (ReturnAction::kChecked). CPython: Objects/object.c, Objects/abstract.c.
#include "objects/function.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "vm/calls.h"

namespace vitrine {

namespace {

Result<Ref> checkText(Vm& vm, Ref value, const char* dunder) {
  if (isStr(value)) return value;
  return vm.raise(TypeId::kTypeError, "%s returned non-string (type %s)", dunder, typeName(value).c_str());
}

Result<Ref> checkLength(Vm& vm, Value value) {
  Ref index = TRY(toIndex(vm, value));
  if (IntDigits(index).view.negative) return vm.raise(TypeId::kValueError, "__len__() should return >= 0");
  return newInt(vm, TRY(toIndex64(vm, index, IndexOverflow::kRaise, TypeId::kOverflowError)));
}

Result<Ref> checkIterator(Vm& vm, Ref value) {
  if (typeOf(value)->definesInPython(Dunder::kNext) || slotsOf(value).next) return value;
  return vm.raiseTypeErrorFor("iter() returned non-iterator of type '%s'", value);
}

/// The special method with `self` in front, or bound where its descriptor has more to do.
Result<Ref> startSpecial(Vm& vm, Value self, Dunder dunder, std::initializer_list<Value> args) {
  constexpr size_t kMost = 4;
  Value values[kMost + 1] = {self};
  CHECK(args.size() <= kMost);
  std::copy(args.begin(), args.end(), values + 1);
  Ref held = Ref::share(lookupOnType(self, dunder));
  if (hasTypeFlag(held, kTypeMethodDescriptor)) return startCall(vm, held, Args{values, uint32_t(args.size()) + 1});
  Ref bound = TRY(bindDescriptor(vm, held, self, valueOf(typeOf(self))));
  return startCall(vm, bound, Args{values + 1, uint32_t(args.size())});
}

}  // namespace

Result<Ref> checkResult(Vm& vm, ResultCheck check, Ref value) {
  switch (check) {
    case ResultCheck::kLength: return checkLength(vm, value);
    case ResultCheck::kRepr: return checkText(vm, std::move(value), "__repr__");
    case ResultCheck::kStr: return checkText(vm, std::move(value), "__str__");
    case ResultCheck::kFormat:
      if (isStr(value)) return value;
      return vm.raiseTypeErrorFor("__format__ must return a str, not %s", value);
    case ResultCheck::kIterator: return checkIterator(vm, std::move(value));
  }
  return value;
}

Result<Ref> tailCallDunder(Vm& vm, Value self, Dunder dunder, std::initializer_list<Value> args, ResultCheck check) {
  return andThen(vm, startSpecial(vm, self, dunder, args), ReturnAction::kChecked, Value::integer(int(check)));
}

}  // namespace vitrine
