// The sentence, on PRODUCT.md's program and on hand-made frames for what that program does not do.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, recordedSession } from './recorded.mjs';

const { at, surroundings } = await recordedSession();
const say = (moment) => core.narrate(moment, surroundings);

test('the first visit asks its question', () => {
  assert.deepEqual(say(at(42)), { text: 'break is about to run. A finally is in the way.', question: 'What next?' });
});

test('END_FINALLY reads the note', () => {
  assert.equal(say(at(48)).text, 'The finally is done. Its note says break: the loop of line 2 ends now.');
  assert.equal(say(at(31)).text, 'The finally is done, and its note says that nothing is pending: straight on.');
});

test('the ends say that the call stack is empty', () => {
  assert.match(say(at(0)).text, /call stack is empty/);
  assert.match(say(at(55)).text, /call stack is empty again/);
});

test('a call of a Python function announces a frame, a call of a built-in does not', () => {
  assert.equal(say(at(11)).text, 'first_even([3, 4, 5]) is about to be called: a new frame goes on top of the call stack.');
  assert.match(say(at(51)).text, /^print\(4\) is about to be called: it is built in/);
});

test('the last instruction of the module says what comes', () => {
  assert.match(say(at(54)).text, /call stack will be empty/);
  assert.match(say(at(50)).text, /^first_even returns 4: its frame leaves/);
});

test('every moment has a sentence of its own words, never a bare opcode', () => {
  for (let number = 0; number <= 55; ++number) {
    const { text } = say(at(number));
    assert.match(text, /^[\S].*[.?]$/, `moment ${number}`);
    assert.doesNotMatch(text, /undefined|[A-Z]+_[A-Z]+ .*is about to run/, `moment ${number}`);
  }
});

/** A moment with one function frame over a module, for opcodes by name. */
function momentWith(opcodeName, frame) {
  const moment = at(42);
  Object.assign(moment.callStack[1], { stack: [], blocks: [], arg: null, argRepr: '' }, frame);
  return core.narrate(moment, { opcodeName: () => opcodeName });
}
const value = (typeName, repr) => ({ value: { typeName, repr, immediate: true, name: null, callable: false }, role: 0, name: null });
const block = (type, more = {}) => ({ type, handler: 10, level: 0, line: 3, ofWith: false, ...more });

test('break without anything in the way ends the loop', () => {
  assert.match(momentWith('BREAK_LOOP', { blocks: [block(120)] }).text, /^break: the loop of line 3 ends/);
  assert.match(momentWith('BREAK_LOOP', { blocks: [block(122), block(120)] }).text, /^break: the loop/);
});

test('continue and return see a with in the way', () => {
  const blocks = [block(120), block(122, { ofWith: true })];
  assert.deepEqual(momentWith('CONTINUE_LOOP', { blocks }), { text: 'continue is about to run. A with is in the way.', question: 'What next?' });
  assert.deepEqual(momentWith('RETURN_VALUE', { blocks, stack: [value('int', '4')] }).question, 'What next?');
});

test('raise names the block that catches, or says that the frame will leave', () => {
  const stack = [value('ValueError', "ValueError('x')")];
  assert.equal(momentWith('RAISE_VARARGS', { blocks: [block(121)], stack, arg: 1 }).question, 'Where does it land?');
  assert.match(momentWith('RAISE_VARARGS', { stack, arg: 1 }).text, /the frame will leave/);
});
