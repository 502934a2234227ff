// What CPython 3.14 compiles the playground's examples to, as its `dis` prints it, for site/listings_314.json:
//   node tests/web/classic_listings.mjs          writes the file
// listings.test.mjs compares it with what is there.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { inRoot } from '../harness/paths.mjs';

const kScript = `
import dis, io, re

def listing(source):
    out = io.StringIO()
    dis.dis(compile(source, "program.py", "exec"), file=out)
    return re.sub(r"code object (\\S+) at 0x[0-9a-f]+", r"code object \\1", out.getvalue()).rstrip()
`;

export const kListings = inRoot('site/listings_314.json');

/** {example: listing}. */
export async function listings() {
  const python = await loadPyodide();
  python.runPython(kScript);
  const listing = python.globals.get('listing');
  const names = readdirSync(inRoot('site/examples')).filter((name) => name.endsWith('.py')).sort();
  return Object.fromEntries(names.map((name) => [name.replace(/\.py$/, ''), listing(readFileSync(inRoot('site/examples', name), 'utf8').trimEnd())]));
}

if (process.argv[1]?.endsWith('classic_listings.mjs')) {
  writeFileSync(kListings, `${JSON.stringify(await listings(), null, 1)}\n`);
  process.exit(0);
}
