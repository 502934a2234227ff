// Replay bundles: what one build recorded, both builds run again, and show the same frames, stacks, addresses and reference
// counts at the same moments (R3, R5).

import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { wasmMachine } from '../harness/machines.mjs';
import { filesBelow, inRoot, nativeBinary } from '../harness/paths.mjs';
import { runProcess } from '../harness/process.mjs';

const kTimeout = 120_000;
const kMoments = process.env.VITRINE_LONG ? 60 : 8;

/** Moments spread over 1..last, the same in every run. */
function momentsUpTo(last) {
  return Array.from({ length: kMoments }, (_, index) => 1 + ((index * 2654435761) % 4294967296) % last).concat(last);
}

function firstDifference(ours, theirs) {
  if (ours === theirs) return null;
  const a = ours.split('\n');
  const b = theirs.split('\n');
  const at = a.findIndex((line, index) => line !== b[index]);
  return `line ${at + 1}\nnative ${a[at]}\nwasm   ${b[at]}`;
}

/** The suite: each of the six programs, recorded natively, replayed natively and in wasm. */
export async function run(report) {
  const binary = nativeBinary();
  if (!binary) throw new Error('there is no native build: run make native');
  mkdirSync(inRoot('build/replay'), { recursive: true });
  const wasm = wasmMachine();
  for (const program of filesBelow('tests/programs', '.py')) {
    const bundle = `build/replay/${basename(program, '.py')}.json`;
    const input = readFileOr(program.replace(/\.py$/, '.in'));
    const recorded = await runProcess(binary, ['run', '--record', bundle, program], { input, timeout: kTimeout });
    const expected = readFileSync(inRoot(program.replace(/\.py$/, '.out')), 'utf8');
    report.check(`${program} recorded prints its .out`, recorded.stdout.toString() === expected ? null : recorded.stderr.toString() || 'another output');
    const { moment } = JSON.parse(readFileSync(inRoot(bundle), 'utf8'));
    for (const until of momentsUpTo(moment)) {
      const native = await runProcess(binary, ['replay', bundle, '--until', String(until), '--dump'], { timeout: kTimeout });
      const other = await wasm.run({ words: ['replay', `file=${bundle}`, `until=${until}`, 'dump=1'], timeout: kTimeout });
      report.check(`${program} at moment ${until} on both builds`, firstDifference(native.stdout.toString(), other.stdout));
    }
  }
  await wasm.close();
}

function readFileOr(path, otherwise = '') {
  try {
    return readFileSync(inRoot(path), 'utf8');
  } catch {
    return otherwise;
  }
}
