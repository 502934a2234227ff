// The line under the sentence: what the last instruction did, from the comparison of two moments. The same for every opcode,
// because it reads the stacks, not the opcode; the words for notes and blocks are narrate_blocks.ts's.

import type { Change, FrameChange } from './diff.js';
import { topFrame, type Frame, type Moment } from './moment.js';
import { shown } from './narrate.js';
import { blockWord, noteInWords } from './narrate_blocks.js';
import { Role } from './protocol.js';

function list(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

function pushedWords(frame: Frame, change: FrameChange): string[] {
  return [...change.pushed].map((index) => {
    const slot = frame.stack[index];
    const note = slot?.role === Role.note ? noteInWords(slot.value?.repr ?? '') : null;
    return note ? `${shown(slot)} (the note: ${note})` : shown(slot);
  });
}

function blockWords(change: FrameChange, frame: Frame): string[] {
  const came = [...change.blocksPushed].map((index) => frame.blocks[index]!);
  const parts: string[] = [];
  if (change.blocksPopped.length > 0) parts.push(`the ${list(change.blocksPopped.map(blockWord))} block left the block stack`);
  if (came.length > 0) parts.push(`a ${list(came.map(blockWord))} block went on the block stack`);
  return parts;
}

function stackWords(change: FrameChange, frame: Frame): string[] {
  const parts: string[] = [];
  const names = [...change.written.keys()];
  if (names.length > 0 && change.popped.length === 1) parts.push(`${shown(change.popped[0])} became ${list(names)}`);
  else {
    if (names.length > 0) parts.push(`${list(names)} changed`);
    if (change.popped.length > 3) parts.push(`${change.popped.length} values were popped`);
    else if (change.popped.length > 0) parts.push(`${list(change.popped.map(shown))} ${were(change.popped.length)} popped`);
  }
  const pushed = pushedWords(frame, change);
  if (pushed.length > 3) parts.push(`${pushed.length} values were pushed`);
  else if (pushed.length > 0) parts.push(`${list(pushed)} ${were(pushed.length)} pushed`);
  return parts;
}

/** What the last instruction did; empty when nothing can be seen. */
export function narrateChange(change: Change | null, moment: Moment | null, before: Moment | null): string {
  if (!change || !moment || !before) return '';
  const frame = topFrame(moment);
  const frameChange = change.frames[change.frames.length - 1];
  const parts: string[] = [];
  if (change.left.length > 0) parts.push(`the frame of ${list([...change.left].reverse().map(({ name }) => name))} left`);
  if (frame && frameChange?.isNew) parts.push(`a frame for ${frame.name} went on the call stack`);
  else if (frame && frameChange) parts.push(...blockWords(frameChange, frame), ...stackWords(frameChange, frame));
  if (change.output > 0) parts.push('output was written');
  return parts.length > 0 ? `Just now: ${parts.join('; ')}.` : '';
}
