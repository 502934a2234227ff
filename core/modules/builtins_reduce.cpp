// sum, min, max, any, all. Each works through an iterator that runs no Python code in chunks, so that an endless one can be
// stopped: the first chunk here, the others from the prelude (reduce.py), which also does what needs Python code.
// CPython: Python/bltinmodule.c; the sum of floats is compensated as there (Neumaier).
#include <cmath>

#include "modules/builtins.h"
#include "modules/prelude_helpers.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/fast_numbers.h"

namespace vitrine::builtins {

namespace {

constexpr int kChunk = 100000;

/// What a chunk ended with; the prelude knows these numbers.
enum class Chunk { kDone = 0, kMore = 1, kNeedsPython = 2 };
Ref chunkRef(Chunk chunk) { return intRef(int64_t(chunk)); }

void setItemOf(Value list, uint32_t index, Ref value) {
  Value* place = &cellOf<ListCell>(list)->data()[index];
  decrement(std::exchange(*place, value.release()));
}

/// True where `v`'s truth runs no Python code.
bool truthIsNative(Value v) {
  return !v.isReference() || !(definesInPython(v, Dunder::kBool) || definesInPython(v, Dunder::kLen));
}

}  // namespace

// --- sum: the state is a list [total, item for Python, low part, low part of the imaginary part] ---------------------------

namespace {

struct Compensated {
  double high, low;
  void add(double x) {
    double total = high + x;
    low += std::fabs(high) >= std::fabs(x) ? (high - total) + x : (x - total) + high;
    high = total;
  }
  double value() const { return low != 0 && std::isfinite(low) ? high + low : high; }
};

double lowPart(Value state, uint32_t index) { return listItems(state)[index].asFloat(); }

bool isFloatExactly(Value v) { return v.isFloat() || isExactly(v, TypeId::kFloat); }

/// Adds to a float total; false where Python has to.
bool addToFloat(Value state, Value total, Value item) {
  Compensated sum{floatValue(total), lowPart(state, 2)};
  if (isFloatExactly(item)) {
    sum.add(floatValue(item));
  } else if (isIntOrBool(item) && asInt64(item)) {
    sum.add(double(*asInt64(item)));
  } else {
    return false;
  }
  setItemOf(state, 0, newFloat(sum.high));
  setItemOf(state, 2, Ref::steal(Value::floating(std::isnan(sum.low) ? INFINITY : sum.low)));
  return true;
}

bool addToComplex(Value state, Value total, Value item) {
  auto* cell = cellOf<ComplexCell>(total);
  Compensated real{cell->real, lowPart(state, 2)}, imaginary{cell->imaginary, lowPart(state, 3)};
  if (isExactly(item, TypeId::kComplex)) {
    real.add(cellOf<ComplexCell>(item)->real);
    imaginary.add(cellOf<ComplexCell>(item)->imaginary);
  } else if (isFloatExactly(item)) {
    real.add(floatValue(item));
  } else if (isIntOrBool(item) && asInt64(item)) {
    real.add(double(*asInt64(item)));
  } else {
    return false;
  }
  setItemOf(state, 0, newComplex(real.high, imaginary.high));
  setItemOf(state, 2, Ref::steal(Value::floating(std::isnan(real.low) ? INFINITY : real.low)));
  setItemOf(state, 3, Ref::steal(Value::floating(std::isnan(imaginary.low) ? INFINITY : imaginary.low)));
  return true;
}

/// Adds `item` to the state's total natively; false where Python has to.
Result<bool> addNatively(Vm& vm, Value state, Value item) {
  Value total = listItems(state)[0];
  if ((total.isInt() || isExactly(total, TypeId::kInt)) && (item.isInt() || item.isBool() || isExactly(item, TypeId::kInt))) {
    if (total.isInt() && item.isInt()) {
      int64_t sum = total.asInt() + item.asInt();
      setItemOf(state, 0, TRY(newInt(vm, sum)));
    } else {
      setItemOf(state, 0, TRY(binary(vm, BinaryOp::kAdd, total, item)));
    }
    return true;
  }
  if (isFloatExactly(total)) return addToFloat(state, total, item);
  if (isExactly(total, TypeId::kComplex)) return addToComplex(state, total, item);
  return false;
}

/// What is added up so far, the low parts included.
Result<Ref> totalOf(Value state) {
  Value total = listItems(state)[0];
  if (isFloatExactly(total)) return newFloat(Compensated{floatValue(total), lowPart(state, 2)}.value());
  if (!isExactly(total, TypeId::kComplex)) return Ref::share(total);
  auto* cell = cellOf<ComplexCell>(total);
  return newComplex(Compensated{cell->real, lowPart(state, 2)}.value(), Compensated{cell->imaginary, lowPart(state, 3)}.value());
}

/// Adds up small ints and floats without a detour through the state; gives the item it stopped at.
Result<Ref> sumFast(Vm& vm, Value iterator, Value state, int* left) {
  Value total = listItems(state)[0];
  Ref item = exhausted();
  if (total.isInt()) {
    int64_t sum = total.asInt();
    do {
      item = TRY(vitrine::next(vm, iterator));
      if (!item.get().isInt() && !item.get().isBool()) break;
      sum += item.get().isInt() ? item.get().asInt() : item.get().asBool();
    } while (Value::fits(sum) && --*left > 0);
    bool taken = item.get().isInt() || item.get().isBool();
    setItemOf(state, 0, TRY(newInt(vm, sum)));
    return taken ? Result<Ref>(Ref::steal(Value::boolean(true))) : std::move(item);
  }
  return vitrine::next(vm, iterator);
}

Result<Chunk> sumChunk(Vm& vm, Value iterator, Value state) {
  for (int left = kChunk; left > 0; --left) {
    bool small = listItems(state)[0].isInt();
    Ref item = TRY(sumFast(vm, iterator, state, &left));
    if (isExhausted(item)) return Chunk::kDone;
    if (small && item.get().isBool()) continue;  // added already
    if (TRY(addNatively(vm, state, item))) continue;
    setItemOf(state, 1, std::move(item));
    return Chunk::kNeedsPython;
  }
  return Chunk::kMore;
}

Result<Ref> newState(Vm& vm, Value start) {
  Value items[] = {start, none(), Value::floating(0), Value::floating(0)};
  return newListOf(vm, items);
}

Result<Ref> helperSumChunk(Vm& vm, Args args) { return chunkRef(TRY(sumChunk(vm, args[0], args[1]))); }
Result<Ref> helperSumAdd(Vm& vm, Args args) { return boolRef(TRY(addNatively(vm, args[0], args[1]))); }
Result<Ref> helperSumTotal(Vm&, Args args) { return totalOf(args[0]); }
/// _sum_set(state, total): after an addition in Python.
Result<Ref> helperSumSet(Vm&, Args args) {
  setItemOf(args[0], 0, Ref::share(args[1]));
  setItemOf(args[0], 1, noneRef());
  setItemOf(args[0], 2, Ref::steal(Value::floating(0)));
  setItemOf(args[0], 3, Ref::steal(Value::floating(0)));
  return noneRef();
}

}  // namespace

/// values: iterable, start.
Result<Ref> sum(Vm& vm, Args args) {
  Value start = args.has(1) ? args[1] : Value::integer(0);
  if (isStr(start) || isBytes(start)) (void)TRY(iterate(vm, args[0]));  // what cannot be iterated is the first complaint
  if (isStr(start)) return vm.raise(TypeId::kTypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  if (isBytes(start)) return vm.raise(TypeId::kTypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  if (vitrine::isInstance(start, TypeId::kByteArray)) return vm.raise(TypeId::kTypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
  if (isExactly(args[0], TypeId::kGenerator) && start.isInt()) return tailConsume(vm, Consumer::kSum, args[0], start);
  Ref state = TRY(newState(vm, start));
  if (!iteratesNatively(args[0])) return tailCallPrelude(vm, "sum_items", {args[0], state});
  Ref iterator = TRY(iterate(vm, args[0]));
  Chunk chunk = TRY(sumChunk(vm, iterator, state));
  if (chunk == Chunk::kDone) return totalOf(state);
  return tailCallPrelude(vm, "sum_rest", {iterator, state, Value::integer(int64_t(chunk))});
}

// --- any, all ------------------------------------------------------------------------------------------------------------------

namespace {

/// True or False: the answer to "is there an item of truth `wanted`"; None: more to come; a tuple of the item for Python.
Result<Ref> truthChunk(Vm& vm, Value iterator, bool wanted) {
  for (int left = kChunk; left > 0; --left) {
    Ref item = TRY(vitrine::next(vm, iterator));
    if (isExhausted(item)) return boolRef(false);
    if (!truthIsNative(item)) return newTuple(vm, {item});
    if (TRY(truth(vm, item)) == wanted) return boolRef(true);
  }
  return noneRef();
}
Result<Ref> helperTruthChunk(Vm& vm, Args args) { return truthChunk(vm, args[0], args[1].asBool()); }

/// Whether an item of truth `wanted` occurs; `answer` is what the builtin says then.
Result<Ref> search(Vm& vm, Value iterable, bool wanted) {
  if (isExactly(iterable, TypeId::kGenerator)) return tailConsume(vm, wanted ? Consumer::kAny : Consumer::kAll, iterable, none());
  if (!iteratesNatively(iterable)) return tailCallPrelude(vm, wanted ? "any_items" : "all_items", {iterable});
  Ref iterator = TRY(iterate(vm, iterable));
  Ref step = TRY(truthChunk(vm, iterator, wanted));
  if (step.get().isBool()) return boolRef(step.get().asBool() == wanted);
  return tailCallPrelude(vm, "search_rest", {iterator, Value::boolean(wanted), step});
}

}  // namespace

Result<Ref> any(Vm& vm, Args args) { return search(vm, args[0], true); }
Result<Ref> all(Vm& vm, Args args) { return search(vm, args[0], false); }

// --- min, max: the state is a list [best, item for Python] -----------------------------------------------------------------------

namespace {

/// What a comparison with the best so far says.
enum class Verdict : uint8_t { kNo, kYes, kNeedsPython, kRaised };

Verdict beatsObject(Vm& vm, Value item, Value best, CompareOp better) {
  Value both[] = {item, best};
  if (!nativelyComparable(both)) return Verdict::kNeedsPython;
  auto wins = compareBool(vm, item, best, better);
  return !wins.ok() ? Verdict::kRaised : wins.value() ? Verdict::kYes : Verdict::kNo;
}
/// Immediate numbers at once.
VITRINE_INLINE Verdict beats(Vm& vm, Value item, Value best, CompareOp better) {
  bool wins;
  if (fast::compare(item, best, uint32_t(better), &wins)) return wins ? Verdict::kYes : Verdict::kNo;
  return beatsObject(vm, item, best, better);
}
CompareOp betterBy(bool greater) { return greater ? CompareOp::kGt : CompareOp::kLt; }

/// Goes on with the best so far; the item that Python has to compare is left in `*pending`.
Result<Chunk> extremeChunk(Vm& vm, Value iterator, bool greater, Ref* best, Ref* pending) {
  for (int left = kChunk; left > 0; --left) {
    Ref item = TRY(vitrine::next(vm, iterator));
    if (isExhausted(item)) return Chunk::kDone;
    switch (beats(vm, item, *best, betterBy(greater))) {
      case Verdict::kNo: break;
      case Verdict::kYes: *best = std::move(item); break;
      case Verdict::kNeedsPython: *pending = std::move(item); return Chunk::kNeedsPython;
      case Verdict::kRaised: return Raised{};
    }
  }
  return Chunk::kMore;
}

Result<Ref> helperExtremeChunk(Vm& vm, Args args) {
  Ref best = Ref::share(listItems(args[1])[0]), pending;
  Chunk chunk = TRY(extremeChunk(vm, args[0], args[2].asBool(), &best, &pending));
  setItemOf(args[1], 0, std::move(best));
  if (pending) setItemOf(args[1], 1, std::move(pending));
  return chunkRef(chunk);
}

/// Whether comparing several arguments runs no Python code; then `*best` is the best of them.
Result<bool> bestOf(Vm& vm, Args args, bool greater, Value* best) {
  *best = args[0];
  for (uint32_t i = 1; i < args.count; ++i) {
    switch (beats(vm, args[i], *best, betterBy(greater))) {
      case Verdict::kNo: break;
      case Verdict::kYes: *best = args[i]; break;
      case Verdict::kNeedsPython: return false;
      case Verdict::kRaised: return Raised{};
    }
  }
  return true;
}

/// The best of what an iterator that runs no Python code gives.
Result<Ref> bestOfIterator(Vm& vm, Value iterator, Value defaultOrNull, bool greater) {
  Ref best = TRY(vitrine::next(vm, iterator)), pending;
  if (isExhausted(best)) {
    if (defaultOrNull) return Ref::share(defaultOrNull);
    return vm.raise(TypeId::kValueError, "%s() iterable argument is empty", greater ? "max" : "min");
  }
  Chunk chunk = TRY(extremeChunk(vm, iterator, greater, &best, &pending));
  if (chunk == Chunk::kDone) return best;
  Value items[] = {best, pending ? pending.get() : none()};
  Ref state = TRY(newListOf(vm, items));
  return tailCallPrelude(vm, "extreme_rest", {iterator, state, Value::boolean(greater), Value::integer(int64_t(chunk))});
}

/// Raw: the values, then the keywords key and default.
Result<Ref> extreme(Vm& vm, Args call, bool greater) {
  if (call.count > 1 && !call.keywordNames) {
    Value best;
    if (TRY(bestOf(vm, call, greater, &best))) return Ref::share(best);
  }
  const char* name = greater ? "max" : "min";
  if (call.count == 0) return vm.raise(TypeId::kTypeError, "%s expected at least 1 argument, got 0", name);
  TRY(checkKeywords(vm, name, call, {"key", "default"}));
  Value key = keywordValue(call, "key"), otherwise = keywordValue(call, "default");
  if (call.count > 1 && otherwise) return vm.raise(TypeId::kTypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
  const bool keyed = key && !isNone(key);
  Ref given;
  if (call.count > 1) given = TRY(newTuple(vm, std::span<const Value>(call.values, call.count)));
  Value iterable = call.count > 1 ? given.get() : call[0];
  if (keyed || !iteratesNatively(iterable)) {
    Ref fallback = otherwise ? TRY(newTuple(vm, {otherwise})) : Ref::share(Value::reference(root().emptyTuple));
    return tailCallPrelude(vm, "extreme_of", {iterable, keyed ? key : none(), fallback, Value::boolean(greater)});
  }
  Ref iterator = TRY(iterate(vm, iterable));
  return bestOfIterator(vm, iterator, otherwise, greater);
}

const NativeMethod kHelpers[] = {
    {"_sum_chunk", "(iterator, state, /)", helperSumChunk},
    {"_sum_add", "(state, item, /)", helperSumAdd},
    {"_sum_total", "(state, /)", helperSumTotal},
    {"_sum_set", "(state, total, /)", helperSumSet},
    {"_truth_chunk", "(iterator, wanted, /)", helperTruthChunk},
    {"_extreme_chunk", "(iterator, state, greater, /)", helperExtremeChunk},
};

}  // namespace

Result<Ref> maximum(Vm& vm, Args args) { return extreme(vm, args, true); }
Result<Ref> minimum(Vm& vm, Args args) { return extreme(vm, args, false); }

}  // namespace vitrine::builtins

namespace vitrine {
extern const NativeModule kPreludeReduceModule = {"_prelude.reduce", builtins::kHelpers};
}
