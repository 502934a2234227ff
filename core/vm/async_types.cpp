// The types async_generator, async_generator_asend, async_generator_athrow and anext_awaitable as programs see them (CPython:
// Objects/genobject.c, Objects/iterobject.c). The steps themselves are async_generators.cpp's.
#include "objects/allocate.h"
#include "objects/iterator.h"
#include "objects/raw_args.h"
#include "vm/async_generators.h"
#include "vm/calls.h"
#include "vm/generator_types.h"
#include "vm/generators.h"

namespace vitrine {

namespace {

GeneratorCell* generator(Value v) { return cellOf<GeneratorCell>(v); }
AsyncStepCell* step(Value v) { return cellOf<AsyncStepCell>(v); }

Result<Ref> asyncSelf(Vm&, Value v) { return Ref::share(v); }
Result<Ref> asyncNext(Vm&, Value v) { return newAsyncStep(TypeId::kAsyncGeneratorSend, v, Value()); }
Result<Ref> asyncSend(Vm&, Args args) { return newAsyncStep(TypeId::kAsyncGeneratorSend, args[0], args[1]); }
Result<Ref> asyncThrow(Vm& vm, Args args) {
  Ref exception = TRY(thrownException(vm, args, "athrow"));
  return newAsyncStep(TypeId::kAsyncGeneratorThrow, args[0], exception);
}
Result<Ref> asyncClose(Vm&, Args args) { return newAsyncStep(TypeId::kAsyncGeneratorThrow, args[0], Value()); }
Result<Ref> asyncRunning(Vm&, Value v) { return boolRef(generator(v)->asyncFlags & kAsyncRunning); }

const NativeMethod kAsyncMethods[] = {
    {"asend", "($self, value, /)", asyncSend, kMethodPlain, "asend(v) -> send 'v' in generator."},
    {"athrow", "($self, type, value=None, traceback=None, /)", asyncThrow, kMethodPlain,
     "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator."},
    {"aclose", "($self, /)", asyncClose, kMethodPlain, "aclose() -> raise GeneratorExit inside generator."},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};
const NativeGetSet kAsyncAttributes[] = {
    {"__name__", generatorName, setGeneratorName}, {"__qualname__", generatorQualName, setGeneratorQualName},
    {"ag_await", generatorDelegate}, {"ag_frame", generatorFrame}, {"ag_running", asyncRunning},
    {"ag_code", generatorCode}, {"ag_suspended", generatorSuspended},
};

// --- the awaitables -----------------------------------------------------------------------------------------------------------
Result<Ref> stepNext(Vm& vm, Value v) { return stepAsync(vm, step(v), none()); }
Result<Ref> stepSend(Vm& vm, Args args) { return stepAsync(vm, step(args[0]), args[1]); }
Result<Ref> stepThrow(Vm& vm, Args args) {
  Ref exception = TRY(thrownException(vm, args, "throw"));
  return throwAsync(vm, step(args[0]), std::move(exception));
}
Result<Ref> stepClose(Vm& vm, Args args) { return closeAsync(vm, step(args[0])); }

const NativeMethod kStepMethods[] = {
    {"send", "($self, value, /)", stepSend},
    {"throw", "($self, type, value=None, traceback=None, /)", stepThrow},
    {"close", "($self, /)", stepClose},
};

constexpr NativeSlots stepSlots() {
  NativeSlots slots;
  slots.iter = selfIter;
  slots.next = stepNext;
  slots.await = asyncSelf;
  return slots;
}

}  // namespace

const NativeType kAsyncGeneratorType = {
    .id = TypeId::kAsyncGenerator,
    .instanceBytes = sizeof(GeneratorCell),
    .flags = kTypeWeakReferenceable,
    .slots = {.repr = generatorRepr, .asyncIter = asyncSelf, .asyncNext = asyncNext},
    .methods = kAsyncMethods,
    .attributes = kAsyncAttributes,
};
const NativeType kAsyncGeneratorSendType = {
    .id = TypeId::kAsyncGeneratorSend, .instanceBytes = sizeof(AsyncStepCell), .slots = stepSlots(), .methods = kStepMethods};
const NativeType kAsyncGeneratorThrowType = {
    .id = TypeId::kAsyncGeneratorThrow, .instanceBytes = sizeof(AsyncStepCell), .slots = stepSlots(), .methods = kStepMethods};
const NativeType kAnextAwaitableType = {
    .id = TypeId::kAnextAwaitable, .instanceBytes = sizeof(AsyncStepCell), .slots = stepSlots(), .methods = kStepMethods};

}  // namespace vitrine
