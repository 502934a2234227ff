// Bytecode against a real CPython 3.7.5: `vitrine dis` against the listings (*.dis), the compiler against the rows of code objects
// (README.md has their form; compare_rows.py compares and explains), and .pyc files going from one build to the other.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { systemPython, wasmMachine } from '../harness/machines.mjs';
import { filesBelow, inRoot, nativeBinary } from '../harness/paths.mjs';
import { runProcess } from '../harness/process.mjs';
import { firstDifference } from '../harness/report.mjs';

const kTimeout = 120_000;
const kLibrary = inRoot('tests/node_modules/pyodide/python_stdlib.zip');

/** The listing without what differs from run to run, addresses, and with 3.7's opcode in place of our one for assert. */
const withoutAddresses = (text) => text.replace(/file "[^"]*\//g, 'file "').replaceAll('LOAD_ASSERTION_ERROR', 'LOAD_GLOBAL         ').replace(/0x[0-9a-f]+/gi, '0x...').replace(/0x\.\.\.\./g, '0x...').trimEnd();

async function checkListings(report, name, run) {
  for (const listing of filesBelow('tests/bytecode', '.dis')) {
    const source = listing.replace(/\.dis$/, '.py');
    await report.attempt(`dis ${source} on ${name}`, async () => {
      const outcome = await run(['dis', source]);
      const expected = withoutAddresses(readFileSync(inRoot(listing), 'utf8'));
      return outcome.exitCode === 0 ? firstDifference(withoutAddresses(outcome.stdout), expected) : `exit code ${outcome.exitCode}\n${outcome.stderr}`;
    });
  }
}

/** The sanitized tool where there is one, since it sees more. */
const compileTool = () => ['asan', 'native'].map((build) => inRoot('build', build, 'compile_tool')).find(existsSync);

async function checkRows(report) {
  const python = (await systemPython())?.command;
  if (!python) throw new Error('there is no python3 of version 3.11 or newer to unpack the oracle with');
  const tool = compileTool();
  if (!tool) throw new Error('there is no compile_tool: run make asan');
  const outcome = await runProcess(python, [inRoot('tests/bytecode/compare_rows.py'), tool, kLibrary], { timeout: kTimeout });
  const lines = outcome.stdout.toString().trimEnd().split('\n');
  report.check('every row equals CPython 3.7.5 but for known differences', outcome.exitCode === 0 ? null : `${lines.join('\n')}\n${outcome.stderr}`);
  if (outcome.exitCode === 0) lines.forEach((line) => report.note(line));
}

/** Probes of evaluation order, one line each: those of 3.14, but for the ones listed with a reason. */
async function checkOrder(report, binary) {
  const lines = (text) => new Map(text.trimEnd().split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line)?.slice(1) ?? [line, '']));
  const { stdout, stderr } = await runProcess(binary, ['run', inRoot('tests/bytecode/order.py')], { timeout: kTimeout });
  const ours = lines(stdout.toString());
  const known = JSON.parse(readFileSync(inRoot('tests/bytecode/order_known.json'), 'utf8'));
  for (const [probe, expected] of lines(readFileSync(inRoot('tests/bytecode/order.out314'), 'utf8'))) {
    const equal = ours.get(probe) === expected;
    if (probe in known) report.check(`order: ${probe} is known to differ`, equal ? 'it does not: strike it off order_known.json' : null);
    else report.check(`order: ${probe}`, equal ? null : `expected ${expected}\ngot      ${ours.get(probe) ?? stderr}`);
  }
}

/** A .pyc compiled on one build runs on the other, and prints what the program prints. */
async function checkExchange(report, binary, machine) {
  const from = (text) => inRoot('build/oracle', text);
  mkdirSync(inRoot('build/oracle'), { recursive: true });
  const node = [inRoot('web/bin/vitrine.mjs')];
  const builds = { native: [binary, []], wasm: [process.execPath, node] };
  for (const program of filesBelow('tests/programs', '.py')) {
    const expected = readFileSync(inRoot(program.replace(/\.py$/, '.out')), 'utf8');
    const inputPath = inRoot(program.replace(/\.py$/, '.in'));
    const input = existsSync(inputPath) ? readFileSync(inputPath) : '';
    for (const [maker, runner] of [['native', 'wasm'], ['wasm', 'native']]) {
      await report.attempt(`${program} compiled by ${maker}, run by ${runner}`, async () => {
        const out = from(`${basename(program, '.py')}.${maker}.pyc`);
        const made = await runProcess(builds[maker][0], [...builds[maker][1], 'compile', program, '-o', out], { timeout: kTimeout });
        if (made.exitCode !== 0) return `compile: exit code ${made.exitCode}\n${made.stderr}`;
        const ran = await runProcess(builds[runner][0], [...builds[runner][1], 'run', out], { input, timeout: kTimeout });
        return firstDifference(ran.stdout.toString(), expected) ?? (ran.exitCode === 0 ? null : `exit code ${ran.exitCode}\n${ran.stderr}`);
      });
    }
    await report.attempt(`${program} compiles to the same bytes on both`, () => (readFileSync(from(`${basename(program, '.py')}.native.pyc`)).equals(readFileSync(from(`${basename(program, '.py')}.wasm.pyc`))) ? null : 'they differ'));
  }
}

export async function run(report) {
  const binary = nativeBinary();
  if (!binary) throw new Error('there is no native build: run make native');
  await checkListings(report, 'native', async (words) => {
    const { stdout, stderr, exitCode } = await runProcess(binary, words, { timeout: kTimeout });
    return { stdout: stdout.toString(), stderr: stderr.toString(), exitCode };
  });
  await report.attemptSuite('evaluation order', () => checkOrder(report, binary));
  await report.attemptSuite('rows of code objects', () => checkRows(report));
  await report.attemptSuite('wasm', async () => {
    const machine = wasmMachine();
    await checkListings(report, 'wasm', ([command, file]) => machine.run({ words: [command, `file=${file}`] }));
    await checkExchange(report, binary);
    await machine.close();
  });
}
