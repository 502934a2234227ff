// Bytecode against a real CPython 3.7.5: `vitrine dis` against the listings (*.dis), `vitrine code` against the rows of code objects
// (README.md has their form; compare_rows.py compares and explains), and .pyc files going from one build to the other.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { systemPython, wasmMachine } from '../harness/machines.mjs';
import { filesBelow, inRoot, nativeBinary } from '../harness/paths.mjs';
import { pooled, runProcess } from '../harness/process.mjs';
import { firstDifference } from '../harness/report.mjs';

const kTimeout = 120_000;

/** The listing without what differs from run to run: addresses. */
const withoutAddresses = (text) => text.replace(/0x[0-9a-f]+/gi, '0x...').replace(/0x\.\.\.\./g, '0x...').trimEnd();

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

/** The sources whose rows the oracle has: [{kind, name (as in the rows), file (from the root)}]. */
async function rowSources(python) {
  mkdirSync(inRoot('build/oracle'), { recursive: true });
  const made = await runProcess(python, [inRoot('tests/bytecode/oracle_sources.py'), inRoot('build/oracle')], { timeout: kTimeout });
  if (made.exitCode !== 0) throw new Error(made.stderr.toString());
  return JSON.parse(made.stdout.toString());
}

async function checkRows(report, binary) {
  const python = (await systemPython())?.command;
  if (!python) throw new Error('there is no python3 of version 3.11 or newer to unpack the oracle with');
  const sources = await rowSources(python);
  const outcomes = await pooled(sources, 2, async ({ file, mode }) => {
    const { stdout, stderr, exitCode } = await runProcess(binary, ['code', ...(mode === 'exec' ? [] : ['--mode', mode]), file], { timeout: kTimeout });
    return { stdout: stdout.toString(), stderr: stderr.toString(), exitCode };
  });
  const answers = sources.map(({ set, name, file }, index) => ({ set, name, file, rows: outcomes[index].stdout, error: outcomes[index].exitCode === 0 ? null : outcomes[index].stderr.slice(-300) }));
  const collected = inRoot('build/oracle/ours.json');
  writeFileSync(collected, JSON.stringify(answers));
  const compared = await runProcess(python, [inRoot('tests/bytecode/compare_rows.py'), collected], { timeout: kTimeout });
  if (compared.exitCode !== 0) throw new Error(compared.stderr.toString());
  const { sets, unexplained } = JSON.parse(compared.stdout.toString());
  for (const { name, rows, equal, explained } of sets) {
    const wrong = unexplained.filter((each) => each.set === name);
    const how = Object.entries(explained).map(([construct, count]) => `${construct} ${count}`).join(', ');
    report.note(`${name}: ${rows} rows, ${equal} equal, ${rows - equal - wrong.length} explained (${how || 'none'}), ${wrong.length} unexplained`);
    report.add(`rows of ${name}`, { passed: rows - wrong.length, failed: wrong.length, detail: wrong.slice(0, 25).map(({ row, reason }) => `${row}: ${reason}`).join('\n') });
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
  await report.attemptSuite('rows of code objects', () => checkRows(report, binary));
  await report.attemptSuite('wasm', async () => {
    const machine = wasmMachine();
    await checkListings(report, 'wasm', ([command, file]) => machine.run({ words: [command, `file=${file}`] }));
    await checkExchange(report, binary);
    await machine.close();
  });
}
