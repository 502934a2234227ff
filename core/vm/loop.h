// The run loop's two forms and the registers they keep. Invariant: while a handler runs, the frame's `instruction` and
// `stackHeight` and Machine::current say where the loop stands; otherwise only Registers does.
#pragma once

#include "heap/heap_state.h"
#include "vm/frame.h"
#include "vm/root_slots.h"

namespace vitrine {

/// Why a run loop came back to C++.
enum class LoopExit : uint8_t {
  kReturned,   // its boundary frame ended: Machine::boundary
  kLeft,       // Machine::status says why; the frames stay
  kAgain,      // choose the form anew and go on
};

/// What takeBreak decides. A loop that may go on is left and entered again all the same: an engine that compiles in tiers puts the better code
/// of a function in place when it is called, not while it runs, and a program is one call.
enum class Break : uint8_t { kAgain, kLeave, kAbandon };

/// Nobody looks: quick forms, instructions counted by straight runs.
struct Unwatched {
  static constexpr bool kExact = false;
};
/// The classic instructions one by one, each counted, shown to the watcher if there is one.
struct Exact {
  static constexpr bool kExact = true;
};

/// Runs the frame on top of the call stack until its loop's boundary frame ends or it has to leave.
template <class Tracer>
LoopExit interpret(Vm& vm);
extern template LoopExit interpret<Unwatched>(Vm& vm);
extern template LoopExit interpret<Exact>(Vm& vm);

/// Chooses the form and runs it.
LoopExit execute(Vm& vm);

/// No more back-edges are left: more are granted, or the loop must leave. Counts in Root are exact.
Break takeBreak(Vm& vm, bool exact);

/// Finalisers, a collection, MemoryError. kNext: nothing more to do; kFrame: a finaliser's frame is on top; kRaised.
Outcome atSafePoint(Vm& vm);

/// Brings userInstructionCount up to instructionCount.
inline void settleUserCount() {
  Root& r = root();
  if (!machine.inHidden) r.userInstructionCount += r.instructionCount - machine.countedSince;
  machine.countedSince = r.instructionCount;
}

/// The running frame is one of the other kind.
void enterHidden(bool hidden);

inline bool somethingWaits() {
  const HeapState& heap = heapState();
  return heap.queue.first != 0 || heap.trackedCells >= heap.collectionAt || heap.pagesInUse > rootSlot(kSlotMemoryAlarm);
}

/// The loop's own variables. Few, and always a local whose address does not leave the loop, so that they live in registers (what
/// V8 has to carry around a loop of this size costs at every turn); the rest of what the loop needs is Machine's.
template <class Tracer>
struct Registers {
  Frame* frame;
  const Unit* pc;
  Value* sp;

  /// Takes up the frame on top.
  VITRINE_INLINE void load() {
    frame = topFrame();
    take(decodedOf(codeOf(frame)));
  }
  /// The rest, once `frame` is set.
  VITRINE_INLINE void take(const DecodedCode* code) {
    machine.code = code;
    machine.units = code->units.data();
    machine.constants = code->constants;
    refresh();
    machine.segment = pc;
    if (code->hidden != machine.inHidden) [[unlikely]]
      enterHidden(code->hidden);
  }
  VITRINE_INLINE Value* stackBase() const { return frame->slots + machine.code->stackAt; }
  /// Reads what handlers move.
  VITRINE_INLINE void refresh() {
    pc = machine.units + frame->instruction;
    sp = stackBase() + frame->stackHeight;
  }
  /// Makes the frame exact.
  VITRINE_INLINE void save() {
    frame->instruction = uint32_t(pc - machine.units);
    frame->stackHeight = uint32_t(sp - stackBase());
    if constexpr (!Tracer::kExact) machine.current = pc;
  }
  /// Counts the straight run up to `end`; the next one begins at `begin`.
  VITRINE_INLINE void count(const Unit* end, const Unit* begin) {
    if constexpr (!Tracer::kExact) {
      root().instructionCount += uint64_t(end - machine.segment);
      machine.segment = begin;
    }
  }
  /// Jumps; true where that spent the last back-edge.
  VITRINE_INLINE bool jump(uint32_t target) {
    const Unit* to = machine.units + target;
    bool back = to <= pc;
    count(pc + 1, to);
    pc = to;
    return back && --machine.backEdgesLeft <= 0;
  }
  VITRINE_INLINE void push(Value owned) { *sp++ = owned; }
  VITRINE_INLINE void pushShared(Value v) {
    increment(v);
    *sp++ = v;
  }
};

/// Drops a reference; true where something died and therefore may wait to run.
VITRINE_INLINE bool dropped(Value v) {
  if (!v.isReference()) return false;
  Cell* cell = at<Cell>(v.offset());
  if ((--cell->refCount & Cell::kCountMask) != 0) [[likely]]
    return false;
  releaseCell(cell);
  return true;
}

/// The same for several, in this order.
VITRINE_INLINE bool droppedAny(std::initializer_list<Value> values) {
  bool died = false;
  for (Value v : values) died |= dropped(v);
  return died;
}

}  // namespace vitrine
