// The iterators of itertools that drive others. CPython: Modules/itertoolsmodule.c; messages are 3.14's.
//
//   Holder | list of the state | : made here, advanced by the prelude's function <name>_next(state) (prelude/itertools.py),
//
// since sources and callbacks may be Python code (decisions/0004). The lists are never seen by the program.
#include "modules/itertools_types.h"
#include "objects/allocate.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

Value stateOf(Value iterator) { return cellOf<HolderCell>(iterator)->value; }

/// An iterator of `type` with this state.
Result<Ref> withState(Vm& vm, Value type, std::initializer_list<Value> state) {
  Ref list = TRY(newListOf(vm, std::span<const Value>(state.begin(), state.size())));
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(type)));
  made.as<HolderCell>()->value = list.release();
  return made;
}

template <const char* const& function>
Result<Ref> nextInPrelude(Vm& vm, Value self) {
  return tailCallPrelude(vm, function, {stateOf(self)});
}

/// Constructors that take positional arguments only, `count` of them.
Result<void> takePlain(Vm& vm, TypeId id, Args args, uint32_t least, uint32_t most) {
  if (cellOf<TypeCell>(args[0]) == typeCell(id)) TRY(refuseKeywords(vm, typeRow(id).name, args));
  return checkArgumentCount(vm, typeRow(id).name, args, least, most);
}

const Value kFalse = Value::boolean(false), kTrue = Value::boolean(true), kZero = Value::integer(0);

// --- one after the other --------------------------------------------------------------------------------------------------

/// [iterator, function, total, 0: nothing yet, 1: an initial value to give out first, 2: running]
Result<Ref> createAccumulate(Vm& vm, Args args) {
  Value bound[3];
  TRY(bindRaw(vm, "accumulate", args, {"iterable", "func", "initial"}, 1, 2, bound));
  Ref iterator = TRY(iterate(vm, bound[0]));
  bool initial = bound[2] && !isNone(bound[2]);
  return withState(vm, args[0], {iterator.get(), bound[1] ? bound[1] : none(), initial ? bound[2] : none(), Value::integer(initial)});
}

/// [iterator or None at the end, n, strict]
Result<Ref> createBatched(Vm& vm, Args args) {
  Value bound[3];
  TRY(bindRaw(vm, "batched", args, {"iterable", "n", "strict"}, 2, 2, bound));
  int64_t count = TRY(toIndex64(vm, bound[1], IndexOverflow::kRaise, TypeId::kOverflowError));
  bool strict = bound[2] && TRY(truth(vm, bound[2]));
  if (count < 1) return vm.raise(TypeId::kValueError, "n must be at least one");
  Ref iterator = TRY(iterate(vm, bound[0])), n = TRY(toIndex(vm, bound[1]));
  return withState(vm, args[0], {iterator.get(), n.get(), Value::boolean(strict)});
}

/// [iterator over iterables or None at the end, iterator of the current one or None]
Result<Ref> chainOf(Vm& vm, Value type, Value iterables) {
  Ref outer = TRY(iterate(vm, iterables));
  return withState(vm, type, {outer.get(), none()});
}
Result<Ref> createChain(Vm& vm, Args args) {
  if (cellOf<TypeCell>(args[0]) == typeCell(TypeId::kItertoolsChain)) TRY(refuseKeywords(vm, "chain", args));
  Ref iterables = TRY(newTuple(vm, std::span<const Value>(args.values + 1, args.count - 1)));
  return chainOf(vm, args[0], iterables);
}
Result<Ref> chainFromIterable(Vm& vm, Args args) { return chainOf(vm, args[0], args[1]); }

/// [data, selectors]
Result<Ref> createCompress(Vm& vm, Args args) {
  Value bound[2];
  TRY(bindRaw(vm, "compress", args, {"data", "selectors"}, 2, 2, bound));
  Ref data = TRY(iterate(vm, bound[0])), selectors = TRY(iterate(vm, bound[1]));
  return withState(vm, args[0], {data.get(), selectors.get()});
}

/// [iterator or None once it has ended, the items it gave, index of the next]
Result<Ref> createCycle(Vm& vm, Args args) {
  TRY(takePlain(vm, TypeId::kItertoolsCycle, args, 1, 1));
  Ref iterator = TRY(iterate(vm, args[1])), saved = TRY(newList(vm));
  return withState(vm, args[0], {iterator.get(), saved.get(), kZero});
}

/// [predicate, iterator, flag]: dropwhile (still dropping), takewhile (has stopped), starmap, filterfalse (no flag).
template <TypeId id>
Result<Ref> createFiltering(Vm& vm, Args args) {
  TRY(takePlain(vm, id, args, 2, 2));
  Ref iterator = TRY(iterate(vm, args[2]));
  return withState(vm, args[0], {args[1], iterator.get(), id == TypeId::kItertoolsDropWhile ? kTrue : kFalse});
}

/// [iterator or None at the end, whether there is an item before, that item]
Result<Ref> createPairwise(Vm& vm, Args args) {
  TRY(takePlain(vm, TypeId::kItertoolsPairwise, args, 1, 1));
  Ref iterator = TRY(iterate(vm, args[1]));
  return withState(vm, args[0], {iterator.get(), kFalse, none()});
}

