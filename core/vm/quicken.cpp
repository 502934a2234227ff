// Choosing quick forms: from the end of the code backwards, each unit gets the form with which the rest of the straight line
// costs least. See quicken.h and quick_opcodes.def.
#include "vm/quicken.h"

namespace vitrine {

namespace {

struct Form {
  uint8_t number;
  Opcode units[4];  // NOP: none
};
constexpr Form kForms[] = {
#define QUICK(name, number, first, second, third, fourth) {number, {Opcode::first, Opcode::second, Opcode::third, Opcode::fourth}},
#include "vm/quick_opcodes.def"
};

constexpr uint32_t kLongest = 4;
// An instruction or form costs one dispatch; what a form does with values of its own, without the stack, is cheaper still.
constexpr uint32_t kDispatch = 10, kPairOfMoves = 12, kOperatorForm = 8;

uint32_t lengthOf(const Form& form) {
  uint32_t length = 0;
  while (length < kLongest && form.units[length] != Opcode::NOP) ++length;
  return length;
}

bool matches(const Form& form, uint32_t length, const Unit* unit, const Unit* end) {
  if (uint32_t(end - unit) < length) return false;
  for (uint32_t i = 0; i < length; ++i)
    if (unit[i].opcode != uint8_t(form.units[i])) return false;
  return true;
}

/// Which family of QUICK_OPERATOR an opcode belongs to, -1 for none.
int operatorFamily(uint8_t opcode) {
  switch (Opcode(opcode)) {
    case Opcode::BINARY_ADD:
    case Opcode::INPLACE_ADD: return 0;
    case Opcode::BINARY_SUBTRACT:
    case Opcode::INPLACE_SUBTRACT: return 1;
    case Opcode::BINARY_MULTIPLY:
    case Opcode::INPLACE_MULTIPLY: return 2;
    case Opcode::BINARY_TRUE_DIVIDE:
    case Opcode::INPLACE_TRUE_DIVIDE: return 3;
    case Opcode::BINARY_FLOOR_DIVIDE:
    case Opcode::INPLACE_FLOOR_DIVIDE: return 4;
    case Opcode::BINARY_MODULO:
    case Opcode::INPLACE_MODULO: return 5;
    case Opcode::BINARY_AND:
    case Opcode::INPLACE_AND: return 6;
    case Opcode::BINARY_RSHIFT:
    case Opcode::INPLACE_RSHIFT: return 7;
    case Opcode::BINARY_SUBSCR: return 8;
    default: return -1;
  }
}
static_assert(ADD_FAST_FAST == kFirstOperatorForm && SUBSCR_FAST_FAST == kFirstOperatorForm + 8 * 4);

struct Choice {
  uint8_t quick;
  uint32_t length, cost;
};

/// The operator form that begins at `unit`; `length` 0 where there is none.
Choice operatorForm(const Unit* unit, const Unit* end) {
  auto opcodeAt = [&](uint32_t i) { return unit + i < end ? unit[i].opcode : uint8_t(0); };
  const auto fast = uint8_t(Opcode::LOAD_FAST), constant = uint8_t(Opcode::LOAD_CONST);
  bool first = opcodeAt(0) == fast, loads = opcodeAt(1) == fast || opcodeAt(1) == constant;
  if (int family = first && loads ? operatorFamily(opcodeAt(2)) : -1; family >= 0)
    return {uint8_t(kFirstOperatorForm + family * 4 + (opcodeAt(1) == constant)), 3, kOperatorForm};
  if (int family = first || opcodeAt(0) == constant ? operatorFamily(opcodeAt(1)) : -1; family >= 0)
    return {uint8_t(kFirstOperatorForm + family * 4 + 2 + (opcodeAt(0) == constant)), 2, kOperatorForm};
  return {0, 0, 0};
}

bool onlyMoves(uint8_t quick) { return quick <= STORE_FAST_STORE_FAST; }

}  // namespace

void quicken(DecodedCode& decoded) {
  Unit* units = decoded.units.data();
  const Unit* end = units + decoded.unitCount;
  std::vector<uint32_t> cost(decoded.unitCount + kLongest + 1);
  for (uint32_t i = decoded.unitCount; i-- > 0;) {
    Unit* unit = units + i;
    Choice best{unit->opcode, 1, kDispatch};
    uint32_t least = best.cost + cost[i + 1];
    auto consider = [&](Choice choice) {
      uint32_t total = choice.cost + cost[i + choice.length];
      if (total > least) return;
      best = choice;
      least = total;
    };
    for (const Form& form : kForms) {
      uint32_t length = lengthOf(form);
      if (matches(form, length, unit, end)) consider({form.number, length, onlyMoves(form.number) ? kPairOfMoves : kOperatorForm});
    }
    if (Choice choice = operatorForm(unit, end); choice.length) consider(choice);
    unit->quick = best.quick;
    cost[i] = least;
  }
}

}  // namespace vitrine
