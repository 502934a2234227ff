// The awaitables of asynchronous generators as the handlers and types use them. See async_generators.cpp; stepAsync,
// throwAsync and continueAsync are declared in generators.h, since return actions need them.
#pragma once

#include "objects/frame.h"
#include "vm/return_actions.h"

namespace vitrine {

bool isAsyncStep(Value v);
/// A new awaitable of one of the types laid out as AsyncStep: asend (argument: sent), athrow (the exception; NULL: aclose),
/// anext (`generator` the awaitable, argument the default).
Ref newAsyncStep(TypeId type, Value generator, Value argumentOrNull);
/// step.close().
Result<Ref> closeAsync(Vm& vm, AsyncStepCell* step);
/// What `await` drives: coroutines themselves, else what `__await__` gives (PEP 492); TypeErrors as 3.14 words them.
Result<Ref> awaitableIterator(Vm& vm, Value awaitable);

}  // namespace vitrine
