// Exceptions. An instance of any of them begins with ExceptionCell; the longer ones add their attributes.
#pragma once

#include "objects/instance.h"

namespace vitrine {

struct ExceptionCell : Cell {
  InstanceFields fields;     // __dict__ (holds __notes__)
  Value args;                // tuple
  Value traceback, context, cause;  // NULL: none
  uint32_t suppressContext, reserved;
};
struct ValueExceptionCell : ExceptionCell {  // StopIteration.value, SystemExit.code
  Value value;
};
struct GroupExceptionCell : ExceptionCell {
  Value message, exceptions;
};
struct NameExceptionCell : ExceptionCell {  // NameError.name; AttributeError.name, .obj
  Value name, object;
};
struct ImportExceptionCell : ExceptionCell {
  Value message, name, path, nameFrom;
};
struct OsExceptionCell : ExceptionCell {
  Value errorNumber, text, fileName, fileName2;
};
struct SyntaxExceptionCell : ExceptionCell {
  Value message, fileName, line, column, text, endLine, endColumn, printFileAndLine, metadata;
};
struct UnicodeExceptionCell : ExceptionCell {
  Value encoding, object, start, end, reason;
};

/// Makes an instance natively, without running Python: `args` is a tuple.
Result<Ref> newException(Vm& vm, TypeId type, Value args);
inline ExceptionCell* exceptionCell(Value v) { return cellOf<ExceptionCell>(v); }

}  // namespace vitrine
