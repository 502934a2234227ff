// NameTable's slow path: private name mangling. See name_table.h.
#include "compiler/name_table.h"

namespace vitrine::compiler {

NameId NameTable::mangleSlow(NameId privateClass, NameId name) {
  std::string_view text = table_.text(name), className = table_.text(privateClass);
  bool isSpecial = text.substr(text.size() - 2) == "__";
  if (isSpecial || text.find('.') != std::string_view::npos) return name;
  size_t start = className.find_first_not_of('_');
  if (start == std::string_view::npos) return name;
  std::string mangled = "_";
  mangled += className.substr(start);
  mangled += text;
  return internCopy(std::move(mangled));
}

}  // namespace vitrine::compiler
