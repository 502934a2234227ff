// Iterators over sequences: list_iterator and its kind, `iterator` (the __getitem__ protocol), callable_iterator, reversed;
// and the question whether iterating runs Python. CPython: Objects/iterobject.c, listobject.c, enumobject.c.
#include "objects/iterator.h"

#include "objects/allocate.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

SequenceIteratorCell* iteratorCell(Value v) { return cellOf<SequenceIteratorCell>(v); }

/// Lets go of the sequence: the iterator is exhausted for good.
Ref finish(SequenceIteratorCell* iterator) {
  decrement(std::exchange(iterator->sequence, Value()));
  return exhausted();
}

Result<Ref> nextOfList(Vm& vm, Value self) {
  auto* iterator = iteratorCell(self);
  if (!iterator->sequence) return exhausted();
  auto items = listItems(iterator->sequence);
  if (iterator->index >= int64_t(items.size())) return finish(iterator);
  return Ref::share(items[size_t(iterator->index++)]);
}

Result<Ref> nextOfListReversed(Vm& vm, Value self) {
  auto* iterator = iteratorCell(self);
  if (!iterator->sequence) return exhausted();
  auto items = listItems(iterator->sequence);
  if (iterator->index < 0 || iterator->index >= int64_t(items.size())) {
    iterator->index = -1;
    return finish(iterator);
  }
  return Ref::share(items[size_t(iterator->index--)]);
}

Result<Ref> nextOfTuple(Vm& vm, Value self) {
  auto* iterator = iteratorCell(self);
  if (!iterator->sequence) return exhausted();
  auto items = tupleItems(iterator->sequence);
  if (iterator->index >= int64_t(items.size())) return finish(iterator);
  return Ref::share(items[size_t(iterator->index++)]);
}

Result<Ref> nextOfStr(Vm& vm, Value self) {
  auto* iterator = iteratorCell(self);
  if (!iterator->sequence) return exhausted();
  auto* text = cellOf<StrCell>(iterator->sequence);
  if (iterator->index >= text->length) return finish(iterator);
  return characterStr(text->at(uint32_t(iterator->index++)));
}

Result<Ref> nextOfBytes(Vm& vm, Value self) {
  auto* iterator = iteratorCell(self);
  if (!iterator->sequence) return exhausted();
  auto bytes = cellOf<BytesCell>(iterator->sequence)->view();
  if (iterator->index >= int64_t(bytes.size())) return finish(iterator);
  return intRef(uint8_t(bytes[size_t(iterator->index++)]));
}

Result<Ref> nextOfByteArray(Vm& vm, Value self) {
  auto* iterator = iteratorCell(self);
  if (!iterator->sequence) return exhausted();
  auto* array = cellOf<ByteArrayCell>(iterator->sequence);
  if (iterator->index >= array->length) return finish(iterator);
  return intRef(at<uint8_t>(array->buffer)[iterator->index++]);
}

/// After a failed __getitem__: IndexError and StopIteration end the iteration.
Result<Ref> endOrRaise(Vm& vm, SequenceIteratorCell* iterator) {
  if (!vm.pendingIs(TypeId::kIndexError) && !vm.pendingIs(TypeId::kStopIteration)) return Raised{};
  vm.clearPending();
  if (!iterator->sequence) return exhausted();
  return finish(iterator);
}

Result<Ref> nextOfSequence(Vm& vm, Value self) {
  auto* iterator = iteratorCell(self);
  if (!iterator->sequence) return exhausted();
  Ref sequence = Ref::share(iterator->sequence), index = intRef(iterator->index);
  auto item = getItem(vm, sequence, index);
  if (!item.ok()) return endOrRaise(vm, iterator);
  ++iterator->index;
  return item;
}

Result<Ref> nextReversed(Vm& vm, Value self) {
  auto* iterator = iteratorCell(self);
  if (!iterator->sequence) return exhausted();
  if (iterator->index < 0) return finish(iterator);
  Ref sequence = Ref::share(iterator->sequence), index = intRef(iterator->index);
  auto item = getItem(vm, sequence, index);
  if (!item.ok()) {
    iterator->index = -1;
    return endOrRaise(vm, iterator);
  }
  --iterator->index;
  return item;
}

/// The call and the comparison with the sentinel are the prelude's.
Result<Ref> nextOfCallable(Vm& vm, Value self) {
  auto* iterator = cellOf<PairHolderCell>(self);
  if (!iterator->first) return exhausted();
  return tailCallPrelude(vm, "callable_next", {self, iterator->first, iterator->second});
}

// Methods ----------------------------------------------------------------------------------------------------------

