// What boot.cpp works out for builtin types in a shorter way equals what the MRO says.
#include <cstring>

#include "machine_fixture.h"
#include "objects/type_new.h"

namespace vitrine {
namespace {

class Types : public MachineTest {};

TEST_F(Types, InheritedFlagsAreThoseOfTheResolutionOrder) {
  for (uint16_t i = 0; i < uint16_t(TypeId::kCount); ++i) {
    TypeCell* type = typeCell(TypeId(i));
    const uint32_t flags = type->flags;
    uint64_t slots[2];
    std::memcpy(slots, type->pythonSlots, sizeof slots);
    updateTypeFlags(type);
    EXPECT_EQ(type->flags, flags) << typeRow(TypeId(i)).name;
    EXPECT_EQ(std::memcmp(type->pythonSlots, slots, sizeof slots), 0) << typeRow(TypeId(i)).name;
  }
}

}  // namespace
}  // namespace vitrine
