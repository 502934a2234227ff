// The module _operator, beneath the library's operator.py: the operators as functions. CPython: Modules/_operator.c; the
// getters are in operator_getters.cpp.
#include "modules/registry.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

template <BinaryOp op>
Result<Ref> binaryFunction(Vm& vm, Args args) {
  return binary(vm, op, args[0], args[1]);
}
template <BinaryOp op>
Result<Ref> inPlaceFunction(Vm& vm, Args args) {
  return inPlace(vm, op, args[0], args[1]);
}
template <UnaryOp op>
Result<Ref> unaryFunction(Vm& vm, Args args) {
  return unary(vm, op, args[0]);
}
template <CompareOp op>
Result<Ref> compareFunction(Vm& vm, Args args) {
  return compare(vm, args[0], args[1], op);
}

Result<Ref> powFunction(Vm& vm, Args args) { return power(vm, args[0], args[1], none()); }
Result<Ref> powInPlace(Vm& vm, Args args) { return inPlace(vm, BinaryOp::kPow, args[0], args[1]); }
Result<Ref> notFunction(Vm& vm, Args args) { return boolRef(!TRY(truth(vm, args[0]))); }
Result<Ref> truthFunction(Vm& vm, Args args) { return boolRef(TRY(truth(vm, args[0]))); }
bool identical(Value a, Value b) { return a == b; }
Result<Ref> isFunction(Vm&, Args args) { return boolRef(identical(args[0], args[1])); }
Result<Ref> isNotFunction(Vm&, Args args) { return boolRef(!identical(args[0], args[1])); }
Result<Ref> isNoneFunction(Vm&, Args args) { return boolRef(isNone(args[0])); }
Result<Ref> isNotNoneFunction(Vm&, Args args) { return boolRef(!isNone(args[0])); }
Result<Ref> indexFunction(Vm& vm, Args args) { return toIndex(vm, args[0]); }
Result<Ref> containsFunction(Vm& vm, Args args) { return boolRef(TRY(contains(vm, args[0], args[1]))); }
Result<Ref> getItemFunction(Vm& vm, Args args) { return getItem(vm, args[0], args[1]); }
Result<Ref> setItemFunction(Vm& vm, Args args) {
  TRY(setItem(vm, args[0], args[1], args[2]));
  return noneRef();
}
Result<Ref> delItemFunction(Vm& vm, Args args) {
  TRY(setItem(vm, args[0], args[1], Value()));
  return noneRef();
}

bool isSequence(Value v) { return !isDict(v) && (slotsOf(v).getItem || typeOf(v)->definesInPython(Dunder::kGetItem)); }
template <bool mutating>
Result<Ref> concat(Vm& vm, Args args) {
  if (!isSequence(args[0]) || !isSequence(args[1])) return vm.raiseTypeErrorFor("'%s' object can't be concatenated", isSequence(args[0]) ? args[1] : args[0]);
  return mutating ? inPlace(vm, BinaryOp::kAdd, args[0], args[1]) : binary(vm, BinaryOp::kAdd, args[0], args[1]);
}

Result<Ref> lengthHintFunction(Vm& vm, Args args) {
  int64_t fallback = 0;
  if (args[1]) {
    if (!isIntOrBool(args[1])) return vm.raiseTypeErrorFor("'%s' object cannot be interpreted as an integer", args[1]);
    fallback = TRY(toIndex64(vm, args[1], IndexOverflow::kRaise, TypeId::kOverflowError));
  }
  return newInt(vm, TRY(lengthHint(vm, args[0], fallback)));
}

Result<Ref> countOf(Vm& vm, Args args) { return tailCallPrelude(vm, "operator_count_of", {args[0], args[1]}); }
Result<Ref> indexOf(Vm& vm, Args args) { return tailCallPrelude(vm, "operator_index_of", {args[0], args[1]}); }

/// call(function, *args, **kwargs).
Result<Ref> callFunction(Vm& vm, Args args) {
  if (args.count == 0) return vm.raise(TypeId::kTypeError, "call expected at least 1 argument, got 0");
  return tailCall(vm, args[0], {args.values + 1, args.count - 1, args.keywordNames});
}

Result<Ref> compareDigest(Vm& vm, Args args) {
  if (isStr(args[0]) && isStr(args[1])) {
    if (!cellOf<StrCell>(args[0])->ascii || !cellOf<StrCell>(args[1])->ascii)
      return vm.raise(TypeId::kTypeError, "comparing strings with non-ASCII characters is not supported");
    return boolRef(equalStr(cellOf<StrCell>(args[0]), cellOf<StrCell>(args[1])));
  }
  if (!isBytes(args[0]) || !isBytes(args[1]))
    return vm.raise(TypeId::kTypeError, "unsupported operand types(s) or combination of types: '%s' and '%s'", typeName(args[0]).c_str(),
                    typeName(args[1]).c_str());
  return compare(vm, args[0], args[1], CompareOp::kEq);
}

