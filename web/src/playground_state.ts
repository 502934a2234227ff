// The playground's state and the model of the page worked out from it: a pure function, so the live page, the static first
// paint and the tests agree.

import type { Standing } from './client.js';
import type { Change } from './diff.js';
import { offsetsAt, rangeOf } from './listing.js';
import { hasFlag, topFrame, type Frame, type SourceRange } from './moment.js';
import { narrate, type Sentence } from './narrate.js';
import { narrateChange } from './narrate_change.js';
import type { OutputLog } from './output_log.js';
import { Status, type CodeListing, type Listing, type OpcodeHelp } from './protocol.js';
import type { Stages } from './syntax.js';
import type { Hover } from './views/emit.js';
import type { Depth, ExampleEntry, Notice, ShellModel } from './views/shell_view.js';
import type { SyntaxModel } from './views/syntax_view.js';

export interface PlaygroundState {
  /** The text on the screen, and the text the machine holds (null: none). */
  source: string;
  fileName: string;
  loadedSource: string | null;
  listing: Listing | null;
  otherCodes: ReadonlyMap<number, CodeListing>;
  help: ReadonlyMap<number, OpcodeHelp>;
  standing: Standing | null;
  change: Change | null;
  /** Tokens and tree of a source that was on the screen. */
  stages: Stages | null;
  showSyntax: boolean;
  /** The line the editor's cursor was put on since the machine moved last. */
  cursorLine: number | null;
  running: boolean;
  /** The program waits for a line of input. */
  asking: boolean;
  progress: { status: Status; position: number } | null;
  selected: number | null;
  hover: Hover | null;
  depth: Depth;
  error: (SourceRange & { message: string }) | null;
  notice: Notice | null;
  /** Which of the first visit's hints is next. */
  hint: number;
  hintsOn: boolean;
  showKeys: boolean;
  sheet: ShellModel['sheet'];
  example: string;
  examples: readonly ExampleEntry[];
  output: OutputLog | null;
}

/** The state before anything is opened. */
export const kFirstState: PlaygroundState = {
  source: '', fileName: 'program.py', loadedSource: null, listing: null, otherCodes: new Map(), help: new Map(), standing: null,
  change: null, stages: null, showSyntax: false, cursorLine: null, running: false, asking: false, progress: null, selected: null, hover: null, depth: 'instructions', error: null,
  notice: null, hint: 0, hintsOn: false, showKeys: false, sheet: 'none', example: '', examples: [], output: null,
};

const kHints = ['Guess first, then press Step.', 'Drag to 0: the call stack is empty.', 'Change a number: it’s live.'];

const kNowhere: SourceRange = { line: 0, column: -1, endLine: 0, endColumn: -1 };

function shownFrame(state: PlaygroundState): Frame | null {
  const stack = state.standing?.moment.callStack ?? [];
  return stack[state.selected ?? stack.length - 1] ?? stack[stack.length - 1] ?? null;
}

/** The program's own frame at or below the one shown: the one whose line is in the source. */
function ownFrame(state: PlaygroundState): Frame | null {
  const stack = state.standing?.moment.callStack ?? [];
  const below = stack.slice(0, (state.selected ?? stack.length - 1) + 1);
  return below.reverse().find((frame) => !hasFlag(frame, 'library') && !hasFlag(frame, 'native')) ?? null;
}

function codeOf(state: PlaygroundState, frame: Frame | null): CodeListing | null {
  if (!frame) return state.listing?.codes[0] ?? null;
  return state.listing?.codes.find((code) => code.id === frame.codeId) ?? state.otherCodes.get(frame.codeId) ?? null;
}

/** The code that a place in the source belongs to: the innermost around it. */
function codeAt(state: PlaygroundState, line: number, column: number): { code: CodeListing; offsets: Set<number> } | null {
  const found = (state.listing?.codes ?? []).map((code) => ({ code, offsets: offsetsAt(code, line, column) })).filter(({ offsets }) => offsets.size > 0);
  return found[found.length - 1] ?? null;
}

