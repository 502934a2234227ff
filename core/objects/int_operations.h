// What the files of int share.
#pragma once

#include "objects/int.h"
#include "objects/native.h"

namespace vitrine {

/// The int object of any size of type `type` (int or a subclass of it), never immediate.
Result<Ref> newIntCell(Vm& vm, TypeCell* type, BigIntView value);
/// The same value as an exact int (int(True) is 1).
Result<Ref> exactInt(Vm& vm, Value v);
/// int(text, base): blanks around, sign, prefix, underscores. `shown` is what the ValueError quotes.
Result<Ref> intFromText(Vm& vm, std::string_view ascii, int base, Value shown);
/// The text of a str with Unicode decimal digits and blanks turned into ASCII; other characters become '?'.
std::string decimalText(Value str);
/// float(int); OverflowError "int too large to convert to float".
Result<Ref> intToFloat(Vm& vm, Value v);

/// (item,) as a tuple.
Result<Ref> newSingle(Vm& vm, Value item);
/// (first, second) as a tuple.
Result<Ref> newPair(Vm& vm, Value first, Value second);

/// The text, or the exception formatting ended with.
Result<Ref> textOrRaise(Vm& vm, struct FormatResult result);

void addIntOperators(NativeSlots& slots);
std::span<const NativeMethod> intMethods();
std::span<const NativeGetSet> intAttributes();

}  // namespace vitrine
