// Exception groups as C++ code uses them (PEP 654). See exception_group.cpp.
#pragma once

#include <span>

#include "objects/exception.h"

namespace vitrine {

inline bool isExceptionGroup(Value v) { return isException(v) && isInstance(v, TypeId::kBaseExceptionGroup); }

/// What the group's second argument is, as repr() shows it.
enum class GroupItems : uint8_t { kList, kTuple };
/// A group of these exceptions (ExceptionGroup where all are Exceptions, else BaseExceptionGroup).
Result<Ref> newExceptionGroup(Vm& vm, std::string_view message, std::span<const Value> exceptions, GroupItems items);
/// Whether an exception is an instance of a class or of one in a (nested) tuple of classes; MRO only.
bool exceptionMatches(Value exception, Value classOrTuple);

/// Both parts of a group; NULL where nothing is in it.
struct GroupParts {
  Ref match, rest;
};
/// The part of `group` whose leaves are among `leaves` (by identity), with the group's structure and metadata; None for nothing.
Result<Ref> projectGroup(Vm& vm, Value group, std::span<const Value> leaves);
/// Appends the leaves of an exception or group to a list.
Result<void> collectLeaves(Vm& vm, Value exception, Value list);

}  // namespace vitrine
