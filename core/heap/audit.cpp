// The reference-count audit: every cell's count equals the references that cells, the finaliser queue and the caller's
// roots hold. One wrong count anywhere in the machine shows here, at the next boundary, with the cell's address.
#include "heap/collector.h"
#include "heap/release.h"
#include "heap/side_table.h"

namespace vitrine {

Offset auditReferenceCounts(void (*visitRoots)(Visitor&)) {
  struct CountIncoming final : Visitor {
    explicit CountIncoming(SideTable& table) : table(table) {}
    void visit(Cell* referent) override {
      if (table.covers(referent)) ++table[referent];
    }
    SideTable& table;
  };
  SideTable incoming(Coverage::kAllCells);
  CountIncoming visitor(incoming);
  incoming.forEach([&](Cell* cell) { layoutOf(cell).traverse(cell, visitor); });
  visitFinalizerQueue(heapState().queue, visitor);
  visitRoots(visitor);
  Offset wrong = 0;
  incoming.forEach([&](Cell* cell) {
    if (!wrong && incoming[cell] != cell->count()) wrong = offsetOf(cell);
  });
  return wrong;
}

}  // namespace vitrine
