// The shape of the tree: what may stand at the top, that every source file opens with a comment, that nothing built is committed.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { inRoot, kRoot } from '../harness/paths.mjs';

const kTop = new Set(['CMakeLists.txt', 'core', 'web', 'wasm', 'site', 'tests', 'README.md', 'Makefile', 'LICENSE', 'CMakePresets.json']);
const kRooms = ['base', 'syntax', 'bytecode', 'compiler', 'heap', 'objects', 'vm', 'modules', 'trace'];

function trackedFiles() {
  if (!existsSync(inRoot('.git'))) return null;
  return execFileSync('git', ['ls-files', '-z'], { cwd: kRoot, maxBuffer: 1 << 26 }).toString().split('\0').filter((path) => path && existsSync(inRoot(path)));
}

export function checkTree(report) {
  const files = trackedFiles();
  if (!files) {
    report.note('no repository here: the tree is not checked');
    return;
  }
  const strangers = [...new Set(files.map((path) => path.split('/')[0]))].filter((name) => !kTop.has(name) && !name.startsWith('.'));
  report.check('only what belongs there stands at the top', strangers.join(' ') || null);
  const silent = files.filter((path) => /^(core|wasm|web\/(src|build|bin)|site)\/.*\.(cpp|h|ts|mjs)$/.test(path)).filter((path) => !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(readFileSync(inRoot(path), 'utf8')));
  report.check('every source file opens with a comment', silent.join('\n') || null);
  const unread = kRooms.filter((room) => files.some((path) => path.startsWith(`core/${room}/`)) && !files.includes(`core/${room}/README.md`));
  report.check('every room has a README', unread.map((room) => `core/${room}/README.md is missing`).join('\n') || null);
}
