// Handlers of `match` (PEP 634; CPython: Python/ceval.c, match_class and match_keys). They look attributes up and call
// isinstance as single calls from C++.
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/handlers.h"

namespace vitrine {

HANDLER(GET_LEN) {
  auto count = length(vm, top(frame));
  if (!count.ok()) return Outcome::kRaised;
  push(frame, Value::integer(count.value()));
  return Outcome::kNext;
}

static Outcome pushFlag(Frame* frame, TypeFlag flag) {
  push(frame, Value::boolean(hasTypeFlag(top(frame), flag)));
  return Outcome::kNext;
}
HANDLER(MATCH_MAPPING) { return pushFlag(frame, kTypeMappingPattern); }
HANDLER(MATCH_SEQUENCE) { return pushFlag(frame, kTypeSequencePattern); }

namespace {

/// One key's value, exhausted() where the mapping does not have it. Mappings that are no exact dicts are asked by get(), which
/// makes no default (collections.defaultdict).
Result<Ref> valueForKey(Vm& vm, Value subject, Value getOrNull, Value key, Value absent) {
  if (!getOrNull) {
    Value found = TRY(dictGet(vm, subject, key));
    return found ? Ref::share(found) : exhausted();
  }
  Ref value = TRY(call(vm, getOrNull, {key, absent}));
  return value.get() == absent ? exhausted() : Result<Ref>(std::move(value));
}

Result<void> refuseDuplicates(Vm& vm, Value keys) {
  Ref seen = newSet();
  for (Value key : tupleItems(keys)) {
    if (TRY(setContains(vm, seen, key))) {
      Ref text = TRY(repr(vm, key));
      return vm.raise(TypeId::kValueError, "mapping pattern checks duplicate key (%s)", textOf(text).c_str());
    }
    TRY(setAdd(vm, seen, key));
  }
  return {};
}

Result<Ref> matchKeys(Vm& vm, Value subject, Value keys) {
  TRY(refuseDuplicates(vm, keys));
  Ref get, absent;
  if (!isExactly(subject, TypeId::kDict)) {
    get = TRY(getAttribute(vm, subject, nameOf(Name::kGet)));
    absent = TRY(newInstance(vm, typeCell(TypeId::kObject)));
  }
  Ref values = TRY(newList(vm));
  for (Value key : tupleItems(keys)) {
    Ref value = TRY(valueForKey(vm, subject, get, key, absent));
    if (isExhausted(value)) return noneRef();
    TRY(listAppend(vm, values, value));
  }
  return newTuple(vm, listItems(values));
}

// --- class patterns ---------------------------------------------------------------------------------------------------------

/// The builtin classes whose one positional pattern stands for the subject itself.
bool matchesSelf(const TypeCell* type) {
  for (TypeId id : {TypeId::kBool, TypeId::kByteArray, TypeId::kBytes, TypeId::kDict, TypeId::kFloat, TypeId::kFrozenSet, TypeId::kInt,
                    TypeId::kList, TypeId::kSet, TypeId::kStr, TypeId::kTuple})
    if (isSubtype(type, id)) return true;
  return false;
}

struct ClassMatch {
  Vm& vm;
  Value subject;
  TypeCell* type;
  Ref seen, attributes;
  bool failed = false;

  std::string typeText() const { return textOf(Value::reference(type->name)); }

  /// Looks one attribute up; sets `failed` where there is none.
  Result<void> take(Value name) {
    if (TRY(setContains(vm, seen, name))) {
      Ref text = TRY(repr(vm, name));
      return vm.raise(TypeId::kTypeError, "%s() got multiple sub-patterns for attribute %s", typeText().c_str(), textOf(text).c_str());
    }
    TRY(setAdd(vm, seen, name));
    Ref value = TRY(findAttribute(vm, subject, name));
    failed = isExhausted(value);
    return failed ? Result<void>() : listAppend(vm, attributes, value);
  }
};

Result<void> takePositional(ClassMatch& match, uint32_t count) {
  Vm& vm = match.vm;
  Ref matchArgs = TRY(findAttribute(vm, valueOf(match.type), nameOf(Name::kMatchArgs)));
  bool self = false;
  if (isExhausted(matchArgs)) {
    matchArgs = Ref::share(Value::reference(root().emptyTuple));
    self = matchesSelf(match.type);
  } else if (!isExactly(matchArgs, TypeId::kTuple)) {
    return vm.raise(TypeId::kTypeError, "%s.__match_args__ must be a tuple (got %s)", match.typeText().c_str(), typeName(matchArgs).c_str());
  }
  auto allowed = self ? 1 : uint32_t(tupleItems(matchArgs).size());
  if (count > allowed)
    return vm.raise(TypeId::kTypeError, "%s() accepts %u positional sub-pattern%s (%u given)", match.typeText().c_str(), allowed,
                    allowed == 1 ? "" : "s", count);
  if (self) return listAppend(vm, match.attributes, match.subject);
  for (uint32_t i = 0; i < count && !match.failed; ++i) {
    Value name = tupleItems(matchArgs)[i];
    if (!isExactly(name, TypeId::kStr))
      return vm.raiseTypeErrorFor("__match_args__ elements must be strings (got %s)", name);
    TRY(match.take(name));
  }
  return {};
}

Result<Ref> matchClass(Vm& vm, Value subject, Value type, Value names, uint32_t positional) {
  if (!isType(type)) return vm.raise(TypeId::kTypeError, "called match pattern must be a class");
  if (!TRY(isInstanceOf(vm, subject, type))) return noneRef();
  ClassMatch match{vm, subject, cellOf<TypeCell>(type), newSet(), TRY(newList(vm))};
  if (positional) TRY(takePositional(match, positional));
  for (Value name : tupleItems(names)) {
    if (match.failed) break;
    TRY(match.take(name));
  }
  return match.failed ? Result<Ref>(noneRef()) : newTuple(vm, listItems(match.attributes));
}

/// A new dict of what a mapping holds besides some keys (`**rest`).
Result<Ref> restOf(Vm& vm, Value subject, Value keys) {
  Ref rest = newDict();
  TRY(dictMerge(vm, rest, subject));
  for (Value key : tupleItems(keys)) TRY(dictDelete(vm, rest, key));
  return rest;
}

}  // namespace

HANDLER(MATCH_KEYS) { return replaceTop(frame, 0, matchKeys(vm, top(frame, 2), top(frame))); }
HANDLER(MATCH_CLASS) { return replaceTop(frame, 3, matchClass(vm, top(frame, 3), top(frame, 2), top(frame), operand)); }
HANDLER(COPY_DICT_WITHOUT_KEYS) { return replaceTop(frame, 1, restOf(vm, top(frame, 2), top(frame))); }

}  // namespace vitrine
