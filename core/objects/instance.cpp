// Shapes and the fields of instances. Invariant: an instance owns its shape; a shape owns its parent; a parent only
// borrows its children, which leave its transition table when they die (dropShape in layouts.cpp calls forgetShape).
#include "objects/instance.h"

#include <cstring>

#include "heap/heap.h"
#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/shape_table.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

constexpr uint32_t kWalkLimit = 8;
constexpr uint32_t kInlineSteps[] = {4, 8, 14, 22, 30};

ShapeCell* newShape(ShapeCell* parent, Offset name, uint32_t fieldCount, uint32_t inlineFields) {
  auto* shape = makeCell<ShapeCell>(TypeId::kShape);
  shape->parent = parent ? offsetOf(parent) : 0;
  shape->name = name;
  if (parent) ++parent->refCount;
  shape->fieldCount = fieldCount;
  shape->inlineFields = inlineFields;
  shape->serial = ++root().nextShapeSerial;
  return shape;
}

struct Transition {
  Offset name, shape;
};

uint32_t lookupSize(uint32_t fields) {
  uint32_t size = 16;
  while (size < fields * 2) size *= 2;
  return size;
}

/// Fills the open-addressed table of a shape with many fields.
void buildLookup(ShapeCell* shape) {
  uint32_t size = lookupSize(shape->fieldCount);
  Offset table = allocateBuffer(size * sizeof(Transition));
  auto* entries = at<Transition>(table);
  for (ShapeCell* s = shape; s->name; s = at<ShapeCell>(s->parent)) {
    uint32_t slot = (s->name >> 4) & (size - 1);
    while (entries[slot].name) slot = (slot + 1) & (size - 1);
    entries[slot] = {s->name, s->fieldCount - 1};
  }
  shape->lookup = table;
}

uint32_t storageCapacity(const InstanceFields* fields) { return fields->storage ? blockSize(fields->storage) / sizeof(Value) : 0; }

/// Widens the type's inline room after an instance of its current shape tree has overflowed it.
void growInlineFields(TypeCell* type, const ShapeCell* shape) {
  if (shape->inlineFields != type->inlineFields || !type->inlineFields) return;
  for (uint32_t step : kInlineSteps) {
    if (step <= type->inlineFields) continue;
    type->inlineFields = step;
    Offset old = type->rootShape;
    type->rootShape = offsetOf(newShape(nullptr, 0, 0, step));
    decrementAt(old);
    return;
  }
}

size_t itemsBytes(const Cell* cell, const TypeCell* type) {
  switch (LayoutId(uint8_t(type->layout % uint8_t(LayoutId::kCount)))) {
    case LayoutId::kInt: return size_t(std::abs(static_cast<const IntCell*>(cell)->size)) * 4;
    case LayoutId::kTuple: return size_t(static_cast<const TupleCell*>(cell)->length) * 8;
    case LayoutId::kStr: return size_t(static_cast<const StrCell*>(cell)->length) * static_cast<const StrCell*>(cell)->width;
    default: return *reinterpret_cast<const uint32_t*>(cell + 1);  // bytes: its length comes first
  }
}

}  // namespace

Offset newRootShape(uint32_t inlineFields) { return offsetOf(newShape(nullptr, 0, 0, inlineFields)); }

int32_t shapeFind(const ShapeCell* shape, Value name) {
  Offset wanted = name.offset();
  if (shape->lookup) {
    uint32_t mask = lookupSize(shape->fieldCount) - 1;
    const auto* entries = at<Transition>(shape->lookup);
    for (uint32_t slot = (wanted >> 4) & mask; entries[slot].name; slot = (slot + 1) & mask)
      if (entries[slot].name == wanted) return int32_t(entries[slot].shape);
    return -1;
  }
  for (const ShapeCell* s = shape; s->name; s = at<ShapeCell>(s->parent))
    if (s->name == wanted) return int32_t(s->fieldCount) - 1;
  return -1;
}

ShapeCell* shapeWith(Vm& vm, ShapeCell* shape, Value name) {
  auto* transitions = at<Transition>(shape->transitions);
  for (uint32_t i = 0; i < shape->transitionCount; ++i)
    if (transitions[i].name == name.offset()) {
      auto* child = at<ShapeCell>(transitions[i].shape);
      ++child->refCount;
      return child;
    }
  ShapeCell* child = newShape(shape, name.offset(), shape->fieldCount + 1, shape->inlineFields);
  if (child->fieldCount > kWalkLimit) buildLookup(child);
  uint32_t capacity = shape->transitions ? blockSize(shape->transitions) / sizeof(Transition) : 0;
  if (shape->transitionCount == capacity)
    shape->transitions = shape->transitions ? resizeBuffer(shape->transitions, capacity * 2 * sizeof(Transition))
                                            : allocateBuffer(2 * sizeof(Transition));
  at<Transition>(shape->transitions)[shape->transitionCount++] = {name.offset(), offsetOf(child)};
  return child;
}

