// What the files of itertools share. itertools_counting.cpp: count and repeat; itertools_pools.cpp: what runs through the
// items of tuples; itertools_driven.cpp: what drives other iterators; itertools.cpp: the module.
#pragma once

#include "objects/iterator.h"

namespace vitrine {

/// The slots every iterator of itertools has.
constexpr NativeSlots itertoolsSlots(Result<Ref> (*next)(Vm&, Value), NativeFunction create) {
  NativeSlots slots;
  slots.iter = selfIter;
  slots.next = next;
  slots.create = create;
  return slots;
}

/// Whether one step of this iterator never runs Python code: what iterates natively, and the endless ones of itertools.
bool stepsNatively(Value iterator);

/// _pool_iterator(cls, pools, number): a new product, permutations or combinations object; a helper of the prelude.
Result<Ref> poolIterator(Vm& vm, Args args);

}  // namespace vitrine
