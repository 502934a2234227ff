// Runs the package's command line on a program and tells, on standard error, the milliseconds from this line to its first output.
const kBegin = performance.now();

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const write = fs.writeSync;
let told = false;
fs.writeSync = (fd, ...rest) => {
  const result = write(fd, ...rest);
  if (fd === 1 && !told) {
    told = true;
    write(2, `${(performance.now() - kBegin).toFixed(1)}\n`);
  }
  return result;
};
syncBuiltinESMExports();
process.argv.splice(1, 1, 'vitrine');
await import('../../web/bin/vitrine.mjs');
