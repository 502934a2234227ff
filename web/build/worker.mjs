// The module `virtual:vitrine-worker`: src/worker.ts bundled to the text of one classic script, since the Worker is started
// from a blob that also holds the wasm module's glue.

import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const kId = 'virtual:vitrine-worker';

export function workerPlugin() {
  const entry = fileURLToPath(new URL('../src/worker.ts', import.meta.url));
  return {
    name: 'vitrine-worker',
    resolveId: (id) => (id === kId ? `\0${kId}` : null),
    async load(id) {
      if (id !== `\0${kId}`) return null;
      this.addWatchFile(entry);
      const bundle = await rolldown({ input: entry, platform: 'browser' });
      const { output } = await bundle.generate({ format: 'iife', minify: true });
      return `export default ${JSON.stringify(output[0].code)};`;
    },
  };
}
