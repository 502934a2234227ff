// The pages of the reference as templates: one of all instructions by subject, one of each. They are pure; reference.mjs gives them the
// opcode table, what site/reference says besides, and the example as it ran. The stacks, the source and the tiles are the
// playground's own views.

import { html, nothing } from 'lit';

const kOperands = {
  none: 'It has none',
  const: 'The number of a constant in `co_consts`',
  name: 'The number of a name in `co_names`',
  local: 'The number of a local variable in `co_varnames`',
  free: 'The number of a cell: those of `co_cellvars` first, then `co_freevars`',
  'jump absolute': 'The offset to jump to, in bytes',
  'jump relative': 'How far to jump, in bytes from the next instruction',
  compare: 'Which comparison',
  count: 'How many values',
  'unpack counts': 'How many targets stand before the star, plus 256 times how many after it',
  'stack index': 'A place on the evaluation stack, counted from the top, which is 1',
  'raise count': '0, 1 or 2: how many values say what to raise',
  'slice count': '2 or 3: how many values make the slice',
  'function flags': 'Flags: what lies below the code object',
  'call flags': '1 if a mapping of keyword arguments lies on top, else 0',
  'format flags': 'The conversion, plus 4 if a format lies on top',
  'interpolation flags': '1 if a format lies on top, plus 4 times the conversion',
  'intrinsic 1': 'The number of the operation',
  'intrinsic 2': 'The number of the operation',
  'common constant': 'The number of the object',
  prefix: 'The higher eight bits of the next instruction’s operand',
};

