// The Worker's side: owns the wasm module and one Session. It is bundled to plain text and started from a blob behind the
// module's glue, which defines `createVitrine`. Long work is done in slices of about 10 ms with a turn of the event loop
// between two of them (MessageChannel: nested timers clamp at 4 ms), so Stop and newer requests get in. One job runs at a
// time; a newer one overtakes it.

import type { Arrival, FromWorker, Loaded, Request, StageTexts, Started, ToWorker } from './messages.js';
import type { CreateVitrine, FindKind, MachineError, WasmModule, WasmSession } from './protocol.js';
import { Status } from './protocol.js';

declare const createVitrine: CreateVitrine;

const kSliceMs = 10;
const kProgressMs = 50;
const kLongestNapMs = 50;

const post = (message: FromWorker, transfer: Transferable[] = []) => postMessage(message, { transfer });

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

function nap(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What a job may be told while it runs. */
interface Job {
  /** A newer job took over: leave without an answer. */
  overtaken: boolean;
  /** The user pressed Stop: leave with what there is. */
  stopped: boolean;
}

class Machine {
  private readonly module: WasmModule;
  private readonly session: WasmSession;
  private job: Job | null = null;
  private lastProgress = 0;

  constructor(module: WasmModule, optionsJson: string) {
    this.module = module;
    this.session = new module.Session(optionsJson);
  }

  started(): Started {
    return { version: this.module.protocolVersion(), help: JSON.parse(this.module.opcodeHelp()) };
  }

  load(source: string | Uint8Array, fileName: string, names: ArrayBuffer | null): Loaded {
    this.overtake();
    if (names) this.module.unicodeNames = () => new Uint8Array(names);
    const status = this.session.load(source, fileName);
    const failed = status !== Status.done;
    return {
      status,
      error: failed ? this.error() : null,
      listing: failed ? null : JSON.parse(this.session.listing()),
    };
  }

  async run(until: number): Promise<Arrival | null> {
    const job = this.begin();
    const status = await this.slices(job, () => this.session.run(until, kSliceMs));
    return status === null ? null : this.arrive(job, status);
  }

  async seek(moment: number): Promise<Arrival | null> {
    const job = this.begin();
    const status = await this.slices(job, () => this.session.seek(moment, kSliceMs));
    return status === null ? null : this.arrive(job, status);
  }

  async reset(): Promise<Arrival | null> {
    const job = this.begin();
    this.session.reset();
    return this.arrive(job, Status.stopped);
  }

  async find(kind: FindKind, a: number, b: number): Promise<number | null> {
    const job = this.begin();
    const status = await this.slices(job, () => this.session.find(kind, a, b, kSliceMs));
    return status === Status.stopped && !job.stopped ? this.session.found() : null;
  }

  giveInput(bytes: Uint8Array): void {
    this.session.giveInput(bytes);
  }

  closeInput(): void {
    this.session.closeInput();
  }

  stop(): void {
    if (this.job) this.job.stopped = true;
  }

  listingOf(codeId: number): unknown {
    const json = this.session.listingOf(codeId);
    return json === '' ? null : JSON.parse(json);
  }

  stages(source: string): StageTexts {
    return { tokens: this.module.tokens(source), tree: this.module.tree(source) };
  }

  private begin(): Job {
    this.overtake();
    this.job = { overtaken: false, stopped: false };
    return this.job;
  }

  private overtake(): void {
    if (this.job) this.job.overtaken = true;
    this.job = null;
  }

  /** Calls `slice` until it has an answer; null when the job was overtaken. */
  private async slices(job: Job, slice: () => Status): Promise<Status | null> {
    for (;;) {
      const status = slice();
      this.sendOutput();
      if (status === Status.sleeping) await nap(Math.min(this.session.sleepLeft(), kLongestNapMs));
      else if (status !== Status.budgetSpent && status !== Status.underWay) return status;
      else await turn();
      if (job.overtaken) return null;
      if (job.stopped) return Status.stopped;
      this.sendProgress(status);
    }
  }

  /** Describes the position and the moment before it. */
  private async arrive(job: Job, status: Status): Promise<Arrival | null> {
    const position = this.session.position();
    const error = status === Status.uncaught || status === Status.internalError ? this.error() : null;
    let before: Uint8Array | null = null;
    if (position > 0 && status !== Status.internalError) {
      if (!(await this.travel(job, position - 1))) return null;
      before = this.session.describe().slice();
      if (!(await this.travel(job, position))) return null;
    }
    if (this.job === job) this.job = null;
    return {
      status,
      at: this.session.describe().slice(),
      before,
      profile: this.session.profile().slice(),
      lastMoment: this.session.lastMoment(),
      exitCode: this.session.exitCode(),
      error,
    };
  }

  /** Seeks within an arrival; Stop does not interrupt it, a newer job does. */
  private async travel(job: Job, moment: number): Promise<boolean> {
    while (this.session.seek(moment, kSliceMs) === Status.underWay) {
      await turn();
      if (job.overtaken) return false;
    }
    return true;
  }

  private sendOutput(): void {
    const chunks = joinChunks(this.session.takeOutput());
    if (chunks.length > 0) post({ kind: 'output', chunks }, [chunks.buffer]);
  }

  private sendProgress(status: Status): void {
    const now = performance.now();
    if (now - this.lastProgress < kProgressMs) return;
    this.lastProgress = now;
    post({ kind: 'progress', status, position: this.session.position() });
  }

  private error(): MachineError | null {
    const json = this.session.lastError();
    return json === '' ? null : JSON.parse(json);
  }
}

/** Chunks {u32 fd, u32 length, bytes}, those in a row for the same fd made one: programs write a word at a time. A copy. */
function joinChunks(chunks: Uint8Array): Uint8Array<ArrayBuffer> {
  const from = new DataView(chunks.buffer, chunks.byteOffset, chunks.byteLength);
  const joined = new Uint8Array(chunks.length);
  const to = new DataView(joined.buffer);
  let size = 0;
  let open = -1;
  for (let at = 0; at + 8 <= chunks.length; ) {
    const fd = from.getUint32(at, true);
    const length = from.getUint32(at + 4, true);
    if (open < 0 || to.getUint32(open, true) !== fd) {
      open = size;
      to.setUint32(open, fd, true);
      size += 8;
    }
    joined.set(chunks.subarray(at + 8, at + 8 + length), size);
    size += length;
    to.setUint32(open + 4, size - open - 8, true);
    at += 8 + length;
  }
  return joined.slice(0, size);
}

let machine: Machine | null = null;

/** Fetches while the module waits in the middle of a call, which a Worker may. */
function fetchNow(url: string): ArrayBuffer {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`${url}: ${request.status} ${request.statusText}`);
  return request.response as ArrayBuffer;
}

