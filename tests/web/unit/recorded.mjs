// The stand-in machine for unit tests (fixture/recorded_glue.cjs) with the package's decoders around it.

import { createRequire } from 'node:module';
import * as core from '../../../web/dist/core.js';

const createVitrine = createRequire(import.meta.url)('../fixture/recorded_glue.cjs');

export { core };

/** A session that has run PRODUCT.md's program to its end. */
export async function recordedSession() {
  const module = await createVitrine();
  const session = new module.Session('{}');
  session.load(kFirstEven, 'first_even.py');
  session.run(-1, 10);
  const names = new Map(JSON.parse(module.opcodeHelp()).map((row) => [row.number, row.name]));
  const at = (moment) => {
    session.seek(moment, 10);
    return core.decodeMoment(session.describe());
  };
  return { module, session, at, surroundings: { opcodeName: (opcode) => names.get(opcode) ?? `Opcode ${opcode}` } };
}

export const kFirstEven = `def first_even(numbers):
    for n in numbers:
        try:
            if n % 2 == 0:
                break
        finally:
            print("looked at", n)
    return n

print(first_even([3, 4, 5]))
`;
