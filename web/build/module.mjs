// Instantiates the built wasm module under Node, for what the site's build works out with it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The module in `wasmDirectory` (vitrine.js and vitrine.wasm). */
export async function loadModule(wasmDirectory) {
  const createVitrine = createRequire(import.meta.url)(`${wasmDirectory}/vitrine.js`);
  const wasm = new WebAssembly.Module(readFileSync(`${wasmDirectory}/vitrine.wasm`));
  return createVitrine({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(wasm, imports);
      done(instance, wasm);
      return instance.exports;
    },
  });
}
