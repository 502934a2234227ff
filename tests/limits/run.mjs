// One program per limit (tests/limits/*.py, in the form of golden programs): deep recursion, nesting, memory, endless output. Each must
// end with Python's own error or just work, natively and in wasm, and the machine must be as good as new afterwards. They are
// not run on npm's CPython, which does not survive some of them; where they could be, the golden runner shows what it says:
//   node tests/golden/run.mjs --on cpython ...

import { readFileSync } from 'node:fs';
import { problemOf, readExpectations } from '../golden/expectations.mjs';
import { nativeMachine, wasmMachine } from '../harness/machines.mjs';
import { filesBelow, inRoot } from '../harness/paths.mjs';
import { pooled } from '../harness/process.mjs';

const kTimeout = 120_000;

export async function run(report) {
  const programs = filesBelow('tests/limits', '.py').map((path) => ({ path, expected: readExpectations(readFileSync(inRoot(path), 'utf8')) }));
  for (const open of [nativeMachine, wasmMachine]) {
    await report.attemptSuite(open.name, async () => {
      const machine = open();
      await pooled(programs, machine.width, async ({ path, expected }) => {
        report.check(`${path} on ${machine.name}`, problemOf(expected, await machine.run({ path, stdin: expected.stdin, timeout: kTimeout })));
      });
      await machine.close();
    });
  }
}