function sentenceFor(state: PlaygroundState): Sentence {
  if (state.error) return { text: `Line ${state.error.line} does not compile: ${state.error.message}.`.replace(/\.\.$/, '.'), question: null };
  if (state.running && state.progress) {
    const sleeping = state.progress.status === Status.sleeping ? ', asleep' : '';
    return { text: `Running: ${state.progress.position.toLocaleString('en')} instructions so far${sleeping}.`, question: null };
  }
  if (state.asking) return { text: 'The program asks for a line of input. Answer it in the output panel.', question: null };
  if (!state.standing) {
    return { text: state.source.trim() === '' ? 'Type a program, or choose an example.' : 'Nothing has run yet: the call stack is empty.', question: null };
  }
  return narrate(state.standing.moment, { opcodeName: (opcode) => state.help.get(opcode)?.name ?? `Opcode ${opcode}` });
}

function placeOf(frame: Frame | undefined): string {
  return frame ? `line ${frame.range.line} of ${frame.name}` : 'the call stack is empty';
}

/** What the page shows for `state`. */
export function shellModel(state: PlaygroundState): ShellModel {
  const { standing, hover } = state;
  const moment = standing?.moment ?? null;
  const frame = shownFrame(state);
  const stale = state.source !== state.loadedSource;
  const running = moment ? topFrame(moment) : undefined;
  const now = stale ? null : (ownFrame(state)?.range ?? null);
  const underPointer = hover?.kind === 'source' && !stale ? codeAt(state, hover.line, hover.column) : null;
  const code = codeOf(state, frame);
  const cursor = hover?.kind === 'instruction' ? hover.offset : null;
  const lit = hover?.kind === 'range' ? hover.range : null;
  const row = cursor === null ? undefined : code?.instructions.find(({ offset }) => offset === cursor);
  const isOwnCode = state.listing?.codes.some((each) => each.id === code?.id) === true;
  const outputLength = moment?.outputLength ?? 0;
  const log = state.output;
  const atLast = moment !== null && standing !== null && moment.number === standing.lastMoment;
  const shownLength = state.running ? (log?.size ?? 0) : outputLength;
  const otherCode = underPointer && underPointer.code.id !== code?.id ? underPointer : null;
  return {
    source: { source: state.source, now, lit: lit ?? (row && isOwnCode ? rangeOf(row) : underPointer ? litRange(underPointer) : null), error: state.error },
    bytecode: {
      code: otherCode?.code ?? code, frame: otherCode || stale ? null : frame, help: state.help, lit: underPointer?.offsets ?? new Set(), cursor, syntax: syntaxFor(state, now),
    },
    machine: { moment, change: state.change, selected: state.selected },
    console: {
      parts: log?.upTo(shownLength, !atLast, state.running) ?? [], isCut: log?.isCutAt(shownLength) ?? false, asking: state.asking && atLast, fresh: state.change?.output ?? 0,
      note: moment && moment.number > 0 ? 'nothing written yet' : null,
    },
    timeline: {
      profile: standing?.profile ?? null, position: moment?.number ?? 0, lastMoment: standing?.lastMoment ?? 0, ended: moment?.ended ?? false,
      place: placeOf(running),
    },
    sentence: sentenceFor(state), justNow: stale || state.running ? '' : narrateChange(state.change, moment, standing?.before ?? null), depth: state.depth, running: state.running,
    canStep: !state.running && !state.asking && state.error === null && state.source.trim() !== '' && !(moment?.ended === true && atLast && !stale),
    canGoBack: !state.running && moment !== null && moment.number > 0,
    hint: state.hintsOn ? (kHints[state.hint] ?? null) : null,
    notice: state.notice, showKeys: state.showKeys, examples: state.examples, example: state.example, sheet: state.sheet,
  };
}

function syntaxFor(state: PlaygroundState, now: SourceRange | null): SyntaxModel | null {
  if (!state.showSyntax) return null;
  const line = state.cursorLine ?? state.error?.line ?? now?.line ?? 1;
  return { line: Math.max(1, line), stages: state.stages?.source === state.source ? state.stages : null };
}

function litRange({ code, offsets }: { code: CodeListing; offsets: ReadonlySet<number> }): SourceRange {
  const row = code.instructions.find(({ offset }) => offsets.has(offset));
  return row ? rangeOf(row) : kNowhere;
}
