// Handlers of `except*` (PEP 654; CPython: Python/ceval.c, exception_group_match; Objects/exceptions.c, _PyExc_PrepReraiseStar).
#include "objects/exception_group.h"
#include "objects/exception_kinds.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/handlers.h"

namespace vitrine {

namespace {

Result<void> checkStarClass(Vm& vm, Value type) {
  if (!isType(type) || !isSubtype(cellOf<TypeCell>(type), TypeId::kBaseException))
    return vm.raise(TypeId::kTypeError, "catching classes that do not inherit from BaseException is not allowed");
  if (isSubtype(cellOf<TypeCell>(type), TypeId::kBaseExceptionGroup))
    return vm.raise(TypeId::kTypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
  return {};
}
Result<void> checkStarClasses(Vm& vm, Value classOrTuple) {
  if (!isTuple(classOrTuple)) return checkStarClass(vm, classOrTuple);
  for (Value each : tupleItems(classOrTuple)) TRY(checkStarClass(vm, each));
  return {};
}

/// A naked exception that an except* clause catches comes wrapped.
Result<Ref> wrapped(Vm& vm, Frame* frame, Value exception) {
  Ref group = TRY(newExceptionGroup(vm, "", {&exception, 1}, GroupItems::kTuple));
  Ref entry = newTraceback(Value(), frame, byteOffsetOf(codeOf(frame), frame->instruction));
  replaceMember(exceptionCell(group)->traceback, entry);
  return group;
}

/// (rest, match) of an exception or group; each may be None.
Result<void> matchGroup(Vm& vm, Frame* frame, Value exception, Value type, Ref* rest, Ref* match) {
  *rest = noneRef();
  *match = noneRef();
  if (isNone(exception)) return {};
  TRY(checkStarClasses(vm, type));
  bool group = isExceptionGroup(exception);
  if (exceptionMatches(exception, type)) {
    *match = group ? Ref::share(exception) : TRY(wrapped(vm, frame, exception));
    return {};
  }
  if (!group) {
    *rest = Ref::share(exception);
    return {};
  }
  Ref name = intern("split");
  Ref parts = TRY(callMethod(vm, exception, name, {type}));
  std::string who = typeName(exception);
  if (!isTuple(parts)) return vm.raise(TypeId::kTypeError, "%s.split must return a tuple, not %s", who.c_str(), typeName(parts).c_str());
  if (tupleItems(parts).size() < 2)
    return vm.raise(TypeId::kTypeError, "%s.split must return a 2-tuple, got tuple of size %zu", who.c_str(), tupleItems(parts).size());
  for (Value part : tupleItems(parts).first(2))
    if (!isNone(part) && !isException(part)) return vm.raise(TypeId::kTypeError, "%s.split must return exceptions or None, not %s", who.c_str(), typeName(part).c_str());
  *match = Ref::share(tupleItems(parts)[0]);
  *rest = Ref::share(tupleItems(parts)[1]);
  return {};
}

/// Makes the matching part the exception that is handled.
void setHandled(Value exception) {
  HandledException& handled = handledSlot();
  replaceMember(handled.type, valueOf(typeOf(exception)));
  replaceMember(handled.value, exception);
  replaceMember(handled.traceback, exceptionCell(exception)->traceback);
}

}  // namespace

HANDLER(CHECK_EG_MATCH) {
  Ref rest, match;
  if (!matchGroup(vm, frame, top(frame, 2), top(frame), &rest, &match).ok()) return Outcome::kRaised;
  if (!isNone(match)) setHandled(match);
  drop(frame, 2);
  push(frame, std::move(rest));
  push(frame, std::move(match));
  return Outcome::kNext;
}

namespace {

/// Whether a clause raised just what the original group was, in part: then it counts as raised again.
Result<bool> isRaisedAgain(Vm& vm, Value exception, Value original) {
  if (!isExceptionGroup(exception)) return false;
  auto *a = exceptionCell(exception), *b = exceptionCell(original);
  if (a->traceback != b->traceback || a->cause != b->cause || a->context != b->context) return false;
  Ref notesA = TRY(findAttribute(vm, exception, nameOf(Name::kNotes))), notesB = TRY(findAttribute(vm, original, nameOf(Name::kNotes)));
  return notesA.get() == notesB.get();
}

Result<Ref> combine(Vm& vm, Value original, Value list) {
  auto items = listItems(list);
  if (items.empty()) return noneRef();
  if (!isExceptionGroup(original)) return Ref::share(items[0]);
  Ref raised = TRY(newList(vm)), leaves = TRY(newList(vm));
  for (size_t i = 0; i < listItems(list).size(); ++i) {
    Value each = listItems(list)[i];
    if (isNone(each)) continue;
    if (TRY(isRaisedAgain(vm, each, original))) TRY(collectLeaves(vm, each, leaves));
    else TRY(listAppend(vm, raised, each));
  }
  Ref again = listItems(leaves).empty() ? noneRef() : TRY(projectGroup(vm, original, listItems(leaves)));
  if (listItems(raised).empty()) return again;
  if (!isNone(again)) TRY(listAppend(vm, raised, again));
  if (listItems(raised).size() == 1) return Ref::share(listItems(raised)[0]);
  return newExceptionGroup(vm, "", listItems(raised), GroupItems::kList);
}

}  // namespace

HANDLER(PREP_RERAISE_STAR) { return replaceTop(frame, 2, combine(vm, top(frame, 2), top(frame))); }

HANDLER(RERAISE) {
  Ref exception = pop(frame);
  if (!isException(exception)) {
    vm.raise(TypeId::kTypeError, "exceptions must derive from BaseException");
    return Outcome::kRaised;
  }
  decrement(std::exchange(root().pending, exception.release()));
  return Outcome::kReraised;
}

}  // namespace vitrine
