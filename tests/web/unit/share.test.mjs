// Links: what goes in comes out, and what is damaged is said to be, whatever it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { core } from './recorded.mjs';

const { decodeShare, encodeShare } = core;

test('a program survives the link, whatever characters it has', async () => {
  for (const source of ['print(1)\n', 'x = "héllo, мир, 🐍"\n', 'a\r\nb\tc\0d', ' '.repeat(1000), 'é'.repeat(5000)]) {
    assert.deepEqual(await decodeShare(await encodeShare(source)), { kind: 'program', source });
  }
});

test('a link begins with the version and ends alphanumerically', async () => {
  for (let length = 1; length < 200; ++length) {
    const hash = await encodeShare('print(' + 'x'.repeat(length) + length + ')');
    assert.match(hash, /^#0[\w-]*(\.A)?$/);
    assert.match(hash, /[A-Za-z0-9]$/);
  }
});

test('no hash is no program', async () => {
  assert.deepEqual(await decodeShare(''), { kind: 'none' });
  assert.deepEqual(await decodeShare('#'), { kind: 'none' });
});

test('every cut and every changed character is noticed', async () => {
  const hash = await encodeShare('for n in range(3):\n    print("number", n)\n');
  for (let at = 1; at < hash.length; ++at) {
    const cut = await decodeShare(hash.slice(0, at));
    assert.notEqual(cut.kind, 'program', `cut at ${at}`);
    const changed = hash.slice(0, at) + (hash[at] === 'A' ? 'B' : 'A') + hash.slice(at + 1);
    const result = await decodeShare(changed);
    if (result.kind === 'program') assert.equal(result.source, 'for n in range(3):\n    print("number", n)\n', `changed at ${at}`);
  }
});

test('what is no link says so instead of throwing', async () => {
  for (const hash of ['#0', '#0AA', '#0!!!!', '#zabc', '#0' + 'A'.repeat(5000), '#%20', '#0\u{1F40D}']) {
    assert.equal((await decodeShare(hash)).kind, 'damaged', hash);
  }
});

test('what unpacks to more than 1 MB is refused', async () => {
  const bomb = Buffer.concat([Buffer.from([0, 0]), deflateRawSync(Buffer.alloc(50 << 20))]).toString('base64url');
  assert.deepEqual(await decodeShare(`#0${bomb}`), { kind: 'damaged', reason: 'it unpacks to more than 1 MB' });
});
