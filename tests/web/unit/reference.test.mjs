// site/reference says something of every row of core/bytecode/opcodes.def, and nothing that the table denies.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { controlSubjects } from '../../../site/reference/control.mjs';
import { valueSubjects } from '../../../site/reference/values.mjs';
import { inRoot } from '../../harness/paths.mjs';

const kRow = /^OPCODE\((\w+), (\d+), (\w+), (\w+), (\w+), ([\w |]+), "/gm;
const rows = [...readFileSync(inRoot('core/bytecode/opcodes.def'), 'utf8').matchAll(kRow)].map(([, name, number, operand, pops, pushes, flags]) => ({ name, flags: flags.split(' | ') }));
const subjects = [...valueSubjects, ...controlSubjects];
const entries = Object.assign({}, ...subjects.map((subject) => subject.entries));

test('each instruction is spoken of once, and no other', () => {
  const names = subjects.flatMap((subject) => Object.keys(subject.entries));
  assert.equal(names.length, new Set(names).size);
  assert.deepEqual(names.sort(), rows.map(({ name }) => name).sort());
});

test('extensions, and only they, say where their name is from', () => {
  for (const { name, flags } of rows) assert.equal(entries[name].origin !== undefined, flags.includes('kExtension'), name);
});

test('what pushes or pops a block says so', () => {
  for (const { name, flags } of rows) if (flags.some((flag) => /Block$/.test(flag))) assert.ok(entries[name].blocks, name);
});

test('each has an example, or a reason', () => {
  for (const { name } of rows) assert.notEqual(entries[name].example === undefined, entries[name].without === undefined, name);
});
