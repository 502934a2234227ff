// defaultdict, the getter of namedtuple's fields, counting, and the native half of the module _collections. CPython:
// Modules/_collectionsmodule.c. OrderedDict is in library/_collections.py.
#include <vector>

#include "modules/default_dict.h"
#include "modules/deque.h"
#include "modules/registry.h"
#include "objects/allocate.h"
#include "objects/iterator.h"
#include "objects/names.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/repr_guard.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

// defaultdict --------------------------------------------------------------------------------------------------------

DefaultDictCell* defaultDict(Value v) { return cellOf<DefaultDictCell>(v); }

Result<Ref> getFactory(Vm&, Value self) {
  Value factory = defaultDict(self)->factory;
  return Ref::share(factory ? factory : none());
}
Result<void> setFactory(Vm&, Value self, Value valueOrNull) {
  Value old = std::exchange(defaultDict(self)->factory, valueOrNull && !isNone(valueOrNull) ? Ref::share(valueOrNull).release() : Value());
  decrement(old);
  return {};
}

/// The first argument is the factory, the rest is dict's.
Result<Ref> initializeDefaultDict(Vm& vm, Args args) {
  std::vector<Value> values(args.values, args.values + args.count + args.keywordCount());
  uint32_t count = args.count;
  if (count > 1) {
    if (!isNone(args[1]) && !isCallable(args[1])) return vm.raise(TypeId::kTypeError, "first argument must be callable or None");
    TRY(setFactory(vm, args[0], args[1]));
    values.erase(values.begin() + 1);
    --count;
  } else {
    TRY(setFactory(vm, args[0], Value()));
  }
  return slotsOf(typeCell(TypeId::kDict)).initialize(vm, {values.data(), count, args.keywordNames});
}

Result<Ref> missing(Vm& vm, Args args) {
  Ref factory = Ref::share(defaultDict(args[0])->factory);
  if (!factory) return raiseKeyError(vm, args[1]);
  Ref value = TRY(call(vm, factory, {}));
  TRY(dictSet(vm, args[0], args[1], value));
  return value;
}

Result<Ref> copyOf(Vm& vm, Value self) {
  Ref factory = TRY(getFactory(vm, self));
  return call(vm, valueOf(typeOf(self)), {factory.get(), self});
}
Result<Ref> copy(Vm& vm, Args args) { return copyOf(vm, args[0]); }

Result<Ref> defaultDictOr(Vm& vm, Value left, Value right) {
  if (!isDict(left) || !isDict(right)) return notImplementedRef();
  Value self = isInstance(left, TypeId::kDefaultDict) ? left : right;
  if (self == left) {
    Ref made = TRY(copyOf(vm, left));
    TRY(dictMerge(vm, made, right));
    return made;
  }
  Ref factory = TRY(getFactory(vm, self)), made = TRY(call(vm, valueOf(typeOf(self)), {factory.get(), left}));
  TRY(dictMerge(vm, made, right));
  return made;
}

Result<Ref> defaultDictRepr(Vm& vm, Value self) {
  Ref items = TRY(reprDict(vm, self)), text = TRY(newStr(vm, "None"));
  if (defaultDict(self)->factory) {
    Ref factory = Ref::share(defaultDict(self)->factory);
    ReprGuard guard(factory);
    text = guard.recursive() ? TRY(newStr(vm, "...")) : TRY(repr(vm, factory));
  }
  StrBuilder builder;
  builder.append(textOf(Value::reference(typeOf(self)->name)));
  builder.append("(");
  builder.append(text.as<StrCell>());
  builder.append(", ");
  builder.append(items.as<StrCell>());
  builder.append(")");
  return builder.finish(vm);
}

