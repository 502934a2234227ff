// The bytecode of one code object, grouped by source line: the instruction about to run in a band, brackets for the blocks
// that are on the block stack now, and below the list one card that explains the instruction looked at, with the stack
// before and after. The list is a listbox: arrow keys and clicks move a cursor through it without moving the machine.

import { html, nothing, type TemplateResult } from 'lit';
import type { Frame } from '../moment.js';
import { blockWord } from '../narrate_blocks.js';
import type { CodeListing, InstructionRow, OpcodeHelp } from '../protocol.js';
import { emit } from './emit.js';
import { syntaxView, type SyntaxModel } from './syntax_view.js';

export interface BytecodeModel {
  code: CodeListing | null;
  /** The frame that runs this code, if one does now. */
  frame: Frame | null;
  help: ReadonlyMap<number, OpcodeHelp>;
  /** Offsets lit because the source under the pointer belongs to them. */
  lit: ReadonlySet<number>;
  /** The instruction the card explains; null: the one about to run. */
  cursor: number | null;
  /** Tokens and tree of a line, shown in the card's place; null: not asked for. */
  syntax: SyntaxModel | null;
}

interface Bracket {
  word: string;
  first: number;
  handler: number;
}

/** Where the blocks on the block stack begin and end in the code. */
function brackets(code: CodeListing, frame: Frame | null): Bracket[] {
  return (frame?.blocks ?? [])
    .filter((block) => block.handler >= 0)
    .map((block) => {
      const setups = code.instructions.filter((row) => row.jumpTarget === block.handler && row.offset < block.handler && isSetup(row.opcode));
      return { word: blockWord(block), first: setups[setups.length - 1]?.offset ?? 0, handler: block.handler };
    });
}

function isSetup(opcode: number): boolean {
  return (opcode >= 120 && opcode <= 122) || opcode === 143 || opcode === 154;
}

/** How deep the blocks of `code` nest, so that the brackets' column has one width throughout. */
function nesting(code: CodeListing): number {
  const setups = code.instructions.filter((row) => isSetup(row.opcode) && row.jumpTarget !== null);
  const depths = setups.map((outer) => setups.filter((row) => row.offset <= outer.offset && row.jumpTarget! > outer.offset).length);
  return Math.max(0, ...depths);
}

function bracketCells(all: readonly Bracket[], offset: number, width: number): TemplateResult {
  return html`<span class=${`brackets width-${Math.min(8, Math.max(width, all.length))}`} aria-hidden="true"
    >${all.map(({ first, handler, word }) => {
      const place = offset === first ? 'first' : offset > first && offset < handler ? 'inside' : offset === handler ? 'handler' : '';
      return html`<i class="bracket ${place} of-${word}"></i>`;
    })}</span
  >`;
}

function handlerHint(all: readonly Bracket[], offset: number): string {
  const words = all.filter((bracket) => bracket.handler === offset).map((bracket) => (bracket.word === 'loop' ? 'after the loop' : bracket.word));
  return words.join(', ');
}

interface RowContext {
  model: BytecodeModel;
  brackets: readonly Bracket[];
  nesting: number;
  jumpTarget: number | null;
  cursor: number;
}

function instruction(row: InstructionRow, isFirst: boolean, context: RowContext): TemplateResult {
  const { offset, opcode, line } = row;
  const argument = row.explanation || (row.operand ?? '');
  const { model } = context;
  const isNow = model.frame?.offset === offset;
  const classes = [
    isNow ? 'now' : '', isFirst ? 'first-of-line' : '', model.lit.has(offset) ? 'lit' : '',
    context.cursor === offset ? 'cursor' : '', context.jumpTarget === offset ? 'landing' : '',
  ].filter(Boolean).join(' ');
  const name = model.help.get(opcode)?.name ?? `opcode ${opcode}`;
  const hint = handlerHint(context.brackets, offset);
  return html`<li
    id=${`op-${offset}`} class="op ${classes}" role="option" aria-selected=${context.cursor === offset}
    aria-current=${isNow ? 'step' : 'false'} data-offset=${offset}
    ><span class="line-number">${isFirst ? html`<span class="heard">line </span>${line}` : nothing}</span>${bracketCells(context.brackets, offset, context.nesting)}<span class="offset">${offset}</span
    ><span class="opname">${name}</span><span class="arg ${row.explanation === '' ? 'raw' : ''}">${argument}</span>${
      hint ? html`<span class="hint"><span class="heard">handler of the block: </span>${hint}</span>` : nothing}${isNow ? html`<span class="heard">, about to run</span>` : nothing}</li>`;
}

