// See slot_map.h.
#include "bytecode/slot_map.h"

#include <algorithm>

#include "bytecode/verifier_flow.h"

namespace vitrine {
namespace {

constexpr uint32_t kDeepestShown = 4096;

}  // namespace

struct SlotMap::Pass {
  std::shared_ptr<const CodeObject> code;
  InstructionList list;
  std::optional<verifier::Flow> flow;
  std::vector<verifier::State> before;  // by instruction
  std::vector<bool> reached;
};

SlotMap::SlotMap(std::shared_ptr<const CodeObject> code) : pass_(std::make_unique<Pass>()) {
  pass_->code = std::move(code);
  if (checkStructure(*pass_->code, pass_->list)) return;
  pass_->before.resize(pass_->list.instructions.size());
  pass_->reached.resize(pass_->before.size());
  pass_->flow.emplace(*pass_->code, pass_->list);
  pass_->flow->observe([this](int32_t index, verifier::State state) {
    pass_->before[size_t(index)] = state;
    pass_->reached[size_t(index)] = true;
  });
  if (pass_->flow->run()) pass_->reached.assign(pass_->before.size(), false);
}

SlotMap::~SlotMap() = default;
SlotMap::SlotMap(SlotMap&&) noexcept = default;

const InstructionList& SlotMap::instructions() const { return pass_->list; }

std::optional<std::vector<verifier::SlotKind>> SlotMap::at(int32_t offset) const {
  if (!pass_->list.startsAt(offset)) return {};
  const auto index = size_t(pass_->list.indexAt[size_t(offset) / 2]);
  if (index >= pass_->reached.size() || !pass_->reached[index]) return {};
  const verifier::StateArena& arena = pass_->flow->arena();
  uint32_t id = pass_->before[index].stack;
  if (arena.stack(id).depth > kDeepestShown) return {};
  std::vector<verifier::SlotKind> kinds;
  for (; id != 0; id = arena.stack(id).below) kinds.insert(kinds.end(), arena.stack(id).count, arena.stack(id).slot.kind);
  std::reverse(kinds.begin(), kinds.end());
  return kinds;
}

}  // namespace vitrine
