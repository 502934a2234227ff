// The typed promise client of a machine in a Worker. One Machine is one running program: load it, run it, go to any moment
// of it. It keeps the program's output, restarts its Worker when that fails or does not answer Stop, and never throws for
// what a program does: statuses and errors are values. See messages.ts for the wire, PROTOCOL.md for what lies behind it.

import workerSource from 'virtual:vitrine-worker';
import type { Arrival, FromWorker, Loaded, Replies, Request, StageTexts, ToWorker } from './messages.js';
import { foldCode, foldListing } from './listing.js';
import { decodeMoment, decodeProfile, type Moment, type Profile } from './moment.js';
import { OutputLog } from './output_log.js';
import {
  kProtocolVersion, Status,
  type CodeListing, type FindKind, type MachineError, type OpcodeHelp, type SessionOptions,
} from './protocol.js';

/** What a machine is made of: the module's glue as text, and the module's two parts. */
export interface MachineAssets {
  glue: string;
  wasm: WebAssembly.Module | ArrayBuffer;
  /** Where the rest of the module is: the Worker fetches it when a program first needs something of it (PROTOCOL.md, section 8). */
  rest: string;
  /** Fetches the table of character names, for programs that say `\\N{...}` or `namereplace`; without it they are refused. */
  names?: () => Promise<ArrayBuffer>;
}

/** Where the program stands, decoded. */
export interface Standing {
  status: Status;
  moment: Moment;
  before: Moment | null;
  profile: Profile;
  lastMoment: number;
  exitCode: number;
  error: MachineError | null;
}

export interface MachineEvents {
  /** More output is in `output`. */
  output?(): void;
  /** A long run or seek is under way. */
  progress?(status: Status, position: number): void;
  /** The Worker was replaced: the program must be loaded again. */
  restarted?(reason: string): void;
}

const kStopPatienceMs = 1000;

/** What a program says that needs the table of character names: a literal, or the error handler of encode(). */
const kNamesCharacters = /\\N\{|namereplace/;

/**
 * Fetches the glue and the module's first part, in parallel, compiling while it arrives where the server's MIME type allows. The rest of the module
 * is at `restUrl`, by default vitrine.rest.wasm beside vitrine.wasm.
 */
export async function fetchAssets(glueUrl: string, wasmUrl: string, namesUrl?: string, restUrl?: string): Promise<MachineAssets> {
  const [glue, wasm] = await Promise.all([fetchText(glueUrl), fetchModule(wasmUrl)]);
  const rest = new URL(restUrl ?? wasmUrl.replace(/\.wasm$/, '.rest.wasm'), document.baseURI).href;
  return namesUrl === undefined ? { glue, wasm, rest } : { glue, wasm, rest, names: () => fetchBytes(namesUrl) };
}

async function fetchBytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response.text();
}