function offsetOf(event: Event): number | null {
  const row = (event.target as Element).closest<HTMLElement>('[data-offset]');
  return row ? Number(row.dataset['offset']) : null;
}

function look(event: Event): void {
  const offset = offsetOf(event);
  emit(event, 'vitrine-hover', offset === null ? null : { kind: 'instruction', offset });
}

/** While the list has the focus, clicks and keys alone move its cursor, so that the pointer can go to the card. */
const hasFocus = (event: Event) => (event.currentTarget as Element).matches(':focus');

function hover(event: Event): void {
  if (!hasFocus(event)) look(event);
}

function unhover(event: Event): void {
  if (!hasFocus(event)) emit(event, 'vitrine-hover', null);
}

/** The cursor stays where it is while the focus is in the card that explains it. */
function blur(event: FocusEvent): void {
  const to = event.relatedTarget;
  if (!(to instanceof Element && to.closest('.opcode-card'))) emit(event, 'vitrine-hover', null);
}

/** Arrow keys move the cursor; Home and End go to the ends. */
function moveCursor(event: KeyboardEvent, model: BytecodeModel, cursor: number): void {
  const rows = model.code?.instructions ?? [];
  const at = rows.findIndex((row) => row.offset === cursor);
  const steps: Record<string, number> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 };
  const next = steps[event.key];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
  if (row) emit(event, 'vitrine-hover', { kind: 'instruction', offset: row.offset });
}

function pictureSide(words: string): TemplateResult {
  const items = words.split(',').map((word) => word.trim()).filter((word) => word !== '' && word !== '-');
  return html`<span class="picture-stack">${[...items].reverse().map((word) => html`<span>${word}</span>`)}<i></i></span>`;
}

/** "iter -- iter, value" as two small stacks, side by side. */
export function stackPicture(stack: string): TemplateResult {
  const [before = '', after = ''] = stack.split('--');
  return html`<span class="picture" role="img" aria-label=${`stack before and after: ${stack}`}
    >${pictureSide(before)}<span class="becomes">→</span>${pictureSide(after)}</span
  >`;
}

function card(model: BytecodeModel, cursor: number): TemplateResult {
  const row = model.code?.instructions.find(({ offset }) => offset === cursor);
  const help = row && model.help.get(row.opcode);
  if (!row || !help) return html`<aside class="opcode-card" aria-live="off"></aside>`;
  return html`<aside class="opcode-card" aria-label="What the instruction does">
    <p class="opcode-name"><a href=${`reference/${help.name}.html`} target="_blank" rel="noopener" title="Its page in the reference, in a new tab">${help.name}</a> <span class="number">${help.number}</span></p>
    ${help.picture.trim() === '--' ? nothing : stackPicture(help.picture)}
    <p class="meaning">${help.meaning}</p>
  </aside>`;
}

function title(model: BytecodeModel): TemplateResult {
  const shown = model.syntax !== null;
  return html`<h2 class="region-title">Bytecode ${model.code ? html`<span class="count">${model.code.name}</span>` : nothing}<span class="gap"></span
    ><button class="quiet stages" aria-expanded=${shown} title="Tokens and syntax tree of the line at the cursor (t)" @click=${(event: Event) => emit(event, 'vitrine-command', 'syntax')}
    >${shown ? 'Hide tokens and tree' : 'Tokens and tree'}</button></h2>`;
}

/** The bytecode of `model.code`. */
export function bytecodeView(model: BytecodeModel): TemplateResult {
  const { code, frame } = model;
  const below = model.syntax ? syntaxView(model.syntax) : nothing;
  if (!code) return html`${title(model)}<p class="none pad">Nothing is compiled.</p>${below}`;
  const cursor = model.cursor ?? frame?.offset ?? -1;
  const now = code.instructions.find(({ offset }) => offset === frame?.offset);
  const rows = code.instructions;
  const context: RowContext = { model, brackets: brackets(code, frame), nesting: nesting(code), jumpTarget: now && !isSetup(now.opcode) ? now.jumpTarget : null, cursor };
  return html`${title(model)}
    <ol
      class="ops" role="listbox" tabindex="0" aria-label=${`Bytecode of ${code.name}`} aria-activedescendant=${cursor >= 0 ? `op-${cursor}` : nothing}
      @click=${look} @pointerover=${hover} @pointerleave=${unhover} @blur=${blur}
      @keydown=${(event: KeyboardEvent) => moveCursor(event, model, cursor)}
    >${rows.map((row, index) => instruction(row, index === 0 || rows[index - 1]!.line !== row.line, context))}</ol>
    ${model.syntax ? below : card(model, cursor)}`;
}
