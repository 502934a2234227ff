// super: attribute look-up that starts after a class in an object's MRO (CPython: Objects/typeobject.c, super_getattro).
// Without arguments it takes the class from the running frame's `__class__` cell and the object from its first
// argument; comprehension frames are seen through (R18).
#include "objects/allocate.h"
#include "objects/descriptor.h"
#include "objects/dict.h"
#include "objects/frame.h"
#include "objects/function.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

SuperCell* self(Value v) { return cellOf<SuperCell>(v); }

/// The type whose MRO is searched: obj itself if it is a subclass of `type`, else its class.
Result<Ref> checkObject(Vm& vm, Value type, Value object) {
  auto* wanted = cellOf<TypeCell>(type);
  if (isType(object) && isSubtype(cellOf<TypeCell>(object), wanted)) return Ref::share(object);
  if (isSubtype(typeOf(object), wanted)) return Ref::share(typeOf(object));
  Ref kind = TRY(findAttribute(vm, object, nameOf(Name::kClass)));
  if (isType(kind) && isSubtype(cellOf<TypeCell>(kind), wanted)) return kind;
  return vm.raise(TypeId::kTypeError, "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).",
                  isType(object) ? "type" : "instance of", isType(object) ? textOf(Value::reference(cellOf<TypeCell>(object)->name)).c_str() : typeName(object).c_str(),
                  textOf(Value::reference(wanted->name)).c_str());
}

/// The frame of the method that calls super().
Frame* methodFrame() {
  Offset offset = at<CallStackCell>(root().callStack)->top;
  while (offset && at<Frame>(offset)->code && at<CodeCell>(at<Frame>(offset)->code)->traits & kTraitComprehension) offset = at<Frame>(offset)->back;
  return offset ? at<Frame>(offset) : nullptr;
}

Value cellContent(Value v) { return isExactly(v, TypeId::kCellObject) ? cellOf<CellObjectCell>(v)->content : v; }

/// The first argument: its local, or its cell where an inner function uses it.
Value firstArgument(Frame* frame, CodeCell* code) {
  if (frame->slots[0]) return cellContent(frame->slots[0]);
  Value name = tupleItems(Value::reference(code->varNames))[0];
  auto cells = tupleItems(Value::reference(code->cellVars));
  for (size_t i = 0; i < cells.size(); ++i)
    if (cells[i] == name) return cellContent(frame->slots[size_t(code->localCount) + i]);
  return {};
}

Result<void> fromFrame(Vm& vm, Ref* type, Ref* object) {
  Frame* frame = methodFrame();
  if (!frame) return vm.raise(TypeId::kRuntimeError, "super(): no current frame");
  auto* code = at<CodeCell>(frame->code);
  if (code->argCount == 0) return vm.raise(TypeId::kRuntimeError, "super(): no arguments");
  Value first = firstArgument(frame, code);
  if (!first) return vm.raise(TypeId::kRuntimeError, "super(): arg[0] deleted");
  auto freeNames = tupleItems(Value::reference(code->freeVars));
  size_t cellCount = tupleItems(Value::reference(code->cellVars)).size();
  for (size_t i = 0; i < freeNames.size(); ++i) {
    if (!equalsAscii(cellOf<StrCell>(freeNames[i]), "__class__")) continue;
    Value content = cellContent(frame->slots[size_t(code->localCount) + cellCount + i]);
    if (!content) return vm.raise(TypeId::kRuntimeError, "super(): empty __class__ cell");
    if (!isType(content)) return vm.raiseTypeErrorFor("super(): __class__ is not a type (%s)", content);
    *type = Ref::share(content);
    *object = Ref::share(first);
    return {};
  }
  return vm.raise(TypeId::kRuntimeError, "super(): __class__ cell not found");
}

Result<Ref> superCreate(Vm& vm, Args args) {
  if (args.keywordCount()) return vm.raise(TypeId::kTypeError, "super() takes no keyword arguments");
  if (args.count > 3) return vm.raise(TypeId::kTypeError, "super() expected at most 2 arguments, got %u", args.count - 1);
  Ref type, object;
  if (args.count == 1) {
    TRY(fromFrame(vm, &type, &object));
  } else {
    if (!isType(args[1])) return vm.raiseTypeErrorFor("super() argument 1 must be a type, not %s", args[1]);
    type = Ref::share(args[1]);
    if (args.count == 3 && !isNone(args[2])) object = Ref::share(args[2]);
  }
  Ref objectType;
  if (object) objectType = TRY(checkObject(vm, type, object));
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  self(made)->thisClass = type.release();
  self(made)->object = object.release();
  self(made)->objectType = objectType.release();
  return made;
}
Result<Ref> superInit(Vm&, Args) { return noneRef(); }

Result<Ref> superGetAttribute(Vm& vm, Value v, Value name) {
  auto* s = self(v);
  if (!s->objectType || equalsAscii(cellOf<StrCell>(name), "__class__")) return genericGetAttribute(vm, v, name);
  auto mro = tupleItems(Value::reference(cellOf<TypeCell>(s->objectType)->mro));
  size_t i = 0;
  while (i < mro.size() && mro[i] != s->thisClass) ++i;
  for (++i; i < mro.size(); ++i) {
    Value found = dictGetName(Value::reference(cellOf<TypeCell>(mro[i])->dict), name);
    if (!found) continue;
    Ref held = Ref::share(found), objectType = Ref::share(s->objectType), object = Ref::share(s->object);
    bool unbound = object.get() == objectType.get();
    return bindDescriptor(vm, held, unbound ? Value() : object.get(), objectType);
  }
  return genericGetAttribute(vm, v, name);
}

Result<Ref> superRepr(Vm& vm, Value v) {
  std::string type = textOf(Value::reference(cellOf<TypeCell>(self(v)->thisClass)->name));
  if (!self(v)->objectType) return newStr(vm, "<super: <class '" + type + "'>, NULL>");
  return newStr(vm, "<super: <class '" + type + "'>, <" + textOf(Value::reference(cellOf<TypeCell>(self(v)->objectType)->name)) + " object>>");
}
Result<Ref> superGet(Vm& vm, Value v, Value instance, Value) {
  if (!instance || self(v)->object) return Ref::share(v);
  return call(vm, valueOf(typeOf(v)), {self(v)->thisClass, instance});
}
Ref shareOrNone(Value v) { return v ? Ref::share(v) : noneRef(); }
Result<Ref> getThisClass(Vm&, Value v) { return shareOrNone(self(v)->thisClass); }
Result<Ref> getSelf(Vm&, Value v) { return shareOrNone(self(v)->object); }
Result<Ref> getSelfClass(Vm&, Value v) { return shareOrNone(self(v)->objectType); }
const NativeGetSet kAttributes[] = {{"__thisclass__", getThisClass}, {"__self__", getSelf}, {"__self_class__", getSelfClass}};

}  // namespace

const NativeType kSuperType = {
    .id = TypeId::kSuper,
    .instanceBytes = sizeof(SuperCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = {.repr = superRepr, .getAttr = superGetAttribute, .descriptorGet = superGet, .create = superCreate, .initialize = superInit},
    .attributes = kAttributes,
};

}  // namespace vitrine
