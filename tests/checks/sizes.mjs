// Sizes of files (1,000 lines) and functions (80 lines), as the house style has them. Functions are found from the braces (C++,
// TypeScript, JavaScript) or the indentation (Python); that is rough, but errs on neither side for the style used here.

import { readFileSync } from 'node:fs';
import { filesBelow, inRoot } from '../harness/paths.mjs';

const kFileLines = 1000;
const kFunctionLines = 80;
const kReadmeLines = 40;

/** Tables and generated files, which may be long, and the functions that may be: each with its reason. */
const kLongFiles = [/\.def$/, /\.inc$/, /_tables\.h$/, /package-lock\.json$/];
const kLongFunctions = new Map([['core/vm/interpreter.cpp', /^(runLoop|dispatch|interpret|execute|run)/]]);  // the dispatch switch

/** `text` with comments and literals blanked out, line breaks kept. */
export function bare(text) {
  const pattern = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"(\w*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
  return text.replace(pattern, (match) => match.replace(/[^\n]/g, match[0] === '/' ? ' ' : '_'));
}

const kScope = /\b(namespace|class|struct|union|enum|extern|interface|module)\b[^;(){}=]*$/;

/** [{name, first, last}] of the functions in `text` that stand in no other function. */
export function bracedFunctions(text) {
  const code = bare(text).replace(/^\s*#[^\n]*(\\\n[^\n]*)*/gm, (match) => match.replace(/[^\n]/g, ' '));
  const functions = [];
  const open = [];
  let start = 0;
  let line = 1;
  for (let at = 0; at < code.length; ++at) {
    const character = code[at];
    if (character === '\n') ++line;
    if (character === ';' && !open.some(({ inside }) => inside)) start = at + 1;
    if (character === '{') {
      const inside = open.some((scope) => scope.inside);
      const head = code.slice(start, at);
      const isScope = kScope.test(head) && !/\)\s*$/.test(head);
      const isFunction = !inside && !isScope && /\)[^=]*$|=>\s*$/.test(head);
      const lead = head.length - head.trimStart().length;
      const first = line - (head.slice(lead).match(/\n/g) ?? []).length;
      open.push({ inside: inside || !isScope, isFunction, name: /([\w~:$]+)\s*\([^]*$/.exec(head)?.[1] ?? head.trim().slice(-40), first });
      if (!inside) start = at + 1;
    } else if (character === '}') {
      const closed = open.pop();
      if (closed?.isFunction) functions.push({ name: closed.name, first: closed.first, last: line });
      if (!open.some(({ inside }) => inside)) start = at + 1;
    }
  }
  return functions;
}

/** The same for Python, methods and nested functions by themselves. */
function indentedFunctions(text) {
  const lines = text.split('\n');
  const functions = [];
  lines.forEach((lineText, index) => {
    const match = /^(\s*)(?:async\s+)?def\s+(\w+)/.exec(lineText);
    if (!match) return;
    let last = index;
    for (let at = index + 1; at < lines.length; ++at) {
      if (lines[at].trim() === '') continue;
      if (lines[at].length - lines[at].trimStart().length <= match[1].length && !/^\s*[)\]}]/.test(lines[at])) break;
      last = at;
    }
    functions.push({ name: match[2], first: index + 1, last: last + 1 });
  });
  return functions;
}

const lineCount = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

function sourceFiles() {
  const endings = ['.cpp', '.h', '.def', '.inc', '.ts', '.mjs', '.js', '.cjs', '.css', '.py', '.md'];
  const written = ['core', 'wasm', 'web', 'site', 'tests'].flatMap((top) => endings.flatMap((ending) => filesBelow(top, ending)));
  return written.filter((path) => !/\/dist\/|^tests\/(stacks|programs|bytecode)\//.test(path));
}

function longFunctions(path, text) {
  const functions = path.endsWith('.py') ? indentedFunctions(text) : /\.(md|css|def|inc)$/.test(path) ? [] : bracedFunctions(text);
  return functions
    .filter(({ name, first, last }) => last - first + 1 > kFunctionLines && !kLongFunctions.get(path)?.test(name))
    .map(({ name, first, last }) => `${path}:${first}: ${name} has ${last - first + 1} lines`);
}

export function checkSizes(report) {
  const files = sourceFiles().map((path) => ({ path, text: readFileSync(inRoot(path), 'utf8') }));
  const tall = files.filter(({ path, text }) => lineCount(text) > kFileLines && !kLongFiles.some((pattern) => pattern.test(path)));
  report.check(`no file over ${kFileLines} lines`, tall.map(({ path, text }) => `${path} has ${lineCount(text)}`).join('\n') || null);
  report.check(`no function over ${kFunctionLines} lines`, files.flatMap(({ path, text }) => longFunctions(path, text)).join('\n') || null);
  const rooms = files.filter(({ path }) => /^core\/\w+\/README\.md$/.test(path) && lineCount(files.find((file) => file.path === path).text) > kReadmeLines);
  report.check(`no room's README over ${kReadmeLines} lines`, rooms.map(({ path }) => path).join('\n') || null);
}
