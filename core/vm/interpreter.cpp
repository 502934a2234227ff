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
#include "vm/consumers.h"
#include "vm/fast_calls.h"
#include "vm/fast_containers.h"
#include "vm/fast_numbers.h"
#include "vm/handlers.h"
#include "vm/inline_caches.h"
#include "vm/loop_outcome.h"
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

/// How often a quick form fails before its place is given back to the classic instruction. The count lies where the first unit
/// would have its cache, if it had one.
constexpr uint16_t kPatience = 24;

[[gnu::noinline]] void quickFormFailed(Unit* unit) {
  if (unit->opcode == uint8_t(Opcode::LOAD_GLOBAL)) return;
  if (++unit->cache >= kPatience) {
    unit->cache = 0;
    unit->quick = unit->opcode;
  }
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
    if (r.jump(target)) goto leave;     \
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
  Outcome outcome;
  uint8_t opcode;
  uint32_t operands;  // of a call in progress, the callable included
  if constexpr (Tracer::kExact) machine.current = nullptr;
  r.load();
  outcome = Outcome::kNext;

  // Jumps go forward or to the heads of these two loops only: what else a compiler to wasm has to take apart costs at every
  // instruction.
  LoopExit exit;
  while (settleOutcome(vm, r, outcome, &exit)) {
    outcome = Outcome::kNext;
    for (;;) {
      if constexpr (Tracer::kExact) {
        r.save();
        if (!admitInstruction(vm, machine.code->hidden)) {
          if (machine.nesting == 0) return LoopExit::kLeft;
          abandon(vm);
          outcome = Outcome::kReraised;
          break;
        }
      }
      opcode = Tracer::kExact ? r.pc->opcode : r.pc->quick;
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
          r.pushShared(machine.constants[r.pc->operand]);
          NEXT()
        }
        case uint8_t(Opcode::LOAD_FAST): {
          Value value = r.frame->slots[r.pc->operand];
          if (!value) goto slow;
          r.pushShared(value);
          NEXT()
        }
        case uint8_t(Opcode::STORE_FAST): {
          Value old = r.frame->slots[r.pc->operand];
          r.frame->slots[r.pc->operand] = *--r.sp;
          NEXT_DROPPING(old)
        }
        case uint8_t(Opcode::LOAD_CLOSURE): {
          r.pushShared(r.frame->slots[machine.code->localCount + r.pc->operand]);
          NEXT()
        }
        case uint8_t(Opcode::LOAD_DEREF): {
          Value value = cellOf<CellObjectCell>(r.frame->slots[machine.code->localCount + r.pc->operand])->content;
          if (!value) goto slow;
          r.pushShared(value);
          NEXT()
        }
        case uint8_t(Opcode::STORE_DEREF): {
          auto* cell = cellOf<CellObjectCell>(r.frame->slots[machine.code->localCount + r.pc->operand]);
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
          InlineCache& cache = const_cast<InlineCache&>(machine.code->caches[r.pc->cache]);
          const Value* place = fast::cachedName(cache, r.frame->globals, r.frame->builtins);
          if (!place) {
            if (r.pc->cache && fast::worthFilling(cache)) fillNameCache(cache, r.frame, machine.code->names[r.pc->operand]);
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
          InlineCache& cache = const_cast<InlineCache&>(machine.code->caches[r.pc->cache]);
          if (cache.kind != kInNamespace || at<DictCell>(r.frame->globals)->version != cache.version) {
            if (r.pc->cache && fast::worthFilling(cache)) fillNameCache(cache, r.frame, machine.code->names[r.pc->operand]);
            goto slow;
          }
          Value old = *at<Value>(cache.at);
          *at<Value>(cache.at) = *--r.sp;
          NEXT_DROPPING(old)
        }

        // --- attributes --------------------------------------------------------------------------------------------------
        case uint8_t(Opcode::LOAD_ATTR): {
          InlineCache& cache = const_cast<InlineCache&>(machine.code->caches[r.pc->cache]);
          Value object = r.sp[-1], found = fast::cachedAttribute(cache, object);
          if (!found && useOtherCache(cache, object)) found = fast::cachedAttribute(cache, object);
          if (!found) {
            if (const PropertyCell* property = fast::cachedProperty(cache, object)) {
              Value getter = property->get;
              const DecodedCode* callee = fast::simpleCode(callStack(), getter, 1);
              if (!callee) goto slow;
              increment(getter);
              increment(object);
              fast::enterCallee(r, callee, getter, &object, 1, ReturnAction::kAttribute);
              goto entered;
            }
            if (r.pc->cache && fast::worthFilling(cache)) fillAttributeCache(cache, object, machine.code->names[r.pc->operand]);
            goto slow;
          }
          increment(found);
          r.sp[-1] = found;
          NEXT_DROPPING(object)
        }
        case uint8_t(Opcode::LOAD_METHOD): {
          InlineCache& cache = const_cast<InlineCache&>(machine.code->caches[r.pc->cache]);
          Value object = r.sp[-1];
          Value method = fast::cachedMethod(cache, object);
          if (!method && useOtherCache(cache, object)) method = fast::cachedMethod(cache, object);
          if (method) {
            increment(method);
            r.sp[-1] = method;
            *r.sp++ = object;
            NEXT()
          }
          Value found = fast::cachedAttribute(cache, object);
          if (!found) {
            if (r.pc->cache && fast::worthFilling(cache)) fillMethodCache(cache, object, machine.code->names[r.pc->operand]);
            goto slow;
          }
          increment(found);
          r.sp[-1] = Value();
          *r.sp++ = found;
          NEXT_DROPPING(object)
        }
        case uint8_t(Opcode::STORE_ATTR): {
          InlineCache& cache = const_cast<InlineCache&>(machine.code->caches[r.pc->cache]);
          Value object = r.sp[-1], old, name = machine.code->names[r.pc->operand];
          bool stored = fast::storeCached(cache, object, r.sp[-2], name, &old);
          if (!stored && useOtherCache(cache, object)) stored = fast::storeCached(cache, object, r.sp[-2], name, &old);
          if (!stored) {
            if (const PropertyCell* property = fast::cachedProperty(cache, object)) {
              Value setter = property->set, args[] = {object, r.sp[-2]};
              const DecodedCode* callee = fast::simpleCode(callStack(), setter, 2);
              if (!callee) goto slow;
              increment(setter);
              r.sp -= 2;
              fast::enterCallee(r, callee, setter, args, 2, ReturnAction::kDrop);
              goto entered;
            }
            if (r.pc->cache && fast::worthFilling(cache)) fillStoreCache(cache, object, name);
            goto slow;
          }
          r.sp -= 2;
          ++r.pc;
          if (droppedAny({old, object})) goto died;
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
          if (!fast::compareAny(r.sp[-2], r.sp[-1], r.pc->operand, &holds)) goto slow;
          Value right = r.sp[-1], left = r.sp[-2];
          r.sp[-2] = Value::boolean(holds);
          --r.sp;
          ++r.pc;
          if (droppedAny({right, left})) goto died;
          continue;
        }
        case uint8_t(Opcode::UNARY_NOT): {
          bool truth;
          if (!fast::truthOf(r.sp[-1], &truth)) goto slow;
          Value old = r.sp[-1];
          r.sp[-1] = Value::boolean(!truth);
          NEXT_DROPPING(old)
        }
        case uint8_t(Opcode::UNARY_NEGATIVE): {
          Value result;
          if (!r.sp[-1].isInt() || !fast::setInt(-r.sp[-1].asInt(), &result)) goto slow;
          r.sp[-1] = result;
          NEXT()
        }
        case uint8_t(Opcode::BINARY_SUBSCR): {
          Value item = fast::itemAt(r.sp[-2], r.sp[-1]);
          if (!item) goto slow;
          increment(item);
          Value container = r.sp[-2], key = r.sp[-1];
          r.sp[-2] = item;
          --r.sp;
          ++r.pc;
          if (droppedAny({key, container})) goto died;
          continue;
        }
        case uint8_t(Opcode::STORE_SUBSCR): {
          Value* place = fast::placeOf(r.sp[-2], r.sp[-1]);
          if (!place) goto slow;
          Value old = *place, container = r.sp[-2], key = r.sp[-1];
          *place = r.sp[-3];
          r.sp -= 3;
          ++r.pc;
          if (droppedAny({old, key, container})) goto died;
          continue;
        }

        // --- jumps -------------------------------------------------------------------------------------------------------
        case uint8_t(Opcode::JUMP_FORWARD):
        case uint8_t(Opcode::JUMP_ABSOLUTE): JUMP(r.pc->operand)
        case uint8_t(Opcode::POP_JUMP_IF_FALSE):
        case uint8_t(Opcode::POP_JUMP_IF_TRUE): {
          bool truth;
          if (!fast::truthOf(r.sp[-1], &truth)) goto slow;
          Value tested = *--r.sp;
          bool jumps = truth == (r.pc->opcode == uint8_t(Opcode::POP_JUMP_IF_TRUE));
          bool spent = false;
          if (jumps)
            spent = r.jump(r.pc->operand);
          else
            ++r.pc;
          if (dropped(tested)) goto died;
          if (spent) goto leave;
          continue;
        }
        case uint8_t(Opcode::SETUP_LOOP): {
          blocksOf(r.frame)[r.frame->blockCount++] = {BlockType::kLoop, {}, int32_t(r.pc->operand), int32_t(r.sp - r.stackBase())};
          NEXT()
        }
        case uint8_t(Opcode::POP_BLOCK): {
          Block& block = blocksOf(r.frame)[--r.frame->blockCount];
          if (r.sp - r.stackBase() > block.level) {
            ++r.frame->blockCount;
            goto slow;
          }
          NEXT()
        }

        // --- iteration ---------------------------------------------------------------------------------------------------
#include "vm/iteration_cases.inc"

        // --- containers --------------------------------------------------------------------------------------------------
        case uint8_t(Opcode::LIST_APPEND): {
          auto* list = cellOf<ListCell>(r.sp[-int(r.pc->operand) - 1]);
          if (list->length == list->capacity) goto slow;
          list->data()[list->length++] = *--r.sp;
          NEXT()
        }
        case uint8_t(Opcode::BUILD_TUPLE): {
          uint32_t count = r.pc->operand;
          if (count - 1 >= fast::kFewItems) goto slow;
          Value tuple = fast::tupleOf(r.sp, count);
          r.sp -= count;
          r.push(tuple);
          ++r.pc;
          goto made;
        }
        case uint8_t(Opcode::UNPACK_SEQUENCE): {
          Value sequence = r.sp[-1];
          const Value* items = fast::exactItems(sequence, r.pc->operand);
          if (!items) goto slow;
          --r.sp;
          if (fast::isSpent(sequence)) {
            r.sp = fast::takeApart(sequence, r.sp);
            NEXT()
          }
          for (uint32_t i = r.pc->operand; i-- > 0;) r.pushShared(items[i]);
          NEXT_DROPPING(sequence)
        }

        // --- calls -------------------------------------------------------------------------------------------------------
        case uint8_t(Opcode::CALL_FUNCTION): {
          Value* args = r.sp - r.pc->operand;
          Value callable = args[-1];
          const DecodedCode* callee = fast::simpleCode(callStack(), callable, r.pc->operand);
          if (!callee) {
            operands = r.pc->operand + 1;
            goto native;
          }
          r.sp = args - 1;
          fast::enterCallee(r, callee, callable, args, r.pc->operand);
          goto entered;
        }
        case uint8_t(Opcode::CALL_METHOD): {
          Value* args = r.sp - r.pc->operand;
          uint32_t count = r.pc->operand;
          Value callable = args[-2];
          if (callable) {
            --args;
            ++count;
          } else {
            callable = args[-1];
          }
          const DecodedCode* callee = fast::simpleCode(callStack(), callable, count);
          if (!callee) {
            operands = r.pc->operand + 2;
            goto native;
          }
          r.sp -= r.pc->operand + 2;
          fast::enterCallee(r, callee, callable, args, count);
          goto entered;
        }
        case uint8_t(Opcode::RETURN_VALUE): {
          if (fast::endsLoop(r.frame) && isNone(r.sp[-1])) {
            decrement(*--r.sp);
            r.save();
            r.count(r.pc + 1, r.pc + 1);
            fast::finishLoop(callStack(), r.frame);
            r.load();
            decrement(*--r.sp);
            r.pc = machine.segment = machine.units + r.pc->operand;
            --machine.backEdgesLeft;
            goto died;
          }
          if (!fast::leavesSimply(r.frame)) goto slow;
          Value result = r.sp[-1];
          ReturnAction action = r.frame->returnAction;
          if (action != ReturnAction::kPush) {
            if (isNotImplemented(result)) goto slow;
            if (action == ReturnAction::kInit) {
              if (!isNone(result)) goto slow;
              decrement(result);
              result = r.frame->returnAux;
            }
          }
          --r.sp;
          r.count(r.pc + 1, r.pc + 1);
          bool died = fast::leaveSimple(callStack(), r.frame, r.sp);
          r.load();
          died |= fast::takeReturned(action, r.sp, result);
          machine.segment = ++r.pc;
          if (died) goto died;
          goto entered;
        }

        // --- quick forms: see quick_opcodes.def --------------------------------------------------------------------------
#include "vm/quick_cases.inc"

        default: goto slow;
      }

    classic:  // a quick form gave up; if it goes on like that, it goes
      quickFormFailed(const_cast<Unit*>(r.pc));
      goto slow;

    native : {
      InlineCache& cache = const_cast<InlineCache&>(machine.code->caches[r.pc->cache]);
      const Value* args = r.sp - r.pc->operand;
      bool method = operands != r.pc->operand + 1 && args[-2];
      Value callable = method ? args[-2] : args[-1];
      const Value* values = method ? args - 1 : args;
      uint32_t count = r.pc->operand + method;
      if (!fast::fitsCall(cache, callable, values, count)) {
        if (!method && isExactly(callable, TypeId::kMethod)) {
          auto* bound = cellOf<MethodCell>(callable);
          const DecodedCode* callee = fast::simpleCode(callStack(), bound->function, count + 1);
          if (!callee) goto slow;
          increment(bound->function);
          increment(bound->self);
          r.sp[-int(count) - 1] = bound->self;
          r.sp -= operands;
          fast::enterCallee(r, callee, bound->function, args - 1, count + 1);
          if (dropped(callable)) goto died;
          goto entered;
        }
        if (r.pc->cache && fast::worthFilling(cache)) fillCallCache(cache, callable, values, count);
        goto slow;
      }
      if (cache.kind == kNativeCall && cache.version == machine.listAppend && method && fast::appendsInPlace(values[0])) {
        auto* list = cellOf<ListCell>(values[0]);
        list->data()[list->length++] = r.sp[-1];
        decrement(r.sp[-2]);
        decrement(r.sp[-3]);
        r.sp -= 3;
        ++r.pc;
        if (!Tracer::kExact && r.pc->opcode == uint8_t(Opcode::POP_TOP)) NEXT()
        r.pushShared(none());
        continue;
      }
      uint32_t length;
      if (cache.kind == kNativeCall && cache.version == machine.length && operands == 2 && fast::lengthOf(values[0], &length)) {
        Value counted = *--r.sp, function = r.sp[-1];
        r.sp[-1] = Value::integer(length);
        ++r.pc;
        decrement(counted);
        decrement(function);
        goto made;
      }
      r.save();
      auto result = fast::callCached(vm, cache, values, count);
          if (result.ok() && !result.value().get().isToken()) [[likely]] {
        for (; operands; --operands) decrement(*--r.sp);
        r.push(result.take().release());
        ++r.pc;
        if (!Tracer::kExact && r.pc->opcode == uint8_t(Opcode::POP_TOP) && isNone(r.sp[-1]) && !somethingWaits()) {
          decrement(*--r.sp);
          NEXT()
        }
        if (somethingWaits()) [[unlikely]]
          break;
        continue;
      }
      outcome = replaceByCall(r.frame, operands, std::move(result));
      goto handled;
    }

    slow:
      if constexpr (!Tracer::kExact) r.save();
      outcome = kHandlers.rows[r.pc->opcode](vm, r.frame, r.pc->operand);
      if (outcome == Outcome::kNext) [[likely]] {
        r.refresh();
        ++r.pc;
        if (somethingWaits()) [[unlikely]]
          break;
        continue;
      }

    handled:
      if constexpr (!Tracer::kExact) machine.current = nullptr;
      if (outcome == Outcome::kSuspended) {
        r.count(r.pc, r.pc);
        if constexpr (Tracer::kExact) uncountInstruction(machine.code->hidden);
      } else {
        r.count(r.pc + 1, r.pc + 1);
      }
      break;

    leave:
      break;

    entered:
      if (--machine.backEdgesLeft > 0) [[likely]]
        continue;
      break;

    made:  // something new, and perhaps something died
      if (!somethingWaits()) [[likely]]
        continue;
      break;

    died:
      if (heapState().queue.first == 0 && machine.backEdgesLeft > 0) [[likely]]
        continue;
      break;
    }
  }
  return exit;
}

template LoopExit interpret<Unwatched>(Vm& vm);
template LoopExit interpret<Exact>(Vm& vm);

}  // namespace vitrine
