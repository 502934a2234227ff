// The operations that are no operators: text, truth, hashing, iteration, items, instances (CPython: Objects/abstract.c and
// object.c). Each looks at TypeCell::pythonSlots first.
#include "objects/protocol.h"

#include "base/depth_guard.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/allocate.h"
#include "objects/raw_args.h"
#include "objects/slice.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

Raised raiseTooDeep(Vm& vm, const char* doing) {
  return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded%s", doing);
}

Result<Ref> textFrom(Vm& vm, Value v, Dunder dunder, ResultCheck check) {
  bool found = false;
  Ref text = TRY(callDunder(vm, v, dunder, {}, &found));
  if (!found) return slotsOf(v).repr(vm, v);
  return checkResult(vm, check, std::move(text));
}

Result<Ref> checkText(Vm& vm, Ref value, const char* dunder) {
  if (isStr(value)) return value;
  return vm.raise(TypeId::kTypeError, "%s returned non-string (type %s)", dunder, typeName(value).c_str());
}

Result<int64_t> lengthFrom(Vm& vm, Value result) {
  Ref index = TRY(toIndex(vm, result));
  if (IntDigits(index).view.negative) return vm.raise(TypeId::kValueError, "__len__() should return >= 0");
  return toIndex64(vm, index, IndexOverflow::kRaise, TypeId::kOverflowError);
}

Result<Ref> checkIterator(Vm& vm, Ref value, const char* dunder) {
  if (isIterator(value)) return value;
  return vm.raise(TypeId::kTypeError, "%s returned non-iterator of type '%s'", dunder, typeName(value).c_str());
}

}  // namespace

Result<Ref> checkResult(Vm& vm, ResultCheck check, Ref result) {
  switch (check) {
    case ResultCheck::kTruth:
      if (result.get().isBool()) return result;
      return vm.raiseTypeErrorFor("__bool__ should return bool, returned %s", result);
    case ResultCheck::kLength: return newInt(vm, TRY(lengthFrom(vm, result)));
    case ResultCheck::kRepr: return checkText(vm, std::move(result), "__repr__");
    case ResultCheck::kStr: return checkText(vm, std::move(result), "__str__");
    case ResultCheck::kFormat:
      if (isStr(result)) return result;
      return vm.raiseTypeErrorFor("__format__ must return a str, not %s", result);
    case ResultCheck::kIterator: return checkIterator(vm, std::move(result), "iter()");
    case ResultCheck::kAwaitable:
      if (isExactly(result, TypeId::kCoroutine)) return vm.raise(TypeId::kTypeError, "__await__() returned a coroutine");
      return checkIterator(vm, std::move(result), "__await__()");
  }
  return result;
}

Result<Ref> repr(Vm& vm, Value v) {
  DepthGuard guard;
  if (guard.exceeded()) return raiseTooDeep(vm, " while getting the repr of an object");
  if (typeOf(v)->definesInPython(Dunder::kRepr)) return textFrom(vm, v, Dunder::kRepr, ResultCheck::kRepr);
  return slotsOf(v).repr(vm, v);
}

Result<Ref> str(Vm& vm, Value v) {
  if (isExactly(v, TypeId::kStr)) return Ref::share(v);
  if (v.isInt()) return slotsOf(typeCell(TypeId::kInt)).repr(vm, v);
  DepthGuard guard;
  if (guard.exceeded()) return raiseTooDeep(vm, " while getting the str of an object");
  if (typeOf(v)->definesInPython(Dunder::kStr)) return textFrom(vm, v, Dunder::kStr, ResultCheck::kStr);
  return slotsOf(v).str(vm, v);
}

Result<Ref> ascii(Vm& vm, Value v) {
  Ref text = TRY(repr(vm, v));
  auto* s = text.as<StrCell>();
  if (s->ascii) return text;
  std::string out;
  for (uint32_t i = 0; i < s->length; ++i) {
    char32_t c = s->at(i);
    char escape[16];
    if (c < 128) out += char(c);
    else {
      std::snprintf(escape, sizeof escape, c < 256 ? "\\x%02x" : c < 65536 ? "\\u%04x" : "\\U%08x", unsigned(c));
      out += escape;
    }
  }
  return newStr(vm, out);
}

