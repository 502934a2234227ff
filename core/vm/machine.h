// Machine: what the interpreter keeps outside the region: the slice's request, the stop flag, the nesting of run loops.
// Invariant: nothing here changes what the program does, only when the loop leaves (R4).
#pragma once

#include "vm/interpreter.h"

namespace vitrine {

/// What a handler tells the loop.
enum class Outcome : uint8_t {
  kNext,       // go on behind the instruction
  kJumped,     // the frame's `instruction` says where to go on
  kFrame,      // another frame is on top: load it
  kRaised,     // an exception is pending: note this frame in its traceback and unwind
  kReraised,   // likewise, without noting
  kSuspended,  // leave the loop; the instruction runs again
  kReturned,   // the boundary frame of this loop ended: see Machine::boundary
};

enum class Ending : uint8_t;

/// How a loop's last frame ended; its values are owned until runNested or run takes them.
struct BoundaryResult {
  ReturnAction action;
  Ending ending;
  Value auxiliary, value;
};

struct Machine {
  const RunRequest* request = nullptr;
  Watcher* watcher = nullptr;
  volatile bool stopRequested = false;
  uint64_t stepLimit = UINT64_MAX;    // the watched loop stops before this instruction
  int64_t backEdgesLeft = 0;          // of the slice
  uint32_t largestCode = 1;           // units of the longest code decoded so far: how far one segment may run
  uint32_t nesting = 0;               // run loops below this one
  uint64_t nestedBudget = 10'000'000, nestedLimit = UINT64_MAX;
  RunStatus status = RunStatus::kDone;  // why the loop leaves, with Outcome::kSuspended
  bool abandoned = false;
  BoundaryResult boundary;            // how the frame ended that ended a loop
  uint64_t hiddenSince = 0;           // instructionCount when a hidden frame began to run
  bool inHidden = false;
};

extern Machine machine;

constexpr uint32_t kTokenSuspended = 3;  // suspend()'s result
inline bool isSuspended(Value v) { return v == Value::token(kTokenSuspended); }

inline CallStackCell* callStack() { return at<CallStackCell>(root().callStack); }
inline Frame* topFrame() { return at<Frame>(callStack()->top); }
inline bool stackEmpty() { return callStack()->top == 0; }

/// Runs the loop until the boundary frame on top returns (call, next of a generator from C++): its value, or Raised.
Result<Ref> runNested(Vm& vm);

}  // namespace vitrine
