// Builds two things from src/: the site (root ../site, out ../build/site) and, with --mode package, the npm package's dist/.
// The plugins are in build/: the Worker as text, the static first paint, the font subset, the compressed files.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { classicPlugin } from './build/classic.mjs';
import { compressedPlugin } from './build/compressed.mjs';
import { subsetFonts } from './build/fonts.mjs';
import { referencePlugin } from './build/reference.mjs';
import { stillPlugin } from './build/still.mjs';
import { workerPlugin } from './build/worker.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const wasmDirectory = process.env['VITRINE_WASM_DIR'] ?? here('../build/wasm');

const packageBuild = {
  plugins: [workerPlugin()],
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    minify: false as const,
    lib: { entry: { index: here('src/index.ts'), core: here('src/core.ts') }, formats: ['es' as const] },
    rolldownOptions: { external: [/^lit/, /^@codemirror/, /^@lezer/] },
  },
};

const siteBuild = {
  root: here('../site'),
  base: './',
  publicDir: false as const,
  resolve: { alias: { vitrine: here('src'), 'vitrine-wasm': wasmDirectory } },
  plugins: [workerPlugin(), stillPlugin(wasmDirectory), classicPlugin(wasmDirectory), referencePlugin(wasmDirectory), compressedPlugin()],
  build: {
    outDir: process.env['VITRINE_SITE_OUT'] ?? here('../build/site'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },  // the reference runs some hundred programs
      input: Object.fromEntries(['index', 'classic', 'reference/index', 'reference/opcode'].map((page) => [page, here(`../site/${page}.html`)])),
    },
  },
};

export default defineConfig(async ({ mode }) => {
  if (mode === 'package') return packageBuild;
  await subsetFonts(here('../build/fonts'));
  return siteBuild;
});
