// BaseExceptionGroup and ExceptionGroup (PEP 654; CPython: Objects/exceptions.c). Splitting keeps the nesting and the
// metadata of each group; parts are made by the group's own derive().
#include "objects/exception_group.h"

#include "base/depth_guard.h"
#include "objects/allocate.h"
#include "objects/exception_kinds.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

GroupExceptionCell* self(Value v) { return cellOf<GroupExceptionCell>(v); }
std::span<const Value> members(Value group) { return tupleItems(self(group)->exceptions); }

Result<bool> checkMembers(Vm& vm, Value items) {
  bool onlyExceptions = true;
  size_t position = 0;
  for (Value each : tupleItems(items)) {
    if (!isException(each)) return vm.raise(TypeId::kValueError, "Item %zu of second argument (exceptions) is not an exception", position);
    onlyExceptions = onlyExceptions && isInstance(each, TypeId::kException);
    ++position;
  }
  return onlyExceptions;
}

bool isSequence(Value v) { return isTuple(v) || isList(v) || typeOf(v)->definesInPython(Dunder::kGetItem) || slotsOf(v).getItem; }

Result<Ref> groupCreate(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  if (args.count != 3) return vm.raise(TypeId::kTypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%u given)", args.count - 1);
  if (!isStr(args[1])) return vm.raiseTypeErrorFor("BaseExceptionGroup.__new__() argument 1 must be str, not %s", args[1]);
  if (!isSequence(args[2]) || isAnySet(args[2]) || isDict(args[2]))
    return vm.raise(TypeId::kTypeError, "second argument (exceptions) must be a sequence");
  Ref items = TRY(tupleFrom(vm, args[2]));
  if (tupleItems(items).empty()) return vm.raise(TypeId::kValueError, "second argument (exceptions) must be a non-empty sequence");
  bool onlyExceptions = TRY(checkMembers(vm, items));
  if (type == typeCell(TypeId::kBaseExceptionGroup) && onlyExceptions) {
    type = typeCell(TypeId::kExceptionGroup);
  } else if (!onlyExceptions && type == typeCell(TypeId::kExceptionGroup)) {
    return vm.raise(TypeId::kTypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
  } else if (!onlyExceptions && isSubtype(type, TypeId::kException)) {
    return vm.raise(TypeId::kTypeError, "Cannot nest BaseExceptions in '%s'", textOf(Value::reference(type->name)).c_str());
  }
  Ref made = TRY(allocateObject(vm, type));
  auto* group = self(made);
  group->args = TRY(newTuple(vm, {args[1], args[2]})).release();
  group->message = Ref::share(args[1]).release();
  group->exceptions = items.release();
  return made;
}
Result<Ref> groupInit(Vm& vm, Args args) {
  if (args.keywordCount()) return vm.raise(TypeId::kTypeError, "%s() takes no keyword arguments", typeName(args[0]).c_str());
  return noneRef();
}
Result<Ref> groupStr(Vm& vm, Value v) {
  size_t count = members(v).size();
  return newStr(vm, utf8Of(self(v)->message) + " (" + std::to_string(count) + " sub-exception" + (count == 1 ? "" : "s") + ")");
}
Result<Ref> groupDerive(Vm& vm, Args args) {
  return tailCall(vm, valueOf(typeCell(TypeId::kBaseExceptionGroup)), {self(args[0])->message, args[1]});
}

// --- splitting ---------------------------------------------------------------------------------------------------------------

/// What an exception must be to belong to the matching part.
struct Matcher {
  enum class Kind { kType, kPredicate, kLeaves } kind;
  Value value;                    // class, tuple of classes, or callable
  std::span<const Value> leaves;  // kLeaves

  Result<bool> matches(Vm& vm, Value exception) const {
    switch (kind) {
      case Kind::kType: return exceptionMatches(exception, value);
      case Kind::kPredicate: {
        Ref answer = TRY(call(vm, value, {exception}));
        return truth(vm, answer);
      }
      case Kind::kLeaves:
        for (Value leaf : leaves)
          if (leaf == exception) return !isExceptionGroup(exception);
        return false;
    }
    return false;
  }
};

bool isExceptionClass(Value v) { return isType(v) && isSubtype(cellOf<TypeCell>(v), TypeId::kBaseException); }

Result<Matcher> matcherFor(Vm& vm, Value value) {
  if (isExceptionClass(value)) return Matcher{Matcher::Kind::kType, value, {}};
  if (!isType(value) && isCallable(value)) return Matcher{Matcher::Kind::kPredicate, value, {}};
  bool classes = isTuple(value);
  for (size_t i = 0; classes && i < tupleItems(value).size(); ++i) classes = isExceptionClass(tupleItems(value)[i]);
  if (classes) return Matcher{Matcher::Kind::kType, value, {}};
  return vm.raise(TypeId::kTypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

Result<void> copyNotes(Vm& vm, Value from, Value to) {
  Ref notes = TRY(findAttribute(vm, from, nameOf(Name::kNotes)));
  if (isExhausted(notes) || !(isList(notes) || isTuple(notes))) return {};
  Ref copy = TRY(listFrom(vm, notes));
  return setAttribute(vm, to, nameOf(Name::kNotes), copy);
}

/// The group that holds some of another's exceptions; NULL for none.
Result<Ref> subsetOf(Vm& vm, Value group, Value list) {
  if (listItems(list).empty()) return exhausted();
  Ref name = intern("derive");
  Ref part = TRY(callMethod(vm, group, name, {list}));
  if (!isExceptionGroup(part)) return vm.raise(TypeId::kTypeError, "derive must return an instance of BaseExceptionGroup");
  replaceMember(self(part)->traceback, self(group)->traceback);
  replaceMember(self(part)->context, self(group)->context);
  replaceMember(self(part)->cause, self(group)->cause);
  self(part)->suppressContext = 1;
  TRY(copyNotes(vm, group, part));
  return part;
}

Ref nullable(Ref part) { return isExhausted(part) ? Ref() : std::move(part); }

enum class Rest { kWanted, kUnwanted };

Result<GroupParts> split(Vm& vm, Value exception, const Matcher& matcher, Rest wanted) {
  GroupParts parts;
  if (TRY(matcher.matches(vm, exception))) {
    parts.match = Ref::share(exception);
    return parts;
  }
  if (!isExceptionGroup(exception)) {
    if (wanted == Rest::kWanted) parts.rest = Ref::share(exception);
    return parts;
  }
  DepthGuard guard;
  if (guard.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded in exceptiongroup_split_recursive");
  Ref matching = TRY(newList(vm)), others = TRY(newList(vm));
  for (Value each : members(exception)) {
    GroupParts inner = TRY(split(vm, each, matcher, wanted));
    if (inner.match) TRY(listAppend(vm, matching, inner.match));
    if (inner.rest) TRY(listAppend(vm, others, inner.rest));
  }
  parts.match = nullable(TRY(subsetOf(vm, exception, matching)));
  parts.rest = nullable(TRY(subsetOf(vm, exception, others)));
  return parts;
}

Ref orNone(Ref part) { return part ? std::move(part) : noneRef(); }

Result<Ref> groupSplit(Vm& vm, Args args) {
  Matcher matcher = TRY(matcherFor(vm, args[1]));
  GroupParts parts = TRY(split(vm, args[0], matcher, Rest::kWanted));
  Ref match = orNone(std::move(parts.match)), rest = orNone(std::move(parts.rest));
  return newTuple(vm, {match, rest});
}
Result<Ref> groupSubgroup(Vm& vm, Args args) {
  Matcher matcher = TRY(matcherFor(vm, args[1]));
  GroupParts parts = TRY(split(vm, args[0], matcher, Rest::kUnwanted));
  return orNone(std::move(parts.match));
}

Result<Ref> getMessage(Vm&, Value v) { return Ref::share(self(v)->message); }
Result<Ref> getExceptions(Vm&, Value v) { return Ref::share(self(v)->exceptions); }

const NativeMethod kMethods[] = {
    {"derive", "($self, exceptions, /)", groupDerive},
    {"split", "($self, matcher_value, /)", groupSplit},
    {"subgroup", "($self, matcher_value, /)", groupSubgroup},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};
const NativeGetSet kAttributes[] = {{"message", getMessage, nullptr, "exception message"}, {"exceptions", getExceptions, nullptr, "nested exceptions"}};

constexpr uint32_t kFlags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsException;

}  // namespace

bool exceptionMatches(Value exception, Value classOrTuple) {
  if (isTuple(classOrTuple)) {
    for (Value each : tupleItems(classOrTuple))
      if (exceptionMatches(exception, each)) return true;
    return false;
  }
  return isType(classOrTuple) && isSubtype(typeOf(exception), cellOf<TypeCell>(classOrTuple));
}

Result<Ref> newExceptionGroup(Vm& vm, std::string_view message, std::span<const Value> exceptions, GroupItems items) {
  Ref text = TRY(newStr(vm, message));
  Ref sequence = items == GroupItems::kTuple ? TRY(newTuple(vm, exceptions)) : TRY(newListOf(vm, exceptions));
  Value values[] = {valueOf(typeCell(TypeId::kBaseExceptionGroup)), text, sequence};
  return groupCreate(vm, {values, 3, Value()});
}

Result<Ref> projectGroup(Vm& vm, Value group, std::span<const Value> leaves) {
  GroupParts parts = TRY(split(vm, group, Matcher{Matcher::Kind::kLeaves, Value(), leaves}, Rest::kUnwanted));
  return parts.match ? std::move(parts.match) : noneRef();
}

Result<void> collectLeaves(Vm& vm, Value exception, Value list) {
  if (!isExceptionGroup(exception)) return listAppend(vm, list, exception);
  DepthGuard guard;
  if (guard.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded in collect_exception_group_leaf_ids");
  for (Value each : members(exception)) TRY(collectLeaves(vm, each, list));
  return {};
}

const NativeType kBaseExceptionGroupType = {
    .id = TypeId::kBaseExceptionGroup,
    .instanceBytes = sizeof(GroupExceptionCell),
    .flags = kFlags,
    .slots = {.str = groupStr, .create = groupCreate, .initialize = groupInit},
    .methods = kMethods,
    .attributes = kAttributes,
    .doc = "A combination of multiple unrelated exceptions.",
};
const NativeType kExceptionGroupType = {.id = TypeId::kExceptionGroup, .instanceBytes = sizeof(GroupExceptionCell), .flags = kFlags};

}  // namespace vitrine
