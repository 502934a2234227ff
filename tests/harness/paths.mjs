// Where things lie, for all test suites. VITRINE_NATIVE and VITRINE_WASM_DIR name other builds than the usual ones.

import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
export const inRoot = (...parts) => join(kRoot, ...parts);
export const fromRoot = (path) => relative(kRoot, path);

/** The native command line that the suites drive: the sanitized build where there is one, since it sees more. */
export function nativeBinary() {
  const places = [process.env.VITRINE_NATIVE, inRoot('build/asan/vitrine'), inRoot('build/native/vitrine')];
  return places.find((path) => path && existsSync(path)) ?? null;
}

export const wasmDirectory = () => process.env.VITRINE_WASM_DIR ?? inRoot('build/wasm');
export const hasWasm = () => existsSync(join(wasmDirectory(), 'vitrine.wasm')) && existsSync(join(wasmDirectory(), 'vitrine.js'));

/** All files below `directory` (relative to the root) whose name ends with `ending`, sorted, relative to the root. */
export function filesBelow(directory, ending) {
  if (!existsSync(inRoot(directory))) return [];
  return readdirSync(inRoot(directory), { recursive: true })
    .map((name) => join(directory, name))
    .filter((name) => name.endsWith(ending) && !name.includes('node_modules'))
    .sort();
}
