// The cycle collector: finds groups of cells that only refer to each other (trial deletion over all collectable
// cells), runs their finalisers first (PEP 442), then clears them. Triggered by object counts only (R4), and only at
// safe points: between instructions.
#pragma once

#include <cstddef>

#include "heap/heap_state.h"
#include "heap/layout.h"

namespace vitrine {

/// Whether enough collectable cells were made since the last collection (cheap; read by the run loop's breaker).
inline bool collectionDue() { return heapState().trackedCells >= heapState().collectionAt; }
/// Collects. Finalisers found are queued (release.h) and their objects survive this round. Returns the number of
/// unreachable cells found, as gc.collect() does.
size_t collect();
/// Whether the last round queued finalisers: when these have run, gc.collect() makes a second round for what is still
/// unreachable (CPython does both in one).
bool collectionLeftFinalizers();
/// gc.disable / gc.enable / gc.isenabled; gc.set_threshold's first number.
void setCollectionEnabled(bool enabled);
bool collectionEnabled();
/// A collection is due after `threshold` more tracked cells (or a quarter of the survivors, if more); 1 stands for
/// "after each", for stress tests.
void setCollectionThreshold(size_t threshold);
/// Starts the collector's part of HeapState; initialiseHeap calls it.
void initialiseCollector();

/// Reference-count audit: the first cell whose count differs from its incoming edges plus the roots, 0 if none.
/// `visitRoots` reports each reference held from outside cells: Root and the builtin types in it, live C++ Refs if any
/// (the current finaliser queue is counted here).
Offset auditReferenceCounts(void (*visitRoots)(Visitor&));

}  // namespace vitrine
