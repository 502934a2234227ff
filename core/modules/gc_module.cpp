// The module gc: the cycle collector seen from the program. CPython: Modules/gcmodule.c. Collections are triggered by numbers of
// objects only, so the counts of generations say little here: there is one generation.
#include "heap/collector.h"
#include "heap/heap.h"
#include "modules/prelude_helpers.h"
#include "modules/registry.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

/// gc.collect(): a second round takes what the finalisers of the first have left behind (prelude: gc_collect).
Result<Ref> collectNow(Vm& vm, Args args) {
  int64_t generation = args.has(0) ? TRY(toIndex64(vm, args[0], IndexOverflow::kRaise, TypeId::kOverflowError)) : 2;
  if (generation < 0 || generation > 2) return vm.raise(TypeId::kValueError, "invalid generation");
  size_t found = collect();
  if (!collectionLeftFinalizers()) return newInt(vm, int64_t(found));
  return tailCallPrelude(vm, "gc_collect", {Value::integer(int64_t(found))});
}
Result<Ref> collectAgain(Vm& vm, Args) {
  collect();
  return boolRef(collectionLeftFinalizers());
}

Result<Ref> enable(Vm&, Args) {
  setCollectionEnabled(true);
  return noneRef();
}
Result<Ref> disable(Vm&, Args) {
  setCollectionEnabled(false);
  return noneRef();
}
Result<Ref> isEnabled(Vm&, Args) { return boolRef(collectionEnabled()); }
Result<Ref> getCount(Vm& vm, Args) {
  int64_t made = int64_t(heapState().trackedCells);
  return newTuple(vm, {Value::integer(made), Value::integer(0), Value::integer(0)});
}
Result<Ref> getThreshold(Vm& vm, Args) { return newTuple(vm, {Value::integer(2000), Value::integer(10), Value::integer(0)}); }
Result<Ref> setThreshold(Vm& vm, Args args) {
  int64_t threshold = TRY(toIndex64(vm, args[0], IndexOverflow::kRaise, TypeId::kOverflowError));
  setCollectionEnabled(threshold > 0);
  if (threshold > 0) setCollectionThreshold(size_t(threshold));
  return noneRef();
}
Result<Ref> nothing(Vm&, Args) { return noneRef(); }
Result<Ref> zero(Vm&, Args) { return intRef(0); }

bool isTrackedCell(Cell* cell) { return layoutOf(cell).collectable; }

Result<Ref> isTracked(Vm&, Args args) { return boolRef(args[0].isReference() && isTrackedCell(cellOf(args[0]))); }
Result<Ref> isFinalized(Vm&, Args args) {
  return boolRef(args[0].isReference() && cellOf(args[0])->refCount & Cell::kFinalizedBit);
}

/// Objects of the program, not the machine's own cells (shapes, call stacks).
bool isVisible(const Cell* cell) { return cell->type != typeOffset(TypeId::kShape) && cell->type != typeOffset(TypeId::kCallStack); }

Result<Ref> listOf(Vm& vm, const std::vector<Cell*>& cells) {
  Ref list = TRY(newList(vm));
  for (Cell* cell : cells) TRY(listAppend(vm, list, valueOf(cell)));
  return list;
}

Result<Ref> getObjects(Vm& vm, Args) {
  std::vector<Cell*> found;
  forEachCell([&](Cell* cell) {
    if (isTrackedCell(cell) && isVisible(cell)) found.push_back(cell);
  });
  return listOf(vm, found);
}

class Referents final : public Visitor {
 public:
  explicit Referents(std::vector<Cell*>& found) : found_(found) {}
  void visit(Cell* referent) override { found_.push_back(referent); }

 private:
  std::vector<Cell*>& found_;
};

void addReferents(Cell* cell, std::vector<Cell*>& found) {
  Referents visitor(found);
  layoutOf(cell).traverse(cell, visitor);
}

/// values: args.
Result<Ref> getReferents(Vm& vm, Args args) {
  std::vector<Cell*> found;
  for (Value v : tupleItems(args[0]))
    if (v.isReference() && isTrackedCell(cellOf(v))) addReferents(cellOf(v), found);
  return listOf(vm, found);
}
Result<Ref> getReferrers(Vm& vm, Args args) {
  std::vector<Cell*> found, referents;
  forEachCell([&](Cell* cell) {
    if (!isTrackedCell(cell) || !isVisible(cell) || valueOf(cell) == args[0]) return;
    referents.clear();
    addReferents(cell, referents);
    for (Value wanted : tupleItems(args[0]))
      for (Cell* referent : referents)
        if (wanted == valueOf(referent)) return found.push_back(cell);
  });
  return listOf(vm, found);
}
Result<Ref> getStats(Vm& vm, Args) { return tailCallPrelude(vm, "gc_stats", {}); }

const NativeMethod kFunctions[] = {
    {"collect", "(generation=2)", collectNow, kMethodPlain, "Run the garbage collector."},
    {"enable", "()", enable},
    {"disable", "()", disable},
    {"isenabled", "()", isEnabled},
    {"get_count", "()", getCount},
    {"get_threshold", "()", getThreshold},
    {"set_threshold", "(threshold0, threshold1=0, threshold2=0, /)", setThreshold},
    {"get_debug", "()", zero},
    {"set_debug", "(flags, /)", nothing},
    {"freeze", "()", nothing},
    {"unfreeze", "()", nothing},
    {"get_freeze_count", "()", zero},
    {"get_objects", "(generation=None)", getObjects},
    {"get_referents", "(*objs)", getReferents},
    {"get_referrers", "(*objs)", getReferrers},
    {"get_stats", "()", getStats},
    {"is_tracked", "(obj, /)", isTracked},
    {"is_finalized", "(obj, /)", isFinalized},
};

Result<void> populate(Vm& vm, Value module) {
  constexpr std::pair<const char*, int> kFlags[] = {
      {"DEBUG_STATS", 1}, {"DEBUG_COLLECTABLE", 2}, {"DEBUG_UNCOLLECTABLE", 4}, {"DEBUG_SAVEALL", 32}, {"DEBUG_LEAK", 38}};
  for (auto [name, value] : kFlags) TRY(setMember(vm, module, name, intRef(value)));
  TRY(setMember(vm, module, "garbage", TRY(newList(vm))));
  return setMember(vm, module, "callbacks", TRY(newList(vm)));
}

const NativeMethod kHelpers[] = {{"_gc_collect_again", "()", collectAgain}};

}  // namespace

extern const NativeModule kGcModule = {"gc", kFunctions, populate, "This module provides access to the garbage collector for reference cycles."};
extern const NativeModule kPreludeGcModule = {"_prelude.gc", kHelpers};

}  // namespace vitrine
