// Making a class (CPython: Objects/typeobject.c, type_new): the best base decides the struct, __slots__ and __dict__ come
// after it, then the namespace is copied and its special entries are seen to.
#include "objects/type_new.h"

#include <vector>

#include "base/unicode.h"
#include "heap/heap.h"
#include "objects/allocate.h"
#include "objects/descriptor.h"
#include "objects/dict.h"
#include "objects/frame.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/shape_table.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

constexpr uint32_t kPlainInlineFields = 4;

/// The builtin type whose struct a type's instances have.
TypeCell* solidBase(TypeCell* type) {
  while (type->flags & kTypeHeap && type->slotsAt == type->instanceBytes) type = at<TypeCell>(type->base);
  if (type->flags & kTypeHeap) return type;
  while (type->base && at<TypeCell>(type->base)->instanceBytes == type->instanceBytes && at<TypeCell>(type->base)->layout == type->layout)
    type = at<TypeCell>(type->base);
  return type;
}

}  // namespace

Result<TypeCell*> bestBase(Vm& vm, Value bases) {
  TypeCell *winner = nullptr, *winnerSolid = nullptr;
  for (Value item : tupleItems(bases)) {
    if (!isType(item)) return vm.raise(TypeId::kTypeError, "bases must be types");
    auto* base = cellOf<TypeCell>(item);
    if (!(base->flags & kTypeBaseAllowed)) {
      std::string name = textOf(Value::reference(base->name));
      return vm.raise(TypeId::kTypeError, "type '%s' is not an acceptable base type", name.c_str());
    }
    TypeCell* solid = solidBase(base);
    if (!winner || (isSubtype(solid, winnerSolid) && solid != winnerSolid)) {
      winner = base;
      winnerSolid = solid;
    } else if (!isSubtype(winnerSolid, solid)) {
      return vm.raise(TypeId::kTypeError, "multiple bases have instance lay-out conflict");
    }
  }
  return winner;
}

