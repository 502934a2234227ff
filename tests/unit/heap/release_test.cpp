// Releasing: order, depth, finalisers, weak references.
#include "heap/release.h"

#include <gtest/gtest.h>

#include "fake_types.h"
#include "heap/collector.h"

namespace vitrine {
namespace {

using fake::newNode;
using Ids = std::vector<uint32_t>;

uint32_t idOf(const Ref& object) { return object.as<fake::Node>()->id; }

TEST(Release, ChildrenFollowTheirParentDepthFirst) {
  fake::reset();
  Cell* root = newNode(1, {newNode(2, {newNode(3), newNode(4)}), newNode(5, {newNode(6, {newNode(7)})}), newNode(8)});
  decrement(root);
  EXPECT_EQ(fake::dropped, (Ids{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(Release, WhatIsStillReferredToStays) {
  fake::reset();
  Cell* shared = newNode(2);
  increment(valueOf(shared));
  decrement(newNode(1, {shared}));
  EXPECT_EQ(fake::dropped, (Ids{1}));
  EXPECT_EQ(shared->count(), 1u);
  decrement(shared);
  EXPECT_EQ(fake::dropped, (Ids{1, 2}));
}

TEST(Release, AListNestedAMillionDeepIsFreedWithoutRecursion) {
  fake::reset(size_t(128) << 20);
  Cell* list = newNode(0);
  for (uint32_t i = 1; i < 1000000; ++i) list = newNode(i, {list});
  decrement(list);
  EXPECT_EQ(fake::dropped.size(), 1000000u);
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(Release, AnInstanceHoldsItsClassAndLetsItGo) {
  fake::reset();
  Cell* heapClass = fake::newClass();
  Cell* instance = fake::newInstance(1, heapClass);
  EXPECT_EQ(heapClass->count(), 2u);
  decrement(heapClass);
  decrement(instance);
  EXPECT_EQ(fake::dropped, (Ids{1, 1000}));
}

TEST(Finalizers, ADeadObjectWithOneIsBroughtBackOnceAndQueued) {
  fake::reset();
  decrement(newNode(1, {newNode(2)}, fake::Type::kFinalizedNode));
  EXPECT_TRUE(fake::dropped.empty());
  ASSERT_TRUE(finalizersPending());
  {
    PendingFinalizer pending = takeFinalizer();
    EXPECT_EQ(pending.kind, PendingFinalizer::Kind::kFinalizer);
    EXPECT_EQ(idOf(pending.object), 1u);
    EXPECT_EQ(cellOf(pending.object)->count(), 1u);
  }
  EXPECT_FALSE(finalizersPending());
  EXPECT_EQ(fake::dropped, (Ids{1, 2}));
  EXPECT_EQ(heapBytesInUse(), 0u);
}

TEST(Finalizers, AnObjectResurrectedForGoodIsNotFinalizedAgain) {
  fake::reset();
  decrement(newNode(1, {}, fake::Type::kFinalizedNode));
  Ref kept = takeFinalizer().object.share();
  EXPECT_EQ(cellOf(kept)->count(), 1u);
  kept = Ref();
  EXPECT_FALSE(finalizersPending());
  EXPECT_EQ(fake::dropped, (Ids{1}));
}

// CPython: [b(with child c), d]: b.__del__, then c.__del__ (b is gone), then d.__del__.
TEST(Finalizers, ThoseOfAnObjectsPartsRunBeforeThoseThatWaitedLonger) {
  fake::reset();
  auto finalized = [](uint32_t id, std::initializer_list<Cell*> items = {}) {
    return newNode(id, items, fake::Type::kFinalizedNode);
  };
  decrement(newNode(0, {finalized(1, {finalized(2), finalized(3)}), finalized(4, {finalized(5)})}));
  Ids order;
  while (finalizersPending()) order.push_back(idOf(takeFinalizer().object));
  EXPECT_EQ(order, (Ids{1, 2, 3, 4, 5}));
}

TEST(Finalizers, EachCallStackCanHaveItsOwnQueue) {
  fake::reset();
  decrement(newNode(1, {}, fake::Type::kFinalizedNode));
  FinalizerQueue first = exchangeFinalizerQueue({});
  EXPECT_FALSE(finalizersPending());
  decrement(newNode(2, {}, fake::Type::kFinalizedNode));
  FinalizerQueue second = exchangeFinalizerQueue(first);
  EXPECT_EQ(idOf(takeFinalizer().object), 1u);
  exchangeFinalizerQueue(second);
  EXPECT_EQ(idOf(takeFinalizer().object), 2u);
}

TEST(WeakReferences, AreClearedWhenTheTargetDies) {
  fake::reset();
  Cell* target = newNode(1);
  WeakReferenceCell* a = fake::newWeakReference(target);
  WeakReferenceCell* b = fake::newWeakReference(target);
  EXPECT_EQ(firstWeakReference(target), offsetOf(b));
  EXPECT_EQ(a->referent, offsetOf(target));
  decrement(target);
  EXPECT_EQ(a->referent, 0u);
  EXPECT_EQ(b->referent, 0u);
  EXPECT_FALSE(finalizersPending());
  decrement(a);
  decrement(b);
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(WeakReferences, CallbacksRunFromTheNewestToTheOldest) {
  fake::reset();
  Cell* target = newNode(1);
  Cell* weak[4];
  for (uint32_t i = 0; i < 4; ++i) weak[i] = fake::newWeakReference(target, i == 1 ? nullptr : newNode(10 + i));
  EXPECT_EQ(firstWeakReference(target), offsetOf(weak[1]));
  decrement(target);
  Ids order;
  while (finalizersPending()) {
    PendingFinalizer pending = takeFinalizer();
    EXPECT_EQ(pending.kind, PendingFinalizer::Kind::kWeakReferenceCallback);
    order.push_back(idOf(pending.callback));
    EXPECT_EQ(cellOf(pending.object)->count(), 2u);
  }
  EXPECT_EQ(order, (Ids{13, 12, 10}));
  for (Cell* cell : weak) decrement(cell);
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(WeakReferences, ADeadOneHearsNothing) {
  fake::reset();
  Cell* target = newNode(1);
  Cell* weak = fake::newWeakReference(target, newNode(2));
  decrement(weak);
  EXPECT_EQ(firstWeakReference(target), 0u);
  decrement(target);
  EXPECT_FALSE(finalizersPending());
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(WeakReferences, OneThatDiesTogetherWithItsTargetIsNotCalled) {
  fake::reset();
  Cell* target = newNode(1);
  Cell* weak = fake::newWeakReference(target, newNode(2));
  decrement(newNode(3, {target, weak}));
  EXPECT_FALSE(finalizersPending());
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(WeakReferences, TheReferentIsStillThereForItsFinalizer) {
  fake::reset();
  Cell* target = newNode(1, {}, fake::Type::kFinalizedNode);
  WeakReferenceCell* weak = fake::newWeakReference(target);
  decrement(target);
  EXPECT_EQ(weak->referent, offsetOf(target));
  takeFinalizer();
  EXPECT_EQ(weak->referent, 0u);
  decrement(weak);
}

TEST(WeakReferences, ThousandsOfTargetsAreFoundAgain) {
  fake::reset();
  std::vector<Cell*> targets;
  std::vector<WeakReferenceCell*> weak;
  for (uint32_t i = 0; i < 30000; ++i) {
    targets.push_back(newNode(i));
    weak.push_back(fake::newWeakReference(targets[i]));
    if (i % 3 == 0) weak.push_back(fake::newWeakReference(targets[i], newNode(i)));
  }
  for (size_t i = 0; i < weak.size(); i += 2) decrement(weak[i]);
  for (Cell* target : targets) decrement(target);
  for (size_t i = 1; i < weak.size(); i += 2) {
    ASSERT_EQ(weak[i]->referent, 0u);
    decrement(weak[i]);
  }
  while (finalizersPending()) takeFinalizer();
  EXPECT_EQ(fake::liveCells(), 0u);
  EXPECT_EQ(heapState().weakReferents, 0u);
}

}  // namespace
}  // namespace vitrine
