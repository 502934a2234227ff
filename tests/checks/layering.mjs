// The arrows of core/ARCHITECTURE.md, from the #include lines: which room may know which. Closed under what a room's neighbours know,
// but for the two narrow ones: objects knows code objects only, and outside core nobody knows more than session.h.

import { readFileSync } from 'node:fs';
import { filesBelow, inRoot } from '../harness/paths.mjs';

const kMayInclude = {
  base: ['base'],
  syntax: ['base', 'syntax'],
  bytecode: ['base', 'bytecode'],
  compiler: ['base', 'syntax', 'bytecode', 'compiler'],
  heap: ['base', 'heap'],
  objects: ['base', 'heap', 'objects', 'bytecode'],
  vm: ['base', 'syntax', 'bytecode', 'compiler', 'heap', 'objects', 'vm'],
  modules: ['base', 'syntax', 'bytecode', 'compiler', 'heap', 'objects', 'vm', 'modules'],
  trace: ['base', 'syntax', 'bytecode', 'compiler', 'heap', 'objects', 'vm', 'trace'],
};

/** What objects may know of bytecode: the data of a code object, not the machinery around it. */
const kNarrow = { objects: { bytecode: /^bytecode\/(code_object|instructions|line_table|opcodes)\.h$/ } };

const kInclude = /^\s*#\s*include\s+"([^"]+)"/gm;

function problemsOfFile(path) {
  const text = readFileSync(inRoot(path), 'utf8');
  const problems = [];
  const [top, room] = path.split('/');
  const roomFile = top === 'core' && path.split('/').length > 2;
  for (const [, included] of text.matchAll(kInclude)) {
    const [target] = included.includes('/') ? included.split('/') : [null];
    if (top === 'wasm' || path === 'core/main.cpp') {
      if (included.includes('/') || (top === 'wasm' ? included !== 'session.h' && !included.startsWith('wasm_') : !['session.h'].includes(included))) {
        problems.push(`${path} includes "${included}": outside core only session.h may be known`);
      }
    } else if (roomFile && target === null) {
      if (included === 'session.h') problems.push(`${path} includes "${included}"`);
    } else if (roomFile && kMayInclude[target]) {
      if (!kMayInclude[room]?.includes(target)) problems.push(`${path} includes "${included}": ${room} may not know ${target}`);
      const narrow = kNarrow[room]?.[target];
      if (narrow && !narrow.test(included)) problems.push(`${path} includes "${included}": ${room} may know of ${target} only ${narrow.source}`);
    }
  }
  return problems;
}

export function checkLayering(report) {
  const sources = ['core', 'wasm'].flatMap((top) => ['.cpp', '.h', '.def', '.inc'].flatMap((ending) => filesBelow(top, ending)));
  for (const room of Object.keys(kMayInclude)) {
    const problems = sources.filter((path) => path.startsWith(`core/${room}/`)).flatMap(problemsOfFile);
    report.check(`layering of core/${room}`, problems.join('\n') || null);
  }
  const outside = sources.filter((path) => !path.startsWith('core/') || path.split('/').length === 2).filter((path) => path !== 'core/session.cpp' && path !== 'core/session.h');
  report.check('layering outside the rooms', outside.flatMap(problemsOfFile).join('\n') || null);
}
