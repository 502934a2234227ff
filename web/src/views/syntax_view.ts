// Tokens and syntax tree of one source line, below the bytecode that they became. Each token and node lights its text in the
// source while the pointer or the focus is on it.

import { html, nothing, type TemplateResult } from 'lit';
import type { SourceRange } from '../moment.js';
import { isNode, nodesOfLine, shownFields, tokensOfLine, type Stages, type TreeNode, type TreeValue } from '../syntax.js';
import { utf16Column } from '../text.js';
import { emit } from './emit.js';

export interface SyntaxModel {
  line: number;
  /** Null: not known yet. */
  stages: Stages | null;
}

function textOf(stages: Stages, { line, column, endLine, endColumn }: SourceRange): string {
  const lines = stages.source.split('\n');
  const first = lines[line - 1] ?? '';
  const from = utf16Column(first, column);
  if (line === endLine) return first.slice(from, utf16Column(first, endColumn));
  return `${first.slice(from)} …`;
}

const lights = (range: SourceRange | null) => (event: Event) => emit(event, 'vitrine-hover', range && { kind: 'range', range });

function tokenChip(stages: Stages, kind: string, range: SourceRange): TemplateResult {
  const text = kind === 'NEWLINE' ? '⏎' : textOf(stages, range);
  return html`<li class="token of-${kind.toLowerCase()}" @mouseenter=${lights(range)} @mouseleave=${lights(null)}
    ><code>${text}</code> <span class="token-kind">${kind}</span></li>`;
}

function leaf(value: string): TemplateResult {
  return html`<code class="leaf">${value}</code>`;
}

function fieldItem(name: string, value: TreeValue): TemplateResult {
  const label = html`<span class="field">${name}</span>`;
  if (typeof value === 'string') return html`<li>${label} ${leaf(value)}</li>`;
  if (isNode(value)) return html`<li>${label} ${nodeContent(value)}</li>`;
  return html`<li>${label}<ul>${value.map((each) => html`<li>${isNode(each) ? nodeContent(each) : leaf(String(each))}</li>`)}</ul></li>`;
}

function nodeContent(node: TreeNode): TemplateResult {
  const fields = shownFields(node);
  const name = html`<span class="node" @mouseenter=${lights(node.range)} @mouseleave=${lights(null)}>${node.type}</span>`;
  const only = fields.length === 1 && typeof fields[0]![1] === 'string' ? fields[0]![1] : null;
  if (only !== null) return html`${name} ${leaf(only)}`;
  return html`${name}${fields.length > 0 ? html`<ul>${fields.map(([field, value]) => fieldItem(field, value))}</ul>` : nothing}`;
}

function treePart(stages: Stages, line: number): TemplateResult {
  if (!stages.tree) return html`<p class="none">The source does not parse, so there is no tree.</p>`;
  const nodes = nodesOfLine(stages.tree, line);
  if (nodes.length === 0) return html`<p class="none">No statement is on this line.</p>`;
  return html`<ul class="tree">${nodes.map((node) => html`<li>${nodeContent(node)}</li>`)}</ul>`;
}

/** Tokens and tree of `model.line`. */
export function syntaxView(model: SyntaxModel): TemplateResult {
  const { line, stages } = model;
  const tokens = stages ? tokensOfLine(stages, line) : [];
  return html`<section class="syntax" tabindex="0" role="region" aria-label=${`Tokens and tree of line ${line}`}>
    <h3>Tokens of line ${line}</h3>
    ${tokens.length > 0 ? html`<ol class="tokens">${tokens.map(({ kind, range }) => tokenChip(stages!, kind, range))}</ol>` : html`<p class="none">${stages ? 'None.' : '…'}</p>`}
    <h3>Syntax tree</h3>
    ${stages ? treePart(stages, line) : nothing}
  </section>`;
}
