// The sentence at the top of the page: what is about to happen, and why. One sentence per opcode, written with the block
// stack and the evaluation stack in mind, so that `break` inside a `try` with a `finally` reads differently from a plain
// one. Pure: a moment in, text out; the phrases for the block opcodes are in narrate_blocks.ts.

import { hasFlag, topFrame, type Frame, type Moment, type Slot } from './moment.js';
import { narrateBlocks } from './narrate_blocks.js';
import { Status } from './protocol.js';

export interface Sentence {
  text: string;
  /** A question that the next step answers, where the machine is about to do something worth guessing. */
  question: string | null;
}

/** What a sentence may look at besides the moment. */
export interface Surroundings {
  opcodeName(opcode: number): string;
}

const kOperators: Record<string, string> = {
  POWER: '**', MULTIPLY: '*', MATRIX_MULTIPLY: '@', MODULO: '%', ADD: '+', SUBTRACT: '-', FLOOR_DIVIDE: '//',
  TRUE_DIVIDE: '/', LSHIFT: '<<', RSHIFT: '>>', AND: '&', XOR: '^', OR: '|',
};

/** A value as it is shown in a sentence: short. */
export function shown(slot: Slot | undefined): string {
  if (!slot) return 'nothing';
  if (slot.value === null) return 'NULL';
  const repr = slot.value.callable ? calleeName(slot) : slot.value.repr;
  if (/^<.*>$/.test(repr) && slot.value.name !== null) return slot.value.name;
  return repr.length > 32 ? (slot.value.name ?? `${repr.slice(0, 31)}…`) : repr;
}

/** The slot `depth` places below the top of the stack (0 = TOS). */
export function peek(frame: Frame, depth: number): Slot | undefined {
  return frame.stack[frame.stack.length - 1 - depth];
}

/** A callable's plain name: `print`, `first_even`, `Account`. */
export function calleeName(slot: Slot | undefined): string {
  const repr = slot?.value?.repr ?? '';
  const named = /^<(?:[\w-]+ )*?(?:function|method|class|built-in function|built-in method|bound method|type|slot wrapper) '?([\w.<>]+?)'?(?: of .*| at .*)?>$/.exec(repr);
  return named?.[1]?.replace(/^__main__\./, '') ?? slot?.value?.typeName ?? 'it';
}

function isPythonFunction(slot: Slot | undefined): boolean {
  return slot?.value?.typeName === 'function' || slot?.value?.typeName === 'method';
}

function plural(count: number, thing: string): string {
  return count === 1 ? `one ${thing}` : `${count} ${thing}s`;
}

function argumentList(frame: Frame, count: number): string {
  if (count === 0) return '()';
  const slots = frame.stack.slice(-count);
  const text = slots.map(shown).join(', ');
  return text.length > 40 ? ` with ${plural(count, 'argument')}` : `(${text})`;
}

function call(frame: Frame, count: number, callee: Slot | undefined): string {
  const name = calleeName(callee);
  const what = `${name}${argumentList(frame, count)}`;
  if (isPythonFunction(callee)) return `${what} is about to be called: a new frame goes on top of the call stack.`;
  return `${what} is about to be called: it is built in, so it answers without a frame of its own.`;
}

function callMethod(frame: Frame, count: number): string {
  const method = peek(frame, count + 1);
  return method?.value == null
    ? call(frame, count, peek(frame, count))
    : call(frame, count, method);
}

function load(name: string, frame: Frame): string | null {
  const what = frame.argRepr || 'a value';
  switch (name) {
    case 'LOAD_CONST':
      return what.startsWith('<code')
        ? 'The compiled body of a function goes on the evaluation stack, still just a constant.'
        : `The constant ${what} goes on the evaluation stack.`;
    case 'LOAD_FAST':
    case 'LOAD_NAME':
    case 'LOAD_GLOBAL':
      return `The value of ${what} goes on the evaluation stack.`;
    case 'LOAD_DEREF':
    case 'LOAD_CLASSDEREF':
      return `${what} is read through its cell, shared with another function.`;
    case 'LOAD_CLOSURE':
      return `The cell of ${what} itself goes on the stack, for a function to close over.`;
    case 'LOAD_ATTR':
      return `The attribute ${what} takes the place of ${shown(peek(frame, 0))}.`;
    case 'LOAD_METHOD':
      return `The method ${what} of ${shown(peek(frame, 0))} is looked up, without making a bound method.`;
    case 'LOAD_BUILD_CLASS':
      return 'The builder of classes goes on the evaluation stack.';
    default:
      return null;
  }
}

