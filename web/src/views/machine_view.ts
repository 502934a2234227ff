// The three stacks: the call stack as cards, newest on top; in a card its locals, and the block stack drawn into the
// evaluation stack, each block as a line ruled across at its level, because what lies above that line is what leaving the
// block throws away. Ghosts of what was just popped stay for one moment, so a still picture loses nothing.

import { html, nothing, type TemplateResult } from 'lit';
import type { Change, FrameChange } from '../diff.js';
import { hasFlag, type Block, type Frame, type Moment, type Slot } from '../moment.js';
import { blockWord, noteInWords } from '../narrate_blocks.js';
import { calleeName } from '../narrate.js';
import { Role, SlotKind } from '../protocol.js';
import { emit } from './emit.js';
import { tile } from './tile.js';

export interface MachineModel {
  moment: Moment | null;
  change: Change | null;
  /** The frame looked at, by depth; null: the newest. */
  selected: number | null;
}

const kRoleWords: Partial<Record<Role, string>> = {
  [Role.nullOrMethod]: 'method slot',
  [Role.iterator]: 'iterator',
  [Role.accumulator]: 'result so far',
  [Role.traceback]: 'traceback',
  [Role.exceptionValue]: 'exception',
  [Role.exceptionType]: 'its type',
  [Role.previousTraceback]: 'handled before',
  [Role.previousValue]: 'handled before',
  [Role.previousType]: 'handled before',
  [Role.exitMethod]: '__exit__, waiting',
};

/** What a place on the evaluation stack is for, in words. */
export function slotLabel(slot: Slot, below: Slot | undefined, above: Slot | undefined): string {
  if (slot.role === Role.note) {
    const words = noteInWords(slot.value?.repr ?? '');
    return words ? `note: ${words}` : 'note';
  }
  if (slot.role === Role.keptBelowNote) return above?.value?.repr === '32' ? 'where to continue' : 'value to return';
  if (slot.role === Role.nullOrMethod && below?.inCall) return '';
  if (slot.inCall) return 'in call';
  return kRoleWords[slot.role] ?? '';
}

function stackRow(frame: Frame, index: number, change: FrameChange | null, isTop: boolean): TemplateResult {
  const slot = frame.stack[index]!;
  const state = change?.pushed.has(index) ? 'came' : 'still';
  const label = slotLabel(slot, frame.stack[index - 1], frame.stack[index + 1]);
  return html`<li class="slot ${state} ${isTop ? 'top' : ''}">
    <span class="cell">${tile(slot.value, state)}${isTop ? html`<span class="tos"><abbr title="top of stack">TOS</abbr></span>` : nothing}${label
      ? html`<span class="label">${label}</span>`
      : nothing}</span>
  </li>`;
}

function ghostRow(slot: Slot): TemplateResult {
  return html`<li class="slot ghost"><span class="cell">${tile(slot.value, 'left')}</span></li>`;
}

/** Instructions that call what lies below their arguments. */
const kCalls = new Set([131, 141, 142, 161]);

/**
 * Where 3.7 keeps the callable and the arguments while the call lasts. Here, as in 3.14, they have moved into the frame of what is called
 * and may be gone from there by now, so the place is shown without values.
 */
function movedRow(frame: Frame, above: Frame | undefined): TemplateResult | typeof nothing {
  if (!above || !kCalls.has(frame.opcode) || frame.stack.some((slot) => slot.inCall)) return nothing;
  const count = frame.opcode === 142 ? null : frame.arg;
  const words = count === null ? 'arguments' : count === 1 ? '1 argument' : `${count} arguments`;
  return html`<li class="slot moved"><span class="cell"><span class="tile null">callable, ${words}</span><span class="label">in call: handed to ${above.name}</span></span></li>`;
}

function blockRow(block: Block, state: 'still' | 'came' | 'left'): TemplateResult {
  const target = block.handler >= 0 ? html`<span class="target">→${block.handler}</span>` : nothing;
  const where = block.line > 0 ? `, of line ${block.line}` : '';
  const sign = state === 'still' ? nothing : html`<b class="sign" aria-hidden="true">${state === 'came' ? '+' : '−'}</b>`;
  const spoken = `${blockWord(block)} block${where}, handler ${block.handler}, level ${block.level}${state === 'left' ? ', just left' : ''}`;
  return html`<li class="rule ${state}" aria-label=${spoken}>
    <span class="block block-${blockWord(block)}" title=${`${spoken}: what lies above the line goes when the block is left`}
      >${sign}<span class="word">${blockWord(block)}</span>${target}</span
    ><span class="line" aria-hidden="true"><span class="level">${block.level}</span></span>
  </li>`;
}

/** Rows from the top down: slots, with every block's line below the slots that lie above its level. */
function stackRows(frame: Frame, change: FrameChange | null): TemplateResult[] {
  const rows: TemplateResult[] = [];
  const height = frame.stack.length;
  const ghosts = change ? [...change.popped].reverse() : [];
  rows.push(...ghosts.map(ghostRow));
  if (change) rows.push(...[...change.blocksPopped].reverse().map((block) => blockRow(block, 'left')));
  for (let level = height; level >= 0; --level) {
    for (let index = frame.blocks.length - 1; index >= 0; --index) {
      const block = frame.blocks[index]!;
      if (block.level === level || (level === height && block.level > height)) {
        rows.push(blockRow(block, change?.blocksPushed.has(index) ? 'came' : 'still'));
      }
    }
    if (level > 0) rows.push(stackRow(frame, level - 1, change, level === height));
  }
  return rows;
}