void forgetShape(ShapeCell* dying) {
  if (!dying->parent) return;
  auto* parent = at<ShapeCell>(dying->parent);
  auto* transitions = at<Transition>(parent->transitions);
  for (uint32_t i = 0; i < parent->transitionCount; ++i)
    if (transitions[i].shape == offsetOf(dying)) {
      transitions[i] = transitions[--parent->transitionCount];
      transitions[parent->transitionCount] = {0, 0};
      return;
    }
}

uint32_t fieldsOffsetOf(const Cell* instance, const TypeCell* type) {
  if (type->fieldsAt != kFieldsAfterItems) return type->fieldsAt;
  return uint32_t((type->instanceBytes + itemsBytes(instance, type) + 7) & ~size_t(7));
}

InstanceFields* fieldsOf(Cell* instance, const TypeCell* type) {
  if (!type->fieldsAt) return nullptr;
  return reinterpret_cast<InstanceFields*>(reinterpret_cast<char*>(instance) + fieldsOffsetOf(instance, type));
}

Value* fieldAt(Cell* instance, const TypeCell* type, const ShapeCell* shape, uint32_t index) {
  InstanceFields* fields = fieldsOf(instance, type);
  if (index < shape->inlineFields) return reinterpret_cast<Value*>(fields + 1) + index;
  return at<Value>(fields->storage) + (index - shape->inlineFields);
}

Value instanceGet(Value object, Value name) {
  if (!object.isReference()) return {};
  TypeCell* type = typeOf(object);
  InstanceFields* fields = fieldsOf(cellOf(object), type);
  if (!fields) return {};
  if (!fields->shape) return fields->storage ? dictGetName(Value::reference(fields->storage), name) : Value();
  auto* shape = at<ShapeCell>(fields->shape);
  Ref interned;
  if (!cellOf<StrCell>(name)->interned) {
    interned = internValue(name);
    name = interned;
  }
  int32_t index = shapeFind(shape, name);
  return index < 0 ? Value() : *fieldAt(cellOf(object), type, shape, uint32_t(index));
}

namespace {

/// Appends a field: the instance moves to the next shape.
Result<void> addField(Vm& vm, Value object, TypeCell* type, InstanceFields* fields, Value name, Value value) {
  auto* shape = at<ShapeCell>(fields->shape);
  uint32_t index = shape->fieldCount;
  if (index >= shape->inlineFields) {
    growInlineFields(type, shape);
    uint32_t beyond = index - shape->inlineFields;
    uint32_t capacity = storageCapacity(fields);
    if (beyond >= capacity) {
      size_t bytes = (capacity ? capacity * 2 : 4) * sizeof(Value);
      fields->storage = fields->storage ? resizeBuffer(fields->storage, bytes) : allocateBuffer(bytes);
    }
  }
  ShapeCell* next = shapeWith(vm, shape, name);
  if (next->count() == 1) {  // a new one
    ++next->refCount;
    decrementAt(std::exchange(type->keptShape, offsetOf(next)));
  }
  fields->shape = offsetOf(next);
  increment(value);
  *fieldAt(cellOf(object), type, next, index) = value;
  decrement(static_cast<Cell*>(shape));
  return {};
}

}  // namespace

Result<void> materializeDict(Vm& vm, Cell* cell, InstanceFields* fields) {
  if (!fields->shape) {
    if (!fields->storage) fields->storage = newDict().release().offset();
    return {};
  }
  const TypeCell* type = at<TypeCell>(cell->type);
  auto* shape = at<ShapeCell>(fields->shape);
  uint32_t count = shape->fieldCount;
  Value dict = newDict().release();
  Offset names[kMaxShapeFields];
  for (ShapeCell* s = shape; s->name; s = at<ShapeCell>(s->parent)) names[s->fieldCount - 1] = s->name;
  for (uint32_t i = 0; i < count; ++i) {
    Value* field = fieldAt(cell, type, shape, i);
    TRY(dictSetName(vm, dict, Value::reference(names[i]), *field));
    decrement(*field);
    *field = Value();
  }
  if (fields->storage) freeBlock(fields->storage);
  fields->storage = dict.offset();
  fields->shape = 0;
  decrement(static_cast<Cell*>(shape));
  return {};
}