function store(name: string, frame: Frame): string | null {
  const what = frame.argRepr;
  const top = shown(peek(frame, 0));
  switch (name) {
    case 'STORE_FAST':
    case 'STORE_NAME':
    case 'STORE_GLOBAL':
      return `${top} leaves the stack and becomes ${what}.`;
    case 'STORE_DEREF':
      return `${top} goes into the cell of ${what}, where other functions see it.`;
    case 'STORE_ATTR':
      return `${shown(peek(frame, 1))} is stored as the attribute ${what} of ${top}.`;
    case 'STORE_SUBSCR':
      return `${shown(peek(frame, 2))} is stored in ${shown(peek(frame, 1))} under ${top}.`;
    case 'DELETE_FAST':
    case 'DELETE_NAME':
    case 'DELETE_GLOBAL':
    case 'DELETE_DEREF':
      return `The name ${what} is unbound.`;
    case 'DELETE_SUBSCR':
      return `The item ${top} of ${shown(peek(frame, 1))} is deleted.`;
    case 'DELETE_ATTR':
      return `The attribute ${what} of ${top} is deleted.`;
    default:
      return null;
  }
}

function compute(name: string, frame: Frame): string | null {
  const operator = /^(?:BINARY|INPLACE)_(\w+)$/.exec(name)?.[1];
  const [top, second] = [shown(peek(frame, 0)), shown(peek(frame, 1))];
  if (operator === 'SUBSCR') return `The item ${top} of ${second} takes their place.`;
  if (operator && kOperators[operator]) return `${second} ${kOperators[operator]} ${top} is computed; both leave, the result takes their place.`;
  switch (name) {
    case 'COMPARE_OP':
      return frame.argRepr === 'exception match'
        ? `Is the exception a ${calleeName(peek(frame, 0))}? The answer replaces both.`
        : `Is ${second} ${frame.argRepr} ${top}? The answer replaces both.`;
    case 'UNARY_NOT':
      return `not ${top} takes its place.`;
    case 'UNARY_NEGATIVE':
      return `-${top} takes its place.`;
    case 'UNARY_POSITIVE':
      return `+${top} takes its place.`;
    case 'UNARY_INVERT':
      return `~${top} takes its place.`;
    default:
      return null;
  }
}

function build(name: string, frame: Frame): string | null {
  const count = frame.arg ?? 0;
  const kind = /^BUILD_(LIST|TUPLE|SET|STRING|MAP|SLICE|CONST_KEY_MAP)$/.exec(name)?.[1];
  if (kind) {
    const thing = { LIST: 'list', TUPLE: 'tuple', SET: 'set', STRING: 'string', MAP: 'dict', SLICE: 'slice', CONST_KEY_MAP: 'dict' }[kind]!;
    if (count === 0) return `An empty ${thing} is made.`;
    const parts = kind === 'MAP' ? plural(count, 'pair') : plural(count, 'value');
    return `A ${thing} is made of the ${parts} on top of the stack.`;
  }
  switch (name) {
    case 'UNPACK_SEQUENCE':
      return `${shown(peek(frame, 0))} is taken apart into ${plural(count, 'value')}, the first on top.`;
    case 'UNPACK_EX':
      return `${shown(peek(frame, 0))} is taken apart; a starred name gets what is left over.`;
    case 'LIST_APPEND':
    case 'SET_ADD':
    case 'MAP_ADD':
      return `The comprehension's result, deeper in the stack, gets ${shown(peek(frame, 0))}.`;
    case 'FORMAT_VALUE':
      return `${shown(peek(frame, 0))} is turned into text for the f-string.`;
    case 'MAKE_FUNCTION':
      return 'A function is made of the code and the name on the stack; nothing in its body runs yet.';
    default:
      return null;
  }
}

