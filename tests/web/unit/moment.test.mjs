// The decoder and the comparison of moments, on PRODUCT.md's program.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, recordedSession } from './recorded.mjs';

const { at, session } = await recordedSession();
const reprs = (slots) => slots.map((slot) => slot.value?.repr ?? 'NULL');

test('moment 42 is before BREAK_LOOP, with both blocks and the iterator', () => {
  const moment = at(42);
  assert.equal(moment.number, 42);
  assert.equal(moment.lastMoment, 55);
  assert.equal(moment.ended, true);
  const [module, frame] = moment.callStack;
  assert.equal(module.name, '<module>');
  assert.equal(frame.name, 'first_even');
  assert.deepEqual([frame.opcode, frame.offset, frame.range], [80, 24, { line: 5, column: 16, endLine: 5, endColumn: 21 }]);
  assert.deepEqual(reprs(frame.stack), ['<list_iterator object>']);
  assert.equal(frame.stack[0].role, core.Role.iterator);
  assert.deepEqual(frame.blocks.map(({ type, handler, level, line }) => [type, handler, level, line]), [[120, 46, 0, 2], [122, 30, 1, 3]]);
  assert.deepEqual(frame.locals.map((slot) => [slot.name, slot.value.repr, slot.parameter]), [['numbers', '[3, 4, 5]', true], ['n', '4', false]]);
});

test('a waiting frame keeps callable and arguments on its stack, in call', () => {
  const [module] = at(42).callStack;
  assert.deepEqual(module.stack.map((slot) => slot.inCall), [false, true, true]);
  assert.equal(module.stack[2].value.items.length, 3);
  assert.equal(module.stack[2].value.length, 3);
});

test('moment 0 and the last have an empty call stack', () => {
  assert.equal(at(0).callStack.length, 0);
  assert.equal(at(55).callStack.length, 0);
  assert.equal(at(1).callStack.length, 1);
});

test('an unbound local is a slot without a value', () => {
  assert.equal(at(12).callStack[1].locals[1].value, null);
});

test('a cut, enlarged or foreign record is refused', () => {
  session.seek(42, 10);
  const record = session.describe();
  for (let length = 0; length < record.length; length += 7) assert.throws(() => core.decodeMoment(record.subarray(0, length)), RangeError);
  const other = record.slice();
  other[4] = 9;
  assert.throws(() => core.decodeMoment(other), /version 9/);
});

test('a record with a flipped byte gives a moment or a RangeError, nothing else', () => {
  session.seek(42, 10);
  const record = session.describe();
  for (let index = 0; index < record.length; ++index) {
    const broken = record.slice();
    broken[index] ^= 0xff;
    try {
      core.decodeMoment(broken);
    } catch (error) {
      assert.ok(error instanceof RangeError, `byte ${index}: ${error}`);
    }
  }
});

test('break with a finally: the block leaves, the note 16 comes, the iterator stays', () => {
  const change = core.compareMoments(at(42), at(43));
  const top = change.frames[1];
  assert.deepEqual([...top.pushed], [1]);
  assert.deepEqual(top.popped, []);
  assert.deepEqual(top.blocksPopped.map((block) => block.type), [122]);
  assert.equal(at(43).callStack[1].stack[1].value.repr, '16');
  assert.equal(at(43).callStack[1].stack[1].role, core.Role.note);
});

test('an operator pops both operands even where the result is one of them', () => {
  const moments = Array.from({ length: 56 }, (_, number) => at(number));
  const modulo = moments.findIndex((moment) => moment.callStack.at(-1)?.opcode === 22);
  const change = core.compareMoments(moments[modulo], moments[modulo + 1]).frames.at(-1);
  assert.deepEqual(reprs(change.popped), ['3', '2']);
  assert.deepEqual([...change.pushed], [1]);
});

test('a call brings a frame, a return takes it', () => {
  const called = core.compareMoments(at(11), at(12));
  assert.equal(called.frames[1].isNew, true);
  const returned = core.compareMoments(at(50), at(51));
  assert.deepEqual(returned.left.map((frame) => frame.name), ['first_even']);
  assert.deepEqual(returned.frames[0].popped.length, 2);
  assert.deepEqual([...returned.frames[0].pushed], [1]);
});

test('a store shows the name that was written, with what it held', () => {
  const moments = Array.from({ length: 56 }, (_, number) => at(number));
  const second = moments.map((moment, index) => [moment, index]).filter(([moment]) => moment.callStack.at(-1)?.opcode === 125)[1][1];
  const change = core.compareMoments(moments[second], moments[second + 1]).frames.at(-1);
  assert.deepEqual([...change.written].map(([name, was]) => [name, was.repr]), [['n', '3']]);
});

test('the profile draws the depth of every moment and where output came', () => {
  const profile = core.decodeProfile(session.profile());
  assert.equal(profile.width, 1);
  assert.deepEqual([0, 1, 12, 55].map((moment) => profile.buckets[moment].most), [0, 1, 2, 0]);
  assert.equal(profile.buckets.reduce((sum, bucket) => sum + bucket.output, 0), 'looked at 3\nlooked at 4\n4\n'.length);
  assert.match(core.skyline(profile, 55), /^M0 26H0V26\.00H1V/);
});
