// Speed against the peers, measured in this same run: our wasm and two peers under Node (Pyodide, MicroPython), and native CPython 3.11.
// Every program (programs/*.py) checks its own result. Best of ROUNDS; ratios are times faster than the peer.
//   node tests/bench/run.mjs [--rounds N] [--without micropython,...] [PART OF A NAME ...]

import { fromRoot, filesBelow, inRoot } from '../harness/paths.mjs';
import { systemPython } from '../harness/machines.mjs';
import { runProcess } from '../harness/process.mjs';

const kTimeout = 20 * 60_000;
const kBar = 1.5;

function options(words) {
  const take = (name, otherwise) => {
    const at = words.indexOf(name);
    return at < 0 ? otherwise : words.splice(at, 2)[1];
  };
  const rounds = Number(take('--rounds', '3'));
  const without = take('--without', '').split(',');
  return { rounds, without, parts: words };
}

async function measure(engine, rounds, programs, python) {
  const [command, args] = engine === 'cpython' ? [python.command, [inRoot('tests/bench/cpython.py')]] : [process.execPath, [inRoot('tests/bench/engines.mjs'), engine]];
  const { stdout, stderr, exitCode } = await runProcess(command, [...args, String(rounds), ...programs], { timeout: kTimeout });
  if (exitCode !== 0) throw new Error(`${engine}: ${stderr.toString().slice(-1500)}`);
  const { firstOutput, results } = JSON.parse(stdout.toString());
  return { firstOutput, best: new Map(results.map(({ program, seconds, error }) => [program, seconds ? Math.min(...seconds) : { error }])) };
}

const geometricMean = (values) => (values.length ? Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length) : NaN);
const cell = (text) => String(text).padStart(12);

function printTable(engines, measured, programs) {
  console.log(`${'milliseconds'.padEnd(16)}${engines.map(cell).join('')}${engines.slice(1).map((engine) => cell(`x ${engine}`)).join('')}`);
  const ratios = new Map(engines.slice(1).map((engine) => [engine, []]));
  for (const program of programs) {
    const times = engines.map((engine) => measured.get(engine).best.get(program));
    const ours = times[0];
    const against = engines.slice(1).map((engine, index) => {
      const ratio = times[index + 1] / ours;
      if (Number.isFinite(ratio)) ratios.get(engine).push(ratio);
      return Number.isFinite(ratio) ? ratio.toFixed(2) : '-';
    });
    const name = program.replace(/^.*\/|\.py$/g, '').padEnd(16);
    console.log(name + times.map((time) => cell(typeof time === 'number' ? (time * 1000).toFixed(1) : 'failed')).join('') + against.map(cell).join(''));
  }
  const means = [...ratios].map(([engine, values]) => [engine, geometricMean(values)]);
  console.log(`${'geometric mean'.padEnd(16)}${engines.map(() => cell('')).join('')}${means.map(([, mean]) => cell(mean.toFixed(2))).join('')}`);
  return new Map(means);
}

/** Milliseconds from the command line's first line to its first output, best of `rounds`. */
async function firstOutput(rounds) {
  const times = [];
  for (let round = 0; round < rounds; ++round) {
    const { stderr } = await runProcess(process.execPath, [inRoot('tests/bench/first_output.mjs'), 'run', '-c', 'print("hello")']);
    times.push(Number.parseFloat(stderr.toString()));
  }
  return Math.min(...times);
}

async function main() {
  const { rounds, without, parts } = options(process.argv.slice(2));
  const programs = filesBelow('tests/bench/programs', '.py').filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)));
  const python = await systemPython();
  const engines = ['vitrine', 'pyodide', 'micropython', ...(python ? ['cpython'] : [])].filter((engine) => !without.includes(engine));
  const measured = new Map();
  for (const engine of engines) measured.set(engine, await measure(engine, engine === 'micropython' ? 1 : rounds, programs, python));
  const means = printTable(engines, measured, programs);
  for (const engine of engines) {
    for (const [program, best] of measured.get(engine).best) if (best.error) console.log(`${engine} failed on ${fromRoot(inRoot(program))}: ${best.error}`);
  }
  console.log(`first output: vitrine ${(await firstOutput(5)).toFixed(0)} ms from the script's first line (bar 60)${engines.slice(1).filter((engine) => measured.get(engine).firstOutput).map((engine) => `, ${engine} ${(measured.get(engine).firstOutput * 1000).toFixed(0)} ms`).join('')}`);
  if (python && parts.length === 0) await compiling(python);
  if (means.has('pyodide')) console.log(`against Pyodide: ${means.get('pyodide').toFixed(2)}x (bar ${kBar}x)`);
}

/** The compiler alone, over the whole library (compile.py). */
async function compiling(python) {
  const library = inRoot('tests/node_modules/pyodide/python_stdlib.zip');
  const { stdout, stderr, exitCode } = await runProcess(python.command, [inRoot('tests/bench/compile.py'), library], { timeout: kTimeout });
  console.log(exitCode === 0 ? stdout.toString().trimEnd() : `compile.py: ${stderr.toString().slice(-1500)}`);
}

await main();
