// The package's command line over wasm: commands, exit codes, streams.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../../harness/paths.mjs';
import { runProcess } from '../../harness/process.mjs';

const kBin = inRoot('web/bin/vitrine.mjs');
const directory = mkdtempSync(join(tmpdir(), 'vitrine-'));

async function vitrine(args, input = '') {
  const { stdout, stderr, exitCode } = await runProcess(process.execPath, [kBin, ...args], { input });
  return { out: stdout.toString(), error: stderr.toString(), exitCode };
}

test('run: a file, code, standard input, arguments', async () => {
  const file = join(directory, 'hello.py');
  writeFileSync(file, 'import sys\nprint("hello", *sys.argv[1:])\n');
  assert.deepEqual(await vitrine(['run', file, 'a', '-b']), { out: 'hello a -b\n', error: '', exitCode: 0 });
  assert.deepEqual(await vitrine(['run', '-c', 'print(6 * 7)']), { out: '42\n', error: '', exitCode: 0 });
  assert.deepEqual(await vitrine(['run', '-'], 'print("from a pipe")\n'), { out: 'from a pipe\n', error: '', exitCode: 0 });
});

test("exit codes are Python's", async () => {
  assert.equal((await vitrine(['run', '-c', 'import sys; sys.exit(7)'])).exitCode, 7);
  const raised = await vitrine(['run', '-c', '1 / 0']);
  assert.equal(raised.exitCode, 1);
  assert.match(raised.error, /Traceback \(most recent call last\):\n {2}File "<string>", line 1, in <module>[^]*ZeroDivisionError: division by zero\n$/);
  const wrong = await vitrine(['run', '-c', 'x = = 1']);
  assert.equal(wrong.exitCode, 1);
  assert.match(wrong.error, /SyntaxError: invalid syntax\n$/);
  assert.equal((await vitrine(['run', join(directory, 'nowhere.py')])).exitCode, 2);
  assert.equal((await vitrine(['walk', 'x'])).exitCode, 2);
});

test('input() reads standard input line by line', async () => {
  assert.equal((await vitrine(['run', '-c', 'print(input("? ") + input())'], 'a\nb\n')).out, '? ab\n');
  assert.match((await vitrine(['run', '-c', 'input()'])).error, /EOFError: EOF when reading a line/);
});

test('compile and run what was compiled; dis it', async () => {
  const [source, compiled] = [join(directory, 'twice.py'), join(directory, 'twice.pyc')];
  writeFileSync(source, 'def twice(n):\n    return n * 2\nprint(twice(21))\n');
  assert.equal((await vitrine(['compile', source, '-o', compiled])).exitCode, 0);
  assert.equal((await vitrine(['run', compiled])).out, '42\n');
  assert.match((await vitrine(['dis', compiled])).out, /BINARY_MULTIPLY/);
  const bytes = readFileSync(compiled);
  writeFileSync(compiled, bytes.subarray(0, bytes.length - 5));
  const damaged = await vitrine(['run', compiled]);
  assert.equal(damaged.exitCode, 1);
  assert.match(damaged.error, /Error/);
});

test('compile --classic: a .pyc of CPython 3.7, or the reason why there is none', async () => {
  const [source, compiled] = [join(directory, 'old.py'), join(directory, 'old.pyc')];
  writeFileSync(source, 'print("as in", 3.7)\n');
  assert.deepEqual(await vitrine(['compile', '--classic', source, '-o', compiled]), { out: '', error: '', exitCode: 0 });
  assert.equal(readFileSync(compiled).readUInt16LE(0), 3394);
  assert.equal((await vitrine(['run', compiled])).out, 'as in 3.7\n');
  writeFileSync(source, 'assert source\n');
  const refused = await vitrine(['compile', '--classic', source, '-o', compiled]);
  assert.equal(refused.exitCode, 1);
  assert.match(refused.error, /LOAD_ASSERTION_ERROR, which Python 3\.7 does not have/);
});

test('run --record leaves a bundle that replays', async () => {
  const bundle = join(directory, 'run.bundle');
  const recorded = await vitrine(['run', '--record', bundle, '-c', 'print(input() * 2)'], 'ab\n');
  assert.deepEqual(recorded, { out: 'abab\n', error: '', exitCode: 0 });
  assert.equal((await vitrine(['replay', bundle])).out, 'abab\n');
});

// A figure, not a test: how soon it comes depends on what else the machine does. `make bench` prints it against its bar and its peers.
test('the first output comes, and when', async () => {
  const { stdout, stderr } = await runProcess(process.execPath, [inRoot('tests/bench/first_output.mjs'), 'run', '-c', 'print("hello")']);
  assert.equal(stdout.toString(), 'hello\n');
  assert.match(stderr.toString(), /^[\d.]+\n$/);
  console.log(`# measured: first output under Node after ${stderr.toString().trim()} ms (bar 60 on a quiet machine)`);
});
