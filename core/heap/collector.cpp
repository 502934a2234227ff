// Trial deletion over all tracked cells: counts less the references from other tracked cells leave what is held from
// outside; what that does not reach is garbage. All notes are kept in a SideTable, and everything happens in address
// order, so a round is determined by the region's bytes alone (R4, R5).
#include "heap/collector.h"

#include <algorithm>
#include <vector>

#include "heap/heap.h"
#include "heap/release.h"
#include "heap/side_table.h"
#include "heap/weak_reference.h"

namespace vitrine {
namespace {

constexpr uint32_t kDefaultThreshold = 2000;
constexpr uint32_t kNever = 0xFFFFFFFF;
// Marks in the table, above any count: reached from outside; not looked at (its layout cannot be in a cycle).
constexpr uint32_t kReached = 0xFFFFFFFF, kIgnored = 0xFFFFFFFE;

class Round {
 public:
  Round() : table_(Coverage::kTrackedCells) {}

  /// Finds the unreachable cells, in address order.
  const std::vector<Cell*>& findUnreachable();
  /// Queues the finalisers among them; what these can reach survives. Says whether there were any.
  bool queueFinalizers();
  /// Clears the rest.
  void clearRest();

 private:
  struct Subtract final : Visitor {
    explicit Subtract(SideTable& table) : table(table) {}
    void visit(Cell* referent) override {
      if (!table.covers(referent)) return;
      uint32_t& count = table[referent];
      if (count < kIgnored && count != 0) --count;
    }
    SideTable& table;
  };
  struct Reach final : Visitor {
    explicit Reach(Round& round) : round(round) {}
    void visit(Cell* referent) override { round.reach(referent); }
    Round& round;
  };

  void reach(Cell* cell) {
    if (!table_.covers(cell)) return;
    uint32_t& mark = table_[cell];
    if (mark >= kIgnored) return;
    mark = kReached;
    pending_.push_back(cell);
  }
  void reachAllFrom(Cell* start) {
    Reach visitor(*this);
    reach(start);
    while (!pending_.empty()) {
      Cell* cell = pending_.back();
      pending_.pop_back();
      layoutOf(cell).traverse(cell, visitor);
    }
  }
  bool isGarbage(const Cell* cell) { return table_.covers(cell) && table_[cell] < kIgnored; }

  SideTable table_;
  std::vector<Cell*> pending_, unreachable_;
};

const std::vector<Cell*>& Round::findUnreachable() {
  table_.forEach([&](Cell* cell) { table_[cell] = layoutOf(cell).collectable ? cell->count() : kIgnored; });
  Subtract subtract(table_);
  table_.forEach([&](Cell* cell) {
    if (table_[cell] != kIgnored) layoutOf(cell).traverse(cell, subtract);
  });
  table_.forEach([&](Cell* cell) {
    uint32_t mark = table_[cell];
    if (mark > 0 && mark < kIgnored) reachAllFrom(cell);
  });
  table_.forEach([&](Cell* cell) {
    if (table_[cell] == 0) unreachable_.push_back(cell);
  });
  return unreachable_;
}

bool Round::queueFinalizers() {
  bool any = false;
  for (Cell* cell : unreachable_) {
    if ((cell->refCount & Cell::kFinalizedBit) || !hasFinalizer(cell)) continue;
    cell->refCount = (cell->refCount | Cell::kFinalizedBit) + 1;
    queueFinalizer(PendingFinalizer::Kind::kFinalizer, cell, 0);
    reachAllFrom(cell);
    any = true;
  }
  return any;
}

void Round::clearRest() {
  auto reached = [&](Cell* cell) { return !isGarbage(cell); };
  unreachable_.erase(std::remove_if(unreachable_.begin(), unreachable_.end(), reached), unreachable_.end());
  auto wanted = [](const Cell* weak, void* round) { return !static_cast<Round*>(round)->isGarbage(weak); };
  for (Cell* cell : unreachable_) {
    clearWeakReferences(cell, wanted, this);
    ++cell->refCount;  // so that clearing one frees none of the others under our hands
  }
  for (Cell* cell : unreachable_)
    if (auto clear = layoutOf(cell).clear) clear(cell);
  for (Cell* cell : unreachable_) decrement(cell);
}

// Sets when the next round is due, from what is alive now.
void schedule() {
  HeapState& heap = heapState();
  uint32_t growth = heap.collectionThreshold;
  if (growth > 1) growth = std::max(growth, heap.trackedCells / 4);
  heap.collectionAt = heap.collectionEnabled ? heap.trackedCells + growth : kNever;
}

}  // namespace

void initialiseCollector() {
  HeapState& heap = heapState();
  heap.collectionThreshold = kDefaultThreshold;
  heap.collectionEnabled = 1;
  schedule();
}

size_t collect() {
  HeapState& heap = heapState();
  uint32_t before = heap.trackedCells;
  size_t found;
  {
    Round round;
    found = round.findUnreachable().size();
    heap.leftFinalizers = found != 0 && round.queueFinalizers();
    if (found != 0) round.clearRest();
  }
  if (before - heap.trackedCells > before / 4) reclaimEmptyPools();
  schedule();
  return found;
}

bool collectionLeftFinalizers() { return heapState().leftFinalizers != 0; }

void setCollectionEnabled(bool enabled) {
  heapState().collectionEnabled = enabled;
  schedule();
}

bool collectionEnabled() { return heapState().collectionEnabled != 0; }

void setCollectionThreshold(size_t threshold) {
  heapState().collectionThreshold = uint32_t(std::clamp<size_t>(threshold, 1, kRegionReserve / kGrain));
  schedule();
}

}  // namespace vitrine
