// The abstract operations of the language on any values: CPython's abstract.c and object.c. Each dispatches on the type:
// a method defined in Python runs in a nested run loop (single calls only, R11), a native slot is called directly.
// Functions return owned references. The interpreter has its own forms that enter frames instead of nesting.
#pragma once

#include "objects/native.h"

namespace vitrine {

// --- calls (defined in vm/calls.cpp) -------------------------------------------------------------------------------
/// Calls anything and runs it to its end, nesting a run loop where it is Python.
Result<Ref> call(Vm& vm, Value callable, Args args);
Result<Ref> call(Vm& vm, Value callable, std::initializer_list<Value> positional);
/// Calls the attribute `name` of `self` (looked up as an ordinary attribute).
Result<Ref> callMethod(Vm& vm, Value self, Value name, std::initializer_list<Value> positional = {});
/// Calls special method `dunder` found on the type (never on the instance). Where there is none: `*found` is false and None comes
/// out, or without `found` an AttributeError.
Result<Ref> callDunder(Vm& vm, Value self, Dunder dunder, std::initializer_list<Value> positional, bool* found = nullptr);
/// For native functions only, as their last act: goes on with `callable` without nesting. Returns its result, or the
/// token kTokenFrameEntered when a Python frame was entered, which is the caller's to pass on unchanged.
Result<Ref> tailCall(Vm& vm, Value callable, Args args);
Result<Ref> tailCall(Vm& vm, Value callable, std::initializer_list<Value> positional);
/// What must be true of a special method's result.
enum class ResultCheck : uint8_t { kTruth, kLength, kRepr, kStr, kFormat, kIterator, kAwaitable };
/// Goes on with special method `dunder`, which the type of `self` has.
Result<Ref> tailCallDunder(Vm& vm, Value self, Dunder dunder, std::initializer_list<Value> args);
/// The same; what it gives is checked when its frame has ended.
Result<Ref> tailCallDunder(Vm& vm, Value self, Dunder dunder, std::initializer_list<Value> args, ResultCheck check);
/// Goes on with function `name` of the frozen prelude (modules/prelude/*.py), for what must be resumable (R11).
Result<Ref> tailCallPrelude(Vm& vm, const char* name, std::initializer_list<Value> positional);
/// What the prelude calls `name`, borrowed; NULL where it knows no such name. The part that defines it is loaded when it is first
/// asked for.
Result<Value> preludeMember(Vm& vm, Value name);
/// What takes the items of a generator without a frame of its own (vm/consumers.h). kSum: `state` is an immediate int; kAppend: a list.
enum class Consumer : uint8_t { kSum, kAny, kAll, kAppend };
/// For native functions only, as their last act: goes on with the items of an exact generator, like tailCallPrelude. Comes to the total,
/// the answer, or None.
Result<Ref> tailConsume(Vm& vm, Consumer kind, Value generator, Value state);
/// What a native function or slot gave, or, where it entered a frame (kTokenFrameEntered), what that frame gives in the end: runs
/// it nested. For C++ code that calls slots itself.
Result<Ref> settle(Vm& vm, Result<Ref> result);
bool isCallable(Value v);
/// type.__call__: values[0] is the class; makes an instance (__new__, then __init__). The `call` slot of `type`.
Result<Ref> callType(Vm& vm, Args args);
/// The `call` slot of functions, builtin functions, methods and method descriptors: values[0] is the callee.
Result<Ref> callSlot(Vm& vm, Args args);

// --- attributes (attributes.cpp) -----------------------------------------------------------------------------------
Result<Ref> getAttribute(Vm& vm, Value object, Value name);
/// Like getattr(o, n, NULL): a null Ref is impossible in Result<Ref>, so absence is exhausted(); AttributeError is swallowed.
Result<Ref> findAttribute(Vm& vm, Value object, Value name);
Result<void> setAttribute(Vm& vm, Value object, Value name, Value valueOrNull);
/// object.__getattribute__ and object.__setattr__.
Result<Ref> genericGetAttribute(Vm& vm, Value object, Value name);
Result<void> genericSetAttribute(Vm& vm, Value object, Value name, Value valueOrNull);
/// Looks `name` (interned or not) up along the MRO; borrowed, NULL when absent. Never runs Python. Cached by type version.
Value lookupOnType(const TypeCell* type, Value name);
inline Value lookupOnType(Value v, Dunder d) { return lookupOnType(typeOf(v), dunderName(d)); }
/// The instance's __dict__ made real (R9), borrowed DictCell; NULL where the type has none.
Result<Value> instanceDict(Vm& vm, Value object);

// --- everything else (operators.cpp, protocol.cpp) -------------------------------------------------------------------
Result<Ref> repr(Vm& vm, Value v);
Result<Ref> str(Vm& vm, Value v);
Result<Ref> ascii(Vm& vm, Value v);
/// format(v, spec); `spec` a str.
Result<Ref> format(Vm& vm, Value v, Value spec);
/// The same for exact strs and immediate numbers, at once; `*known` says whether it was one (format.cpp).
Result<Ref> formatExactly(Vm& vm, Value v, Value spec, bool* known);
Result<int64_t> hash(Vm& vm, Value v);
Result<bool> truth(Vm& vm, Value v);
/// Rich comparison with reflection; any object may come out.
Result<Ref> compare(Vm& vm, Value a, Value b, CompareOp op);
/// compare() and truth(), identity first for kEq and kNe (PyObject_RichCompareBool).
Result<bool> compareBool(Vm& vm, Value a, Value b, CompareOp op);
inline Result<bool> equal(Vm& vm, Value a, Value b) { return compareBool(vm, a, b, CompareOp::kEq); }
Result<Ref> binary(Vm& vm, BinaryOp op, Value a, Value b);
Result<Ref> inPlace(Vm& vm, BinaryOp op, Value a, Value b);
Result<Ref> power(Vm& vm, Value base, Value exponent, Value modulusOrNone);
Result<Ref> unary(Vm& vm, UnaryOp op, Value v);
/// The sign a BinaryOp has in messages ("+", "** or pow()", ...), in place with "=".
const char* operatorSign(BinaryOp op);

/// __index__ as an exact int; TypeError "'X' object cannot be interpreted as an integer".
Result<Ref> toIndex(Vm& vm, Value v);
/// __index__ clipped or refused to 64 bits: kOverflowRaises raises `overflow`, kClip clips as slices do.
enum class IndexOverflow { kRaise, kClip };
Result<int64_t> toIndex64(Vm& vm, Value v, IndexOverflow how, TypeId overflow = TypeId::kIndexError);

/// The result of a special method, if it passes (kLength: as an exact int from 0 to 2**63-1); else the TypeError, ValueError or OverflowError
/// about it.
Result<Ref> checkResult(Vm& vm, ResultCheck check, Ref result);
Result<Ref> iterate(Vm& vm, Value iterable);  // iter(x)
/// Whether next() has something to ask.
inline bool isIterator(Value v) { return typeOf(v)->definesInPython(Dunder::kNext) || slotsOf(v).next; }
/// next(iterator): exhausted() at the end (a StopIteration raised by Python code is swallowed; its value is dropped).
Result<Ref> next(Vm& vm, Value iterator);
Result<int64_t> length(Vm& vm, Value v);
/// operator.length_hint
Result<int64_t> lengthHint(Vm& vm, Value v, int64_t fallback);
Result<Ref> getItem(Vm& vm, Value container, Value key);
Result<void> setItem(Vm& vm, Value container, Value key, Value valueOrNull);
Result<bool> contains(Vm& vm, Value container, Value item);
Result<bool> isInstanceOf(Vm& vm, Value v, Value classOrTuple);
Result<bool> isSubclassOf(Vm& vm, Value type, Value classOrTuple);
/// Instances and classes of abstract descriptors: f.__get__(instance, type), or the value itself.
Result<Ref> bindDescriptor(Vm& vm, Value descriptor, Value instanceOrNull, Value type);

}  // namespace vitrine
