// Columns, tokens, listings and the static HTML.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, kFirstEven, recordedSession } from './recorded.mjs';

test('UTF-8 columns become UTF-16 columns', () => {
  assert.equal(core.utf16Column('abc', 2), 2);
  assert.equal(core.utf16Column('é = "🐍" + x', 2), 1);
  assert.equal(core.utf16Column('é = "🐍" + x', 10), 7);
  assert.equal(core.utf16Column('abc', 99), 3);
});

test('a range covers its part of each of its lines', () => {
  const range = { line: 2, column: 4, endLine: 4, endColumn: 3 };
  assert.equal(core.coveredPart(range, 1, 'before'), null);
  assert.deepEqual(core.coveredPart(range, 2, 'abcdefgh'), [4, 8]);
  assert.deepEqual(core.coveredPart(range, 3, '    inside'), [4, 10]);
  assert.deepEqual(core.coveredPart(range, 4, '  )'), [2, 3]);
});

test('highlighting keeps every character', () => {
  for (const source of [kFirstEven, 's = """a\nb""" # c\n', "f'{x!r}' 'unclosed\nnext", '\\ \t 🐍 = 0x1F + 1e-3j', '"""never closed']) {
    const text = core.highlight(source).map((line) => line.map((token) => token.text).join('')).join('\n');
    assert.equal(text, source);
  }
});

test('highlighting knows keywords, strings, comments and definitions', () => {
  const kinds = new Map(core.highlight('def f(): return "x" # why').flat().map((token) => [token.text.trim(), token.kind]));
  assert.equal(kinds.get('def'), 'keyword');
  assert.equal(kinds.get('f'), 'definition');
  assert.equal(kinds.get('"x"'), 'string');
  assert.equal(kinds.get('# why'), 'comment');
});

test('EXTENDED_ARG is folded into the instruction it belongs to', () => {
  const row = (offset, opcode, operand) => ({ offset, opcode, operand, explanation: '', line: 1, beginsLine: false, isJumpTarget: false, jumpTarget: null, range: null });
  const { codes } = core.foldListing({ file: 'x', codes: [{ id: 0, instructions: [row(0, 144, 1), row(2, 100, 256), row(4, 83, null)] }] });
  assert.deepEqual(codes[0].instructions.map(({ offset, opcode, operand }) => [offset, opcode, operand]), [[0, 100, 256], [4, 83, null]]);
});

test('the static first paint holds the moment, escaped, without bindings left over', async () => {
  const { module, session, at } = await recordedSession();
  const [before, moment] = [at(41), at(42)];
  const log = new core.OutputLog();
  log.append(session.takeOutput());
  const state = {
    ...core.kFirstState, source: `${kFirstEven}# <b>&"`, loadedSource: `${kFirstEven}# <b>&"`, listing: core.foldListing(JSON.parse(session.listing())), output: log,
    standing: { status: 4, moment, before, profile: core.decodeProfile(session.profile()), lastMoment: 55, exitCode: 0, error: null },
    change: core.compareMoments(before, moment), help: new Map(JSON.parse(module.opcodeHelp()).map((row) => [row.number, row])),
  };
  const html = core.toStaticHtml(core.shellView(core.shellModel(state)));
  assert.match(html, /break is about to run\. A finally is in the way\./);
  assert.match(html, /BREAK_LOOP/);
  assert.match(html, /42 of 54/);
  assert.match(html, /looked at 3/);
  assert.doesNotMatch(html, /looked at 4/);
  assert.doesNotMatch(html, /# <b>|\s[@.?][\w-]+=|undefined|\[object/);
});

test('the output of an earlier moment is a prefix, with the input it had seen', () => {
  const log = new core.OutputLog();
  const chunk = (fd, text) => {
    const bytes = new TextEncoder().encode(text);
    const out = new Uint8Array(8 + bytes.length);
    new DataView(out.buffer).setUint32(0, fd, true);
    new DataView(out.buffer).setUint32(4, bytes.length, true);
    out.set(bytes, 8);
    return out;
  };
  log.append(chunk(1, 'name? '));
  log.echo('Ada\n');
  log.append(chunk(1, 'hello Ada\n'));
  log.append(chunk(2, 'oops\n'));
  assert.deepEqual(log.upTo(6, true), [{ kind: 'out', text: 'name? ' }]);
  assert.deepEqual(log.upTo(6), [{ kind: 'out', text: 'name? ' }, { kind: 'input', text: 'Ada\n' }]);
  assert.deepEqual(log.upTo(16).map(({ text }) => text), ['name? ', 'Ada\n', 'hello Ada\n']);
  assert.deepEqual(log.upTo(21).at(-1), { kind: 'error', text: 'oops\n' });
});
