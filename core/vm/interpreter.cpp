// The run loop: one switch over the instructions, each with its fast path; what that does not take goes to the handler of
// the same name (handlers.h). Two forms are made of it: Unwatched runs quick forms (quick_opcodes.def), Exact the classic
// instructions one by one. Invariant: both leave the same bytes in the region after each classic instruction (R4).
//
//   fast path -> next instruction
//   handler   -> outcome -> next | jumped | frame | raised | suspended | returned
//   anything died or was made -> safe point (finalisers, collection, MemoryError) -> next instruction
#include <cstring>

#include "objects/list.h"
#include "objects/iterator.h"
#include "objects/range.h"
#include "objects/tuple.h"
#include "vm/fast_calls.h"
#include "vm/fast_containers.h"
#include "vm/fast_numbers.h"
#include "vm/handlers.h"
#include "vm/inline_caches.h"
#include "vm/quicken.h"

namespace vitrine {

namespace {

using Handler = Outcome (*)(Vm&, Frame*, uint32_t);

struct HandlerTable {
  Handler rows[256] = {};
  constexpr HandlerTable() {
#define OPCODE(name, ...) rows[size_t(Opcode::name)] = handle##name;
#include "bytecode/opcodes.def"
#undef OPCODE
  }
};
constexpr HandlerTable kHandlers;

/// Before an instruction of the exact loop: false where the run ends here.
[[gnu::noinline]] bool admitInstruction(Vm& vm, bool hidden) {
  Root& r = root();
  if (machine.nesting == 0 && r.instructionCount >= machine.stepLimit) {
    machine.status = RunStatus::kStoppedAt;
    return false;
  }
  if (machine.watcher && !machine.watcher->beforeInstruction(vm)) {
    machine.status = RunStatus::kStoppedAt;
    return false;
  }
  ++r.instructionCount;
  r.userInstructionCount += !hidden;
  machine.countedSince = r.instructionCount;
  return true;
}

/// The instruction was counted but did not happen.
void uncountInstruction(bool hidden) {
  --root().instructionCount;
  root().userInstructionCount -= !hidden;
  machine.countedSince = root().instructionCount;
}

}  // namespace

#define NEXT()  \
  {             \
    ++r.pc;     \
    continue;   \
  }
#define SKIP(units) \
  {                 \
    r.pc += units;  \
    continue;       \
  }
/// Behind an instruction that dropped `value`: if it died, something may wait to run.
#define NEXT_DROPPING(value)      \
  {                               \
    ++r.pc;                       \
    if (dropped(value)) goto died; \
    continue;                     \
  }
#define JUMP(target)                    \
  {                                     \
    if (r.jump(target)) goto spent;     \
    continue;                           \
  }
/// A binary operator of two immediate numbers.
#define ARITHMETIC(NAME, function)                    \
  case uint8_t(Opcode::BINARY_##NAME):                \
  case uint8_t(Opcode::INPLACE_##NAME): {             \
    Value result;                                     \
    if (!fast::function(r.sp[-2], r.sp[-1], &result)) goto slow; \
    *(--r.sp - 1) = result;                           \
    NEXT()                                            \
  }

template <class Tracer>
LoopExit interpret(Vm& vm) {
  Registers<Tracer> r;
  CallStackCell* stack = callStack();
  Outcome outcome;
  Unit unit;
  uint8_t opcode;
  uint32_t operands;  // of a call in progress, the callable included
  if constexpr (Tracer::kExact) machine.current = nullptr;
  r.load();
  goto check;

  for (;;) {
    if constexpr (Tracer::kExact) {
      r.save();
      if (!admitInstruction(vm, r.code->hidden)) {
        if (machine.nesting == 0) return LoopExit::kLeft;
        abandon(vm);
        outcome = Outcome::kReraised;
        goto unwind;
      }
    }
    unit = *r.pc;
    opcode = Tracer::kExact ? unit.opcode : unit.quick;
  dispatch:
    switch (opcode) {
      // --- moving values -----------------------------------------------------------------------------------------------
      case uint8_t(Opcode::NOP): NEXT()
      case uint8_t(Opcode::POP_TOP): {
        Value value = *--r.sp;
        NEXT_DROPPING(value)
      }
      case uint8_t(Opcode::ROT_TWO): {
        Value top = r.sp[-1];
        r.sp[-1] = r.sp[-2];
        r.sp[-2] = top;
        NEXT()
      }
      case uint8_t(Opcode::ROT_THREE): {
        Value top = r.sp[-1];
        r.sp[-1] = r.sp[-2];
        r.sp[-2] = r.sp[-3];
        r.sp[-3] = top;
        NEXT()
      }
      case uint8_t(Opcode::DUP_TOP): {
        r.pushShared(r.sp[-1]);
        NEXT()
      }
      case uint8_t(Opcode::DUP_TOP_TWO): {
        r.pushShared(r.sp[-2]);
        r.pushShared(r.sp[-2]);
        NEXT()
      }
      case uint8_t(Opcode::LOAD_CONST): {
        r.pushShared(r.constants[unit.operand]);
        NEXT()
      }
      case uint8_t(Opcode::LOAD_FAST): {
        Value value = r.locals[unit.operand];
        if (!value) goto slow;
        r.pushShared(value);
        NEXT()
      }
      case uint8_t(Opcode::STORE_FAST): {
        Value old = r.locals[unit.operand];
        r.locals[unit.operand] = *--r.sp;
        NEXT_DROPPING(old)
      }
      case uint8_t(Opcode::LOAD_CLOSURE): {
        r.pushShared(r.locals[r.code->localCount + unit.operand]);
        NEXT()
      }
      case uint8_t(Opcode::LOAD_DEREF): {
        Value value = cellOf<CellObjectCell>(r.locals[r.code->localCount + unit.operand])->content;
        if (!value) goto slow;
        r.pushShared(value);
        NEXT()
      }
      case uint8_t(Opcode::STORE_DEREF): {
        auto* cell = cellOf<CellObjectCell>(r.locals[r.code->localCount + unit.operand]);
        Value old = cell->content;
        cell->content = *--r.sp;
        NEXT_DROPPING(old)
      }

      // --- names -------------------------------------------------------------------------------------------------------
      case uint8_t(Opcode::LOAD_NAME): {
        if (r.frame->locals != r.frame->globals) goto slow;
      }
        [[fallthrough]];
      case uint8_t(Opcode::LOAD_GLOBAL): {
        InlineCache& cache = const_cast<InlineCache&>(r.code->caches[unit.cache]);
        const Value* place = fast::cachedName(cache, r.frame->globals, r.frame->builtins);
        if (!place) {
          if (unit.cache && fast::worthFilling(cache)) fillNameCache(cache, r.frame, r.code->names[unit.operand]);
          goto slow;
        }
        r.pushShared(*place);
        NEXT()
      }
      case uint8_t(Opcode::STORE_NAME): {
        if (r.frame->locals != r.frame->globals) goto slow;
      }
        [[fallthrough]];
      case uint8_t(Opcode::STORE_GLOBAL): {
        InlineCache& cache = const_cast<InlineCache&>(r.code->caches[unit.cache]);
        if (cache.kind != kInNamespace || at<DictCell>(r.frame->globals)->version != cache.version) {
          if (unit.cache && fast::worthFilling(cache)) fillNameCache(cache, r.frame, r.code->names[unit.operand]);
          goto slow;
        }
        Value old = *at<Value>(cache.at);
        *at<Value>(cache.at) = *--r.sp;
        NEXT_DROPPING(old)
      }

      // --- attributes --------------------------------------------------------------------------------------------------
      case uint8_t(Opcode::LOAD_ATTR): {
        InlineCache& cache = const_cast<InlineCache&>(r.code->caches[unit.cache]);
        Value object = r.sp[-1], found = fast::cachedAttribute(cache, object);
        if (!found) {
          if (unit.cache && fast::worthFilling(cache)) fillAttributeCache(cache, object, r.code->names[unit.operand]);
          goto slow;
        }
        increment(found);
        r.sp[-1] = found;
        NEXT_DROPPING(object)
      }
      case uint8_t(Opcode::LOAD_METHOD): {
        InlineCache& cache = const_cast<InlineCache&>(r.code->caches[unit.cache]);
        Value object = r.sp[-1];
        if (Value method = fast::cachedMethod(cache, object)) {
          increment(method);
          r.sp[-1] = method;
          *r.sp++ = object;
          NEXT()
        }
        Value found = fast::cachedAttribute(cache, object);
        if (!found) {
          if (unit.cache && fast::worthFilling(cache)) fillMethodCache(cache, object, r.code->names[unit.operand]);
          goto slow;
        }
        increment(found);
        r.sp[-1] = Value();
        *r.sp++ = found;
        NEXT_DROPPING(object)
      }
      case uint8_t(Opcode::STORE_ATTR): {
        InlineCache& cache = const_cast<InlineCache&>(r.code->caches[unit.cache]);
        Value object = r.sp[-1], old, name = r.code->names[unit.operand];
        if (!fast::storeCached(cache, object, r.sp[-2], name, &old)) {
          if (unit.cache && fast::worthFilling(cache)) fillStoreCache(cache, object, name);
          goto slow;
        }
        r.sp -= 2;
        ++r.pc;
        if (dropped(old) | dropped(object)) goto died;
        continue;
      }

      // --- operators ---------------------------------------------------------------------------------------------------
      ARITHMETIC(ADD, add)
      ARITHMETIC(SUBTRACT, subtract)
      ARITHMETIC(MULTIPLY, multiply)
      ARITHMETIC(TRUE_DIVIDE, trueDivide)
      ARITHMETIC(FLOOR_DIVIDE, floorDivide)
      ARITHMETIC(MODULO, modulo)
      ARITHMETIC(AND, bitAnd)
      ARITHMETIC(OR, bitOr)
      ARITHMETIC(XOR, bitXor)
      ARITHMETIC(LSHIFT, shiftLeft)
      ARITHMETIC(RSHIFT, shiftRight)
      case uint8_t(Opcode::COMPARE_OP): {
        bool holds;
        if (!fast::compareAny(r.sp[-2], r.sp[-1], unit.operand, &holds)) goto slow;
        Value right = r.sp[-1], left = r.sp[-2];
        r.sp[-2] = Value::boolean(holds);
        --r.sp;
        ++r.pc;
        if (dropped(right) | dropped(left)) goto died;
        continue;
      }
      case uint8_t(Opcode::UNARY_NOT): {
        bool truth;
        if (!fast::truthOf(r.sp[-1], &truth)) goto slow;
        Value old = r.sp[-1];
        r.sp[-1] = Value::boolean(!truth);
        NEXT_DROPPING(old)
      }
      case uint8_t(Opcode::BINARY_SUBSCR): {
        Value item = fast::itemAt(r.sp[-2], r.sp[-1]);
        if (!item) goto slow;
        increment(item);
        Value container = r.sp[-2], key = r.sp[-1];
        r.sp[-2] = item;
        --r.sp;
        ++r.pc;
        if (dropped(key) | dropped(container)) goto died;
        continue;
      }
      case uint8_t(Opcode::STORE_SUBSCR): {
        Value* place = fast::placeOf(r.sp[-2], r.sp[-1]);
        if (!place) goto slow;
        Value old = *place, container = r.sp[-2], key = r.sp[-1];
        *place = r.sp[-3];
        r.sp -= 3;
        ++r.pc;
        if (dropped(old) | dropped(key) | dropped(container)) goto died;
        continue;
      }

      // --- jumps -------------------------------------------------------------------------------------------------------
      case uint8_t(Opcode::JUMP_FORWARD):
      case uint8_t(Opcode::JUMP_ABSOLUTE): JUMP(unit.operand)
      case uint8_t(Opcode::POP_JUMP_IF_FALSE):
      case uint8_t(Opcode::POP_JUMP_IF_TRUE): {
        bool truth;
        if (!fast::truthOf(r.sp[-1], &truth)) goto slow;
        Value tested = *--r.sp;
        bool jumps = truth == (unit.opcode == uint8_t(Opcode::POP_JUMP_IF_TRUE));
        bool spent = false;
        if (jumps)
          spent = r.jump(unit.operand);
        else
          ++r.pc;
        if (dropped(tested)) goto died;
        if (spent) goto spent;
        continue;
      }
      case uint8_t(Opcode::SETUP_LOOP): {
        blocksOf(r.frame)[r.frame->blockCount++] = {BlockType::kLoop, {}, int32_t(unit.operand), int32_t(r.sp - r.stackBase)};
        NEXT()
      }
      case uint8_t(Opcode::POP_BLOCK): {
        Block& block = blocksOf(r.frame)[--r.frame->blockCount];
        if (r.sp - r.stackBase > block.level) {
          ++r.frame->blockCount;
          goto slow;
        }
        NEXT()
      }

      // --- iteration ---------------------------------------------------------------------------------------------------
      case uint8_t(Opcode::FOR_ITER): {
        Value item;
        if (!fast::nextItem(r.sp[-1], &item)) {
          if (!fast::canResume(stack, r.sp[-1])) goto slow;
          r.save();
          r.count(r.pc + 1, r.pc + 1);
          fast::resume(stack, cellOf<GeneratorCell>(r.sp[-1]), ReturnAction::kForIter);
          r.load();
          goto entered;
        }
        *r.sp++ = item;
        NEXT()
      }

      case uint8_t(Opcode::YIELD_VALUE): {
        if (!fast::yieldsSimply(r.frame)) goto slow;
        Value value = *--r.sp;
        r.save();
        r.count(r.pc + 1, r.pc + 1);
        fast::suspend(stack, r.frame);
        r.load();
        r.push(value);
        r.segment = ++r.pc;
        goto entered;
      }
      case uint8_t(Opcode::LIST_APPEND): {
        auto* list = cellOf<ListCell>(r.sp[-int(unit.operand) - 1]);
        if (list->length == list->capacity) goto slow;
        list->data()[list->length++] = *--r.sp;
        NEXT()
      }
      case uint8_t(Opcode::UNPACK_SEQUENCE): {
        Value sequence = r.sp[-1];
        const Value* items = fast::exactItems(sequence, unit.operand);
        if (!items) goto slow;
        --r.sp;
        for (uint32_t i = unit.operand; i-- > 0;) r.pushShared(items[i]);
        NEXT_DROPPING(sequence)
      }

      // --- calls -------------------------------------------------------------------------------------------------------
      case uint8_t(Opcode::CALL_FUNCTION): {
        Value* args = r.sp - unit.operand;
        Value callable = args[-1];
        const DecodedCode* callee = fast::simpleCode(stack, callable, unit.operand);
        if (!callee) {
          operands = unit.operand + 1;
          goto native;
        }
        r.sp = args - 1;
        r.save();
        r.count(r.pc + 1, r.pc + 1);
        r.frame = fast::enterSimple(stack, callee, callable, args, unit.operand);
        r.code = callee;
        r.take();
        goto entered;
      }
      case uint8_t(Opcode::CALL_METHOD): {
        Value* args = r.sp - unit.operand;
        uint32_t count = unit.operand;
        Value callable = args[-2];
        if (callable) {
          --args;
          ++count;
        } else {
          callable = args[-1];
        }
        const DecodedCode* callee = fast::simpleCode(stack, callable, count);
        if (!callee) {
          operands = unit.operand + 2;
          goto native;
        }
        r.sp -= unit.operand + 2;
        r.save();
        r.count(r.pc + 1, r.pc + 1);
        r.frame = fast::enterSimple(stack, callee, callable, args, count);
        r.code = callee;
        r.take();
        goto entered;
      }
      case uint8_t(Opcode::RETURN_VALUE): {
        if (!fast::leavesSimply(r.frame)) goto slow;
        Value result = r.sp[-1];
        if (r.frame->returnAction == ReturnAction::kInit) {
          if (!isNone(result)) goto slow;
          decrement(result);
          result = r.frame->returnAux;
        }
        --r.sp;
        r.count(r.pc + 1, r.pc + 1);
        bool died = fast::leaveSimple(stack, r.frame, r.sp);
        r.load();
        *r.sp++ = result;
        r.segment = ++r.pc;
        if (died) goto died;
        goto entered;
      }

      // --- quick forms: see quick_opcodes.def --------------------------------------------------------------------------
#include "vm/quick_cases.inc"

      default: goto slow;
    }

  classic:  // a quick form gave up
    opcode = unit.opcode;
    goto dispatch;

  native : {
    InlineCache& cache = const_cast<InlineCache&>(r.code->caches[unit.cache]);
    const Value* args = r.sp - unit.operand;
    bool method = operands != unit.operand + 1 && args[-2];
    Value callable = method ? args[-2] : args[-1];
    const Value* values = method ? args - 1 : args;
    uint32_t count = unit.operand + method;
    if (!fast::fitsCall(cache, callable, values, count)) {
      if (unit.cache && fast::worthFilling(cache)) fillCallCache(cache, callable, values, count);
      goto slow;
    }
    r.save();
    auto result = fast::callCached(vm, cache, values, count);
    if constexpr (!Tracer::kExact) r.segment = machine.segment;
    if (result.ok() && !result.value().get().isToken()) [[likely]] {
      for (; operands; --operands) decrement(*--r.sp);
      r.push(result.take().release());
      ++r.pc;
      if (!Tracer::kExact && r.pc->opcode == uint8_t(Opcode::POP_TOP) && isNone(r.sp[-1]) && !somethingWaits()) {
        decrement(*--r.sp);
        NEXT()
      }
      if (somethingWaits()) [[unlikely]]
        goto work;
      continue;
    }
    outcome = replaceByCall(r.frame, operands, std::move(result));
    goto handled;
  }

  slow:
    if constexpr (!Tracer::kExact) r.save();
    outcome = kHandlers.rows[r.pc->opcode](vm, r.frame, r.pc->operand);
    if (outcome == Outcome::kNext) [[likely]] {
      if constexpr (!Tracer::kExact) r.segment = machine.segment;
      r.refresh();
      ++r.pc;
      if (somethingWaits()) [[unlikely]]
        goto work;
      continue;
    }
  handled:
    if constexpr (!Tracer::kExact) {
      r.segment = machine.segment;
      machine.current = nullptr;
    }
    if (outcome == Outcome::kSuspended) {
      r.count(r.pc, r.pc);
      if constexpr (Tracer::kExact) uncountInstruction(r.code->hidden);
      return LoopExit::kLeft;
    }
    r.count(r.pc + 1, r.pc + 1);

  follow:
    switch (outcome) {
      case Outcome::kJumped: {
        const Unit* from = r.pc;
        r.refresh();
        r.segment = r.pc;
        if (r.pc <= from) --machine.backEdgesLeft;
        goto check;
      }
      case Outcome::kFrame:
        r.load();
        --machine.backEdgesLeft;
        goto check;
      case Outcome::kReturned: return LoopExit::kReturned;
      default: break;
    }

  unwind:
    if (vm.abandoned && machine.nesting == 0) {
      machine.status = RunStatus::kAbandoned;
      return LoopExit::kLeft;
    }
    outcome = unwindException(vm, outcome);
    if (outcome == Outcome::kReturned || outcome == Outcome::kFrame) goto follow;
    return LoopExit::kLeft;

  entered:
    if (--machine.backEdgesLeft > 0) [[likely]]
      continue;
    goto check;

  died:
    if (heapState().queue.first == 0) [[likely]] {
      if (machine.backEdgesLeft > 0) [[likely]]
        continue;
    }

  check:
  spent:
    if (!somethingWaits() && machine.backEdgesLeft > 0) continue;

  work:
    r.count(r.pc, r.pc);
    r.save();
    machine.current = nullptr;
    outcome = atSafePoint(vm);
    if (outcome == Outcome::kFrame) {
      r.load();
      goto check;
    }
    if (outcome != Outcome::kNext) goto unwind;
    if (machine.backEdgesLeft <= 0) {
      switch (takeBreak(vm, Tracer::kExact)) {
        case Break::kGoOn: break;
        case Break::kLeave: return LoopExit::kLeft;
        case Break::kGoExact: return LoopExit::kGoExact;
        case Break::kAbandon:
          outcome = Outcome::kReraised;
          goto unwind;
      }
    }
  }
}

template LoopExit interpret<Unwatched>(Vm& vm);
template LoopExit interpret<Exact>(Vm& vm);

}  // namespace vitrine
