// What a Python program can be run on: our native build, our wasm under Node, npm's CPython 3.14 (Pyodide), python3.11.
// All have the form  {name, run(job) -> outcome, close()}  with
//   job     = {path (from the root), stdin (text), timeout (ms)}
//   outcome = {stdout, stderr (text), exitCode, timedOut, crashed}

import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { hasWasm, inRoot, nativeBinary } from './paths.mjs';
import { runProcess } from './process.mjs';

const kTimeout = 30_000;

async function runCommand(command, args, { stdin = '', timeout = kTimeout, env = {} }) {
  const { stdout, stderr, exitCode, signal, timedOut } = await runProcess(command, args, { input: stdin, timeout, env });
  return { stdout: stdout.toString(), stderr: stderr.toString(), exitCode, timedOut, crashed: signal !== null && !timedOut };
}

export function nativeMachine(binary = nativeBinary()) {
  if (!binary) throw new Error('there is no native build: run make native');
  return { name: 'native', width: 2, run: (job) => runCommand(binary, ['run', job.path], job), close() {} };
}

/** The distribution's CPython, for what depends on a 64-bit platform; null where it is not 3.11 or newer. */
export async function systemPython() {
  for (const command of ['python3.11', '/usr/bin/python3', 'python3']) {
    const { exitCode } = await runProcess(command, ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).catch(() => ({ exitCode: 1 }));
    if (exitCode === 0) {
      return { name: 'python3.11', width: 2, run: (job) => runCommand(command, [job.path], { ...job, env: { PYTHONHASHSEED: '0' } }), close() {}, command };  // our hashes are those of seed 0
    }
  }
  return null;
}

/** A worker thread that answers one job at a time; started again when it hangs, dies, or has answered `most` jobs. */
function workerMachine(name, script, { most = Infinity, width = 1 }) {
  const lanes = Array.from({ length: width }, () => ({ worker: null, busy: Promise.resolve(), left: 0 }));
  const start = (lane) => {
    lane.worker = new Worker(new URL(script, import.meta.url), { resourceLimits: { stackSizeMb: 4 } });
    lane.worker.setMaxListeners(0);
    lane.left = most;
  };
  const stop = async (lane) => {
    const worker = lane.worker;
    lane.worker = null;
    await worker?.terminate();
  };
  const answer = async (lane, job) => {
    if (lane.worker && lane.left <= 0) await stop(lane);
    if (!lane.worker) start(lane);
    lane.left -= 1;
    const worker = lane.worker;
    const ask = (timeout) => new Promise((resolve) => {
      const finish = (outcome) => {
        clearTimeout(timer);
        for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
        resolve(outcome);
      };
      const broken = { stdout: '', exitCode: null, timedOut: false, crashed: false };
      const timer = setTimeout(() => finish({ ...broken, stderr: '', timedOut: true }), timeout);
      worker.once('message', finish);
      worker.once('error', (error) => finish({ ...broken, stderr: String(error?.stack ?? error), crashed: true }));
      worker.once('exit', (code) => finish({ ...broken, stderr: `the worker ended with ${code}`, crashed: true }));
      worker.postMessage(job);
    });
    const outcome = await ask(job.timeout ?? kTimeout);
    if (outcome.timedOut || outcome.crashed) await stop(lane);
    return outcome;
  };
  let turn = 0;
  return {
    name,
    width,
    run(job) {
      const lane = lanes[turn++ % width];
      const result = lane.busy.then(() => answer(lane, job));
      lane.busy = result.catch(() => {});
      return result;
    },
    close: () => Promise.all(lanes.map(stop)),
  };
}

/** Our wasm module: compiled once a worker, a fresh instance per program. */
export function wasmMachine() {
  if (!hasWasm()) throw new Error('there is no wasm build: run make wasm');
  return workerMachine('wasm', './wasm_worker.mjs', { most: 16, width: 2 });
}

/** A real CPython 3.14: one interpreter, a fresh `__main__` per program. */
export function cpythonMachine() {
  if (!existsSync(inRoot('tests/node_modules/pyodide'))) throw new Error('pyodide is not installed: npm ci in tests/');
  return workerMachine('cpython 3.14', './cpython_worker.mjs', { width: 1 });
}
