// Releasing: what happens when a count reaches zero, and what waits to run because of it.
//
// A dead cell with a finaliser is brought back with one reference held by the queue and runs as an ordinary frame
// before the next instruction, once (kFinalizedBit, PEP 442); weak references to a dead cell are cleared at once and
// their callbacks queue likewise (weak_reference.h).
#pragma once

#include "heap/heap_state.h"
#include "heap/layout.h"

namespace vitrine {

/// One thing to run before the next instruction.
struct PendingFinalizer {
  enum class Kind : uint32_t { kFinalizer, kWeakReferenceCallback };
  Kind kind;
  Ref object;    // kFinalizer: the resurrected object; kWeakReferenceCallback: the weak reference
  Ref callback;  // kWeakReferenceCallback: what to call with it
};

/// Whether the first in the queue may run now.
bool finalizersPending();
/// A finaliser begins to run: what waits already is held back until it has ended; what is queued meanwhile runs at once.
void holdFinalizers();
/// It has ended.
void resumeFinalizers();
/// Nothing runs any more: holds nothing back.
void releaseHeldFinalizers();
/// Takes the first. What is queued from now on goes in front of what still waits: it died while this one ran, and
/// CPython would run it then. Only where finalizersPending().
PendingFinalizer takeFinalizer();

/// The queue belongs to a call stack (R12): puts `other` in its place and gives the old one, for a switch of stacks.
FinalizerQueue exchangeFinalizerQueue(FinalizerQueue other);
/// Visits what a queue owns (the layout of a call stack that does not run).
void visitFinalizerQueue(FinalizerQueue queue, Visitor& visitor);

/// Puts something at the queue's cursor; takes over both references. For release.cpp and the collector.
void queueFinalizer(PendingFinalizer::Kind kind, Cell* object, Offset callback);

}  // namespace vitrine
