// Choosing quick forms: every unit whose successors spell a row of quick_opcodes.def gets that row's number, the longest
// first. See quicken.h.
#include "vm/quicken.h"

namespace vitrine {

namespace {

struct QuickRow {
  uint8_t number;
  Opcode first, second, third;  // NOP: none
};
constexpr QuickRow kRows[] = {
#define QUICK(name, number, first, second, third) {number, Opcode::first, Opcode::second, Opcode::third},
#include "vm/quick_opcodes.def"
#undef QUICK
};

bool matches(const QuickRow& row, const Unit* unit, const Unit* end) {
  if (unit[0].opcode != uint8_t(row.first) || unit + 1 >= end || unit[1].opcode != uint8_t(row.second)) return false;
  return row.third == Opcode::NOP || (unit + 2 < end && unit[2].opcode == uint8_t(row.third));
}

}  // namespace

void quicken(DecodedCode& decoded) {
  Unit* units = decoded.units.data();
  const Unit* end = units + decoded.unitCount;
  for (Unit* unit = units; unit < end; ++unit) {
    unit->quick = unit->opcode;
    bool matchesThree = false;
    for (const QuickRow& row : kRows) {
      if (matchesThree && row.third == Opcode::NOP) continue;
      if (!matches(row, unit, end)) continue;
      unit->quick = row.number;
      matchesThree = row.third != Opcode::NOP;
    }
  }
}

}  // namespace vitrine
