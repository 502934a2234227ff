// The table of sets from C++: growth, deleted entries, order and hashes as CPython has them (R7), and set algebra.
#include "objects/set.h"

#include <gtest/gtest.h>

#include <vector>

#include "heap/heap.h"
#include "modules/boot.h"
#include "objects/list.h"
#include "objects/set_operations.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

class Set : public ::testing::Test {
 protected:
  void SetUp() override {
    resetRegion(size_t(64) << 20);
    startMachine(vm);
  }
  void TearDown() override { EXPECT_FALSE(vm.hasPending()); }

  void add(Value set, int64_t number) { ASSERT_TRUE(setAdd(vm, set, Value::integer(number)).ok()); }
  void discard(Value set, int64_t number) { ASSERT_TRUE(setDiscard(vm, set, Value::integer(number)).ok()); }
  Ref setOf(std::initializer_list<int64_t> numbers) {
    Ref set = newSet();
    for (int64_t number : numbers) add(set, number);
    return set;
  }
  static std::vector<int64_t> numbersOf(Value set) {
    std::vector<int64_t> numbers;
    uint32_t position = 0;
    for (Value key; setNext(set, &position, &key);) numbers.push_back(key.asInt());
    return numbers;
  }

  Vm vm;
};

using Numbers = std::vector<int64_t>;

TEST_F(Set, GrowsWhenThreeFifthsAreFull) {
  Ref set = newSet();
  std::vector<uint32_t> sizes;
  for (int64_t i = 0; i < 310; ++i) {
    add(set, i);
    if (sizes.empty() || sizes.back() != setTableSize(set)) sizes.push_back(setTableSize(set));
  }
  EXPECT_EQ(sizes, (std::vector<uint32_t>{0, 512, 2048, 8192, 32768}));
  EXPECT_EQ(setLength(set), 310u);
}

TEST_F(Set, ReusesTheLastDeletedEntryOnTheWay) {
  Ref set = setOf({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31});
  for (int64_t number : {3, 5, 7}) discard(set, number);
  add(set, 131);
  Numbers first = numbersOf(set);
  first.resize(8);
  EXPECT_EQ(first, (Numbers{0, 1, 2, 4, 6, 131, 8, 9}));
}

TEST_F(Set, ProbesByTheHashesUpperBitsWhereNeighboursDoNotFit) {
  Ref set = setOf({1, 9, 17, 2});
  discard(set, 1);
  discard(set, 9);
  add(set, 25);
  EXPECT_EQ(numbersOf(set), (Numbers{2, 25, 17}));
}

TEST_F(Set, PopGoesOnWhereItStopped) {
  Ref set = setOf({1, 2, 3});
  Ref first = setPop(set);
  add(set, 1);
  Ref second = setPop(set);
  EXPECT_EQ(first.get().asInt(), 1);
  EXPECT_EQ(second.get().asInt(), 2);
}

TEST_F(Set, HashesOfFrozenSetsAreThoseOf64BitCPython) {
  Ref empty = newFrozenSet();
  EXPECT_EQ(frozenHash(empty), 133146708735736);
  Ref set = setOf({3, 1, 2});
  EXPECT_EQ(frozenHash(set), -272375401224217160);
  discard(set, 3);
  add(set, 3);
  EXPECT_EQ(frozenHash(set), -272375401224217160);
}

TEST_F(Set, AlgebraKeepsTheTypeAskedFor) {
  Ref a = setOf({1, 2, 3}), b = setOf({2, 3, 4});
  Ref common = setIntersection(vm, TypeId::kFrozenSet, a, b).take(), rest = setDifference(vm, TypeId::kSet, a, b).take();
  Ref either = setSymmetricDifference(vm, TypeId::kSet, a, b).take();
  EXPECT_TRUE(isExactly(common, TypeId::kFrozenSet));
  EXPECT_EQ(numbersOf(common), (Numbers{2, 3}));
  EXPECT_EQ(numbersOf(rest), (Numbers{1}));
  EXPECT_EQ(numbersOf(either), (Numbers{1, 4}));
  EXPECT_TRUE(setIsSubset(vm, common, a).take());
  EXPECT_FALSE(setIsSubset(vm, a, common).take());
  EXPECT_TRUE(setIsDisjoint(vm, rest, b).take());
}

TEST_F(Set, IntersectionWithAnIterableStopsOnceAllElementsAreFound) {
  Ref set = setOf({1, 2}), list = newListOf(vm, std::vector<Value>{Value::integer(1), Value::integer(2), valueOf(typeCell(TypeId::kSet))}).take();
  Ref common = setIntersection(vm, TypeId::kSet, set, list).take();
  EXPECT_EQ(numbersOf(common), (Numbers{1, 2}));
}

TEST_F(Set, ElementsAreReleasedOnce) {
  Ref element = newTuple(vm, {Value::integer(1), Value::integer(2)}).take();
  {
    Ref set = newSet();
    ASSERT_TRUE(setAdd(vm, set, element).ok());
    ASSERT_TRUE(setAdd(vm, set, element).ok());
    Ref copy = setCopy(vm, TypeId::kSet, set).take();
    EXPECT_EQ(cellOf(element)->count(), 3u);
    ASSERT_TRUE(setDiscard(vm, set, element).ok());
    EXPECT_EQ(cellOf(element)->count(), 2u);
  }
  EXPECT_EQ(cellOf(element)->count(), 1u);
}

TEST_F(Set, WhatCannotBeHashedIsRefused) {
  Ref set = newSet(), list = newList(vm).take();
  EXPECT_FALSE(setAdd(vm, set, list).ok());
  EXPECT_TRUE(vm.pendingIs(TypeId::kTypeError));
  vm.clearPending();
}

}  // namespace
}  // namespace vitrine
