// TextTable's slow path: a new text, and growth. See text_table.h.
#include "base/text_table.h"

namespace vitrine {

uint32_t TextTable::insert(size_t slot, std::string_view text, uint32_t hash) {
  const auto index = uint32_t(rows_.size());
  rows_.push_back({text.data(), uint32_t(text.size()), hash});
  slots_[slot] = index;
  if (rows_.size() * 2 <= slots_.size()) return index;
  slots_.assign(slots_.size() * 2, kEmpty);
  const size_t mask = slots_.size() - 1;
  for (uint32_t i = 0; i <= index; ++i) {
    size_t at = rows_[i].hash & mask;
    while (slots_[at] != kEmpty) at = (at + 1) & mask;
    slots_[at] = i;
  }
  return index;
}

}  // namespace vitrine
