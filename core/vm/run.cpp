// The interpreter's front door: starting a machine, running slices, nested runs, leaving. See interpreter.h.
#include "base/depth_guard.h"
#include "heap/heap.h"
#include "heap/release.h"
#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/module.h"
#include "objects/names.h"
#include "objects/tuple.h"
#include "vm/calls.h"
#include "vm/generators.h"
#include "vm/loop.h"
#include "vm/return_actions.h"
#include "vm/unwinder.h"

namespace vitrine {

void (*unraisableHook)(Vm&, Value, Value) = nullptr;
Result<void> (*warningHook)(Vm&, TypeId, const std::string&) = nullptr;
Result<Ref> (*importHook)(Vm&, Value, Value, Value, Value, Value) = nullptr;
Result<void> (*displayHook)(Vm&, Value) = nullptr;
Result<void> (*preludeHook)(Vm&, Value name) = nullptr;

namespace {

constexpr int64_t kDeadlineStride = 4096;    // back-edges between two questions whether the time is up
constexpr int64_t kNestedStride = 100'000;

uint32_t limitPages() { return uint32_t(heapState().limit / kPageSize); }

}  // namespace

namespace {

NativeIndex methodNamed(TypeId type, std::string_view name) {
  auto methods = nativeType(type).methods;
  for (uint32_t row = 0; row < methods.size(); ++row)
    if (methods[row].name == name) return typeMethodIndex(type, row);
  UNREACHABLE("a native method of that name");
}

NativeIndex functionNamed(std::string_view module, std::string_view name) {
  for (uint32_t number = 0; kNativeModules[number]; ++number) {
    if (kNativeModules[number]->name != module) continue;
    auto functions = kNativeModules[number]->functions;
    for (uint32_t row = 0; row < functions.size(); ++row)
      if (functions[row].name == name) return moduleFunctionIndex(number, row);
  }
  return 0;  // a test without modules
}

}  // namespace

void startInterpreter(Vm& vm) {
  machine = Machine();
  machine.listAppend = methodNamed(TypeId::kList, "append");
  machine.length = functionNamed("builtins", "len");
  vm.abandoned = false;
  codeCacheReset();
  auto* stack = makeCell<CallStackCell>(TypeId::kCallStack);
  root().callStack = offsetOf(stack);
  if (!root().recursionLimit) root().recursionLimit = 1000;
  rootSlot(kSlotMemoryAlarm) = limitPages();
  byteOffsetOf = [](const CodeCell* code, uint32_t instruction) { return decodedOf(code)->byteOffsets[instruction]; };
}

void requestStop() {
  machine.stopRequested = true;
  machine.backEdgesLeft = 0;
}
void clearStop() { machine.stopRequested = false; }
void setNestedBudget(uint64_t instructions) { machine.nestedBudget = instructions; }

Result<void> enterModule(Vm& vm, Value code, Value globals, Value locals) {
  Value builtins = dictGetName(globals, nameOf(Name::kBuiltins));
  if (builtins && isInstance(builtins, TypeId::kModule)) builtins = moduleDict(builtins);
  if (!builtins || !isDict(builtins)) builtins = Value::reference(root().builtins);
  TRY(enterCode(vm, cellOf<CodeCell>(code), nullptr, globals, builtins, locals));
  return {};
}

bool runsAtOnce(const CodeCell* code) {
  const DecodedCode* decoded = decodedOf(code);
  return decoded->plain && decoded->argCount == 0 && !decoded->generator;
}

Result<Ref> startBody(Vm& vm, Value function, Value locals) {
  auto* cell = cellOf<FunctionCell>(function);
  const DecodedCode* code = decodedOf(at<CodeCell>(cell->code));
  if (!code->generator || code->code->flags & kCodeOptimized) return startCall(vm, function, Args{});
  TRY(checkRoom(vm, code));
  return makeGenerator(vm, cell, code, Args{}, locals);
}

Result<Ref> startCode(Vm& vm, Value code, Value globals, Value locals) {
  if (!runsAtOnce(cellOf<CodeCell>(code))) {
    Ref function = TRY(newFunction(vm, code, globals, Value()));
    return startBody(vm, function, locals);
  }
  TRY(enterModule(vm, code, globals, locals));
  return Ref::steal(Value::token(kTokenFrameEntered));
}

Result<Ref> suspend(Vm& vm, RunStatus why) {
  if (machine.nesting || machine.pinned) return vm.raise(TypeId::kRuntimeError, "cannot wait for the outside world here: called from inside a native operation");
  machine.status = why;
  return Ref::steal(Value::token(kTokenSuspended));
}

// --- what a run may spend ----------------------------------------------------------------------------------------------

void enterHidden(bool hidden) {
  settleUserCount();
  machine.inHidden = hidden;
}

namespace {

int64_t maxBackEdges() { return machine.request ? int64_t(machine.request->maxBackEdges) : INT64_MAX; }

/// How many straight runs of instructions may be executed before `count` must be looked at again.
int64_t edgesBefore(uint64_t limit) {
  uint64_t count = root().instructionCount;
  if (count >= limit) return 0;
  uint64_t edges = (limit - count) / machine.largestCode;
  return edges > uint64_t(INT32_MAX) ? INT32_MAX : int64_t(edges);
}

void grant(int64_t edges) { machine.granted = machine.backEdgesLeft = edges; }

Break takeNestedBreak(Vm& vm) {
  if (machine.stopRequested || root().instructionCount >= machine.nestedLimit) {
    abandon(vm);
    return Break::kAbandon;
  }
  int64_t edges = edgesBefore(machine.nestedLimit);
  grant(edges < 1 ? 1 : edges < kNestedStride ? edges : kNestedStride);
  return Break::kAgain;
}

Break leave(RunStatus status) {
  machine.status = status;
  return Break::kLeave;
}

}  // namespace

Break takeBreak(Vm& vm, bool exact) {
  machine.spent += machine.granted - machine.backEdgesLeft;
  machine.granted = machine.backEdgesLeft;
  if (machine.nesting) return takeNestedBreak(vm);
  if (machine.stopRequested) return leave(RunStatus::kStopped);
  int64_t rest = maxBackEdges() - machine.spent;
  const RunRequest* request = machine.request;
  if (rest <= 0 || (request && request->deadline && request->deadline(request->context))) return leave(RunStatus::kBudgetSpent);
  int64_t edges = rest < kDeadlineStride ? rest : kDeadlineStride;
  if (!exact) {
    int64_t until = edgesBefore(machine.stepLimit);
    if (until < 2) return Break::kAgain;
    if (until - 1 < edges) edges = until - 1;
  }
  grant(edges);
  return Break::kAgain;
}

LoopExit execute(Vm& vm) {
  LoopExit exit;
  do {
    bool exact = machine.watcher || (machine.nesting == 0 && edgesBefore(machine.stepLimit) < 2);
    exit = exact ? interpret<Exact>(vm) : interpret<Unwatched>(vm);
    settleUserCount();
    machine.current = nullptr;
  } while (exit == LoopExit::kAgain);
  return exit;
}

// --- the outermost loop ------------------------------------------------------------------------------------------------

namespace {

/// The outermost frame has ended: what becomes of the run. Finalisers that are left run without a frame below them.
RunStatus endOfProgram(Vm& vm) {
  BoundaryResult result = std::exchange(machine.boundary, BoundaryResult());
  Ref auxiliary = Ref::steal(result.auxiliary), value = Ref::steal(result.value);
  if (result.action == ReturnAction::kFinalizer) {
    if (result.ending == Ending::kRaised) {
      Ref exception = vm.takePending();
      if (unraisableHook) unraisableHook(vm, exception, auxiliary);
    }
    resumeFinalizers();
    return RunStatus::kDone;
  }
  return result.ending == Ending::kRaised ? RunStatus::kUncaughtException : RunStatus::kDone;
}

/// Runs on until something is to be said about it.
RunStatus runOn(Vm& vm) {
  for (;;) {
    if (stackEmpty()) {
      if (!finalizersPending()) return RunStatus::kDone;
      if (atSafePoint(vm) != Outcome::kFrame) continue;
    }
    machine.backEdgesLeft = machine.granted = 0;  // worked out anew by the loop
    if (execute(vm) == LoopExit::kLeft) return machine.status;
    RunStatus status = endOfProgram(vm);
    if (status != RunStatus::kDone) return status;
  }
}

}  // namespace

RunStatus run(Vm& vm, const RunRequest& request, Watcher* watcher) {
  machine.request = &request;
  machine.watcher = watcher;
  machine.stepLimit = request.untilInstruction;
  machine.spent = 0;
  machine.countedSince = root().instructionCount;
  machine.inHidden = false;
  RunStatus status = runOn(vm);
  settleUserCount();
  if (status == RunStatus::kAbandoned) {
    vm.abandoned = false;
    root().pending = Value();
  }
  scrubStack();
  machine.request = nullptr;
  machine.watcher = nullptr;
  machine.stepLimit = UINT64_MAX;
  return status;
}

void abandonStack(Vm& vm) {
  bool wasAbandoned = vm.abandoned;
  vm.clearPending();
  abandon(vm);
  while (!stackEmpty()) {
    Frame* frame = topFrame();
    while (frame->blockCount) {
      Block block = blocksOf(frame)[--frame->blockCount];
      if (block.type == BlockType::kExceptHandler) unwindHandler(frame, block);
    }
    Ref generator;
    if (frame->flags & kFrameGenerator)
      generator = finishGenerator(frame);
    else
      popFrame(callStack(), frame);
  }
  root().pending = Value();
  releaseHeldFinalizers();
  vm.abandoned = wasAbandoned;
  scrubStack();
}

// --- nested loops ------------------------------------------------------------------------------------------------------

namespace {

/// What the interrupted loop has to find again, and its counts written down.
class Nesting {
 public:
  Nesting() : inHidden_(machine.inHidden) {
    if (machine.current) {
      root().instructionCount += uint64_t(machine.current + 1 - machine.segment);
      machine.segment = machine.current + 1;
    }
    settleUserCount();
    segment_ = machine.segment;
    current_ = machine.current;
    code_ = machine.code;
    machine.current = machine.segment = nullptr;
    if (machine.nesting++ == 0) {
      uint64_t count = root().instructionCount;
      machine.nestedLimit = machine.nestedBudget > UINT64_MAX - count ? UINT64_MAX : count + machine.nestedBudget;
    }
    machine.spent += machine.granted - machine.backEdgesLeft;
    grant(1);
  }
  ~Nesting() {
    settleUserCount();
    machine.inHidden = inHidden_;
    machine.segment = segment_;
    machine.current = current_;
    machine.code = code_;
    machine.units = code_ ? code_->units.data() : nullptr;
    machine.constants = code_ ? code_->constants : nullptr;
    if (--machine.nesting == 0) machine.nestedLimit = UINT64_MAX;
    machine.spent += machine.granted - machine.backEdgesLeft;
    grant(1);
  }