/** Text with `code` in backticks and opcodes as code; the table's straight apostrophes set as they are printed. */
const prose = (text) => text.split(/`([^`]+)`|\b([A-Z]+_[A-Z0-9_]+)\b/).map((part, index) => (index % 3 === 0 ? part.replace(/(?<=\w)'(?=\w)/g, '’') : part ? html`<code>${part}</code>` : nothing));

const values = (count) => (count === 0 ? 'nothing' : count === 1 ? '1 value' : `${count} values`);

function effect(row) {
  if (row.pops === null || row.pushes === null) return 'How many values it takes and leaves depends on the operand or on what lies there.';
  if (row.pops === 0 && row.pushes === 0) return 'Stays as it is.';
  return `Takes ${values(row.pops)}, leaves ${values(row.pushes)}.`;
}

const fact = (name, says) => html`<div><dt>${name}</dt><dd>${says}</dd></div>`;

const link = (name, text = name) => html`<a href=${`${name}.html`}>${text}</a>`;

function today(entry) {
  const names = entry.today.map((name, index) => html`${index ? ', ' : nothing}<code>${name}</code>`);
  const note = entry.todayNote ? prose(entry.todayNote) : nothing;
  return names.length && entry.todayNote ? html`${names}: ${note}` : names.length ? html`${names}.` : note;
}

function facts({ row, entry, operations }) {
  return html`<dl class="facts">
    ${fact('Operand', html`${prose(kOperands[row.operand])}.`)}
    ${operations.length ? fact('Operations', html`<ul>${operations.map(({ name, number, meaning }) => html`<li><code>${number}</code> ${name}: ${meaning}</li>`)}</ul>`) : nothing}
    ${fact('Evaluation stack', entry.stack ?? effect(row))}
    ${fact('Block stack', entry.blocks ? prose(entry.blocks) : 'Stays as it is.')}
    ${fact('In CPython 3.14', today(entry))}
  </dl>`;
}

function listingRow(row, isFirst, { frame, names, own }) {
  const name = names.get(row.opcode) ?? String(row.opcode);
  const isNow = row.offset === frame.offset;
  const argument = row.explanation || (row.operand ?? '');
  return html`<li class="op ${isNow ? 'now' : ''} ${isFirst ? 'first-of-line' : ''}"><span class="line-number">${isFirst ? html`<span class="heard">line </span>${row.line}` : nothing}</span
    ><span class="offset">${row.offset}</span><span class="opname">${name === own ? name : link(name)}</span><span class="arg ${row.explanation === '' ? 'raw' : ''}">${argument}</span>${
    isNow ? html`<span class="heard">, about to run</span>` : nothing}</li>`;
}

function listing({ code, frame }, names, own) {
  const rows = code.instructions;
  const context = { frame, names, own };
  return html`<ol class="listing" tabindex="0" aria-label=${`Bytecode of ${code.qualName}`}>${rows.map((row, index) => listingRow(row, index === 0 || rows[index - 1].line !== row.line, context))}</ol>`;
}

/** The newest frame of a moment as a card; frames that the instruction took away stand above it. */
function standing(core, moment, change) {
  const depth = moment.callStack.length;
  const left = change ? [...change.left].reverse().map(core.frameLeft) : nothing;
  const frame = moment.callStack.at(-1);
  return html`<div class="standing">${left}${frame ? core.openFrame(frame, undefined, change?.frames[depth - 1] ?? null) : html`<p class="none">The call stack is empty.</p>`}</div>`;
}

function example(page) {
  const { core, run, row, names, hash, entry, listing314 } = page;
  if (!run) return html`<h2>An example</h2><p>${entry.without}</p>`;
  const { before, after, frame, program, code } = run;
  const inProgram = code.file === 'example.py';
  return html`<h2>An example</h2>
    <p><a class="open-example" href=${`../index.html${hash}`}>Open it in the playground</a></p>
    <div class="pair">
      <section><h3>Source</h3><div class="source-card" tabindex="0" role="region" aria-label="Source">${core.sourceView({ source: program, now: inProgram ? frame.range : null, lit: null, error: null })}</div></section>
      <section><h3>Bytecode of <code>${code.qualName}</code></h3>${listing(run, names, row.name)}</section>
    </div>
    <div class="pair">
      <section><h3>Before it, at moment ${before.number} of ${run.last}</h3>${standing(core, before, null)}</section>
      <section><h3>After it</h3>${standing(core, after, core.compareMoments(before, after))}</section>
    </div>
    <details><summary>The same source in CPython 3.14</summary><pre tabindex="0" aria-label="Listing by CPython 3.14">${listing314}</pre></details>`;
}

function origin({ row, entry }) {
  if (!row.extension) return html`<p class="origin">CPython 3.7’s, number and meaning.</p>`;
  return html`<p class="origin"><span class="ours">Vitrine’s own</span> ${prose(entry.origin)}</p>`;
}

/** The page of one instruction. `page`: {core, row, entry, subject, operations, run, names, hash, listing314, previous, next}. */
export function opcodePage(page) {
  const { core, row, entry, subject, previous, next } = page;
  const others = Object.keys(subject.entries);
  return html`<h1><code>${row.name}</code> <span class="opcode-number"><span class="heard">number </span>${row.number}</span></h1>
    ${origin(page)}
    <p class="lead">${prose(row.meaning)}</p>
    ${row.picture.trim() === '--' ? nothing : html`<div class="large-picture">${core.stackPicture(row.picture)}</div>`}
    ${facts(page)}
    ${(entry.more ?? []).map((text) => html`<p>${prose(text)}</p>`)}
    ${example(page)}
    <nav class="neighbours" aria-label="Other instructions">
      <h2>${subject.title}</h2>
      <ul>${others.map((name) => html`<li>${name === row.name ? html`<span aria-current="page">${name}</span>` : link(name)}</li>`)}</ul>
      <p class="by-number">${previous ? link(previous.name, `← ${previous.number} ${previous.name}`) : html`<span></span>`}${next ? link(next.name, `${next.number} ${next.name} →`) : nothing}</p>
    </nav>`;
}

function indexRow(row) {
  return html`<tr><td class="number">${row.number}</td><th scope="row">${link(row.name)}${row.extension ? html` <span class="ours">ours</span>` : nothing}</th><td>${prose(row.meaning)}</td></tr>`;
}

/** The page of all instructions. */
export function indexPage({ subjects, rows }) {
  const classic = [...rows.values()].filter((row) => !row.extension).length;
  return html`<p>The machine has ${rows.size} instructions: ${classic} are CPython 3.7’s, number for number; ${rows.size - classic} are <span class="ours">ours</span>, for what the language has gained since, and are
      named as later versions of CPython name them. Each is two bytes long, the second its operand. Every page shows one at work, in a program that ran when this page was made.</p>
    <nav class="subjects" aria-label="Subjects"><ul>${subjects.map(({ id, title }) => html`<li><a href=${`#${id}`}>${title}</a></li>`)}</ul></nav>
    ${subjects.map(({ id, title, entries }) => html`<section id=${id}><h2>${title}</h2>
      <table><thead><tr><th scope="col">Number</th><th scope="col">Name</th><th scope="col">What it does</th></tr></thead>
        <tbody>${Object.keys(entries).map((name) => indexRow(rows.get(name)))}</tbody></table></section>`)}`;
}