/// [list of iterators, None for those that ended, the fill value, how many are active]
Result<Ref> createZipLongest(Vm& vm, Args args) {
  Value fill = keywordValue(args, "fillvalue");
  if (args.keywordCount() > (fill ? 1u : 0u)) return vm.raise(TypeId::kTypeError, "zip_longest() got an unexpected keyword argument");
  Ref iterators = TRY(newList(vm));
  for (uint32_t i = 1; i < args.count; ++i) TRY(listAppendOwned(vm, iterators, TRY(iterate(vm, args[i]))));
  return withState(vm, args[0], {iterators.get(), fill ? fill : none(), Value::integer(args.count - 1)});
}

// --- groupby ----------------------------------------------------------------------------------------------------------------

/// [iterator, key function or None, whether there is a target key, it, whether there is a current key, it, whether there is a
/// current value, it, number of the current group]
Result<Ref> createGroupBy(Vm& vm, Args args) {
  Value bound[2];
  TRY(bindRaw(vm, "groupby", args, {"iterable", "key"}, 1, 2, bound));
  Ref iterator = TRY(iterate(vm, bound[0]));
  return withState(vm, args[0], {iterator.get(), bound[1] ? bound[1] : none(), kFalse, none(), kFalse, none(), kFalse, none(), kZero});
}

/// [the groupby's state, key, number of the group]
Result<Ref> createGrouper(Vm& vm, Args args) {
  TRY(takePlain(vm, TypeId::kItertoolsGrouper, args, 2, 2));
  if (!isInstance(args[1], TypeId::kItertoolsGroupBy)) return vm.raiseTypeErrorFor("_grouper() argument 1 must be itertools.groupby, not %s", args[1]);
  Value state = stateOf(args[1]);
  return withState(vm, args[0], {state, args[2], listItems(state)[8]});
}
/// _new_grouper(state of the groupby, key).
Result<Ref> newGrouper(Vm& vm, Args args) {
  return withState(vm, valueOf(typeCell(TypeId::kItertoolsGrouper)), {args[0], args[1], listItems(args[0])[8]});
}

// --- islice -----------------------------------------------------------------------------------------------------------------

/// A bound of islice: a number of at least `least`, `fallback` for None, else ValueError.
Result<int64_t> sliceBound(Vm& vm, Value v, int64_t least, int64_t fallback, const char* message) {
  if (isNone(v)) return fallback;
  if (hasIndex(v)) {
    auto index = toIndex64(vm, v, IndexOverflow::kRaise, TypeId::kValueError);
    if (index.ok() && index.value() >= least) return index;
    vm.clearPending();
  }
  return vm.raise(TypeId::kValueError, "%s", message);
}

/// [iterator or None at the end, index of the next item, stop or None, step, how many were taken]
Result<Ref> createSlice(Vm& vm, Args args) {
  TRY(takePlain(vm, TypeId::kItertoolsSlice, args, 2, 4));
  Value start = args.count > 3 ? args[2] : none(), stop = args.count > 3 ? args[3] : args[2], step = args.count > 4 ? args[4] : none();
  constexpr char kStop[] = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr char kBoth[] = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  int64_t last = TRY(sliceBound(vm, stop, 0, -1, kStop)), first = TRY(sliceBound(vm, start, 0, 0, kBoth));
  int64_t stride = TRY(sliceBound(vm, step, 1, 1, "Step for islice() must be a positive integer or None."));
  Ref iterator = TRY(iterate(vm, args[1]));
  constexpr int64_t kMost = int64_t(1) << 45;  // never reached by counting
  auto number = [](int64_t value) { return Value::integer(value < kMost ? value : kMost); };
  return withState(vm, args[0], {iterator.get(), number(first), last < 0 ? none() : number(last), number(stride), kZero});
}

// --- tee --------------------------------------------------------------------------------------------------------------------

/// [iterator, link]; a link is [item, next link], or [] where the item is still to be fetched.
Result<Ref> teeAt(Vm& vm, Value type, Value iterator, Value link) { return withState(vm, type, {iterator, link}); }
Result<Ref> copyTee(Vm& vm, Args args) {
  auto state = listItems(stateOf(args[0]));
  return teeAt(vm, valueOf(typeOf(args[0])), state[0], state[1]);
}
Result<Ref> createTee(Vm& vm, Args args) {
  TRY(takePlain(vm, TypeId::kItertoolsTee, args, 1, 1));
  Ref iterator = TRY(iterate(vm, args[1]));
  if (isExactly(iterator, TypeId::kItertoolsTee)) {
    Value self = iterator;
    return copyTee(vm, {&self, 1, Value()});
  }
  Ref link = TRY(newList(vm));
  return teeAt(vm, args[0], iterator, link);
}