async function fetchModule(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  if (response.headers.get('content-type')?.startsWith('application/wasm')) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class Machine {
  /** What the program wrote, and the input it was given. */
  readonly output = new OutputLog();
  help: OpcodeHelp[] = [];
  private namesTable: ArrayBuffer | null = null;

  private worker!: Worker;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  private lastMoment = 0;
  private position = 0;

  private constructor(
    private readonly assets: MachineAssets,
    private readonly options: SessionOptions,
    private readonly events: MachineEvents,
  ) {}

  /** Starts a Worker and instantiates the module in it. Rejects with the reason when the browser refuses either. */
  static async start(assets: MachineAssets, events: MachineEvents = {}, options: SessionOptions = {}): Promise<Machine> {
    const machine = new Machine(assets, options, events);
    await machine.startWorker();
    return machine;
  }

  /** Compiles `source` (text or a .pyc) and stands at moment 0. */
  async load(source: string | Uint8Array, fileName: string): Promise<Loaded> {
    this.output.clear();
    this.position = this.lastMoment = 0;
    const names = typeof source === 'string' && kNamesCharacters.test(source) ? await this.names() : null;
    const loaded = await this.ask('load', { kind: 'load', source, fileName, names });
    return { ...loaded, listing: loaded.listing && foldListing(loaded.listing) };
  }

  /** Runs forwards, to the end or to moment `until`. Null when a newer request overtook this one. */
  run(until = -1): Promise<Standing | null> {
    return this.go('run', { kind: 'run', until });
  }

  /** Goes to a moment that is recorded. */
  seek(moment: number): Promise<Standing | null> {
    return this.go('seek', { kind: 'seek', moment: Math.max(0, Math.min(moment, this.lastMoment)) });
  }

  /** Goes one instruction on: within the recording, or by running one more. */
  step(): Promise<Standing | null> {
    const next = this.position + 1;
    return next <= this.lastMoment ? this.seek(next) : this.run(next);
  }

  back(): Promise<Standing | null> {
    return this.seek(this.position - 1);
  }

  /** Searches the recording (PROTOCOL.md, section 2). Null when there is no such moment. */
  find(find: FindKind, a: number, b: number): Promise<number | null> {
    return this.ask('find', { kind: 'find', find, a, b });
  }

  /** Answers input() with a line; the newline is added here. */
  async giveInput(line: string): Promise<void> {
    this.output.echo(`${line}\n`);
    await this.ask('input', { kind: 'input', bytes: new TextEncoder().encode(`${line}\n`) });
  }

  async closeInput(): Promise<void> {
    await this.ask('closeInput', { kind: 'closeInput' });
  }

  /** Forgets what ran; the program stands at moment 0. */
  async reset(): Promise<Standing | null> {
    this.output.clear();
    this.lastMoment = 0;
    return this.go('reset', { kind: 'reset' });
  }

  /** Ends what is running; its promise resolves with where it stood. A Worker that does not answer is replaced. */
  async stop(): Promise<void> {
    const oldest = Math.min(...this.pending.keys());
    void this.ask('stop', { kind: 'stop' });
    await new Promise((resolve) => setTimeout(resolve, kStopPatienceMs));
    if (this.pending.has(oldest)) await this.restart('it did not answer Stop');
  }

  /** The listing of a code object outside the program, a library's. */
  async listingOf(codeId: number): Promise<CodeListing | null> {
    const code = await this.ask('listingOf', { kind: 'listingOf', codeId });
    return code && foldCode(code);
  }

  /** The tokens and the tree of a source, as PROTOCOL.md's section 5 has them. */
  stages(source: string): Promise<StageTexts | null> {
    return this.ask('stages', { kind: 'stages', source });
  }

  close(): void {
    this.worker.terminate();
    this.settleAll();
  }

  private async go(kind: 'run' | 'seek' | 'reset', request: Request): Promise<Standing | null> {
    const arrival = (await this.ask(kind, request)) as Arrival | null;
    if (!arrival) return null;
    const moment = decodeMoment(arrival.at);
    this.position = moment.number;
    this.lastMoment = arrival.lastMoment;
    return {
      status: arrival.status,
      moment,
      before: arrival.before && decodeMoment(arrival.before),
      profile: decodeProfile(arrival.profile),
      lastMoment: arrival.lastMoment,
      exitCode: arrival.exitCode,
      error: arrival.error,
    };
  }

  private ask<Kind extends keyof Replies>(_kind: Kind, request: Request): Promise<Replies[Kind]> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      this.worker.postMessage({ ...request, id } satisfies ToWorker);
    });
  }

  /** The table of character names, fetched once; null where it cannot be had: then the program is refused with the reason. */
  private async names(): Promise<ArrayBuffer | null> {
    this.namesTable ??= (await this.assets.names?.().catch(() => null)) ?? null;
    return this.namesTable;
  }

  private async startWorker(): Promise<void> {
    const url = URL.createObjectURL(new Blob([this.assets.glue, '\n;', workerSource], { type: 'text/javascript' }));
    this.worker = new Worker(url, { name: 'vitrine' });
    this.worker.onmessage = (event: MessageEvent<FromWorker>) => this.receive(event.data);
    this.worker.onerror = (event) => this.fail(new Error(event.message || 'the Worker could not be started'));
    const started = await this.ask('start', { kind: 'start', wasm: this.assets.wasm, rest: this.assets.rest, options: this.options });
    URL.revokeObjectURL(url);
    if (started.version !== kProtocolVersion) {
      throw new Error(`the module speaks protocol ${started.version}, this page ${kProtocolVersion}`);
    }
    this.help = started.help;
  }

  private async restart(reason: string): Promise<void> {
    this.worker.terminate();
    this.settleAll();
    await this.startWorker();
    this.events.restarted?.(reason);
  }

  private receive(message: FromWorker): void {
    switch (message.kind) {
      case 'reply':
        this.take(message.id)?.resolve(message.result);
        break;
      case 'failure':
        this.take(message.id)?.reject(new Error(message.message));
        break;
      case 'output':
        this.output.append(message.chunks);
        this.events.output?.();
        break;
      case 'progress':
        this.events.progress?.(message.status, message.position);
        break;
    }
  }

  private take(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private fail(error: Error): void {
    for (const pending of this.pending.values()) pending.reject(error);
    this.pending.clear();
  }

  private settleAll(): void {
    for (const pending of this.pending.values()) pending.resolve(null);
    this.pending.clear();
  }
}
