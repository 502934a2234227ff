// One engine, one program, some rounds, in a process of its own (run.mjs starts it):
//   node tests/bench/engines.mjs ENGINE ROUNDS PROGRAM...
// Prints a JSON list of {program, seconds: [one per round] | null, error}, and the seconds from this script's first line to the first
// output of a program that prints a word.

const kBegin = performance.now();

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const kHello = 'print("hello")\n';

/** Our module: a fresh instance per round, as a page would have. */
async function vitrine() {
  const { inRoot, wasmDirectory } = await import('../harness/paths.mjs');
  const createVitrine = createRequire(import.meta.url)(join(wasmDirectory(), 'vitrine.js'));
  const compiled = new WebAssembly.Module(readFileSync(join(wasmDirectory(), 'vitrine.wasm')));
  return async (source, path) => {
    let printed = '';
    const host = {
      readFile: () => new Uint8Array(readFileSync(inRoot(path))),
      writeFile: () => false,
      write: (fd, bytes) => (printed += Buffer.from(bytes).toString()),
      readInput: () => new Uint8Array(0),
      sleep: () => {},
      now: () => Date.now() / 1000,
    };
    const module = await createVitrine({
      host,
      instantiateWasm(imports, done) {
        const instance = new WebAssembly.Instance(compiled, imports);
        done(instance, compiled);
        return instance.exports;
      },
    });
    module.host = host;
    const begin = performance.now();
    const code = module.command(['run', path ? `file=${path}` : `code=${source}`].join('\0'));
    const seconds = (performance.now() - begin) / 1000;
    if (code !== 0) throw new Error(printed || `exit code ${code}`);
    return seconds;
  };
}

async function pyodide() {
  const { loadPyodide } = await import('pyodide');
  const python = await loadPyodide({ stdout: () => {} });
  return (source) => {
    const names = python.toPy({ __name__: '__main__' });
    const begin = performance.now();
    python.runPython(source, { globals: names });
    const seconds = (performance.now() - begin) / 1000;
    names.destroy();
    return seconds;
  };
}

async function micropython() {
  const { loadMicroPython } = await import('@micropython/micropython-webassembly-pyscript/micropython.mjs');
  return async (source) => {
    const python = await loadMicroPython({ heapsize: 64 << 20, pystack: 64 << 10, stdout: () => {} });
    const begin = performance.now();
    python.runPython(source);
    return (performance.now() - begin) / 1000;
  };
}

const kEngines = { vitrine, pyodide, micropython };

const [engine, rounds, ...programs] = process.argv.slice(2);
const run = await kEngines[engine]();
await run(kHello, null);
const firstOutput = (performance.now() - kBegin) / 1000;
const results = [];
for (const program of programs) {
  try {
    const seconds = [];
    for (let round = 0; round < Number(rounds); ++round) seconds.push(await run(readFileSync(program, 'utf8'), program));
    results.push({ program, seconds, error: null });
  } catch (error) {
    results.push({ program, seconds: null, error: String(error?.message ?? error).slice(-600) });
  }
}
console.log(JSON.stringify({ firstOutput, results }));
process.exit(0);
