// Checks for native functions that take raw calls (constructors): the messages of CPython's Python/getargs.c.
#pragma once

#include "objects/native.h"

namespace vitrine {

/// TypeError "list() takes no keyword arguments" where the call has any.
Result<void> refuseKeywords(Vm& vm, const char* function, Args args);
/// TypeError "list expected at most 1 argument, got 2"; values[0] (the class or self) is not counted.
Result<void> checkArgumentCount(Vm& vm, const char* function, Args args, uint32_t least, uint32_t most);
/// The same for a function whose first value counts.
Result<void> checkCount(Vm& vm, const char* function, uint32_t count, uint32_t least, uint32_t most);
/// The value of keyword `name`, NULL where the call does not have it. Borrowed.
Value keywordValue(Args args, const char* name);
/// TypeError "f() got an unexpected keyword argument 'x'" for keywords other than those in `known` (ended by nullptr).
Result<void> checkKeywords(Vm& vm, const char* function, Args args, std::initializer_list<const char*> known);

/// Binds the raw call of a constructor to named parameters, as Argument Clinic's code does: `out[i]` becomes the argument of
/// `names[i]`, NULL where there is none. The first `required` must be there; those from `positional` on are keyword-only.
Result<void> bindRaw(Vm& vm, const char* function, Args args, std::initializer_list<const char*> names, uint32_t required, uint32_t positional,
                     Value* out);

/// Whether `v` can stand where an index is wanted: an int or something with __index__.
inline bool hasIndex(Value v) {
  return v.isInt() || v.isBool() || slotsOf(v).index || typeOf(v)->definesInPython(Dunder::kIndex);
}
/// What "argument 1 must be str, not X" says of a value: its type's name, or "None".
std::string argumentTypeName(Value v);
/// An argument that CPython reads as Py_ssize_t or as int: OverflowError "Python int too large to convert to C ssize_t".
Result<int64_t> sizeArgument(Vm& vm, Value v);
Result<int64_t> intArgument(Vm& vm, Value v);
/// The shared message of subscripts: "<what> indices must be integers or slices, not X".
Raised raiseBadIndex(Vm& vm, const char* what, Value key);
/// A bool as an owned reference.
inline Ref boolRef(bool value) { return Ref::steal(Value::boolean(value)); }
/// A small number as an owned reference; `value` fits 48 bits.
inline Ref intRef(int64_t value) { return Ref::steal(Value::integer(value)); }
inline Ref notImplementedRef() { return Ref::share(notImplemented()); }
/// The answer to a comparison whose operands stand in order `order` (negative, 0, positive).
inline bool comparisonHolds(CompareOp op, int64_t order) {
  switch (op) {
    case CompareOp::kLt: return order < 0;
    case CompareOp::kLe: return order <= 0;
    case CompareOp::kEq: return order == 0;
    case CompareOp::kNe: return order != 0;
    case CompareOp::kGt: return order > 0;
    case CompareOp::kGe: return order >= 0;
  }
  return false;
}
/// `__class_getitem__` of generic builtins: list[int].
Result<Ref> classGetItem(Vm& vm, Args args);

}  // namespace vitrine
