// Everything that `make test` runs, one suite after the other; a suite that fails or breaks does not keep the next from running.
//   node tests/run.mjs [--build] [SUITE ...]     --build: bring the builds up to date first
// The last line is "N passed, N failed"; the exit code is 1 if anything failed.

import { spawn } from 'node:child_process';
import { kRoot } from './harness/paths.mjs';
import { Report } from './harness/report.mjs';

const kSuites = [
  ['checks', './checks/run.mjs', 'run'],
  ['unit', './unit/run.mjs', 'runNative'],
  ['unit-wasm', './unit/run.mjs', 'runWasm'],
  ['golden', './golden/run.mjs', 'run'],
  ['syntax', './syntax/run.mjs', 'run'],
  ['bytecode', './bytecode/run.mjs', 'run'],
  ['stacks', './stacks/run.mjs', 'run'],
  ['replay', './replay/run.mjs', 'run'],
  ['limits', './limits/run.mjs', 'run'],
  ['fuzz', './fuzz/run.mjs', 'run'],
  ['package', './web/run.mjs', 'runPackage'],
  ['page', './web/run.mjs', 'runPage'],
];

/** What the suites need built, in an order that lets a failure of one leave most of the others of use. */
const kBuilds = ['asan', 'wasm-tests', 'site', 'package'];

const kMost = 15 * 60_000;

/** Runs one suite; gives its report, whatever happens. */
async function runSuite([name, file, entry]) {
  const report = new Report(name);
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the suite took more than ${kMost / 60_000} minutes`)), kMost);
  });
  try {
    const suite = await import(file);
    await Promise.race([suite[entry](report), late]);
  } catch (error) {
    report.check('the suite itself', error?.stack ?? String(error));
  }
  clearTimeout(timer);
  return report;
}

/** `make TARGET`, its output passed on; a build that fails is a failure and the suites run on what there is. */
async function build(report) {
  for (const target of kBuilds) {
    const started = performance.now();
    const code = await new Promise((resolve) => {
      spawn('make', ['--no-print-directory', target], { cwd: kRoot, stdio: 'inherit' }).on('close', resolve).on('error', () => resolve(-1));
    });
    report.check(`make ${target}`, code === 0 ? null : `ended with ${code}`);
    report.note(`make ${target} took ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}

async function main(words) {
  const building = words.includes('--build');
  words = words.filter((word) => word !== '--build');
  const unknown = words.filter((word) => !kSuites.some(([name]) => name === word));
  if (unknown.length) {
    console.error(`No such suite: ${unknown.join(' ')}. There are: ${kSuites.map(([name]) => name).join(' ')}`);
    return 2;
  }
  const reports = [];
  if (building) {
    reports.push(new Report('build'));
    await build(reports[0]);
  }
  for (const suite of kSuites.filter(([name]) => words.length === 0 || words.includes(name))) {
    const started = performance.now();
    const report = await runSuite(suite);
    console.log(`${report.summary()} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    reports.push(report);
  }
  const failures = reports.flatMap((report) => report.failures);
  if (failures.length) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
  const total = (what) => reports.reduce((sum, report) => sum + report[what], 0);
  if (total('gaps')) console.log(`${total('gaps')} known gaps (tests/known_gaps.json)`);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  return total('failed') ? 1 : 0;
}

const code = await main(process.argv.slice(2));
process.stdout.write('', () => process.exit(code));  // a suite that was given up may still hold timers
