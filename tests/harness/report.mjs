// Counting: every check of every suite goes through one Report. A check that fails is printed at once, with its reason; the
// known gaps (tests/known_gaps.json) may fail, and count as failures when they pass.

import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

const kMostReasonLines = 30;

/** The known gaps: [{check, reason}], `check` being the full name as printed, "suite: name". */
function readGaps() {
  const path = inRoot('tests/known_gaps.json');
  return new Map((existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []).map(({ check, reason }) => [check, reason]));
}

export class Report {
  constructor(suite, { write = (text) => process.stdout.write(text), gaps = readGaps() } = {}) {
    this.suite = suite;
    this.passed = 0;
    this.failed = 0;
    this.gaps = 0;
    this.failures = [];
    this.write_ = write;
    this.gaps_ = gaps;
  }

  /** Records one check; `problem` is null or the reason why it failed. */
  check(name, problem) {
    const full = `${this.suite}: ${name}`;
    const gap = this.gaps_.get(full);
    if (gap !== undefined) {
      if (problem) {
        this.gaps += 1;
        return;
      }
      problem = `this known gap passes now: strike it off tests/known_gaps.json (it said: ${gap})`;
    }
    if (problem) {
      this.failed += 1;
      this.failures.push(full);
      const lines = String(problem).split('\n');
      const shown = lines.length > kMostReasonLines ? [...lines.slice(0, kMostReasonLines), `... ${lines.length - kMostReasonLines} lines more`] : lines;
      this.write_(`FAILED ${full}\n${shown.map((line) => `    ${line}\n`).join('')}`);
    } else {
      this.passed += 1;
    }
  }

  /** Runs `work`; what it throws is the failure. */
  async attempt(name, work) {
    try {
      this.check(name, (await work()) ?? null);
    } catch (error) {
      this.check(name, error?.stack ?? String(error));
    }
  }

  /** Runs a whole part of a suite; only what it throws is recorded. */
  async attemptSuite(name, work) {
    try {
      await work();
    } catch (error) {
      this.check(name, error?.stack ?? String(error));
    }
  }

  /** Adds the counts of a runner that counts by itself (Google Test, node --test). */
  add(name, { passed, failed, detail }) {
    this.passed += passed;
    this.failed += failed;
    if (failed) {
      this.failures.push(`${this.suite}: ${name}`);
      this.write_(`FAILED ${this.suite}: ${name}: ${failed} failed\n${detail.split('\n').slice(0, 200).map((line) => `    ${line}\n`).join('')}`);
    }
  }

  /** The closing line of a suite. */
  summary() {
    return `${this.suite}: ${this.passed} passed, ${this.failed} failed${this.gaps ? `, ${this.gaps} known gaps` : ''}`;
  }

  note(text) {
    this.write_(`${this.suite}: ${text}\n`);
  }
}

/** The first difference of two texts, line by line, as a reason; null when they are equal. */
export function firstDifference(actual, expected, what = 'output') {
  if (actual === expected) return null;
  const [ours, theirs] = [actual.split('\n'), expected.split('\n')];
  let at = 0;
  while (ours[at] === theirs[at]) ++at;
  return `${what}, line ${at + 1} of ${theirs.length}:\n  expected ${show(theirs[at])}\n  got      ${show(ours[at])}`;
}

const show = (line) => (line === undefined ? 'nothing more' : JSON.stringify(line.length > 300 ? `${line.slice(0, 300)}...` : line));
