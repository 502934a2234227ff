// See percent.h.
#include "objects/percent.h"

#include <charconv>

#include "objects/float.h"
#include "objects/int.h"
#include "objects/int_operations.h"
#include "objects/protocol.h"
#include "objects/tuple.h"

namespace vitrine {

PercentArguments::PercentArguments(Value operand, bool mayBeMapping)
    : operand_(operand), count_(1), isTuple_(isTuple(operand)) {
  if (isTuple_) count_ = cellOf<TupleCell>(operand)->length;
  else if (mayBeMapping && (slotsOf(operand).getItem || typeOf(operand)->definesInPython(Dunder::kGetItem))) mapping_ = operand;
}

Result<Value> PercentArguments::next(Vm& vm) {
  if (position_ >= count_) return vm.raise(TypeId::kTypeError, "not enough arguments for format string");
  if (isTuple_) return tupleItems(operand_)[position_++];
  ++position_;
  return selected_ ? selected_.get() : operand_;
}

Result<void> PercentArguments::select(Vm& vm, Value key) {
  if (!mapping_) return vm.raise(TypeId::kTypeError, "format requires a mapping");
  selected_ = TRY(getItem(vm, mapping_, key));
  position_ = 0;
  return {};
}

namespace {

/// The int that stands for a '*'.
Result<int64_t> starValue(Vm& vm, PercentArguments& arguments, int64_t limit, const char* tooBig) {
  Value value = TRY(arguments.next(vm));
  if (!isIntOrBool(value)) return vm.raise(TypeId::kTypeError, "* wants int");
  auto number = asInt64(value);
  if (!number || *number > limit || *number < -limit) return vm.raise(TypeId::kOverflowError, "%s", tooBig);
  return *number;
}

bool isNumber(Value v) {
  TypeCell* type = typeOf(v);
  const NativeSlots& slots = slotsOf(type);
  return slots.toInt || slots.toFloat || slots.index || type->definesInPython(Dunder::kInt) || type->definesInPython(Dunder::kIndex) ||
         type->definesInPython(Dunder::kFloat) || isInstance(v, TypeId::kComplex);
}

/// The int an integer conversion formats: any real number for d i u, an int or __index__ for o x X.
Result<Ref> integerFor(Vm& vm, Value value, char conversion) {
  if (isIntOrBool(value)) return Ref::share(value);
  bool wantsIndex = conversion == 'o' || conversion == 'x' || conversion == 'X';
  if (isNumber(value)) {
    auto number = wantsIndex ? toIndex(vm, value) : call(vm, valueOf(typeCell(TypeId::kInt)), {value});
    if (number.ok() || !vm.pendingIs(TypeId::kTypeError) || vm.abandoned) return number;
    vm.clearPending();
  }
  return vm.raise(TypeId::kTypeError, wantsIndex ? "%%%c format: an integer is required, not %s" : "%%%c format: a real number is required, not %s",
                  conversion, typeName(value).c_str());
}

Result<std::string> textOrRaised(Vm& vm, FormatResult result) {
  if (result.ok()) return std::move(result.text);
  if (result.error == FormatError::Memory) return vm.raiseMemoryError();
  return vm.raise(result.error == FormatError::Value ? TypeId::kValueError : TypeId::kOverflowError, "%s", result.text.c_str());
}

}  // namespace

Result<void> PercentArguments::fetchStars(Vm& vm, PrintfSpec& spec) {
  if (spec.widthFromArgument) {
    spec.width = TRY(starValue(vm, *this, INT64_MAX, "Python int too large to convert to C ssize_t"));
    if (spec.width < 0) {
      spec.leftAlign = true;
      spec.width = -spec.width;
    }
  }
  if (spec.precisionFromArgument) {
    spec.precision = TRY(starValue(vm, *this, INT32_MAX, "Python int too large to convert to C int"));
    if (spec.precision < 0) spec.precision = 0;
  }
  return {};
}

bool isIntegerConversion(char32_t c) { return c == 'd' || c == 'i' || c == 'u' || c == 'o' || c == 'x' || c == 'X'; }
bool isFloatConversion(char32_t c) { return c == 'e' || c == 'E' || c == 'f' || c == 'F' || c == 'g' || c == 'G'; }

Result<std::string> percentNumber(Vm& vm, Value value, const PrintfSpec& spec, const char* floatMessage) {
  if (isFloatConversion(spec.conversion)) {
    auto number = toDouble(vm, value);
    if (!number.ok()) {
      if (!floatMessage || vm.abandoned) return Raised{};
      vm.clearPending();
      return vm.raiseTypeErrorFor(floatMessage, value);
    }
    return textOrRaised(vm, printfFloat(number.take(), spec));
  }
  Ref integer = TRY(integerFor(vm, value, char(spec.conversion)));
  return textOrRaised(vm, printfInteger(IntDigits(integer).view, spec));
}

}  // namespace vitrine
