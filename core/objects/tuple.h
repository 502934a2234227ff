// tuple. Invariant: once anybody can see a tuple its items are not NULL and never change; there is one empty tuple.
#pragma once

#include <initializer_list>
#include <span>

#include "heap/layout.h"
#include "objects/str.h"

namespace vitrine {

struct TupleCell : Cell {
  uint32_t length, reserved;
  Value items[];
};

/// A tuple of NULLs to be filled before anybody sees it; the shared empty one for 0.
Result<Ref> newTupleBlank(Vm& vm, uint32_t length);
/// Adds a reference to each item.
Result<Ref> newTuple(Vm& vm, std::span<const Value> items);
Result<Ref> newTuple(Vm& vm, std::initializer_list<Value> items);
/// The items of an exact tuple as an instance of `type`, tuple or a subclass (what tuple.__new__ gives).
Result<Ref> tupleOfType(Vm& vm, TypeCell* type, Value exactTuple);
/// hash(v) of an immediate int or an exact str, which hold nothing else. False for all else.
inline bool hashOfLeaf(Value v, int64_t* hash) {
  if (v.isInt()) {
    *hash = v.asInt() == -1 ? -2 : v.asInt();
    return true;
  }
  if (!isExactly(v, TypeId::kStr)) return false;
  *hash = hashOf(cellOf<StrCell>(v));
  return true;
}
/// The same of an exact tuple of these.
bool hashOfLeaves(Value tuple, int64_t* hash);
/// The same of any of these: what needs neither Python nor recursion.
inline bool quickHash(Value v, int64_t* hash) { return hashOfLeaf(v, hash) || hashOfLeaves(v, hash); }
inline std::span<const Value> tupleItems(Value tuple) { return {cellOf<TupleCell>(tuple)->items, cellOf<TupleCell>(tuple)->length}; }

void traverseTuple(Cell* cell, Visitor& visitor);
void dropTuple(Cell* cell);
void clearTuple(Cell* cell);

}  // namespace vitrine
