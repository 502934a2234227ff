// wrapper_descriptor: the special methods of builtin types as Python sees them (`int.__add__`), each calling the native
// slot behind it (CPython: Objects/typeobject.c, slotdefs).
#include "objects/allocate.h"
#include "objects/descriptor.h"
#include "objects/int.h"
#include "objects/float.h"
#include "objects/native_boot.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

enum class Form { kNone, kBinary, kReflected, kInPlace, kUnary, kCompare };
struct Shape {
  Form form;
  uint8_t index;
};

/// Which family of slots a special method belongs to, by its place in dunders.def.
Shape shapeOf(Dunder d) {
  int n = int(d);
  auto within = [n](Dunder first, int count) { return n >= int(first) && n < int(first) + count; };
  constexpr int kBinaryCount = int(BinaryOp::kCount);
  if (within(Dunder::kAdd, kBinaryCount)) return {Form::kBinary, uint8_t(n - int(Dunder::kAdd))};
  if (within(Dunder::kRAdd, kBinaryCount)) return {Form::kReflected, uint8_t(n - int(Dunder::kRAdd))};
  if (within(Dunder::kIAdd, kBinaryCount)) return {Form::kInPlace, uint8_t(n - int(Dunder::kIAdd))};
  if (within(Dunder::kNeg, int(UnaryOp::kCount))) return {Form::kUnary, uint8_t(n - int(Dunder::kNeg))};
  if (within(Dunder::kLt, 6)) return {Form::kCompare, uint8_t(n - int(Dunder::kLt))};
  return {Form::kNone, 0};
}
static_assert(int(Dunder::kInvert) - int(Dunder::kNeg) == int(UnaryOp::kInvert));
static_assert(int(Dunder::kOr) - int(Dunder::kAdd) == int(BinaryOp::kOr));

bool hasOtherSlot(const NativeSlots& s, Dunder d) {
  switch (d) {
    case Dunder::kNew: return s.create;
    case Dunder::kInit: return s.initialize;
    case Dunder::kCall: return s.call;
    case Dunder::kRepr: return s.repr;
    case Dunder::kStr: return s.str;
    case Dunder::kHash: return s.hash && s.hash != hashNotImplemented;
    case Dunder::kBool: return s.truth;
    case Dunder::kLen: return s.length;
    case Dunder::kGetAttribute: return s.getAttr;
    case Dunder::kSetAttr:
    case Dunder::kDelAttr: return s.setAttr;
    case Dunder::kGet: return s.descriptorGet;
    case Dunder::kSet:
    case Dunder::kDelete: return s.descriptorSet;
    case Dunder::kIter: return s.iter;
    case Dunder::kNext: return s.next;
    case Dunder::kContains: return s.contains;
    case Dunder::kGetItem: return s.getItem;
    case Dunder::kSetItem:
    case Dunder::kDelItem: return s.setItem;
    case Dunder::kInt: return s.toInt;
    case Dunder::kFloat: return s.toFloat;
    case Dunder::kIndex: return s.index;
    case Dunder::kAwait: return s.await;
    case Dunder::kAIter: return s.asyncIter;
    case Dunder::kANext: return s.asyncNext;
    default: return false;
  }
}

Result<void> expect(Vm& vm, Dunder d, Args args, uint32_t minimum, uint32_t maximum) {
  uint32_t given = args.count - 1;
  if (args.keywordCount()) return vm.raise(TypeId::kTypeError, "wrapper %s() takes no keyword arguments", kNameTexts[int(d)]);
  if (given >= minimum && given <= maximum) return {};
  if (minimum == maximum)
    return vm.raise(TypeId::kTypeError, "expected %u argument%s, got %u", minimum, minimum == 1 ? "" : "s", given);
  return vm.raise(TypeId::kTypeError, "expected at %s %u argument%s, got %u", given < minimum ? "least" : "most",
                  given < minimum ? minimum : maximum, (given < minimum ? minimum : maximum) == 1 ? "" : "s", given);
}

Result<Ref> none(Result<void> result) { return result.ok() ? Result<Ref>(noneRef()) : Result<Ref>(Raised{}); }
Result<Ref> boolean(Result<bool> result) {
  return result.ok() ? Result<Ref>(Ref::steal(Value::boolean(result.take()))) : Result<Ref>(Raised{});
}
Result<Ref> integer(Vm& vm, Result<int64_t> result) { return result.ok() ? newInt(vm, result.take()) : Result<Ref>(Raised{}); }

Result<Ref> callNext(Vm& vm, const NativeSlots& s, Value self) {
  Ref item = TRY(s.next(vm, self));
  if (isExhausted(item)) return vm.raiseWith(TypeId::kStopIteration, Value());
  return item;
}

Result<Ref> callOperator(Vm& vm, const NativeSlots& s, Dunder d, Shape shape, Args args) {
  bool isPower = shape.index == uint8_t(BinaryOp::kPow) && shape.form != Form::kUnary && shape.form != Form::kCompare;
  if (shape.form == Form::kUnary) {
    TRY(expect(vm, d, args, 0, 0));
    return s.unary[shape.index](vm, args[0]);
  }
  TRY(expect(vm, d, args, 1, isPower && shape.form != Form::kInPlace ? 2 : 1));
  bool repeats = shape.form != Form::kCompare && shape.index == uint8_t(BinaryOp::kMul) && s.length && !s.binary[size_t(BinaryOp::kSub)];
  if (repeats) (void)TRY(toIndex(vm, args[1]));  // the sequence's own message is the operator's, not the method's
  switch (shape.form) {
    case Form::kCompare: return s.compare(vm, args[0], args[1], CompareOp(shape.index));
    case Form::kReflected: return s.binary[shape.index](vm, args[1], args[0]);
    case Form::kInPlace: return s.inPlace[shape.index](vm, args[0], args[1]);
    default:
      if (isPower && args.count == 3 && !isNone(args[2]) && s.ternaryPower) return s.ternaryPower(vm, args[0], args[1], args[2]);
      return s.binary[shape.index](vm, args[0], args[1]);
  }
}

