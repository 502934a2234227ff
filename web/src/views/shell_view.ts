// The whole playground as one template over five parts. It is pure: the custom element renders it live, and the site's build
// renders it once to static HTML (static_html.ts) so that the first paint needs no VM.

import { html, nothing, type TemplateResult } from 'lit';
import type { Sentence } from '../narrate.js';
import type { BytecodeModel } from './bytecode_view.js';
import type { ConsoleModel } from './console_view.js';
import { emit, type Command } from './emit.js';
import type { MachineModel } from './machine_view.js';
import type { SourceModel } from './source_view.js';
import type { TimelineModel } from './timeline_view.js';

export type Depth = 'lines' | 'instructions';

export interface ExampleEntry {
  name: string;
  title: string;
}

export interface Notice {
  kind: 'info' | 'trouble';
  text: string;
}

export interface ShellModel {
  source: SourceModel;
  bytecode: BytecodeModel;
  machine: MachineModel;
  console: ConsoleModel;
  timeline: TimelineModel;
  sentence: Sentence;
  /** What the last instruction did. */
  justNow: string;
  depth: Depth;
  running: boolean;
  canStep: boolean;
  canGoBack: boolean;
  hint: string | null;
  notice: Notice | null;
  showKeys: boolean;
  examples: readonly ExampleEntry[];
  example: string;
  /** On a narrow screen: which panel lies over the machine. */
  sheet: 'none' | 'source' | 'bytecode' | 'output';
}

const command = (name: Command) => (event: Event) => emit(event, 'vitrine-command', name);

function examplesMenu(model: ShellModel): TemplateResult {
  return html`<label class="examples"><span class="heard">Examples</span>
    <select name="example" @change=${(event: Event) => emit(event, 'vitrine-example', (event.currentTarget as HTMLSelectElement).value)}>
      <option value="" ?selected=${model.example === ''}>Examples</option>
      ${model.examples.map(({ name, title }) => html`<option value=${name} ?selected=${model.example === name}>${title}</option>`)}
    </select></label>`;
}

function depthSwitch(model: ShellModel): TemplateResult {
  const choice = (depth: Depth, word: string) => html`<label class=${model.depth === depth ? 'chosen' : ''}
    ><input type="radio" name="depth" value=${depth} ?checked=${model.depth === depth} .checked=${model.depth === depth}
      @change=${(event: Event) => emit(event, 'vitrine-depth', depth)} />${word}</label>`;
  return html`<fieldset class="depth"><legend class="heard">Depth</legend>${choice('lines', 'Lines')}${choice('instructions', 'Instructions')}</fieldset>`;
}

function header(model: ShellModel): TemplateResult {
  return html`<header class="masthead">
    <h1 class="wordmark">Vitrine</h1>
    ${examplesMenu(model)} ${depthSwitch(model)}
    <a class="classic" href="classic.html" title="What this machine shares with CPython 3.7, and what later versions do instead">classic machine<span class="version"> (CPython 3.7)</span></a>
    <span class="gap"></span>
    ${model.running
      ? html`<button class="outlined stop" @click=${command('stop')} aria-keyshortcuts="Escape" title="Stop (Escape)">Stop</button>`
      : html`<button class="outlined run" @click=${command('run')} aria-keyshortcuts="Control+Enter" title="Run to the end (Ctrl+Enter)">Run</button>`}
    <button class="quiet reset" @click=${command('reset')} title="Back to the start (Home)">Reset</button>
    <button class="quiet share" @click=${command('share')} title="Copy a link to this program">Share</button>
    <button class="quiet keys" @click=${command('keys')} aria-expanded=${model.showKeys} aria-controls="keys" title="Keyboard shortcuts (?)">?</button>
  </header>`;
}

function sentenceBar(model: ShellModel): TemplateResult {
  const { sentence } = model;
  return html`<section class="sentence" aria-label="What happens next">
    <p class=${`says ${sentence.text.length > 95 ? 'long' : ''}`} role="status" aria-live="polite">${sentence.text}${sentence.question ? html` <em>${sentence.question}</em>` : nothing}</p>
    <p class="just-now">${model.justNow}</p>
    ${model.hint
      ? html`<p class="hint-line">${model.hint} <button class="quiet" @click=${command('next-hint')} aria-label="Dismiss this hint">×</button></p>`
      : nothing}
    <div class="verbs">
      <button class="outlined back" ?disabled=${!model.canGoBack} @click=${command('back')} aria-keyshortcuts="ArrowLeft" title="One instruction back (←)" aria-label="Back">←</button>
      <button class="filled step" ?disabled=${!model.canStep} @click=${command('step')} aria-keyshortcuts="ArrowRight" title="One ${model.depth === 'lines' ? 'line' : 'instruction'} on (→)">Step<span aria-hidden="true"> →</span></button>
    </div>
  </section>`;
}

function messages(model: ShellModel): TemplateResult {
  return html`<div class="messages">
    ${model.notice
      ? html`<p class="notice ${model.notice.kind}" role="alert">${model.notice.text} <button class="quiet" @click=${command('dismiss')}>OK</button></p>`
      : nothing}
  </div>`;
}

const kKeys: readonly (readonly [string, string])[] = [
  ['→', 'step'], ['←', 'back'], ['Home', 'moment 0'], ['End', 'last moment'], ['Ctrl Enter', 'run'], ['Esc', 'stop, or leave the editor'],
  ['n / p', 'next, previous visit of this line'], ['o', 'out of this frame'], ['t', 'tokens and tree of the line'], ['?', 'these keys'],
];

function keysPanel(model: ShellModel): TemplateResult {
  return html`<section id="keys" class="keys-panel" aria-label="Keyboard shortcuts" ?hidden=${!model.showKeys}>
    <dl>${kKeys.map(([key, meaning]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`)}</dl>
    <p><a href="reference/index.html" target="_blank" rel="noopener">All instructions of the machine</a></p>
  </section>`;
}

function sheetButtons(model: ShellModel): TemplateResult {
  const button = (sheet: ShellModel['sheet'], word: string) => html`<button class="quiet" aria-pressed=${model.sheet === sheet}
    @click=${(event: Event) => emit(event, 'vitrine-sheet', (model.sheet === sheet ? 'none' : sheet))}>${word}</button>`;
  return html`<nav class="sheets" aria-label="Panels">${button('source', 'Source')}${button('bytecode', 'Bytecode')}${button('output', 'Output')}</nav>`;
}

/** The playground. */
export function shellView(model: ShellModel): TemplateResult {
  return html`<div class="shell depth-${model.depth} sheet-${model.sheet} ${model.running ? 'is-running' : ''}">
    ${header(model)} ${sentenceBar(model)}
    <main class="panels">
      <section class="panel source" aria-label="Source"><h2 class="region-title">Source</h2><vitrine-editor .model=${model.source}></vitrine-editor></section>
      <section class="panel bytecode" aria-label="Bytecode"><vitrine-bytecode .model=${model.bytecode}></vitrine-bytecode></section>
      <section class="panel machine" aria-label="Machine"><vitrine-machine .model=${model.machine}></vitrine-machine></section>
      <section class="panel output" aria-label="Output"><vitrine-console .model=${model.console}></vitrine-console></section>
    </main>
    ${sheetButtons(model)} ${messages(model)} ${keysPanel(model)}
    <footer class="panel timeline" aria-label="Timeline"><vitrine-timeline .model=${model.timeline}></vitrine-timeline></footer>
  </div>`;
}
