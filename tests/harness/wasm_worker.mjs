// Runs programs on our wasm module inside a worker thread: the module is compiled once, each program gets an instance of its own.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { inRoot, wasmDirectory } from './paths.mjs';

process.setMaxListeners(0);  // each instance of the glue adds two
const createVitrine = createRequire(import.meta.url)(join(wasmDirectory(), 'vitrine.js'));
const compiled = new WebAssembly.Module(readFileSync(join(wasmDirectory(), 'vitrine.wasm')));

let compiledRest = null;
const rest = () => (compiledRest ??= new WebAssembly.Module(readFileSync(join(wasmDirectory(), 'vitrine.rest.wasm'))));

function lineReader(stdin) {
  let rest = Buffer.from(stdin ?? '');
  return () => {
    const newline = rest.indexOf(10);
    const line = newline < 0 ? rest : rest.subarray(0, newline + 1);
    rest = rest.subarray(line.length);
    return new Uint8Array(line);
  };
}

const quietly = (read) => {
  try {
    return read();
  } catch {
    return null;
  }
};

async function run({ path, stdin, words }) {
  const written = { 1: [], 2: [] };
  const host = {
    readFile: (name) => quietly(() => new Uint8Array(readFileSync(inRoot(name)))),
    writeFile: () => false,
    write: (fd, bytes) => void written[fd === 2 ? 2 : 1].push(Buffer.from(bytes)),
    readInput: lineReader(stdin),
    sleep: (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds),
    now: () => Date.now() / 1000,
  };
  const module = await createVitrine({
    host,
    unicodeNames: () => quietly(() => new Uint8Array(readFileSync(join(wasmDirectory(), 'unicode-names.bin')))),
    rest,
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance, compiled);
      return instance.exports;
    },
  });
  module.host = host;
  let exitCode = null;
  let crash = '';
  try {
    exitCode = module.command((words ?? ['run', `file=${path}`]).join('\0'));
  } catch (error) {
    crash = `\n${error?.stack ?? error}`;
  }
  const text = (fd) => Buffer.concat(written[fd]).toString();
  return { stdout: text(1), stderr: text(2) + crash, exitCode, timedOut: false, crashed: crash !== '' };
}

parentPort.on('message', async (job) => parentPort.postMessage(await run(job).catch((error) => ({ stdout: '', stderr: String(error?.stack ?? error), exitCode: null, timedOut: false, crashed: true }))));
