// The program's text as it looks before, and without, the editor: the same metrics and colours as editor_live.ts, so nothing
// moves when CodeMirror takes over. The line about to run has a band and an arrow head, the instruction's own part of it is
// underlined.

import { html, nothing, type TemplateResult } from 'lit';
import type { SourceRange } from '../moment.js';
import { coveredPart, highlight, markPart, type Token } from '../text.js';

export interface SourceModel {
  source: string;
  /** What the instruction about to run was compiled from; null: nothing runs. */
  now: SourceRange | null;
  /** What the instruction under the pointer was compiled from. */
  lit: SourceRange | null;
  /** Where the compiler found an error. */
  error: (SourceRange & { message: string }) | null;
}

function piece(token: Token & { marked: boolean }, mark: string): TemplateResult {
  const classes = `tok-${token.kind}${token.marked ? ` ${mark}` : ''}`;
  return html`<span class=${classes}>${token.text}</span>`;
}

/** The text of `model.source`, line by line. */
export function sourceView({ source, now, lit }: SourceModel): TemplateResult {
  const lines = highlight(source.replace(/\n$/, ''));
  const shown = lit ?? now;
  return html`<div class="source-lines">${lines.map((tokens, index) => {
    const number = index + 1;
    const text = tokens.map((token) => token.text).join('');
    const part = shown ? coveredPart(shown, number, text) : null;
    const isNow = now?.line === number;
    return html`<div class="source-line ${isNow ? 'now' : ''}"><span class="source-number" aria-hidden="true">${number}</span><code
        >${tokens.length === 0 ? html`<br />` : markPart(tokens, part).map((token) => piece(token, lit ? 'lit-part' : 'now-part'))}</code
      >${isNow ? html`<span class="heard"> about to run</span>` : nothing}</div>`;
  })}</div>`;
}
