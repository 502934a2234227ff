// The listings of site/classic.html, put in when the site is built: each example as the built module compiles it, beside what
// CPython 3.14's `dis` prints of it. The latter stands in site/listings_314.json, which tests/web/classic_listings.mjs writes with npm's
// CPython and a test compares, so that building the site needs no Python.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadModule } from './module.mjs';
import { withSources } from './sources.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const escape = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

/** One code object as text, in dis's layout: line, offset, name, argument. */
function listingText(code, names) {
  let line = 0;
  const rows = code.instructions.map((row) => {
    const begins = row.line !== line;
    line = row.line;
    const name = names.get(row.opcode) ?? String(row.opcode);
    const argument = row.explanation || (row.operand ?? '');
    return `${begins ? `${row.line}`.padStart(4) : '    '} ${String(row.offset).padStart(5)} ${argument === '' ? name : `${name.padEnd(20)} ${argument}`}`;
  });
  return `${code.qualName}:\n${rows.join('\n')}`;
}

async function listings(wasmDirectory) {
  const module = await loadModule(wasmDirectory);
  const names = new Map(JSON.parse(module.opcodeHelp()).map(({ number, name }) => [number, name]));
  const today = JSON.parse(readFileSync(here('../../site/listings_314.json'), 'utf8'));
  const session = new module.Session('{}');
  const parts = (await withSources(({ examples }) => examples)).map(({ name, title, source }) => {
    if (session.load(source, 'program.py') !== 0) throw new Error(`${name} does not compile: ${session.lastError()}`);
    const classic = JSON.parse(session.listing()).codes.map((code) => listingText(code, names)).join('\n\n');
    return `<details><summary>${escape(title)}</summary><div class="listings">
      <section><h3>Classic machine</h3><pre tabindex="0" aria-label="${escape(title)}, classic">${escape(classic)}</pre></section>
      <section><h3>CPython 3.14</h3><pre tabindex="0" aria-label="${escape(title)}, CPython 3.14">${escape(today[name] ?? '')}</pre></section></div></details>`;
  });
  return parts.join('\n');
}

export function classicPlugin(wasmDirectory) {
  return {
    name: 'vitrine-classic',
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        return html.includes('<!--listings-->') ? html.split('<!--listings-->').join(await listings(wasmDirectory)) : html;
      },
    },
  };
}
