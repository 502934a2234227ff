// product, permutations, combinations, combinations_with_replacement. CPython: Modules/itertoolsmodule.c.
//
//   TupleHolder | pool(s), NULL at the end | positions in the pool, then 0 or 1: whether one was given out | cycles |
//
// The pools are tuples made at the start; where their iterables need Python code, the prelude makes them (pool_new).
#include "modules/itertools_types.h"

#include <algorithm>

#include "objects/allocate.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

TupleHolderCell* holderOf(Value v) { return cellOf<TupleHolderCell>(v); }

/// A list of small numbers as an array.
struct Numbers {
  explicit Numbers(Value list) : values(cellOf<ListCell>(list)->data()), length(cellOf<ListCell>(list)->length) {}
  int64_t operator[](int64_t i) const { return values[i].asInt(); }
  void set(int64_t i, int64_t value) { values[i] = Value::integer(value); }
  /// The last number of `positions` is the flag.
  int64_t count() const { return int64_t(length) - 1; }
  bool takeStarted() {
    bool started = values[length - 1].asInt();
    values[length - 1] = Value::integer(1);
    return started;
  }
  Value* values;
  uint32_t length;
};

Result<Ref> newNumbers(Vm& vm, int64_t count, int64_t first, int64_t step) {
  if (count >= int64_t(UINT32_MAX) / 8) return vm.raiseMemoryError();
  Ref list = TRY(newList(vm, uint32_t(count) + 1));
  auto* cell = list.as<ListCell>();
  for (int64_t i = 0; i < count; ++i) cell->data()[i] = Value::integer(first + i * step);
  cell->data()[count] = Value::integer(0);
  cell->length = uint32_t(count) + 1;
  return list;
}

Ref end(TupleHolderCell* holder) {
  decrement(std::exchange(holder->tuple, Value()));
  return exhausted();
}

/// The tuple of pool[positions[i]], `count` of them.
Result<Ref> selection(Vm& vm, TupleHolderCell* holder, int64_t count) {
  Ref result = TRY(newTupleBlank(vm, uint32_t(count)));
  auto pool = tupleItems(holder->tuple);
  Numbers positions(holder->first);
  for (int64_t i = 0; i < count; ++i) result.as<TupleCell>()->items[i] = Ref::share(pool[size_t(positions[i])]).release();
  return result;
}

// The steps: false at the end -----------------------------------------------------------------------------------------

bool stepPermutation(Numbers positions, Numbers cycles) {
  int64_t n = positions.count(), r = cycles.count();
  for (int64_t i = r - 1; i >= 0; --i) {
    cycles.set(i, cycles[i] - 1);
    if (cycles[i] == 0) {
      std::rotate(positions.values + i, positions.values + i + 1, positions.values + n);
      cycles.set(i, n - i);
    } else {
      std::swap(positions.values[i], positions.values[n - cycles[i]]);
      return true;
    }
  }
  return false;
}

bool stepCombination(Numbers positions, int64_t n) {
  int64_t r = positions.count(), i = r - 1;
  while (i >= 0 && positions[i] == i + n - r) --i;
  if (i < 0) return false;
  positions.set(i, positions[i] + 1);
  for (int64_t j = i + 1; j < r; ++j) positions.set(j, positions[j - 1] + 1);
  return true;
}

bool stepMultiset(Numbers positions, int64_t n) {
  int64_t r = positions.count(), i = r - 1;
  while (i >= 0 && positions[i] == n - 1) --i;
  if (i < 0) return false;
  for (int64_t j = r - 1; j > i; --j) positions.set(j, positions[i] + 1);
  positions.set(i, positions[i] + 1);
  return true;
}

bool stepProduct(Numbers positions, std::span<const Value> pools) {
  for (int64_t i = positions.count() - 1; i >= 0; --i) {
    positions.set(i, positions[i] + 1);
    if (positions[i] < int64_t(tupleItems(pools[size_t(i)]).size())) return true;
    positions.set(i, 0);
  }
  return false;
}

Result<Ref> nextOfPermutations(Vm& vm, Value self) {
  auto* holder = holderOf(self);
  if (!holder->tuple) return exhausted();
  Numbers positions(holder->first), cycles(holder->second);
  if (positions.takeStarted() && !stepPermutation(positions, cycles)) return end(holder);
  return selection(vm, holder, cycles.count());
}

template <bool (*step)(Numbers, int64_t)>
Result<Ref> nextOfCombinations(Vm& vm, Value self) {
  auto* holder = holderOf(self);
  if (!holder->tuple) return exhausted();
  Numbers positions(holder->first);
  if (positions.takeStarted() && !step(positions, cellOf<TupleCell>(holder->tuple)->length)) return end(holder);
  return selection(vm, holder, positions.count());
}

Result<Ref> nextOfProduct(Vm& vm, Value self) {
  auto* holder = holderOf(self);
  if (!holder->tuple) return exhausted();
  Numbers positions(holder->first);
  auto pools = tupleItems(holder->tuple);
  if (positions.takeStarted() && !stepProduct(positions, pools)) return end(holder);
  Ref result = TRY(newTupleBlank(vm, uint32_t(pools.size())));
  for (size_t i = 0; i < pools.size(); ++i)
    result.as<TupleCell>()->items[i] = Ref::share(tupleItems(pools[i])[size_t(positions[int64_t(i)])]).release();
  return result;
}

// Making -------------------------------------------------------------------------------------------------------------

