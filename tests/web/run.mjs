// The web side: types, the package's unit tests (against a recorded machine), the package and its command line under Node, and the built
// page in headless Chromium. Each *.test.mjs file runs by itself under node --test; its counts are added.

import { inRoot } from '../harness/paths.mjs';
import { runProcess } from '../harness/process.mjs';
import { filesBelow } from '../harness/paths.mjs';

const kTimeout = 8 * 60_000;

async function runTests(report, file) {
  const { stdout, stderr, timedOut } = await runProcess(process.execPath, ['--test', '--test-reporter=tap', inRoot(file)], { timeout: kTimeout });
  const text = stdout.toString();
  const count = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const passed = count('pass');
  const failed = count('fail') + count('cancelled') + (timedOut || passed + count('fail') === 0 ? 1 : 0);
  const detail = text.split(/^(?=# Subtest: )/m).filter((part) => /^not ok/m.test(part)).map((part) => part.slice(0, 2500)).join('') || text.slice(-1500) + stderr.toString().slice(-3000);
  for (const [, line] of text.matchAll(/^# (?:\\# )?(transferred: .*|measured: .*)$/gm)) report.note(line);
  report.add(file, { passed, failed, detail });
}

/** Types, decoders, links, the package under Node. */
export async function runPackage(report) {
  const types = await runProcess(process.execPath, [inRoot('web/node_modules/typescript/bin/tsc'), '-p', inRoot('web')], { timeout: kTimeout });
  report.check('strict TypeScript', types.exitCode === 0 ? null : types.stdout.toString());
  for (const file of [...filesBelow('tests/web/unit', '.test.mjs'), ...filesBelow('tests/web/package', '.test.mjs')]) await runTests(report, file);
}

/** The page in Chromium, one file after another: each starts a browser. */
export async function runPage(report) {
  for (const file of filesBelow('tests/web/page', '.test.mjs')) await runTests(report, file);
}
