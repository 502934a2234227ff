// Releasing: what happens when a count reaches zero, and what waits to run because of it.
//
// A dead cell with a finaliser is brought back with one reference held by the queue and runs as an ordinary frame
// before the next instruction; weak references to a dead cell are cleared at once and their callbacks queue likewise.
#pragma once

#include "heap/cell.h"

namespace vitrine {

/// One thing to run before the next instruction, oldest first.
struct PendingFinalizer {
  enum class Kind : uint32_t { kFinalizer, kWeakReferenceCallback };
  Kind kind;
  Ref object;    // kFinalizer: the resurrected object; kWeakReferenceCallback: the weak reference
  Ref callback;  // kWeakReferenceCallback: what to call with it
};

/// Whether anything waits (cheap: read by the run loop's breaker).
bool finalizersPending();
/// Takes the oldest. Only where finalizersPending().
PendingFinalizer takeFinalizer();

/// Weak references: registers `weakReference` (a WeakReferenceCell, objects/weak_reference.h) on `target`; unregisters.
void registerWeakReference(Cell* target, Cell* weakReference);
void unregisterWeakReference(Cell* target, Cell* weakReference);
/// The head of the list of weak references to `target`, 0 for none.
Offset firstWeakReference(const Cell* target);

}  // namespace vitrine
