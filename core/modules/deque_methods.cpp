// The types deque and its iterators. CPython: Modules/_collectionsmodule.c; messages are 3.14's. See deque.h.
#include "modules/deque.h"
#include "objects/allocate.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/repr_guard.h"
#include "objects/sequence.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

// Making and extending -----------------------------------------------------------------------------------------------

Result<Ref> createDeque(Vm& vm, Args args) {
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  dequeCell(made)->maxLength = -1;
  return made;
}

Result<Ref> emptyLike(Vm& vm, Value deque) {
  Ref made = TRY(allocateObject(vm, typeOf(deque)));
  dequeCell(made)->maxLength = dequeCell(deque)->maxLength;
  return made;
}

Result<void> addItem(Vm& vm, Value deque, Value item, bool left) { return left ? dequeAppendLeft(vm, deque, item) : dequeAppend(vm, deque, item); }

Result<Ref> extendWith(Vm& vm, Value self, Value iterable, bool left) {
  if (iterable != self && !iteratesNatively(iterable)) return tailCallPrelude(vm, left ? "deque_extend_left" : "deque_extend", {self, iterable});
  Ref items = Ref::share(iterable);
  if (iterable == self) items = TRY(listFrom(vm, iterable));
  Ref iterator = TRY(iterate(vm, items));
  for (;;) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item)) return noneRef();
    TRY(addItem(vm, self, item, left));
  }
}

Result<Ref> initializeDeque(Vm& vm, Args args) {
  Value bound[2];
  TRY(bindRaw(vm, "deque", args, {"iterable", "maxlen"}, 0, 2, bound));
  int64_t maxLength = -1;
  if (bound[1] && !isNone(bound[1])) {
    if (!isIntOrBool(bound[1])) return vm.raise(TypeId::kTypeError, "an integer is required");
    maxLength = TRY(toIndex64(vm, bound[1], IndexOverflow::kRaise, TypeId::kOverflowError));
    if (maxLength < 0) return vm.raise(TypeId::kValueError, "maxlen must be non-negative");
  }
  if (dequeCell(args[0])->length) dequeClear(args[0]);
  dequeCell(args[0])->maxLength = maxLength;
  return bound[0] ? extendWith(vm, args[0], bound[0], false) : noneRef();
}

Result<Ref> extend(Vm& vm, Args args) { return extendWith(vm, args[0], args[1], false); }
Result<Ref> extendLeft(Vm& vm, Args args) { return extendWith(vm, args[0], args[1], true); }

Result<Ref> append(Vm& vm, Args args) {
  TRY(dequeAppend(vm, args[0], args[1]));
  return noneRef();
}
Result<Ref> appendLeft(Vm& vm, Args args) {
  TRY(dequeAppendLeft(vm, args[0], args[1]));
  return noneRef();
}
Result<Ref> pop(Vm& vm, Args args) {
  if (!dequeCell(args[0])->length) return vm.raise(TypeId::kIndexError, "pop from an empty deque");
  return dequePop(dequeCell(args[0]));
}
Result<Ref> popLeft(Vm& vm, Args args) {
  if (!dequeCell(args[0])->length) return vm.raise(TypeId::kIndexError, "pop from an empty deque");
  return dequePopLeft(dequeCell(args[0]));
}
Result<Ref> clear(Vm&, Args args) {
  dequeClear(args[0]);
  return noneRef();
}

Result<Ref> copyOf(Vm& vm, Value self) {
  Ref made = TRY(emptyLike(vm, self));
  for (uint32_t i = 0; i < dequeCell(self)->length; ++i) TRY(dequeAppend(vm, made, dequeCell(self)->slot(i)));
  return made;
}
Result<Ref> copy(Vm& vm, Args args) { return copyOf(vm, args[0]); }

Result<Ref> rotate(Vm& vm, Args args) {
  dequeRotate(dequeCell(args[0]), args[1] ? TRY(toIndex64(vm, args[1], IndexOverflow::kRaise, TypeId::kOverflowError)) : 1);
  return noneRef();
}

Result<Ref> reverse(Vm&, Args args) {
  auto* deque = dequeCell(args[0]);
  for (uint32_t i = 0; i < deque->length / 2; ++i) std::swap(deque->slot(i), deque->slot(deque->length - 1 - i));
  return noneRef();
}

// Searching ----------------------------------------------------------------------------------------------------------

