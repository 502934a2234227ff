// What changed between two neighbouring moments: which values came to a stack or left it, which names were written, which
// blocks and frames came and went. A record says nothing about other moments, so this comparison is the only source of
// the blue `+` and orange `-` on the page.

import type { Block, Frame, Moment, Slot, Value } from './moment.js';

export interface FrameChange {
  /** The frame was not there before. */
  isNew: boolean;
  /** Indices into the frame's evaluation stack that were pushed. */
  pushed: ReadonlySet<number>;
  /** What was popped, bottom first. */
  popped: readonly Slot[];
  /** Names bound anew or to another object, with what they held before. */
  written: ReadonlyMap<string, Value | null>;
  /** Indices into the frame's block stack that were pushed. */
  blocksPushed: ReadonlySet<number>;
  /** Blocks that left, innermost last. */
  blocksPopped: readonly Block[];
}

export interface Change {
  /** One entry per frame of the later moment's call stack, by depth. */
  frames: readonly FrameChange[];
  /** Frames that left the call stack, newest last. */
  left: readonly Frame[];
  /** Bytes of output written between the two. */
  output: number;
}

const kNothing: FrameChange = {
  isNew: false,
  pushed: new Set(),
  popped: [],
  written: new Map(),
  blocksPushed: new Set(),
  blocksPopped: [],
};

/** Whether two values, of two moments, are the same object as far as one can see. */
export function isSameValue(left: Value | null, right: Value | null): boolean {
  if (left === null || right === null) return left === right;
  if (left.immediate || right.immediate) {
    return left.immediate === right.immediate && left.typeName === right.typeName && left.repr === right.repr;
  }
  return left.address === right.address && left.name === right.name && left.typeName === right.typeName;
}

function isSameFrame(left: Frame, right: Frame): boolean {
  return left.codeId === right.codeId && isSameValue(left.generator, right.generator);
}

function isSameBlock(left: Block, right: Block): boolean {
  return left.type === right.type && left.handler === right.handler && left.level === right.level;
}

function commonPrefix<T>(left: readonly T[], right: readonly T[], same: (a: T, b: T) => boolean): number {
  const limit = Math.min(left.length, right.length);
  let length = 0;
  while (length < limit && same(left[length]!, right[length]!)) ++length;
  return length;
}

/** Operators pop all their operands even where the result is one of them. Operand counts by 3.7's opcode numbers. */
function operandCount(opcode: number): number {
  if (opcode >= 10 && opcode <= 15) return 1;
  const inPlaceOrBinary = (opcode >= 16 && opcode <= 29) || (opcode >= 55 && opcode <= 59) || (opcode >= 62 && opcode <= 67);
  return inPlaceOrBinary || (opcode >= 75 && opcode <= 79) || opcode === 107 ? 2 : 0;
}

function range(from: number, to: number): Set<number> {
  return new Set(Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index));
}

function writtenNames(before: readonly Slot[], after: readonly Slot[]): Map<string, Value | null> {
  const old = new Map(before.map((slot) => [slot.name, slot.value]));
  const written = new Map<string, Value | null>();
  for (const slot of after) {
    if (slot.name === null) continue;
    const was = old.get(slot.name) ?? null;
    if (!isSameValue(was, slot.value)) written.set(slot.name, was);
  }
  return written;
}

function frameChange(before: Frame, after: Frame): FrameChange {
  const sameSlot = (a: Slot, b: Slot) => isSameValue(a.value, b.value);
  let kept = commonPrefix(before.stack, after.stack, sameSlot);
  if (before.offset !== after.offset) kept = Math.min(kept, Math.max(0, before.stack.length - operandCount(before.opcode)));
  const keptBlocks = commonPrefix(before.blocks, after.blocks, isSameBlock);
  return {
    isNew: false,
    pushed: range(kept, after.stack.length),
    popped: before.stack.slice(kept),
    written: writtenNames(before.locals, after.locals),
    blocksPushed: range(keptBlocks, after.blocks.length),
    blocksPopped: before.blocks.slice(keptBlocks),
  };
}

function newFrame(frame: Frame): FrameChange {
  const bound = frame.locals.filter((slot) => slot.name !== null && slot.value !== null);
  return {
    ...kNothing,
    isNew: true,
    pushed: range(0, frame.stack.length),
    written: new Map(bound.map((slot) => [slot.name!, null])),
    blocksPushed: range(0, frame.blocks.length),
  };
}

/** What happened between `before` (the moment just before) and `after`; nothing when `before` is null. */
export function compareMoments(before: Moment | null, after: Moment): Change {
  if (before === null) return { frames: after.callStack.map(() => kNothing), left: [], output: 0 };
  const kept = commonPrefix(before.callStack, after.callStack, isSameFrame);
  const frames = after.callStack.map((frame, depth) =>
    depth < kept ? frameChange(before.callStack[depth]!, frame) : newFrame(frame),
  );
  return { frames, left: before.callStack.slice(kept), output: after.outputLength - before.outputLength };
}