namespace {

struct Slots {
  std::vector<Ref> names;
  bool declared = false, wantsDict = false, wantsWeakRef = false;
};

Result<void> checkSlotName(Vm& vm, Value slot) {
  if (!isStr(slot)) return vm.raiseTypeErrorFor("__slots__ items must be strings, not '%s'", slot);
  if (!unicode::isIdentifier(utf8Of(slot))) return vm.raise(TypeId::kTypeError, "__slots__ must be identifiers");
  return {};
}

/// Private names in __slots__ are mangled as in the class body.
Result<Ref> mangled(Vm& vm, Value className, Value name) {
  std::string text = utf8Of(name), owner = utf8Of(className);
  size_t start = owner.find_first_not_of('_');
  bool isPrivate = text.size() > 2 && text[0] == '_' && text[1] == '_' && text.substr(text.size() - 2) != "__" && start != std::string::npos;
  return isPrivate ? intern("_" + owner.substr(start) + text) : internValue(name);
}

Result<Slots> readSlots(Vm& vm, TypeCell* base, Value className, Value dict) {
  Slots slots;
  Value declared = dictGetName(dict, nameOf(Name::kSlots));
  if (!declared) return slots;
  slots.declared = true;
  Ref items = isStr(declared) ? TRY(newTuple(vm, {declared})) : TRY(tupleFrom(vm, declared));
  for (Value item : tupleItems(items)) {
    TRY(checkSlotName(vm, item));
    if (equalsAscii(cellOf<StrCell>(item), "__dict__")) {
      if (base->fieldsAt || slots.wantsDict) return vm.raise(TypeId::kTypeError, "__dict__ slot disallowed: we already got one");
      slots.wantsDict = true;
    } else if (equalsAscii(cellOf<StrCell>(item), "__weakref__")) {
      slots.wantsWeakRef = true;
    } else {
      if (base->itemBytes)
        return vm.raise(TypeId::kTypeError, "nonempty __slots__ not supported for subtype of '%s'", textOf(Value::reference(base->name)).c_str());
      Ref name = TRY(mangled(vm, className, item));
      if (dictGetName(dict, name))
        return vm.raise(TypeId::kValueError, "'%s' in __slots__ conflicts with class variable", textOf(name).c_str());
      slots.names.push_back(std::move(name));
    }
  }
  return slots;
}

/// Classes and modules keep their attributes in a dict of their own, whatever class they are of.
bool hasOwnNamespace(const TypeCell* type) {
  return type->native == uint16_t(TypeId::kType) || type->native == uint16_t(TypeId::kModule);
}

void placeMembers(TypeCell* type, TypeCell* base, const Slots& slots) {
  constexpr uint8_t kLayoutCount = uint8_t(LayoutId::kCount);
  type->layout = base->layout >= kLayoutCount ? base->layout : uint8_t(base->layout + kLayoutCount);
  type->native = base->native;
  type->itemBytes = base->itemBytes;
  type->slotsAt = base->flags & kTypeHeap ? base->slotsAt : base->instanceBytes;
  type->instanceBytes = base->instanceBytes + uint32_t(slots.names.size()) * uint32_t(sizeof(Value));
  if (hasOwnNamespace(base)) return;
  bool ownFields = !slots.declared || slots.wantsDict, inherited = base->fieldsAt != 0;
  bool builtinFields = inherited && base->fieldsAt < typeCell(TypeId(base->native))->instanceBytes;
  if (builtinFields) {
    type->fieldsAt = base->fieldsAt;
  } else if (ownFields || inherited) {
    type->fieldsAt = base->itemBytes ? kFieldsAfterItems : type->instanceBytes;
    type->inlineFields = base->inlineFields > kPlainInlineFields ? base->inlineFields : kPlainInlineFields;
  }
  if (type->fieldsAt) type->rootShape = newRootShape(type->inlineFields);
}

constexpr uint32_t kInheritedFlags = 0x3FFu << 20 | kTypeSequencePattern | kTypeMappingPattern | kTypeMethodDescriptor;

TypeCell* makeTypeCell(TypeCell* metatype, TypeCell* base, Value name, Value bases, const Slots& slots, Vm& vm) {
  auto made = allocateObject(vm, metatype);
  CHECK(made.ok());
  auto* type = cellOf<TypeCell>(made.take().release());
  type->flags = kTypeHeap | kTypeBaseAllowed | kTypeInstantiable | kTypeReady | (base->flags & kInheritedFlags);
  if (base->flags & kTypeWeakReferenceable || !slots.declared || slots.wantsWeakRef) type->flags |= kTypeWeakReferenceable;
  type->name = Ref::share(name).release().offset();
  type->qualName = Ref::share(name).release().offset();
  type->base = Ref::share(base).release().offset();
  type->bases = Ref::share(bases).release().offset();
  placeMembers(type, base, slots);
  return type;
}

Result<void> wrapSpecial(Vm& vm, Value dict, Dunder dunder, TypeId holder) {
  Value function = dictGetName(dict, dunderName(dunder));
  if (!isExactly(function, TypeId::kFunction)) return {};
  auto* cell = makeCell<MethodHolderCell>(holder);
  cell->callable = Ref::share(function).release();
  Ref wrapped = Ref::steal(cell);
  return dictSetName(vm, dict, dunderName(dunder), wrapped);
}

Result<void> setModule(Vm& vm, Value dict) {
  if (dictGetName(dict, nameOf(Name::kModule)) || !root().callStack) return {};
  Offset top = at<CallStackCell>(root().callStack)->top;
  if (!top || !at<Frame>(top)->globals) return {};
  Value module = dictGetName(Value::reference(at<Frame>(top)->globals), nameOf(Name::kName));
  return module ? dictSetName(vm, dict, nameOf(Name::kModule), module) : Result<void>();
}

Result<void> fillNamespace(Vm& vm, TypeCell* type, const Slots& slots) {
  Value dict = Value::reference(type->dict);
  TRY(setModule(vm, dict));
  if (Value qualName = dictGetName(dict, nameOf(Name::kQualName))) {
    if (!isStr(qualName)) return vm.raiseTypeErrorFor("type __qualname__ must be a str, not %s", qualName);
    increment(qualName);
    decrementAt(type->qualName);
    type->qualName = qualName.offset();
    dictDeleteName(dict, nameOf(Name::kQualName));
  }
  if (!dictGetName(dict, nameOf(Name::kDoc))) TRY(dictSetName(vm, dict, nameOf(Name::kDoc), none()));
  TRY(wrapSpecial(vm, dict, Dunder::kNew, TypeId::kStaticMethod));
  TRY(wrapSpecial(vm, dict, Dunder::kInitSubclass, TypeId::kClassMethod));
  TRY(wrapSpecial(vm, dict, Dunder::kClassGetItem, TypeId::kClassMethod));
  if (dictGetName(dict, dunderName(Dunder::kEq)) && !dictGetName(dict, dunderName(Dunder::kHash)))
    TRY(dictSetName(vm, dict, dunderName(Dunder::kHash), none()));
  uint32_t at_ = type->instanceBytes - uint32_t(slots.names.size() * sizeof(Value));
  for (const Ref& name : slots.names) {
    auto* member = makeCell<MemberDescriptorCell>(TypeId::kMemberDescriptor);
    Ref descriptor = Ref::steal(member);
    member->owner = Ref::share(type).release().offset();
    member->name = name.share().release().offset();
    member->at = at_;
    at_ += sizeof(Value);
    TRY(dictSetName(vm, dict, name, descriptor));
  }
  return {};
}

Result<void> addDictDescriptors(Vm& vm, TypeCell* type, TypeCell* base) {
  Value dict = Value::reference(type->dict);
  // `__dict__` and `__weakref__` are attributes of the class that introduces them.
  if (type->fieldsAt && !base->fieldsAt && !dictGetName(dict, nameOf(Name::kDict))) {
    Ref descriptor = newDictDescriptor(type);
    TRY(dictSetName(vm, dict, nameOf(Name::kDict), descriptor));
  }
  if (type->flags & kTypeWeakReferenceable && !(base->flags & kTypeWeakReferenceable) && !dictGetName(dict, nameOf(Name::kWeakRef))) {
    Ref descriptor = newWeakRefDescriptor(type);
    TRY(dictSetName(vm, dict, nameOf(Name::kWeakRef), descriptor));
  }
  return {};
}

Result<void> setClassCell(Vm& vm, TypeCell* type) {
  Value dict = Value::reference(type->dict);
  if (Value cell = dictGetName(dict, nameOf(Name::kClassCell))) {
    if (!isExactly(cell, TypeId::kCellObject))
      return vm.raiseTypeErrorFor("__classcell__ must be a nonlocal cell, not <class '%s'>", cell);
    Value* content = &cellOf<CellObjectCell>(cell)->content;
    Value old = *content;
    *content = Ref::share(type).release();
    decrement(old);
    dictDeleteName(dict, nameOf(Name::kClassCell));
  }
  if (Value cell = dictGetName(dict, nameOf(Name::kClassDictCell))) {
    Value old = cellOf<CellObjectCell>(cell)->content;
    cellOf<CellObjectCell>(cell)->content = Ref::share(dict).release();
    decrement(old);
    dictDeleteName(dict, nameOf(Name::kClassDictCell));
  }
  return {};
}

/// The pending exception of a __set_name__ gets a note that says whose it was.
Raised noteSetName(Vm& vm, Value value, Value key, TypeCell* type) {
  if (vm.abandoned) return Raised{};
  Ref exception = vm.takePending();
  Ref shown = TRY(repr(vm, key));
  std::string text = "Error calling __set_name__ on '" + typeName(value) + "' instance " + utf8Of(shown) + " in '" +
                     textOf(Value::reference(type->name)) + "'";
  Ref note = TRY(newStr(vm, text)), method = intern("add_note");
  (void)TRY(callMethod(vm, exception, method, {note}));
  return vm.raiseObject(exception);
}

Result<void> setNames(Vm& vm, TypeCell* type) {
  Ref copy = TRY(dictCopy(vm, Value::reference(type->dict)));
  uint32_t position = 0;
  Value key, value;
  while (dictNext(copy, &position, &key, &value)) {
    if (!lookupOnType(value, Dunder::kSetName)) continue;
    if (!callDunder(vm, value, Dunder::kSetName, {valueOf(type), key}).ok()) return noteSetName(vm, value, key, type);
  }
  return {};
}

Result<void> initSubclass(Vm& vm, TypeCell* type, Args keywords) {
  auto* super = makeCell<SuperCell>(TypeId::kSuper);
  Ref bound = Ref::steal(super);
  super->thisClass = Ref::share(type).release();
  super->object = Ref::share(type).release();
  super->objectType = Ref::share(type).release();
  Ref hook = TRY(getAttribute(vm, bound, dunderName(Dunder::kInitSubclass)));
  (void)TRY(call(vm, hook, keywords));
  return {};
}

Result<void> copyNamespace(Vm& vm, TypeCell* type, Value namespaceDict) {
  type->dict = newDict().release().offset();
  uint32_t position = 0;
  Value key, value;
  while (dictNext(namespaceDict, &position, &key, &value)) {
    if (isStr(key)) {
      Ref name = internValue(key);
      TRY(dictSetName(vm, Value::reference(type->dict), name, value));
    } else {
      TRY(dictSet(vm, Value::reference(type->dict), key, value));
    }
  }
  return {};
}

}  // namespace