function localRow(slot: Slot, change: FrameChange | null): TemplateResult {
  const came = slot.name !== null && change?.written.has(slot.name) === true;
  const kind = slot.kind === SlotKind.cell ? 'cell' : slot.kind === SlotKind.free ? 'free' : '';
  const value = slot.value === null ? html`<span class="unbound">unbound</span>` : tile(slot.value, came ? 'came' : 'still');
  return html`<div class="local"><dt>${slot.name}${kind ? html`<span class="kind">${kind}</span>` : nothing}</dt><dd>${value}</dd></div>`;
}

function locals(frame: Frame, change: FrameChange | null): TemplateResult {
  const shown = frame.locals.filter((slot) => slot.value !== null || slot.kind === SlotKind.local);
  if (shown.length === 0) return html`<p class="none">no names bound yet</p>`;
  return html`<dl class="locals" aria-label="Local variables">${shown.map((slot) => localRow(slot, change))}</dl>`;
}

function frameKind(frame: Frame): string {
  if (hasFlag(frame, 'generator')) return 'generator';
  if (hasFlag(frame, 'coroutine')) return 'coroutine';
  if (hasFlag(frame, 'comprehension')) return 'comprehension';
  if (hasFlag(frame, 'native')) return 'built in';
  if (hasFlag(frame, 'classBody')) return 'class body';
  return '';
}

/** "in call: first_even": what a waiting frame is in the middle of. Where the operands went to the callee, it is the frame above. */
function waitingFor(frame: Frame, above: Frame | undefined): string {
  const first = frame.stack.findIndex((slot) => slot.inCall);
  if (first < 0) return above && !hasFlag(above, 'generator') ? `in call: ${above.name}` : 'waiting';
  const slot = frame.stack[first]!;
  const callee = slot.value === null ? frame.stack[first + 1] : slot;
  return `in call: ${calleeName(callee)}`;
}

/** `frame` as a card: its locals and its stacks, with what the last instruction changed. `above` is the frame it waits for, if it waits. */
export function openFrame(frame: Frame, above: Frame | undefined, change: FrameChange | null): TemplateResult {
  const running = above === undefined;
  const empty = frame.stack.length === 0 && frame.blocks.length === 0;
  const kind = frameKind(frame);
  return html`<article class="frame open ${running ? 'running' : 'waiting'} ${change?.isNew ? 'came' : ''}" aria-label=${`Frame ${frame.name}`}>
    <header>
      ${running
        ? html`<h3>${frame.name}</h3>`
        : html`<button class="fold" aria-expanded="true" @click=${(event: Event) => emit(event, 'vitrine-select-frame', null)}><h3>${frame.name}</h3></button>`}
      <span class="where">line ${frame.range.line}</span>
      ${kind ? html`<span class="kind">${kind}</span>` : nothing}
      ${running ? nothing : html`<span class="waits">${waitingFor(frame, above)}</span>`}
      ${change?.isNew ? html`<b class="sign came" aria-hidden="true">+</b>` : nothing}
    </header>
    ${locals(frame, change)}
    <div class="stacks">
      <h4 class="blocks-title">Blocks</h4>
      <h4 class="evaluation-title">Evaluation stack</h4>
      <ol class="stack" aria-label="Evaluation stack, top first, with the block stack's lines">
        ${movedRow(frame, above)}${stackRows(frame, change)}
        <li class="floor">${empty ? html`<span class="none">empty</span>` : nothing}</li>
      </ol>
    </div>
  </article>`;
}

function foldedFrame(frame: Frame, above: Frame | undefined, depth: number): TemplateResult {
  const kind = frameKind(frame);
  return html`<article class="frame folded">
    <button aria-expanded="false" @click=${(event: Event) => emit(event, 'vitrine-select-frame', depth)}>
      <span class="name">${frame.name}</span><span class="where">line ${frame.range.line}</span>
      ${kind ? html`<span class="kind">${kind}</span>` : nothing}
      <span class="waits">${waitingFor(frame, above)}</span>
    </button>
  </article>`;
}

/** A frame that the last instruction took off the call stack. */
export function frameLeft(frame: Frame): TemplateResult {
  return html`<article class="frame ghost"><b class="sign" aria-hidden="true">−</b><span class="name">${frame.name}</span><span class="waits">left the call stack</span></article>`;
}

function suspendedFrame(frame: Frame): TemplateResult {
  const bound = frame.locals.filter((slot) => slot.value !== null);
  return html`<article class="frame suspended">
    <span class="name">${frame.name}</span>
    <span class="where">${frame.offset < 0 ? 'not started' : `line ${frame.range.line}`}</span>
    <span class="waits">${frameKind(frame)}, set aside</span>
    ${bound.slice(0, 4).map((slot) => html`<span class="pair">${slot.name} ${tile(slot.value)}</span>`)}
  </article>`;
}

/** The machine at a moment. */
export function machineView({ moment, change, selected }: MachineModel): TemplateResult {
  if (!moment) return html`<div class="machine-empty"><p class="none">Nothing is loaded.</p></div>`;
  const depth = moment.callStack.length;
  const chosen = selected !== null && selected < depth ? selected : depth - 1;
  const cards = moment.callStack.map((frame, index) =>
    index === depth - 1 || index === chosen
      ? openFrame(frame, moment.callStack[index + 1], change?.frames[index] ?? null)
      : foldedFrame(frame, moment.callStack[index + 1], index),
  );
  return html`<h2 class="region-title">Call stack <span class="count">${depth === 0 ? 'empty' : depth}</span></h2>
    <div class="frames">
      ${change ? [...change.left].reverse().map(frameLeft) : nothing}
      ${cards.reverse()}
      <div class="bottom">${depth === 0 ? html`<span class="none">The call stack is empty.</span>` : nothing}</div>
      ${moment.suspended.length > 0
        ? html`<h3 class="aside-title">Set aside</h3>${moment.suspended.map(suspendedFrame)}`
        : nothing}
    </div>`;
}
