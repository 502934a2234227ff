// What CPython 3.14 compiles the site's examples to, as its `dis` prints it: the playground's, for site/listings_314.json, and those of the
// reference, for site/reference/listings_314.json:
//   node tests/web/classic_listings.mjs          writes the files
// listings.test.mjs compares them with what is there.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { controlSubjects } from '../../site/reference/control.mjs';
import { valueSubjects } from '../../site/reference/values.mjs';
import { inRoot } from '../harness/paths.mjs';

const kScript = `
import dis, io, re, warnings
warnings.simplefilter("ignore")

def listing(source, mode):
    out = io.StringIO()
    dis.dis(compile(source, "program.py", mode), file=out)
    return re.sub(r"(code object .+?) at 0x[0-9a-f]+", r"\\1", out.getvalue()).rstrip()
`;

export const kListings = inRoot('site/listings_314.json');
export const kReferenceListings = inRoot('site/reference/listings_314.json');

/** What site/reference says of each instruction. */
export const referenceEntries = Object.assign({}, ...[...valueSubjects, ...controlSubjects].map(({ entries }) => entries));

/** {examples: {name: listing}, reference: {instruction: listing}}. */
export async function listings() {
  const python = await loadPyodide();
  python.runPython(kScript);
  const listing = python.globals.get('listing');
  const names = readdirSync(inRoot('site/examples')).filter((name) => name.endsWith('.py')).sort();
  const shown = Object.entries(referenceEntries).filter(([, { example }]) => example);
  return {
    examples: Object.fromEntries(names.map((name) => [name.replace(/\.py$/, ''), listing(readFileSync(inRoot('site/examples', name), 'utf8').trimEnd(), 'exec')])),
    reference: Object.fromEntries(shown.map(([name, { example, mode }]) => [name, listing(example, mode ?? 'exec')])),
  };
}

if (process.argv[1]?.endsWith('classic_listings.mjs')) {
  const { examples, reference } = await listings();
  writeFileSync(kListings, `${JSON.stringify(examples, null, 1)}\n`);
  writeFileSync(kReferenceListings, `${JSON.stringify(reference, null, 1)}\n`);
  process.exit(0);
}
