// See sequence.h. CPython: Objects/listobject.c and tupleobject.c.
#include "objects/sequence.h"

#include "base/depth_guard.h"
#include "objects/iterator.h"
#include "objects/raw_args.h"
#include "objects/repr_guard.h"
#include "objects/slice.h"

namespace vitrine {

QuickAnswer quickEqualTuples(Value a, Value b) {
  auto left = tupleItems(a), right = tupleItems(b);
  size_t common = left.size() < right.size() ? left.size() : right.size();
  for (size_t i = 0; i < common; ++i) {
    if (isExactly(left[i], TypeId::kTuple)) return QuickAnswer::kUnknown;  // no recursion here
    QuickAnswer same = quickEqual(left[i], right[i]);
    if (same != QuickAnswer::kTrue) return same;
  }
  return left.size() == right.size() ? QuickAnswer::kTrue : QuickAnswer::kFalse;
}

Result<Ref> compareSequences(Vm& vm, Value a, Value b, CompareOp op) {
  DepthGuard guard;
  if (guard.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded in comparison");
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (equality && itemsOf(a).size() != itemsOf(b).size() && isList(a)) return boolRef(op == CompareOp::kNe);
  size_t i = 0;
  for (; i < itemsOf(a).size() && i < itemsOf(b).size(); ++i)
    if (!TRY(itemsEqual(vm, itemsOf(a)[i], itemsOf(b)[i]))) break;
  auto left = itemsOf(a), right = itemsOf(b);
  if (i >= left.size() || i >= right.size())
    return boolRef(comparisonHolds(op, int64_t(left.size()) - int64_t(right.size())));
  if (equality) return boolRef(op == CompareOp::kNe);
  Ref keepLeft = Ref::share(left[i]), keepRight = Ref::share(right[i]);
  return compare(vm, keepLeft, keepRight, op);
}

Result<bool> sequenceContains(Vm& vm, Value sequence, Value item) {
  for (size_t i = 0; i < itemsOf(sequence).size(); ++i)
    if (TRY(itemsEqual(vm, itemsOf(sequence)[i], item))) return true;
  return false;
}

Result<int64_t> sequenceCount(Vm& vm, Value sequence, Value item) {
  int64_t count = 0;
  for (size_t i = 0; i < itemsOf(sequence).size(); ++i) count += TRY(itemsEqual(vm, itemsOf(sequence)[i], item));
  return count;
}

Result<int64_t> sequenceIndex(Vm& vm, Value sequence, Value item, int64_t start, int64_t stop) {
  int64_t length = int64_t(itemsOf(sequence).size());
  if (start < 0) start = start + length < 0 ? 0 : start + length;
  if (stop < 0) stop = stop + length < 0 ? 0 : stop + length;
  for (int64_t i = start; i < stop && i < int64_t(itemsOf(sequence).size()); ++i)
    if (TRY(itemsEqual(vm, itemsOf(sequence)[i], item))) return i;
  return int64_t(-1);
}

Result<Ref> reprSequence(Vm& vm, Value sequence) {
  bool tuple = isTuple(sequence);
  if (itemsOf(sequence).empty()) return newStr(vm, tuple ? "()" : "[]");
  ReprGuard guard(sequence);
  if (guard.recursive()) return newStr(vm, tuple ? "(...)" : "[...]");
  TRY(guard.check(vm));
  StrBuilder text;
  text.append(tuple ? "(" : "[");
  for (size_t i = 0; i < itemsOf(sequence).size(); ++i) {
    if (i) text.append(", ");
    Ref item = Ref::share(itemsOf(sequence)[i]);
    Ref one = TRY(repr(vm, item));
    text.append(one.as<StrCell>());
  }
  text.append(!tuple ? "]" : itemsOf(sequence).size() == 1 ? ",)" : ")");
  return text.finish(vm);
}

Result<int64_t> optionalBound(Vm& vm, Value value, int64_t fallback) {
  if (!value) return fallback;
  if (!hasIndex(value))
    return vm.raise(TypeId::kTypeError, "slice indices must be integers or have an __index__ method");
  return toIndex64(vm, value, IndexOverflow::kClip);
}

Result<int64_t> repeatCount(Vm& vm, Value count, bool* usable) {
  *usable = true;
  if (count.isInt()) return count.asInt();
  if (hasIndex(count)) return toIndex64(vm, count, IndexOverflow::kRaise, TypeId::kOverflowError);
  if (typeOf(count)->definesInPython(Dunder::kRMul) || typeOf(count)->definesInPython(Dunder::kMul)) {
    *usable = false;
    return int64_t(0);
  }
  return vm.raise(TypeId::kTypeError, "can't multiply sequence by non-int of type '%s'", typeName(count).c_str());
}

Result<Ref> joinIterable(Vm& vm, Value separator, Value iterable, Result<Ref> (*joinItems)(Vm&, Value, Value), const char* preludeName) {
  if (isExactly(iterable, TypeId::kList) || isExactly(iterable, TypeId::kTuple)) return joinItems(vm, separator, iterable);
  if (iteratesNatively(iterable)) {
    Ref items = TRY(listFrom(vm, iterable));
    return joinItems(vm, separator, items);
  }
  TypeCell* type = typeOf(iterable);
  bool iterates = slotsOf(type).iter || type->definesInPython(Dunder::kIter) || slotsOf(type).getItem || type->definesInPython(Dunder::kGetItem);
  if (!iterates) return vm.raise(TypeId::kTypeError, "can only join an iterable");
  return tailCallPrelude(vm, preludeName, {separator, iterable});
}

}  // namespace vitrine
