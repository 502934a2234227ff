// See consumers.h. What is done with an item is what the functions of prelude/reduce.py and containers.py do.
#include "vm/consumers.h"

#include "objects/list.h"
#include "objects/raw_args.h"
#include "vm/fast_containers.h"
#include "vm/generators.h"

namespace vitrine {

namespace {

enum Part : uint32_t { kKind, kGenerator, kState, kResult, kParts };

Consumer kindOf(Value consumer) { return Consumer(listItems(consumer)[kKind].asInt()); }
Value& partOf(Value consumer, Part part) { return cellOf<ListCell>(consumer)->data()[part]; }

/// The next item, please; what `consumer` does with it follows.
Result<Ref> resume(Vm& vm, Value consumer) {
  return andThen(vm, resumeGenerator(vm, cellOf<GeneratorCell>(partOf(consumer, kGenerator)), none()), ReturnAction::kConsume, consumer);
}

Result<Ref> finish(Vm& vm, Value consumer) {
  switch (kindOf(consumer)) {
    case Consumer::kSum: return Ref::share(partOf(consumer, kState));
    case Consumer::kAny: return boolRef(false);
    case Consumer::kAll: return boolRef(true);
    case Consumer::kAppend: break;
  }
  auto* list = cellOf<ListCell>(partOf(consumer, kState));
  if (list->length < list->capacity) TRY(listResize(vm, list, list->length));
  return Ref::share(partOf(consumer, kResult));
}

/// An item that consumeAtOnce did not take.
Result<Ref> consume(Vm& vm, Value consumer, Ref item) {
  Value generator = partOf(consumer, kGenerator), state = partOf(consumer, kState);
  bool truth, all = false;
  switch (kindOf(consumer)) {
    case Consumer::kAppend:
      TRY(listAppendOwned(vm, state, std::move(item)));
      return resume(vm, consumer);
    case Consumer::kSum: return tailCallPrelude(vm, "sum_resumed", {generator, state, item});
    case Consumer::kAll: all = true; [[fallthrough]];
    case Consumer::kAny: break;
  }
  if (fast::truthOf(item, &truth) && truth != all) return boolRef(truth);
  return tailCallPrelude(vm, all ? "all_resumed" : "any_resumed", {generator, item});
}

}  // namespace

Result<Ref> tailConsume(Vm& vm, Consumer kind, Value generator, Value state) {
  Value parts[kParts] = {Value::integer(int(kind)), generator, state, none()};
  Ref consumer = TRY(newListOf(vm, parts));
  if (kind == Consumer::kAppend) TRY(listPresize(vm, state, 8));  // what CPython makes room for, generators promising nothing
  return resume(vm, consumer);
}

bool consumeAtOnce(Vm& vm, Frame* frame, Value item) {
  Value consumer = frame->returnAux;
  Value& state = partOf(consumer, kState);
  bool truth;
  switch (kindOf(consumer)) {
    case Consumer::kSum:
      return Value::bothInts(state, item) && fast::add(state, item, &state);
    case Consumer::kAny:
    case Consumer::kAll:
      if (!fast::truthOf(item, &truth) || truth != (kindOf(consumer) == Consumer::kAll)) return false;
      decrement(item);
      return true;
    case Consumer::kAppend: break;
  }
  constexpr uint32_t kNeverFails = kLargeRequest / sizeof(Value) / 2;
  auto* list = cellOf<ListCell>(state);
  if (list->length >= kNeverFails && list->length == list->capacity) return false;
  return listAppendOwned(vm, state, Ref::steal(item)).ok();
}

Result<Ref> continueConsuming(Vm& vm, Value consumer, Ending ending, Ref value) {
  Ref held = Ref::share(consumer);
  switch (ending) {
    case Ending::kGeneratorReturned: return finish(vm, held);
    case Ending::kRaised:
      if (vm.abandoned || !vm.pendingIs(TypeId::kStopIteration)) return Raised{};
      vm.clearPending();  // it had ended before
      return finish(vm, held);
    default: return consume(vm, held, std::move(value));
  }
}

void setConsumed(Value consumer, Ref result) { decrement(std::exchange(partOf(consumer, kResult), result.release())); }

}  // namespace vitrine
