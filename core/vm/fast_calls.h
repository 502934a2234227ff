// Entering and leaving frames of plain Python functions without detours: arguments move from the caller's evaluation stack
// into the callee's locals. What this does to reference counts is what enterFunction and popFrame do.
#pragma once

#include "objects/descriptor.h"
#include "objects/tuple.h"
#include "vm/inline_caches.h"
#include "vm/fast_numbers.h"
#include "vm/loop.h"
#include "vm/return_actions.h"

namespace vitrine::fast {

/// The code to enter where `callable` is a Python function that takes `count` arguments just like that; else nullptr.
VITRINE_INLINE const DecodedCode* simpleCode(CallStackCell* stack, Value callable, uint32_t count) {
  if (!isExactly(callable, TypeId::kFunction)) return nullptr;
  const auto* function = cellOf<FunctionCell>(callable);
  const DecodedCode* code = decodedOf(at<CodeCell>(function->code));
  if (!code->simple || (code->freeCount && !function->closure) || stack->depth >= root().recursionLimit || stack->chunkUsed + code->frameBytes > stack->chunkSize) return nullptr;
  if (code->argCount == count) [[likely]]
    return code;
  if (count > code->argCount || !function->defaults) return nullptr;
  return count + at<TupleCell>(function->defaults)->length >= code->argCount ? code : nullptr;
}

/// Pushes the frame; `callable` and the arguments are taken over. simpleCode has said it can be.
VITRINE_INLINE Frame* enterSimple(CallStackCell* stack, const DecodedCode* code, Value callable, const Value* args, uint32_t count,
                                  ReturnAction action = ReturnAction::kPush) {
  auto* function = cellOf<FunctionCell>(callable);
  Frame* frame = at<Frame>(stack->chunk + stack->chunkUsed);
  stack->chunkUsed += code->frameBytes;
  auto* cell = at<CodeCell>(function->code);
  ++cell->refCount;
  frame->back = stack->top;
  frame->code = function->code;
  frame->function = callable.offset();
  frame->globals = function->globals;
  frame->builtins = function->builtins;
  frame->locals = frame->frameObject = frame->generator = 0;
  frame->instruction = frame->stackHeight = 0;
  frame->blockCount = 0;
  frame->returnAction = action;
  frame->flags = code->counted ? kFrameCounted : 0;
  frame->slotCount = code->slotCount;
  frame->returnAux = Value();
  uint32_t slot = 0;
  for (; slot < count; ++slot) frame->slots[slot] = args[slot];
  if (count < code->argCount) [[unlikely]] {
    const auto* defaults = at<TupleCell>(function->defaults);
    for (; slot < code->argCount; ++slot) {
      Value value = defaults->items[defaults->length - (code->argCount - slot)];
      increment(value);
      frame->slots[slot] = value;
    }
  }
  for (; slot < code->localCount; ++slot) frame->slots[slot] = Value();
  if (code->freeCount) {
    const auto* closure = at<TupleCell>(function->closure);
    for (uint32_t i = 0; i < code->freeCount; ++i) {
      increment(closure->items[i]);
      frame->slots[slot++] = closure->items[i];
    }
  }
  stack->top = offsetOf(frame);
  stack->depth += code->counted;
  return frame;
}

/// Pushes the frame of a Python function that takes the arguments just like that, and shares them; else nullptr.
VITRINE_INLINE Frame* enterShared(CallStackCell* stack, Value callable, Args args, ReturnAction action) {
  const DecodedCode* code = args.keywordNames ? nullptr : simpleCode(stack, callable, args.count);
  if (!code) return nullptr;
  increment(callable);
  for (uint32_t i = 0; i < args.count; ++i) increment(args[i]);
  return enterSimple(stack, code, callable, args.values, args.count, action);
}

/// Leaves off at a call and goes on in the callee, whose arguments have left the evaluation stack.
template <class Tracer>
VITRINE_INLINE void enterCallee(Registers<Tracer>& r, const DecodedCode* callee, Value callable, const Value* args, uint32_t count,
                                ReturnAction action = ReturnAction::kPush) {
  r.save();
  r.count(r.pc + 1, r.pc + 1);
  r.frame = enterSimple(callStack(), callee, callable, args, count, action);
  r.take(callee);
}

constexpr uint64_t bitOf(ReturnAction action) { return uint64_t(1) << int(action); }

/// Whether RETURN_VALUE may leave the frame by leaveSimple.
VITRINE_INLINE bool leavesSimply(const Frame* frame) {
  constexpr uint8_t kSpecial = kFrameGenerator | kFrameBoundary | kFrameOwnsGlobals;
  constexpr uint64_t kPlain = bitOf(ReturnAction::kPush) | bitOf(ReturnAction::kInit) | bitOf(ReturnAction::kDrop) |
                              bitOf(ReturnAction::kReplace) | bitOf(ReturnAction::kAttribute) | bitOf(ReturnAction::kBinary) |
                              bitOf(ReturnAction::kInPlace) | bitOf(ReturnAction::kCompare) | bitOf(ReturnAction::kForIter);
  return kPlain >> int(frame->returnAction) & 1 && frame->blockCount == 0 && !(frame->flags & kSpecial) && frame->frameObject == 0 &&
         frame->locals == 0 && frame->back != 0 && frame->function != 0;
}

/// Takes the frame off the call stack; `end` is the top of what it holds. True where something died.
VITRINE_INLINE bool leaveSimple(CallStackCell* stack, Frame* frame, Value* end) {
  stack->top = frame->back;
  stack->depth -= (frame->flags & kFrameCounted) != 0;
  bool died = false;
  while (end > frame->slots) died |= dropped(*--end);
  died |= dropped(Value::reference(frame->function));
  died |= dropped(Value::reference(frame->code));
  stack->chunkUsed = offsetOf(frame) - stack->chunk;
  if (stack->chunkUsed == sizeof(ChunkHeader)) [[unlikely]]
    shrinkStack(stack);
  return died;
}

/// What complete() does with the value of a frame left like that, on the stack of the frame below whose top is `sp`. True where
/// something died.
VITRINE_INLINE bool takeReturned(ReturnAction action, Value*& sp, Value result) {
  if (action == ReturnAction::kPush || action == ReturnAction::kInit || action == ReturnAction::kForIter) [[likely]] {
    *sp++ = result;
    return false;
  }
  if (action == ReturnAction::kDrop) return dropped(result);
  bool died = false;
  if (action != ReturnAction::kReplace && action != ReturnAction::kAttribute) died = dropped(*--sp);  // both operands
  Value old = sp[-1];
  sp[-1] = result;
  return dropped(old) || died;
}

/// Whether this is a suspended generator that may run on.
VITRINE_INLINE bool canResume(const CallStackCell* stack, Value v) {
  if (!isExactly(v, TypeId::kGenerator)) return false;
  return cellOf<GeneratorCell>(v)->state == GeneratorState::kSuspended && stack->depth < root().recursionLimit;
}

/// resumeGenerator with None, for a loop.
VITRINE_INLINE void resume(CallStackCell* stack, GeneratorCell* generator, ReturnAction action) {
  Frame* frame = &generator->frame;
  Value sent = none();
  increment(sent);
  stackOf(frame)[frame->stackHeight++] = sent;
  ++frame->instruction;
  ++generator->refCount;
  generator->previousHandler = stack->handledBy;
  stack->handledBy = offsetOf(generator);
  generator->state = GeneratorState::kRunning;
  frame->returnAction = action;
  frame->back = stack->top;
  stack->top = offsetOf(frame);
  stack->depth += (frame->flags & kFrameCounted) != 0;
}

/// Whether a yield may leave the frame by suspend(): a generator that a loop, a call (next, send) or the `yield from` of another
/// generator below drives.
VITRINE_INLINE bool yieldsSimply(const Frame* frame) {
  constexpr uint64_t kPlain = bitOf(ReturnAction::kForIter) | bitOf(ReturnAction::kYieldFrom) | bitOf(ReturnAction::kPush);
  bool driven = kPlain >> int(frame->returnAction) & 1 && frame->back != 0;
  return driven && frame->flags & kFrameGenerator && !(frame->flags & kFrameBoundary) &&
         at<Cell>(frame->generator)->type == typeOffset(TypeId::kGenerator) && at<Cell>(frame->generator)->count() > 1;
}

/// What unlinkGenerator does; the frame is exact, its value taken off.
VITRINE_INLINE void suspend(CallStackCell* stack, Frame* frame) {
  auto* generator = at<GeneratorCell>(frame->generator);
  stack->top = frame->back;
  frame->back = 0;
  stack->depth -= (frame->flags & kFrameCounted) != 0;
  stack->handledBy = generator->previousHandler;
  generator->previousHandler = 0;
  generator->state = GeneratorState::kSuspended;
  Value* end = frame->slots + frame->slotCount;
  for (Value* dead = stackOf(frame) + frame->stackHeight; dead < end; ++dead) *dead = Value();
  --generator->refCount;
}

/// Whether RETURN_VALUE of None may end the frame by finishLoop(): a generator that a loop drives.
VITRINE_INLINE bool endsLoop(const Frame* frame) {
  return frame->returnAction == ReturnAction::kForIter && (frame->flags & (kFrameGenerator | kFrameBoundary)) == kFrameGenerator &&
         frame->blockCount == 0 && frame->frameObject == 0 && frame->back != 0 &&
         at<Cell>(frame->generator)->type == typeOffset(TypeId::kGenerator) && at<Cell>(frame->generator)->count() > 1;
}

/// What finishGenerator does, for such a frame; the loop below still holds the generator.
void finishLoop(CallStackCell* stack, Frame* frame);

/// Whether a call of a native function is the one that the cache knows: same function, same number of values, self of the right type.
VITRINE_INLINE bool fitsCall(const InlineCache& cache, Value callable, const Value* values, uint32_t count) {
  if ((cache.at & 0xFFFF) != count || !callable.isReference()) return false;
  if (cache.kind != kNativeCall) return cache.kind == kTypeCall && callable.offset() == cache.version;
  Offset type = cellOf(callable)->type;
  if (type == typeOffset(TypeId::kMethodDescriptor)) {
    auto* descriptor = cellOf<NativeDescriptorCell>(callable);
    return descriptor->index == cache.version && typeOffsetOf(values[0]) == descriptor->owner;
  }
  if (type != typeOffset(TypeId::kBuiltinFunction)) return false;
  auto* function = cellOf<BuiltinFunctionCell>(callable);
  return function->index == cache.version && !(cache.shape && function->self);
}

/// Makes an instance of the builtin type that the cache knows; the type stands in front of the values.
Result<Ref> createCached(Vm& vm, const InlineCache& cache, const Value* values, uint32_t count);

/// Calls it; parameters that were not given are NULL.
VITRINE_INLINE Result<Ref> callCached(Vm& vm, const InlineCache& cache, const Value* values, uint32_t count) {
  if (cache.kind == kTypeCall) return createCached(vm, cache, values, count);
  auto function = reinterpret_cast<NativeFunction>(uintptr_t(cache.value.bits()));
  uint32_t wanted = cache.at >> 16;
  if (wanted == count) [[likely]]
    return function(vm, Args{values, count});
  Value padded[kMostCachedValues];
  for (uint32_t i = 0; i < count; ++i) padded[i] = values[i];
  return function(vm, Args{padded, wanted});
}

}  // namespace vitrine::fast