/// The first index in [start, stop) of an equal item, -1; RuntimeError where comparing changes the deque.
Result<int64_t> find(Vm& vm, Value self, Value item, int64_t start, int64_t stop) {
  uint32_t changes = dequeCell(self)->changes;
  for (int64_t i = start; i < stop && i < int64_t(dequeCell(self)->length); ++i) {
    Ref each = Ref::share(dequeCell(self)->slot(uint32_t(i)));
    if (TRY(itemsEqual(vm, each, item))) return i;
    if (dequeCell(self)->changes != changes) return vm.raise(TypeId::kRuntimeError, "deque mutated during iteration");
  }
  return -1;
}

Result<bool> dequeContains(Vm& vm, Value self, Value item) { return TRY(find(vm, self, item, 0, INT64_MAX)) >= 0; }

Result<Ref> count(Vm& vm, Args args) {
  int64_t total = 0;
  for (int64_t at = -1;;) {
    at = TRY(find(vm, args[0], args[1], at + 1, INT64_MAX));
    if (at < 0) return intRef(total);
    ++total;
  }
}

Result<Ref> index(Vm& vm, Args args) {
  int64_t length = dequeCell(args[0])->length;
  int64_t start = TRY(optionalBound(vm, args[2], 0)), stop = TRY(optionalBound(vm, args[3], INT64_MAX));
  if (start < 0) start = start + length < 0 ? 0 : start + length;
  if (stop < 0) stop = stop + length < 0 ? 0 : stop + length;
  int64_t found = TRY(find(vm, args[0], args[1], start, stop));
  if (found < 0) return vm.raise(TypeId::kValueError, "deque.index(x): x not in deque");
  return intRef(found);
}

Result<Ref> remove(Vm& vm, Args args) {
  int64_t found = TRY(find(vm, args[0], args[1], 0, INT64_MAX));
  if (found < 0) return vm.raise(TypeId::kValueError, "deque.remove(x): x not in deque");
  Ref old = dequeRemoveAt(dequeCell(args[0]), uint32_t(found));
  return noneRef();
}

Result<Ref> insert(Vm& vm, Args args) {
  auto* deque = dequeCell(args[0]);
  int64_t index = TRY(toIndex64(vm, args[1], IndexOverflow::kRaise, TypeId::kOverflowError)), length = deque->length;
  if (length == deque->maxLength) return vm.raise(TypeId::kIndexError, "deque already at its maximum size");
  if (index < 0) index = index + length < 0 ? 0 : index + length;
  if (index > length) index = length;
  TRY(dequeAppend(vm, args[0], args[2]));
  for (int64_t i = length; i > index; --i) std::swap(deque->slot(uint32_t(i)), deque->slot(uint32_t(i - 1)));
  return noneRef();
}

// Items --------------------------------------------------------------------------------------------------------------

Result<uint32_t> itemIndex(Vm& vm, Value self, Value key) {
  if (!hasIndex(key)) return vm.raiseTypeErrorFor("sequence index must be integer, not '%s'", key);
  int64_t index = TRY(toIndex64(vm, key, IndexOverflow::kRaise)), length = dequeCell(self)->length;
  if (index < 0) index += length;
  if (index < 0 || index >= length) return vm.raise(TypeId::kIndexError, "deque index out of range");
  return uint32_t(index);
}

Result<Ref> dequeGetItem(Vm& vm, Value self, Value key) {
  uint32_t index = TRY(itemIndex(vm, self, key));
  return Ref::share(dequeCell(self)->slot(index));
}

Result<void> dequeSetItem(Vm& vm, Value self, Value key, Value valueOrNull) {
  uint32_t index = TRY(itemIndex(vm, self, key));
  if (!valueOrNull) {
    Ref old = dequeRemoveAt(dequeCell(self), index);
    return {};
  }
  Value old = std::exchange(dequeCell(self)->slot(index), Ref::share(valueOrNull).release());
  decrement(old);
  return {};
}

Result<int64_t> dequeLength(Vm&, Value self) { return int64_t(dequeCell(self)->length); }

// Operators ----------------------------------------------------------------------------------------------------------

bool isDeque(Value v) { return isInstance(v, TypeId::kDeque); }

Result<Ref> dequeAdd(Vm& vm, Value left, Value right) {
  if (!isDeque(left)) return notImplementedRef();
  if (!isDeque(right)) return vm.raiseTypeErrorFor("can only concatenate deque (not \"%s\") to deque", right);
  Ref made = TRY(copyOf(vm, left));
  for (uint32_t i = 0; i < dequeCell(right)->length; ++i) TRY(dequeAppend(vm, made, dequeCell(right)->slot(i)));
  return made;
}

Result<Ref> dequeAddInPlace(Vm& vm, Value left, Value right) {
  (void)TRY(settle(vm, extendWith(vm, left, right, false)));
  return Ref::share(left);
}

