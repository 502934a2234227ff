// The types set, frozenset and set_iterator: methods and operators. CPython: Objects/setobject.c; messages are 3.14's.
// What must run Python code to get at elements goes on in modules/prelude/containers.py.
#include "base/depth_guard.h"
#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/repr_guard.h"
#include "objects/set_operations.h"
#include "objects/set_table.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

bool isExactFrozenSet(Value v) { return isExactly(v, TypeId::kFrozenSet); }

bool allNative(Value others) {
  for (Value other : tupleItems(others))
    if (!givesElementsNatively(other)) return false;
  return true;
}

// Making -----------------------------------------------------------------------------------------------------------

Result<Ref> createSet(Vm& vm, Args args) { return newSetOf(vm, cellOf<TypeCell>(args[0])); }

Result<Ref> initializeSet(Vm& vm, Args args) {
  if (!typeOf(args[0])->definesInPython(Dunder::kNew)) TRY(refuseKeywords(vm, "set", args));
  TRY(checkArgumentCount(vm, "set", args, 0, 1));
  if (setCell(args[0])->fill) setClear(args[0]);
  if (args.count < 2) return noneRef();
  if (givesElementsNatively(args[1])) {
    TRY(setUpdate(vm, args[0], args[1]));
    return noneRef();
  }
  Ref others = TRY(newTuple(vm, {args[1]}));
  return tailCallPrelude(vm, "set_update", {args[0], others});
}

Result<Ref> createFrozenSet(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  bool exact = type == typeCell(TypeId::kFrozenSet);
  if (exact || !type->definesInPython(Dunder::kInit)) TRY(refuseKeywords(vm, "frozenset", args));
  TRY(checkArgumentCount(vm, "frozenset", args, 0, 1));
  if (args.count > 1 && exact && isExactFrozenSet(args[1])) return Ref::share(args[1]);
  if (args.count > 1 && !givesElementsNatively(args[1])) return tailCallPrelude(vm, "frozenset_new", {args[0], args[1]});
  Ref set = TRY(newSetOf(vm, type));
  if (args.count > 1) TRY(setUpdate(vm, set, args[1]));
  return set;
}

// Methods with any number of iterables -------------------------------------------------------------------------------

Result<Ref> update(Vm& vm, Args args) {
  if (!allNative(args[1])) return tailCallPrelude(vm, "set_update", {args[0], args[1]});
  for (Value other : tupleItems(args[1])) TRY(setUpdate(vm, args[0], other));
  return noneRef();
}

Result<Ref> unionOf(Vm& vm, Args args) {
  if (!allNative(args[1])) return tailCallPrelude(vm, "set_union", {args[0], args[1]});
  Ref result = TRY(setCopy(vm, setBaseType(args[0]), args[0]));
  for (Value other : tupleItems(args[1]))
    if (other != args[0]) TRY(setUpdate(vm, result, other));
  return result;
}

Result<Ref> intersectAll(Vm& vm, Value self, Value others) {
  TypeId type = setBaseType(self);
  if (!cellOf<TupleCell>(others)->length) return setCopy(vm, type, self);
  Ref result = Ref::share(self);
  for (Value other : tupleItems(others)) result = TRY(setIntersection(vm, type, result, other));
  return result;
}

Result<Ref> intersection(Vm& vm, Args args) {
  if (!allNative(args[1])) return tailCallPrelude(vm, "set_intersection", {args[0], args[1], Value::boolean(false)});
  return intersectAll(vm, args[0], args[1]);
}

Result<Ref> intersectionUpdate(Vm& vm, Args args) {
  if (!allNative(args[1])) return tailCallPrelude(vm, "set_intersection", {args[0], args[1], Value::boolean(true)});
  Ref result = TRY(intersectAll(vm, args[0], args[1]));
  setSwap(args[0], result);
  return noneRef();
}

