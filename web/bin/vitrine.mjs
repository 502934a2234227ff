#!/usr/bin/env node
// The command line over wasm: the same commands as the native `vitrine`. Options are parsed here, the work is done by the
// module's `command()` (PROTOCOL.md, section 3). Start-up counts: three built-in imports, the glue and the module read once,
// compiled synchronously, and nothing else before the first output.

import { existsSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const kUsage = `usage: vitrine run FILE [ARGUMENT...]     run a program: a .py or a .pyc file, - for standard input
       vitrine run -c CODE [ARGUMENT...]
       vitrine run --record BUNDLE ...    the same, leaving what replay needs
       vitrine dis FILE                   list the bytecode, as dis does
       vitrine compile FILE -o OUT.pyc    compile to a .pyc file (--classic: one that CPython 3.7 runs, where that is possible)
       vitrine code FILE                  code objects as JSON lines
       vitrine stacks FILE                both stacks before every instruction, as JSON lines
       vitrine replay BUNDLE [--until N] [--dump]
`;

/** Python's exit code for a wrong command line. */
const kUsageError = 2;

function fail(message) {
  process.stderr.write(`vitrine: ${message}\n${kUsage}`);
  process.exit(kUsageError);
}

const word = (key) => (value) => `${key}=${value}`;

/** `run`: everything after the program is the program's own. */
function runWords(args) {
  if (args[0] === '--record') {
    if (args[1] === undefined) fail('--record needs a file');
    return [...runWords(args.slice(2)), `record=${args[1]}`];
  }
  if (args[0] === '-c') {
    if (args[1] === undefined) fail('-c needs a program');
    return ['run', `code=${args[1]}`, ...args.slice(2).map(word('arg'))];
  }
  if (args[0] === undefined) fail('run needs a file, -c CODE or -');
  if (args[0] !== '-' && args[0].startsWith('-')) fail(`unknown option ${args[0]}`);
  return ['run', args[0] === '-' ? 'stdin=1' : `file=${args[0]}`, ...args.slice(1).map(word('arg'))];
}

const kOptions = {
  dis: {},
  code: {},
  stacks: {},
  compile: { output: { type: 'string', short: 'o' }, classic: { type: 'boolean' } },
  replay: { until: { type: 'string' }, dump: { type: 'boolean' } },
};

function fileWords(name, args) {
  let parsed;
  try {
    parsed = parseArgs({ args, options: kOptions[name], allowPositionals: true });
  } catch (error) {
    fail(error.message);
  }
  const { values, positionals } = parsed;
  if (positionals.length !== 1) fail(`${name} needs one file`);
  if (name === 'compile' && values.output === undefined) fail('compile needs -o OUT.pyc');
  const words = [name, `file=${positionals[0]}`];
  if (values.output !== undefined) words.push(`out=${values.output}`);
  if (values.until !== undefined) {
    if (!/^\d+$/.test(values.until)) fail('--until needs a number');
    words.push(`until=${values.until}`);
  }
  if (values.dump) words.push('dump=1');
  if (values.classic) words.push('classic=1');
  return words;
}

function wordsOf([name, ...args]) {
  if (name === '--help' || name === '-h') {
    process.stdout.write(kUsage);
    process.exit(0);
  }
  if (name === 'run') return runWords(args);
  if (name !== undefined && Object.hasOwn(kOptions, name)) return fileWords(name, args);
  fail(name === undefined ? 'which command?' : `unknown command ${name}`);
}

/** Writes all of `bytes`, however often the pipe is full; a reader that has gone ends the program quietly, as in C. */
function writeAll(fd, bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if (error.code === 'EPIPE') process.exit(141);
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

function quietly(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

const kEmpty = new Uint8Array(0);
let buffered = kEmpty;

/** The next line of standard input, newline included; empty at its end. */
function readInput() {
  const chunk = new Uint8Array(65536);
  for (;;) {
    const newline = buffered.indexOf(10);
    if (newline >= 0) return takeInput(newline + 1);
    let size = 0;
    try {
      size = readSync(0, chunk);
    } catch (error) {
      if (error.code === 'EAGAIN') {
        sleep(5);
        continue;
      }
      if (error.code !== 'EOF') throw error;
    }
    if (size === 0) return takeInput(buffered.length);
    buffered = Buffer.concat([buffered, chunk.subarray(0, size)]);
  }
}

function takeInput(length) {
  const line = buffered.slice(0, length);
  buffered = buffered.slice(length);
  return line;
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

const host = {
  readFile: (path) => quietly(() => new Uint8Array(readFileSync(path)), null),
  writeFile: (path, bytes) => quietly(() => (writeFileSync(path, bytes), true), false),
  write: writeAll,
  readInput,
  sleep,
  now: () => Date.now() / 1000,
};

/** Where the module lies: in the source tree's build, where there is one, else beside the package's own code. */
function moduleDirectory() {
  const places = ['../../build/wasm/', '../dist/wasm/'].map((path) => new URL(path, import.meta.url));
  const place = places.find((url) => existsSync(new URL('vitrine.wasm', url)));
  if (place) return place;
  process.stderr.write('vitrine: the wasm module is not built yet: run make wasm\n');
  process.exit(1);
}

/** The module in one piece, since nothing has to be transferred here: it starts 10 ms sooner than in two (core/decisions/0008-size.md). */
function readModule(directory) {
  const whole = new URL('vitrine.whole.wasm', directory);
  return readFileSync(existsSync(whole) ? whole : new URL('vitrine.wasm', directory));
}

async function main() {
  const words = wordsOf(process.argv.slice(2));
  const directory = moduleDirectory();
  const createVitrine = createRequire(import.meta.url)(new URL('vitrine.js', directory).pathname);
  const module = await createVitrine({
    host,
    unicodeNames: () => quietly(() => new Uint8Array(readFileSync(new URL('unicode-names.bin', directory))), null),
    instantiateWasm(imports, done) {
      const compiled = new WebAssembly.Module(readModule(directory));
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance, compiled);
      return instance.exports;
    },
  });
  module.host = host;
  process.exitCode = module.command(words.join('\0'));
}

await main();