Result<void> repeatItems(Vm& vm, Value self, int64_t times) {
  Ref items = TRY(listFrom(vm, self));
  if (times <= 0) dequeClear(self);
  if (times > 1 && int64_t(listItems(items).size()) > (int64_t(1) << 25) / times) return vm.raiseMemoryError();
  for (int64_t i = 1; i < times; ++i)
    for (uint32_t k = 0; k < listItems(items).size(); ++k) TRY(dequeAppend(vm, self, listItems(items)[k]));
  return {};
}

Result<Ref> dequeMultiply(Vm& vm, Value left, Value right) {
  Value self = isDeque(left) ? left : right, factor = isDeque(left) ? right : left;
  bool usable;
  int64_t times = TRY(repeatCount(vm, factor, &usable));
  if (!usable) return notImplementedRef();
  Ref made = TRY(copyOf(vm, self));
  TRY(repeatItems(vm, made, times));
  return made;
}

Result<Ref> dequeMultiplyInPlace(Vm& vm, Value left, Value right) {
  bool usable;
  int64_t times = TRY(repeatCount(vm, right, &usable));
  if (!usable) return notImplementedRef();
  TRY(repeatItems(vm, left, times));
  return Ref::share(left);
}

Result<Ref> dequeCompare(Vm& vm, Value self, Value other, CompareOp op) {
  if (!isDeque(other)) return notImplementedRef();
  DepthGuard guard;
  if (guard.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded in comparison");
  Ref left = TRY(listFrom(vm, self)), right = TRY(listFrom(vm, other));
  return compareSequences(vm, left, right, op);
}

Result<Ref> dequeRepr(Vm& vm, Value self) {
  ReprGuard guard(self);
  if (guard.recursive()) return newStr(vm, "[...]");
  TRY(guard.check(vm));
  Ref items = TRY(listFrom(vm, self)), text = TRY(repr(vm, items));
  StrBuilder builder;
  builder.append(textOf(Value::reference(typeOf(self)->name)));
  builder.append("(");
  builder.append(text.as<StrCell>());
  int64_t maxLength = dequeCell(self)->maxLength;
  builder.append(maxLength < 0 ? ")" : ", maxlen=" + std::to_string(maxLength) + ")");
  return builder.finish(vm);
}

// Iterators: TableIterator: `position` the next index, `expected` the deque's changes ----------------------------------

Result<Ref> newIterator(TypeId type, Value deque) {
  auto* iterator = makeCell<TableIteratorCell>(type);
  iterator->table = Ref::share(deque).release();
  iterator->expected = dequeCell(deque)->changes;
  iterator->remaining = dequeCell(deque)->length;
  return Ref::steal(iterator);
}
Result<Ref> dequeIter(Vm&, Value self) { return newIterator(TypeId::kDequeIterator, self); }
Result<Ref> reversedDeque(Vm&, Args args) { return newIterator(TypeId::kDequeReverseIterator, args[0]); }

Result<Ref> nextItem(Vm& vm, Value self) {
  auto* iterator = cellOf<TableIteratorCell>(self);
  if (!iterator->table) return exhausted();
  auto* deque = dequeCell(iterator->table);
  if (deque->changes != iterator->expected) {
    iterator->remaining = 0;
    return vm.raise(TypeId::kRuntimeError, "deque mutated during iteration");
  }
  if (iterator->remaining == 0) {
    decrement(std::exchange(iterator->table, Value()));
    return exhausted();
  }
  --iterator->remaining;
  uint32_t left = uint32_t(iterator->remaining);
  return Ref::share(deque->slot(isExactly(self, TypeId::kDequeIterator) ? deque->length - 1 - left : left));
}

Result<Ref> lengthHintOf(Vm&, Args args) { return intRef(cellOf<TableIteratorCell>(args[0])->remaining); }

// Tables -------------------------------------------------------------------------------------------------------------

Result<Ref> getMaxLength(Vm& vm, Value self) {
  int64_t maxLength = dequeCell(self)->maxLength;
  return maxLength < 0 ? noneRef() : newInt(vm, maxLength);
}

/// (type, ((), maxlen) or (), state, iterator).
Result<Ref> reduce(Vm& vm, Args args) {
  Ref name = intern("__getstate__"), state = noneRef(), getState = TRY(findAttribute(vm, args[0], name));
  if (!isExhausted(getState)) state = TRY(call(vm, getState, {}));
  Ref maxLength = TRY(getMaxLength(vm, args[0])), empty = TRY(newTupleBlank(vm, 0));
  Ref arguments = isNone(maxLength) ? empty.share() : TRY(newTuple(vm, {empty.get(), maxLength.get()}));
  Ref iterator = TRY(iterate(vm, args[0]));
  return newTuple(vm, {valueOf(typeOf(args[0])), arguments.get(), state.get(), iterator.get()});
}

/// As with CPython's blocks of 64 items.
Result<Ref> sizeOf(Vm&, Args args) {
  auto* deque = dequeCell(args[0]);
  return intRef(232 + int64_t((deque->length + 31) / 64 + 1) * 528);
}

const NativeMethod kMethods[] = {
    {"append", "($self, item, /)", append, kMethodPlain, "Add an element to the right side of the deque."},
    {"appendleft", "($self, item, /)", appendLeft, kMethodPlain, "Add an element to the left side of the deque."},
    {"clear", "($self, /)", clear, kMethodPlain, "Remove all elements from the deque."},
    {"copy", "($self, /)", copy, kMethodPlain, "Return a shallow copy of a deque."},
    {"__copy__", "($self, /)", copy, kMethodPlain, "Return a shallow copy of a deque."},
    {"count", "($self, value, /)", count, kMethodPlain, "Return number of occurrences of value."},
    {"extend", "($self, iterable, /)", extend, kMethodPlain, "Extend the right side of the deque with elements from the iterable."},
    {"extendleft", "($self, iterable, /)", extendLeft, kMethodPlain, "Extend the left side of the deque with elements from the iterable."},
    {"index", "($self, value, start=0, stop=sys.maxsize, /)", index, kMethodPlain,
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"insert", "($self, index, value, /)", insert, kMethodPlain, "Insert value before index."},
    {"pop", "($self, /)", pop, kMethodPlain, "Remove and return the rightmost element."},
    {"popleft", "($self, /)", popLeft, kMethodPlain, "Remove and return the leftmost element."},
    {"remove", "($self, value, /)", remove, kMethodPlain, "Remove first occurrence of value."},
    {"reverse", "($self, /)", reverse, kMethodPlain, "Reverse *IN PLACE*."},
    {"rotate", "($self, n=1, /)", rotate, kMethodPlain, "Rotate the deque n steps to the right.  If n is negative, rotates left."},
    {"__reversed__", "($self, /)", reversedDeque, kMethodPlain, "Return a reverse iterator over the deque."},
    {"__reduce__", "($self, /)", reduce, kMethodPlain, "Return state information for pickling."},
    {"__sizeof__", "($self, /)", sizeOf, kMethodPlain, "Return the size of the deque in memory, in bytes."},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};
const NativeMethod kIteratorMethods[] = {
    {"__length_hint__", "($self, /)", lengthHintOf, kMethodPlain, "Private method returning an estimate of len(list(it))."},
};
const NativeGetSet kAttributes[] = {{"maxlen", getMaxLength, nullptr, "maximum size of a deque or None if unbounded"}};

constexpr NativeSlots dequeSlots() {
  NativeSlots slots;
  slots.repr = dequeRepr;
  slots.hash = hashNotImplemented;
  slots.compare = dequeCompare;
  slots.iter = dequeIter;
  slots.length = dequeLength;
  slots.getItem = dequeGetItem;
  slots.setItem = dequeSetItem;
  slots.contains = dequeContains;
  slots.binary[size_t(BinaryOp::kAdd)] = dequeAdd;
  slots.binary[size_t(BinaryOp::kMul)] = dequeMultiply;
  slots.inPlace[size_t(BinaryOp::kAdd)] = dequeAddInPlace;
  slots.inPlace[size_t(BinaryOp::kMul)] = dequeMultiplyInPlace;
  slots.create = createDeque;
  slots.initialize = initializeDeque;
  return slots;
}

}  // namespace

extern const NativeType kDequeType = {
    .id = TypeId::kDeque,
    .instanceBytes = sizeof(DequeCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeWeakReferenceable | kTypeSequencePattern,
    .slots = dequeSlots(),
    .methods = kMethods,
    .attributes = kAttributes,
    .doc = "A list-like sequence optimized for data accesses near its endpoints.",
};
extern const NativeType kDequeIteratorType = {.id = TypeId::kDequeIterator,
                                              .instanceBytes = sizeof(TableIteratorCell),
                                              .slots = {.iter = selfIter, .next = nextItem},
                                              .methods = kIteratorMethods};
extern const NativeType kDequeReverseIteratorType = {.id = TypeId::kDequeReverseIterator,
                                                     .instanceBytes = sizeof(TableIteratorCell),
                                                     .slots = {.iter = selfIter, .next = nextItem},
                                                     .methods = kIteratorMethods};

}  // namespace vitrine
