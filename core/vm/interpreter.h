// The run loop's front door: what the session, trace/ and modules/ need of the interpreter.
//
// Rules of safety
//  1. State lies in the region (Root, CallStackCell, Frame); Machine below is the rest: requests, counters of the slice,
//     hooks. Nothing in the region depends on it (R4, R5).
//  2. Between instructions and whenever C++ outside the loop runs, the running frame's `instruction` and `stackHeight` are
//     exact. Inside a handler's fast path they may lag; every handler that may raise, allocate a frame or look at frames
//     saves them first.
//  3. A frame's `instruction` is the one that comes next in the frame on top, the one that runs (its call) in those below.
//  4. Dropping a reference never runs Python; finalisers run as frames before the next instruction.
//  5. A handler leaves its operands on the stack until it cannot fail any more; the unwinder drops what is left.
// Look next at interpreter.cpp (loop and fast paths), handlers.h (all opcodes), return_actions.h (what follows a call).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "objects/frame.h"
#include "objects/protocol.h"

namespace vitrine {

/// Why the run loop came back.
enum class RunStatus : uint8_t {
  kDone,               // the call stack is empty: the program ended
  kBudgetSpent,        // run again to go on
  kNeedsInput,         // a native function waits for a line of input; running again executes the instruction anew
  kNeedsResource,      // likewise for a file of the library
  kSleeping,           // likewise for the clock
  kStopped,            // requestStop()
  kStoppedAt,          // the instruction asked for comes next
  kUncaughtException,  // the call stack is empty, vm.pending() is the exception
  kAbandoned,          // a nested call ran out of its budget or was stopped inside: restore a checkpoint and replay (R11)
};

/// What a run may spend.
struct RunRequest {
  uint64_t untilInstruction = UINT64_MAX;  // stop before instruction number N of Root::instructionCount
  uint32_t maxBackEdges = 100000;          // backward jumps and calls
  /// Asked every few thousand back-edges; true ends the slice (kBudgetSpent). May be null.
  bool (*deadline)(void* context) = nullptr;
  void* context = nullptr;
};

/// Looks at the machine before each instruction; must neither allocate in the region nor run Python (R4).
class Watcher {
 public:
  /// The running frame is the one on top and exact; false stops the run (kStoppedAt), inside a nested call abandons it.
  virtual bool beforeInstruction(Vm& vm) = 0;

 protected:
  ~Watcher() = default;
};

/// Starts a machine's interpreter state: an empty call stack in Root, an empty code cache. After resetRegion and the
/// boot of the types.
void startInterpreter(Vm& vm);

/// Pushes the frame of a module's code (or of exec and eval: `locals` a mapping); `run` then executes it.
/// `globals` and `locals` are dicts; `builtins` are found in globals under __builtins__, else Root's.
/// The code takes no arguments and makes no generator: see startCode.
Result<void> enterModule(Vm& vm, Value code, Value globals, Value locals);
/// Whether a frame may run `code` just so: no parameters to bind, no generator or coroutine to make.
bool runsAtOnce(const CodeCell* code);
/// Calls a function without arguments whose code does not run at once. Names of what is no function's (a coroutine made of a
/// module) are in `locals`.
Result<Ref> startBody(Vm& vm, Value function, Value locals);
/// Any code object without a closure: enters its frame as enterModule does, or calls a function of it without arguments.
/// What comes out is the caller's result.
Result<Ref> startCode(Vm& vm, Value code, Value globals, Value locals);

/// Runs the call stack on. With a watcher each instruction is shown to it, and the classic instructions run one by one.
RunStatus run(Vm& vm, const RunRequest& request, Watcher* watcher = nullptr);

/// Makes the loop leave at the next back-edge or call (kStopped); may be called from inside (a host callback).
void requestStop();
/// Forgets a request to stop (before the next run of a machine that stays).
void clearStop();

/// The instructions a nested call may run before the run is abandoned (R11); the session doubles it for the replay.
void setNestedBudget(uint64_t instructions);

/// Unwinds everything without running handlers: leaves an empty call stack and nothing pending.
void abandonStack(Vm& vm);

/// For native functions: "the host has to do something first". Return it; the instruction runs again later, so nothing may
/// have been consumed before. In a nested call it raises RuntimeError instead.
Result<Ref> suspend(Vm& vm, RunStatus why);

/// Called by whoever restores a checkpoint: drops the cache of code that does not exist any more and every inline cache.
void codeCacheFlush();

// --- what is on the stacks (never runs Python, never allocates in the region) ---------------------------------------

struct BlockView {
  BlockType type;
  int32_t handler;  // byte offset of the handler, -1 for kExceptHandler
  int32_t level;
};

/// One frame, described in terms of the classic code.
struct FrameView {
  const Frame* frame;
  const CodeCell* code;
  uint32_t offset;               // in bytes: where the instruction begins, its EXTENDED_ARGs included
  std::span<const Value> locals; // localCount
  std::span<const Value> cells;  // cellVars, then freeVars: CellObjectCells
  std::span<const Value> stack;  // bottom first; NULLs included
  std::vector<BlockView> blocks;
};

/// The frames of the running call stack, the newest first.
class FrameWalk {
 public:
  FrameWalk();
  explicit operator bool() const { return frame_ != nullptr; }
  const Frame* get() const { return frame_; }
  FrameView view() const { return viewOf(frame_); }
  void next();

  static FrameView viewOf(const Frame* frame);

 private:
  Frame* frame_;
};

/// The name of a block's type in 3.7.
const char* blockTypeName(BlockType type);

// --- for sys and the like -------------------------------------------------------------------------------------------

/// The exception being handled (sys.exception()), NULL for none; borrowed.
Value handledException();
/// The frame `depth` levels up as Python counts (hidden and comprehension frames skipped), nullptr if there is none.
Frame* pythonFrame(uint32_t depth);
/// The namespace of names in the running Python frame: globals and locals() as a fresh dict in functions.
Result<Ref> currentLocals(Vm& vm);
Value currentGlobals();
/// What to do with what nobody can catch (an exception in __del__): by default dropped; modules/ prints it.
extern void (*unraisableHook)(Vm& vm, Value exception, Value object);
/// warnings.warn(message, category) about the code that runs; raises where a filter makes an error of it. Set by modules/.
extern Result<void> (*warningHook)(Vm& vm, TypeId category, const std::string& message);
/// IMPORT_NAME's work when `__import__` is the builtin one; set by modules/.
extern Result<Ref> (*importHook)(Vm& vm, Value name, Value globals, Value locals, Value fromList, Value level);
/// Makes the part of the prelude that defines `name`, if there is one, run; set by modules/.
extern Result<void> (*preludeHook)(Vm& vm, Value name);
/// PRINT_EXPR's work; set by modules/ (sys.displayhook).
extern Result<void> (*displayHook)(Vm& vm, Value value);

}  // namespace vitrine
