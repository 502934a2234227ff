// What list and tuple share: comparison, search, repr over their current items, and the copying of values. The items of
// a list may change while Python code runs, so every loop here looks the items up anew after a comparison.
#pragma once

#include <span>

#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {

/// The items as they are now; `sequence` is a list or a tuple (or a subclass's instance).
inline std::span<const Value> itemsOf(Value sequence) {
  return isTuple(sequence) ? tupleItems(sequence) : listItems(sequence);
}

/// What can be said about a == b without running Python: identity, immediate ints, exact strs.
enum class QuickAnswer { kFalse, kTrue, kUnknown };
/// The same for two exact tuples of such values.
QuickAnswer quickEqualTuples(Value a, Value b);
inline QuickAnswer quickEqual(Value a, Value b) {
  if (a == b) return QuickAnswer::kTrue;
  if (Value::bothInts(a, b)) return QuickAnswer::kFalse;
  if (isExactly(a, TypeId::kStr) && isExactly(b, TypeId::kStr))
    return equalStr(cellOf<StrCell>(a), cellOf<StrCell>(b)) ? QuickAnswer::kTrue : QuickAnswer::kFalse;
  if (isExactly(a, TypeId::kTuple) && isExactly(b, TypeId::kTuple)) return quickEqualTuples(a, b);
  return QuickAnswer::kUnknown;
}
/// equal() with both operands kept alive while Python code may run.
inline Result<bool> itemsEqual(Vm& vm, Value a, Value b) {
  QuickAnswer quick = quickEqual(a, b);
  if (quick != QuickAnswer::kUnknown) return quick == QuickAnswer::kTrue;
  Ref keepA = Ref::share(a), keepB = Ref::share(b);
  return equal(vm, a, b);
}

/// Lexicographic comparison of two lists or two tuples (CPython: list_richcompare).
Result<Ref> compareSequences(Vm& vm, Value a, Value b, CompareOp op);
Result<bool> sequenceContains(Vm& vm, Value sequence, Value item);
Result<int64_t> sequenceCount(Vm& vm, Value sequence, Value item);
/// The first index of `item` in [start, stop), -1 if there is none. Bounds as list.index clips them.
Result<int64_t> sequenceIndex(Vm& vm, Value sequence, Value item, int64_t start, int64_t stop);
/// "[1, 2]" or "(1,)"; recursive containers print "[...]".
Result<Ref> reprSequence(Vm& vm, Value sequence);

/// separator.join(iterable): by `joinItems` of a list or tuple, or where Python code may run by the prelude's function of that name.
Result<Ref> joinIterable(Vm& vm, Value separator, Value iterable, Result<Ref> (*joinItems)(Vm&, Value, Value), const char* preludeName);

/// Copies values to uninitialised places, adding a reference to each.
inline void copyShared(Value* to, const Value* from, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    increment(from[i]);
    to[i] = from[i];
  }
}
/// The optional bound of index(): clipped as a slice's.
Result<int64_t> optionalBound(Vm& vm, Value valueOrNull, int64_t fallback);
/// n in `sequence * n`; NotImplemented-like refusal is `*usable` false (the right operand may know), else TypeError.
Result<int64_t> repeatCount(Vm& vm, Value count, bool* usable);

}  // namespace vitrine
