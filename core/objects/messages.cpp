// Names and texts as error messages show them (runtime.h).
#include <cstdio>

#include "base/utf8.h"
#include "objects/native.h"
#include "objects/str.h"

namespace vitrine {

/// A builtin type outside `builtins` carries its module, as CPython's tp_name does ("itertools.count").
std::string typeName(Value value) {
  if (value.isNull() || value.isToken()) return "NULL";
  const TypeCell* type = typeOf(value);
  std::string name = textOf(Value::reference(type->name));
  if (type->flags & kTypeHeap) return name;
  std::string_view module = typeRow(TypeId(type->native)).module;
  return module == "builtins" ? name : std::string(module) + "." + name;
}

std::string textOf(Value str) {
  if (!str || !isStr(str)) return typeName(str);
  std::string text = utf8Of(str);
  if (utf8::isAscii(text)) return text;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    char32_t c = utf8::decode(text, at);
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x", unsigned(c) & 0xFFFF);
    if (utf8::isSurrogate(c)) out += escape;
    else utf8::append(out, c);
  }
  return out;
}

}  // namespace vitrine
