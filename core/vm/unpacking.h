// Taking iterables and mappings apart for displays, calls and assignments.
#pragma once

#include "objects/protocol.h"

namespace vitrine {

/// "__main__.f()": what messages about a call's arguments call the callable.
std::string callableText(Vm& vm, Value callable);
bool isIterable(Value v);
/// Whether iterating over it runs Python code: then a frame makes a list of it first (ReturnAction::kOperand), so that it can be
/// stopped and looked at inside (R11).
bool spreadsInPython(Value v);
/// The tuple of positional arguments that `*iterable` gives in a call; TypeError as 3.14 words it.
Result<Ref> argumentTuple(Vm& vm, Value callable, Value iterable);
/// Adds the items of `*iterable` to a list; "Value after * must be an iterable, not X".
Result<void> extendByStar(Vm& vm, Value list, Value iterable);
/// Adds the entries of `**mapping` in a call to a dict of keywords; a key that is there already is an error.
Result<void> mergeKeywords(Vm& vm, Value dict, Value mapping, Value callable);

}  // namespace vitrine
