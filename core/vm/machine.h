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

struct Unit;

struct Machine {
  const RunRequest* request = nullptr;  // null while nobody called run(): C++ calls Python by itself
  Watcher* watcher = nullptr;
  volatile bool stopRequested = false;
  uint64_t stepLimit = UINT64_MAX;    // the exact loop stops before this instruction
  int64_t backEdgesLeft = 0;          // until the loop has to look at what it may still spend (run.cpp, takeBreak)
  int64_t granted = 0, spent = 0;     // back-edges given out last, and spent before that in this run()
  uint32_t largestCode = 1;           // units of the longest code decoded so far: how far one segment may run
  uint32_t nesting = 0;               // run loops below the running one
  uint32_t pinned = 0;                // calls from C++ in progress, during which nothing can be suspended
  uint64_t nestedBudget = 10'000'000, nestedLimit = UINT64_MAX;
  RunStatus status = RunStatus::kDone;  // why the loop leaves, with Outcome::kSuspended
  bool abandoned = false;
  BoundaryResult boundary;            // how the frame ended that ended a loop
  uint32_t listAppend = 0, length = 0;  // the native indexes of list.append and len, which the loop does by itself
  // Of the running loop (a nested one keeps the outer one's and gives them back): the running frame's code, and its parts.
  const struct DecodedCode* code = nullptr;
  const Unit* units = nullptr;
  const Value* constants = nullptr;
  // The unwatched loop counts by straight runs of instructions; what it has not written to Root yet:
  const Unit* segment = nullptr;      // where the straight run began
  const Unit* current = nullptr;      // the instruction whose handler runs
  uint64_t countedSince = 0;          // instructionCount up to which userInstructionCount is right
  bool inHidden = false;              // the running frame is a hidden one (its instructions are not the user's)
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