async function start(wasm: WebAssembly.Module | ArrayBuffer, restUrl: string, options: object): Promise<Started> {
  const module = await new Promise<WasmModule>((resolve, reject) => {
    const instantiateWasm = (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module?: WebAssembly.Module) => void,
    ) => {
      const compiled = wasm instanceof WebAssembly.Module ? Promise.resolve(wasm) : WebAssembly.compile(wasm);
      compiled
        .then(async (ready) => done(await WebAssembly.instantiate(ready, imports), ready))
        .catch(reject);
      return {};
    };
    createVitrine({ instantiateWasm, rest: () => fetchNow(restUrl), onAbort: reject }).then(resolve, reject);
  });
  machine = new Machine(module, JSON.stringify(options));
  return machine.started();
}

function handle(request: Request): unknown {
  if (request.kind === 'start') return start(request.wasm, request.rest, request.options);
  if (!machine) throw new Error('the machine has not been started');
  switch (request.kind) {
    case 'load':
      return machine.load(request.source, request.fileName, request.names);
    case 'run':
      return machine.run(request.until);
    case 'seek':
      return machine.seek(request.moment);
    case 'find':
      return machine.find(request.find, request.a, request.b);
    case 'input':
      return machine.giveInput(request.bytes);
    case 'closeInput':
      return machine.closeInput();
    case 'stop':
      return machine.stop();
    case 'reset':
      return machine.reset();
    case 'listingOf':
      return machine.listingOf(request.codeId);
    case 'stages':
      return machine.stages(request.source);
  }
}

onmessage = async (event: MessageEvent<ToWorker>) => {
  const { id } = event.data;
  try {
    const result = (await handle(event.data)) ?? null;
    post({ kind: 'reply', id, result });
  } catch (error) {
    post({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
  }
};
