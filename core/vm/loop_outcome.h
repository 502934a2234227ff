// What the run loop does between two runs of instructions. Part of interpreter.cpp, apart for its size only.
#pragma once

#include "vm/loop.h"
#include "vm/unwinder.h"

namespace vitrine {

/// Between two runs of instructions: follows the outcome of the last one, then does what a safe point asks for. False where the loop
/// ends, with `*exit`. Always inlined, so that Registers stay in registers.
template <class Tracer>
VITRINE_INLINE bool settleOutcome(Vm& vm, Registers<Tracer>& r, Outcome outcome, LoopExit* exit) {
  *exit = LoopExit::kLeft;
  for (;;) {
    switch (outcome) {
      case Outcome::kNext: break;
      case Outcome::kJumped: {
        const Unit* from = r.pc;
        r.refresh();
        machine.segment = r.pc;
        if (r.pc <= from) --machine.backEdgesLeft;
        break;
      }
      case Outcome::kFrame:
        r.load();
        --machine.backEdgesLeft;
        break;
      case Outcome::kReturned: *exit = LoopExit::kReturned; return false;
      case Outcome::kSuspended: return false;
      case Outcome::kRaised:
      case Outcome::kReraised:
        if (vm.abandoned && machine.nesting == 0) {
          machine.status = RunStatus::kAbandoned;
          return false;
        }
        machine.current = nullptr;
        outcome = unwindException(vm, outcome);
        continue;
    }
    if (!somethingWaits() && machine.backEdgesLeft > 0) return true;
    r.count(r.pc, r.pc);
    r.save();
    machine.current = nullptr;
    outcome = atSafePoint(vm);
    if (outcome != Outcome::kNext) continue;
    if (machine.backEdgesLeft > 0) return true;
    switch (takeBreak(vm, Tracer::kExact)) {
      case Break::kLeave: return false;
      case Break::kAgain: *exit = LoopExit::kAgain; return false;
      case Break::kAbandon: outcome = Outcome::kReraised;
    }
  }
}

}  // namespace vitrine
