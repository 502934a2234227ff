// Views tell their surroundings what the user did by bubbling events; nothing else leaves a view. The names and details
// are listed here, in one place.

import type { FindKind } from '../protocol.js';

/** Details by event name. */
export interface VitrineEvents {
  'vitrine-select-frame': number | null;
  'vitrine-hover': Hover | null;
  'vitrine-seek': number;
  'vitrine-visit': { line: number; find: FindKind };
  'vitrine-change': string;
  'vitrine-input': string | null;
  'vitrine-command': Command;
  'vitrine-example': string;
  'vitrine-depth': 'lines' | 'instructions';
  'vitrine-sheet': 'none' | 'source' | 'bytecode' | 'output';
}

/** What the pointer or the keyboard's cursor is on: an instruction, or a place in the source. */
export type Hover = { kind: 'instruction'; offset: number } | { kind: 'source'; line: number; column: number };

export type Command = 'run' | 'stop' | 'reset' | 'step' | 'back' | 'share' | 'dismiss' | 'next-hint' | 'keys';

/** Dispatches `name` from where `event` was handled. */
export function emit<Name extends keyof VitrineEvents>(event: Event, name: Name, detail: VitrineEvents[Name]): void {
  event.currentTarget?.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
