// _abc: what abc.ABCMeta does natively (CPython: Modules/_abc.c): abstract methods, virtual subclasses and the caches of answers.
// Each class made by it has `_abc_impl`, an _abc_data: three sets of weak references (registered classes, those known to be
// subclasses, those known not to be) and the count of registrations at which the last set was made.
#include "modules/registry.h"
#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_new.h"
#include "objects/weakref.h"
#include "vm/root_slots.h"

namespace vitrine {

namespace {

constexpr uint32_t kCollectionFlags = kTypeSequencePattern | kTypeMappingPattern;
constexpr int64_t kSequenceBit = 1 << 5, kMappingBit = 1 << 6;  // Py_TPFLAGS_SEQUENCE, Py_TPFLAGS_MAPPING

enum Which : size_t { kRegistry, kCache, kNegative };

int64_t registrations() { return int64_t(rootSlot(kSlotAbcRegistrations)); }

struct Data {
  TupleHolderCell* cell;
  Value set(Which which) const { return tupleItems(cell->tuple)[which]; }
  bool negativeIsFresh() const { return cell->first.asInt() == registrations(); }
};

Result<Ref> newData(Vm& vm) {
  auto* cell = makeCell<TupleHolderCell>(TypeId::kAbcData);
  Ref made = Ref::steal(cell);
  Ref sets[] = {newSet(), newSet(), newSet()};
  cell->tuple = TRY(newTuple(vm, {sets[0], sets[1], sets[2]})).release();
  cell->first = Value::integer(registrations());
  return made;
}

Result<Data> dataOf(Vm& vm, Value cls) {
  Ref name = intern("_abc_impl");
  Ref found = TRY(getAttribute(vm, cls, name));
  if (!isExactly(found, TypeId::kAbcData)) return vm.raise(TypeId::kTypeError, "_abc_impl is set to a wrong type");
  return Data{found.as<TupleHolderCell>()};
}

Result<Ref> weak(Vm& vm, Value target) { return newWeakReference(vm, typeCell(TypeId::kWeakReference), target, none()); }
Result<void> remember(Vm& vm, Value set, Value cls) {
  Ref reference = TRY(weak(vm, cls));
  return setAdd(vm, set, reference);
}
Result<bool> isRemembered(Vm& vm, Value set, Value cls) {
  if (!setLength(set)) return false;
  Ref reference = TRY(weak(vm, cls));
  return setContains(vm, set, reference);
}

// --- abstract methods -----------------------------------------------------------------------------------------------------------

Result<bool> isAbstract(Vm& vm, Value v) {
  Ref flag = TRY(findAttribute(vm, v, nameOf(Name::kIsAbstractMethod)));
  return isExhausted(flag) ? Result<bool>(false) : truth(vm, flag);
}

Result<void> addInherited(Vm& vm, Value cls, Value base, Value names) {
  Ref inherited = TRY(findAttribute(vm, base, nameOf(Name::kAbstractMethods)));
  if (isExhausted(inherited)) return {};
  Ref list = TRY(listFrom(vm, inherited));
  for (size_t i = 0; i < listItems(list).size(); ++i) {
    Ref name = Ref::share(listItems(list)[i]);
    Ref value = TRY(findAttribute(vm, cls, name));
    if (!isExhausted(value) && TRY(isAbstract(vm, value))) TRY(setAdd(vm, names, name));
  }
  return {};
}

Result<void> computeAbstract(Vm& vm, Value cls) {
  Ref names = newSet();
  auto* type = cellOf<TypeCell>(cls);
  Ref space = TRY(dictCopy(vm, Value::reference(type->dict)));
  Value key, value;
  for (uint32_t position = 0; dictNext(space, &position, &key, &value);)
    if (TRY(isAbstract(vm, value))) TRY(setAdd(vm, names, key));
  Ref bases = Ref::share(Value::reference(type->bases));
  for (Value base : tupleItems(bases)) TRY(addInherited(vm, cls, base, names));
  Ref frozen = TRY(setFrom(vm, TypeId::kFrozenSet, names));
  return setAttribute(vm, cls, nameOf(Name::kAbstractMethods), frozen);
}

/// A class of collections.abc says by `__abc_tpflags__` which patterns its instances match.
void takePatternFlags(TypeCell* type) {
  Ref name = intern("__abc_tpflags__");
  Value flags = dictGetName(Value::reference(type->dict), name);
  if (!flags || !flags.isInt()) return;
  if (flags.asInt() & kSequenceBit) type->flags = (type->flags & ~kCollectionFlags) | kTypeSequencePattern;
  if (flags.asInt() & kMappingBit) type->flags = (type->flags & ~kCollectionFlags) | kTypeMappingPattern;
  dictDeleteName(Value::reference(type->dict), name);
  typeModified(type);
}

Result<Ref> abcInit(Vm& vm, Args args) {
  TRY(computeAbstract(vm, args[0]));
  Ref data = TRY(newData(vm)), name = intern("_abc_impl");
  TRY(setAttribute(vm, args[0], name, data));
  takePatternFlags(cellOf<TypeCell>(args[0]));
  return noneRef();
}

// --- registering ----------------------------------------------------------------------------------------------------------------

void setPatternFlags(TypeCell* type, uint32_t flags) {
  if (type->flags & kTypeImmutable || (type->flags & kCollectionFlags) == flags) return;
  type->flags = (type->flags & ~kCollectionFlags) | flags;
  if (!type->subclasses) return;
  const auto* words = at<Offset>(type->subclasses);
  for (Offset i = 0; i < words[1]; ++i) setPatternFlags(at<TypeCell>(words[i + 2]), flags);
}

Result<Ref> abcRegister(Vm& vm, Args args) {
  Value cls = args[0], subclass = args[1];
  if (!isType(subclass)) return vm.raise(TypeId::kTypeError, "Can only register classes");
  if (TRY(isSubclassOf(vm, subclass, cls))) return Ref::share(subclass);
  if (TRY(isSubclassOf(vm, cls, subclass))) return vm.raise(TypeId::kRuntimeError, "Refusing to create an inheritance cycle");
  Data data = TRY(dataOf(vm, cls));
  TRY(remember(vm, data.set(kRegistry), subclass));
  ++rootSlot(kSlotAbcRegistrations);
  if (uint32_t flags = cellOf<TypeCell>(cls)->flags & kCollectionFlags) setPatternFlags(cellOf<TypeCell>(subclass), flags);
  return Ref::share(subclass);
}

// --- questions ------------------------------------------------------------------------------------------------------------------

Result<bool> answer(Vm& vm, const Data& data, Value subclass, bool yes) {
  TRY(remember(vm, data.set(yes ? kCache : kNegative), subclass));
  return yes;
}

/// Whether `subclass` is one of a registered class, or of a class derived from `cls`.
Result<bool> isDerivedElsewhere(Vm& vm, Value cls, const Data& data, Value subclass) {
  Ref registered = TRY(listFrom(vm, data.set(kRegistry)));
  for (Value reference : listItems(registered)) {
    Ref other = weakReferent(reference);
    if (!isNone(other) && TRY(isSubclassOf(vm, subclass, other))) return true;
  }
  Ref name = intern("__subclasses__");
  Ref derived = TRY(callMethod(vm, cls, name));
  if (!isList(derived)) return vm.raise(TypeId::kTypeError, "__subclasses__() must return a list");
  for (size_t i = 0; i < listItems(derived).size(); ++i) {
    Ref other = Ref::share(listItems(derived)[i]);
    if (TRY(isSubclassOf(vm, subclass, other))) return true;
  }
  return false;
}

Result<bool> hasSubclass(Vm& vm, Value cls, Value subclass) {
  if (!isType(subclass)) return vm.raise(TypeId::kTypeError, "issubclass() arg 1 must be a class");
  Data data = TRY(dataOf(vm, cls));
  if (TRY(isRemembered(vm, data.set(kCache), subclass))) return true;
  if (!data.negativeIsFresh()) {
    setClear(data.set(kNegative));
    data.cell->first = Value::integer(registrations());
  } else if (TRY(isRemembered(vm, data.set(kNegative), subclass))) {
    return false;
  }
  Ref name = intern("__subclasshook__");
  Ref hooked = TRY(callMethod(vm, cls, name, {subclass}));
  if (hooked.get().isBool()) return answer(vm, data, subclass, hooked.get().asBool());
  if (!isNotImplemented(hooked))
    return vm.raise(TypeId::kAssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
  if (isSubtype(cellOf<TypeCell>(subclass), cellOf<TypeCell>(cls))) return answer(vm, data, subclass, true);
  bool yes = TRY(isDerivedElsewhere(vm, cls, data, subclass));
  return answer(vm, data, subclass, yes);
}

Result<Ref> subclassCheck(Vm& vm, Args args) { return boolRef(TRY(hasSubclass(vm, args[0], args[1]))); }

Result<Ref> instanceCheck(Vm& vm, Args args) {
  Value cls = args[0], instance = args[1];
  Ref subclass = TRY(getAttribute(vm, instance, nameOf(Name::kClass)));
  Data data = TRY(dataOf(vm, cls));
  if (isType(subclass) && TRY(isRemembered(vm, data.set(kCache), subclass))) return boolRef(true);
  Ref check = TRY(getAttribute(vm, cls, dunderName(Dunder::kSubclassCheck)));
  Value type = valueOf(typeOf(instance));
  if (type == subclass.get()) {
    if (data.negativeIsFresh() && TRY(isRemembered(vm, data.set(kNegative), subclass))) return boolRef(false);
    return tailCall(vm, check, {subclass});
  }
  Ref first = TRY(call(vm, check, {subclass}));
  if (TRY(truth(vm, first))) return first;
  return tailCall(vm, check, {type});
}

Result<Ref> cacheToken(Vm& vm, Args) { return newInt(vm, registrations()); }
Result<Ref> resetRegistry(Vm& vm, Args args) {
  Data data = TRY(dataOf(vm, args[0]));
  setClear(data.set(kRegistry));
  return noneRef();
}
Result<Ref> resetCaches(Vm& vm, Args args) {
  Data data = TRY(dataOf(vm, args[0]));
  setClear(data.set(kCache));
  setClear(data.set(kNegative));
  return noneRef();
}
Result<Ref> getDump(Vm& vm, Args args) {
  Data data = TRY(dataOf(vm, args[0]));
  Ref copies[3];
  for (size_t i = 0; i < 3; ++i) copies[i] = TRY(setFrom(vm, TypeId::kSet, data.set(Which(i))));
  return newTuple(vm, {copies[0], copies[1], copies[2], data.cell->first});
}

const NativeMethod kFunctions[] = {
    {"get_cache_token", "($module, /)", cacheToken, kMethodPlain, "Returns the current ABC cache token."},
    {"_abc_init", "($module, self, /)", abcInit, kMethodPlain, "Internal ABC helper for class set-up. Should be never used outside abc module."},
    {"_abc_register", "($module, self, subclass, /)", abcRegister},
    {"_abc_instancecheck", "($module, self, instance, /)", instanceCheck},
    {"_abc_subclasscheck", "($module, self, subclass, /)", subclassCheck},
    {"_reset_registry", "($module, self, /)", resetRegistry},
    {"_reset_caches", "($module, self, /)", resetCaches},
    {"_get_dump", "($module, self, /)", getDump},
};

}  // namespace

extern const NativeModule kAbcModule = {"_abc", kFunctions, nullptr, "Module contains faster C implementation of abc.ABCMeta"};
const NativeType kAbcDataType = {.id = TypeId::kAbcData, .instanceBytes = sizeof(TupleHolderCell)};

}  // namespace vitrine