Result<Ref> format(Vm& vm, Value v, Value spec) {
  bool known = false;
  auto formatted = formatExactly(vm, v, spec, &known);
  if (known) return formatted;
  bool found = false;
  Ref text = TRY(callDunder(vm, v, Dunder::kFormat, {spec}, &found));
  if (!found) return vm.raiseTypeErrorFor("Type %s doesn't define __format__", v);
  return checkResult(vm, ResultCheck::kFormat, std::move(text));
}

Result<int64_t> hash(Vm& vm, Value v) {
  if (isExactly(v, TypeId::kStr)) return hashOf(cellOf<StrCell>(v));
  TypeCell* type = typeOf(v);
  if (!type->definesInPython(Dunder::kHash)) return slotsOf(type).hash(vm, v);
  if (isNone(lookupOnType(v, Dunder::kHash))) return hashNotImplemented(vm, v);
  Ref result = TRY(callDunder(vm, v, Dunder::kHash, {}));
  if (!isIntOrBool(result)) return vm.raise(TypeId::kTypeError, "__hash__ method should return an integer");
  if (auto small = asInt64(result)) return *small == -1 ? -2 : *small;
  return slotsOf(typeCell(TypeId::kInt)).hash(vm, result);
}

Result<bool> truth(Vm& vm, Value v) {
  if (v.isBool()) return v.asBool();
  if (isNone(v)) return false;
  if (v.isInt()) return v.asInt() != 0;
  if (v.isFloat()) return v.asFloat() != 0;
  TypeCell* type = typeOf(v);
  if (type->definesInPython(Dunder::kBool)) {
    Ref result = TRY(checkResult(vm, ResultCheck::kTruth, TRY(callDunder(vm, v, Dunder::kBool, {}))));
    return result.get().asBool();
  }
  const NativeSlots& slots = slotsOf(type);
  if (slots.truth) return slots.truth(vm, v);
  if (type->definesInPython(Dunder::kLen) || slots.length) return TRY(length(vm, v)) != 0;
  return true;
}

Result<Ref> toIndex(Vm& vm, Value v) {
  if (v.isInt() || isExactly(v, TypeId::kInt)) return Ref::share(v);
  TypeCell* type = typeOf(v);
  if (isIntOrBool(v) && !type->definesInPython(Dunder::kIndex)) return slotsOf(type).index(vm, v);
  bool found = false;
  Ref result;
  if (type->definesInPython(Dunder::kIndex)) result = TRY(callDunder(vm, v, Dunder::kIndex, {}, &found));
  else if (slotsOf(type).index) {
    found = true;
    result = TRY(slotsOf(type).index(vm, v));
  }
  if (!found) return vm.raiseTypeErrorFor("'%s' object cannot be interpreted as an integer", v);
  if (!isIntOrBool(result)) return vm.raiseTypeErrorFor("__index__ returned non-int (type %s)", result);
  return result;
}

Result<int64_t> toIndex64(Vm& vm, Value v, IndexOverflow how, TypeId overflow) {
  if (v.isInt()) return v.asInt();
  Ref index = TRY(toIndex(vm, v));
  if (auto value = asInt64(index)) return *value;
  if (how == IndexOverflow::kClip) return IntDigits(index).view.negative ? INT64_MIN : INT64_MAX;
  return vm.raise(overflow, "cannot fit '%s' into an index-sized integer", typeName(v).c_str());
}

Result<Ref> iterate(Vm& vm, Value iterable) {
  TypeCell* type = typeOf(iterable);
  if (type->definesInPython(Dunder::kIter)) {
    if (isNone(lookupOnType(iterable, Dunder::kIter))) return vm.raiseTypeErrorFor("'%s' object is not iterable", iterable);
    return checkResult(vm, ResultCheck::kIterator, TRY(callDunder(vm, iterable, Dunder::kIter, {})));
  }
  if (auto slot = slotsOf(type).iter) return slot(vm, iterable);
  if (type->definesInPython(Dunder::kGetItem) || (slotsOf(type).getItem && !isSubtype(type, TypeId::kDict))) {
    auto* cell = makeCell<SequenceIteratorCell>(TypeId::kSequenceIterator);
    cell->sequence = Ref::share(iterable).release();
    return Ref::steal(cell);
  }
  return vm.raiseTypeErrorFor("'%s' object is not iterable", iterable);
}

