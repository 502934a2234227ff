// Sentences for the opcodes that read or change the block stack: loops, try, with, break, continue, return, raise. This is
// where the classic machine differs from every later CPython, so the sentence names the block that decides.

import { hasFlag, type Block, type Frame, type Moment } from './moment.js';
import { peek, shown, type Sentence } from './narrate.js';
import { BlockType, Note } from './protocol.js';

/** What a block is called on the page. */
export function blockWord(block: Block): string {
  switch (block.type) {
    case BlockType.loop:
      return 'loop';
    case BlockType.except:
      return 'except';
    case BlockType.finally:
      return block.ofWith ? 'with' : 'finally';
    case BlockType.handler:
      return 'handler';
    default:
      return `block ${block.type}`;
  }
}

/** What the note of a `finally` says, in words; null when `repr` is no note. */
export function noteInWords(repr: string): string | null {
  switch (repr) {
    case 'None':
      return 'nothing pending';
    case String(Note.break):
      return 'break pending';
    case String(Note.return):
      return 'return pending';
    case String(Note.continue):
      return 'continue pending';
    case String(Note.silenced):
      return 'exception swallowed';
    default:
      return null;
  }
}

function onLine(block: Block | undefined): string {
  return block && block.line > 0 ? ` of line ${block.line}` : '';
}

function say(text: string, question: string | null = null): Sentence {
  return { text, question };
}

function innermost(frame: Frame): Block | undefined {
  return frame.blocks[frame.blocks.length - 1];
}

/** The innermost `finally` or `with` above the block that `reaches` describes; undefined when nothing is in the way. */
function inTheWay(frame: Frame, stopsAt: number | null): Block | undefined {
  for (let index = frame.blocks.length - 1; index >= 0; --index) {
    const block = frame.blocks[index]!;
    if (block.type === BlockType.finally) return block;
    if (block.type === stopsAt) return undefined;
  }
  return undefined;
}

function leaving(verb: string, frame: Frame, plain: string): Sentence {
  const blocker = inTheWay(frame, verb === 'return' ? null : BlockType.loop);
  if (!blocker) return say(plain);
  return say(`${verb} is about to run. A ${blockWord(blocker)} is in the way.`, 'What next?');
}

function returning(frame: Frame, moment: Moment): Sentence {
  const value = shown(peek(frame, 0));
  if (moment.callStack.length === 1) {
    return leaving('return', frame, 'The module is done: its frame is about to leave, and the call stack will be empty.');
  }
  const what = hasFlag(frame, 'classBody') ? `The body of class ${frame.name} is done` : `${frame.name} returns ${value}`;
  return leaving('return', frame, `${what}: its frame leaves, and the caller finds the value on its stack.`);
}

function endFinally(frame: Frame): Sentence {
  const top = peek(frame, 0)?.value;
  const note = top && (top.typeName === 'int' || top.typeName === 'NoneType') ? noteInWords(top.repr) : null;
  if (top?.repr === 'None' && note) return say('The finally is done, and its note says that nothing is pending: straight on.');
  if (note === 'exception swallowed') return say('The with is done; __exit__ swallowed the exception: straight on.');
  if (note) {
    const verb = note.split(' ')[0]!;
    const next = inTheWay(frame, verb === 'return' ? null : BlockType.loop);
    const outcome = next
      ? `the next ${blockWord(next)} is in its way`
      : verb === 'break' ? `the loop${onLine(innermost(frame))} ends now`
      : verb === 'continue' ? 'back to the head of the loop'
      : 'the frame leaves now';
    return say(`The finally is done. Its note says ${verb}: ${outcome}.`);
  }
  return say('No clause matched or the finally is done: the exception goes on, to the next block outwards.');
}

function popBlock(frame: Frame): Sentence {
  const block = innermost(frame);
  if (!block) return say('A block is about to leave the block stack.');
  switch (block.type) {
    case BlockType.loop:
      return say(`The loop${onLine(block)} is over: its block leaves.`);
    case BlockType.except:
      return say('The try went well: its except block leaves the block stack.');
    default:
      return say(`The ${blockWord(block)}${onLine(block)} is reached the ordinary way: its block leaves, and its body runs next.`);
  }
}

/** The sentence when `name` is an opcode that deals with blocks, else null. */
export function narrateBlocks(name: string, frame: Frame, moment: Moment): Sentence | null {
  switch (name) {
    case 'SETUP_LOOP':
      return say('A loop begins: a block goes on the block stack, so that break knows where to go.');
    case 'SETUP_EXCEPT':
      return say('A try begins: a block remembers where its except clauses are and how high the stack is.');
    case 'SETUP_FINALLY':
      return say('A try begins: a block remembers its finally, whatever happens in between.');
    case 'SETUP_WITH':
      return say(`with asks ${shown(peek(frame, 0))} to __enter__; __exit__ waits on the stack, under a block's line.`);
    case 'POP_BLOCK':
      return popBlock(frame);
    case 'POP_EXCEPT':
      return say('The exception is dealt with: its block leaves, and what was being handled before is current again.');
    case 'BREAK_LOOP':
      return leaving('break', frame, `break: the loop${onLine(innermost(frame))} ends, and what lies above its line is thrown away.`);
    case 'CONTINUE_LOOP':
      return leaving('continue', frame, 'continue: back to the head of the loop, out of the blocks in between.');
    case 'RETURN_VALUE':
      return returning(frame, moment);
    case 'END_FINALLY':
      return endFinally(frame);
    case 'WITH_CLEANUP_START':
      return say('The with ends: __exit__ is called and told what happened.');
    case 'WITH_CLEANUP_FINISH':
      return say('Did __exit__ swallow the exception? Its answer decides what is pending.');
    case 'RAISE_VARARGS':
      return raising(frame);
    default:
      return null;
  }
}

function raising(frame: Frame): Sentence {
  const what = frame.arg === 0 ? 'The exception being handled is raised again' : `${shown(peek(frame, frame.arg === 2 ? 1 : 0))} is about to be raised`;
  const catcher = [...frame.blocks].reverse().find((block) => block.type === BlockType.except || block.type === BlockType.finally);
  if (!catcher) return say(`${what}. No block of this frame catches it: the frame will leave.`);
  return say(`${what}. The innermost block that catches is the ${blockWord(catcher)}${onLine(catcher)}.`, 'Where does it land?');
}
