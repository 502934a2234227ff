// Invalid programs and programs with warnings: our compiler against CPython 3.14. README.md says what is compared.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadPyodide } from 'pyodide';
import { filesBelow, inRoot } from '../harness/paths.mjs';
import { runProcess } from '../harness/process.mjs';

const kTimeout = 120_000;

const kDriver = `
import json, warnings

def answer(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<text>", "exec", dont_inherit=True)
        except SyntaxError as error:
            return [type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset]
        except MemoryError as error:
            return ["MemoryError", str(error)]
    return ["ok", [[str(warning.message), warning.lineno] for warning in caught]]

json.dumps([answer(source) for source in json.loads(sources)])
`;

const kTreeDriver = `
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()) as printed:
    exec(compile(program, "<program>", "exec", dont_inherit=True), {"__name__": "__main__"})
printed.getvalue()
`;

/** A program of ours, as built. */
function tool(name) {
  const path = ['asan', 'native'].map((build) => inRoot(`build/${build}/${name}`)).find(existsSync);
  if (!path) throw new Error(`there is no ${name}: run make asan`);
  return path;
}

/** What CPython says, in one interpreter for all. */
async function cpythonAnswers(pyodide, sources) {
  pyodide.globals.set('sources', JSON.stringify(sources));
  return JSON.parse(pyodide.runPython(kDriver));
}

async function ourAnswers(sources) {
  mkdirSync(inRoot('build/oracle'), { recursive: true });
  const path = inRoot('build/oracle/problems.bin');
  writeFileSync(path, sources.map((source) => `${source}\0`).join(''));
  const { stdout, stderr, exitCode } = await runProcess(tool('compile_tool'), ['problems', path], { timeout: kTimeout });
  const rows = stdout.toString().split('\n').slice(0, -1).map((line) => JSON.parse(line));
  if (exitCode !== 0) throw new Error(`after ${rows.length} programs, at ${JSON.stringify(sources[rows.length])}: exit code ${exitCode}\n${stderr}`);
  return rows;
}

/** Valid programs, a null byte after each, from tests/fuzz's generator: nobody may refuse one. */
async function checkGenerated(report, pyodide) {
  const { stdout } = await runProcess(tool('generate_programs'), ['10000', '20260101'], { timeout: kTimeout });
  const sources = stdout.toString().split('\0').slice(0, -1);
  const [theirs, ours] = [await cpythonAnswers(pyodide, sources), await ourAnswers(sources)];
  const refusedBy = (answers) => sources.filter((_, index) => answers[index][0] !== 'ok').slice(0, 3).map((source) => JSON.stringify(source)).join('\n');
  report.check(`${sources.length} generated programs are valid (CPython 3.14)`, refusedBy(theirs) || null);
  report.check(`${sources.length} generated programs are accepted`, sources.length === 10000 ? refusedBy(ours) || null : 'there are too few');
  // As sets: 3.14 comes to a module's annotations at another time, and to a `finally` body twice.
  const warnings = ([kind, list]) => JSON.stringify(kind === 'ok' ? [...new Set(list.map((each) => JSON.stringify(each)))].sort() : []);
  const warned = sources.filter((_, index) => warnings(theirs[index]) !== warnings(ours[index])).slice(0, 3);
  report.check('generated programs give the same warnings', warned.map((source) => JSON.stringify(source)).join('\n') || null);
}

/** Each program's output here and on CPython 3.14, line by line; addresses are not compared. */
async function checkTrees(report, pyodide) {
  const sources = filesBelow('tests/bytecode/snippets', '.py').map((file) => readFileSync(inRoot(file), 'utf8'));
  const lines = (text) => text.replaceAll(/ at 0x[0-9a-f]+/g, '').split('\n');
  const before = (program) => {
    if (program.includes('enumerate(sources)')) return `sources = ${JSON.stringify(sources)}\n`;
    return program.includes('mutated_trees(') ? readFileSync(inRoot('tests/syntax/trees/_mutation.py'), 'utf8') : '';
  };
  mkdirSync(inRoot('build/oracle'), { recursive: true });
  for (const file of filesBelow('tests/syntax/trees', '.py').filter((each) => !basename(each).startsWith('_'))) {
    const program = readFileSync(inRoot(file), 'utf8');
    const text = before(program) + program;
    const path = inRoot(`build/oracle/${basename(file)}`);
    writeFileSync(path, text);
    const { stdout, stderr, exitCode } = await runProcess(tool('vitrine'), ['run', path], { timeout: kTimeout });
    pyodide.globals.set('program', text);
    const theirs = lines(pyodide.runPython(kTreeDriver));
    const ours = lines(stdout.toString());
    const at = theirs.findIndex((line, index) => line !== ours[index]);
    const difference = at < 0 ? null : `line ${at + 1}\nCPython 3.14: ${theirs[at].slice(0, 2000)}\nours:         ${(ours[at] ?? 'nothing').slice(0, 2000)}`;
    report.check(`${file}: ${theirs.length} lines as CPython 3.14 prints them`, exitCode === 0 ? difference : `exit code ${exitCode}\n${stderr}`);
  }
}

export async function run(report) {
  const pyodide = await loadPyodide();
  const cases = [...filesBelow('tests/syntax/invalid', '.txt'), 'tests/syntax/warnings.txt'].flatMap((file) =>
    readFileSync(inRoot(file), 'utf8').slice(0, -1).split('\n===\n').map((source) => ({ source, table: basename(file, '.txt') })));
  const sources = cases.map(({ source }) => source);
  const [theirs, ours] = [await cpythonAnswers(pyodide, sources), await ourAnswers(sources)];
  const invalid = theirs.filter(([kind]) => kind !== 'ok');
  report.note(`${invalid.length} invalid programs with ${new Set(invalid.map(([, message]) => message)).size} messages, ${cases.length - invalid.length} valid ones`);
  cases.forEach(({ source, table }, index) => {
    const [expected, actual] = [JSON.stringify(theirs[index]), JSON.stringify(ours[index])];
    const misplaced = (table === 'warnings') !== (theirs[index][0] === 'ok') ? 'this program stands in the wrong table' : null;
    report.check(`${table}: ${JSON.stringify(source)}`, misplaced ?? (expected === actual ? null : `CPython 3.14: ${expected}\nours:         ${actual}`));
  });
  await report.attemptSuite('generated programs', () => checkGenerated(report, pyodide));
  await report.attemptSuite('syntax trees', () => checkTrees(report, pyodide));
}