#define PRELUDE_NEXT(name) constexpr const char* kNext_##name = #name "_next";
PRELUDE_NEXT(accumulate) PRELUDE_NEXT(batched) PRELUDE_NEXT(chain) PRELUDE_NEXT(compress) PRELUDE_NEXT(cycle) PRELUDE_NEXT(dropwhile)
PRELUDE_NEXT(filterfalse) PRELUDE_NEXT(groupby) PRELUDE_NEXT(grouper) PRELUDE_NEXT(islice) PRELUDE_NEXT(pairwise) PRELUDE_NEXT(starmap)
PRELUDE_NEXT(takewhile) PRELUDE_NEXT(tee) PRELUDE_NEXT(zip_longest)

const NativeMethod kChainMethods[] = {
    {"from_iterable", "($type, iterable, /)", chainFromIterable, kMethodClass, "Alternative chain() constructor taking a single iterable argument."},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};
const NativeMethod kTeeMethods[] = {
    {"__copy__", "($self, /)", copyTee, kMethodPlain, "Returns an independent iterator."},
};
const NativeMethod kHelpers[] = {
    {"_new_grouper", "(state, key, /)", newGrouper},
    {"_pool_iterator", "(cls, pools, number, /)", poolIterator},
};

constexpr uint32_t kOpen = kTypeBaseAllowed | kTypeInstantiable;

constexpr NativeType drivenType(TypeId id, Result<Ref> (*next)(Vm&, Value), NativeFunction create, const char* doc, uint32_t flags = kOpen,
                                std::span<const NativeMethod> methods = {}) {
  return {.id = id, .instanceBytes = sizeof(HolderCell), .flags = flags, .slots = itertoolsSlots(next, create), .methods = methods, .doc = doc};
}

}  // namespace

extern const NativeModule kPreludeItertoolsModule = {"_prelude.itertools", kHelpers};

extern const NativeType kItertoolsAccumulateType =
    drivenType(TypeId::kItertoolsAccumulate, nextInPrelude<kNext_accumulate>, createAccumulate, "Series of accumulated sums, or of the results of func.");
extern const NativeType kItertoolsBatchedType =
    drivenType(TypeId::kItertoolsBatched, nextInPrelude<kNext_batched>, createBatched, "Batch data into tuples of length n; the last may be shorter.");
extern const NativeType kItertoolsChainType = drivenType(TypeId::kItertoolsChain, nextInPrelude<kNext_chain>, createChain,
                                                         "The items of the first iterable, then those of the next, until all are exhausted.", kOpen, kChainMethods);
extern const NativeType kItertoolsCompressType =
    drivenType(TypeId::kItertoolsCompress, nextInPrelude<kNext_compress>, createCompress, "The data elements whose selector is true.");
extern const NativeType kItertoolsCycleType =
    drivenType(TypeId::kItertoolsCycle, nextInPrelude<kNext_cycle>, createCycle, "The items of the iterable, and then again and again.");
extern const NativeType kItertoolsDropWhileType = drivenType(TypeId::kItertoolsDropWhile, nextInPrelude<kNext_dropwhile>,
                                                             createFiltering<TypeId::kItertoolsDropWhile>, "All items from the first on for which predicate is false.");
extern const NativeType kItertoolsFilterFalseType = drivenType(TypeId::kItertoolsFilterFalse, nextInPrelude<kNext_filterfalse>,
                                                               createFiltering<TypeId::kItertoolsFilterFalse>, "The items for which function is false.");
extern const NativeType kItertoolsGroupByType = drivenType(TypeId::kItertoolsGroupBy, nextInPrelude<kNext_groupby>, createGroupBy,
                                                           "Pairs of a key and an iterator over the consecutive items that have it.");
extern const NativeType kItertoolsGrouperType =
    drivenType(TypeId::kItertoolsGrouper, nextInPrelude<kNext_grouper>, createGrouper, nullptr, kTypeInstantiable);
extern const NativeType kItertoolsSliceType =
    drivenType(TypeId::kItertoolsSlice, nextInPrelude<kNext_islice>, createSlice, "The items that a slice [start:stop:step] would select.");
extern const NativeType kItertoolsPairwiseType =
    drivenType(TypeId::kItertoolsPairwise, nextInPrelude<kNext_pairwise>, createPairwise, "Overlapping pairs of the items.");
extern const NativeType kItertoolsStarMapType = drivenType(TypeId::kItertoolsStarMap, nextInPrelude<kNext_starmap>,
                                                           createFiltering<TypeId::kItertoolsStarMap>, "Results of a function whose arguments come as tuples.");
extern const NativeType kItertoolsTakeWhileType = drivenType(TypeId::kItertoolsTakeWhile, nextInPrelude<kNext_takewhile>,
                                                             createFiltering<TypeId::kItertoolsTakeWhile>, "The items as long as predicate is true.");
extern const NativeType kItertoolsTeeType =
    drivenType(TypeId::kItertoolsTee, nextInPrelude<kNext_tee>, createTee, "Iterator that can be copied.", kTypeInstantiable | kTypeWeakReferenceable, kTeeMethods);
extern const NativeType kItertoolsZipLongestType = drivenType(TypeId::kItertoolsZipLongest, nextInPrelude<kNext_zip_longest>, createZipLongest,
                                                              "As zip(), until the longest iterable ends, with fillvalue for what is missing.");

}  // namespace vitrine
