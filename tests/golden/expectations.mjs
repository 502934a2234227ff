// What a golden program says about itself, in comments (README.md beside this file has the form), and whether a run kept to it.

import { firstDifference } from '../harness/report.mjs';

const kDirective = /#\s?(expect raise|expect error|expect stderr|expect exit|expect|stdin|reference):(?: (.*))?$/;

/**
 * Reads the directives of `source`: {stdout: [line], stdin: text, ending: {kind: 'raise' | 'error', text, line} | null,
 * stderr: [line] | null, exitCode, reference: 'python3.11' | 'none' | null}. `line` is 0 when the comment stands alone.
 */
export function readExpectations(source) {
  const found = { stdout: [], stdin: '', ending: null, stderr: null, exitCode: 0, reference: null, count: 0 };
  source.split('\n').forEach((text, index) => {
    const match = kDirective.exec(text.replace(/\r$/, ''));
    if (!match) return;
    const [, what, value = ''] = match;
    const line = text.slice(0, match.index).trim() === '' ? 0 : index + 1;
    found.count += 1;
    if (what === 'expect') found.stdout.push(value);
    else if (what === 'stdin') found.stdin += `${value}\n`;
    else if (what === 'expect stderr') (found.stderr ??= []).push(value);
    else if (what === 'expect exit') found.exitCode = Number(value);
    else if (what === 'reference') found.reference = value.split(' ')[0];
    else {
      found.ending = { kind: what.slice('expect '.length), text: value, line };
      found.exitCode = 1;
    }
  });
  return found;
}

const trimmed = (text) => text.split('\n').map((line) => line.trimEnd()).join('\n').replace(/\n$/, '');
const joined = (lines) => trimmed(lines.join('\n'));

/** A multi-line exception message is one line in the comment, with \n written out. */
function endingProblem({ kind, text, line }, stderr) {
  const message = trimmed(text.replaceAll('\\n', '\n'));
  const printed = trimmed(stderr);
  if (printed !== message && !printed.endsWith(`\n${message}`)) return `expected ${kind} ${message}\nstandard error was:\n${printed.slice(-2000) || '(empty)'}`;
  if (line !== 0 && !new RegExp(`line ${line}\\b`).test(printed)) return `expected the traceback to name line ${line}:\n${printed.slice(-2000)}`;
  return null;
}

/** Why `outcome` is not what was expected, or null. */
export function problemOf(expected, outcome) {
  if (outcome.timedOut) return 'timed out';
  if (outcome.crashed) return `crashed\n${outcome.stderr.slice(-3000)}`;
  const difference = firstDifference(trimmed(outcome.stdout), joined(expected.stdout));
  const tail = outcome.stderr ? `\nstandard error:\n${outcome.stderr.slice(-1500)}` : '';
  if (difference) return difference + tail;
  if (outcome.exitCode !== expected.exitCode) return `exit code ${outcome.exitCode}, expected ${expected.exitCode}${tail}`;
  if (expected.ending) return endingProblem(expected.ending, outcome.stderr);
  if (expected.stderr) return firstDifference(trimmed(outcome.stderr), joined(expected.stderr), 'standard error');
  return outcome.stderr.trim() && !expected.anyStderr ? `unexpected standard error:\n${outcome.stderr.slice(-2000)}` : null;
}
