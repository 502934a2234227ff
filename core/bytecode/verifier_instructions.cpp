// What single instructions do to an abstract evaluation stack, where opcodes.def's pops and pushes do not say it all; see
// verifier_flow.h. Groups: moving values, building, calling, looking without taking, patterns.
#include <algorithm>

#include "bytecode/verifier.h"
#include "bytecode/verifier_flow.h"

namespace vitrine::verifier {
namespace {

bool allText(const Constant& tuple) {
  return std::all_of(tuple.items.begin(), tuple.items.end(), [](const Constant& item) { return item.kind == ConstantKind::kStr; });
}

}  // namespace

/// As many values as the table says, one for one.
void Flow::stepPlain() {
  const OpcodeInfo& info = opcodeInfo(current_->opcode);
  if (info.pops < 0 || info.pushes < 0) {
    fail("is unknown to the verifier");
    return;
  }
  popValues(static_cast<uint32_t>(info.pops));
  if (info.pushes > 0) push(SlotKind::kValue, 0, static_cast<uint32_t>(info.pushes));
}

void Flow::stepJump() {
  switch (current_->opcode) {
    case Opcode::FOR_ITER: {
      popValues(1);
      arrive(current_->target, state_);
      push(SlotKind::kValue, 0, 2);
      return;
    }
    case Opcode::JUMP_IF_FALSE_OR_POP:
    case Opcode::JUMP_IF_TRUE_OR_POP: {
      const Slot slot = copied(popSlot());
      if (failed()) return;
      if (!isValue(slot.kind)) {
        fail(std::string("wants a value, finds ") + slotKindName(slot.kind));
        return;
      }
      const State popped = state_;
      pushSlot(slot);
      arrive(current_->target, state_);
      state_ = popped;
      return;
    }
    default:
      popValues(static_cast<uint32_t>(opcodeInfo(current_->opcode).pops));
      arrive(current_->target, state_);
  }
}

bool Flow::stepStack() {
  switch (current_->opcode) {
    case Opcode::ROT_TWO: rotate(2); return true;
    case Opcode::ROT_THREE: rotate(3); return true;
    case Opcode::ROT_FOUR: rotate(4); return true;
    case Opcode::ROT_N: rotate(current_->operand); return true;
    case Opcode::DUP_TOP:
    case Opcode::COPY: {
      const Slot slot = peek(current_->opcode == Opcode::COPY ? current_->operand : 1);
      if (failed()) return true;
      if (!isValue(slot.kind)) fail(std::string("wants a value, finds ") + slotKindName(slot.kind));
      pushSlot(copied(slot));
      return true;
    }
    case Opcode::DUP_TOP_TWO: {
      const Slot top = peek(1), below = peek(2);
      if (failed()) return true;
      if (!isValue(top.kind) || !isValue(below.kind)) fail("wants two values");
      pushSlot(copied(below));
      pushSlot(copied(top));
      return true;
    }
    case Opcode::LOAD_CONST: loadConstant(); return true;
    case Opcode::LOAD_CLOSURE: push(SlotKind::kCell); return true;
    case Opcode::UNPACK_SEQUENCE:
      popValues(1);
      push(SlotKind::kValue, 0, current_->operand);
      return true;
    case Opcode::UNPACK_EX:
      popValues(1);
      push(SlotKind::kValue, 0, (current_->operand & 0xff) + (current_->operand >> 8) + 1);
      return true;
    default: return false;
  }
}

void Flow::loadConstant() {
  const uint32_t index = current_->operand;
  switch (code_.constants[index].kind) {
    case ConstantKind::kNone: push(SlotKind::kNone); return;
    case ConstantKind::kStr: push(SlotKind::kText); return;
    case ConstantKind::kTuple: push(SlotKind::kConstTuple, index); return;
    case ConstantKind::kCode: push(SlotKind::kCode, index); return;
    default: push(SlotKind::kValue);
  }
}

/// The top goes below `count` - 1 slots; taken off and put back in runs.
void Flow::rotate(uint32_t count) {
  std::vector<StackNode> runs;
  const Slot top = copied(popSlot());
  if (count > depth() + 1) fail("takes more values than there are");
  for (uint32_t left = count - 1; left != 0 && !failed() && !arena_.exhausted();) {
    StackNode run = arena_.stack(state_.stack);
    run.count = std::min(run.count, left);
    run.slot = copied(run.slot);
    left -= run.count;
    runs.push_back(run);
    popValues(run.count);
  }
  if (failed()) return;
  if (!isValue(top.kind)) {
    fail(std::string("wants a value, finds ") + slotKindName(top.kind));
    return;
  }
  pushSlot(top);
  while (!runs.empty()) {
    push(runs.back().slot.kind, runs.back().slot.payload, runs.back().count);
    runs.pop_back();
  }
}

bool Flow::stepBuild() {
  const uint32_t count = current_->operand;
  SlotKind result = SlotKind::kValue;
  uint64_t taken = count;
  switch (current_->opcode) {
    case Opcode::BUILD_TUPLE: buildTuple(); return true;
    case Opcode::BUILD_TUPLE_UNPACK_WITH_CALL: unpackForCall(1); [[fallthrough]];
    case Opcode::BUILD_TUPLE_UNPACK: result = SlotKind::kTuple; break;
    case Opcode::BUILD_LIST:
    case Opcode::BUILD_LIST_UNPACK: result = SlotKind::kList; break;
    case Opcode::BUILD_SET:
    case Opcode::BUILD_SET_UNPACK: result = SlotKind::kSet; break;
    case Opcode::BUILD_MAP: result = SlotKind::kDict, taken = uint64_t{2} * count; break;
    case Opcode::BUILD_MAP_UNPACK_WITH_CALL: unpackForCall(2); [[fallthrough]];
    case Opcode::BUILD_MAP_UNPACK: result = SlotKind::kDict; break;
    case Opcode::BUILD_CONST_KEY_MAP: {
      const Slot keys = popKind(SlotKind::kConstTuple);
      if (!failed() && code_.constants[keys.payload].items.size() != count) fail("as many keys as values are wanted");
      result = SlotKind::kDict;
      break;
    }
    case Opcode::BUILD_STRING: break;
    case Opcode::BUILD_SLICE: break;
    case Opcode::FORMAT_VALUE: taken = count & 4 ? 2 : 1; break;
    case Opcode::BUILD_INTERPOLATION: taken = count & 1 ? 3 : 2; break;
    case Opcode::LIST_APPEND: appendTo(SlotKind::kList, 1); return true;
    case Opcode::SET_ADD: appendTo(SlotKind::kSet, 1); return true;
    case Opcode::MAP_ADD: appendTo(SlotKind::kDict, 2); return true;
    default: return false;
  }
  if (taken > static_cast<uint64_t>(kMaxStackSize)) fail("takes more values than there are");
  popValues(static_cast<uint32_t>(taken));
  push(result);
  return true;
}

void Flow::buildTuple() {
  const uint32_t count = current_->operand;
  const bool cells = count != 0 && topKind() == SlotKind::kCell && arena_.stack(state_.stack).count >= count;
  popValues(count);
  push(cells ? SlotKind::kCellTuple : SlotKind::kTuple, cells ? count : 0);
}

/// The place counts from the top after the new item was taken.
void Flow::appendTo(SlotKind container, uint32_t taken) {
  popValues(taken);
  const Slot slot = peek(current_->operand);
  if (!failed() && slot.kind != container) fail(std::string("wants ") + slotKindName(container) + ", finds " + slotKindName(slot.kind));
}

/// Unpacking for a call names the callable in its errors: it lies below the operands (3.7: PEEK(1 + n), PEEK(2 + n)).
void Flow::unpackForCall(uint32_t callableDepth) {
  if (current_->operand > static_cast<uint32_t>(kMaxStackSize)) {
    fail("takes more values than there are");
    return;
  }
  const Slot slot = peek(current_->operand + callableDepth);
  if (!failed() && !isValue(slot.kind)) fail("no callable below the arguments");
}

bool Flow::stepCall() {
  const uint32_t count = current_->operand;
  switch (current_->opcode) {
    case Opcode::CALL_FUNCTION: break;
    case Opcode::CALL_FUNCTION_KW: popKeywordNames(count); break;
    case Opcode::CALL_FUNCTION_EX: popValues(count & 1 ? 2 : 1); break;
    case Opcode::LOAD_METHOD:
      popValues(1);
      push(SlotKind::kMethod);
      push(SlotKind::kSelf);
      return true;
    case Opcode::CALL_METHOD:
      popValues(count);
      if (!failed()) popKind(SlotKind::kSelf);
      if (!failed()) popKind(SlotKind::kMethod);
      push(SlotKind::kValue);
      return true;
    case Opcode::MAKE_FUNCTION: makeFunction(); return true;
    case Opcode::RAISE_VARARGS: popValues(count); return true;
    default: return false;
  }
  if (failed()) return true;
  if (current_->opcode != Opcode::CALL_FUNCTION_EX) popValues(count);
  popValues(1);
  push(SlotKind::kValue);
  return true;
}

void Flow::popKeywordNames(uint32_t limit) {
  const Slot slot = popKind(SlotKind::kConstTuple);
  if (failed()) return;
  const Constant& names = code_.constants[slot.payload];
  if (!allText(names)) fail("a keyword that is no string");
  else if (names.items.size() > limit) fail("more keywords than arguments");
}

void Flow::makeFunction() {
  const uint32_t flags = current_->operand;
  popKind(SlotKind::kText);
  if (failed()) return;
  const Slot code = popKind(SlotKind::kCode);
  if (failed()) return;
  const size_t free = code_.constants[code.payload].code->freeVars.size();
  size_t cells = 0;
  if (flags & kFunctionClosure) cells = popKind(SlotKind::kCellTuple).payload;
  if (!failed() && cells != free) fail("a closure of " + std::to_string(cells) + " cells for " + std::to_string(free) + " free variables");
  if (!failed() && (flags & kFunctionAnnotate)) popValues(1);
  if (!failed() && (flags & kFunctionAnnotations)) popKind(SlotKind::kDict);
  if (!failed() && (flags & kFunctionKeywordDefaults)) popKind(SlotKind::kDict);
  if (!failed() && (flags & kFunctionDefaults)) popTuple();
  push(SlotKind::kValue);
}

/// Instructions that look at the top and push: what they look at may lie below the innermost block.
bool Flow::stepPeek() {
  switch (current_->opcode) {
    case Opcode::GET_ANEXT:
    case Opcode::IMPORT_FROM:
    case Opcode::GET_LEN:
    case Opcode::MATCH_MAPPING:
    case Opcode::MATCH_SEQUENCE: {
      const Slot slot = peek(1);
      if (!failed() && !isValue(slot.kind)) fail(std::string("wants a value, finds ") + slotKindName(slot.kind));
      push(SlotKind::kValue);
      return true;
    }
    default: return false;
  }
}

bool Flow::stepMatch() {
  switch (current_->opcode) {
    case Opcode::MATCH_CLASS: {
      const Slot names = popKind(SlotKind::kConstTuple);
      if (failed()) return true;
      if (!allText(code_.constants[names.payload])) fail("an attribute name that is no string");
      popValues(2);
      push(SlotKind::kValue);
      return true;
    }
    case Opcode::MATCH_KEYS: {
      const Slot keys = peek(1), subject = peek(2);
      if (failed()) return true;
      if (!isTuple(keys.kind) || !isValue(subject.kind)) fail("wants a subject and a tuple of keys");
      push(SlotKind::kValue);
      return true;
    }
    case Opcode::COPY_DICT_WITHOUT_KEYS: {
      popTuple();
      if (failed()) return true;
      const Slot subject = peek(1);
      if (!failed() && !isValue(subject.kind)) fail("wants a subject");
      push(SlotKind::kDict);
      return true;
    }
    case Opcode::BUILD_TEMPLATE:
      popTuple();
      if (!failed()) popTuple();
      push(SlotKind::kValue);
      return true;
    case Opcode::PREP_RERAISE_STAR:
      popKind(SlotKind::kList);
      if (!failed()) popValues(1);
      push(SlotKind::kValue);
      return true;
    default: return false;
  }
}

}  // namespace vitrine::verifier
