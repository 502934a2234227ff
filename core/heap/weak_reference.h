// Weak references: the cell, and the lists of those that point at one target. Nothing here owns: a weak reference does
// not own its target, the lists own no weak reference (its layout's drop unregisters it).
//
//   weakBuckets | chain | ...   hashed by target; chains run through the first weak reference of each target
//   target <- first (no callback) <- ... <- newest with a callback <- ... <- oldest
//
// A target with weak references has kWeaklyReferencedBit, so nothing is looked up for others.
#pragma once

#include "heap/cell.h"

namespace vitrine {

struct WeakReferenceCell : Cell {
  Offset referent;        // borrowed; 0 once it is dead
  Offset callback;        // owned; 0 for none
  int64_t hash;           // of the referent, taken when first asked for; -1: not yet
  Offset next, previous;  // other weak references to the same target
  Offset nextInChain;     // on the first of a list: the first of the next target's
  uint32_t reserved;
};
static_assert(sizeof(WeakReferenceCell) == 40);

/// Makes `target` the referent and puts the weak reference into its list: those without callback first, then the newest
/// (CPython: Objects/weakrefobject.c, order of callbacks).
void registerWeakReference(Cell* target, WeakReferenceCell* weakReference);
/// Takes it out of its list and forgets the referent; nothing happens where that is dead. For its layout's drop and
/// clear.
void unregisterWeakReference(WeakReferenceCell* weakReference);
/// The first in the list of weak references to `target`, 0 for none: one without callback if there is one.
Offset firstWeakReference(const Cell* target);

/// Clears all weak references to a dying target and queues callbacks of those for which `wanted` says so.
void clearWeakReferences(Cell* target, bool (*wanted)(const Cell* weakReference, void* context), void* context);

}  // namespace vitrine
