// enumerate, zip, map and filter: native where the sources never run Python code, else one step at a time in
// prelude/iterators.py (decisions/0004). CPython: Objects/enumobject.c, Python/bltinmodule.c; messages are 3.14's.

#include "objects/allocate.h"
#include "modules/itertools_types.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

// TupleHolder of zip and map: `tuple` the iterators, `first` the function of map, `second` a number of these flags.
constexpr int64_t kStrict = 1, kNative = 2;

/// iter() of args[from ...], with the flags.
Result<void> takeSources(Vm& vm, const char* function, TupleHolderCell* holder, Args args, uint32_t from) {
  Ref keep = Ref::share(holder);
  if (args.keywordCount() > 1) return vm.raise(TypeId::kTypeError, "%s() takes at most 1 keyword argument (%u given)", function, args.keywordCount());
  for (uint32_t i = 0; i < args.keywordCount(); ++i)
    if (!equalsAscii(cellOf<StrCell>(tupleItems(args.keywordNames)[i]), "strict"))
      return vm.raise(TypeId::kTypeError, "%s() got an unexpected keyword argument '%s'", function, textOf(tupleItems(args.keywordNames)[i]).c_str());
  Value strict = keywordValue(args, "strict");
  int64_t flags = kNative | (strict && TRY(truth(vm, strict)) ? kStrict : 0);
  Ref iterators = TRY(newTupleBlank(vm, args.count - from));
  for (uint32_t i = from; i < args.count; ++i) {
    Ref iterator = TRY(iterate(vm, args[i]));
    bool nested = isExactly(iterator, TypeId::kZip) || isExactly(iterator, TypeId::kEnumerate);  // recursion would have no end
    if (nested || !stepsNatively(iterator)) flags &= ~kNative;
    iterators.as<TupleCell>()->items[i - from] = iterator.release();
  }
  holder->tuple = iterators.release();
  holder->second = Value::integer(flags);
  return {};
}

/// The error of strict=True: argument number `index` ended early (shorter) or late.
Raised raiseLengths(Vm& vm, const char* function, uint32_t index, bool shorter) {
  std::string before = index == 1 ? " 1" : "s 1-" + std::to_string(index);
  return vm.raise(TypeId::kValueError, "%s() argument %u is %s than argument%s", function, index + 1, shorter ? "shorter" : "longer", before.c_str());
}

/// The next item of each native source as a tuple; exhausted() at the end.
Result<Ref> nextOfEach(Vm& vm, const char* function, TupleHolderCell* holder) {
  Ref sources = Ref::share(holder->tuple);
  bool strict = holder->second.asInt() & kStrict;
  uint32_t count = sources.as<TupleCell>()->length;
  if (!count) return exhausted();
  Ref items = TRY(newTupleBlank(vm, count));
  for (uint32_t i = 0; i < count; ++i) {
    Ref item = TRY(next(vm, sources.as<TupleCell>()->items[i]));
    if (!isExhausted(item)) {
      items.as<TupleCell>()->items[i] = item.release();
      continue;
    }
    if (!strict) return exhausted();
    if (i > 0) return raiseLengths(vm, function, i, true);
    for (uint32_t k = 1; k < count; ++k) {
      Ref more = TRY(next(vm, sources.as<TupleCell>()->items[k]));
      if (!isExhausted(more)) return raiseLengths(vm, function, k, false);
    }
    return exhausted();
  }
  return items;
}

Result<Ref> reduceSources(Vm& vm, Args args) {
  auto* holder = cellOf<TupleHolderCell>(args[0]);
  auto iterators = tupleItems(holder->tuple);
  bool hasFunction = bool(holder->first);
  Ref parts = TRY(newTupleBlank(vm, uint32_t(iterators.size()) + hasFunction));
  Value* to = parts.as<TupleCell>()->items;
  if (hasFunction) *to++ = Ref::share(holder->first).release();
  for (Value iterator : iterators) *to++ = Ref::share(iterator).release();
  if (holder->second.asInt() & kStrict) return newTuple(vm, {valueOf(typeOf(args[0])), parts.get(), Value::boolean(true)});
  return newTuple(vm, {valueOf(typeOf(args[0])), parts.get()});
}

Result<Ref> setStrict(Vm& vm, Args args) {
  auto* holder = cellOf<TupleHolderCell>(args[0]);
  bool strict = TRY(truth(vm, args[1]));
  holder->second = Value::integer((holder->second.asInt() & kNative) | (strict ? kStrict : 0));
  return noneRef();
}

// zip ----------------------------------------------------------------------------------------------------------------

Result<Ref> createZip(Vm& vm, Args args) {
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  TRY(takeSources(vm, "zip", made.as<TupleHolderCell>(), args, 1));
  return made;
}

