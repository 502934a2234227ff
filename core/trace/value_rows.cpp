// See value_rows.h. The size of an object is that of its cell and of the buffers it owns.
#include "trace/value_rows.h"

#include "heap/heap.h"
#include "objects/descriptor.h"
#include "objects/dict_table.h"
#include "objects/exception.h"
#include "objects/function.h"
#include "objects/instance.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "trace/value_text.h"

namespace vitrine {
namespace {

constexpr uint32_t kImmediate = 1, kReprCut = 2, kItemsCut = 4, kCallable = 8, kInstance = 16;  // flags
constexpr uint32_t kFlagsWord = 6, kFirstItemWord = 7, kItemCountWord = 8;                     // words of a row

bool inRoot(Value value) { return value.offset() < kHeapStart; }

uint32_t bufferBytes(Offset buffer) { return buffer ? uint32_t(blockSize(buffer)) : 0; }

uint32_t sizeOf(Value value) {
  if (!value.isReference()) return 0;
  if (inRoot(value)) return isType(value) ? uint32_t(sizeof(TypeCell)) : uint32_t(sizeof(Cell));
  auto bytes = uint32_t(blockSize(value.offset()));
  if (isList(value)) bytes += bufferBytes(cellOf<ListCell>(value)->items);
  else if (isDict(value)) bytes += bufferBytes(cellOf<DictCell>(value)->table);
  else if (isAnySet(value)) bytes += bufferBytes(cellOf<SetCell>(value)->table);
  return bytes;
}

uint32_t flagsOf(Value value) {
  if (!value.isReference()) return kImmediate;
  const bool instance = !isType(value) && typeOf(value)->flags & kTypeHeap;
  return (isCallable(value) ? kCallable : 0) | (instance ? kInstance : 0);
}

}  // namespace

uint32_t ValueRows::add(Value value, bool direct) {
  if (value.isNull() || value.isToken()) return kRecordNone;
  const auto [place, isNew] = rows_.emplace(value.bits(), writer_.count(RecordWriter::kValues));
  const uint32_t row = place->second;
  if (isNew) {
    bool cut = false;
    const std::string repr = valueText(value, limits_.reprCharacters, &cut);
    const int64_t length = lengthOf(value);
    const bool cell = value.isReference();
    writer_.add(RecordWriter::kValues, {writer_.text(typeNameOf(value)), writer_.text(repr), writer_.textOrNone(names_.of(value)),
                                        cell ? value.offset() : 0, cell ? cellOf(value)->count() : 0, sizeOf(value),
                                        flagsOf(value) | (cut ? kReprCut : 0), 0, 0, length < 0 ? kRecordNone : uint32_t(length)});
  }
  if (direct && value.isReference() && withItems_.insert(row).second) addItems(value, row);
  return row;
}

void ValueRows::addItems(Value value, uint32_t row) {
  items_.clear();
  itemsCut_ = false;
  if (isList(value)) addSequence(listItems(value));
  else if (isTuple(value)) addSequence(tupleItems(value));
  else if (isDict(value)) addDict(value);
  else if (isAnySet(value)) addSet(value);
  if (isExactly(value, TypeId::kCellObject)) addItem(Value(), cellOf<CellObjectCell>(value)->content, kRecordNone);
  if (isExactly(value, TypeId::kMethod)) {
    addItem(Value(), cellOf<MethodCell>(value)->function, writer_.text("__func__"));
    addItem(Value(), cellOf<MethodCell>(value)->self, writer_.text("__self__"));
  }
  if (!isType(value)) addAttributes(value);
  if (items_.empty()) return;
  writer_.set(RecordWriter::kValues, row, kFirstItemWord, writer_.count(RecordWriter::kItems));
  writer_.set(RecordWriter::kValues, row, kItemCountWord, uint32_t(items_.size()));
  if (itemsCut_) writer_.set(RecordWriter::kValues, row, kFlagsWord, writer_.get(RecordWriter::kValues, row, kFlagsWord) | kItemsCut);
  for (const auto& item : items_) writer_.add(RecordWriter::kItems, {item[0], item[1], item[2]});
}

bool ValueRows::addItem(Value keyOrNull, Value value, uint32_t name) {
  if (items_.size() >= limits_.items) {
    itemsCut_ = true;
    return false;
  }
  const uint32_t key = add(keyOrNull, false);
  items_.push_back({key, add(value, false), name});
  return true;
}

void ValueRows::addSequence(std::span<const Value> items) {
  for (Value item : items)
    if (!addItem(Value(), item, kRecordNone)) return;
}

void ValueRows::addDict(Value value) {
  uint32_t position = 0;
  for (Value key, item; dictNext(value, &position, &key, &item);)
    if (!addItem(key, item, kRecordNone)) return;
}

void ValueRows::addSet(Value value) {
  uint32_t position = 0;
  for (Value key; setNext(value, &position, &key);)
    if (!addItem(Value(), key, kRecordNone)) return;
}

void ValueRows::addAttributes(Value value) {
  const TypeCell* type = typeOf(value);
  if (const InstanceFields* fields = fieldsOf(cellOf(value), type)) {
    if (fields->shape) addFields(value, at<ShapeCell>(fields->shape));
    else if (fields->storage) addNamespace(Value::reference(fields->storage));
  }
  if (type->flags & kTypeHeap) addSlots(value, type);
}

/// In the order in which they were added: the shape of each is the parent of the next one's.
void ValueRows::addFields(Value value, const ShapeCell* shape) {
  std::vector<Offset> names;
  for (const ShapeCell* s = shape; s->name; s = at<ShapeCell>(s->parent)) names.push_back(s->name);
  for (uint32_t i = 0; i < names.size(); ++i) {
    const Value* field = fieldAt(cellOf(value), typeOf(value), shape, i);
    if (!addItem(Value(), *field, writer_.text(textAt(names[names.size() - 1 - i])))) return;
  }
}

void ValueRows::addNamespace(Value dict) {
  uint32_t position = 0;
  for (Value key, item; dictNext(dict, &position, &key, &item);)
    if (!addItem(Value(), item, isStr(key) ? writer_.text(utf8Of(key)) : kRecordNone)) return;
}

/// What __slots__ of the class and its bases name.
void ValueRows::addSlots(Value value, const TypeCell* type) {
  for (Value base : tupleItems(Value::reference(type->mro))) {
    const auto* owner = cellOf<TypeCell>(base);
    if (!(owner->flags & kTypeHeap) || !owner->slotNames) continue;
    uint32_t position = 0;
    for (Value key, item; dictNext(Value::reference(owner->dict), &position, &key, &item);) {
      if (!isExactly(item, TypeId::kMemberDescriptor)) continue;
      const auto* member = cellOf<MemberDescriptorCell>(item);
      const Value slot = *at<Value>(value.offset() + member->at);
      if (slot && !addItem(Value(), slot, writer_.text(textAt(member->name)))) return;
    }
  }
}

}  // namespace vitrine