/// (type, (factory,) or (), None, None, iterator over the items).
Result<Ref> reduce(Vm& vm, Args args) {
  Value factory = defaultDict(args[0])->factory;
  Ref arguments = factory ? TRY(newTuple(vm, {factory})) : TRY(newTupleBlank(vm, 0));
  Ref items = TRY(callMethod(vm, args[0], nameOf(Name::kItems))), iterator = TRY(iterate(vm, items));
  return newTuple(vm, {valueOf(typeOf(args[0])), arguments.get(), none(), none(), iterator.get()});
}

const NativeMethod kDefaultDictMethods[] = {
    {"__missing__", "($self, key, /)", missing, kMethodPlain,
     "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n"
     "  self[key] = value = self.default_factory()\n  return value"},
    {"copy", "($self, /)", copy, kMethodPlain, "D.copy() -> a shallow copy of D."},
    {"__copy__", "($self, /)", copy, kMethodPlain, "D.copy() -> a shallow copy of D."},
    {"__reduce__", "($self, /)", reduce, kMethodPlain, "Return state information for pickling."},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};
const NativeGetSet kDefaultDictAttributes[] = {{"default_factory", getFactory, setFactory, "Factory for default value called by __missing__()."}};

constexpr NativeSlots defaultDictSlots() {
  NativeSlots slots;
  slots.repr = defaultDictRepr;
  slots.binary[size_t(BinaryOp::kOr)] = defaultDictOr;
  slots.initialize = initializeDefaultDict;
  return slots;
}

// _tuplegetter: PairHolder | index | doc | -----------------------------------------------------------------------------

Result<Ref> createGetter(Vm& vm, Args args) {
  TRY(refuseKeywords(vm, "_tuplegetter", args));
  TRY(checkArgumentCount(vm, "_tuplegetter", args, 2, 2));
  Ref index = TRY(toIndex(vm, args[1])), made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  made.as<PairHolderCell>()->first = index.release();
  made.as<PairHolderCell>()->second = Ref::share(args[2]).release();
  return made;
}

Result<Ref> readField(Vm& vm, Value descriptor, Value instanceOrNull, Value) {
  if (!instanceOrNull || isNone(instanceOrNull)) return Ref::share(descriptor);
  int64_t index = cellOf<PairHolderCell>(descriptor)->first.asInt();
  if (!isTuple(instanceOrNull))
    return vm.raise(TypeId::kTypeError, "descriptor for index '%lld' for tuple subclasses doesn't apply to '%s' object", static_cast<long long>(index),
                    typeName(instanceOrNull).c_str());
  auto items = tupleItems(instanceOrNull);
  if (index < 0 || index >= int64_t(items.size())) return vm.raise(TypeId::kIndexError, "tuple index out of range");
  return Ref::share(items[size_t(index)]);
}
Result<void> refuseField(Vm& vm, Value, Value, Value valueOrNull) {
  return vm.raise(TypeId::kAttributeError, valueOrNull ? "can't set attribute" : "can't delete attribute");
}

Result<Ref> getterRepr(Vm& vm, Value self) {
  Ref index = TRY(repr(vm, cellOf<PairHolderCell>(self)->first)), doc = TRY(repr(vm, cellOf<PairHolderCell>(self)->second));
  return newStr(vm, "_tuplegetter(" + utf8Of(index) + ", " + utf8Of(doc) + ")");
}
Result<Ref> getDoc(Vm&, Value self) { return Ref::share(cellOf<PairHolderCell>(self)->second); }
Result<void> setDoc(Vm&, Value self, Value valueOrNull) {
  Value old = std::exchange(cellOf<PairHolderCell>(self)->second, Ref::share(valueOrNull ? valueOrNull : none()).release());
  decrement(old);
  return {};
}
Result<Ref> reduceGetter(Vm& vm, Args args) {
  auto* getter = cellOf<PairHolderCell>(args[0]);
  Ref arguments = TRY(newTuple(vm, {getter->first, getter->second}));
  return newTuple(vm, {valueOf(typeOf(args[0])), arguments.get()});
}
const NativeMethod kGetterMethods[] = {{"__reduce__", "($self, /)", reduceGetter}};
const NativeGetSet kGetterAttributes[] = {{"__doc__", getDoc, setDoc}};

