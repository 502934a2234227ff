// The last step of building the npm package: what Vite does not put into dist/, namely the style sheet, the wasm module with
// its glue, and the declarations of types.

import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const wasmDirectory = process.env.VITRINE_WASM_DIR ?? here('../../build/wasm');

mkdirSync(here('../dist/wasm'), { recursive: true });
copyFileSync(here('../src/vitrine.css'), here('../dist/vitrine.css'));
cpSync(here('../src/style'), here('../dist/style'), { recursive: true });
// The glue is a plain script; Node is to load it as CommonJS inside this package of ES modules.
writeFileSync(here('../dist/wasm/package.json'), '{ "type": "commonjs" }\n');
for (const name of ['vitrine.js', 'vitrine.wasm', 'vitrine.rest.wasm', 'unicode-names.bin']) {
  if (existsSync(`${wasmDirectory}/${name}`)) copyFileSync(`${wasmDirectory}/${name}`, here(`../dist/wasm/${name}`));
  else console.warn(`package: ${wasmDirectory}/${name} is not built yet; the package is without it`);
}
// In one piece for the command line, where there are two (PROTOCOL.md, section 8).
if (existsSync(`${wasmDirectory}/vitrine.whole.wasm`)) copyFileSync(`${wasmDirectory}/vitrine.whole.wasm`, here('../dist/wasm/vitrine.whole.wasm'));
const tsc = here('../node_modules/typescript/bin/tsc');
const declared = spawnSync(process.execPath, [tsc, '-p', here('../tsconfig.package.json')], { stdio: 'inherit' });
process.exitCode = declared.status ?? 1;
