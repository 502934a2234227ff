// Vm: the capability to allocate, raise, collect and run Python. A function that takes Vm& may do all of these; one
// that does not can do none. The state itself is Root, in the region.
#pragma once

#include <string>
#include <string_view>

#include "objects/root.h"

namespace vitrine {

class Vm {
 public:
  /// Raises a builtin exception with a printf-like message (%s takes UTF-8 C strings). Replaces a pending one.
  __attribute__((format(printf, 3, 4))) Raised raise(TypeId type, const char* format, ...);
  /// Raises with any single argument as `args[0]` (KeyError(key), StopIteration(value)); NULL: without arguments. Borrowed.
  Raised raiseWith(TypeId type, Value argument);
  /// Raises an instance, or a class (instantiated without arguments); TypeError if it is no exception. Borrowed.
  Raised raiseObject(Value exception);
  /// TypeError: "<format with %s replaced by the type's name>": for the commonest shape of message.
  Raised raiseTypeErrorFor(const char* format, Value value);
  Raised raiseMemoryError();
  Raised raiseAttributeError(Value object, Value name);

  bool hasPending() const { return !root().pending.isNull(); }
  Value pending() const { return root().pending; }
  bool pendingIs(TypeId type) const { return hasPending() && isInstance(root().pending, type); }
  /// Takes the pending exception (its traceback is already on it).
  Ref takePending();
  void clearPending();

  /// True once the run is abandoned (R11): everything unwinds, nothing may be caught. pending() is then a MemoryError-less
  /// internal mark and no handler may run.
  bool abandoned = false;
};

/// The name of a value's type as messages show it ("int", "NoneType", a class's __name__).
std::string typeName(Value value);
/// The UTF-8 text of a str for messages (lone surrogates escaped); any other value: its repr is NOT taken, type name instead.
std::string textOf(Value str);

/// What native iteration and calls return besides a value and Raised: tokens in a Result<Ref>.
constexpr uint32_t kTokenExhausted = 1;     // `next`: the iterator is exhausted, nothing pending
constexpr uint32_t kTokenFrameEntered = 2;  // a native function ended by entering a Python frame (tailCall)
inline Ref exhausted() { return Ref::steal(Value::token(kTokenExhausted)); }
inline bool isExhausted(Value v) { return v == Value::token(kTokenExhausted); }
inline bool isFrameEntered(Value v) { return v == Value::token(kTokenFrameEntered); }

}  // namespace vitrine