Result<Ref> next(Vm& vm, Value iterator) {
  TypeCell* type = typeOf(iterator);
  if (type->definesInPython(Dunder::kNext)) {
    auto result = callDunder(vm, iterator, Dunder::kNext, {});
    if (result.ok() || !vm.pendingIs(TypeId::kStopIteration) || vm.abandoned) return result;
    vm.clearPending();
    return exhausted();
  }
  auto slot = slotsOf(type).next;
  if (!slot) return vm.raiseTypeErrorFor("'%s' object is not an iterator", iterator);
  auto result = settle(vm, slot(vm, iterator));
  if (result.ok() || !vm.pendingIs(TypeId::kStopIteration) || vm.abandoned) return result;
  vm.clearPending();
  return exhausted();
}

Result<int64_t> length(Vm& vm, Value v) {
  TypeCell* type = typeOf(v);
  if (type->definesInPython(Dunder::kLen)) {
    Ref result = TRY(callDunder(vm, v, Dunder::kLen, {}));
    return lengthFrom(vm, result);
  }
  if (auto slot = slotsOf(type).length) return slot(vm, v);
  return vm.raiseTypeErrorFor("object of type '%s' has no len()", v);
}

Result<int64_t> lengthHint(Vm& vm, Value v, int64_t fallback) {
  TypeCell* type = typeOf(v);
  if (type->definesInPython(Dunder::kLen) || slotsOf(type).length) {
    auto known = length(vm, v);
    if (known.ok()) return known.take();
    if (!vm.pendingIs(TypeId::kTypeError) || vm.abandoned) return Raised{};
    vm.clearPending();
  }
  bool found = false;
  auto hint = callDunder(vm, v, Dunder::kLengthHint, {}, &found);
  if (!hint.ok()) {
    if (!vm.pendingIs(TypeId::kTypeError) || vm.abandoned) return Raised{};
    vm.clearPending();
    return fallback;
  }
  Ref value = hint.take();
  if (!found || isNotImplemented(value)) return fallback;
  if (!isIntOrBool(value)) return vm.raiseTypeErrorFor("__length_hint__ must be an integer, not %s", value);
  int64_t size = TRY(toIndex64(vm, value, IndexOverflow::kRaise, TypeId::kOverflowError));
  if (size < 0) return vm.raise(TypeId::kValueError, "__length_hint__() should return >= 0");
  return size;
}

Result<Ref> getItem(Vm& vm, Value container, Value key) {
  TypeCell* type = typeOf(container);
  if (type->definesInPython(Dunder::kGetItem)) return callDunder(vm, container, Dunder::kGetItem, {key});
  if (auto slot = slotsOf(type).getItem) return slot(vm, container, key);
  if (isType(container)) {
    if (container == valueOf(typeCell(TypeId::kType))) return settle(vm, tailCallPrelude(vm, "generic_alias", {container, key}));
    Ref hook = TRY(findAttribute(vm, container, dunderName(Dunder::kClassGetItem)));
    if (!isExhausted(hook)) return call(vm, hook, {key});
    return vm.raise(TypeId::kTypeError, "type '%s' is not subscriptable", textOf(Value::reference(cellOf<TypeCell>(container)->name)).c_str());
  }
  return vm.raiseTypeErrorFor("'%s' object is not subscriptable", container);
}