void addSubclass(TypeCell* base, TypeCell* type) {
  constexpr Offset kFirst = 4;
  if (!base->subclasses) {
    base->subclasses = allocateBuffer((kFirst + 2) * sizeof(Offset));
    at<Offset>(base->subclasses)[0] = kFirst;
  }
  auto* words = at<Offset>(base->subclasses);
  if (words[1] == words[0]) {
    base->subclasses = resizeBuffer(base->subclasses, (words[0] * 2 + 2) * sizeof(Offset));
    words = at<Offset>(base->subclasses);
    words[0] *= 2;
  }
  words[2 + words[1]++] = offsetOf(type);
}

Result<Ref> methodResolutionOrder(Vm& vm, Value type) {
  TypeCell* metatype = typeOf(type);
  Value own = metatype->flags & kTypeHeap ? lookupOnType(metatype, nameOf(Name::kMroMethod)) : Value();
  if (!own || own == lookupOnType(typeCell(TypeId::kType), nameOf(Name::kMroMethod))) return linearize(vm, cellOf<TypeCell>(type));
  Ref mro = TRY(callMethod(vm, type, nameOf(Name::kMroMethod)));
  return isTuple(mro) ? Result<Ref>(std::move(mro)) : tupleFrom(vm, mro);
}

Result<Ref> typeNew(Vm& vm, TypeCell* metatype, Value name, Value bases, Value namespaceDict, Args keywords) {
  Ref objectOnly;
  if (tupleItems(bases).empty()) {
    objectOnly = TRY(newTuple(vm, {valueOf(typeCell(TypeId::kObject))}));
    bases = objectOnly;
  }
  TypeCell* base = TRY(bestBase(vm, bases));
  Slots slots = TRY(readSlots(vm, base, name, namespaceDict));
  TypeCell* type = makeTypeCell(metatype, base, name, bases, slots, vm);
  Ref result = Ref::steal(type);
  TRY(copyNamespace(vm, type, namespaceDict));
  TRY(fillNamespace(vm, type, slots));
  TRY(addDictDescriptors(vm, type, base));
  TRY(setClassCell(vm, type));
  Ref mro = TRY(methodResolutionOrder(vm, result));
  type->mro = mro.release().offset();
  type->version = ++root().nextTypeVersion;
  updateTypeFlags(type);
  for (Value each : tupleItems(bases)) addSubclass(cellOf<TypeCell>(each), type);
  TRY(setNames(vm, type));
  TRY(initSubclass(vm, type, keywords));
  return result;
}

}  // namespace vitrine
