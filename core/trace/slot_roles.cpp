// The verifier counts a pending finally as one slot, a cleanup token; how many real ones it is now, the note itself tells:
//
//   None, 16, 128: the note alone | 8, 32: value, note | an exception: six values, above an EXCEPT_HANDLER block's level
//
// So kinds are matched with real slots from the top down.
#include "trace/slot_roles.h"

namespace vitrine {
namespace {

using verifier::SlotKind;
constexpr int64_t kNoteReturn = 8, kNoteContinue = 32;
constexpr uint32_t kExceptionValues = 6;

SlotRole roleOf(SlotKind kind) {
  switch (kind) {
    case SlotKind::kExceptionTraceback: return SlotRole::kTraceback;
    case SlotKind::kExceptionValue: return SlotRole::kExceptionValue;
    case SlotKind::kExceptionType: return SlotRole::kExceptionType;
    case SlotKind::kMethod: return SlotRole::kNullOrMethod;
    default: return SlotRole::kValue;
  }
}

class Matcher {
 public:
  Matcher(const CodeInfo& info, const FrameView& view) : info_(info), view_(view), roles_(view.stack.size(), SlotRole::kValue) {}

  std::vector<SlotRole> roles() {
    auto kinds = info_.slots.at(int32_t(view_.offset));
    if (kinds && matchShortened(*kinds)) {
      markLoops();
      markAccumulator(*kinds);
    }
    markBlocks();
    return std::move(roles_);
  }

  uint32_t operandsOfCall() const;

 private:
  bool match(const std::vector<SlotKind>& kinds);
  bool matchShortened(std::vector<SlotKind>& kinds);
  uint32_t tokenSize(uint32_t end) const;
  void markToken(uint32_t begin, uint32_t end);
  void markLoops();
  void markAccumulator(const std::vector<SlotKind>& kinds);
  void markBlocks();
  void markTriple(uint32_t at, SlotRole first) {
    for (uint32_t i = 0; i < 3; ++i) roles_[at + i] = SlotRole(uint8_t(first) + i);
  }

  const CodeInfo& info_;
  const FrameView& view_;
  std::vector<SlotRole> roles_;
  std::vector<uint32_t> realSlots_;  // by the verifier's slot
};

/// How many real slots end at `end` for a cleanup token.
uint32_t Matcher::tokenSize(uint32_t end) const {
  for (const BlockView& block : view_.blocks)
    if (block.type == BlockType::kExceptHandler && block.level >= 0 && uint32_t(block.level) + kExceptionValues == end) return kExceptionValues;
  const Value note = view_.stack[end - 1];
  return note == Value::integer(kNoteReturn) || note == Value::integer(kNoteContinue) ? 2 : 1;
}

bool Matcher::match(const std::vector<SlotKind>& kinds) {
  roles_.assign(roles_.size(), SlotRole::kValue);
  realSlots_.assign(kinds.size(), 0);
  auto real = uint32_t(view_.stack.size());
  uint32_t previous = 0;  // of the three saved values, counted from the top
  for (size_t i = kinds.size(); i-- > 0;) {
    const uint32_t size = real == 0 ? 1 : verifier::isToken(kinds[i]) ? tokenSize(real) : 1;
    if (size > real) return false;
    real -= size;
    realSlots_[i] = real;
    if (verifier::isToken(kinds[i])) {
      markToken(real, real + size);
    } else if (kinds[i] == SlotKind::kPreviousException) {
      roles_[real] = SlotRole(uint8_t(SlotRole::kPreviousType) - previous++ % 3);
      continue;
    } else {
      roles_[real] = roleOf(kinds[i]);
    }
    previous = 0;
    if (i > 0 && kinds[i] == SlotKind::kCleanupBeforeExit && real > 0) roles_[real - 1] = SlotRole::kExitMethod;
  }
  return real == 0;
}

/// A call moves its operands into the callee's frame, and a suspended generator lacks what it will be sent.
bool Matcher::matchShortened(std::vector<SlotKind>& kinds) {
  const size_t full = kinds.size();
  for (size_t missing : {size_t(0), size_t(operandsOfCall()), size_t(1)}) {
    if (missing > full) continue;
    const std::vector<SlotKind> rest(kinds.begin(), kinds.end() - ptrdiff_t(missing));
    if (!match(rest)) continue;
    kinds = rest;
    return true;
  }
  roles_.assign(roles_.size(), SlotRole::kValue);
  return false;
}

void Matcher::markToken(uint32_t begin, uint32_t end) {
  if (end - begin == kExceptionValues) {
    markTriple(begin, SlotRole::kPreviousTraceback);
    markTriple(begin + 3, SlotRole::kTraceback);
    return;
  }
  roles_[end - 1] = SlotRole::kNote;
  if (end - begin == 2) roles_[begin] = SlotRole::kKeptBelowNote;
}

void Matcher::markLoops() {
  const auto offset = int32_t(view_.offset);
  for (const CodeInfo::Loop& loop : info_.loops) {
    if (offset < loop.begin || offset >= loop.end || loop.slot >= realSlots_.size()) continue;
    const uint32_t real = realSlots_[loop.slot];
    if (roles_[real] == SlotRole::kValue) roles_[real] = SlotRole::kIterator;
  }
}

void Matcher::markAccumulator(const std::vector<SlotKind>& kinds) {
  if (!info_.code->isComprehension && info_.code->name.back() != '>') return;
  const bool container = !kinds.empty() && (kinds[0] == SlotKind::kList || kinds[0] == SlotKind::kSet || kinds[0] == SlotKind::kDict);
  if (container && !roles_.empty()) roles_[0] = SlotRole::kAccumulator;
}

/// `__exit__` lies right below a with statement's block.
void Matcher::markBlocks() {
  for (const BlockView& block : view_.blocks) {
    const CodeInfo::Handler* handler = block.type == BlockType::kFinally ? info_.handlerAt(block.handler) : nullptr;
    if (handler && handler->ofWith && block.level > 0 && size_t(block.level) <= roles_.size())
      roles_[size_t(block.level) - 1] = SlotRole::kExitMethod;
  }
}

uint32_t Matcher::operandsOfCall() const {
  const ListedInstruction* row = info_.rowAt(view_.offset);
  if (!row) return 0;
  const uint32_t operand = row->operand.value_or(0);
  switch (Opcode(row->number)) {
    case Opcode::CALL_FUNCTION: return operand + 1;
    case Opcode::CALL_METHOD:
    case Opcode::CALL_FUNCTION_KW: return operand + 2;
    case Opcode::CALL_FUNCTION_EX: return operand & 1 ? 3 : 2;
    default: return 0;
  }
}

}  // namespace

std::vector<SlotRole> slotRoles(const CodeInfo& info, const FrameView& view) {
  if (view.stack.empty()) return {};
  return Matcher(info, view).roles();
}

uint32_t slotsInCall(const CodeInfo& info, const FrameView& view) {
  const uint32_t operands = Matcher(info, view).operandsOfCall();
  const auto kinds = info.slots.at(int32_t(view.offset));
  size_t least = kinds ? kinds->size() : operands;  // a cleanup token may be more slots, never fewer
  return operands <= view.stack.size() && view.stack.size() >= least ? operands : 0;
}

bool exceptionArrived(const CodeInfo& info, const FrameView& view) {
  if (view.blocks.empty() || view.blocks.back().type != BlockType::kExceptHandler) return false;
  const bool full = view.stack.size() == size_t(view.blocks.back().level) + kExceptionValues;
  return full && info.handlerAt(int32_t(view.offset)) != nullptr;
}

}  // namespace vitrine
