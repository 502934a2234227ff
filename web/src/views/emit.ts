// Views tell their surroundings what the user did by bubbling events; nothing else leaves a view. The names and details
// are listed here, in one place.

import type { SourceRange } from '../moment.js';
import type { FindKind } from '../protocol.js';

/** Details by event name. */
export interface VitrineEvents {
  'vitrine-select-frame': number | null;
  'vitrine-hover': Hover | null;
  'vitrine-seek': number;
  'vitrine-visit': { line: number; find: FindKind };
  /** The line that the editor's cursor was put on. */
  'vitrine-cursor': number;
  'vitrine-change': string;
  'vitrine-input': string | null;
  'vitrine-command': Command;
  'vitrine-example': string;
  'vitrine-depth': 'lines' | 'instructions';
  'vitrine-sheet': 'none' | 'source' | 'bytecode' | 'output';
}

/** What the pointer or the keyboard's cursor is on: an instruction, a place in the source, or a part of it (a token's, a node's). */
export type Hover = { kind: 'instruction'; offset: number } | { kind: 'source'; line: number; column: number } | { kind: 'range'; range: SourceRange };

export type Command = 'run' | 'stop' | 'reset' | 'step' | 'back' | 'share' | 'dismiss' | 'next-hint' | 'keys' | 'syntax';

/** Dispatches `name` from where `event` was handled. */
export function emit<Name extends keyof VitrineEvents>(event: Event, name: Name, detail: VitrineEvents[Name]): void {
  event.currentTarget?.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