Result<Ref> difference(Vm& vm, Args args) {
  if (!allNative(args[1])) return tailCallPrelude(vm, "set_difference", {args[0], args[1]});
  TypeId type = setBaseType(args[0]);
  auto others = tupleItems(args[1]);
  if (others.empty()) return setCopy(vm, type, args[0]);
  Ref result = TRY(setDifference(vm, type, args[0], others[0]));
  for (Value other : others.subspan(1)) TRY(setRemoveAll(vm, result, other));
  return result;
}

Result<Ref> differenceUpdate(Vm& vm, Args args) {
  if (!allNative(args[1])) return tailCallPrelude(vm, "set_difference_update", {args[0], args[1]});
  for (Value other : tupleItems(args[1])) TRY(setRemoveAll(vm, args[0], other));
  return noneRef();
}

// Methods with one iterable ------------------------------------------------------------------------------------------

Result<Ref> symmetricDifference(Vm& vm, Args args) {
  if (!givesElementsNatively(args[1])) return tailCallPrelude(vm, "set_symmetric_difference", {args[0], args[1], Value::boolean(false)});
  return setSymmetricDifference(vm, setBaseType(args[0]), args[0], args[1]);
}

Result<Ref> symmetricDifferenceUpdate(Vm& vm, Args args) {
  if (!givesElementsNatively(args[1])) return tailCallPrelude(vm, "set_symmetric_difference", {args[0], args[1], Value::boolean(true)});
  TRY(setToggleAll(vm, args[0], args[1]));
  return noneRef();
}

Result<Ref> isSubset(Vm& vm, Args args) {
  if (!givesElementsNatively(args[1])) return tailCallPrelude(vm, "set_issubset", {args[0], args[1]});
  return boolRef(TRY(setIsSubset(vm, args[0], args[1])));
}

Result<Ref> isSuperset(Vm& vm, Args args) {
  if (!givesElementsNatively(args[1])) return tailCallPrelude(vm, "set_issuperset", {args[0], args[1]});
  return boolRef(TRY(setIsSuperset(vm, args[0], args[1])));
}

Result<Ref> isDisjoint(Vm& vm, Args args) {
  if (!givesElementsNatively(args[1])) return tailCallPrelude(vm, "set_isdisjoint", {args[0], args[1]});
  return boolRef(TRY(setIsDisjoint(vm, args[0], args[1])));
}

// Single elements ----------------------------------------------------------------------------------------------------

Result<Ref> add(Vm& vm, Args args) {
  TRY(setAdd(vm, args[0], args[1]));
  return noneRef();
}

Result<Ref> discard(Vm& vm, Args args) {
  TRY(setDiscard(vm, args[0], args[1]));
  return noneRef();
}

Result<Ref> remove(Vm& vm, Args args) {
  if (!TRY(setDiscard(vm, args[0], args[1]))) return raiseKeyError(vm, args[1]);
  return noneRef();
}

Result<Ref> pop(Vm& vm, Args args) {
  if (!setLength(args[0])) return vm.raise(TypeId::kKeyError, "pop from an empty set");
  return setPop(args[0]);
}

Result<Ref> clear(Vm& vm, Args args) {
  setClear(args[0]);
  return noneRef();
}

Result<Ref> copy(Vm& vm, Args args) {
  if (isExactFrozenSet(args[0])) return Ref::share(args[0]);
  return setCopy(vm, setBaseType(args[0]), args[0]);
}

Result<Ref> containsMethod(Vm& vm, Args args) { return boolRef(TRY(setContains(vm, args[0], args[1]))); }

Result<Ref> sizeOf(Vm& vm, Args args) { return intRef(200 + int64_t(setTableSize(args[0]))); }

/// (type, ([elements],), state).
Result<Ref> reduce(Vm& vm, Args args) {
  Ref elements = TRY(listFrom(vm, args[0])), arguments = TRY(newTuple(vm, {elements.get()}));
  Ref name = intern("__getstate__"), state = noneRef();
  Ref method = TRY(findAttribute(vm, args[0], name));
  if (!isExhausted(method)) state = TRY(call(vm, method, {}));
  return newTuple(vm, {valueOf(typeOf(args[0])), arguments.get(), state.get()});
}

