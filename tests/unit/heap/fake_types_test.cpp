// The fake object model's definitions (the name ends in _test so that the glob of tests/CMakeLists.txt takes it in).
#include "fake_types.h"

namespace vitrine {
namespace fake {

std::vector<uint32_t> dropped;

namespace {

// As in objects/: instances of a class in the heap own a reference to it.
Offset ownedType(const Cell* cell) { return cell->type >= kHeapStart ? cell->type : 0; }

void traverseNode(Cell* cell, Visitor& visitor) {
  auto* node = static_cast<Node*>(cell);
  visitor.visitAt(ownedType(cell));
  for (uint32_t i = 0; i < node->size; ++i) visitor.visitValue(node->items[i]);
}
void clearNode(Cell* cell) {
  auto* node = static_cast<Node*>(cell);
  for (uint32_t i = 0; i < node->size; ++i) decrement(std::exchange(node->items[i], Value()));
}
void dropNode(Cell* cell) {
  dropped.push_back(static_cast<Node*>(cell)->id);
  clearNode(cell);
  decrementAt(ownedType(cell));
}
void traverseWeak(Cell* cell, Visitor& visitor) { visitor.visitAt(static_cast<WeakReferenceCell*>(cell)->callback); }
void dropWeak(Cell* cell) {
  auto* weak = static_cast<WeakReferenceCell*>(cell);
  unregisterWeakReference(weak);
  decrementAt(std::exchange(weak->callback, 0));
}

void traverseLeaf(Cell*, Visitor&) {}
void dropLeaf(Cell*) {}

const Layout kNodeLayout = {"Node", traverseNode, dropNode, clearNode, true};
const Layout kLeafLayout = {"Leaf", traverseLeaf, dropLeaf, nullptr, false};
const Layout kWeakLayout = {"WeakReference", traverseWeak, dropWeak, dropWeak, true};

Cell* startCell(Offset block, Offset type) {
  Cell* cell = at<Cell>(block);
  cell->refCount = 1;
  cell->type = type;
  incrementAt(ownedType(cell));
  return cell;
}
Node* startNode(uint32_t id, uint32_t size, Offset type) {
  Offset block = allocateCell(sizeof(Node) + size * sizeof(Value));
  auto* node = static_cast<Node*>(startCell(block, type));
  node->id = id;
  node->size = size;
  return node;
}

}  // namespace

void reset(size_t limit) {
  resetRegion(limit);
  dropped.clear();
}
Node* newNode(uint32_t id, std::initializer_list<Cell*> items, Type type) {
  Node* node = startNode(id, uint32_t(items.size()), typeOffset(type));
  Value* slot = node->items;
  for (Cell* item : items) *slot++ = valueOf(item);
  return node;
}
Node* newNodeOfSize(uint32_t id, uint32_t size) { return startNode(id, size, typeOffset(Type::kNode)); }
Node* newInstance(uint32_t id, Cell* heapClass) { return startNode(id, 1, offsetOf(heapClass)); }
Cell* newLeaf() { return startCell(allocateLeafCell(32), typeOffset(Type::kLeaf)); }
Cell* newClass() { return newNode(1000, {}, Type::kClass); }
WeakReferenceCell* newWeakReference(Cell* target, Cell* callback) {
  Cell* cell = startCell(allocateCell(sizeof(WeakReferenceCell)), typeOffset(Type::kWeakReference));
  auto* weak = static_cast<WeakReferenceCell*>(cell);
  weak->hash = -1;
  weak->callback = callback ? offsetOf(callback) : 0;
  registerWeakReference(target, weak);
  return weak;
}
size_t liveCells() {
  size_t count = 0;
  forEachCell([&](Cell*) { ++count; });
  return count;
}

}  // namespace fake

const Layout& layoutOf(const Cell* cell) {
  if (cell->type == fake::typeOffset(fake::Type::kLeaf)) return fake::kLeafLayout;
  if (cell->type == fake::typeOffset(fake::Type::kWeakReference)) return fake::kWeakLayout;
  return fake::kNodeLayout;
}
bool hasFinalizer(const Cell* cell) { return cell->type == fake::typeOffset(fake::Type::kFinalizedNode); }

}  // namespace vitrine
