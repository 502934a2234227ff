// Values as text for those who watch: repr() of built-in values, by C++ alone. Never runs Python, never allocates in the
// region (R4): an instance of a user's class is `<Point object>`, whatever its __repr__ says. Work is bounded by the
// limit: a string of ten megabytes or an int of a million digits costs no more than what is shown of it.
#pragma once

#include <cstdint>
#include <string>

#include "heap/value.h"
#include "objects/type.h"

namespace vitrine {

/// The repr of numbers, strings, bytes and None, exactly as Python gives it; an instance of a subclass counts as none of
/// these. False (nothing appended) for anything else. A str is read up to `characters` only.
bool appendScalar(std::string& out, Value value, size_t characters);

/// repr(value), at most about `characters` long; `*cut` tells whether something was left out.
std::string valueText(Value value, size_t characters, bool* cut);

/// The name of a value's type, and of a type; "NULL" for NULL.
std::string typeNameOf(Value value);
std::string nameOfType(const TypeCell* type);
/// The text of a StrCell, "" for offset 0.
std::string textAt(Offset str);
/// len() of a built-in container or str (subclasses included), -1 for what has none.
int64_t lengthOf(Value value);

/// Cuts `text` to `characters` code points; true if it was longer.
bool cutText(std::string& text, size_t characters);

}  // namespace vitrine