// Counting -----------------------------------------------------------------------------------------------------------

/// _count_elements(mapping, iterable): mapping[x] += 1 for each x.
Result<Ref> countElements(Vm& vm, Args args) {
  Value mapping = args[0];
  bool plain = isDict(mapping) && !typeOf(mapping)->definesInPython(Dunder::kSetItem) &&
               lookupOnType(typeOf(mapping), nameOf(Name::kGet)) == lookupOnType(typeCell(TypeId::kDict), nameOf(Name::kGet));
  if (!plain || !iteratesNatively(args[1])) return tailCallPrelude(vm, "count_elements", {mapping, args[1]});
  Ref iterator = TRY(iterate(vm, args[1]));
  for (;;) {
    Ref key = TRY(next(vm, iterator));
    if (isExhausted(key)) return noneRef();
    int64_t keyHash = TRY(hash(vm, key));
    Value old = TRY(dictGetHashed(vm, mapping, key, keyHash));
    Ref held = Ref::share(old), more = !old ? intRef(1) : TRY(binary(vm, BinaryOp::kAdd, held, Value::integer(1)));
    TRY(dictSetHashed(vm, mapping, key, more, keyHash));
  }
}

const NativeMethod kFunctions[] = {
    {"_count_elements", "($module, mapping, iterable, /)", countElements, kMethodPlain, "Count elements in the iterable, updating the mapping"},
};

Result<void> populate(Vm& vm, Value module) {
  for (TypeId id : {TypeId::kDeque, TypeId::kDequeIterator, TypeId::kDequeReverseIterator, TypeId::kDefaultDict, TypeId::kTupleGetter})
    TRY(setMember(vm, module, typeRow(id).name, Ref::share(typeCell(id))));
  return {};
}

Result<Ref> dequeAppendHelper(Vm& vm, Args args) {
  TRY(dequeAppend(vm, args[0], args[1]));
  return noneRef();
}
Result<Ref> dequeAppendLeftHelper(Vm& vm, Args args) {
  TRY(dequeAppendLeft(vm, args[0], args[1]));
  return noneRef();
}
const NativeMethod kHelpers[] = {
    {"_deque_append", "(deque, item, /)", dequeAppendHelper},
    {"_deque_append_left", "(deque, item, /)", dequeAppendLeftHelper},
};

}  // namespace

void traverseDefaultDict(Cell* cell, Visitor& visitor) {
  traverseDict(cell, visitor);
  visitor.visitValue(static_cast<DefaultDictCell*>(cell)->factory);
}
void dropDefaultDict(Cell* cell) {
  decrement(std::exchange(static_cast<DefaultDictCell*>(cell)->factory, Value()));
  dropDict(cell);
}
void clearDefaultDict(Cell* cell) { dropDefaultDict(cell); }

extern const NativeType kDefaultDictType = {
    .id = TypeId::kDefaultDict,
    .instanceBytes = sizeof(DefaultDictCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeWeakReferenceable,
    .slots = defaultDictSlots(),
    .methods = kDefaultDictMethods,
    .attributes = kDefaultDictAttributes,
    .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\n"
           "a new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.",
};
extern const NativeType kTupleGetterType = {
    .id = TypeId::kTupleGetter,
    .instanceBytes = sizeof(PairHolderCell),
    .flags = kTypeInstantiable | kTypeDescriptor | kTypeDataDescriptor,
    .slots = {.repr = getterRepr, .descriptorGet = readField, .descriptorSet = refuseField, .create = createGetter},
    .methods = kGetterMethods,
    .attributes = kGetterAttributes,
};
extern const NativeModule kCollectionsTypesModule = {"_collections_types", kFunctions, populate, "High performance data structures."};
extern const NativeModule kPreludeCollectionsModule = {"_prelude.collections", kHelpers};

}  // namespace vitrine
