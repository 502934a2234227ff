// From an empty region to a complete set of builtin types. Order matters: cells need their type's address only, names
// need str, namespaces need dict and names.
#include "objects/allocate.h"
#include "objects/descriptor.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/native_boot.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_new.h"

namespace vitrine {

void bootStrings(Vm& vm);  // str.cpp: the intern table, "", b"" and the Latin-1 characters

namespace {

constexpr uint32_t kImmortal = 1u << 28;

void setHeader(Cell* cell, TypeId type) { *cell = {kImmortal, typeOffset(type)}; }

uint32_t inheritedFlags(const TypeCell* base) {
  return base->flags & (0x3FFu << 20 | kTypeSequencePattern | kTypeMappingPattern | kTypeWeakReferenceable);
}

void shapeType(TypeId id) {
  const NativeType& native = nativeType(id);
  CHECK(native.id == id);
  const TypeRow& row = typeRow(id);
  TypeCell* type = typeCell(id);
  TypeCell* base = typeCell(row.base);
  setHeader(type, TypeId::kType);
  type->layout = uint8_t(row.layout);
  type->native = uint16_t(id);
  type->instanceBytes = native.instanceBytes ? native.instanceBytes : base->instanceBytes;
  type->itemBytes = uint8_t(native.itemBytes);
  type->slotsAt = type->instanceBytes;
  type->fieldsAt = native.fieldsAt ? native.fieldsAt : id == TypeId::kObject ? 0 : base->fieldsAt;
  type->flags = native.flags | kTypeReady | kTypeImmutable | (id == TypeId::kObject ? 0 : inheritedFlags(base));
  type->base = id == TypeId::kObject ? 0 : offsetOf(base);
  type->version = ++root().nextTypeVersion;
}

void nameType(TypeId id) {
  TypeCell* type = typeCell(id);
  type->name = type->qualName = intern(typeRow(id).name).release().offset();
  ++at<Cell>(type->name)->refCount;
}

Result<void> linkType(Vm& vm, TypeId id) {
  TypeCell* type = typeCell(id);
  type->dict = newDict().release().offset();
  if (id == TypeId::kObject) {
    type->bases = root().emptyTuple;
    incrementAt(type->bases);
    type->mro = TRY(newTuple(vm, {valueOf(type)})).release().offset();
    return {};
  }
  auto* base = at<TypeCell>(type->base);
  type->bases = TRY(newTuple(vm, {valueOf(base)})).release().offset();
  auto* baseMro = at<TupleCell>(base->mro);
  Ref mro = TRY(newTupleBlank(vm, baseMro->length + 1));
  mro.as<TupleCell>()->items[0] = Ref::share(type).release();
  for (uint32_t i = 0; i < baseMro->length; ++i) mro.as<TupleCell>()->items[i + 1] = Ref::share(baseMro->items[i]).release();
  type->mro = mro.release().offset();
  addSubclass(base, type);
  return {};
}

/// ExceptionGroup is the one builtin type with two bases.
Result<void> linkExceptionGroup(Vm& vm) {
  TypeCell *type = typeCell(TypeId::kExceptionGroup), *second = typeCell(TypeId::kException);
  Ref bases = TRY(newTuple(vm, {valueOf(typeCell(TypeId::kBaseExceptionGroup)), valueOf(second)}));
  Ref mro = TRY(newTuple(vm, {valueOf(type), valueOf(typeCell(TypeId::kBaseExceptionGroup)), valueOf(second),
                              valueOf(typeCell(TypeId::kBaseException)), valueOf(typeCell(TypeId::kObject))}));
  decrementAt(std::exchange(type->bases, bases.release().offset()));
  decrementAt(std::exchange(type->mro, mro.release().offset()));
  addSubclass(second, type);
  return {};
}

Ref newDescriptor(TypeId kind, TypeCell* owner, uint32_t index, const char* name) {
  auto* cell = makeCell<NativeDescriptorCell>(kind);
  cell->owner = Ref::share(owner).release().offset();
  cell->index = index;
  cell->name = intern(name).release().offset();
  return Ref::steal(cell);
}

Result<void> define(Vm& vm, TypeCell* type, const char* name, Ref value) {
  Ref key = intern(name);
  return dictSetName(vm, Value::reference(type->dict), key, value);
}

Result<void> defineMethods(Vm& vm, TypeId id) {
  const NativeType& native = nativeType(id);
  TypeCell* type = typeCell(id);
  for (uint32_t row = 0; row < native.methods.size(); ++row) {
    const NativeMethod& method = native.methods[row];
    NativeIndex index = typeMethodIndex(id, row);
    if (method.flags == kMethodStatic) {
      auto* holder = makeCell<MethodHolderCell>(TypeId::kStaticMethod);
      holder->callable = newBuiltinFunction(index, Value(), Value()).release();
      TRY(define(vm, type, method.name, Ref::steal(holder)));
    } else {
      TypeId kind = method.flags == kMethodClass ? TypeId::kClassMethodDescriptor : TypeId::kMethodDescriptor;
      TRY(define(vm, type, method.name, newDescriptor(kind, type, index, method.name)));
    }
  }
  for (uint32_t row = 0; row < native.attributes.size(); ++row) {
    const char* name = native.attributes[row].name;
    TRY(define(vm, type, name, newDescriptor(TypeId::kGetSetDescriptor, type, uint32_t(id) << 16 | row, name)));
  }
  return {};
}

Result<void> defineSpecialMethods(Vm& vm, TypeId id) {
  const NativeSlots& own = nativeType(id).slots;
  TypeCell* type = typeCell(id);
  for (uint8_t d = 0; d < uint8_t(Dunder::kCount); ++d) {
    if (!hasNativeSlot(own, Dunder(d))) continue;
    if (Dunder(d) == Dunder::kNew) {
      TRY(define(vm, type, "__new__", newBuiltinFunction(createIndex(id), valueOf(type), Value())));
      continue;
    }
    if (dictGetName(Value::reference(type->dict), dunderName(Dunder(d)))) continue;  // a method of that name stands for itself
    TRY(define(vm, type, kNameTexts[d], newDescriptor(TypeId::kWrapperDescriptor, type, d, kNameTexts[d])));
  }
  bool unhashable = own.hash == hashNotImplemented || (own.compare && !own.hash);
  if (unhashable) TRY(define(vm, type, "__hash__", noneRef()));
  if (dictGetName(Value::reference(type->dict), nameOf(Name::kDoc))) return {};  // instances have docs of their own
  Ref doc = noneRef();
  if (nativeType(id).doc) doc = TRY(newStr(vm, nativeType(id).doc));
  return define(vm, type, "__doc__", std::move(doc));
}

/// The one builtin type that has positional patterns by name (PEP 750).
Result<void> defineMatchArgs(Vm& vm) {
  Ref names = TRY(newTupleBlank(vm, 4));
  Value* items = names.as<TupleCell>()->items;
  for (const char* name : {"value", "expression", "conversion", "format_spec"}) *items++ = intern(name).release();
  return define(vm, typeCell(TypeId::kInterpolation), "__match_args__", std::move(names));
}

Result<void> bootTypes(Vm& vm) {
  for (uint16_t i = 0; i < uint16_t(TypeId::kCount); ++i) TRY(linkType(vm, TypeId(i)));
  TRY(linkExceptionGroup(vm));
  for (uint16_t i = 0; i < uint16_t(TypeId::kCount); ++i) {
    TRY(defineMethods(vm, TypeId(i)));
    TRY(defineSpecialMethods(vm, TypeId(i)));
  }
  TRY(defineMatchArgs(vm));
  for (uint16_t i = 0; i < uint16_t(TypeId::kCount); ++i) inheritTypeFlags(typeCell(TypeId(i)));
  return {};
}

}  // namespace

void bootObjects(Vm& vm) {
  flushTypeCache();
  resolveSlots();
  for (uint16_t i = 0; i < uint16_t(TypeId::kCount); ++i) shapeType(TypeId(i));
  Root& r = root();
  setHeader(&r.none, TypeId::kNone);
  setHeader(&r.notImplemented, TypeId::kNotImplemented);
  setHeader(&r.ellipsis, TypeId::kEllipsis);
  setHeader(&r.noDefault, TypeId::kNoDefault);
  r.emptyTuple = offsetOf(makeCell<TupleCell>(TypeId::kTuple));
  bootStrings(vm);
  for (size_t i = 0; i < size_t(Name::kCount); ++i) r.names[i] = intern(kNameTexts[i]).release().offset();
  for (uint16_t i = 0; i < uint16_t(TypeId::kCount); ++i) nameType(TypeId(i));
  CHECK(bootTypes(vm).ok());
}

}  // namespace vitrine
