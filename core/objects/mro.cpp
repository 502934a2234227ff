// The method resolution order: C3 linearisation (Language Reference 3.3.3.1; CPython: Objects/typeobject.c,
// mro_implementation), and which metaclass wins.
#include <vector>

#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_new.h"

namespace vitrine {
namespace {

using Sequence = std::vector<TypeCell*>;

bool inTail(const std::vector<Sequence>& sequences, const std::vector<size_t>& heads, const TypeCell* candidate) {
  for (size_t s = 0; s < sequences.size(); ++s)
    for (size_t i = heads[s] + 1; i < sequences[s].size(); ++i)
      if (sequences[s][i] == candidate) return true;
  return false;
}

/// The first head that is in no tail; nullptr when none is (or all are used up: `done`).
TypeCell* nextInOrder(const std::vector<Sequence>& sequences, const std::vector<size_t>& heads, bool* done) {
  *done = true;
  for (size_t s = 0; s < sequences.size(); ++s) {
    if (heads[s] >= sequences[s].size()) continue;
    *done = false;
    TypeCell* candidate = sequences[s][heads[s]];
    if (!inTail(sequences, heads, candidate)) return candidate;
  }
  return nullptr;
}

Raised raiseInconsistent(Vm& vm, const std::vector<Sequence>& sequences, const std::vector<size_t>& heads) {
  std::string names;
  Sequence seen;
  for (size_t s = 0; s < sequences.size(); ++s) {
    if (heads[s] >= sequences[s].size()) continue;
    TypeCell* head = sequences[s][heads[s]];
    bool known = false;
    for (TypeCell* t : seen) known = known || t == head;
    if (known) continue;
    seen.push_back(head);
    names += (names.empty() ? "" : ", ") + textOf(Value::reference(head->name));
  }
  return vm.raise(TypeId::kTypeError, "Cannot create a consistent method resolution order (MRO) for bases %s", names.c_str());
}

Sequence typesOf(Offset tuple) {
  Sequence types;
  for (Value v : tupleItems(Value::reference(tuple))) types.push_back(cellOf<TypeCell>(v));
  return types;
}

}  // namespace

Result<Ref> linearize(Vm& vm, TypeCell* type) {
  Sequence bases = typesOf(type->bases);
  for (size_t i = 0; i < bases.size(); ++i)
    for (size_t k = i + 1; k < bases.size(); ++k)
      if (bases[i] == bases[k]) {
        std::string name = textOf(Value::reference(bases[i]->name));
        return vm.raise(TypeId::kTypeError, "duplicate base class %s", name.c_str());
      }
  std::vector<Sequence> sequences;
  for (TypeCell* base : bases) sequences.push_back(typesOf(base->mro));
  sequences.push_back(bases);
  std::vector<size_t> heads(sequences.size(), 0);
  std::vector<Value> order = {valueOf(type)};
  for (;;) {
    bool done = false;
    TypeCell* next = nextInOrder(sequences, heads, &done);
    if (done) return newTuple(vm, order);
    if (!next) return raiseInconsistent(vm, sequences, heads);
    order.push_back(valueOf(next));
    for (size_t s = 0; s < sequences.size(); ++s)
      if (heads[s] < sequences[s].size() && sequences[s][heads[s]] == next) ++heads[s];
  }
}

Result<TypeCell*> calculateMetaclass(Vm& vm, TypeCell* metatype, Value bases) {
  TypeCell* winner = metatype;
  for (Value base : tupleItems(bases)) {
    TypeCell* candidate = typeOf(base);
    if (isSubtype(winner, candidate)) continue;
    if (isSubtype(candidate, winner)) {
      winner = candidate;
      continue;
    }
    return vm.raise(TypeId::kTypeError,
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
  }
  return winner;
}

}  // namespace vitrine