 private:
  const Unit *segment_, *current_;
  const DecodedCode* code_;
  bool inHidden_;
};

/// What C++ gets of a boundary frame's end, or the token of the frame that the rest needs.
Result<Ref> takeBoundary(Vm& vm, ReturnAction action, Value auxiliary, Ending ending, Ref value) {
  if (action == ReturnAction::kBoth) {
    auto parts = tupleItems(auxiliary);
    auto first = ReturnAction(parts[0].asInt()), second = ReturnAction(parts[2].asInt());
    auto result = isContinuation(first) ? continueNative(vm, first, parts[1], ending, std::move(value))
                                        : takeBoundary(vm, first, parts[1], ending, std::move(value));
    if (result.ok() && isFrameEntered(result.value())) {
      continueWith(vm, topFrame(), std::move(result), second, parts[3]);
      return Ref::steal(Value::token(kTokenFrameEntered));
    }
    if (!result.ok()) return takeBoundary(vm, second, parts[3], Ending::kRaised, Ref());
    return takeBoundary(vm, second, parts[3], Ending::kReturned, result.take());
  }
  if (isContinuation(action)) return continueNative(vm, action, auxiliary, ending, std::move(value));
  if (ending == Ending::kRaised) return Raised{};
  if (ending == Ending::kGeneratorReturned) return raiseStopIteration(vm, value);
  return value;
}

/// The native stack is at its end: the frame that was entered ends with RecursionError before it begins.
Result<Ref> refuseNesting(Vm& vm, Frame* entered) {
  vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded");
  entered->flags |= kFrameBoundary;
  endFrame(vm, entered, Ending::kRaised, Ref());
  BoundaryResult result = std::exchange(machine.boundary, BoundaryResult());
  decrement(result.auxiliary);
  decrement(result.value);
  return Raised{};
}

}  // namespace

Result<Ref> runNested(Vm& vm) {
  DepthGuard guard;
  for (;;) {
    Frame* entered = topFrame();
    if (guard.exceeded()) return refuseNesting(vm, entered);
    entered->flags |= kFrameBoundary;
    {
      Nesting nesting;
      LoopExit exit = execute(vm);
      CHECK(exit == LoopExit::kReturned);
    }
    BoundaryResult end = std::exchange(machine.boundary, BoundaryResult());
    Ref auxiliary = Ref::steal(end.auxiliary);
    auto result = takeBoundary(vm, end.action, auxiliary, end.ending, Ref::steal(end.value));
    if (!result.ok() || !isFrameEntered(result.value())) return result;
  }
}

}  // namespace vitrine