Result<Ref> callDescriptorSlot(Vm& vm, const NativeSlots& s, Dunder d, Args args) {
  switch (d) {
    case Dunder::kGet: {
      TRY(expect(vm, d, args, 1, 2));
      Value instance = isNone(args[1]) ? Value() : args[1];
      if (!instance && (args.count < 3 || isNone(args[2]))) return vm.raise(TypeId::kTypeError, "__get__(None, None) is invalid");
      return s.descriptorGet(vm, args[0], instance, args.count > 2 ? args[2] : valueOf(typeOf(instance)));
    }
    case Dunder::kSet:
      TRY(expect(vm, d, args, 2, 2));
      return none(s.descriptorSet(vm, args[0], args[1], args[2]));
    default:
      TRY(expect(vm, d, args, 1, 1));
      return none(s.descriptorSet(vm, args[0], args[1], Value()));
  }
}

Result<Ref> callItemSlot(Vm& vm, const NativeSlots& s, Dunder d, Args args) {
  TRY(expect(vm, d, args, d == Dunder::kSetItem ? 2 : 1, d == Dunder::kSetItem ? 2 : 1));
  switch (d) {
    case Dunder::kContains: return boolean(s.contains(vm, args[0], args[1]));
    case Dunder::kGetItem: return s.getItem(vm, args[0], args[1]);
    case Dunder::kSetItem: return none(s.setItem(vm, args[0], args[1], args[2]));
    default: return none(s.setItem(vm, args[0], args[1], Value()));
  }
}

Result<Ref> callAttributeSlot(Vm& vm, const NativeSlots& s, Dunder d, Args args) {
  TRY(expect(vm, d, args, d == Dunder::kSetAttr ? 2 : 1, d == Dunder::kSetAttr ? 2 : 1));
  if (!isStr(args[1])) return vm.raiseTypeErrorFor("attribute name must be string, not '%s'", args[1]);
  switch (d) {
    case Dunder::kGetAttribute: return s.getAttr(vm, args[0], args[1]);
    case Dunder::kSetAttr: return none(s.setAttr(vm, args[0], args[1], args[2]));
    default: return none(s.setAttr(vm, args[0], args[1], Value()));
  }
}

Result<Ref> callPlainSlot(Vm& vm, const NativeSlots& s, Dunder d, Args args) {
  TRY(expect(vm, d, args, 0, 0));
  Value self = args[0];
  switch (d) {
    case Dunder::kRepr: return s.repr(vm, self);
    case Dunder::kStr: return s.str(vm, self);
    case Dunder::kHash: return integer(vm, s.hash(vm, self));
    case Dunder::kBool: return boolean(s.truth(vm, self));
    case Dunder::kLen: return integer(vm, s.length(vm, self));
    case Dunder::kIter: return s.iter(vm, self);
    case Dunder::kNext: return callNext(vm, s, self);
    case Dunder::kInt: return s.toInt(vm, self);
    case Dunder::kFloat: return s.toFloat(vm, self);
    case Dunder::kIndex: return s.index(vm, self);
    case Dunder::kAwait: return s.await(vm, self);
    case Dunder::kAIter: return s.asyncIter(vm, self);
    case Dunder::kANext: return s.asyncNext(vm, self);
    default: UNREACHABLE("special method without a slot");
  }
}

}  // namespace

bool hasNativeSlot(const NativeSlots& s, Dunder d) {
  Shape shape = shapeOf(d);
  switch (shape.form) {
    case Form::kBinary:
    case Form::kReflected: return s.binary[shape.index];
    case Form::kInPlace: return s.inPlace[shape.index];
    case Form::kUnary: return s.unary[shape.index];
    case Form::kCompare: return s.compare;
    default: return hasOtherSlot(s, d);
  }
}

Result<Ref> callWrapper(Vm& vm, Dunder d, const TypeCell* owner, Args args) {
  const NativeSlots& s = slotsOf(owner);
  if (!args.count) {
    return vm.raise(TypeId::kTypeError, "descriptor '%s' of '%s' object needs an argument", kNameTexts[int(d)],
                    textOf(Value::reference(owner->name)).c_str());
  }
  if (!isSubtype(typeOf(args[0]), owner)) {
    return vm.raise(TypeId::kTypeError, "descriptor '%s' requires a '%s' object but received a '%s'", kNameTexts[int(d)],
                    textOf(Value::reference(owner->name)).c_str(), typeName(args[0]).c_str());
  }
  Shape shape = shapeOf(d);
  if (shape.form != Form::kNone) return callOperator(vm, s, d, shape, args);
  switch (d) {
    case Dunder::kCall: return s.call(vm, args);
    case Dunder::kInit: return s.initialize(vm, args);
    case Dunder::kGet:
    case Dunder::kSet:
    case Dunder::kDelete: return callDescriptorSlot(vm, s, d, args);
    case Dunder::kContains:
    case Dunder::kGetItem:
    case Dunder::kSetItem:
    case Dunder::kDelItem: return callItemSlot(vm, s, d, args);
    case Dunder::kGetAttribute:
    case Dunder::kSetAttr:
    case Dunder::kDelAttr: return callAttributeSlot(vm, s, d, args);
    default: return callPlainSlot(vm, s, d, args);
  }
}

}  // namespace vitrine
