// Child processes with a time limit, and a small pool so that two run side by side.

import { spawn } from 'node:child_process';
import { kRoot } from './paths.mjs';

const kMostOutput = 256 * 1024 * 1024;

/** Sanitizers: no leak check (the region is one mapping that is left to the system), stop at the first finding. */
const kEnvironment = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0:detect_stack_use_after_return=0', UBSAN_OPTIONS: 'print_stacktrace=1' };

/**
 * Runs `command`; resolves with {stdout, stderr: Buffer, exitCode, signal, timedOut, milliseconds}. Never rejects for what the child does.
 */
export function runProcess(command, args, { input = '', timeout = 60_000, env = {}, cwd = kRoot } = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { cwd, env: { ...kEnvironment, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks = { stdout: [], stderr: [] };
    let size = 0;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeout);
    for (const name of ['stdout', 'stderr']) {
      child[name].on('data', (chunk) => {
        size += chunk.length;
        if (size > kMostOutput) child.kill('SIGKILL');
        else chunks[name].push(chunk);
      });
    }
    child.on('error', reject);
    child.stdin.on('error', () => {});  // a program that never reads its input closes the pipe
    child.stdin.end(input);
    child.on('close', (exitCode, signal) => {
      clearTimeout(timer);
      resolve({ stdout: Buffer.concat(chunks.stdout), stderr: Buffer.concat(chunks.stderr), exitCode, signal, timedOut, milliseconds: performance.now() - started });
    });
  });
}

/** Calls `work(item)` for every item, at most `width` at a time; resolves with the results in the order of the items. */
export async function pooled(items, width, work) {
  const results = new Array(items.length);
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