Result<Ref> nextOfZip(Vm& vm, Value self) {
  auto* holder = cellOf<TupleHolderCell>(self);
  if (holder->second.asInt() & kNative) return nextOfEach(vm, "zip", holder);
  return tailCallPrelude(vm, "zip_next", {holder->tuple, Value::boolean(holder->second.asInt() & kStrict)});
}

// map ----------------------------------------------------------------------------------------------------------------

Result<Ref> createMap(Vm& vm, Args args) {
  TRY(checkKeywords(vm, "map", args, {"strict"}));
  if (args.count < 3) return vm.raise(TypeId::kTypeError, "map() must have at least two arguments.");
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  TRY(takeSources(vm, "map", made.as<TupleHolderCell>(), args, 2));
  made.as<TupleHolderCell>()->first = Ref::share(args[1]).release();
  return made;
}

Result<Ref> nextOfMap(Vm& vm, Value self) {
  auto* holder = cellOf<TupleHolderCell>(self);
  int64_t flags = holder->second.asInt();
  Ref function = Ref::share(holder->first);
  if (!(flags & kNative)) {
    if (cellOf<TupleCell>(holder->tuple)->length == 1) return tailCallPrelude(vm, "map_next", {function, cellOf<TupleCell>(holder->tuple)->items[0]});
    return tailCallPrelude(vm, "map_next_many", {function, holder->tuple, Value::boolean(flags & kStrict)});
  }
  if (cellOf<TupleCell>(holder->tuple)->length == 1) {
    Ref source = Ref::share(cellOf<TupleCell>(holder->tuple)->items[0]), item = TRY(next(vm, source));
    if (isExhausted(item)) return item;
    return tailCall(vm, function, {item.get()});
  }
  Ref items = TRY(nextOfEach(vm, "map", holder));
  if (isExhausted(items)) return items;
  auto* tuple = items.as<TupleCell>();
  return tailCall(vm, function, Args{tuple->items, tuple->length, Value()});
}

// filter -------------------------------------------------------------------------------------------------------------

Result<Ref> createFilter(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  if (type == typeCell(TypeId::kFilter) || !type->definesInPython(Dunder::kInit)) TRY(refuseKeywords(vm, "filter", args));
  TRY(checkArgumentCount(vm, "filter", args, 2, 2));
  Ref iterator = TRY(iterate(vm, args[2])), made = TRY(allocateObject(vm, type));
  auto* holder = made.as<PairHolderCell>();
  holder->first = Ref::share(args[1]).release();
  holder->second = iterator.release();
  return made;
}

/// How many items are looked at before the machine gets a chance to pause.
constexpr int kFilterRun = 1000;

Result<Ref> nextOfFilter(Vm& vm, Value self) {
  auto* holder = cellOf<PairHolderCell>(self);
  Ref function = Ref::share(holder->first), source = Ref::share(holder->second);
  bool byTruth = isNone(function) || function.get() == valueOf(typeCell(TypeId::kBool));
  bool native = byTruth || isExactly(function, TypeId::kBuiltinFunction) || isExactly(function, TypeId::kMethodDescriptor);
  if (native && stepsNatively(source)) {
    for (int i = 0; i < kFilterRun; ++i) {
      Ref item = TRY(next(vm, source));
      if (isExhausted(item)) return item;
      Ref answer = byTruth ? item.share() : TRY(call(vm, function, {item.get()}));
      if (TRY(truth(vm, answer))) return item;
    }
  }
  if (byTruth) return tailCallPrelude(vm, "filter_next_true", {source});
  return tailCallPrelude(vm, "filter_next", {function, source});
}

Result<Ref> reducePair(Vm& vm, Args args) {
  auto* holder = cellOf<PairHolderCell>(args[0]);
  Ref parts = TRY(newTuple(vm, {holder->first, holder->second}));
  return newTuple(vm, {valueOf(typeOf(args[0])), parts.get()});
}

// enumerate: `first` the iterator, `second` the next number ----------------------------------------------------------

Result<Ref> createEnumerate(Vm& vm, Args args) {
  Value iterable = args.count > 1 ? args[1] : Value(), start = args.count > 2 ? args[2] : Value();
  uint32_t given = args.count - 1 + args.keywordCount();
  if (given > 2) return vm.raise(TypeId::kTypeError, "enumerate() takes at most 2 arguments (%u given)", given);
  if (!iterable) iterable = keywordValue(args, "iterable");
  if (!start) start = keywordValue(args, "start");
  for (uint32_t i = 0; i < args.keywordCount(); ++i) {
    auto* name = cellOf<StrCell>(tupleItems(args.keywordNames)[i]);
    bool known = equalsAscii(name, "start") || (args.count < 2 && equalsAscii(name, "iterable"));
    if (!known || !iterable)
      return vm.raise(TypeId::kTypeError, "'%s' is an invalid keyword argument for enumerate()", textOf(valueOf(name)).c_str());
  }
  if (!iterable) return vm.raise(TypeId::kTypeError, "enumerate() missing required argument 'iterable'");
  Ref number = start ? TRY(toIndex(vm, start)) : intRef(0);
  Ref iterator = TRY(iterate(vm, iterable)), made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  auto* holder = made.as<PairHolderCell>();
  holder->first = iterator.release();
  holder->second = number.release();
  return made;
}

