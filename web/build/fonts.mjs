// The page's one web font: JetBrains Mono (OFL 1.1) from @fontsource, cut down to what code and the drawings use, so that two
// weights fit in 25 KB. Everything else falls back to the system's monospaced font.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const kAscii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const kText = `${kAscii}…→←↑↓‹›−×·`;

/** Writes mono-400.woff2 and mono-600.woff2 into `directory`, unless they are there. */
export async function subsetFonts(directory) {
  mkdirSync(directory, { recursive: true });
  for (const weight of [400, 600]) {
    const target = `${directory}/mono-${weight}.woff2`;
    if (existsSync(target)) continue;
    const source = require.resolve(`@fontsource/jetbrains-mono/files/jetbrains-mono-latin-${weight}-normal.woff2`);
    writeFileSync(target, await subsetFont(readFileSync(source), kText, { targetFormat: 'woff2', noLayoutClosure: true }));
  }
}
