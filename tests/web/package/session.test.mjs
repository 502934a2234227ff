// The facade under Node: any moment sought at random is byte for byte the moment of a straight run; damaged .pyc files give errors.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { decodeMoment } from '../../../web/dist/core.js';
import { loadModule } from '../../../web/build/module.mjs';
import { filesBelow, inRoot, wasmDirectory } from '../../harness/paths.mjs';

const kSeeks = Number(process.env.VITRINE_SEEKS ?? 10_000);
const kVariants = Number(process.env.VITRINE_VARIANTS ?? 10_000);
const Status = { done: 0, budgetSpent: 1, needsInput: 2, sleeping: 3, stopped: 4, uncaught: 5, internalError: 6, underWay: 7 };

/** A small deterministic generator, so that a failure can be had again. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Calls `go` until it has an answer. */
function settle(go) {
  for (;;) {
    const status = go();
    if (status !== Status.budgetSpent && status !== Status.underWay && status !== Status.sleeping) return status;
  }
}

/** What depends on what ran or was looked at before, not on the moment: how far the recording goes, and the numbers in short names. */
const kOfTheRecording = new Set(['status', 'lastMoment', 'ended', 'isLast', 'name']);

/** A digest of everything else that the description says. */
function momentDigest(session) {
  const moment = decodeMoment(session.describe().slice());
  const frames = JSON.stringify(moment, (key, value) => (kOfTheRecording.has(key) ? undefined : value));
  const names = [...moment.callStack, ...moment.suspended].map((frame) => [frame.name, ...frame.locals.map((slot) => slot.name)]);
  return createHash('sha1').update(frames).update(JSON.stringify(names)).digest('base64');
}

async function sessionOf(path) {
  const module = await loadModule(wasmDirectory());
  const session = new module.Session('{"startTime": 1000000}');
  assert.equal(session.load(readFileSync(inRoot(path), 'utf8'), path), Status.done, session.lastError());
  const input = inRoot(path.replace(/\.py$/, '.in'));
  if (existsSync(input)) session.giveInput(readFileSync(input));
  session.closeInput();
  return session;
}

const programs = filesBelow('tests/programs', '.py');

for (const path of programs) {
  test(`${path}: moments sought at random equal those of a straight run`, async () => {
    const session = await sessionOf(path);
    const random = randomNumbers(path.length * 7919);
    assert.equal(settle(() => session.run(-1, 10)), Status.done, session.lastError());
    const last = session.lastMoment();
    const wanted = Array.from({ length: Math.ceil(kSeeks / programs.length) }, () => random(last + 1));
    const straight = await sessionOf(path);
    const expected = new Map();
    for (const moment of [...new Set(wanted)].sort((a, b) => a - b)) {
      settle(() => straight.run(moment, 10));
      assert.equal(straight.position(), moment);
      expected.set(moment, momentDigest(straight));
    }
    let slowest = 0;
    for (const moment of wanted) {
      const begin = performance.now();
      assert.equal(settle(() => session.seek(moment, 10)), Status.stopped, session.lastError());
      slowest = Math.max(slowest, performance.now() - begin);
      assert.equal(session.position(), moment);
      assert.equal(momentDigest(session), expected.get(moment), `moment ${moment} of ${last}`);
    }
    console.log(`# measured: ${path}: ${last} moments, ${wanted.length} seeks, the slowest ${slowest.toFixed(1)} ms`);
  });
}

/** A damaged copy: cut off, a bit turned, or a run of random bytes. */
function damaged(bytes, random) {
  const copy = Uint8Array.from(bytes);
  const kind = random(4);
  if (kind === 0) return copy.subarray(0, random(copy.length));
  const count = kind === 1 ? 1 : 1 + random(8);
  for (let n = 0; n < count; ++n) {
    const at = kind === 3 ? 16 + random(copy.length - 16) : random(copy.length);
    copy[at] = kind === 2 ? random(256) : copy[at] ^ (1 << random(8));
  }
  return copy;
}

test(`${kVariants} damaged .pyc files give an error or run, never a crash`, async () => {
  const module = await loadModule(wasmDirectory());
  const files = readdirSync(inRoot('tests/bytecode/pyc')).map((name) => readFileSync(inRoot('tests/bytecode/pyc', name)));
  const random = randomNumbers(20260);
  const outcomes = { refused: 0, ran: 0 };
  const session = new module.Session('{"startTime": 1000000}');
  for (let n = 0; n < kVariants; ++n) {
    const variant = damaged(files[random(files.length)], random);
    const status = session.load(variant, 'damaged.pyc');
    if (status !== Status.done) {
      assert.notEqual(session.lastError(), '', `variant ${n}`);
      assert.notEqual(JSON.parse(session.lastError()).kind, 'internal', `variant ${n}: ${session.lastError()}`);
      ++outcomes.refused;
      continue;
    }
    session.closeInput();
    let slices = 0;
    let ended;
    do ended = session.run(3000, 10);
    while ((ended === Status.budgetSpent || ended === Status.sleeping) && ++slices < 50);
    assert.notEqual(ended, Status.internalError, `variant ${n}: ${session.lastError()}`);
    ++outcomes.ran;
  }
  console.log(`# measured: ${outcomes.refused} refused, ${outcomes.ran} ran`);
  assert.ok(outcomes.refused > 0 && outcomes.ran > 0);
});
