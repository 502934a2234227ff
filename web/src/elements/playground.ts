// <vitrine-playground>: the whole page. It starts the machine, swaps the static first paint for the live view when the first
// moment is there, and turns keys and the views' events into the controller's calls.

import { LitElement, nothing, type PropertyDeclarations } from 'lit';
import type { MachineAssets } from '../client.js';
import { PlaygroundController, type Example } from '../controller.js';
import { FindKind } from '../protocol.js';
import { decodeShare } from '../share.js';
import type { Command, VitrineEvents } from '../views/emit.js';
import { shellView } from '../views/shell_view.js';
import './bytecode.js';
import './console.js';
import './editor.js';
import './machine.js';
import './timeline.js';

export class VitrinePlayground extends LitElement {
  static override properties: PropertyDeclarations = { live: { state: true } };

  /** Programs on offer; the first is shown on a first visit. */
  examples: readonly Example[] = [];
  private declare live: boolean;
  private readonly controller = new PlaygroundController(() => this.requestUpdate());
  private stepsWanted = 0;

  constructor() {
    super();
    this.live = false;
  }

  /** Starts the machine and opens what the address holds, else the first example. */
  async begin(assets: Promise<MachineAssets>): Promise<void> {
    this.controller.update({ examples: this.examples.map(({ name, title }) => ({ name, title })) });
    const shared = decodeShare(location.hash);
    const [started, link] = await Promise.all([this.controller.start(assets), shared]);
    const first = this.examples[0];
    if (link.kind === 'program') await this.controller.open(link.source);
    else if (link.kind === 'damaged') {
      await this.controller.open('');
      this.controller.say('trouble', `This link is damaged: ${link.reason}. The editor is empty.`);
    } else if (first) await this.openExample(first, started);
    await this.goLive();
    for (; this.stepsWanted > 0; --this.stepsWanted) await this.controller.step();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): unknown {
    return this.live ? shellView(this.controller.model()) : nothing;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen();
    document.addEventListener('keydown', this.onKey);
    window.addEventListener('hashchange', this.onHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.onKey);
    window.removeEventListener('hashchange', this.onHash);
  }

  private async goLive(): Promise<void> {
    const hadFocus = document.activeElement instanceof HTMLElement && this.contains(document.activeElement) ? document.activeElement.className : '';
    this.querySelector('[data-still]')?.remove();
    this.live = true;
    await this.updateComplete;
    this.toggleAttribute('ready', true);
    const again = hadFocus.split(' ').pop();
    if (again) this.querySelector<HTMLElement>(`button.${again}`)?.focus({ preventScroll: true });
  }

  private openExample(example: Example, started = true): Promise<void> {
    const isFirst = example === this.examples[0];
    return this.controller.open(example.source, { at: started ? example.at : undefined, example: example.name, hints: isFirst });
  }

  private listen(): void {
    const on = <Name extends keyof VitrineEvents>(name: Name, handle: (detail: VitrineEvents[Name]) => unknown) =>
      this.addEventListener(name, (event) => void handle((event as CustomEvent<VitrineEvents[Name]>).detail));
    const { controller } = this;
    on('vitrine-command', (command) => this.obey(command));
    on('vitrine-seek', (moment) => controller.seek(moment));
    on('vitrine-visit', ({ line, find }) => controller.visit(line, find));
    on('vitrine-change', (source) => controller.edit(source));
    on('vitrine-cursor', (line) => controller.putCursor(line));
    on('vitrine-input', (line) => controller.answer(line));
    on('vitrine-hover', (hover) => controller.hover(hover));
    on('vitrine-select-frame', (depth) => controller.select(depth));
    on('vitrine-depth', (depth) => controller.setDepth(depth));
    on('vitrine-sheet', (sheet) => controller.update({ sheet }));
    on('vitrine-example', (name) => {
      const example = this.examples.find((each) => each.name === name);
      if (!example) return;
      this.clearHash();
      return this.openExample(example);
    });
    // Clicks on the static first paint are kept until the machine is there.
    this.addEventListener('click', (event) => {
      if (!this.live && (event.target as Element).closest('[data-still] button.step')) ++this.stepsWanted;
    });
  }

  private obey(command: Command): unknown {
    const { controller } = this;
    switch (command) {
      case 'run':
        return controller.run();
      case 'stop':
        return controller.stop();
      case 'reset':
        return controller.reset();
      case 'step':
        return controller.step();
      case 'back':
        return controller.back();
      case 'share':
        return this.share();
      case 'dismiss':
        return controller.update({ notice: null });
      case 'syntax':
        return controller.toggleSyntax();
      case 'next-hint':
        return controller.update({ hint: controller.state.hint + 1 });
      case 'keys':
        return controller.update({ showKeys: !controller.state.showKeys });
    }
  }

  private async share(): Promise<void> {
    const hash = await this.controller.share();
    history.replaceState(null, '', hash);
    const what = this.controller.state.notice?.text ?? '';
    try {
      await navigator.clipboard.writeText(location.href);
      this.controller.say('info', `Copied. ${what}`);
    } catch {
      this.controller.say('info', `The link is in the address bar. ${what}`);
    }
  }

  private clearHash(): void {
    if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  }

  private readonly onHash = async (): Promise<void> => {
    const link = await decodeShare(location.hash);
    if (link.kind === 'program') await this.controller.open(link.source);
    if (link.kind !== 'damaged') return;
    await this.controller.open('');
    this.controller.say('trouble', `This link is damaged: ${link.reason}. The editor is empty.`);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!this.live || event.defaultPrevented) return;
    const { controller } = this;
    if (event.key === 'Escape' && controller.state.running) return void controller.stop();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return void controller.run();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const actions: Record<string, () => unknown> = {
      ArrowRight: () => controller.step(),
      ArrowLeft: () => controller.back(),
      Home: () => controller.seek(0),
      End: () => controller.seekEnd(),
      n: () => controller.visitHere(FindKind.nextVisit),
      p: () => controller.visitHere(FindKind.previousVisit),
      o: () => controller.out(),
      t: () => controller.toggleSyntax(),
      '?': () => controller.update({ showKeys: !controller.state.showKeys }),
      Escape: () => controller.update({ notice: null, showKeys: false, sheet: 'none', selected: null }),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
}

/** Whether the key belongs to a field, the editor or a control that has its own use for it. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role=listbox]')) return event.key !== 'ArrowLeft' && event.key !== 'ArrowRight' ? true : target.isContentEditable;
  return target.matches('input, select, textarea');
}

customElements.define('vitrine-playground', VitrinePlayground);