/// `number`: r, or None for the pool's length.
Result<Ref> makeSelection(Vm& vm, TypeCell* type, Value pool, Value number) {
  TypeId kind = TypeId(type->native);
  int64_t n = int64_t(tupleItems(pool).size()), r = n;
  if (!isNone(number)) {
    if (kind == TypeId::kItertoolsPermutations && !isIntOrBool(number)) return vm.raise(TypeId::kTypeError, "Expected int as r");
    r = TRY(toIndex64(vm, number, IndexOverflow::kRaise, TypeId::kOverflowError));
  }
  if (r < 0) return vm.raise(TypeId::kValueError, "r must be non-negative");
  bool multiset = kind == TypeId::kItertoolsMultisets, permutations = kind == TypeId::kItertoolsPermutations;
  bool impossible = multiset ? n == 0 && r > 0 : r > n;
  Ref made = TRY(allocateObject(vm, type));
  if (impossible) return made;
  Ref positions = TRY(newNumbers(vm, permutations ? n : r, 0, multiset ? 0 : 1));
  if (permutations) holderOf(made)->second = TRY(newNumbers(vm, r, n, -1)).release();
  holderOf(made)->first = positions.release();
  holderOf(made)->tuple = Ref::share(pool).release();
  return made;
}

Result<Ref> makeProduct(Vm& vm, TypeCell* type, Value pools, Value number) {
  auto given = tupleItems(pools);
  int64_t repeat = number.asInt(), count = int64_t(given.size()) * repeat;
  Ref made = TRY(allocateObject(vm, type));
  for (Value pool : given)
    if (repeat && tupleItems(pool).empty()) return made;
  if (count > 1 << 24) return vm.raise(TypeId::kOverflowError, "repeat argument too large");
  Ref all = TRY(newTupleBlank(vm, uint32_t(count)));
  for (int64_t i = 0; i < count; ++i) all.as<TupleCell>()->items[i] = Ref::share(given[size_t(i) % given.size()]).release();
  holderOf(made)->first = TRY(newNumbers(vm, count, 0, 0)).release();
  holderOf(made)->tuple = all.release();
  return made;
}

Result<Ref> createSelection(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  TypeId kind = TypeId(type->native);
  bool permutations = kind == TypeId::kItertoolsPermutations;
  Value bound[2];
  TRY(bindRaw(vm, typeRow(kind).name, args, {"iterable", "r"}, permutations ? 1 : 2, 2, bound));
  if (!permutations) TRY(toIndex64(vm, bound[1], IndexOverflow::kRaise, TypeId::kOverflowError));
  Value number = bound[1] ? bound[1] : none();
  if (!iteratesNatively(bound[0])) return tailCallPrelude(vm, "pool_new", {args[0], bound[0], number});
  Ref pool = TRY(tupleFrom(vm, bound[0]));
  return makeSelection(vm, type, pool, number);
}

Result<Ref> createProduct(Vm& vm, Args args) {
  Value repeat = keywordValue(args, "repeat");
  TRY(checkKeywords(vm, "product", args, {"repeat"}));
  int64_t count = repeat ? TRY(toIndex64(vm, repeat, IndexOverflow::kRaise, TypeId::kOverflowError)) : 1;
  if (count < 0) return vm.raise(TypeId::kValueError, "repeat argument cannot be negative");
  if (count > 1 << 24) return vm.raise(TypeId::kOverflowError, "repeat argument too large");
  Ref iterables = TRY(newTuple(vm, std::span<const Value>(args.values + 1, args.count - 1)));
  bool native = true;
  for (Value each : tupleItems(iterables)) native = native && iteratesNatively(each);
  if (!native) return tailCallPrelude(vm, "product_new", {args[0], iterables, Value::integer(count)});
  Ref pools = TRY(newTupleBlank(vm, args.count - 1));
  for (uint32_t i = 1; i < args.count; ++i) pools.as<TupleCell>()->items[i - 1] = TRY(tupleFrom(vm, args[i])).release();
  return makeProduct(vm, cellOf<TypeCell>(args[0]), pools, Value::integer(count));
}

constexpr NativeType poolType(TypeId id, Result<Ref> (*next)(Vm&, Value), NativeFunction create, const char* doc) {
  return {.id = id,
          .instanceBytes = sizeof(TupleHolderCell),
          .flags = kTypeBaseAllowed | kTypeInstantiable,
          .slots = itertoolsSlots(next, create),
          .doc = doc};
}

}  // namespace

Result<Ref> poolIterator(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  bool product = TypeId(type->native) == TypeId::kItertoolsProduct;
  return product ? makeProduct(vm, type, args[1], args[2]) : makeSelection(vm, type, args[1], args[2]);
}

extern const NativeType kItertoolsProductType =
    poolType(TypeId::kItertoolsProduct, nextOfProduct, createProduct, "Cartesian product of input iterables, as nested for-loops would give it.");
extern const NativeType kItertoolsPermutationsType =
    poolType(TypeId::kItertoolsPermutations, nextOfPermutations, createSelection, "Successive r-length permutations of elements in the iterable.");
extern const NativeType kItertoolsCombinationsType = poolType(TypeId::kItertoolsCombinations, nextOfCombinations<stepCombination>, createSelection,
                                                              "Successive r-length combinations of elements in the iterable.");
extern const NativeType kItertoolsMultisetsType =
    poolType(TypeId::kItertoolsMultisets, nextOfCombinations<stepMultiset>, createSelection,
             "Successive r-length combinations of elements in the iterable, individual elements being repeated.");

}  // namespace vitrine
