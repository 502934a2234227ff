// The reference of the instruction set, made when the site is built: site/reference/index.html gets the list, and site/reference/opcode.html, built
// like any page, is the mould of a page for each row of core/bytecode/opcodes.def. The rows come from the built module (opcodeHelp(),
// as the page's help does), what is said besides from site/reference/{values,control}.mjs, listings of 3.14 from site/reference/listings_314.json.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { controlSubjects } from '../../site/reference/control.mjs';
import { valueSubjects } from '../../site/reference/values.mjs';
import { loadModule } from './module.mjs';
import { programOf, runExample } from './reference_example.mjs';
import { indexPage, opcodePage } from './reference_pages.mjs';
import { withSources } from './sources.mjs';

const read = (path) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const subjects = [...valueSubjects, ...controlSubjects];

/** The rows of intrinsics.def, each with the opcode whose operand it is. */
function operations() {
  const text = read('../../core/bytecode/intrinsics.def');
  const rows = [...text.matchAll(/^INTRINSIC_([12])\((\w+), (\d+), "([^"]+)"\)/gm)].map(([, arity, name, number, meaning]) => ({ opcode: `CALL_INTRINSIC_${arity}`, name, number, meaning }));
  const constants = [...text.matchAll(/^COMMON_CONSTANT\((\w+), (\d+)\)/gm)].map(([, name, number]) => ({ opcode: 'LOAD_COMMON_CONSTANT', name, number, meaning: 'the class' }));
  return [...rows, ...constants];
}

/** {index: HTML, pages: Map of name to HTML}. */
const reference = (wasmDirectory) => withSources(async ({ core }) => {
  const module = await loadModule(wasmDirectory);
  const table = JSON.parse(module.opcodeHelp());
  const rows = new Map(table.map((row) => [row.name, row]));
  const names = new Map(table.map(({ number, name }) => [number, name]));
  const listings = JSON.parse(read('../../site/reference/listings_314.json'));
  const operands = operations();
  const pages = new Map();
  for (const subject of subjects) {
    for (const [name, entry] of Object.entries(subject.entries)) {
      const row = rows.get(name);
      if (!row) throw new Error(`site/reference speaks of ${name}, which opcodes.def does not have`);
      const at = table.indexOf(row);
      const run = entry.example ? runExample(module, core, row, entry) : null;
      const page = {
        core, row, entry, subject, run, names, operations: operands.filter(({ opcode }) => opcode === name), listing314: listings[name], previous: table[at - 1], next: table[at + 1],
        hash: entry.example ? await core.encodeShare(programOf(entry)) : '',
      };
      pages.set(name, core.toStaticHtml(opcodePage(page)));
    }
  }
  const missing = table.filter(({ name }) => !pages.has(name));
  if (missing.length) throw new Error(`site/reference says nothing of ${missing.map(({ name }) => name).join(', ')}`);
  return { index: core.toStaticHtml(indexPage({ subjects, rows })), pages };
});

/** Vite's plugin. */
export function referencePlugin(wasmDirectory) {
  let made = null;
  const get = () => (made ??= reference(wasmDirectory));
  return {
    name: 'vitrine-reference',
    enforce: 'post',
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        return html.includes('<!--instructions-->') ? html.split('<!--instructions-->').join((await get()).index) : html;
      },
    },
    async generateBundle(_, bundle) {
      const mould = bundle['reference/opcode.html'];
      if (!mould) throw new Error('reference/opcode.html is not among the pages');
      delete bundle['reference/opcode.html'];
      for (const [name, body] of (await get()).pages) {
        const source = String(mould.source).split('<!--instruction-->').join(body).split('INSTRUCTION').join(name);
        this.emitFile({ type: 'asset', fileName: `reference/${name}.html`, source });
      }
    },
  };
}
