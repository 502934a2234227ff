// The package's and the site's TypeScript, for what the site's build works out with it: loaded through a Vite server of its own, which
// listens nowhere and is closed again.

import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { workerPlugin } from './worker.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Calls `use` with {core: what src/core.ts exports, examples: the site's} and gives what it gives. */
export async function withSources(use) {
  const server = await createServer({
    configFile: false, root: here('../'), logLevel: 'error', server: { middlewareMode: true, watch: null, hmr: false, ws: false }, appType: 'custom',
    optimizeDeps: { noDiscovery: true }, resolve: { alias: { vitrine: here('../src') } }, plugins: [workerPlugin()],
  });
  try {
    const core = await server.ssrLoadModule('/src/core.ts');
    const { examples } = await server.ssrLoadModule(here('../../site/examples.ts'));
    return await use({ core, examples });
  } finally {
    await server.close();
  }
}
