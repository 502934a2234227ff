// NameTable's slow paths: growth and private name mangling. See name_table.h.
#include "compiler/name_table.h"

namespace vitrine::compiler {

NameId NameTable::insert(size_t slot, std::string_view text, uint64_t hash) {
  auto id = NameId(texts_.size());
  texts_.push_back(text);
  hashes_.push_back(uint32_t(hash));
  slots_[slot] = id;
  if (texts_.size() * 2 <= slots_.size()) return id;
  slots_.assign(slots_.size() * 2, kNoName);
  size_t mask = slots_.size() - 1;
  for (NameId i = 0; i < texts_.size(); ++i) {
    size_t at = hashText(texts_[i]) & mask;
    while (slots_[at] != kNoName) at = (at + 1) & mask;
    slots_[at] = i;
  }
  return id;
}

NameId NameTable::mangleSlow(NameId privateClass, NameId name) {
  std::string_view text = texts_[name], className = texts_[privateClass];
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
