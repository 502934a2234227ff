// repr() of what stands in a code object, without a heap: for the disassembler and `vitrine code`. Equal to CPython's
// repr of the same object (Objects/unicodeobject.c, bytesobject.c, floatobject.c by their documented results); frozensets
// print in the order they are stored, since there is no hash table here.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "bytecode/code_object.h"

namespace vitrine {

/// How code objects and frozensets print.
struct ReprStyle {
  /// What stands for a code object; the default is CPython's form with the address left open.
  std::function<std::string(const CodeObject&)> codeRepr;
  enum class SetOrder { kStored, kSortedReprs } setOrder = SetOrder::kStored;
};

/// repr(constant).
std::string reprConstant(const Constant& constant, const ReprStyle& style = {});
/// repr(str) of WTF-8 text: quotes chosen as Python does, what is not printable escaped.
std::string reprText(std::string_view wtf8);
/// repr(bytes).
std::string reprBytes(std::string_view bytes);
/// `<code object NAME at ADDRESS, file "FILE", line N>`; ADDRESS as given.
std::string reprCode(const CodeObject& code, std::string_view address = "0x...");

}  // namespace vitrine
