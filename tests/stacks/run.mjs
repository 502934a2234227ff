// Both stacks before every instruction: `vitrine stacks` against what a real CPython 3.7.5 held (NAME.stacks.jsonl.xz), from the source
// and from 3.7's own .pyc (tests/bytecode/pyc), natively and in wasm. Format: one JSON array a line,
//   [frame depth, code name, offset, [evaluation stack, bottom first], [[block type, handler, level], ...]]
// The recordings end after so many instructions (programs 20,000, others 1,600); ours is compared as far as they go.

import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { wasmMachine } from '../harness/machines.mjs';
import { filesBelow, inRoot, nativeBinary } from '../harness/paths.mjs';
import { pooled, runProcess } from '../harness/process.mjs';

const kTimeout = 180_000;

/** Recordings of this many lines stopped there, and the program went on. */
const kCutAt = new Set([20_000, 1_600]);

async function unpacked(path) {
  const { stdout, exitCode } = await runProcess('xz', ['-dc', inRoot(path)]);
  if (exitCode !== 0) throw new Error(`xz cannot unpack ${path}`);
  return stdout.toString().trimEnd().split('\n');
}

/** Every recording: {name, source, pyc or null, input, lines()}. */
function recordings() {
  return ['tests/programs', 'tests/stacks'].flatMap((place) => filesBelow(place, '.stacks.jsonl.xz')).map((packed) => {
    const stem = packed.replace(/\.stacks\.jsonl\.xz$/, '');
    const pyc = `tests/bytecode/pyc/${basename(stem)}.cpython-37.pyc`;
    // Two of the programs share their names with a recording beside it; 3.7's .pyc is the recording's.
    const own = existsSync(inRoot(pyc)) ? pyc : null;
    return { packed, source: `${stem}.py`, pyc: own };
  });
}

function problemOf(outcome, expected) {
  if (outcome.timedOut) return 'timed out';
  const lines = outcome.stdout.trimEnd().split('\n');
  for (let at = 0; at < expected.length; ++at) {
    if (lines[at] === undefined) return `ends after ${at} of ${expected.length} instructions\nexpected ${expected[at]}\n${outcome.stderr.slice(-1500)}`;
    if (lines[at] !== expected[at] && !sameJson(lines[at], expected[at])) {
      return `instruction ${at + 1} of ${expected.length}\nbefore   ${expected[at - 1] ?? '-'}\nexpected ${expected[at]}\ngot      ${lines[at].slice(0, 2000)}`;
    }
  }
  if (lines.length > expected.length && !kCutAt.has(expected.length)) return `goes on after ${expected.length} instructions: ${lines[expected.length]}`;
  return null;
}

function sameJson(ours, theirs) {
  try {
    return JSON.stringify(JSON.parse(ours)) === JSON.stringify(JSON.parse(theirs));
  } catch {
    return false;
  }
}

/** The suite: each recording from source and .pyc on both builds. */
export async function run(report) {
  const wanted = recordings();
  report.check('the recordings are there', wanted.length >= 38 && readdirSync(inRoot('tests/bytecode/pyc')).length >= 39 ? null : `only ${wanted.length}`);
  const cases = wanted.flatMap(({ packed, source, pyc }) => [{ packed, file: source }, ...(pyc ? [{ packed, file: pyc }] : [])]);
  const texts = new Map();
  await pooled(wanted, 2, async ({ packed }) => texts.set(packed, await unpacked(packed)));
  const binary = nativeBinary();
  await report.attemptSuite('native', async () => {
    if (!binary) throw new Error('there is no native build: run make native');
    await pooled(cases, 2, async ({ packed, file }) => {
      const { stdout, stderr, timedOut } = await runProcess(binary, ['stacks', file], { timeout: kTimeout });
      report.check(`${file} on native`, problemOf({ stdout: stdout.toString(), stderr: stderr.toString(), timedOut }, texts.get(packed)));
    });
  });
  await report.attemptSuite('wasm', async () => {
    const machine = wasmMachine();
    await pooled(cases, machine.width, async ({ packed, file }) => {
      report.check(`${file} on wasm`, problemOf(await machine.run({ words: ['stacks', `file=${file}`], timeout: kTimeout }), texts.get(packed)));
    });
    await machine.close();
  });
}