// Operators ----------------------------------------------------------------------------------------------------------

bool bothSets(Value left, Value right) { return isAnySet(left) && isAnySet(right); }

Result<Ref> setAnd(Vm& vm, Value left, Value right) {
  if (!bothSets(left, right)) return notImplementedRef();
  return setIntersection(vm, setBaseType(left), left, right);
}

Result<Ref> setOr(Vm& vm, Value left, Value right) {
  if (!bothSets(left, right)) return notImplementedRef();
  Ref result = TRY(setCopy(vm, setBaseType(left), left));
  if (left != right) TRY(setMergeSet(vm, result, right));
  return result;
}

Result<Ref> setSubtract(Vm& vm, Value left, Value right) {
  if (!bothSets(left, right)) return notImplementedRef();
  return setDifference(vm, setBaseType(left), left, right);
}

Result<Ref> setXor(Vm& vm, Value left, Value right) {
  if (!bothSets(left, right)) return notImplementedRef();
  return setSymmetricDifference(vm, setBaseType(left), left, right);
}

Result<Ref> andInPlace(Vm& vm, Value left, Value right) {
  if (!isAnySet(right)) return notImplementedRef();
  Ref result = TRY(setIntersection(vm, setBaseType(left), left, right));
  setSwap(left, result);
  return Ref::share(left);
}

Result<Ref> orInPlace(Vm& vm, Value left, Value right) {
  if (!isAnySet(right)) return notImplementedRef();
  TRY(setMergeSet(vm, left, right));
  return Ref::share(left);
}

Result<Ref> subtractInPlace(Vm& vm, Value left, Value right) {
  if (!isAnySet(right)) return notImplementedRef();
  TRY(setRemoveAll(vm, left, right));
  return Ref::share(left);
}

Result<Ref> xorInPlace(Vm& vm, Value left, Value right) {
  if (!isAnySet(right)) return notImplementedRef();
  TRY(setToggleAll(vm, left, right));
  return Ref::share(left);
}

Result<bool> equalSets(Vm& vm, Value a, Value b) {
  if (setLength(a) != setLength(b)) return false;
  int64_t hashA = setCell(a)->hash, hashB = setCell(b)->hash;
  if (hashA != -1 && hashB != -1 && hashA != hashB) return false;
  return setIsSubset(vm, a, b);
}