/// (number, item), and the number goes up by one.
Result<Ref> numbered(Vm& vm, Value self, Value item) {
  auto* holder = cellOf<PairHolderCell>(self);
  Ref pair = TRY(newTuple(vm, {holder->second, item}));
  bool small = holder->second.isInt() && holder->second.asInt() < Value::kMaxInt;
  Ref following = small ? intRef(holder->second.asInt() + 1) : TRY(binary(vm, BinaryOp::kAdd, holder->second, Value::integer(1)));
  decrement(std::exchange(holder->second, following.release()));
  return pair;
}

Result<Ref> nextOfEnumerate(Vm& vm, Value self) {
  Ref source = Ref::share(cellOf<PairHolderCell>(self)->first);
  if (isExactly(source, TypeId::kEnumerate) || !stepsNatively(source)) return tailCallPrelude(vm, "enumerate_next", {self, source});
  Ref item = TRY(next(vm, source));
  if (isExhausted(item)) return item;
  return numbered(vm, self, item);
}

/// What enumerate_next of the prelude ends with.
Result<Ref> numberedHelper(Vm& vm, Args args) { return numbered(vm, args[0], args[1]); }
/// _tuple_from(list): the exact tuple zip gives out.
Result<Ref> tupleFromList(Vm& vm, Args args) { return tupleFrom(vm, args[0]); }
/// _raise_lengths(function, index, shorter).
Result<Ref> raiseLengthsHelper(Vm& vm, Args args) {
  return raiseLengths(vm, textOf(args[0]).c_str(), uint32_t(args[1].asInt()), args[2] == Value::boolean(true));
}
/// _callable_end(iterator): iter(callable, sentinel) has ended.
Result<Ref> endCallable(Vm&, Args args) {
  auto* iterator = cellOf<PairHolderCell>(args[0]);
  decrement(std::exchange(iterator->first, Value()));
  decrement(std::exchange(iterator->second, Value()));
  return noneRef();
}

const NativeMethod kSourceMethods[] = {
    {"__reduce__", "($self, /)", reduceSources, kMethodPlain, "Return state information for pickling."},
    {"__setstate__", "($self, state, /)", setStrict, kMethodPlain, "Set state information for unpickling."},
};
const NativeMethod kFilterMethods[] = {
    {"__reduce__", "($self, /)", reducePair, kMethodPlain, "Return state information for pickling."},
};
const NativeMethod kEnumerateMethods[] = {
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
    {"__reduce__", "($self, /)", reducePair, kMethodPlain, "Return state information for pickling."},
};
const NativeMethod kHelpers[] = {
    {"_numbered", "(enumerate, item, /)", numberedHelper},
    {"_tuple_from", "(list, /)", tupleFromList},
    {"_raise_lengths", "(function, index, shorter, /)", raiseLengthsHelper},
    {"_callable_end", "(iterator, /)", endCallable},
};

constexpr NativeSlots iteratorSlots(Result<Ref> (*next)(Vm&, Value), NativeFunction create) {
  NativeSlots slots;
  slots.iter = selfIter;
  slots.next = next;
  slots.create = create;
  return slots;
}

}  // namespace

extern const NativeModule kPreludeIteratorsModule = {"_prelude.iterators", kHelpers};

extern const NativeType kEnumerateType = {
    .id = TypeId::kEnumerate,
    .instanceBytes = sizeof(PairHolderCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = iteratorSlots(nextOfEnumerate, createEnumerate),
    .methods = kEnumerateMethods,
    .doc = "Return an enumerate object: pairs of a count (from start, which defaults to zero) and a value of the iterable.",
};
extern const NativeType kZipType = {
    .id = TypeId::kZip,
    .instanceBytes = sizeof(TupleHolderCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = iteratorSlots(nextOfZip, createZip),
    .methods = kSourceMethods,
    .doc = "Iterate over several iterables at once, giving tuples with an item of each, until the shortest ends.\n\nWith strict=True a ValueError says "
           "that they are not of the same length.",
};
extern const NativeType kMapType = {
    .id = TypeId::kMap,
    .instanceBytes = sizeof(TupleHolderCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = iteratorSlots(nextOfMap, createMap),
    .methods = kSourceMethods,
    .doc = "Iterate over the results of a function called with the items of one or more iterables, until the shortest ends.",
};
extern const NativeType kFilterType = {
    .id = TypeId::kFilter,
    .instanceBytes = sizeof(PairHolderCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = iteratorSlots(nextOfFilter, createFilter),
    .methods = kFilterMethods,
    .doc = "Iterate over the items for which a function is true; over the true items where it is None.",
};

}  // namespace vitrine
