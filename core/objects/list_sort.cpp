// Sorting keys that compare without Python code: exact numbers, strs, bytes, and tuples whose columns are such. Anything
// else is sorted in the prelude (modules/prelude/sort.py). Scratch memory lies outside the region.
#include <algorithm>
#include <cstring>

#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/timsort.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

enum class KeyKind { kOther, kInt, kFloat, kNumber, kStr, kBytes, kTuple, kNone };

KeyKind kindOf(Value v) {
  if (v.isInt()) return KeyKind::kInt;
  if (v.isFloat()) return KeyKind::kFloat;
  if (v.isBool() || isExactly(v, TypeId::kInt) || isExactly(v, TypeId::kFloat)) return KeyKind::kNumber;
  if (isExactly(v, TypeId::kStr)) return KeyKind::kStr;
  if (isExactly(v, TypeId::kBytes)) return KeyKind::kBytes;
  if (isExactly(v, TypeId::kTuple)) return KeyKind::kTuple;
  return isNone(v) ? KeyKind::kNone : KeyKind::kOther;
}

bool isNumber(KeyKind kind) { return kind == KeyKind::kInt || kind == KeyKind::kFloat || kind == KeyKind::kNumber; }

/// The kind all keys have, numbers of several kinds being kNumber; kOther where they differ.
KeyKind commonKind(std::span<const Value> keys) {
  KeyKind common = kindOf(keys[0]);
  for (Value key : keys) {
    KeyKind kind = kindOf(key);
    if (kind == common) continue;
    if (!isNumber(kind) || !isNumber(common)) return KeyKind::kOther;
    common = KeyKind::kNumber;
  }
  return common;
}

constexpr int kMaxColumnDepth = 20;

bool comparable(std::span<const Value> keys, int depth) {
  if (keys.size() < 2) return true;
  KeyKind kind = commonKind(keys);
  if (kind != KeyKind::kTuple) return kind != KeyKind::kOther && (kind != KeyKind::kNone || depth > 0);
  if (depth == kMaxColumnDepth) return false;
  std::vector<Value> column;
  for (uint32_t c = 0;; ++c) {
    column.clear();
    for (Value key : keys)
      if (c < tupleItems(key).size()) column.push_back(tupleItems(key)[c]);
    if (column.empty()) return true;
    if (column.size() > 1 && !comparable(column, depth + 1)) return false;
  }
}

int compareNumbers(Value a, Value b, bool* unordered) {
  if (Value::bothInts(a, b)) return a.asInt() < b.asInt() ? -1 : a.asInt() > b.asInt();
  bool floatA = isAnyFloat(a), floatB = isAnyFloat(b);
  std::partial_ordering order = std::partial_ordering::equivalent;
  if (floatA && floatB) {
    order = floatValue(a) <=> floatValue(b);
  } else if (floatB) {
    order = bigint::compareDouble(IntDigits(a).view, floatValue(b));
  } else if (floatA) {
    auto reflected = bigint::compareDouble(IntDigits(b).view, floatValue(a));
    order = reflected < 0 ? std::partial_ordering::greater : reflected > 0 ? std::partial_ordering::less : reflected;
  } else {
    IntDigits digitsA(a), digitsB(b);
    order = bigint::compare(digitsA.view, digitsB.view);
  }
  *unordered = order == std::partial_ordering::unordered;
  return order < 0 ? -1 : order > 0;
}

/// Negative, 0 or positive; `*unordered` where neither is less but they are not equal (NaN).
int compareKeys(Value a, Value b, bool* unordered) {
  KeyKind kind = kindOf(a);
  if (isNumber(kind)) return compareNumbers(a, b, unordered);
  if (kind == KeyKind::kStr) return compareStr(cellOf<StrCell>(a), cellOf<StrCell>(b));
  if (kind == KeyKind::kBytes) return cellOf<BytesCell>(a)->view().compare(cellOf<BytesCell>(b)->view());
  if (kind == KeyKind::kNone) return 0;
  auto left = tupleItems(a), right = tupleItems(b);
  for (size_t i = 0; i < left.size() && i < right.size(); ++i) {
    if (left[i] == right[i]) continue;  // identity counts as equal inside containers
    int order = compareKeys(left[i], right[i], unordered);
    if (order || *unordered) return order;
  }
  return left.size() < right.size() ? -1 : left.size() > right.size();
}

bool lessKey(Value a, Value b) {
  bool unordered = false;
  return compareKeys(a, b, &unordered) < 0 && !unordered;
}

template <class Less>
void runSort(std::vector<SortItem>& items, Less less) {
  TimSort<Less>(items.data(), items.size(), less).sort();
}

}  // namespace

bool nativelyComparable(std::span<const Value> keys) { return comparable(keys, 0); }

bool sortNatively(std::span<Value> keys, std::span<Value> values, bool reverse) {
  if (keys.size() < 2) return true;
  KeyKind kind = commonKind(keys);
  std::vector<SortItem> items(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) items[i] = {keys[i], values.empty() ? Value() : values[i]};
  if (reverse) std::reverse(items.begin(), items.end());
  if (kind == KeyKind::kInt)
    runSort(items, [](Value a, Value b) { return a.asInt() < b.asInt(); });
  else if (kind == KeyKind::kFloat)
    runSort(items, [](Value a, Value b) { return a.asFloat() < b.asFloat(); });
  else if (kind == KeyKind::kStr)
    runSort(items, [](Value a, Value b) { return compareStr(cellOf<StrCell>(a), cellOf<StrCell>(b)) < 0; });
  else
    runSort(items, lessKey);
  if (reverse) std::reverse(items.begin(), items.end());
  for (size_t i = 0; i < keys.size(); ++i) {
    keys[i] = items[i].key;
    if (!values.empty()) values[i] = items[i].value;
  }
  return true;
}

}  // namespace vitrine
