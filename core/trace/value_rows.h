// ValueRows: the values and items of a record: each object once, with the items of those that are shown directly.
#pragma once

#include <array>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "objects/instance.h"
#include "trace/moment_view.h"
#include "trace/record_writer.h"

namespace vitrine {

class ValueRows {
 public:
  ValueRows(RecordWriter& writer, ValueNames& names, const ViewLimits& limits) : writer_(writer), names_(names), limits_(limits) {}

  /// The index of a value, kRecordNone for NULL. `direct`: it is shown in a slot, so its items are given too.
  uint32_t add(Value value, bool direct);

 private:
  void addItems(Value value, uint32_t row);
  void addSequence(std::span<const Value> items);
  void addDict(Value value);
  void addSet(Value value);
  void addAttributes(Value value);
  void addFields(Value value, const ShapeCell* shape);
  void addNamespace(Value dict);
  void addSlots(Value value, const TypeCell* type);
  /// Adds one item; false when there are enough.
  bool addItem(Value keyOrNull, Value value, uint32_t name);

  RecordWriter& writer_;
  ValueNames& names_;
  const ViewLimits& limits_;
  std::unordered_map<uint64_t, uint32_t> rows_;  // by bits
  std::set<uint32_t> withItems_;                 // rows whose items are there
  std::vector<std::array<uint32_t, 3>> items_;   // of the value being added
  bool itemsCut_ = false;
};

}  // namespace vitrine
