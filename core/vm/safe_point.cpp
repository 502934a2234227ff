// Safe points: what is done between two instructions. Finalisers and callbacks of weak references run as frames, one at a
// time, in the queue's order; then a collection, if enough objects were made; then MemoryError, if the limit is passed.
// Invariant: whether something is due follows from the heap alone, so watched and unwatched runs do it at the same moments.
#include "heap/collector.h"
#include "heap/heap.h"
#include "heap/release.h"
#include "objects/function.h"
#include "objects/names.h"
#include "objects/protocol.h"
#include "vm/calls.h"
#include "vm/generators.h"
#include "vm/loop.h"

namespace vitrine {

namespace {

constexpr uint32_t kAlarmStep = 256;        // pages that may be used to handle a MemoryError before the next one
constexpr uint32_t kAlarmMost = 24 * 256;   // of the region's slack of 32 MB (heap/region.h)

uint32_t limitPages() { return uint32_t(heapState().limit / kPageSize); }

Result<Ref> startDel(Vm& vm, Value object) {
  if (typeOf(object)->layout == uint8_t(LayoutId::kGenerator)) return finalizeGenerator(vm, cellOf<GeneratorCell>(object));
  if (typeOf(object)->layout == uint8_t(LayoutId::kAsyncStep)) return finalizeAsyncStep(vm, cellOf<AsyncStepCell>(object));
  Value method = lookupOnType(object, Dunder::kDel);
  if (!method) return noneRef();
  Ref held = Ref::share(method);
  Value self[] = {object};
  if (hasTypeFlag(method, kTypeMethodDescriptor)) return startCall(vm, held, Args{self, 1});
  Ref bound = TRY(bindDescriptor(vm, held, object, valueOf(typeOf(object))));
  return startCall(vm, bound, Args{});
}

/// The first of the queue.
Outcome runFinalizer(Vm& vm) {
  PendingFinalizer pending = takeFinalizer();
  holdFinalizers();  // complete() resumes them
  bool isDel = pending.kind == PendingFinalizer::Kind::kFinalizer;
  Value referrer[] = {pending.object};
  auto result = isDel ? startDel(vm, pending.object) : startCall(vm, pending.callback, Args{referrer, 1});
  Value shown = isDel ? pending.object : pending.callback;
  Frame* frame = stackEmpty() ? nullptr : topFrame();
  return continueWith(vm, frame, std::move(result), ReturnAction::kFinalizer, shown);
}

void collectGarbage() {
  collect();
  if (heapState().pagesInUse <= limitPages()) rootSlot(kSlotMemoryAlarm) = limitPages();
}

/// True where MemoryError was raised.
bool soundAlarm(Vm& vm) {
  if (!memoryExceeded()) return false;
  collect();
  if (!memoryExceeded()) return false;
  uint32_t alarm = heapState().pagesInUse + kAlarmStep, most = limitPages() + kAlarmMost;
  rootSlot(kSlotMemoryAlarm) = alarm < most ? alarm : most;
  vm.raiseMemoryError();
  return true;
}

}  // namespace

Outcome atSafePoint(Vm& vm) {
  for (;;) {
    if (finalizersPending()) {
      Outcome outcome = runFinalizer(vm);
      if (outcome == Outcome::kFrame) return outcome;
      if (outcome == Outcome::kRaised) return outcome;
    } else if (collectionDue()) {
      collectGarbage();
    } else if (heapState().pagesInUse > rootSlot(kSlotMemoryAlarm) && soundAlarm(vm)) {
      return Outcome::kReraised;
    } else {
      return Outcome::kNext;
    }
  }
}

}  // namespace vitrine
