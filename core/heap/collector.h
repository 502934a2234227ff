// The cycle collector: finds groups of cells that only refer to each other (trial deletion over all collectable
// cells), runs their finalisers first (PEP 442), then clears them. Triggered by object counts only (R4), and only at
// safe points: between instructions.
#pragma once

#include <cstddef>

#include "heap/layout.h"

namespace vitrine {

/// Whether enough collectable cells were made since the last collection (cheap; read by the run loop's breaker).
bool collectionDue();
/// Collects. Finalisers found are queued (release.h) and their objects survive this round. Returns the number of
/// unreachable cells found, as gc.collect() does.
size_t collect();
/// gc.disable / gc.enable / gc.isenabled; gc.set_threshold's first number.
void setCollectionEnabled(bool enabled);
bool collectionEnabled();
void setCollectionThreshold(size_t threshold);

/// Reference-count audit: the first cell whose count differs from its incoming edges plus `roots`, 0 if none.
/// `visitRoots` reports each reference held from outside cells (frames, Root, live C++ Refs if any).
Offset auditReferenceCounts(void (*visitRoots)(Visitor&));

}  // namespace vitrine
