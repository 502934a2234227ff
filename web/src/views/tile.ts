// A value as a tile: an immediate one square, a reference round with a dot and its stable name, NULL dashed. The same tile
// everywhere a value appears, so that it can be recognised when it moves. Signs, not only colours, say came and left.

import { html, nothing, type TemplateResult } from 'lit';
import type { Value } from '../moment.js';

/** Types with one value, which needs no name beside it. */
const kSingletons = new Set(['NoneType', 'ellipsis', 'NotImplementedType']);

export type TileState = 'still' | 'came' | 'left';

/** What a tile says: the short stable name, and the repr where it adds to it. */
export function tileParts(value: Value): { name: string | null; text: string } {
  if (value.immediate || kSingletons.has(value.typeName)) return { name: null, text: value.repr };
  const name = value.name ?? value.typeName;
  const callable = /^<(?:[\w-]+ )+?'?([\w.<>]+?)'?(?: (?:of|at|object)\b.*)?>$/.exec(value.repr);
  if (value.callable && callable) return { name, text: callable[1]!.replace(/^__main__\./, '') };
  if (value.typeName === 'code' && callable) return { name, text: callable[1]! };
  if (/^<.* object(?: at 0x[\da-f]+)?>$/.test(value.repr)) return { name, text: '' };
  return { name: value.typeName === 'str' ? null : name, text: value.repr };
}

function describe(value: Value): string {
  const parts = [value.typeName, value.repr];
  if (value.length !== null) parts.push(`length ${value.length}`);
  return parts.join(' ');
}

const kSigns: Record<TileState, string> = { still: '', came: '+', left: '−' };
const kSignWords: Record<TileState, string> = { still: '', came: ' came', left: ' left' };

/** The tile of `value`, or of NULL. */
export function tile(value: Value | null, state: TileState = 'still'): TemplateResult {
  const sign = kSigns[state] ? html`<b class="sign" aria-hidden="true">${kSigns[state]}</b>` : nothing;
  const heard = kSignWords[state] ? html`<span class="heard">${kSignWords[state]}</span>` : nothing;
  if (value === null) return html`<span class="tile null ${state}">${sign}NULL${heard}</span>`;
  const { name, text } = tileParts(value);
  const plain = value.immediate || kSingletons.has(value.typeName);
  const shape = plain ? 'immediate' : 'reference';
  const dot = plain ? nothing : html`<i class="dot" aria-hidden="true"></i>`;
  const label = name === null ? nothing : html`<span class="ref-name">${name}</span>`;
  const body = text === '' ? nothing : html`<span class="repr">${text}</span>`;
  return html`<span class="tile ${shape} ${state}" title=${describe(value)}>${sign}${dot}${label}${body}${heard}</span>`;
}
