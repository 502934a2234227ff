// What a static host sends compressed, and the compressed files themselves: beside each file of the site lies FILE.br, brotli at
// its best quality, made once here so that no host has to (serve.mjs sends them; nginx's brotli_static and its like do the same).

import { readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** The kinds of file that get smaller. */
export const kCompressed = new Set(['.html', '.js', '.css', '.svg', '.wasm', '.json', '.txt', '.bin']);

/** `bytes` in brotli, as small as it can. */
export function brotli(bytes) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT, BROTLI_MAX_WINDOW_BITS } = constants;
  return brotliCompressSync(bytes, {
    params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

/** Vite's plugin. */
export function compressedPlugin() {
  return {
    name: 'vitrine-compressed',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) if (kCompressed.has(extname(name))) writeFileSync(join(dir, `${name}.br`), brotli(readFileSync(join(dir, name))));
    },
  };
}
