// What the program had written by the moment shown, and, when it waits for input(), the line to answer with.

import { html, nothing, type TemplateResult } from 'lit';
import type { OutputPart } from '../output_log.js';
import { emit } from './emit.js';

export interface ConsoleModel {
  parts: readonly OutputPart[];
  isCut: boolean;
  /** The program waits for a line. */
  asking: boolean;
  /** Bytes that the last step wrote. */
  fresh: number;
  note: string | null;
}

function answer(event: SubmitEvent): void {
  event.preventDefault();
  const field = (event.currentTarget as HTMLFormElement).elements.namedItem('line') as HTMLInputElement;
  emit(event, 'vitrine-input', field.value);
  field.value = '';
}

function inputLine(): TemplateResult {
  return html`<form class="input-line" @submit=${answer}>
    <input name="line" class="input-field" aria-label="Input for the program" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="a line for the program" />
    <button class="quiet" type="submit">Enter</button>
    <button class="quiet" type="button" title="No more input: input() raises EOFError" @click=${(event: Event) => emit(event, 'vitrine-input', null)}>End of file</button>
  </form>`;
}

/** The console. */
export function consoleView(model: ConsoleModel): TemplateResult {
  const empty = model.parts.length === 0;
  return html`<h2 class="region-title">Output ${model.fresh > 0 ? html`<b class="sign came" aria-hidden="true">+</b>` : nothing}</h2>
    <div class="console-body" tabindex="0" role="region" aria-label="Output of the program">
      ${model.isCut ? html`<p class="none">The beginning is not shown: it is too long.</p>` : nothing}
      <pre class="console-text">${model.parts.map((part) => html`<span class="out-${part.kind}">${part.text}</span>`)}</pre>
      ${empty && !model.asking ? html`<p class="none">${model.note ?? 'nothing written yet'}</p>` : nothing}
      ${model.asking ? inputLine() : nothing}
    </div>`;
}
