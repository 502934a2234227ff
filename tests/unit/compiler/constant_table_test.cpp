// The table of constants: what counts as equal, order, and growth.
#include "compiler/constant_table.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vitrine::compiler {
namespace {

TEST(ConstantTable, NumbersInOrderOfFirstUse) {
  ConstantTable table;
  EXPECT_EQ(table.add(Constant::str("a")), 0u);
  EXPECT_EQ(table.addNone(), 1u);
  EXPECT_EQ(table.add(Constant::str("a")), 0u);
  EXPECT_EQ(table.add(Constant::none()), 1u);
  EXPECT_EQ(table.add(Constant::str("b")), 2u);
}

TEST(ConstantTable, KeepsEqualValuesOfDifferentTypesApart) {
  ConstantTable table;
  std::vector<Constant> different = {
      Constant::integerOf(int64_t(1)), Constant::floating(1), Constant::boolean(true), Constant::complex(1, 0),
      Constant::str("1"), Constant::bytes("1"), Constant::tuple({Constant::integerOf(int64_t(1))}),
      Constant::tuple({Constant::floating(1)}), Constant::frozenSet({Constant::integerOf(int64_t(1))}),
      Constant::floating(0.0), Constant::floating(-0.0), Constant::complex(0.0, -0.0), Constant::complex(0.0, 0.0),
      Constant::complex(-0.0, 0.0), Constant::ellipsis(), Constant::boolean(false), Constant::integerOf(int64_t(0))};
  for (uint32_t i = 0; i < different.size(); ++i) EXPECT_EQ(table.add(different[i]), i);
  for (uint32_t i = 0; i < different.size(); ++i) EXPECT_EQ(table.add(different[i]), i);
}

TEST(ConstantTable, SetsAreEqualInAnyOrder) {
  ConstantTable table;
  Constant a = Constant::str("a"), b = Constant::str("b");
  EXPECT_EQ(table.add(Constant::frozenSet({a, b})), table.add(Constant::frozenSet({b, a})));
}

TEST(ConstantTable, CodeObjectsAreEqualByWhatTheyHold) {
  auto code = [](int32_t line) {
    auto made = std::make_shared<CodeObject>();
    made->name = "<lambda>";
    made->firstLine = line;
    made->constants = {Constant::none()};
    return Constant::codeOf(made);
  };
  ConstantTable table;
  EXPECT_EQ(table.add(code(1)), 0u);
  EXPECT_EQ(table.add(code(1)), 0u);
  EXPECT_EQ(table.add(code(2)), 1u);
}

TEST(ConstantTable, FindsThemAgainAmongMany) {
  ConstantTable table;
  constexpr int64_t kMany = 3000;
  for (int64_t i = 0; i < kMany; ++i) EXPECT_EQ(table.add(Constant::integerOf(i)), uint32_t(i));
  for (int64_t i = 0; i < kMany; ++i) EXPECT_EQ(table.add(Constant::integerOf(i)), uint32_t(i));
  EXPECT_EQ(table.constants().size(), size_t(kMany));
  table.clear();
  EXPECT_EQ(table.add(Constant::integerOf(int64_t(7))), 0u);
}

}  // namespace
}  // namespace vitrine::compiler
