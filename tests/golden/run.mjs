// Golden programs: every tests/golden/**/*.py (which says in comments what it prints) and every tests/programs/*.py and tests/stacks/*.py
// (with .out and .in beside them) on our native build, our wasm and a real CPython 3.14, which keeps the expectations honest.
//   node tests/golden/run.mjs [--on native,wasm,cpython] [PART OF A NAME ...]

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { cpythonMachine, nativeMachine, systemPython, wasmMachine } from '../harness/machines.mjs';
import { filesBelow, fromRoot, inRoot } from '../harness/paths.mjs';
import { pooled } from '../harness/process.mjs';
import { Report } from '../harness/report.mjs';
import { problemOf, readExpectations } from './expectations.mjs';

const kPlaces = ['tests/golden', 'tests/programs', 'tests/stacks'];

function withSidecars(path, source) {
  const output = inRoot(path.replace(/\.py$/, '.out'));
  if (!existsSync(output)) return readExpectations(source);
  const input = inRoot(path.replace(/\.py$/, '.in'));
  const stdin = existsSync(input) ? readFileSync(input, 'utf8') : '';
  return { ...readExpectations(''), stdout: readFileSync(output, 'utf8').split('\n'), stdin, count: 1, anyStderr: true };
}

/** All golden programs whose name holds one of `parts`: [{path, source, expected}]. */
export function goldenPrograms(parts = []) {
  return kPlaces
    .flatMap((place) => filesBelow(place, '.py'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('_')))
    .filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)))
    .map((path) => {
      const source = readFileSync(inRoot(path), 'utf8');
      return { path, source, expected: withSidecars(path, source) };
    });
}

/** Programs that CPython has already been found to agree with need not be asked again: their digests, kept in build/. */
class Agreed {
  constructor(path = inRoot('build/golden_agreed.json')) {
    this.path_ = path;
    this.known_ = new Set(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []);
    this.lock_ = readFileSync(inRoot('tests/package-lock.json'));
  }
  digest_ = ({ path, source, expected }) => createHash('sha256').update(this.lock_).update(path).update(source).update(JSON.stringify(expected)).digest('hex').slice(0, 32);
  has = (program) => this.known_.has(this.digest_(program));
  add = (program) => this.known_.add(this.digest_(program));
  save() {
    mkdirSync(inRoot('build'), { recursive: true });
    writeFileSync(this.path_, JSON.stringify([...this.known_]));
  }
}

async function runOn(machine, programs, report) {
  const started = performance.now();
  await pooled(programs, machine.width, async ({ path, expected }) => {
    const problem = expected.count ? problemOf(expected, await machine.run({ path, stdin: expected.stdin })) : 'it expects nothing';
    report.check(`${path} on ${machine.name}`, problem);
  });
  await machine.close();
  report.note(`${programs.length} programs on ${machine.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function runOnReference(programs, report) {
  const agreed = new Agreed();
  const fresh = programs.filter((program) => !agreed.has(program));
  for (const program of programs.filter((each) => agreed.has(each))) report.check(`${program.path} on cpython`, null);
  const on = { null: [], 'python3.11': [], none: [] };
  for (const program of fresh) (on[program.expected.reference] ?? on.null).push(program);
  const known = { check: (name, problem) => report.check(name, problem), note: (text) => report.note(text) };
  const noting = (list) => ({
    ...known,
    check(name, problem) {
      if (!problem) agreed.add(list.find(({ path }) => name.startsWith(`${path} on`)));
      report.check(name.replace(/ on .*/, ' on cpython'), problem);
    },
  });
  if (on.null.length) await runOn(cpythonMachine(), on.null, noting(on.null));
  const python = on['python3.11'].length ? await systemPython() : null;
  if (python) await runOn(python, on['python3.11'], noting(on['python3.11']));
  else if (on['python3.11'].length) report.note(`no python3.11 here: ${on['python3.11'].length} programs not checked against it`);
  agreed.save();
}

/** The suite. `on` chooses the machines. */
export async function run(report, { on = ['native', 'wasm', 'cpython'], parts = [] } = {}) {
  const programs = goldenPrograms(parts);
  if (on.includes('cpython')) await runOnReference(programs, report);
  for (const [name, open] of Object.entries({ native: nativeMachine, wasm: wasmMachine })) {
    if (on.includes(name)) await report.attemptSuite(name, async () => runOn(open(), programs, report));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const words = process.argv.slice(2);
  const at = words.indexOf('--on');
  const on = at < 0 ? undefined : words.splice(at, 2)[1].split(',');
  const report = new Report('golden');
  await run(report, { ...(on && { on }), parts: words.map((word) => (existsSync(word) ? fromRoot(word) : word)) });
  console.log(report.summary());
  process.exitCode = report.failed ? 1 : 0;
}
