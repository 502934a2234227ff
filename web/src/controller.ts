// What the playground does: it holds the page's state, drives one Machine and works out the model that shell_view.ts draws.
// Nothing here touches the DOM. Seeks are coalesced (only the newest wish counts), edits are live where the program is
// light, and whatever the machine answers becomes state; see playground.ts for keys, events and start-up.

import { Machine, type MachineAssets, type Standing } from './client.js';
import { compareMoments, type Change } from './diff.js';
import { kFirstState, shellModel, type PlaygroundState } from './playground_state.js';
import { hasFlag, topFrame } from './moment.js';
import { FindKind, Status, type CodeListing } from './protocol.js';
import { encodeShare } from './share.js';
import { readStages } from './syntax.js';
import type { Hover } from './views/emit.js';
import type { Depth, Notice, ShellModel } from './views/shell_view.js';

export interface Example {
  name: string;
  title: string;
  source: string;
  /** The moment to open at: the visit-th visit of the line. Without it the program opens at moment 0, not run. */
  at?: { line: number; visit: number };
}

/** Edits run by themselves while the program takes at most this many instructions. */
const kLiveLimit = 200_000;
const kLiveDelayMs = 250;
const kOutputDelayMs = 50;
const kLongLink = 2000;

export class PlaygroundController {
  readonly state: PlaygroundState = { ...kFirstState };
  private machine: Machine | null = null;
  private wanted: number | null = null;
  private seeking = false;
  private resume: (() => Promise<void>) | null = null;
  private outputTimer: ReturnType<typeof setTimeout> | undefined;
  private liveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly changed: () => void) {}

  /** Much output comes in many pieces: drawn at most every so often. */
  private outputSoon(): void {
    this.outputTimer ??= setTimeout(() => {
      this.outputTimer = undefined;
      this.changed();
    }, kOutputDelayMs);
  }

  model(): ShellModel {
    return shellModel(this.state);
  }

  /** Instantiates the machine; on failure the page keeps its text and says why. */
  async start(assets: Promise<MachineAssets>): Promise<boolean> {
    try {
      this.machine = await Machine.start(await assets, {
        output: () => this.outputSoon(),
        progress: (status, position) => this.update({ progress: { status, position } }),
        restarted: () => void this.reopen('The program did not answer Stop, so the machine was started afresh. Your text is untouched.'),
      });
      this.update({ help: new Map(this.machine.help.map((row) => [row.number, row])), output: this.machine.output });
      return true;
    } catch (error) {
      this.say('trouble', `The machine could not be started: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  /** Shows `source`; with `at`, runs it and goes to that moment. */
  async open(source: string, options: { at?: Example['at']; example?: string; hints?: boolean } = {}): Promise<void> {
    this.update({ source, example: options.example ?? '', hintsOn: options.hints ?? false, hint: 0, standing: null, change: null, error: null });
    if (source.trim() === '' || !(await this.compile())) return;
    if (options.at) {
      const end = await this.machine!.run(kLiveLimit);
      const moment = await this.machine!.find(FindKind.nthVisit, options.at.line, options.at.visit);
      this.apply(moment === null ? end : await this.machine!.seek(moment));
    } else this.apply(await this.machine!.seek(0));
  }

  async run(): Promise<void> {
    if (this.state.running || !(await this.ready())) return;
    const { standing } = this.state;
    if (standing?.moment.ended && standing.moment.number === standing.lastMoment) await this.machine!.reset();
    await this.continue(() => this.machine!.run());
  }

  async stop(): Promise<void> {
    if (this.state.running) await this.machine?.stop();
  }

  async reset(): Promise<void> {
    if (!(await this.ready(true))) return;
    this.apply(await this.machine!.reset());
  }

  async step(): Promise<void> {
    if (this.state.running || !(await this.ready())) return;
    if (this.state.hintsOn && this.state.hint === 0) this.update({ hint: 1 });
    if (this.state.depth === 'lines') await this.stepLine();
    else await this.continue(() => this.machine!.step());
  }

  async back(): Promise<void> {
    const standing = this.state.standing;
    if (!standing || this.state.running || standing.moment.number === 0 || !(await this.ready())) return;
    if (this.state.depth === 'lines') {
      const moment = await this.machine!.find(FindKind.previousLine, 0, standing.moment.number);
      return this.seek(moment ?? 0);
    }
    return this.seek(standing.moment.number - 1);
  }

  /** Goes to a moment; while one seek is under way only the newest wish is kept. */
  async seek(moment: number): Promise<void> {
    if (this.state.running || !(await this.ready())) return;
    this.wanted = moment;
    if (this.seeking) return;
    this.seeking = true;
    try {
      while (this.wanted !== null) {
        const next: number = this.wanted;
        this.wanted = null;
        this.apply(await this.machine!.seek(next));
      }
    } finally {
      this.seeking = false;
    }
    if (this.state.hintsOn && this.state.hint === 1 && this.state.standing?.moment.number === 0) this.update({ hint: 2 });
  }

  async seekEnd(): Promise<void> {
    if (this.state.standing) await this.seek(this.state.standing.lastMoment);
  }

  /** Goes to the next or previous visit of a line. */
  async visit(line: number, find: FindKind): Promise<void> {
    const standing = this.state.standing;
    if (!standing || this.state.running || !(await this.ready())) return;
    const moment = await this.machine!.find(find, line, standing.moment.number);
    if (moment !== null) await this.seek(moment);
    else this.say('info', `Line ${line} does not run ${find === FindKind.nextVisit ? 'again after' : 'before'} this moment.`);
  }

  /** The visit of the line where the machine stands. */
  async visitHere(find: FindKind): Promise<void> {
    const frame = this.state.standing && topFrame(this.state.standing.moment);
    if (frame && !hasFlag(frame, 'library') && !hasFlag(frame, 'native')) await this.visit(frame.range.line, find);
  }

  /** To the moment at which the running frame has left. */
  async out(): Promise<void> {
    const standing = this.state.standing;
    if (!standing || this.state.running || !(await this.ready())) return;
    const moment = await this.machine!.find(FindKind.leave, standing.moment.callStack.length - 1, standing.moment.number);
    if (moment !== null) await this.seek(moment);
  }

  /** Answers input(); null ends the input. */
  async answer(line: string | null): Promise<void> {
    if (!this.state.asking) return;
    this.update({ asking: false });
    if (line === null) await this.machine!.closeInput();
    else await this.machine!.giveInput(line);
    const resume = this.resume;
    this.resume = null;
    if (resume) await resume();
  }

  /** The text was edited. */
  edit(source: string): void {
    this.update({ source, example: '', hover: null, hintsOn: false });
    clearTimeout(this.liveTimer);
    this.liveTimer = setTimeout(() => void this.live(), kLiveDelayMs);
  }

  select(depth: number | null): void {
    this.update({ selected: depth });
    void this.fetchCodes();
  }

  hover(hover: Hover | null): void {
    if (hover === null && this.state.hover === null) return;
    this.update({ hover });
  }

  /** Shows or hides the tokens and the tree of the line at the cursor. */
  async toggleSyntax(): Promise<void> {
    this.update({ showSyntax: !this.state.showSyntax });
    await this.fetchStages();
  }

  /** The editor's cursor was put on a line. */
  putCursor(line: number): void {
    if (line !== this.state.cursorLine) this.update({ cursorLine: line });
  }

  setDepth(depth: Depth): void {
    this.update({ depth });
  }

  update(change: Partial<PlaygroundState>): void {
    Object.assign(this.state, change);
    this.changed();
  }

  say(kind: Notice['kind'], text: string): void {
    this.update({ notice: { kind, text } });
  }

  /** Puts the program into a link; gives the hash. */
  async share(): Promise<string> {
    const hash = await encodeShare(this.state.source);
    const long = hash.length > kLongLink ? ' It is long: some chat programs cut links past 2,000 characters.' : '';
    this.say('info', `The link holds the whole program, ${hash.length.toLocaleString('en')} characters.${long}`);
    return hash;
  }

  private async stepLine(): Promise<void> {
    const number = this.state.standing?.moment.number ?? 0;
    const moment = await this.machine!.find(FindKind.nextLine, 0, number);
    if (moment !== null) return this.seek(moment);
    const ended = this.state.standing?.moment.ended;
    await this.continue(() => (ended ? this.machine!.seek(Number.MAX_SAFE_INTEGER) : this.machine!.step()));
  }

  /** Runs `go` with Stop on offer; if the program asks for input, the same goes on after the answer. */
  private async continue(go: () => Promise<Standing | null>): Promise<void> {
    this.update({ running: true, progress: null, notice: null });
    let standing: Standing | null = null;
    try {
      standing = await go();
    } catch (error) {
      await this.reopen(`The machine failed (${error instanceof Error ? error.message : String(error)}) and was started afresh. Your text is untouched.`);
    }
    this.update({ running: false, progress: null });
    this.apply(standing);
    if (standing?.status === Status.needsInput) {
      this.resume = () => this.continue(go);
      this.update({ asking: true });
    }
  }

  private apply(standing: Standing | null): void {
    if (!standing) return;
    if (standing.status === Status.internalError) {
      void this.reopen(`Internal error: ${standing.error?.message ?? 'unknown'}. The machine was started afresh; your text is untouched.`);
      return;
    }
    const change: Change = compareMoments(standing.before, standing.moment);
    const asking = this.state.asking && standing.moment.number === standing.lastMoment;
    this.update({ standing, change, selected: null, hover: null, cursorLine: null, asking });
    void this.fetchCodes();
  }

  /** Fetches listings of library code that is on the call stack. */
  private async fetchCodes(): Promise<void> {
    const { standing, listing, otherCodes, selected } = this.state;
    const stack = standing?.moment.callStack ?? [];
    const frame = stack[selected ?? stack.length - 1];
    if (!frame || otherCodes.has(frame.codeId) || listing?.codes.some((code) => code.id === frame.codeId)) return;
    const code: CodeListing | null = await this.machine!.listingOf(frame.codeId);
    if (code) this.update({ otherCodes: new Map([...otherCodes, [frame.codeId, code]]) });
  }

  private async fetchStages(): Promise<void> {
    const { showSyntax, source, stages } = this.state;
    if (!this.machine || !showSyntax || stages?.source === source) return;
    const texts = await this.machine.stages(source);
    if (texts && source === this.state.source) this.update({ stages: readStages(source, texts.tokens, texts.tree) });
  }

  private async compile(): Promise<boolean> {
    if (!this.machine) return false;
    const { source, fileName } = this.state;
    const loaded = await this.machine.load(source, fileName);
    void this.fetchStages();
    this.resume = null;
    if (loaded.error) {
      const [line, column, endLine, endColumn] = loaded.error.range ?? [0, -1, 0, -1];
      this.update({ error: { line, column, endLine, endColumn, message: loaded.error.message }, loadedSource: null, asking: false });
      return false;
    }
    this.update({ listing: loaded.listing, otherCodes: new Map(), loadedSource: source, error: null, asking: false });
    return true;
  }

  /** Makes sure that the machine has the text on the screen; false where it cannot. */
  private async ready(evenIfFresh = false): Promise<boolean> {
    clearTimeout(this.liveTimer);
    if (!this.machine) return false;
    if (this.state.loadedSource === this.state.source && !(evenIfFresh && this.state.standing === null)) return true;
    if (this.state.source.trim() === '' || !(await this.compile())) return false;
    this.apply(await this.machine.seek(0));
    return true;
  }

  /** After an edit: run again and stay near the same moment, where that is quick. */
  private async live(): Promise<void> {
    const { standing, running, asking, source } = this.state;
    if (running || asking || !this.machine || source === this.state.loadedSource) return;
    const wasLight = standing === null || (standing.lastMoment <= kLiveLimit && standing.moment.ended);
    if (!(await this.compile())) return;
    const target = standing?.moment.number ?? 0;
    let next = wasLight && standing ? await this.machine.run(kLiveLimit) : await this.machine.seek(0);
    if (next && target < next.lastMoment && wasLight && standing) next = await this.machine.seek(target);
    this.apply(next);
  }

  private async reopen(reason: string): Promise<void> {
    this.update({ running: false, asking: false, loadedSource: null });
    this.say('trouble', reason);
    await this.ready();
    this.say('trouble', reason);
  }
}