Result<Ref> setCompare(Vm& vm, Value self, Value other, CompareOp op) {
  if (!isAnySet(other)) return notImplementedRef();
  DepthGuard guard;
  if (guard.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded in comparison");
  switch (op) {
    case CompareOp::kEq: return boolRef(TRY(equalSets(vm, self, other)));
    case CompareOp::kNe: return boolRef(!TRY(equalSets(vm, self, other)));
    case CompareOp::kLt: return boolRef(setLength(self) < setLength(other) && TRY(setIsSubset(vm, self, other)));
    case CompareOp::kLe: return boolRef(TRY(setIsSubset(vm, self, other)));
    case CompareOp::kGt: return boolRef(setLength(self) > setLength(other) && TRY(setIsSubset(vm, other, self)));
    case CompareOp::kGe: return boolRef(TRY(setIsSubset(vm, other, self)));
  }
  return notImplementedRef();
}

Result<int64_t> frozenSetHash(Vm&, Value self) {
  auto* set = setCell(self);
  if (set->hash == -1) set->hash = frozenHash(self);
  return set->hash;
}

Result<Ref> setRepr(Vm& vm, Value self) {
  std::string name = typeName(self);
  ReprGuard guard(self);
  if (guard.recursive()) return newStr(vm, name + "(...)");
  TRY(guard.check(vm));
  if (!setLength(self)) return newStr(vm, name + "()");
  Ref elements = TRY(listFrom(vm, self)), text = TRY(repr(vm, elements));
  text = TRY(subStr(vm, text, 1, text.as<StrCell>()->length - 1));
  bool bare = isExactly(self, TypeId::kSet);
  StrBuilder builder;
  builder.append(bare ? "{" : name + "({");
  builder.append(text.as<StrCell>());
  builder.append(bare ? "}" : "})");
  return builder.finish(vm);
}

Result<Ref> setIter(Vm& vm, Value self) {
  auto* iterator = makeCell<TableIteratorCell>(TypeId::kSetIterator);
  iterator->table = Ref::share(self).release();
  iterator->expected = setLength(self);
  iterator->remaining = iterator->expected;
  return Ref::steal(iterator);
}

Result<int64_t> setLen(Vm&, Value self) { return int64_t(setLength(self)); }

// The iterator -------------------------------------------------------------------------------------------------------

constexpr uint32_t kChanged = UINT32_MAX;  // `expected` after the error: it comes again each time

Result<Ref> nextElement(Vm& vm, Value self) {
  auto* iterator = cellOf<TableIteratorCell>(self);
  if (!iterator->table) return exhausted();
  if (iterator->expected != setLength(iterator->table)) {
    iterator->expected = kChanged;
    return vm.raise(TypeId::kRuntimeError, "Set changed size during iteration");
  }
  Value key;
  if (setNext(iterator->table, &iterator->position, &key)) {
    --iterator->remaining;
    return Ref::share(key);
  }
  decrement(std::exchange(iterator->table, Value()));
  return exhausted();
}

Result<Ref> lengthHintOf(Vm&, Args args) {
  auto* iterator = cellOf<TableIteratorCell>(args[0]);
  return intRef(iterator->table && iterator->expected == setLength(iterator->table) ? iterator->remaining : 0);
}

/// (iter, ([what is left],)), without moving the iterator.
Result<Ref> reduceIterator(Vm& vm, Args args) {
  auto* iterator = cellOf<TableIteratorCell>(args[0]);
  auto* twin = makeCell<TableIteratorCell>(TypeId::kSetIterator);
  Ref held = Ref::steal(twin);
  twin->table = Ref::share(iterator->table).release();
  twin->position = iterator->position;
  twin->expected = iterator->expected;
  twin->remaining = iterator->remaining;
  Ref rest = TRY(listFrom(vm, held)), arguments = TRY(newTuple(vm, {rest.get()})), name = intern("iter");
  Value function = dictGetName(Value::reference(root().builtins), name);
  return newTuple(vm, {function ? function : none(), arguments.get()});
}

// Tables -------------------------------------------------------------------------------------------------------------

#define SHARED_METHODS                                                                                                                        \
  {"__contains__", "($self, object, /)", containsMethod, kMethodPlain, "x.__contains__(y) <==> y in x."},                                      \
      {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},                                                  \
      {"__reduce__", "($self, /)", reduce, kMethodPlain, "Return state information for pickling."},                                            \
      {"__sizeof__", "($self, /)", sizeOf, kMethodPlain, "S.__sizeof__() -> size of S in memory, in bytes."},                                  \
      {"copy", "($self, /)", copy, kMethodPlain, "Return a shallow copy of a set."},                                                           \
      {"difference", "($self, /, *others)", difference, kMethodPlain, "Return a new set with elements in the set that are not in the others."}, \
      {"intersection", "($self, /, *others)", intersection, kMethodPlain, "Return a new set with elements common to the set and all others."}, \
      {"isdisjoint", "($self, other, /)", isDisjoint, kMethodPlain, "Return True if two sets have a null intersection."},                      \
      {"issubset", "($self, other, /)", isSubset, kMethodPlain, "Report whether another set contains this set."},                              \
      {"issuperset", "($self, other, /)", isSuperset, kMethodPlain, "Report whether this set contains another set."},                          \
      {"symmetric_difference", "($self, other, /)", symmetricDifference, kMethodPlain,                                                         \
       "Return a new set with elements in either the set or other but not both."},                                                            \
      {"union", "($self, /, *others)", unionOf, kMethodPlain, "Return a new set with elements from the set and all others."},

const NativeMethod kFrozenMethods[] = {SHARED_METHODS};
const NativeMethod kMethods[] = {
    SHARED_METHODS  //
    {"add", "($self, object, /)", add, kMethodPlain, "Add an element to a set.\n\nThis has no effect if the element is already present."},
    {"clear", "($self, /)", clear, kMethodPlain, "Remove all elements from this set."},
    {"discard", "($self, object, /)", discard, kMethodPlain,
     "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is "
     "missing from the set."},
    {"difference_update", "($self, /, *others)", differenceUpdate, kMethodPlain, "Update the set, removing elements found in others."},
    {"intersection_update", "($self, /, *others)", intersectionUpdate, kMethodPlain, "Update the set, keeping only elements found in it and all others."},
    {"pop", "($self, /)", pop, kMethodPlain, "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."},
    {"remove", "($self, object, /)", remove, kMethodPlain, "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."},
    {"symmetric_difference_update", "($self, other, /)", symmetricDifferenceUpdate, kMethodPlain,
     "Update the set, keeping only elements found in either set, but not in both."},
    {"update", "($self, /, *others)", update, kMethodPlain, "Update the set, adding elements from all others."},
};
const NativeMethod kIteratorMethods[] = {
    {"__length_hint__", "($self, /)", lengthHintOf, kMethodPlain, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", "($self, /)", reduceIterator, kMethodPlain, "Return state information for pickling."},
};

constexpr NativeSlots sharedSlots() {
  NativeSlots slots;
  slots.repr = setRepr;
  slots.compare = setCompare;
  slots.iter = setIter;
  slots.length = setLen;
  slots.contains = setContains;
  slots.binary[size_t(BinaryOp::kAnd)] = setAnd;
  slots.binary[size_t(BinaryOp::kOr)] = setOr;
  slots.binary[size_t(BinaryOp::kSub)] = setSubtract;
  slots.binary[size_t(BinaryOp::kXor)] = setXor;
  return slots;
}

constexpr NativeSlots setSlots() {
  NativeSlots slots = sharedSlots();
  slots.hash = hashNotImplemented;
  slots.inPlace[size_t(BinaryOp::kAnd)] = andInPlace;
  slots.inPlace[size_t(BinaryOp::kOr)] = orInPlace;
  slots.inPlace[size_t(BinaryOp::kSub)] = subtractInPlace;
  slots.inPlace[size_t(BinaryOp::kXor)] = xorInPlace;
  slots.create = createSet;
  slots.initialize = initializeSet;
  return slots;
}

constexpr NativeSlots frozenSetSlots() {
  NativeSlots slots = sharedSlots();
  slots.hash = frozenSetHash;
  slots.create = createFrozenSet;
  return slots;
}

constexpr NativeSlots iteratorSlots() {
  NativeSlots slots;
  slots.iter = selfIter;
  slots.next = nextElement;
  return slots;
}

}  // namespace

extern const NativeType kSetType = {
    .id = TypeId::kSet,
    .instanceBytes = sizeof(SetCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsSet | kTypeWeakReferenceable,
    .slots = setSlots(),
    .methods = kMethods,
    .doc = "Build an unordered collection of unique elements.",
};
extern const NativeType kFrozenSetType = {
    .id = TypeId::kFrozenSet,
    .instanceBytes = sizeof(SetCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsSet | kTypeWeakReferenceable,
    .slots = frozenSetSlots(),
    .methods = kFrozenMethods,
    .doc = "Build an immutable unordered collection of unique elements.",
};
extern const NativeType kSetIteratorType = {
    .id = TypeId::kSetIterator,
    .instanceBytes = sizeof(TableIteratorCell),
    .slots = iteratorSlots(),
    .methods = kIteratorMethods,
};

}  // namespace vitrine
