// The contract with the wasm module, as types and numbers: PROTOCOL.md says what they mean, wasm/ implements them.
// Nothing here runs; moment.ts decodes the records, client.ts and worker.ts call the methods.

/** Raised whenever the layout of a record or the meaning of a number changes. */
export const kProtocolVersion = 1;

/** "There is none" in every index field of a record. */
export const kNone = 0xffffffff;

/** What a slice ended with. PROTOCOL.md, section 2. */
export const Status = {
  done: 0,
  budgetSpent: 1,
  needsInput: 2,
  sleeping: 3,
  stopped: 4,
  uncaught: 5,
  internalError: 6,
  underWay: 7,
} as const;
export type Status = (typeof Status)[keyof typeof Status];

/** What `find` looks for. PROTOCOL.md, section 2. */
export const FindKind = {
  nextVisit: 1,
  previousVisit: 2,
  nthVisit: 3,
  countVisits: 4,
  leave: 5,
  nextLine: 6,
  previousLine: 7,
} as const;
export type FindKind = (typeof FindKind)[keyof typeof FindKind];

/** Flags of a moment. */
export const MomentFlag = { ended: 1, waitingForInput: 2, raising: 4, last: 8 } as const;

/** Flags of a value. */
export const ValueFlag = { immediate: 1, reprCut: 2, itemsCut: 4, callable: 8, instance: 16 } as const;

/** Flags of a frame. */
export const FrameFlag = {
  generator: 1,
  coroutine: 2,
  comprehension: 4,
  native: 8,
  suspended: 16,
  library: 32,
  module: 64,
  classBody: 128,
  exceptionPassing: 256,
} as const;

/** Where a slot lives. */
export const SlotKind = { local: 0, cell: 1, free: 2, name: 3, stack: 4 } as const;
export type SlotKind = (typeof SlotKind)[keyof typeof SlotKind];

/** Flags of a slot. */
export const SlotFlag = { parameter: 1, inCall: 2 } as const;

/** What a place on the evaluation stack is for, from the verifier's slot kinds. */
export const Role = {
  value: 0,
  nullOrMethod: 1,
  iterator: 2,
  accumulator: 3,
  note: 4,
  keptBelowNote: 5,
  traceback: 6,
  exceptionValue: 7,
  exceptionType: 8,
  previousTraceback: 9,
  previousValue: 10,
  previousType: 11,
  exitMethod: 12,
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** Block types as 3.7 numbers them. */
export const BlockType = { loop: 120, except: 121, finally: 122, handler: 257 } as const;

/** What is pending when a `finally` runs, as 3.7's note on the evaluation stack says it. */
export const Note = { return: 8, break: 16, continue: 32, silenced: 128 } as const;

export interface SessionOptions {
  memoryLimit?: number;
  checkpointLimit?: number;
  reprLimit?: number;
  itemLimit?: number;
  record?: boolean;
  startTime?: number;
  seed?: number;
}

/** [line, column, end line, end column]: lines from 1, columns from 0 in UTF-8 bytes; line 0: none. */
export type Range = readonly [number, number, number, number];

/** `lastError()`. */
export interface MachineError {
  kind: string;
  message: string;
  range: Range | null;
  text: string;
}

/** One instruction of a listing (core/bytecode/disassembler.h). */
export interface InstructionRow {
  offset: number;
  opcode: number;
  operand: number | null;
  /** As `dis` explains the operand: `n`, `to 46`; empty: nothing to add. */
  explanation: string;
  line: number;
  beginsLine: boolean;
  isJumpTarget: boolean;
  /** Where a jump goes, or a SETUP opcode's handler. */
  jumpTarget: number | null;
  range: Range | null;
}

export interface CodeListing {
  id: number;
  name: string;
  qualName: string;
  path: string;
  file: string;
  firstLine: number;
  stackSize: number;
  flags: number;
  instructions: InstructionRow[];
}

export interface Listing {
  file: string;
  codes: CodeListing[];
}

export interface OpcodeHelp {
  name: string;
  number: number;
  operand: string;
  pops: number | null;
  pushes: number | null;
  /** One of ours, not of CPython 3.7. */
  extension: boolean;
  /** The stack before and after, its top to the right: "iter -- iter, value". */
  picture: string;
  meaning: string;
}

/** The Embind class. PROTOCOL.md, section 2. */
export interface WasmSession {
  load(source: Uint8Array | string, fileName: string): Status;
  run(until: number, budgetMs: number): Status;
  seek(moment: number, budgetMs: number): Status;
  find(kind: FindKind, a: number, b: number, budgetMs: number): Status;
  found(): number;
  position(): number;
  lastMoment(): number;
  giveInput(bytes: Uint8Array): void;
  closeInput(): void;
  takeOutput(): Uint8Array;
  stop(): void;
  reset(): void;
  describe(): Uint8Array;
  listing(): string;
  listingOf(codeId: number): string;
  profile(): Uint8Array;
  lastError(): string;
  exitCode(): number;
  sleepLeft(): number;
  memoryUsed(): number;
  delete(): void;
}

/** What `Module.host` gives to `command()`. PROTOCOL.md, section 3. */
export interface CommandHost {
  readFile(path: string): Uint8Array | null;
  writeFile(path: string, bytes: Uint8Array): boolean;
  write(fd: number, bytes: Uint8Array): void;
  readInput(): Uint8Array;
  sleep(milliseconds: number): void;
  now(): number;
}

/** The instantiated module. */
export interface WasmModule {
  Session: new (optionsJson: string) => WasmSession;
  protocolVersion(): number;
  opcodeHelp(): string;
  tokens(source: string): string;
  tree(source: string): string;
  command(words: string): number;
  host?: CommandHost;
  /** Gives unicode_names.bin when a program first says \\N{...}; null where it is not at hand. */
  unicodeNames?: () => Uint8Array | null;
}

/** `createVitrine(...)`, which the glue defines. */
export type CreateVitrine = (module: {
  instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module?: WebAssembly.Module) => void,
  ) => object;
  /** The module's other part, asked for in the middle of a call when something of it is first called. */
  rest?: () => BufferSource | WebAssembly.Module;
  host?: CommandHost;
  print?: (text: string) => void;
  printErr?: (text: string) => void;
  onAbort?: (reason: unknown) => void;
}) => Promise<WasmModule>;
