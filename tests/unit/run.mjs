// The unit tests (Google Test): natively under the sanitizers, and the same as wasm under Node.

import { existsSync, readdirSync } from 'node:fs';
import { fromRoot, inRoot } from '../harness/paths.mjs';
import { pooled, runProcess } from '../harness/process.mjs';

const kTimeout = 300_000;

/** The counts in what a Google Test program printed; a crash counts as one failure more. */
function countsOf({ stdout, stderr, exitCode, signal, timedOut }) {
  const text = stdout.toString();
  const number = (pattern) => Number(pattern.exec(text)?.[1] ?? 0);
  const ended = /\[==========\] \d+ tests? from .* ran\./.test(text);
  const failed = number(/\[ {2}FAILED {2}\] (\d+) tests?, listed below/);
  const passed = ended ? number(/\[ {2}PASSED {2}\] (\d+) tests?\./) : (text.match(/^\[ {7}OK \]/gm) ?? []).length;
  const broken = !ended || (exitCode !== 0 && failed === 0);
  const failures = text.split(/^\[ RUN {6}\] /m).filter((part) => /\[ {2}FAILED {2}\]/.test(part) && !/^\[={10}\]/.test(part)).join('').slice(0, 12_000);
  const last = broken ? `\n${timedOut ? 'timed out' : `ended with ${signal ?? exitCode}`}\n${text.slice(-600)}\n${stderr.toString().slice(-4000)}` : '';
  return { passed, failed: failed + (broken ? 1 : 0), detail: failures + last };
}

async function runAll(report, tests) {
  await pooled(tests, 2, async ({ name, command, args }) => {
    const outcome = await runProcess(command, args, { timeout: kTimeout });
    report.add(name, countsOf(outcome));
  });
}

const testsIn = (directory, ending) => (existsSync(inRoot(directory)) ? readdirSync(inRoot(directory)).filter((name) => name.endsWith(ending)).sort() : []);

export async function runNative(report) {
  const directory = process.env.VITRINE_UNIT_DIR ?? 'build/asan';
  const tests = testsIn(directory, '_test').map((name) => ({ name, command: inRoot(directory, name), args: [] }));
  if (tests.length === 0) report.check(`unit tests in ${fromRoot(inRoot(directory))}`, 'none are built: run make asan');
  await runAll(report, tests);
}

export async function runWasm(report) {
  const tests = testsIn('build/wasm', '_test.js').map((name) => ({ name, command: process.execPath, args: [inRoot('build/wasm', name)] }));
  if (tests.length === 0) report.check('unit tests in build/wasm', 'none are built: run make wasm-tests');
  await runAll(report, tests);
}
