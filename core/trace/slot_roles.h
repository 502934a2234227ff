// Roles: what each place on a frame's evaluation stack is for, from the verifier's kinds of slots and the real block stack.
// Numbers are those of web/PROTOCOL.md, section 4.
#pragma once

#include <cstdint>
#include <vector>

#include "trace/code_book.h"
#include "vm/interpreter.h"

namespace vitrine {

enum class SlotRole : uint8_t {
  kValue,
  kNullOrMethod,
  kIterator,
  kAccumulator,
  kNote,
  kKeptBelowNote,
  kTraceback,
  kExceptionValue,
  kExceptionType,
  kPreviousTraceback,
  kPreviousValue,
  kPreviousType,
  kExitMethod,
};

/// A role per slot of `view.stack`, bottom first.
std::vector<SlotRole> slotRoles(const CodeInfo& info, const FrameView& view);

/// How many of the uppermost slots are the callable and arguments of the call that `view`'s instruction is making; 0 where it
/// makes none, or they have moved into the callee.
uint32_t slotsInCall(const CodeInfo& info, const FrameView& view);

/// Whether an exception has just arrived at the handler that comes next in this frame.
bool exceptionArrived(const CodeInfo& info, const FrameView& view);

}  // namespace vitrine
