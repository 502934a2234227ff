// What the page and its Worker say to each other. Every request has an id and gets exactly one reply; events have none.
// A job (run, seek, find) that a newer one or a stop overtakes is answered too, so nobody waits for ever.

import type { FindKind, Listing, MachineError, OpcodeHelp, SessionOptions, Status } from './protocol.js';

export type Request =
  | { kind: 'start'; wasm: WebAssembly.Module | ArrayBuffer; rest: string; options: SessionOptions }
  | { kind: 'load'; source: string | Uint8Array; fileName: string; names: ArrayBuffer | null }
  | { kind: 'run'; until: number }
  | { kind: 'seek'; moment: number }
  | { kind: 'find'; find: FindKind; a: number; b: number }
  | { kind: 'input'; bytes: Uint8Array }
  | { kind: 'closeInput' }
  | { kind: 'stop' }
  | { kind: 'reset' }
  | { kind: 'listingOf'; codeId: number }
  | { kind: 'stages'; source: string };

export interface Started {
  version: number;
  help: OpcodeHelp[];
}

/** What `tokens()` and `tree()` gave. */
export interface StageTexts {
  tokens: string;
  tree: string;
}

export interface Loaded {
  status: Status;
  error: MachineError | null;
  listing: Listing | null;
}

/** Where a job ended: records are PROTOCOL.md's, to be decoded by the page. */
export interface Arrival {
  status: Status;
  /** The description of the moment, and of the one before it (null at moment 0). */
  at: Uint8Array;
  before: Uint8Array | null;
  profile: Uint8Array;
  lastMoment: number;
  exitCode: number;
  error: MachineError | null;
}

/** Replies by kind of request; null where a newer job overtook this one. */
export interface Replies {
  start: Started;
  load: Loaded;
  run: Arrival | null;
  seek: Arrival | null;
  find: number | null;
  input: null;
  closeInput: null;
  stop: null;
  reset: Arrival | null;
  listingOf: Listing['codes'][number] | null;
  stages: StageTexts | null;
}

export type ToWorker = Request & { id: number };

export type FromWorker =
  | { kind: 'reply'; id: number; result: unknown }
  | { kind: 'failure'; id: number; message: string }
  | { kind: 'output'; chunks: Uint8Array }
  | { kind: 'progress'; status: Status; position: number };