#define TWO(name, function, doc) {name, "($module, a, b, /)", function, kMethodPlain, doc}
#define ONE(name, function, doc) {name, "($module, a, /)", function, kMethodPlain, doc}
const NativeMethod kFunctions[] = {
    TWO("lt", compareFunction<CompareOp::kLt>, "Same as a < b."),
    TWO("le", compareFunction<CompareOp::kLe>, "Same as a <= b."),
    TWO("eq", compareFunction<CompareOp::kEq>, "Same as a == b."),
    TWO("ne", compareFunction<CompareOp::kNe>, "Same as a != b."),
    TWO("ge", compareFunction<CompareOp::kGe>, "Same as a >= b."),
    TWO("gt", compareFunction<CompareOp::kGt>, "Same as a > b."),
    TWO("add", binaryFunction<BinaryOp::kAdd>, "Same as a + b."),
    TWO("sub", binaryFunction<BinaryOp::kSub>, "Same as a - b."),
    TWO("mul", binaryFunction<BinaryOp::kMul>, "Same as a * b."),
    TWO("matmul", binaryFunction<BinaryOp::kMatMul>, "Same as a @ b."),
    TWO("truediv", binaryFunction<BinaryOp::kTrueDiv>, "Same as a / b."),
    TWO("floordiv", binaryFunction<BinaryOp::kFloorDiv>, "Same as a // b."),
    TWO("mod", binaryFunction<BinaryOp::kMod>, "Same as a % b."),
    TWO("pow", powFunction, "Same as a ** b."),
    TWO("lshift", binaryFunction<BinaryOp::kLShift>, "Same as a << b."),
    TWO("rshift", binaryFunction<BinaryOp::kRShift>, "Same as a >> b."),
    TWO("and_", binaryFunction<BinaryOp::kAnd>, "Same as a & b."),
    TWO("or_", binaryFunction<BinaryOp::kOr>, "Same as a | b."),
    TWO("xor", binaryFunction<BinaryOp::kXor>, "Same as a ^ b."),
    TWO("concat", concat<false>, "Same as a + b, for a and b sequences."),
    TWO("iadd", inPlaceFunction<BinaryOp::kAdd>, "Same as a += b."),
    TWO("isub", inPlaceFunction<BinaryOp::kSub>, "Same as a -= b."),
    TWO("imul", inPlaceFunction<BinaryOp::kMul>, "Same as a *= b."),
    TWO("imatmul", inPlaceFunction<BinaryOp::kMatMul>, "Same as a @= b."),
    TWO("itruediv", inPlaceFunction<BinaryOp::kTrueDiv>, "Same as a /= b."),
    TWO("ifloordiv", inPlaceFunction<BinaryOp::kFloorDiv>, "Same as a //= b."),
    TWO("imod", inPlaceFunction<BinaryOp::kMod>, "Same as a %= b."),
    TWO("ipow", powInPlace, "Same as a **= b."),
    TWO("ilshift", inPlaceFunction<BinaryOp::kLShift>, "Same as a <<= b."),
    TWO("irshift", inPlaceFunction<BinaryOp::kRShift>, "Same as a >>= b."),
    TWO("iand", inPlaceFunction<BinaryOp::kAnd>, "Same as a &= b."),
    TWO("ior", inPlaceFunction<BinaryOp::kOr>, "Same as a |= b."),
    TWO("ixor", inPlaceFunction<BinaryOp::kXor>, "Same as a ^= b."),
    TWO("iconcat", concat<true>, "Same as a += b, for a and b sequences."),
    ONE("neg", unaryFunction<UnaryOp::kNeg>, "Same as -a."),
    ONE("pos", unaryFunction<UnaryOp::kPos>, "Same as +a."),
    ONE("abs", unaryFunction<UnaryOp::kAbs>, "Same as abs(a)."),
    ONE("inv", unaryFunction<UnaryOp::kInvert>, "Same as ~a."),
    ONE("invert", unaryFunction<UnaryOp::kInvert>, "Same as ~a."),
    ONE("not_", notFunction, "Same as not a."),
    ONE("truth", truthFunction, "Return True if a is true, False otherwise."),
    TWO("is_", isFunction, "Same as a is b."),
    TWO("is_not", isNotFunction, "Same as a is not b."),
    ONE("is_none", isNoneFunction, "Same as a is None."),
    ONE("is_not_none", isNotNoneFunction, "Same as a is not None."),
    ONE("index", indexFunction, "Same as a.__index__()"),
    TWO("contains", containsFunction, "Same as b in a (note reversed operands)."),
    TWO("getitem", getItemFunction, "Same as a[b]."),
    {"setitem", "($module, a, b, c, /)", setItemFunction, kMethodPlain, "Same as a[b] = c."},
    TWO("delitem", delItemFunction, "Same as del a[b]."),
    TWO("countOf", countOf, "Return the number of items in a which are, or which equal, b."),
    TWO("indexOf", indexOf, "Return the first index of b in a."),
    {"length_hint", "($module, obj, default=0, /)", lengthHintFunction, kMethodPlain, "Return an estimate of the number of items in obj."},
    {"call", nullptr, callFunction, kMethodPlain, "Same as obj(*args, **kwargs)."},
    TWO("_compare_digest", compareDigest, "Return 'a == b'."),
};

Result<void> populate(Vm& vm, Value module) {
  for (TypeId id : {TypeId::kItemGetter, TypeId::kAttributeGetter, TypeId::kMethodCaller})
    TRY(setMember(vm, module, typeRow(id).name, Ref::share(typeCell(id))));
  return {};
}

}  // namespace

extern const NativeModule kOperatorModule = {"_operator", kFunctions, populate, "Operator interface."};

}  // namespace vitrine