bool isBackward(Value v) { return isExactly(v, TypeId::kListReverseIterator) || isInstance(v, TypeId::kReversed); }

Result<Ref> lengthHintOf(Vm& vm, Args args) {
  auto* iterator = iteratorCell(args[0]);
  if (!iterator->sequence) return intRef(0);
  int64_t index = iterator->index;
  Ref sequence = Ref::share(iterator->sequence);
  if (isExactly(args[0], TypeId::kSequenceIterator) && !slotsOf(sequence).length && !typeOf(sequence)->definesInPython(Dunder::kLen))
    return notImplementedRef();
  int64_t total = TRY(length(vm, sequence));
  if (isBackward(args[0])) return intRef(total < index + 1 ? 0 : index + 1);
  return intRef(total < index ? 0 : total - index);
}

Value builtinNamed(const char* name) {
  Ref text = intern(name);
  Value function = dictGetName(Value::reference(root().builtins), text);
  return function ? function : none();
}

/// (iter or reversed, (sequence,), index), as copy and pickle want it.
Result<Ref> reduce(Vm& vm, Args args) {
  auto* iterator = iteratorCell(args[0]);
  Value function = builtinNamed(isBackward(args[0]) ? "reversed" : "iter");
  if (!iterator->sequence) {
    Ref empty = TRY(newTupleBlank(vm, 0)), arguments = TRY(newTuple(vm, {empty.get()}));
    return newTuple(vm, {builtinNamed("iter"), arguments.get()});
  }
  Ref arguments = TRY(newTuple(vm, {iterator->sequence}));
  return newTuple(vm, {function, arguments.get(), Value::integer(iterator->index)});
}

Result<Ref> setState(Vm& vm, Args args) {
  auto* iterator = iteratorCell(args[0]);
  int64_t index = TRY(toIndex64(vm, args[1], IndexOverflow::kRaise, TypeId::kOverflowError));
  if (!iterator->sequence) return noneRef();
  int64_t least = isBackward(args[0]) ? -1 : 0, most = INT64_MAX;
  if (!isExactly(args[0], TypeId::kSequenceIterator)) {
    Ref sequence = Ref::share(iterator->sequence);
    most = TRY(length(vm, sequence)) + least;
  }
  iterator->index = index < least ? least : index > most ? most : index;
  return noneRef();
}

Result<Ref> reduceCallable(Vm& vm, Args args) {
  auto* iterator = cellOf<PairHolderCell>(args[0]);
  if (iterator->first && iterator->second) {
    Ref arguments = TRY(newTuple(vm, {iterator->first, iterator->second}));
    return newTuple(vm, {builtinNamed("iter"), arguments.get()});
  }
  Ref empty = TRY(newTupleBlank(vm, 0)), arguments = TRY(newTuple(vm, {empty.get()}));
  return newTuple(vm, {builtinNamed("iter"), arguments.get()});
}

Result<Ref> createReversed(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  if (type == typeCell(TypeId::kReversed)) TRY(refuseKeywords(vm, "reversed", args));
  TRY(checkArgumentCount(vm, "reversed", args, 1, 1));
  Value sequence = args[1];
  Value method = lookupOnType(sequence, Dunder::kReversed);
  if (method && !isNone(method)) {
    Ref bound = TRY(bindDescriptor(vm, method, sequence, valueOf(typeOf(sequence))));
    return tailCall(vm, bound, {});
  }
  bool subscripted = slotsOf(sequence).getItem || typeOf(sequence)->definesInPython(Dunder::kGetItem);
  if (method || !subscripted || isDict(sequence) || isInstance(sequence, TypeId::kMappingProxy))
    return vm.raiseTypeErrorFor("'%s' object is not reversible", sequence);
  int64_t total = TRY(length(vm, sequence));
  auto* iterator = TRY(allocateAs<SequenceIteratorCell>(vm, type));
  iterator->sequence = Ref::share(sequence).release();
  iterator->index = total - 1;
  return Ref::steal(iterator);
}

const NativeMethod kMethods[] = {
    {"__length_hint__", "($self, /)", lengthHintOf, kMethodPlain, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", "($self, /)", reduce, kMethodPlain, "Return state information for pickling."},
    {"__setstate__", "($self, state, /)", setState, kMethodPlain, "Set state information for unpickling."},
};
const NativeMethod kCallableMethods[] = {
    {"__reduce__", "($self, /)", reduceCallable, kMethodPlain, "Return state information for pickling."},
};

constexpr NativeSlots iteratorSlots(Result<Ref> (*next)(Vm&, Value), NativeFunction create = nullptr) {
  NativeSlots slots;
  slots.iter = selfIter;
  slots.next = next;
  slots.create = create;
  return slots;
}

constexpr NativeType sequenceIteratorType(TypeId id, Result<Ref> (*next)(Vm&, Value)) {
  return {.id = id, .instanceBytes = sizeof(SequenceIteratorCell), .slots = iteratorSlots(next), .methods = kMethods};
}

}  // namespace

