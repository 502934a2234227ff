// The type `object`, and the singletons None, NotImplemented and Ellipsis.
#include <cstdio>

#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_new.h"

namespace vitrine {
namespace {

Result<Ref> objectRepr(Vm& vm, Value v) {
  TypeCell* type = typeOf(v);
  std::string text = "<";
  if (type->flags & kTypeHeap) {
    Value module = dictGetName(Value::reference(type->dict), nameOf(Name::kModule));
    if (module && isStr(module) && !equalsAscii(cellOf<StrCell>(module), "builtins")) text += utf8Of(module) + ".";
  } else if (std::string_view module = typeRow(TypeId(type->native)).module; module != "builtins") {
    text += std::string(module) + ".";
  }
  char address[48];
  std::snprintf(address, sizeof address, " object at 0x%x>", v.offset());
  return newStr(vm, text + utf8Of(Value::reference(type->qualName)) + address);
}
Result<Ref> objectStr(Vm& vm, Value v) { return repr(vm, v); }

Result<Ref> objectCompare(Vm& vm, Value a, Value b, CompareOp op) {
  if (op == CompareOp::kEq && a == b) return Ref::steal(Value::boolean(true));
  if (op != CompareOp::kNe) return Ref::share(notImplemented());
  // The default `!=` inverts `==`.
  TypeCell* type = typeOf(a);
  bool python = type->definesInPython(Dunder::kEq);
  Ref same = TRY(python ? callDunder(vm, a, Dunder::kEq, {b}) : slotsOf(type).compare(vm, a, b, CompareOp::kEq));
  if (isNotImplemented(same)) return same;
  return Ref::steal(Value::boolean(!TRY(truth(vm, same))));
}

bool overrides(const TypeCell* type, Dunder d) { return type->definesInPython(d); }

/// object() takes no arguments, unless the class overrides the other of __new__ and __init__ (CPython: object_new).
Result<void> refuseExcess(Vm& vm, Args args, const TypeCell* type, bool isCreate) {
  if (args.count + args.keywordCount() <= 1) return {};
  bool ownNew = overrides(type, Dunder::kNew) || slotsOf(type).create != slotsOf(typeCell(TypeId::kObject)).create;
  bool ownInit = overrides(type, Dunder::kInit) || slotsOf(type).initialize != slotsOf(typeCell(TypeId::kObject)).initialize;
  std::string name = textOf(Value::reference(type->name));
  if (isCreate ? ownNew : ownInit)
    return vm.raise(TypeId::kTypeError, isCreate ? "object.__new__() takes exactly one argument (the type to instantiate)"
                                                 : "object.__init__() takes exactly one argument (the instance to initialize)");
  if (isCreate ? !ownInit : !ownNew) {
    if (isCreate) return vm.raise(TypeId::kTypeError, "%s() takes no arguments", name.c_str());
    return vm.raise(TypeId::kTypeError, "%s.__init__() takes exactly one argument (the instance to initialize)", name.c_str());
  }
  return {};
}

Raised raiseAbstract(Vm& vm, TypeCell* type) {
  Value methods = dictGetName(Value::reference(type->dict), nameOf(Name::kAbstractMethods));
  Ref names = methods ? TRY(listFrom(vm, methods)) : TRY(newList(vm));
  Ref sort = intern("sort");
  (void)TRY(callMethod(vm, names, sort));
  std::string text;
  for (Value name : listItems(names)) text += (text.empty() ? "'" : "', '") + textOf(name);
  return vm.raise(TypeId::kTypeError, "Can't instantiate abstract class %s without an implementation for abstract method%s %s'",
                  textOf(Value::reference(type->name)).c_str(), listItems(names).size() == 1 ? "" : "s", text.c_str());
}

Result<Ref> objectCreate(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  TRY(refuseExcess(vm, args, type, true));
  if (type->flags & kTypeAbstract) return raiseAbstract(vm, type);
  return newInstance(vm, type);
}
Result<Ref> objectInit(Vm& vm, Args args) {
  TRY(refuseExcess(vm, args, typeOf(args[0]), false));
  return noneRef();
}

Result<Ref> getClass(Vm&, Value v) { return Ref::share(typeOf(v)); }
Result<void> setClass(Vm& vm, Value v, Value value) {
  if (!value) return vm.raise(TypeId::kTypeError, "can't delete __class__ attribute");
  if (!isType(value)) return vm.raiseTypeErrorFor("__class__ must be set to a class, not '%s' object", value);
  TypeCell *old = typeOf(v), *next = cellOf<TypeCell>(value);
  if (!(old->flags & next->flags & kTypeHeap))
    return vm.raise(TypeId::kTypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  bool same = old->layout == next->layout && old->instanceBytes == next->instanceBytes && old->fieldsAt == next->fieldsAt;
  if (!same) {
    return vm.raise(TypeId::kTypeError, "__class__ assignment: '%s' object layout differs from '%s'",
                    textOf(Value::reference(next->name)).c_str(), textOf(Value::reference(old->name)).c_str());
  }
  ++next->refCount;
  cellOf(v)->type = offsetOf(next);
  decrement(static_cast<Cell*>(old));
  return {};
}

Result<Ref> objectFormat(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raiseTypeErrorFor("__format__() argument must be str, not %s", args[1]);
  if (cellOf<StrCell>(args[1])->length)
    return vm.raise(TypeId::kTypeError, "unsupported format string passed to %s.__format__", typeName(args[0]).c_str());
  return str(vm, args[0]);
}
Result<Ref> objectInitSubclass(Vm& vm, Args args) {
  if (args.count > 1 || args.keywordCount()) {
    std::string name = textOf(Value::reference(cellOf<TypeCell>(args[0])->qualName));
    return vm.raise(TypeId::kTypeError, args.keywordCount() ? "%s.__init_subclass__() takes no keyword arguments"
                                                            : "%s.__init_subclass__() takes no arguments", name.c_str());
  }
  return noneRef();
}
Result<Ref> objectSubclassHook(Vm&, Args) { return Ref::share(notImplemented()); }

Result<Ref> objectDir(Vm& vm, Args args) {
  Ref names = newDict();
  TypeCell* type = typeOf(args[0]);
  auto mro = tupleItems(Value::reference(type->mro));
  for (size_t i = mro.size(); i-- > 0;) TRY(dictMerge(vm, names, Value::reference(cellOf<TypeCell>(mro[i])->dict)));
  Ref own = TRY(findAttribute(vm, args[0], nameOf(Name::kDict)));
  if (isDict(own)) TRY(dictMerge(vm, names, own));
  return listFrom(vm, names);
}
Result<Ref> objectSizeOf(Vm& vm, Args args) {
  if (!args[0].isReference()) return newInt(vm, int64_t(args[0].isFloat() ? 24 : 28));
  return newInt(vm, int64_t(blockSize(args[0].offset())));
}
Result<Ref> objectReduce(Vm& vm, Args args) { return tailCallPrelude(vm, "object_reduce", {args[0], Value::integer(0)}); }
Result<Ref> objectReduceEx(Vm& vm, Args args) { return tailCallPrelude(vm, "object_reduce_ex", {args[0], args[1]}); }
Result<Ref> objectGetState(Vm& vm, Args args) { return tailCallPrelude(vm, "object_getstate", {args[0]}); }

const NativeMethod kMethods[] = {
    {"__format__", "($self, format_spec, /)", objectFormat, kMethodPlain, "Default object formatter."},
    {"__init_subclass__", nullptr, objectInitSubclass, kMethodClass, "This method is called when a class is subclassed."},
    {"__subclasshook__", "($type, object, /)", objectSubclassHook, kMethodClass},
    {"__dir__", "($self, /)", objectDir, kMethodPlain, "Default dir() implementation."},
    {"__sizeof__", "($self, /)", objectSizeOf, kMethodPlain, "Size of object in memory, in bytes."},
    {"__reduce__", "($self, /)", objectReduce, kMethodPlain, "Helper for pickle."},
    {"__reduce_ex__", "($self, protocol, /)", objectReduceEx, kMethodPlain, "Helper for pickle."},
    {"__getstate__", "($self, /)", objectGetState, kMethodPlain, "Helper for pickle."},
};
const NativeGetSet kAttributes[] = {{"__class__", getClass, setClass, "the object's class"}};

// --- singletons ------------------------------------------------------------------------------------------------------------
Result<Ref> noneRepr(Vm& vm, Value) { return intern("None"); }
Result<bool> noneTruth(Vm&, Value) { return false; }
Result<int64_t> noneHash(Vm&, Value) { return int64_t(0xFCA86420); }
Result<Ref> notImplementedRepr(Vm& vm, Value) { return intern("NotImplemented"); }
Result<bool> notImplementedTruth(Vm& vm, Value) {
  return vm.raise(TypeId::kTypeError, "NotImplemented should not be used in a boolean context");
}
Result<Ref> ellipsisRepr(Vm& vm, Value) { return intern("Ellipsis"); }

template <Value (*singleton)()>
Result<Ref> createSingleton(Vm& vm, Args args) {
  if (args.count > 1 || args.keywordCount())
    return vm.raise(TypeId::kTypeError, "%s takes no arguments", textOf(Value::reference(cellOf<TypeCell>(args[0])->name)).c_str());
  return Ref::share(singleton());
}

}  // namespace

const NativeType kObjectType = {
    .id = TypeId::kObject,
    .instanceBytes = sizeof(Cell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = {.repr = objectRepr, .str = objectStr, .hash = hashIdentity, .compare = objectCompare, .getAttr = genericGetAttribute,
              .setAttr = genericSetAttribute, .create = objectCreate, .initialize = objectInit},
    .methods = kMethods,
    .attributes = kAttributes,
    .doc = "The base class of the class hierarchy.",
};
const NativeType kNoneType = {
    .id = TypeId::kNone,
    .instanceBytes = sizeof(Cell),
    .flags = kTypeInstantiable,
    .slots = {.repr = noneRepr, .hash = noneHash, .truth = noneTruth, .create = createSingleton<none>},
    .doc = "The type of the None singleton.",
};
const NativeType kNotImplementedType = {
    .id = TypeId::kNotImplemented,
    .instanceBytes = sizeof(Cell),
    .flags = kTypeInstantiable,
    .slots = {.repr = notImplementedRepr, .truth = notImplementedTruth, .create = createSingleton<notImplemented>},
};
const NativeType kEllipsisType = {
    .id = TypeId::kEllipsis,
    .instanceBytes = sizeof(Cell),
    .flags = kTypeInstantiable,
    .slots = {.repr = ellipsisRepr, .create = createSingleton<ellipsis>},
};
const NativeType kShapeType = {.id = TypeId::kShape, .instanceBytes = sizeof(ShapeCell)};

}  // namespace vitrine
