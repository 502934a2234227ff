// The cycle collector and the reference-count audit.
#include "heap/collector.h"

#include <gtest/gtest.h>

#include <random>

#include "fake_types.h"
#include "heap/release.h"

namespace vitrine {
namespace {

using fake::newNode;
using fake::newNodeOfSize;
using fake::Node;

// Stores a new reference to `target`.
void point(Node* from, uint32_t slot, Cell* target) {
  increment(valueOf(target));
  from->items[slot] = valueOf(target);
}
// A node that only itself refers to.
Node* newSelfReferring(uint32_t id, fake::Type type = fake::Type::kNode) {
  Node* node = newNodeOfSize(id, 1);
  node->type = fake::typeOffset(type);
  node->items[0] = valueOf(node);
  return node;
}

TEST(Collector, FreesACycleNothingElseRefersTo) {
  fake::reset();
  Node* a = newNodeOfSize(1, 2);
  Node* b = newNode(2, {a});
  a->items[0] = valueOf(b);
  a->items[1] = valueOf(fake::newLeaf());
  EXPECT_EQ(collect(), 2u);
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(Collector, KeepsACycleHeldFromOutside) {
  fake::reset();
  Node* a = newSelfReferring(1);
  increment(valueOf(a));
  EXPECT_EQ(collect(), 0u);
  decrement(a);
  EXPECT_EQ(fake::liveCells(), 1u);
  EXPECT_EQ(a->count(), 1u);
  EXPECT_EQ(collect(), 1u);
}

TEST(Collector, KeepsWhatALiveCellReachesThroughACycle) {
  fake::reset();
  Node* tail = newSelfReferring(2);
  increment(valueOf(tail));
  Node* head = newNode(1, {tail});
  EXPECT_EQ(collect(), 0u);
  decrement(head);
  EXPECT_EQ(collect(), 1u);
}

TEST(Collector, FreesAClassWithItsInstances) {
  fake::reset();
  Cell* heapClass = fake::newClass();
  Node* instance = fake::newInstance(1, heapClass);
  point(instance, 0, instance);
  decrement(heapClass);
  decrement(instance);
  EXPECT_EQ(collect(), 2u);
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(Collector, RunsFinalizersFirstAndFreesInTheNextRound) {
  fake::reset();
  Node* a = newSelfReferring(1, fake::Type::kFinalizedNode);
  a->items[0] = valueOf(newNode(2, {a}));
  EXPECT_EQ(collect(), 2u);
  EXPECT_TRUE(collectionLeftFinalizers());
  EXPECT_EQ(fake::liveCells(), 2u);
  EXPECT_EQ(takeFinalizer().object.as<Node>(), a);
  EXPECT_FALSE(finalizersPending());
  EXPECT_EQ(collect(), 2u);
  EXPECT_FALSE(collectionLeftFinalizers());
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(Collector, FreesGarbageThatNoFinalizerCanReachAtOnce) {
  fake::reset();
  newSelfReferring(1, fake::Type::kFinalizedNode);
  newSelfReferring(2);
  EXPECT_EQ(collect(), 2u);
  EXPECT_EQ(fake::dropped, std::vector<uint32_t>{2});
  takeFinalizer();
}

TEST(Collector, ClearsWeakReferencesAndQueuesTheCallbacksOfLiveOnes) {
  fake::reset();
  Node* target = newSelfReferring(1);
  WeakReferenceCell* live = fake::newWeakReference(target, newNode(10));
  Node* holder = newNodeOfSize(2, 2);
  holder->items[0] = valueOf(holder);
  holder->items[1] = valueOf(fake::newWeakReference(target, newNode(11)));
  EXPECT_EQ(collect(), 4u);  // target, holder, the weak reference and its callback
  EXPECT_EQ(live->referent, 0u);
  ASSERT_TRUE(finalizersPending());
  EXPECT_EQ(takeFinalizer().callback.as<Node>()->id, 10u);
  EXPECT_FALSE(finalizersPending());
  decrement(live);
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(Collector, ACycleOfAMillionCellsNeedsNoRecursion) {
  fake::reset(size_t(128) << 20);
  Node* first = newNodeOfSize(0, 1);
  Node* last = first;
  for (uint32_t i = 1; i < 1000000; ++i) last = newNode(i, {last});
  first->items[0] = valueOf(last);
  EXPECT_EQ(collect(), 1000000u);
  EXPECT_EQ(fake::liveCells(), 0u);
}

TEST(Collector, IsDueByCountsAndNotByTime) {
  fake::reset();
  EXPECT_FALSE(collectionDue());
  for (uint32_t i = 0; i < 1999; ++i) newSelfReferring(i);
  for (uint32_t i = 0; i < 5000; ++i) fake::newLeaf();
  EXPECT_FALSE(collectionDue());
  newSelfReferring(0);
  EXPECT_TRUE(collectionDue());
  EXPECT_EQ(collect(), 2000u);
  EXPECT_FALSE(collectionDue());
}

TEST(Collector, BigHeapsAreCollectedLessOften) {
  fake::reset(size_t(128) << 20);
  Cell* list = newNode(0);
  int rounds = 0;
  for (uint32_t i = 0; i < 300000; ++i) {
    list = newNode(i, {list});
    if (!collectionDue()) continue;
    ++rounds;
    EXPECT_EQ(collect(), 0u);
  }
  EXPECT_LT(rounds, 40);
  decrement(list);
}

TEST(Collector, CanBeSwitchedOffAndMadeEager) {
  fake::reset();
  setCollectionEnabled(false);
  EXPECT_FALSE(collectionEnabled());
  for (uint32_t i = 0; i < 5000; ++i) newSelfReferring(i);
  EXPECT_FALSE(collectionDue());
  EXPECT_EQ(collect(), 5000u);
  setCollectionEnabled(true);
  setCollectionThreshold(1);
  newSelfReferring(1);
  EXPECT_TRUE(collectionDue());
}

// Random graphs: exactly what the roots reach survives.
TEST(Collector, RandomGraphsKeepExactlyWhatIsReachable) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    fake::reset();
    std::vector<Node*> nodes;
    for (uint32_t i = 0; i < 400; ++i) nodes.push_back(newNodeOfSize(i, random() % 40 ? 2 : 200));
    for (Node* node : nodes)
      for (uint32_t slot = 0; slot < 2; ++slot)
        if (random() % 3) point(node, slot, nodes[random() % nodes.size()]);
    std::vector<bool> reachable(nodes.size());
    std::vector<uint32_t> work;
    for (uint32_t i = 0; i < 5; ++i) work.push_back(i);
    while (!work.empty()) {
      uint32_t id = work.back();
      work.pop_back();
      if (reachable[id]) continue;
      reachable[id] = true;
      for (uint32_t slot = 0; slot < 2; ++slot)
        if (nodes[id]->items[slot]) work.push_back(cellOf<Node>(nodes[id]->items[slot])->id);
    }
    for (uint32_t i = 5; i < nodes.size(); ++i) decrement(nodes[i]);
    collect();
    for (uint32_t i = 0; i < nodes.size(); ++i) ASSERT_EQ(isLiveCell(offsetOf(nodes[i])), reachable[i]);
    for (uint32_t i = 0; i < 5; ++i) decrement(nodes[i]);
    collect();
    ASSERT_EQ(heapBytesInUse(), 0u);
  }
}

Cell* auditedRoot;
void visitAuditedRoot(Visitor& visitor) { visitor.visit(auditedRoot); }

TEST(Audit, FindsNothingWhereCountsAreRight) {
  fake::reset();
  Cell* heapClass = fake::newClass();
  auditedRoot = newNode(1, {newNode(2, {fake::newLeaf()}), fake::newInstance(3, heapClass)});
  decrement(heapClass);
  decrement(newNode(4, {}, fake::Type::kFinalizedNode));
  EXPECT_EQ(auditReferenceCounts(visitAuditedRoot), 0u);
}

TEST(Audit, FindsTheCellWhoseCountIsWrong) {
  fake::reset();
  Cell* inner = newNode(2);
  auditedRoot = newNode(1, {newNode(3), inner});
  ++inner->refCount;
  EXPECT_EQ(auditReferenceCounts(visitAuditedRoot), offsetOf(inner));
}

}  // namespace
}  // namespace vitrine
