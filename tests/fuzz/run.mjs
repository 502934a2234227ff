// Runs the libFuzzer targets for a while each. A finding is a failure, with the end of the fuzzer's output as its reason.

import { existsSync, mkdirSync } from 'node:fs';
import { inRoot } from '../harness/paths.mjs';
import { runProcess } from '../harness/process.mjs';

const kTargets = [
  { name: 'fuzz_source', seeds: 'tests/bytecode/snippets', most: 3000 },
  { name: 'fuzz_pyc', seeds: 'tests/bytecode/pyc', most: 6000 },
  { name: 'fuzz_program', seeds: null, most: 600 },
];

const kSeconds = Number(process.env.VITRINE_FUZZ_SECONDS ?? 20);

export async function run(report) {
  for (const { name, seeds, most } of kTargets) {
    await report.attempt(name, async () => {
      const binary = inRoot('build/asan', name);
      if (!existsSync(binary)) return `there is no ${binary}: run make asan`;
      const corpus = inRoot('build/fuzz', name);
      mkdirSync(corpus, { recursive: true });
      const words = [`-max_total_time=${kSeconds}`, `-max_len=${most}`, '-timeout=60', '-rss_limit_mb=4000', '-len_control=0', `-artifact_prefix=${inRoot('build/fuzz')}/${name}-`, corpus];
      const { stderr, exitCode } = await runProcess(binary, seeds ? [...words, inRoot(seeds)] : words, { timeout: (kSeconds + 120) * 1000 });
      const text = stderr.toString();
      const runs = /Done (\d+) runs/.exec(text)?.[1];
      if (runs) report.note(`${name}: ${runs} inputs in ${kSeconds} s`);
      if (exitCode !== 0) return `exit code ${exitCode}\n${text.slice(-4000)}`;
      return Number(runs) > 0 ? null : 'it ran nothing';
    });
  }
}
