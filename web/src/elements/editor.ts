// <vitrine-editor>: the program's text. It begins as highlighted text (source_view.ts) and becomes CodeMirror when it is
// wanted, or when the page is idle: the code is readable before any editor is loaded. CodeMirror lives in a shadow root,
// because there it uses constructable style sheets, which a strict Content-Security-Policy allows.

import { html, nothing, type TemplateResult } from 'lit';
import type { LiveEditor } from '../editor_live.js';
import { emit } from '../views/emit.js';
import { sourceView, type SourceModel } from '../views/source_view.js';
import { keepInSight } from './scrolling.js';
import { ViewElement } from './view_element.js';

export class VitrineEditor extends ViewElement<SourceModel> {
  private live: LiveEditor | null = null;
  private loading: Promise<void> | null = null;

  /** Loads CodeMirror and puts it in place of the highlighted text. */
  activate(): Promise<void> {
    this.loading ??= this.load();
    return this.loading;
  }

  protected override view(model: SourceModel): TemplateResult {
    const still = html`<div class="editor-still" tabindex="0" role="group" aria-label="Source of the program; focus to edit"
      @focus=${() => this.takeFocus()}>${sourceView(model)}</div>`;
    const error = model.error
      ? html`<p class="source-error" role="alert"><b>Line ${model.error.line}</b> ${model.error.message}</p>`
      : nothing;
    return html`${this.live ? nothing : still}<div class="editor-live" ?hidden=${!this.live}></div>${error}`;
  }

  protected override firstUpdated(): void {
    const whenIdle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 300));
    whenIdle(() => void this.activate());
  }

  protected override updated(): void {
    if (!this.model) return;
    this.live?.show(this.model);
    const still = this.querySelector<HTMLElement>('.editor-still');
    const line = still?.querySelector<HTMLElement>('.source-line.now');
    if (still && line) keepInSight(still, line);
  }

  private async takeFocus(): Promise<void> {
    await this.activate();
    this.live?.focus();
  }

  private async load(): Promise<void> {
    try {
      const { createLiveEditor } = await import('../editor_live.js');
      await this.updateComplete;
      const place = this.querySelector<HTMLElement>('.editor-live');
      if (!place || !this.model) return;
      const hadFocus = this.contains(document.activeElement);
      const tell = (name: 'vitrine-change' | 'vitrine-cursor' | 'vitrine-hover' | 'vitrine-visit', detail: never) =>
        emit({ currentTarget: this } as unknown as Event, name, detail);
      this.live = createLiveEditor(place.attachShadow({ mode: 'open' }), this.model, {
        change: (source) => tell('vitrine-change', source as never),
        cursor: (line) => tell('vitrine-cursor', line as never),
        hover: (hover) => tell('vitrine-hover', hover as never),
        visit: (line, find) => tell('vitrine-visit', { line, find } as never),
      });
      this.requestUpdate();
      if (hadFocus) this.live.focus();
    } catch {
      // Offline, or blocked: the text stays readable, and the next focus tries again.
      this.loading = null;
    }
  }
}

customElements.define('vitrine-editor', VitrineEditor);