function control(name: string, frame: Frame): string | null {
  const top = peek(frame, 0);
  switch (name) {
    case 'POP_TOP':
      return `${shown(top)} is not needed and leaves the stack.`;
    case 'DUP_TOP':
      return `${shown(top)} is pushed once more.`;
    case 'ROT_TWO':
      return 'The two topmost values change places.';
    case 'ROT_THREE':
      return 'The top value goes below the next two.';
    case 'POP_JUMP_IF_FALSE':
      return `${shown(top)} decides: if it is false, go on at ${frame.arg}; otherwise straight on.`;
    case 'POP_JUMP_IF_TRUE':
      return `${shown(top)} decides: if it is true, go on at ${frame.arg}; otherwise straight on.`;
    case 'JUMP_IF_FALSE_OR_POP':
      return `${shown(top)} decides: if it is false it is the result; otherwise it goes and the next operand counts.`;
    case 'JUMP_IF_TRUE_OR_POP':
      return `${shown(top)} decides: if it is true it is the result; otherwise it goes and the next operand counts.`;
    case 'JUMP_ABSOLUTE':
      return frame.arg !== null && frame.arg < frame.offset ? 'Back to the head of the loop.' : `On to ${frame.arg}.`;
    case 'JUMP_FORWARD':
      return `Over the other branch, ${frame.argRepr}.`;
    case 'GET_ITER':
      return `${shown(top)} is asked for an iterator, which takes its place.`;
    case 'FOR_ITER':
      return `The iterator on top is asked for the next value; if it has none, the loop is over.`;
    case 'YIELD_VALUE':
      return `${shown(top)} goes to whoever asked, and this frame is set aside with its stacks as they are.`;
    case 'YIELD_FROM':
      return `The value comes from ${shown(peek(frame, 1))}; this frame waits in between.`;
    case 'GET_AWAITABLE':
      return `${shown(top)} is asked for what can be awaited.`;
    case 'IMPORT_NAME':
      return `The module ${frame.argRepr} is imported.`;
    case 'IMPORT_FROM':
      return `${frame.argRepr} is taken from the module.`;
    default:
      return null;
  }
}

function calls(name: string, frame: Frame): string | null {
  const count = frame.arg ?? 0;
  switch (name) {
    case 'CALL_FUNCTION':
      return call(frame, count, peek(frame, count));
    case 'CALL_METHOD':
      return callMethod(frame, count);
    case 'CALL_FUNCTION_KW':
      return call(frame, 0, peek(frame, count + 1)).replace('()', ` with ${plural(count, 'argument')}, some by name,`);
    case 'CALL_FUNCTION_EX':
      return call(frame, 0, peek(frame, 1 + (count & 1))).replace('()', ' with arguments unpacked from * or **');
    default:
      return null;
  }
}

function atTheEdge(moment: Moment): Sentence {
  if (moment.number === 0) {
    return { text: 'Nothing has run yet: the call stack is empty.', question: null };
  }
  const text =
    moment.status === Status.uncaught
      ? 'An exception reached the bottom: every frame has left, and the program has failed.'
      : 'The program is over: every frame has left, and the call stack is empty again.';
  return { text, question: null };
}

/** The sentence for `moment`. */
export function narrate(moment: Moment, surroundings: Surroundings): Sentence {
  const frame = topFrame(moment);
  if (!frame) return atTheEdge(moment);
  if (moment.waitingForInput) return { text: 'The program asks for a line of input.', question: null };
  if (hasFlag(frame, 'native')) return { text: `${frame.name} is at work, one element at a time.`, question: null };
  const name = surroundings.opcodeName(frame.opcode);
  const blocks = narrateBlocks(name, frame, moment);
  if (blocks) return blocks;
  const text =
    load(name, frame) ?? store(name, frame) ?? compute(name, frame) ?? calls(name, frame) ??
    build(name, frame) ?? control(name, frame);
  return { text: text ?? `${name}${frame.argRepr ? ` ${frame.argRepr}` : ''} is about to run.`, question: null };
}