Result<void> setItem(Vm& vm, Value container, Value key, Value valueOrNull) {
  TypeCell* type = typeOf(container);
  Dunder dunder = valueOrNull ? Dunder::kSetItem : Dunder::kDelItem;
  if (type->definesInPython(dunder)) {
    if (valueOrNull) (void)TRY(callDunder(vm, container, dunder, {key, valueOrNull}));
    else (void)TRY(callDunder(vm, container, dunder, {key}));
    return {};
  }
  if (auto slot = slotsOf(type).setItem) return slot(vm, container, key, valueOrNull);
  if (valueOrNull) return vm.raiseTypeErrorFor("'%s' object does not support item assignment", container);
  bool sequence = (type->flags & kTypeHeap || slotsOf(type).length || slotsOf(type).contains) && hasIndex(key);
  return vm.raiseTypeErrorFor(sequence ? "'%s' object doesn't support item deletion" : "'%s' object does not support item deletion", container);
}

Result<bool> contains(Vm& vm, Value container, Value item) {
  TypeCell* type = typeOf(container);
  if (type->definesInPython(Dunder::kContains)) {
    if (isNone(lookupOnType(container, Dunder::kContains))) return vm.raiseTypeErrorFor("'%s' object is not a container", container);
    Ref result = TRY(callDunder(vm, container, Dunder::kContains, {item}));
    return truth(vm, result);
  }
  if (auto slot = slotsOf(type).contains) return slot(vm, container, item);
  auto iterating = iterate(vm, container);
  if (!iterating.ok()) {
    if (!vm.pendingIs(TypeId::kTypeError) || vm.abandoned || type->definesInPython(Dunder::kIter)) return Raised{};
    vm.clearPending();
    return vm.raiseTypeErrorFor("argument of type '%s' is not a container or iterable", container);
  }
  Ref iterator = iterating.take();
  for (;;) {
    Ref element = TRY(next(vm, iterator));
    if (isExhausted(element)) return false;
    if (TRY(equal(vm, element, item))) return true;
  }
}

namespace {

/// The checks without tuples and unions: __instancecheck__ of a metaclass, then classes (CPython: object_recursive_isinstance).
Result<bool> checkOne(Vm& vm, Value v, Value classInfo, Dunder dunder) {
  TypeCell* meta = typeOf(classInfo);
  if (meta->definesInPython(dunder) && meta != typeCell(TypeId::kType) &&
      lookupOnType(meta, dunderName(dunder)) != lookupOnType(typeCell(TypeId::kType), dunderName(dunder))) {
    Ref answer = TRY(callDunder(vm, classInfo, dunder, {v}));
    return truth(vm, answer);
  }
  if (dunder == Dunder::kSubclassCheck && !isType(v)) return vm.raise(TypeId::kTypeError, "issubclass() arg 1 must be a class");
  if (!isType(classInfo)) {
    return vm.raise(TypeId::kTypeError, dunder == Dunder::kInstanceCheck ? "isinstance() arg 2 must be a type, a tuple of types, or a union"
                                                                        : "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  }
  auto* wanted = cellOf<TypeCell>(classInfo);
  if (dunder == Dunder::kSubclassCheck) return isSubtype(cellOf<TypeCell>(v), wanted);
  if (isSubtype(typeOf(v), wanted)) return true;
  if (!(typeOf(v)->flags & kTypeHeap)) return false;
  Ref kind = TRY(findAttribute(vm, v, nameOf(Name::kClass)));
  return isType(kind) && isSubtype(cellOf<TypeCell>(kind), wanted);
}

Result<bool> check(Vm& vm, Value v, Value classOrTuple, Dunder dunder) {
  DepthGuard guard;
  if (guard.exceeded()) return raiseTooDeep(vm, " in __instancecheck__");
  if (!isTuple(classOrTuple)) return checkOne(vm, v, classOrTuple, dunder);
  for (Value each : tupleItems(classOrTuple))
    if (TRY(check(vm, v, each, dunder))) return true;
  return false;
}

}  // namespace

Result<bool> isInstanceOf(Vm& vm, Value v, Value classOrTuple) {
  if (typeOf(v) == (isType(classOrTuple) ? cellOf<TypeCell>(classOrTuple) : nullptr)) return true;
  return check(vm, v, classOrTuple, Dunder::kInstanceCheck);
}
Result<bool> isSubclassOf(Vm& vm, Value type, Value classOrTuple) { return check(vm, type, classOrTuple, Dunder::kSubclassCheck); }

}  // namespace vitrine