Result<void> instanceSet(Vm& vm, Value object, Value name, Value value) {
  TypeCell* type = typeOf(object);
  InstanceFields* fields = fieldsOf(cellOf(object), type);
  DCHECK(fields);
  if (fields->shape) {
    Ref interned = internValue(name);
    auto* shape = at<ShapeCell>(fields->shape);
    int32_t index = shapeFind(shape, interned);
    if (index >= 0) {
      Value* field = fieldAt(cellOf(object), type, shape, uint32_t(index));
      Value old = *field;
      increment(value);
      *field = value;
      decrement(old);
      return {};
    }
    if (shape->fieldCount < kMaxShapeFields) return addField(vm, object, type, fields, interned, value);
  }
  TRY(materializeDict(vm, cellOf(object), fields));
  return dictSetName(vm, Value::reference(fields->storage), name, value);
}

Result<bool> instanceDelete(Vm& vm, Value object, Value name) {
  InstanceFields* fields = fieldsOf(cellOf(object), typeOf(object));
  DCHECK(fields);
  if (instanceGet(object, name).isNull()) return false;
  TRY(materializeDict(vm, cellOf(object), fields));
  return dictDeleteName(Value::reference(fields->storage), name);
}

Result<Ref> allocateObject(Vm& vm, TypeCell* type, size_t itemsBytes) {
  size_t bytes = type->instanceBytes + itemsBytes;
  bool isClass = type->flags & kTypeHeap;
  bool trailing = isClass && type->fieldsAt && (type->fieldsAt == kFieldsAfterItems || type->fieldsAt == type->instanceBytes);
  if (trailing) bytes = ((bytes + 7) & ~size_t(7)) + sizeof(InstanceFields) + type->inlineFields * sizeof(Value);
  Offset block = allocateCell(bytes);
  if (!block) return vm.raiseMemoryError();
  Cell* cell = at<Cell>(block);
  cell->refCount = 1;
  cell->type = offsetOf(type);
  if (isClass) ++type->refCount;
  if (type->fieldsAt && type->rootShape) {
    size_t at_ = type->fieldsAt == kFieldsAfterItems ? (type->instanceBytes + itemsBytes + 7) & ~size_t(7) : type->fieldsAt;
    auto* fields = reinterpret_cast<InstanceFields*>(reinterpret_cast<char*>(cell) + at_);
    fields->shape = type->rootShape;
    ++at<ShapeCell>(type->rootShape)->refCount;
  }
  return Ref::steal(cell);
}

Result<Ref> newInstance(Vm& vm, TypeCell* type) { return allocateObject(vm, type); }

Result<Value> instanceDict(Vm& vm, Value object) {
  if (!object.isReference()) return Value();
  InstanceFields* fields = fieldsOf(cellOf(object), typeOf(object));
  if (!fields) return Value();
  TRY(materializeDict(vm, cellOf(object), fields));
  return Value::reference(fields->storage);
}

void traverseFields(Cell* cell, const TypeCell* type, Visitor& visitor) {
  InstanceFields* fields = fieldsOf(cell, type);
  if (!fields) return;
  if (!fields->shape) {
    visitor.visitAt(fields->storage);
    return;
  }
  auto* shape = at<ShapeCell>(fields->shape);
  visitor.visit(shape);
  for (uint32_t i = 0; i < shape->fieldCount; ++i) visitor.visitValue(*fieldAt(cell, type, shape, i));
}

void dropFields(Cell* cell, const TypeCell* type) {
  InstanceFields* fields = fieldsOf(cell, type);
  if (!fields) return;
  Offset storage = fields->storage;
  if (!fields->shape) {
    fields->storage = 0;
    decrementAt(storage);
    return;
  }
  auto* shape = at<ShapeCell>(fields->shape);
  uint32_t count = shape->fieldCount;
  Value values[kMaxShapeFields];
  for (uint32_t i = 0; i < count; ++i) {
    Value* field = fieldAt(cell, type, shape, i);
    values[i] = *field;
    *field = Value();
  }
  fields->shape = 0;
  fields->storage = 0;
  if (storage) freeBlock(storage);
  for (uint32_t i = 0; i < count; ++i) decrement(values[i]);
  decrement(static_cast<Cell*>(shape));
}

}  // namespace vitrine
