// Splits the linked module in two, so that a first visit transfers what most programs run and no more: vitrine.wasm keeps the
// functions that ran in any of the programs given, and vitrine.rest.wasm has the others, fetched when one of them is first called (rest.js).
// What ran is found out here, by binaryen's wasm-split: a module that takes notes runs the programs as the page does.
//   node split.mjs WASM_SPLIT DIRECTORY PROGRAM...
// DIRECTORY has vitrine.js and vitrine.wasm, which stays there as vitrine.whole.wasm. WASM_SPLIT -: there is none, the rest is empty.

import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';

const [wasmSplit, where, ...programs] = process.argv.slice(2);
const directory = resolve(where);
const file = (name) => join(directory, name);
const kFeatures = ['--enable-bulk-memory', '--enable-sign-ext', '--enable-nontrapping-float-to-int', '--enable-mutable-globals'];
const split = (...words) => execFileSync(wasmSplit, [...words, ...kFeatures], { stdio: ['ignore', 'inherit', 'inherit'] });

const createVitrine = createRequire(import.meta.url)(file('vitrine.js'));
/** What the command line's start is measured with. */
const kGreeting = 'print("hello")';
const kSliceMs = 10;
const kFindKinds = 12;
const [kBudgetSpent, kSleeping, kUnderWay] = [1, 3, 7];

async function instantiate(compiled) {
  let exports;
  const host = {
    readFile: (name) => new Uint8Array(readFileSync(name)), writeFile: () => false, write: () => {}, readInput: () => new Uint8Array(0), sleep: () => {}, now: () => 0,
  };
  const module = await createVitrine({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(compiled, imports);
      exports = instance.exports;
      done(instance, compiled);
      return exports;
    },
  });
  module.host = host;
  return { module, exports };
}

/** What the page's Worker asks of a session (web/src/worker.ts): run it in slices, look at moments, look for some, start again. */
function watch(module, path) {
  const source = readFileSync(path, 'utf8');
  module.protocolVersion();
  module.opcodeHelp();
  const session = new module.Session('{}');
  if (session.load(source, basename(path)) !== 0) throw new Error(`${path} does not compile`);
  session.listing();
  session.seek(0, kSliceMs);
  session.giveInput(new TextEncoder().encode('7\n'));
  session.closeInput();
  while ([kBudgetSpent, kSleeping].includes(session.run(-1, kSliceMs))) session.sleepLeft();
  session.takeOutput();
  const last = session.lastMoment();
  for (const moment of [0, 1, last >> 1, (last >> 1) + 1, last - 1, last]) {
    while (session.seek(moment, kSliceMs) === kUnderWay);
    session.position();
    session.describe();
    session.profile();
    session.exitCode();
    session.listingOf(0);
  }
  for (let kind = 0; kind < kFindKinds; ++kind) while (session.find(kind, 1, 1, kSliceMs) === kUnderWay);
  session.found();
  session.lastError();
  // What a trap asks for (guard.js) has to be at hand: the trap may be that the rest cannot be fetched.
  while (session.seek(last >> 1, kSliceMs) === kUnderWay);
  module.stackRestore(module.stackSave());
  session.recover('a reason');
  session.lastError();
  session.describe();
  session.stop();
  session.reset();
  session.recover('');
  session.delete();
}

/** The notes of one run, as a file for wasm-split. */
function takeNotes(exports, name) {
  const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
  const room = 1 << 20;
  const at = memory.grow(room >> 16) << 16 >>> 0;
  const size = exports.__write_profile(at, room);
  writeFileSync(file(name), Buffer.from(memory.buffer, at, size));
  return file(name);
}

async function main() {
  if (wasmSplit === '-') {
    rmSync(file('vitrine.whole.wasm'), { force: true });
    writeFileSync(file('vitrine.rest.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    return;
  }
  renameSync(file('vitrine.wasm'), file('vitrine.whole.wasm'));
  const whole = file('vitrine.whole.wasm');
  const noting = file('vitrine.noting.wasm');
  split('--instrument', whole, '-o', noting);
  const compiled = new WebAssembly.Module(readFileSync(noting));
  const notes = [];
  process.setMaxListeners(0);  // each instance of the glue adds two
  for (const program of [kGreeting, ...programs]) {
    const { module, exports } = await instantiate(compiled);
    if (program.includes('/bench/')) module.command(['run', `file=${program}`].join('\0'));
    else if (program === kGreeting) module.command(['run', `code=${program}`].join('\0'));
    else watch(module, program);
    notes.push(takeNotes(exports, `${notes.length}.notes`));
  }
  const all = file('vitrine.notes');
  split('--merge-profiles', ...notes, '-o', all);
  split('--split', whole, '--placeholder-namespace=rest', '--import-namespace=first', `--profile=${all}`, '-o1', file('vitrine.wasm'), '-o2', file('vitrine.rest.wasm'));
  for (const made of [noting, all, ...notes]) rmSync(made);
}

await main();
