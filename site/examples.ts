// The built-in examples: each shows one thing that the classic machine makes visible, and opens at the moment that shows it.

import type { Example } from 'vitrine/controller.js';
import closures from './examples/closures.py?raw';
import exceptions from './examples/exceptions.py?raw';
import firstEven from './examples/first_even.py?raw';
import generator from './examples/generator.py?raw';
import guess from './examples/guess.py?raw';
import recursion from './examples/recursion.py?raw';
import withBlock from './examples/with_block.py?raw';

const kExamples: readonly Example[] = [
  { name: 'first_even', title: 'break meets finally', source: firstEven, at: { line: 5, visit: 1 } },
  { name: 'recursion', title: 'A tower of frames', source: recursion, at: { line: 3, visit: 1 } },
  { name: 'generator', title: 'A frame set aside', source: generator, at: { line: 10, visit: 1 } },
  { name: 'exceptions', title: 'Six values of a handler', source: exceptions, at: { line: 5, visit: 1 } },
  { name: 'with_block', title: 'continue through a with', source: withBlock, at: { line: 14, visit: 1 } },
  { name: 'closures', title: 'Shared cells', source: closures, at: { line: 6, visit: 2 } },
  { name: 'guess', title: 'A program that asks', source: guess, at: { line: 5, visit: 1 } },
];

/** Without their final newline, which an editor shows as one more, empty, line. */
export const examples: readonly Example[] = kExamples.map((example) => ({ ...example, source: example.source.trimEnd() }));
