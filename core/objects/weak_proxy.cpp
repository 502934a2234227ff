// weakref.proxy's two types: every operation goes on to the referent, or raises ReferenceError once that is dead. CPython:
// Objects/weakrefobject.c.
#include "objects/allocate.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/weakref.h"

namespace vitrine {
namespace {

bool isProxy(Value v) { return isExactly(v, TypeId::kWeakProxy) || isExactly(v, TypeId::kWeakCallableProxy); }

/// What stands behind a proxy; any other value itself.
Result<Ref> unwrap(Vm& vm, Value v) {
  if (!isProxy(v)) return Ref::share(v);
  if (!cellOf<WeakReferenceCell>(v)->referent) return vm.raise(TypeId::kReferenceError, "weakly-referenced object no longer exists");
  return weakReferent(v);
}

template <auto operation>
auto forward(Vm& vm, Value self) -> decltype(operation(vm, self)) {
  Ref target = TRY(unwrap(vm, self));
  return operation(vm, target);
}

template <BinaryOp op>
Result<Ref> forwardBinary(Vm& vm, Value left, Value right) {
  Ref a = TRY(unwrap(vm, left)), b = TRY(unwrap(vm, right));
  return binary(vm, op, a, b);
}
template <BinaryOp op>
Result<Ref> forwardInPlace(Vm& vm, Value left, Value right) {
  Ref a = TRY(unwrap(vm, left)), b = TRY(unwrap(vm, right));
  return inPlace(vm, op, a, b);
}
template <UnaryOp op>
Result<Ref> forwardUnary(Vm& vm, Value self) {
  Ref target = TRY(unwrap(vm, self));
  return unary(vm, op, target);
}

Result<Ref> proxyRepr(Vm& vm, Value self) { return reprWeakReference(vm, "weakproxy", self, false); }
Result<Ref> proxyCompare(Vm& vm, Value self, Value other, CompareOp op) {
  Ref a = TRY(unwrap(vm, self)), b = TRY(unwrap(vm, other));
  return compare(vm, a, b, op);
}
Result<Ref> proxyGetAttribute(Vm& vm, Value self, Value name) {
  Ref target = TRY(unwrap(vm, self));
  return getAttribute(vm, target, name);
}
Result<void> proxySetAttribute(Vm& vm, Value self, Value name, Value valueOrNull) {
  Ref target = TRY(unwrap(vm, self));
  return setAttribute(vm, target, name, valueOrNull);
}
Result<Ref> proxyNext(Vm& vm, Value self) {
  Ref target = TRY(unwrap(vm, self));
  if (!isIterator(target)) return vm.raiseTypeErrorFor("Weakref proxy referenced a non-iterator '%s' object", target);
  return next(vm, target);
}
Result<Ref> proxyGetItem(Vm& vm, Value self, Value key) {
  Ref target = TRY(unwrap(vm, self)), plainKey = TRY(unwrap(vm, key));
  return getItem(vm, target, plainKey);
}
Result<void> proxySetItem(Vm& vm, Value self, Value key, Value valueOrNull) {
  Ref target = TRY(unwrap(vm, self)), plainKey = TRY(unwrap(vm, key));
  return setItem(vm, target, plainKey, valueOrNull);
}
Result<bool> proxyContains(Vm& vm, Value self, Value item) {
  Ref target = TRY(unwrap(vm, self)), plainItem = TRY(unwrap(vm, item));
  return contains(vm, target, plainItem);
}
Result<Ref> proxyCall(Vm& vm, Args args) {
  Ref target = TRY(unwrap(vm, args[0]));
  return tailCall(vm, target, {args.values + 1, args.count - 1, args.keywordNames});
}
Result<Ref> proxyPower(Vm& vm, Value base, Value exponent, Value modulus) {
  Ref a = TRY(unwrap(vm, base)), b = TRY(unwrap(vm, exponent)), c = TRY(unwrap(vm, modulus));
  return power(vm, a, b, c);
}
Result<Ref> dunderOf(Vm& vm, Value self, Dunder dunder) {
  Ref target = TRY(unwrap(vm, self));
  Ref name = Ref::share(dunderName(dunder)), method = TRY(getAttribute(vm, target, name));
  return call(vm, method, {});
}
Result<Ref> bytesMethod(Vm& vm, Args args) { return dunderOf(vm, args[0], Dunder::kBytes); }
Result<Ref> reversedMethod(Vm& vm, Args args) { return dunderOf(vm, args[0], Dunder::kReversed); }

const NativeMethod kMethods[] = {{"__bytes__", "($self, /)", bytesMethod}, {"__reversed__", "($self, /)", reversedMethod}};

template <size_t... ops>
constexpr void fillBinary(NativeSlots& slots, std::index_sequence<ops...>) {
  ((slots.binary[ops] = forwardBinary<BinaryOp(ops)>, slots.inPlace[ops] = BinaryOp(ops) == BinaryOp::kDivMod ? nullptr : forwardInPlace<BinaryOp(ops)>),
   ...);
}
template <size_t... ops>
constexpr void fillUnary(NativeSlots& slots, std::index_sequence<ops...>) {
  ((slots.unary[ops] = forwardUnary<UnaryOp(ops)>), ...);
}

constexpr NativeSlots proxySlots(NativeFunction call) {
  NativeSlots slots;
  slots.repr = proxyRepr;
  slots.str = forward<static_cast<Result<Ref> (*)(Vm&, Value)>(str)>;
  slots.hash = hashNotImplemented;
  slots.compare = proxyCompare;
  slots.truth = forward<truth>;
  slots.call = call;
  slots.getAttr = proxyGetAttribute;
  slots.setAttr = proxySetAttribute;
  slots.iter = forward<iterate>;
  slots.next = proxyNext;
  slots.length = forward<static_cast<Result<int64_t> (*)(Vm&, Value)>(length)>;
  slots.getItem = proxyGetItem;
  slots.setItem = proxySetItem;
  slots.contains = proxyContains;
  slots.ternaryPower = proxyPower;
  slots.toInt = [](Vm& vm, Value self) { return dunderOf(vm, self, Dunder::kInt); };
  slots.toFloat = [](Vm& vm, Value self) { return dunderOf(vm, self, Dunder::kFloat); };
  slots.index = forward<toIndex>;
  fillBinary(slots, std::make_index_sequence<size_t(BinaryOp::kCount)>());
  fillUnary(slots, std::make_index_sequence<size_t(UnaryOp::kCount)>());
  return slots;
}

}  // namespace

extern const NativeType kWeakProxyType = {
    .id = TypeId::kWeakProxy, .instanceBytes = sizeof(WeakReferenceCell), .slots = proxySlots(nullptr), .methods = kMethods};
extern const NativeType kWeakCallableProxyType = {
    .id = TypeId::kWeakCallableProxy, .instanceBytes = sizeof(WeakReferenceCell), .slots = proxySlots(proxyCall), .methods = kMethods};

}  // namespace vitrine
