// Serves the built site for `make play` and the tests: static files, right MIME types, compressed as a good static host does
// (the build's FILE.br, or else brotli or gzip, worked out once per file), and nothing outside the directory.
//   node web/build/serve.mjs [DIRECTORY]      PORT= changes the port (8000)

import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { brotli, kCompressed } from './compressed.mjs';

const kTypes = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm', '.woff2': 'font/woff2', '.json': 'application/json', '.txt': 'text/plain; charset=utf-8', '.zip': 'application/zip', '.bin': 'application/octet-stream',
};

const compressed = new Map();

function compress(path, how) {
  const changed = statSync(path).mtimeMs;
  const key = `${how}:${path}:${changed}`;
  if (!compressed.has(key)) {
    const made = how === 'br' ? statSync(`${path}.br`, { throwIfNoEntry: false }) : undefined;
    if (made !== undefined && made.mtimeMs >= changed) compressed.set(key, readFileSync(`${path}.br`));
    else compressed.set(key, how === 'br' ? brotli(readFileSync(path)) : gzipSync(readFileSync(path), { level: 9 }));
  }
  return compressed.get(key);
}

function fileFor(directory, url) {
  let path;
  try {
    path = join(directory, normalize(decodeURIComponent(new URL(url, 'http://host').pathname)));
  } catch {
    return null;
  }
  if (!path.startsWith(directory)) return null;
  if (existsSync(path) && statSync(path).isDirectory()) path = join(path, 'index.html');
  return existsSync(path) ? path : null;
}

function answer(directory, request, response) {
  const path = fileFor(directory, request.url ?? '/');
  if (!path) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  const extension = extname(path);
  const headers = {
    'content-type': kTypes[extension] ?? 'application/octet-stream',
    'cache-control': /-[\w-]{8}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
  };
  const accepts = String(request.headers['accept-encoding'] ?? '');
  const how = !kCompressed.has(extension) ? null : accepts.includes('br') ? 'br' : accepts.includes('gzip') ? 'gzip' : null;
  if (how) {
    response.writeHead(200, { ...headers, 'content-encoding': how, vary: 'accept-encoding' }).end(compress(path, how));
    return;
  }
  response.writeHead(200, headers);
  createReadStream(path).pipe(response);
}

/** Serves `directory`; resolves with the server once it listens. Port 0 takes any free one. */
export function serve(directory, port) {
  const server = createServer((request, response) => answer(directory, request, response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const directory = process.argv[2] ?? fileURLToPath(new URL('../../build/site', import.meta.url));
  const port = Number(process.env.PORT ?? 8000);
  if (!existsSync(join(directory, 'index.html'))) {
    console.error(`There is no site in ${directory} yet: build it first (make site).`);
    process.exit(1);
  }
  try {
    await serve(directory, port);
    console.log(`http://localhost:${port}`);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another: PORT=8001 make play` : String(error.message));
    process.exit(1);
  }
}
