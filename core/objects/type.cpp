// The type `type`: attribute access on classes, calling them is vm/'s (a call may enter frames), and their attributes.
#include <vector>

#include "objects/allocate.h"
#include "objects/annotations.h"
#include "objects/descriptor.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_new.h"

namespace vitrine {
namespace {

TypeCell* self(Value v) { return cellOf<TypeCell>(v); }

Result<Ref> typeRepr(Vm& vm, Value v) {
  auto* type = self(v);
  Ref module = TRY(findAttribute(vm, v, nameOf(Name::kModule)));
  std::string text = "<class '";
  if (isStr(module) && !equalsAscii(cellOf<StrCell>(module), "builtins")) text += utf8Of(module) + ".";
  return newStr(vm, text + utf8Of(Value::reference(type->qualName)) + "'>");
}

Raised raiseNoAttribute(Vm& vm, Value type, Value name) {
  std::string owner = textOf(Value::reference(self(type)->name)), attribute = textOf(name);
  Raised raised = vm.raise(TypeId::kAttributeError, "type object '%s' has no attribute '%s'", owner.c_str(), attribute.c_str());
  return raised;
}

/// Objects/typeobject.c, type_getattro: the metatype's data descriptors, the MRO, then the metatype's others.
Result<Ref> typeGetAttribute(Vm& vm, Value v, Value name) {
  TypeCell* metatype = typeOf(v);
  Ref metaAttribute = Ref::share(lookupOnType(metatype, name));
  constexpr uint32_t kData = kTypeDataDescriptor | kTypeDescriptor;
  if (metaAttribute && (typeOf(metaAttribute)->flags & kData) == kData) return bindDescriptor(vm, metaAttribute, v, valueOf(metatype));
  if (Value found = lookupOnType(self(v), name)) {
    Ref held = Ref::share(found);
    return bindDescriptor(vm, held, Value(), v);
  }
  if (metaAttribute) return bindDescriptor(vm, metaAttribute, v, valueOf(metatype));
  return raiseNoAttribute(vm, v, name);
}

Result<void> typeSetAttribute(Vm& vm, Value v, Value name, Value valueOrNull) {
  auto* type = self(v);
  if (type->flags & kTypeImmutable) {
    return vm.raise(TypeId::kTypeError, "cannot set '%s' attribute of immutable type '%s'", textOf(name).c_str(),
                    textOf(Value::reference(type->name)).c_str());
  }
  Ref interned = internValue(name);
  Value descriptor = lookupOnType(typeOf(v), interned);
  if (descriptor && typeOf(descriptor)->flags & kTypeDataDescriptor) {
    if (slotsOf(descriptor).descriptorSet) return slotsOf(descriptor).descriptorSet(vm, descriptor, v, valueOrNull);
  }
  Value dict = Value::reference(type->dict);
  if (valueOrNull) TRY(dictSetName(vm, dict, interned, valueOrNull));
  else if (!dictDeleteName(dict, interned)) return raiseNoAttribute(vm, v, name);
  typeModified(type);
  return {};
}

/// type(x) and type(name, bases, namespace, **keywords): values[0] is the metatype.
Result<Ref> typeCreate(Vm& vm, Args args) {
  auto* metatype = self(args[0]);
  if (args.count == 2 && !args.keywordCount() && metatype == typeCell(TypeId::kType)) return Ref::share(typeOf(args[1]));
  if (args.count != 4) return vm.raise(TypeId::kTypeError, "type.__new__() takes exactly 3 arguments (%u given)", args.count - 1);
  if (!isStr(args[1])) return vm.raiseTypeErrorFor("type.__new__() argument 1 must be str, not %s", args[1]);
  if (!isTuple(args[2])) return vm.raiseTypeErrorFor("type.__new__() argument 2 must be tuple, not %s", args[2]);
  if (!isDict(args[3])) return vm.raiseTypeErrorFor("type.__new__() argument 3 must be dict, not %s", args[3]);
  TypeCell* winner = TRY(calculateMetaclass(vm, metatype, args[2]));
  if (winner != metatype) {
    Value create = lookupOnType(winner, dunderName(Dunder::kNew));
    if (create != lookupOnType(metatype, dunderName(Dunder::kNew))) {
      Ref function = TRY(getAttribute(vm, valueOf(winner), dunderName(Dunder::kNew)));
      std::vector<Value> values(args.values, args.values + args.count + args.keywordCount());
      values[0] = valueOf(winner);
      return tailCall(vm, function, {values.data(), args.count, args.keywordNames});
    }
  }
  Args keywords{args.values + 4, 0, args.keywordNames};
  return typeNew(vm, winner, args[1], args[2], args[3], keywords);
}

Result<Ref> typeInitialize(Vm& vm, Args args) {
  if (args.count != 2 && args.count != 4) return vm.raise(TypeId::kTypeError, "type.__init__() takes 1 or 3 arguments");
  return noneRef();
}

Result<Ref> getName(Vm&, Value v) { return Ref::share(Value::reference(self(v)->name)); }
Result<Ref> getQualName(Vm&, Value v) { return Ref::share(Value::reference(self(v)->qualName)); }

Result<void> replaceText(Vm& vm, Value v, Value value, Offset TypeCell::* member, const char* attribute) {
  std::string owner = textOf(Value::reference(self(v)->name));
  if (self(v)->flags & kTypeImmutable)
    return vm.raise(TypeId::kTypeError, "cannot set '%s' attribute of immutable type '%s'", attribute, owner.c_str());
  if (!value) return vm.raise(TypeId::kTypeError, "cannot delete '%s' attribute of type '%s'", attribute, owner.c_str());
  if (!isStr(value))
    return vm.raise(TypeId::kTypeError, "can only assign string to %s.%s, not '%s'", owner.c_str(), attribute, typeName(value).c_str());
  Offset old = self(v)->*member;
  self(v)->*member = Ref::share(value).release().offset();
  decrementAt(old);
  return {};
}
Result<void> setName(Vm& vm, Value v, Value value) { return replaceText(vm, v, value, &TypeCell::name, "__name__"); }
Result<void> setQualName(Vm& vm, Value v, Value value) { return replaceText(vm, v, value, &TypeCell::qualName, "__qualname__"); }

Result<Ref> getModule(Vm& vm, Value v) {
  auto* type = self(v);
  if (!(type->flags & kTypeHeap)) return intern(typeRow(TypeId(type->native)).module);
  if (Value module = dictGetName(Value::reference(type->dict), nameOf(Name::kModule))) return Ref::share(module);
  return intern("builtins");
}
Result<void> setInNamespace(Vm& vm, Value v, Name name, Value value) {
  auto* type = self(v);
  if (type->flags & kTypeImmutable)
    return vm.raise(TypeId::kTypeError, "cannot set '%s' attribute of immutable type '%s'", textOf(nameOf(name)).c_str(),
                    textOf(Value::reference(type->name)).c_str());
  if (value) TRY(dictSetName(vm, Value::reference(type->dict), nameOf(name), value));
  else if (!dictDeleteName(Value::reference(type->dict), nameOf(name))) return raiseNoAttribute(vm, v, nameOf(name));
  typeModified(type);
  return {};
}
Result<void> setModuleName(Vm& vm, Value v, Value value) { return setInNamespace(vm, v, Name::kModule, value); }

Result<Ref> getBases(Vm&, Value v) { return Ref::share(Value::reference(self(v)->bases)); }
Result<Ref> getBase(Vm&, Value v) { return self(v)->base ? Ref::share(Value::reference(self(v)->base)) : noneRef(); }
Result<Ref> getMro(Vm&, Value v) { return Ref::share(Value::reference(self(v)->mro)); }
Result<Ref> getDict(Vm&, Value v) {
  auto* proxy = makeCell<HolderCell>(TypeId::kMappingProxy);
  proxy->value = Ref::share(Value::reference(self(v)->dict)).release();
  return Ref::steal(proxy);
}
Result<Ref> getDoc(Vm& vm, Value v) {
  Value doc = dictGetName(Value::reference(self(v)->dict), nameOf(Name::kDoc));
  return doc ? bindDescriptor(vm, doc, Value(), v) : Result<Ref>(noneRef());
}
Result<void> setDoc(Vm& vm, Value v, Value value) { return setInNamespace(vm, v, Name::kDoc, value); }
Result<Ref> getFlags(Vm& vm, Value v) { return newInt(vm, int64_t(self(v)->flags)); }
Result<Ref> getBasicSize(Vm& vm, Value v) { return newInt(vm, int64_t(self(v)->instanceBytes)); }
Result<Ref> getItemSize(Vm& vm, Value v) { return newInt(vm, int64_t(self(v)->itemBytes)); }
Result<Ref> getAbstractMethods(Vm& vm, Value v) {
  Value found = dictGetName(Value::reference(self(v)->dict), nameOf(Name::kAbstractMethods));
  if (!found) return raiseNoAttribute(vm, v, nameOf(Name::kAbstractMethods));
  return Ref::share(found);
}
Result<void> setAbstractMethods(Vm& vm, Value v, Value value) {
  TRY(setInNamespace(vm, v, Name::kAbstractMethods, value));
  bool abstract = value && TRY(truth(vm, value));
  self(v)->flags = abstract ? self(v)->flags | kTypeAbstract : self(v)->flags & ~kTypeAbstract;
  return {};
}

Result<Ref> typeMro(Vm& vm, Args args) {
  Ref mro = TRY(linearize(vm, self(args[0])));
  return newListOf(vm, tupleItems(mro));
}
Result<Ref> typeSubclasses(Vm& vm, Args args) {
  Ref list = TRY(newList(vm));
  if (Offset words = self(args[0])->subclasses)
    for (Offset i = 0; i < at<Offset>(words)[1]; ++i) TRY(listAppend(vm, list, Value::reference(at<Offset>(words)[i + 2])));
  return list;
}
Result<Ref> typeInstanceCheck(Vm& vm, Args args) {
  if (isSubtype(typeOf(args[1]), self(args[0]))) return Ref::steal(Value::boolean(true));
  Ref kind = TRY(findAttribute(vm, args[1], nameOf(Name::kClass)));
  return Ref::steal(Value::boolean(isType(kind) && isSubtype(cellOf<TypeCell>(kind), self(args[0]))));
}
Result<Ref> typeSubclassCheck(Vm& vm, Args args) {
  if (!isType(args[1])) return vm.raise(TypeId::kTypeError, "issubclass() arg 1 must be a class");
  return Ref::steal(Value::boolean(isSubtype(self(args[1]), self(args[0]))));
}
Result<Ref> typePrepare(Vm&, Args) { return newDict(); }

Result<Ref> typeDir(Vm& vm, Args args) {
  Ref names = newDict();
  auto mro = tupleItems(Value::reference(self(args[0])->mro));
  for (size_t i = mro.size(); i-- > 0;) TRY(dictMerge(vm, names, Value::reference(cellOf<TypeCell>(mro[i])->dict)));
  return listFrom(vm, names);
}

const NativeMethod kMethods[] = {
    {"mro", "($self, /)", typeMro, kMethodPlain, "Return a type's method resolution order."},
    {"__subclasses__", "($self, /)", typeSubclasses, kMethodPlain, "Return a list of immediate subclasses."},
    {"__instancecheck__", "($self, instance, /)", typeInstanceCheck},
    {"__subclasscheck__", "($self, subclass, /)", typeSubclassCheck},
    {"__prepare__", "($cls, /, *args, **kwargs)", typePrepare, kMethodClass},
    {"__dir__", "($self, /)", typeDir},
};
const NativeGetSet kAttributes[] = {
    {"__name__", getName, setName}, {"__qualname__", getQualName, setQualName}, {"__module__", getModule, setModuleName},
    {"__bases__", getBases, setTypeBases}, {"__base__", getBase}, {"__mro__", getMro}, {"__dict__", getDict}, {"__doc__", getDoc, setDoc},
    {"__flags__", getFlags}, {"__basicsize__", getBasicSize}, {"__itemsize__", getItemSize},
    {"__abstractmethods__", getAbstractMethods, setAbstractMethods},
    {"__annotations__", typeAnnotations, setTypeAnnotations},
    {"__annotate__", typeAnnotate, setTypeAnnotate},
    {"__type_params__", typeTypeParameters, setTypeTypeParameters},
};

/// `int | str`: a union (PEP 604), or NotImplemented.
Result<Ref> typeUnion(Vm& vm, Value left, Value right) { return settle(vm, tailCallPrelude(vm, "union_of", {left, right})); }

constexpr NativeSlots typeSlots() {
  NativeSlots slots;
  slots.repr = typeRepr;
  slots.call = callType;
  slots.getAttr = typeGetAttribute;
  slots.setAttr = typeSetAttribute;
  slots.binary[size_t(BinaryOp::kOr)] = typeUnion;
  slots.create = typeCreate;
  slots.initialize = typeInitialize;
  return slots;
}

}  // namespace

const NativeType kTypeType = {
    .id = TypeId::kType,
    .instanceBytes = sizeof(TypeCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsType | kTypeWeakReferenceable,
    .slots = typeSlots(),
    .methods = kMethods,
    .attributes = kAttributes,
};

}  // namespace vitrine