Ref newSequenceIterator(TypeId type, Value sequence, int64_t index) {
  auto* iterator = makeCell<SequenceIteratorCell>(type);
  increment(sequence);
  iterator->sequence = sequence;
  iterator->index = index;
  return Ref::steal(iterator);
}

Ref newCallableIterator(Value callable, Value sentinel) {
  auto* iterator = makeCell<PairHolderCell>(TypeId::kCallableIterator);
  iterator->first = Ref::share(callable).release();
  iterator->second = Ref::share(sentinel).release();
  return Ref::steal(iterator);
}

Ref newHolder(TypeId type, Value value) {
  auto* holder = makeCell<HolderCell>(type);
  holder->value = Ref::share(value).release();
  return Ref::steal(holder);
}

Result<Ref> reversed(Vm& vm, Value sequence) {
  return call(vm, valueOf(typeCell(TypeId::kReversed)), {sequence});
}

Result<Ref> selfIter(Vm&, Value self) { return Ref::share(self); }

bool iteratesNatively(Value iterable) {
  if (!iterable.isReference() || at<TypeCell>(cellOf(iterable)->type)->flags & kTypeHeap) return false;
  switch (TypeId(typeOf(iterable)->native)) {
    case TypeId::kList: case TypeId::kTuple: case TypeId::kDict: case TypeId::kSet: case TypeId::kFrozenSet: case TypeId::kRange:
    case TypeId::kStr: case TypeId::kBytes: case TypeId::kByteArray: case TypeId::kDictKeys: case TypeId::kDictValues:
    case TypeId::kDictItems: case TypeId::kListIterator: case TypeId::kListReverseIterator: case TypeId::kTupleIterator:
    case TypeId::kStrIterator: case TypeId::kBytesIterator: case TypeId::kByteArrayIterator: case TypeId::kRangeIterator:
    case TypeId::kLongRangeIterator: case TypeId::kDictKeyIterator: case TypeId::kDictValueIterator: case TypeId::kDictItemIterator:
    case TypeId::kDictReverseKeyIterator: case TypeId::kDictReverseValueIterator: case TypeId::kDictReverseItemIterator:
    case TypeId::kSetIterator: case TypeId::kDeque: case TypeId::kDequeIterator: case TypeId::kDequeReverseIterator:
      return true;
    case TypeId::kReversed: {
      Value sequence = iteratorCell(iterable)->sequence;
      return !sequence || iteratesNatively(sequence);
    }
    case TypeId::kEnumerate: {
      Value inner = cellOf<PairHolderCell>(iterable)->first;
      return !isExactly(inner, TypeId::kEnumerate) && iteratesNatively(inner);
    }
    case TypeId::kZip:
      for (Value inner : tupleItems(cellOf<TupleHolderCell>(iterable)->tuple))
        if (isExactly(inner, TypeId::kZip) || isExactly(inner, TypeId::kEnumerate) || !iteratesNatively(inner)) return false;
      return true;
    default:
      return false;
  }
}

extern const NativeType kListIteratorType = sequenceIteratorType(TypeId::kListIterator, nextOfList);
extern const NativeType kListReverseIteratorType = sequenceIteratorType(TypeId::kListReverseIterator, nextOfListReversed);
extern const NativeType kTupleIteratorType = sequenceIteratorType(TypeId::kTupleIterator, nextOfTuple);
extern const NativeType kStrIteratorType = sequenceIteratorType(TypeId::kStrIterator, nextOfStr);
extern const NativeType kBytesIteratorType = sequenceIteratorType(TypeId::kBytesIterator, nextOfBytes);
extern const NativeType kByteArrayIteratorType = sequenceIteratorType(TypeId::kByteArrayIterator, nextOfByteArray);
extern const NativeType kSequenceIteratorType = sequenceIteratorType(TypeId::kSequenceIterator, nextOfSequence);
extern const NativeType kCallableIteratorType = {
    .id = TypeId::kCallableIterator,
    .instanceBytes = sizeof(PairHolderCell),
    .slots = iteratorSlots(nextOfCallable),
    .methods = kCallableMethods,
};
extern const NativeType kReversedType = {
    .id = TypeId::kReversed,
    .instanceBytes = sizeof(SequenceIteratorCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = iteratorSlots(nextReversed, createReversed),
    .methods = kMethods,
    .doc = "Return a reverse iterator over the values of the given sequence.",
};

}  // namespace vitrine
